import { execFileSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CalendarDate } from '@liuhen/core/kernel'
import { parseVerifierKey } from '@liuhen/core/ledger'
import { openOversightManifest } from '@liuhen/core/oversight'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../../../cli/src/verify/index.ts'
import { CHARGE } from '../cases/trial-ordinary.ts'
import { type TrialTeam, trialTeam } from '../cases/trial.ts'
import { openTo } from '../http/trial-doors.ts'
import type { SignedIn } from '../http/trial.ts'
import { sha256, verifyEd25519 } from '../ledger/index.ts'

let team: TrialTeam
let bureauOfJustice: SignedIn
/** A case decided on the spot against a natural person, with a recording. */
let of: string
let recording: string
beforeAll(async () => {
  team = await trialTeam({
    packs: ['jinzhong-2022-plan', 'jinzhong-2022-disclosure', 'jinzhong-2022-recording'],
    from: '2022-01-01' as CalendarDate,
  })
  bureauOfJustice = await team.server.another('supervising-authority')
  of = await team.lead({
    title: '钱大钊占道堆放建筑材料',
    procedure: 'simple',
    party: { kind: 'citizen', name: '钱大钊', born: '1980-05-01' as CalendarDate },
  })
  await team.done(of, 'violation-ended', { by: [] })
  await team.done(of, 'violation-discovered', { by: [] })
  recording = await team.filmed('10:00', '10:15')
  const says = {
    ...CHARGE,
    'found-facts': '钱大钊（电话13800138000）在人行道堆放砂石',
    'fine-amount': 200,
    'certificate-shown': true,
    'rights-told': true,
    'defence-made': false,
    numbered: true,
    'decision-handed-over': true,
    'party-signed': true,
  }
  const more = { place: '星沙路', at: '10:00', until: '10:15', says, recordings: [recording] }
  await team.done(of, 'penalty-on-the-spot', more)
})
afterAll(() => team[Symbol.asyncDispose]())

const denied = { problem: { status: 403 } }
const consulted = async (who: SignedIn = team.head) => {
  const { rows } = await who.listOutsideActs({ query: { person: bureauOfJustice.person } })
  return rows
}

test('the supervising authority reads the whole process of a case, with persons covered and officers named', async () => {
  const { rows, total } = await bureauOfJustice.overseenCases({ query: {} })
  expect(total).toBe(1)
  expect(rows).toMatchObject([
    { id: of, title: '钱某某占道堆放建筑材料', party: '钱某某', unit: '一中队', recorded: 1 },
  ])
  const whole = await bureauOfJustice.overseenCase({ params: { id: of } })
  expect(whole.acts.map((one) => one.act)).toEqual([
    'violation-discovered',
    'lead-registered',
    'violation-ended',
    'violation-discovered',
    'penalty-on-the-spot',
  ])
  const fined = whole.acts.at(-1)
  expect(fined).toMatchObject({ place: '星沙路', recordings: 1, says: { 'fine-amount': 200 } })
  expect(fined?.says['found-facts']).toBe('钱某某（电话***）在人行道堆放砂石')
  expect(fined?.by).toHaveLength(2)
  expect(whole.covered.map((one) => `${one.pack}/${one.article}`)).toContain('national/penalty-law/50')
  expect(JSON.stringify([rows, whole])).not.toMatch(/钱大钊|13800138000/)
})

test('it reads the ledger of checks and the figures, each of which leads to its cases', async () => {
  const inspection = await team.server.another('inspection-section')
  await inspection.enterCheck({
    body: {
      of: ['case-files'],
      unit: team.unit,
      firstDay: team.today(),
      lastDay: team.today(),
      result: '案卷齐全，联系电话13900139000',
      recordings: [],
      cases: [of],
      devices: [],
      findings: [],
    },
  })
  const checks = await bureauOfJustice.overseenChecks({ query: {} })
  expect(checks).toMatchObject([{ result: '案卷齐全，联系电话***', looked: 1, unit: { name: '一中队' } }])
  const year = Number(team.today().slice(0, 4))
  const figures = await bureauOfJustice.overseenFigures({ query: { year } })
  expect(figures.decisions.find((one) => one.figure === 'on-the-spot')).toMatchObject({ value: 1, cases: [of] })
  expect(figures.units).toMatchObject([{ name: '一中队', recordings: 1 }])
  expect(figures.by.map((one) => `${one.pack}/${one.article}`)).toEqual([
    'national/supervision-regulation/22',
    'national/supervision-regulation/12',
  ])
})

