import { randomUUID } from 'node:crypto'
import type { CalendarDate } from '@liuhen/core/kernel'
import { expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { CHANGSHA, refusal, type TrialTeam, trialTeam } from '../cases/trial.ts'
import { DECISION, FILING, FINE, INSPECTION, NOTICE, PAID, PERFORMED, SERVED } from '../cases/trial-ordinary.ts'
import type { SignedIn } from '../http/trial.ts'
import { PRINTED } from '../papers/trial.ts'
import { closedCase, filledVolume } from '../volumes/trial.ts'

/** How long case files are kept, and what was filmed in their cases with them: over the counter, from the lead to the shelf. */
const FROM = '2022-10-01' as CalendarDate
const FILE = 'retention.case-file'

interface Trial extends AsyncDisposable {
  readonly team: TrialTeam
  readonly custodian: SignedIn
  readonly legal: SignedIn
  /** A recording of today with a registered camera. */
  readonly film: (from: string, to: string) => Promise<string>
  /** Chooses these from the beginning: today's choice may be made anew today. */
  readonly under: (packs: readonly string[]) => Promise<void>
  readonly later: (days: number) => Promise<void>
  readonly years: (count: number) => Promise<unknown>
  readonly archive: (id: string) => Promise<void>
}

async function trialOf(packs: readonly string[]): Promise<Trial> {
  const effective = packs.includes('yongqing-2022') ? { effective: { 'yongqing-2022': FROM } } : {}
  const isCounty = packs[0]?.startsWith('changsha')
  const team = await trialTeam(
    isCounty
      ? { ...CHANGSHA, from: FROM, settings: [...(CHANGSHA.settings ?? []), ...PRINTED] }
      : { packs: [...packs], from: FROM, ...effective },
  )
  const legal = await team.server.as('legal-section')
  const custodian = await team.server.another('custodian')
  if (isCounty) await legal.decideSetting({ params: { key: 'custodian.person' }, body: { value: '档案室' } })
  const centre = await team.server.as('information-centre')
  const body = { number: 'DSJ-81', kind: 'body-camera' as const, unit: team.unit }
  const device = (await centre.registerDevice({ body })).id
  return {
    team,
    custodian,
    legal,
    film: (from, to) => team.filmed(from, to, team.officer, device),
    async under(chosen) {
      const undated = chosen.includes('yongqing-2022') ? { effective: { 'yongqing-2022': FROM } } : {}
      await legal.chooseRuleSet({ body: { packs: [...chosen], from: FROM, ...undated } })
    },
    async later(days) {
      await team.later(days)
      for (const one of [legal, custodian]) await one.back()
    },
    years: (count) => legal.decideSetting({ params: { key: FILE }, body: { value: { count, unit: 'year' } } }),
    async archive(id) {
      await filledVolume(team, id)
      await team.officer.bindVolume({ params: { id }, body: {} })
      await custodian.takeInVolume({ params: { id }, body: { cabinet: '甲柜', shelf: '3' } })
    },
    [Symbol.asyncDispose]: () => team[Symbol.asyncDispose](),
  }
}

/** A case of the ordinary procedure, filmed at its inspection, decided a week later, performed and closed. */
async function closedOrdinary({ team, film: filmed }: Trial, film: string): Promise<string> {
  const id = await team.lead()
  await team.done(id, 'violation-ended', { by: [] })
  await team.done(id, 'violation-discovered', { by: [] })
  for (const fact of ['major', 'complex', 'hearing-due'] as const)
    await team.officer.sayOfCase({ params: { id, fact }, body: { is: false, reason: '按本局标准认定' } })
  await team.done(id, 'case-filed', FILING)
  const inspected = await team.done(id, 'site-inspected', { ...INSPECTION, recordings: [film] })
  await asEvidence(team, id, inspected, film)
  await team.done(id, 'investigation-ended', { says: { 'evidence-listed': true } })
  await team.approved(id, 'handling-approved', { says: FINE }, team.head)
  const [year, month, day] = team.today().split('-').map(Number)
  const dueOn = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, (day ?? 1) + 5)).toISOString().slice(0, 10)
  const served = async () => ({
    place: '星沙路',
    at: '15:00',
    until: '15:10',
    recordings: [await filmed('15:00', '15:10')],
  })
  await team.done(id, 'notice-served', { ...NOTICE, ...(await served()), dueOn: dueOn as CalendarDate })
  await team.later(7)
  await team.done(id, 'penalty-decided', DECISION)
  await team.done(id, 'decision-served', { ...SERVED, ...(await served()) })
  await team.done(id, 'fine-paid', PAID)
  await team.done(id, 'performed', PERFORMED)
  await team.done(id, 'case-closed', {})
  return id
}

