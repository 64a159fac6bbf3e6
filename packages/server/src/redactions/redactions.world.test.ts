import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { RedactionView } from '@liuhen/contract/redactions'
import { verifyPackage } from '@liuhen/core/evidence-package'
import { type Instant, because, Malformed } from '@liuhen/core/kernel'
import type { RedactionPlan } from '@liuhen/core/redactions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHANGSHA, refusal, type TrialTeam, trialTeam } from '../cases/trial.ts'
import { docked, filmOf, program, withCamera } from '../discs/trial.ts'
import { mediaTools } from '../recordings/media/index.ts'
import { sha256, sm3, verify } from '../../../../scripts/node-crypto.ts'
import { digestsOf, sha512 } from '../../../../scripts/package-in-memory.ts'
import { judge } from '../../../../spec/second-verifier/index.ts'

/** 遮挡 on real footage: what was drawn is black and silent in the copy, and nowhere else. */
let team: TrialTeam
let folder: string
let film: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redactions-'))
  team = await trialTeam(CHANGSHA)
  await withCamera(team)
  film = await docked(team, await filmOf(folder), '09:35:00', '现场检查.mp4')
})
afterAll(async () => {
  await team?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** The upper left quarter for the second half of the film, and the first half of its sound. */
const PLAN: RedactionPlan = {
  boxes: [{ from: 1000, to: 2000, x: 0, y: 0, width: 500, height: 500, reason: 'privacy', note: '路人的脸' }],
  mutes: [{ from: 0, to: 1000, reason: 'privacy' }],
}

async function rendered(id: string): Promise<RedactionView> {
  await team.officer.renderRedaction({ params: { id } })
  for (const began = Date.now(); Date.now() - began < 240_000;) {
    const found = (await team.officer.listRedactions({ params: { id: film } })).find((one) => one.id === id)
    if (found?.failed) throw new Error(found.failed.said)
    if (found?.copy && found.rendering === undefined) return found
    await new Promise((later) => setTimeout(later, 50))
  }
  throw new Error('waited in vain for the copy')
}

const fetched = async (id: string, who = team.officer) => who.send(`${team.server.url}/api/redactions/${id}/copy`)

/** How bright a quarter of the picture is on the whole, 0 to 255, at that second. */
async function brightness(file: string, second: number, crop: string): Promise<number> {
  const { ffmpeg } = await mediaTools({})
  const args = [
    '-v',
    'error',
    '-i',
    file,
    '-vf',
    `trim=start=${second},crop=${crop},scale=1:1,format=gray`,
    '-frames:v',
    '1',
    '-f',
    'rawvideo',
    '-',
  ]
  const { stdout } = await program(ffmpeg.path, args, { encoding: 'buffer' } as never)
  return (stdout as unknown as Buffer)[0] ?? -1
}

/** The loudest sample of a stretch in decibels; -91 is silence. */
async function loudest(file: string, from: number, to: number): Promise<number> {
  const { ffmpeg } = await mediaTools({})
  const args = ['-i', file, '-af', `atrim=${from}:${to},volumedetect`, '-vn', '-f', 'null', '-']
  const { stderr } = await program(ffmpeg.path, args)
  return Number(/max_volume: (-?[\d.]+) dB/.exec(stderr)?.[1])
}

let drawn: RedactionView

test('what is drawn is black and silent in the copy and nowhere else; the same plan gives the same bytes, another does not', async () => {
  const nothing = team.officer.drawRedaction({ params: { id: film }, body: { boxes: [], mutes: [] } })
  expect(await refusal(nothing)).toEqual({ 'nothing-redacted': undefined })
  drawn = await rendered((await team.officer.drawRedaction({ params: { id: film }, body: PLAN })).id)
  const file = join(folder, 'redacted.mp4')
  await writeFile(file, Buffer.from(await (await fetched(drawn.id)).arrayBuffer()))
  const [quarter, rest] = ['iw/2-8:ih/2-8:0:0', 'iw/2-8:ih/2-8:iw/2+8:ih/2+8']
  expect(await brightness(file, 1.5, quarter)).toBeLessThan(20)
  expect(await brightness(file, 0.5, quarter)).toBeGreaterThan(40)
  expect(await brightness(file, 1.5, rest)).toBeGreaterThan(40)
  expect(await loudest(file, 0.1, 0.9)).toBeLessThan(-60)
  expect(await loudest(file, 1.2, 1.9)).toBeGreaterThan(-30)
  const twin = await rendered((await team.officer.drawRedaction({ params: { id: film }, body: PLAN })).id)
  expect(twin.planDigest).toBe(drawn.planDigest)
  expect(twin.copy?.sha256).toBe(drawn.copy?.sha256)
  const other = { ...PLAN, mutes: [] }
  const changed = await team.officer.changeRedaction({ params: { id: twin.id }, body: other })
  expect(changed).toMatchObject({ stands: 'draft' })
  expect(changed.copy).toBeUndefined()
  expect((await rendered(twin.id)).copy?.sha256).not.toBe(drawn.copy?.sha256)
})

test('who drew it neither looks it over nor approves it; the recording without it is granted by another, once and for a time', async () => {
  const params = { id: drawn.id }
  const fine = { params, body: { fine: true } }
  expect(await refusal(team.officer.reviewRedaction(fine))).toEqual({ 'reviewed-by-another': undefined })
  const section = await team.server.another('legal-section')
  expect(await refusal(section.approveRedaction({ params, body: {} }))).toEqual({ 'not-reviewed': undefined })
  expect(await team.leader.reviewRedaction(fine)).toMatchObject({ stands: 'reviewed' })
  expect(await section.approveRedaction({ params, body: {} })).toMatchObject({ stands: 'approved' })
  expect(await refusal(team.officer.changeRedaction({ params, body: PLAN }))).toEqual({
    'redaction-approved': undefined,
  })

  const asked = await section.askPlainCopy({
    params,
    body: { reason: '法院调取原始载体', recipient: '青溪县人民法院' },
  })
  const ask = asked.plain[0]?.ask ?? ''
  const at = `${team.server.url}/api/redactions/${drawn.id}/plain/${ask}/copy`
  expect((await section.send(at)).ok).toBe(false)
  const until = new Date(Date.parse(team.server.clock.now()) + 3_600_000).toISOString() as Instant
  const grant = { params: { ...params, ask }, body: { granted: true, reason: '准予提供', until } }
  expect(await refusal(section.decidePlainCopy(grant))).toEqual({ 'plain-by-another': 'national/penalty-law/50' })
  await team.head.decidePlainCopy(grant)
  expect((await team.officer.send(at)).ok).toBe(false)
  const plain = Buffer.from(await (await section.send(at)).arrayBuffer())
  expect(plain.equals(await readFile(join(folder, 'seen.mp4')))).toBe(true)
  const seen = await team.server.database.db
    .selectFrom('journal')
    .select('kind')
    .where('kind', 'in', ['RedactedLooked/1', 'PlainCopyTaken/1', 'RecordingLooked/1'])
    .where('actor', 'in', [`person:${team.officer.person}`, `person:${section.person}`])
    .execute()
  expect(seen.map((one) => one.kind).sort()).toEqual(['PlainCopyTaken/1', 'RecordingLooked/1', 'RedactedLooked/1'])
  // Once is once.
  expect((await section.send(at)).ok).toBe(false)
})

test('a party is shown the copy with its redaction once that is approved, and nothing beside it', async () => {
  const legal = await team.server.as('legal-section')
  const custodian = await team.server.another('custodian')
  await legal.decideSetting({ params: { key: 'access.look-by-party.approver' }, body: { value: '法制机构' } })
  const { id: request } = await custodian.askRequest({
    body: {
      use: 'look',
      whom: 'party',
      recordings: [film],
      reason: '查阅本人案件',
      days: 3,
      times: 2,
      outsider: { name: '张某', relation: '当事人', document: { kind: '居民身份证', ending: '1234' } },
      key: randomUUID(),
    },
  })
  const waiting = (await legal.listApprovals()).mine.find((one) => one.matter?.id === request)
  await legal.signApproval({ params: { id: waiting?.id ?? '' }, body: { opinion: 'agreed', password: legal.password } })
  const asked = async (path: string) => {
    const answer = await custodian.send(`${team.server.url}/api/${path}?request=${request}`)
    return answer.ok ? answer.status : ((await answer.json()) as { obstacles: { code: string }[] }).obstacles[0]?.code
  }
  for (const what of ['view-copy', 'cover', 'waveform', 'original'])
    expect([what, await asked(`recordings/${film}/${what}`)]).toEqual([
      what,
      what === 'original' ? 'request-not-granted' : 'shown-masked',
    ])
  const use = { params: { id: film }, query: { request } }
  expect(await custodian.useOfRecording(use)).toMatchObject({ look: { may: true }, masked: drawn.id })
  expect(await asked(`redactions/${drawn.id}/copy`)).toBe(200)
  expect(await custodian.showRequest({ params: { id: request } })).toMatchObject({
    granted: { left: 1 },
    uses: [{ recording: film, what: 'look', looker: '张某' }],
  })
  // One that nobody has approved is shown to nobody of outside.
  const draft = await team.officer.drawRedaction({ params: { id: film }, body: { boxes: [], mutes: PLAN.mutes } })
  await rendered(draft.id)
  expect(await asked(`redactions/${draft.id}/copy`)).toBe('redaction-unapproved')
})

test('a package for a party holds the redacted copy in place of the original, and two verifiers prove which original it is of; a plain one that was made before does not leave any more', async () => {
  const { server } = team
  const legal = await server.as('legal-section')
  const custodian = await server.another('custodian')
  await legal.decideSetting({ params: { key: 'access.release.approver' }, body: { value: '法制机构' } })
  const other = await docked(team, await filmOf(folder, false, 660), '10:35:00', '另一段.mp4')
  const { id: request } = await custodian.askRequest({
    body: {
      use: 'provide',
      whom: 'party',
      recordings: [film, other],
      reason: '当事人复制本人案件的音像',
      days: 10,
      times: 9,
      outsider: { name: '张某', relation: '当事人', document: { kind: '居民身份证', ending: '1234' } },
      key: randomUUID(),
    },
  })
  const waiting = (await legal.listApprovals()).mine.find((one) => one.matter?.id === request)
  await legal.signApproval({ params: { id: waiting?.id ?? '' }, body: { opinion: 'agreed', password: legal.password } })
  const order = { recordings: [film, other], purpose: '当事人复制', recipient: '张某', request }
  expect(await custodian.checkPackage({ body: order })).toContainEqual(
    expect.objectContaining({ about: 'goes-redacted', recordings: [film] }),
  )
  const made = await custodian.makePackage({ body: order })
  expect(made).toMatchObject({ redacted: 1 })

  const root = join(server.data, 'packages', made.folder)
  const contents = await filesUnder(root)
  const { arrival } = await legal.showRecording({ params: { id: film } })
  const digests = [...contents.values()].map((bytes) => createHash('sha256').update(bytes).digest('hex'))
  expect(digests).toContain(drawn.copy?.sha256)
  expect(digests).not.toContain(arrival.sha256)
  const key = (contents.get('data/keys.txt') ?? Buffer.alloc(0)).toString().trim()
  const { method } = JSON.parse(String(contents.get('data/statement.json'))) as { method: string }
  expect(method).toMatch(/第 \d 件是由原件制作、经批准的遮挡副本，原件不在包内；其余原件与入库时逐字节一致/)
  const report = await verifyPackage(sourceOf(contents), { sha256, sm3, verify }, { trustedKeys: [key] })
  expect([report.verdict, report.standing, judge(contents, [key]).standing]).toEqual(['sound', 'proven', 'proven'])
  const [copy, plain] = report.items
  expect(copy?.item).toMatchObject({
    sha256: arrival.sha256,
    views: [],
    redacted: { sha256: drawn.copy?.sha256, redaction: drawn.id, why: ['个人隐私（行政处罚法第五十条）'] },
  })
  expect(plain?.item.redacted).toBeUndefined()
  expect(report.proven.map((one) => one.zh).join('')).toContain('1 件以遮挡副本代替原件')
  expect(report.notProven.map((one) => one.zh).join('')).toContain('原件不在包内')
  // Another copy in its place is found, whoever writes the lists anew.
  const path = copy?.item.path ?? ''
  const altered = new Map([...contents, [path, Buffer.from('less is black')]])
  const found = await verifyPackage(sourceOf(altered), { sha256, sm3, verify }, { trustedKeys: [key] })
  expect([found.verdict, judge(altered, [key]).verdict]).toEqual(['altered', 'altered'])
  expect(found.checks.map((one) => one.code)).toContain('redacted-differs')

  // By the bytes that are found the hand-out is known, and the original names none.
  expect(await legal.listHandOuts({ query: { digest: drawn.copy?.sha256 } })).toMatchObject([{ id: made.id }])
  expect(await legal.listHandOuts({ query: { digest: arrival.sha256 } })).toEqual([])

  // The second recording went plain; since then a copy of it is approved.
  await approvedOf(other)
  expect(await refusal(legal.confirmHandOut({ params: { id: made.id } }))).toEqual({
    'shown-masked': 'national/penalty-law/50',
  })
  const anew = await custodian.makePackage({ body: order })
  expect(anew).toMatchObject({ redacted: 2 })
  await legal.confirmHandOut({ params: { id: anew.id } })
  const zip = await legal.send(`${server.url}/api/packages/${anew.id}/zip?request=${request}`)
  expect(zip.status).toBe(200)
})

/** A redaction of a recording that goes through all hands. */
async function approvedOf(recording: string): Promise<void> {
  const { id } = await team.officer.drawRedaction({ params: { id: recording }, body: PLAN })
  await team.officer.renderRedaction({ params: { id } })
  for (const began = Date.now(); Date.now() - began < 240_000;) {
    const found = (await team.officer.listRedactions({ params: { id: recording } })).find((one) => one.id === id)
    if (found?.failed) throw new Error(found.failed.said)
    if (found?.copy && found.rendering === undefined) break
    await new Promise((later) => setTimeout(later, 50))
  }
  await team.leader.reviewRedaction({ params: { id }, body: { fine: true } })
  await (await team.server.another('legal-section')).approveRedaction({ params: { id }, body: {} })
}

async function filesUnder(root: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  return new Map(await Promise.all(files.map(async (one) => [relative(root, one), await readFile(one)] as const)))
}

function sourceOf(contents: ReadonlyMap<string, Buffer>): Parameters<typeof verifyPackage>[0] {
  const at = (path: string): Buffer => contents.get(path) ?? Buffer.alloc(0)
  return {
    list: () => Promise.resolve([...contents].map(([path, bytes]) => ({ path, bytes: bytes.length }))),
    readText: async (path) => {
      try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(at(path))
      } catch {
        throw because(Malformed, 'not-utf-8', '不是 UTF-8 文字', 'Not UTF-8')
      }
    },
    readBytes: (path) => Promise.resolve(at(path)),
    digest: async (path) => ({ ...digestsOf(at(path)), sha512: sha512(at(path)), bytes: at(path).length }) as never,
  }
}