test('what it takes away is signed by the bureau whole, and holds no name that was covered', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-oversight-'))
  const days = `from=${team.today()}&to=${team.today()}`
  const answer = await bureauOfJustice.send(`${team.server.url}/api/oversight/export?${days}`)
  expect(answer.status).toBe(200)
  await writeFile(join(folder, 'o.zip'), Buffer.from(await answer.arrayBuffer()))
  execFileSync('unzip', ['-q', join(folder, 'o.zip'), '-d', folder])
  const read = (name: string) => readFile(join(folder, 'oversight', name), 'utf8')
  const key = await (await fetch(`${team.server.url}/log/key`)).text()
  const how = { keys: [parseVerifierKey(sha256, key.trim())], verify: verifyEd25519, sha256 }
  const [text, note] = [await read('manifest.json'), await read('manifest.note')]
  const manifest = await openOversightManifest(text, note, how)
  for (const [name, { sha256: wanted }] of Object.entries(manifest.files)) {
    const words = await read(name)
    expect(createHash('sha256').update(words).digest('hex'), name).toBe(wanted)
    expect(words, name).not.toMatch(/钱大钊|1380013|1390013/)
  }
  const said: string[] = []
  const streams = { stdout: { write: (words: string) => said.push(words) }, stderr: { write: () => true } }
  const checked = (...more: string[]) => verify([join(folder, 'oversight'), ...more], streams)
  expect(await checked('--key', key.trim())).toBe(0)
  expect(said.at(-1)).toContain('监督资料与签名的清单一致')
  expect(await checked()).toBe(3)
  await writeFile(join(folder, 'oversight', 'acts.csv'), (await read('acts.csv')).replace('10:00', '11:00'))
  expect(await checked('--key', key.trim())).toBe(1)
  await expect(openOversightManifest(text.replace('cases', 'casez'), note, how)).rejects.toMatchObject({
    obstacles: [{ code: 'oversight-manifest' }],
  })
  expect(await read('acts.csv')).toContain('当场作出行政处罚决定')
  const digest = createHash('sha256').update(text).digest('hex')
  const [last] = await consulted()
  expect(last?.exported).toEqual({ from: team.today(), to: team.today(), cases: 1, checks: 1, manifest: digest })
  const wrong = await bureauOfJustice.send(`${team.server.url}/api/oversight/export?from=2026-02-01&to=2026-01-01`)
  expect(await wrong.json()).toMatchObject({ obstacles: [{ code: 'days-backwards' }] })
  await rm(folder, { recursive: true })
})

test('each consultation is on record before it is answered, and the bureau sees by whom and of what', async () => {
  const before = (await consulted()).length
  team.server.clock.forward(11 * 60_000)
  await bureauOfJustice.back()
  await bureauOfJustice.overseenCase({ params: { id: of } })
  const legal = await team.server.another('legal-section')
  const rows = await consulted(legal)
  expect(rows.length).toBe(before + 1)
  expect(rows[0]).toMatchObject({ role: 'supervising-authority', endpoint: 'overseenCase', of })
  // One that is not there was asked for too.
  const unknown = randomUUID()
  await expect(bureauOfJustice.overseenCase({ params: { id: unknown } })).rejects.toMatchObject({
    problem: { status: 404 },
  })
  expect((await consulted(legal))[0]).toMatchObject({ of: unknown })
  await expect(team.officer.listOutsideActs({ query: {} })).rejects.toMatchObject(denied)
  await expect(bureauOfJustice.listOutsideActs({ query: {} })).rejects.toMatchObject(denied)
})

test('of a case with a secret in it only the row is known', async () => {
  const legal = await team.server.another('legal-section')
  const readers = [legal.person]
  await legal.markSecret({ params: { id: recording }, body: { kind: 'state', reason: '涉及国家秘密', readers } })
  const { rows } = await bureauOfJustice.overseenCases({ query: {} })
  expect(rows[0]).toMatchObject({ id: of, title: '含有秘密的案件' })
  expect(rows[0]?.party).toBeUndefined()
  await expect(bureauOfJustice.overseenCase({ params: { id: of } })).rejects.toMatchObject({
    problem: { status: 403, obstacles: [{ code: 'secret', citation: { article: 'national/penalty-law/50' } }] },
  })
})

test('it writes nothing: whatever changes something is closed to it, and nothing of recordings, people or papers is open', async () => {
  // The one case there is holds a secret by now.
  expect(await openTo(bureauOfJustice, team.server.url, of)).toEqual([
    'GET overseenCases',
    'GET overseenChecks',
    'GET overseenExport',
    'GET overseenFigures',
  ])
})

test('two administrators make such an account, and it holds no role of the bureau besides', async () => {
  const system = await team.server.as('system-administrator')
  const userName = `j${randomUUID().slice(0, 8)}`
  const facts = { name: '司法局监督员', userName, unit: team.server.unit }
  await expect(
    system.addPerson({ body: { ...facts, roles: ['supervising-authority', 'legal-section'] } }),
  ).rejects.toMatchObject({ problem: { obstacles: [{ code: 'outsider-alone' }] } })
  const { id, password } = await system.addPerson({ body: { ...facts, roles: ['supervising-authority'] } })
  await expect(team.server.anyone.signIn({ body: { userName, password } })).rejects.toMatchObject({
    problem: { obstacles: [{ code: 'sign-in-failed' }] },
  })
  const of = [{ person: id, kind: 'roles' as const }]
  await expect(system.confirmProposals({ body: { of } })).rejects.toMatchObject({
    problem: { obstacles: [{ code: 'own-proposal' }] },
  })
  const { codes } = await (await team.server.as('security-administrator')).confirmProposals({ body: { of } })
  expect(codes).toHaveLength(1)
})