async function asEvidence(team: TrialTeam, id: string, act: string, recording: string): Promise<void> {
  const evidence = randomUUID()
  await team.officer.enterEvidence({
    params: { id },
    body: {
      id: evidence,
      kind: 'audio-visual',
      title: '现场检查录像',
      proves: '占道堆放的经过',
      obtainedOn: team.today(),
      obtainedHow: '执法记录仪录制',
      by: [team.officer.person],
      form: 'original',
      act,
      recording,
    },
  })
  const found = { authentic: true, lawful: true, relevant: true }
  await team.officer.examineEvidence({ params: { id, evidence }, body: { found } })
}

test.each([
  ['jilin-2017', 'jilin-2017/14.1', '14'],
  ['yongqing-2022', 'yongqing-2022/12.1', '12'],
] as const)(
  '%s: while the bureau has not said how long files are kept, none is over and a warning stands; once it has, they are',
  async (pack, obligation, article) => {
    await using trial = await trialOf(['changsha-county-2023'])
    proves(obligation)
    const { team, custodian } = trial
    const film = await trial.film('10:00', '10:15')
    const { id } = await closedCase(team, [film])
    await trial.under([pack])
    await trial.archive(id)
    await trial.later(4000)
    const overview = () => custodian.keepingOverview()
    const { files } = await overview()
    expect(files.over).toEqual([])
    expect(files.undecided).toMatchObject([{ key: FILE, citations: [{ pack, article }] }])
    expect((await overview()).expired.map((one) => one.recording)).not.toContain(film)
    await trial.years(5)
    expect((await overview()).files).toMatchObject({ undecided: [], over: [{ case: { id } }] })
  },
)

test.each([
  ['jilin-2017', 'jilin-2017/14.3', '14'],
  ['yongqing-2022', 'yongqing-2022/12.3', '12'],
] as const)(
  '%s: footage that is evidence is kept as long as the file of its case, and when that is kept longer it follows',
  async (pack, obligation, article) => {
    await using trial = await trialOf([pack])
    proves(obligation)
    const { team, custodian, legal } = trial
    await trial.years(10)
    const film = await trial.film('09:30', '09:50')
    const id = await closedOrdinary(trial, film)
    for (const one of [custodian, legal]) await one.back()
    await trial.archive(id)
    const params = { id }
    const file = async () => (await custodian.showVolume({ params })).kept?.until
    const media = async () => (await team.officer.showKeeping({ params: { id: film } })).standing
    const until = await file()
    expect(until).toBe(`${Number(team.today().slice(0, 4)) + 10}${team.today().slice(4)}`)
    expect(await media()).toMatchObject({ class: 'evidence', until, citations: [{ pack, article }, {}] })
    // One file is kept longer than the rest of them.
    const later = '2071-05-01' as CalendarDate
    const keep = (body: object) => custodian.keepVolumeLonger({ params, body: { reason: '有参考价值', ...body } })
    expect(await refusal(keep({ until: '2020-01-01' }))).toHaveProperty('not-longer')
    await keep({ until: later })
    expect([await file(), (await media())?.until]).toEqual([later, later])
    // The bureau keeps all of them longer.
    await trial.later(1)
    await legal.decideSetting({ params: { key: FILE }, body: { value: { count: 60, unit: 'year' } } })
    await trial.later(1)
    const sixty = (await custodian.showVolume({ params })).kept?.until
    expect(sixty?.slice(0, 4)).toBe(String(Number(team.today().slice(0, 4)) + 60))
    expect((await team.officer.showKeeping({ params: { id: film } })).now?.until).toBe(sixty)
    await keep({})
    expect((await media())?.forGood).toBe(true)
    expect(await refusal(keep({ until: later }))).toHaveProperty('not-longer')
    const list = custodian.listForDisposal({ body: { key: randomUUID(), recordings: [film], reason: '保管期满' } })
    expect(await refusal(list)).toHaveProperty('kept-for-long')
  },
)

test('Yanzhou: what was filmed in a case is kept as long as its file, evidence or not', async () => {
  await using trial = await trialOf(['changsha-county-2023'])
  proves('yanzhou-2019/10.1')
  const { team, custodian } = trial
  const film = await trial.film('10:00', '10:15')
  const { id } = await closedCase(team, [film])
  await trial.under(['yanzhou-2019'])
  await trial.years(10)
  await trial.archive(id)
  const both = async () => [
    (await custodian.showVolume({ params: { id } })).kept?.until,
    (await team.officer.showKeeping({ params: { id: film } })).standing?.until,
  ]
  const [file, media] = await both()
  expect(media).toBe(file)
  expect(file?.slice(0, 4)).toBe(String(Number(team.today().slice(0, 4)) + 10))
  expect((await team.officer.showKeeping({ params: { id: film } })).standing).toMatchObject({
    class: 'simple-procedure',
    citations: expect.arrayContaining([expect.objectContaining({ pack: 'yanzhou-2019', article: '10' })]),
  })
})
