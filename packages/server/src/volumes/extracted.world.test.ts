import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { VerifyReport } from '@liuhen/core/evidence-package'
import type { CalendarDate } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../../../cli/src/verify/index.ts'
import { proves } from '../../../../scripts/proves.ts'
import { CHANGSHA, refusal, type TrialTeam, trialTeam } from '../cases/trial.ts'
import { docked, filmOf, standIn, withCamera } from '../discs/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { PRINTED } from '../papers/trial.ts'
import { closedCase, filledVolume } from './trial.ts'

/** Evidence that leaves the store: onto a disc in the file, and before a court. */
const FROM = '2022-10-01' as CalendarDate
let team: TrialTeam
let folder: string
let custodian: SignedIn
let legal: SignedIn
let [onDisc, beforeCourt]: Awaited<ReturnType<typeof withEvidence>>[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-extracted-'))
  const { burner, mood } = await standIn(folder)
  await mood('burns')
  team = await trialTeam({ ...CHANGSHA, from: FROM, settings: [...(CHANGSHA.settings ?? []), ...PRINTED] }, { burner })
  await withCamera(team)
  custodian = await team.server.another('custodian')
  legal = await team.server.as('legal-section')
  onDisc = await withEvidence(441, '兖州证据.mp4')
  beforeCourt = await withEvidence(452, '永清证据.mp4')
})
afterAll(async () => {
  await team?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** A closed case with a docked film that is evidence of it. */
async function withEvidence(hertz: number, name: string): Promise<{ id: string; film: string; sha256: string }> {
  const bytes = await filmOf(folder, false, hertz)
  const film = await docked(team, bytes, `10:0${hertz % 10}:00`, name)
  const { id } = await closedCase(team, [film], film)
  return { id, film, sha256: createHash('sha256').update(bytes).digest('hex') }
}

const statementOf = async (folder = ''): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(join(team.server.data, 'packages', folder, 'data/statement.json'), 'utf8')) as Record<
    string,
    unknown
  >

test('Yanzhou: evidence taken from the store is on a numbered disc with who made and who took it, or its file is not archived', async () => {
  proves('yanzhou-2019/14.1')
  const { id = '', film = '' } = onDisc ?? {}
  const under = (pack: string) => legal.chooseRuleSet({ body: { packs: [pack], from: FROM } })
  // It is taken out as the county takes it, without the request that copying needs here: who, when, and on no disc.
  await under('changsha-county-2023')
  const taken = await custodian.makePackage({
    body: { recordings: [film], purpose: '证明现场处罚经过', recipient: '案卷' },
  })
  expect(await statementOf(taken.folder)).not.toHaveProperty('discNumber')
  await under('yanzhou-2019')
  await filledVolume(team, id)
  const bind = () => team.officer.bindVolume({ params: { id }, body: {} })
  expect(await refusal(bind())).toEqual({ 'disc-missing': 'yanzhou-2019/14' })
  await under('changsha-county-2023')
  const [disc] = await custodian.makeDiscs({
    body: { medium: 'cd', purpose: '证明现场处罚经过', caseNumber: '示县执〔2026〕1号', recordings: [film] },
  })
  // An image that nobody has burnt is no disc in the file yet.
  await under('yanzhou-2019')
  expect(await refusal(bind())).toEqual({ 'disc-missing': 'yanzhou-2019/14' })
  await custodian.burnDisc({
    params: { id: disc?.id ?? '' },
    body: { place: '案卷内', nextCheck: '2099-01-01' as CalendarDate },
  })
  await bind()
  await custodian.takeInVolume({ params: { id }, body: { cabinet: '甲柜', shelf: '3' } })
  const { stands, bound } = await custodian.showVolume({ params: { id } })
  expect(stands).toBe('archived')
  const [listed] = bound?.recordings ?? []
  expect(listed).toMatchObject({ recording: film, disc: disc?.serial, maker: (await team.officer.whoAmI()).name })
  const made = (await custodian.listPackages()).find((one) => one.id !== taken.id && one.recordings.includes(film))
  expect(await statementOf(made?.folder)).toMatchObject({
    maker: expect.stringContaining((await team.officer.whoAmI()).name),
    extractor: (await custodian.whoAmI()).name,
    extractedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    discNumber: disc?.serial,
  })
})

test('Yongqing: of a case before the court each paper and recording goes out with its digest and its history, and both verify', async () => {
  const { id = '', film = '', sha256 } = beforeCourt ?? {}
  // A request speaks for no file that holds none of its recordings, such as one that is not bound: whoever keeps it is asked.
  await legal.chooseRuleSet({ body: { packs: ['changsha-county-2023'], from: FROM } })
  const unasked = { recipient: '县人民法院', request: randomUUID() }
  expect(await refusal(legal.packVolume({ params: { id }, body: unasked }))).toHaveProperty('not-the-custodian')
  await legal.chooseRuleSet({
    body: { packs: ['yongqing-2022'], from: FROM, effective: { 'yongqing-2022': FROM } },
  })
  await team.done(id, 'suit-received', { by: [] })
  const { acts } = await team.officer.showCase({ params: { id } })
  expect(acts.at(-1)).toMatchObject({ act: 'suit-received' })
  const asked = (who: SignedIn, more: { papers?: true } = {}) =>
    who.askRequest({
      body: {
        ...more,
        use: 'provide',
        whom: 'court',
        recordings: [film],
        reason: '行政诉讼举证',
        days: 10,
        times: 3,
        outsider: { organisation: '县人民法院', name: '钱法官' },
        document: {
          name: '调取函.pdf',
          mediaType: 'application/pdf',
          bytes: Buffer.from('%PDF-1.7 letter').toString('base64'),
        },
        key: randomUUID(),
      },
    })
  const { id: request } = await asked(legal)
  // Under a request nobody is handed anything but whoever asked, and no papers that were not asked for.
  const out = { recordings: [film], purpose: '行政诉讼举证', request }
  expect(await refusal(legal.makePackage({ body: { ...out, recipient: '某某公司' } }))).toHaveProperty(
    'recipient-of-another',
  )
  const made = await legal.makePackage({ body: { ...out, recipient: '县人民法院' } })
  const root = join(team.server.data, 'packages', made.folder)
  const key = (await (await fetch(`${team.server.url}/log/key`)).text()).trim()
  const said: string[] = []
  const streams = { stdout: { write: (words: string) => said.push(words) }, stderr: { write: () => true } }
  expect(await verify([root, '--key', key, '--json'], streams)).toBe(0)
  const report = JSON.parse(said.at(-1) ?? '{}') as { checks: { ok: boolean }[]; items: { state: string }[] }
  expect(report.checks.filter((one) => !one.ok)).toEqual([])
  expect(report.items.map((one) => one.state)).toEqual(['same'])
  const index = JSON.parse(await readFile(join(root, 'data/index.json'), 'utf8')) as {
    items: { sha256: string; further: number }[]
  }
  expect(index.items).toHaveLength(1)
  for (const item of index.items) {
    expect(item.sha256).toBe(sha256)
    // How it was preserved, and each sealed event after that which the package speaks of.
    expect(item.further).toBeGreaterThan(0)
  }

  // The file of the case goes out as one: its papers and its recordings, each with its digest and its history.
  await team.officer.explainInterruption({
    params: { id: film },
    body: { form: 'written', gap: { after: onDisc?.film ?? '', before: film }, reason: '两件案件之间没有录制' },
  })
  await filledVolume(team, id)
  await team.officer.bindVolume({ params: { id }, body: {} })
  await custodian.takeInVolume({ params: { id }, body: { cabinet: '甲柜', shelf: '4' } })
  const { entries, bound } = await custodian.showVolume({ params: { id } })
  const forFilm = { recipient: '某某公司', purpose: '行政诉讼举证', request: (await asked(legal)).id }
  expect(Object.keys(await refusal(legal.packVolume({ params: { id }, body: forFilm })))).toEqual([
    'recipient-of-another',
    'papers-not-asked',
  ])
  const { id: handed } = await asked(legal, { papers: true })
  await expect(
    legal.packVolume({ params: { id }, body: { recipient: '县人民法院', purpose: '行政诉讼举证' } }),
  ).rejects.toMatchObject({ problem: { status: 403 } })
  const whole = await legal.packVolume({
    params: { id },
    body: { recipient: '县人民法院', purpose: '行政诉讼举证', request: handed },
  })
  const file = join(team.server.data, 'packages', whole.folder)
  const checked = async (path: string) => {
    const status = await verify([path, '--key', key, '--json'], streams)
    return { status, report: JSON.parse(said.at(-1) ?? '{}') as VerifyReport }
  }
  const sound = await checked(file)
  expect([sound.status, sound.report.standing, sound.report.checks.filter((one) => !one.ok)]).toEqual([0, 'proven', []])
  expect(entries.length).toBeGreaterThan(0)
  expect(sound.report.volume?.papers.map(({ paper, state }) => [paper.id, paper.sha256, state])).toEqual(
    entries.map((one) => [one.id, one.sha256, 'same']),
  )
  for (const { paper } of sound.report.volume?.papers ?? []) expect(paper.events).toBeGreaterThan(0)
  expect(sound.report.items.map(({ item, state }) => [item.recording, item.sha256, state])).toEqual(
    [...new Set(bound?.recordings.map((one) => one.recording))].map((one) => [one, sha256, 'same']),
  )
  // Of each item its history is in the package, sealed; one word of it changed, and it no longer verifies.
  const histories = (await readdir(join(file, 'data/proofs'))).filter((one) => one.endsWith('.event.json'))
  expect(histories.length).toBeGreaterThan(entries.length + 1)
  for (const one of histories) {
    const place = join(file, 'data/proofs', one)
    const words = await readFile(place, 'utf8')
    await writeFile(
      place,
      words.replace(/"at":\s*"\d/u, (found) => found.replace(/\d$/u, '9')),
    )
    expect([one, (await checked(file)).status]).toEqual([one, 1])
    await writeFile(place, words)
  }
  expect((await checked(file)).status).toBe(0)
  proves('yongqing-2022/14.1')
})
