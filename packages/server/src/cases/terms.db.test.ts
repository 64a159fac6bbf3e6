import { randomUUID } from 'node:crypto'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import { beijing, type CalendarDate, type Instant } from '@liuhen/core/kernel'
import type { CaseFact } from '@liuhen/core/procedure'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import type { SignedIn } from '../http/trial.ts'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import {
  DECISION,
  filedCase,
  FILING,
  FINE,
  heardIn,
  hosted,
  investigatedCase,
  noticedCase,
  LIFTED,
  SEIZED,
  SERVED,
} from './trial-ordinary.ts'

/** The periods that 长沙县 prints, on the days that its checks name: the clock begins on Friday 1 March 2024. */
let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam(undefined, { lookSeconds: 1 }, '2024-03-01T02:00:00.000Z' as Instant)
})
afterAll(() => team[Symbol.asyncDispose]())

const PACK = 'changsha-county-2023'
const CASE = `${PACK}/period-case`
const day = (on: string) => on as CalendarDate
const shown = (id: string) => team.officer.showCase({ params: { id } })
const clock = async (id: string, period: string) =>
  (await shown(id)).clocks.find((one) => one.period === period) ?? expect.fail(`no clock ${period}`)
const act = async (id: string, which: string) =>
  (await shown(id)).acts.find((one) => one.id === which || one.act === which) ?? expect.fail(`no act ${which}`)
const marks = async (id: string, which: string) =>
  (await act(id, which)).marks.map((one) => [one.rule, one.effect, one.citations[0]?.article])
const daysOn = (from: string, days: number): CalendarDate => dateOf(numberOf(day(from)) + days)
/** On to a day, at the same hour. */
const until = (on: string) => team.later(numberOf(day(on)) - numberOf(team.today()))
/** On to an hour of today or tomorrow, everybody still there. */
async function clockAt(hour: string): Promise<void> {
  const [now, then] = [beijing(team.server.clock.now()).slice(11, 16), hour].map(
    (one) => Number(one.slice(0, 2)) * 60 + Number(one.slice(3)),
  )
  team.server.clock.forward(((Number(then) - Number(now) + 1440) % 1440 || 1440) * 60_000)
  await team.later(0)
}
const sign = (id: string, who: SignedIn) =>
  who.signApproval({ params: { id }, body: { opinion: 'agreed', password: who.password } })
/** The period that ends first, where the list of what is late has the case. */
const late = async (id: string) => {
  const { rows } = await team.leader.listCases({ query: { overdue: 'true', limit: 200 } })
  return rows.find((one) => one.id === id)?.due?.title.zh
}

test('a case is to be decided sixty days after it was filed, and the case says by when', async () => {
  expect(team.today()).toBe('2024-03-01')
  const id = await filedCase(team)
  expect(await clock(id, CASE)).toMatchObject({
    state: 'running',
    last: '2024-04-30',
    citations: expect.arrayContaining([expect.objectContaining({ pack: PACK, article: '27' })]),
  })
  expect((await shown(id)).row.due).toMatchObject({ title: { zh: '办案期限' }, overdue: false })
  proves(`${PACK}/27.1`)
})

test('what was discovered two years later takes both that life is touched and that harm was done', async () => {
  const id = await team.lead()
  // Of what ended before the law of 2021 the two years of the law before it stay.
  await team.done(id, 'violation-ended', { on: day('2021-08-02'), by: [] })
  await team.done(id, 'violation-discovered', { on: day('2023-08-03'), by: [] })
  const file = () =>
    team.officer.askApproval({
      params: { id },
      body: { act: 'case-filed', on: team.today(), key: randomUUID(), ...FILING },
    })
  const say = (fact: CaseFact) =>
    team.officer.sayOfCase({ params: { id, fact }, body: { is: true, reason: '查证属实' } })
  const tooLate = { 'step-limitation': 'national/penalty-law/36' }
  expect(await refusal(file())).toEqual(tooLate)
  await say('life-or-finance')
  expect(await refusal(file())).toEqual(tooLate)
  await say('harm-done')
  await file()
  proves(`${PACK}/9.5`)
})

test('a measure of an emergency that is approved a minute after its twenty-four hours bears the mark', async () => {
  const id = await filedCase(team)
  await until('2024-05-03')
  const says = { ...SEIZED, emergency: true }
  const taken = await team.done(id, 'emergency-measure-taken', { place: '夜市', at: '16:00', until: '16:10', says })
  await clockAt('15:55')
  const asked = await team.approved(id, 'emergency-measure-approved', { of: taken }, team.legal, team.leader)
  await clockAt('16:01')
  await sign(asked, team.head)
  const approval = { of: taken, at: '16:01' }
  expect(await refusal(team.done(id, 'emergency-measure-approved', approval))).toEqual({
    'late-without-reason': 'national/coercion-law/19',
  })
  await team.done(id, 'emergency-measure-approved', { ...approval, reason: '负责人在外开会' })
  expect(await act(id, 'emergency-measure-approved')).toMatchObject({ on: '2024-05-04', at: '16:01' })
  const marked = (await act(id, 'emergency-measure-approved')).marks
  expect(marked).toMatchObject([{ rule: 'national/step-emergency-approved-in-time', effect: 'late' }])
  expect(marked[0]?.citations).toContainEqual(expect.objectContaining({ pack: PACK, article: '16' }))
  proves(`${PACK}/16.3`)
  await clockAt('22:00')
})

test('what was ordered to be put right is checked by the day that was set, or is late from the next', async () => {
  const id = await filedCase(team)
  await until('2024-06-01')
  const ordered = await team.done(id, 'correction-ordered', { dueOn: day('2024-06-10') })
  await until('2024-06-10')
  expect(await late(id)).toBeUndefined()
  await until('2024-06-11')
  expect(await late(id)).toBe('复查改正情况')
  const recheck = await clock(id, `${PACK}/period-recheck`)
  expect(recheck).toMatchObject({ state: 'overdue', last: '2024-06-10' })
  expect(recheck.citations.map((one) => `${one.pack}/${one.article}`)).toContain(`${PACK}/35`)
  const told = (await team.officer.workbench()).clocks.filter((one) => one.case.id === id && one.overdue)
  expect(told.map((one) => one.title.zh)).toContain('复查改正情况')
  const bare = await team.done(id, 'rechecked', { of: ordered })
  expect(await marks(id, bare)).toEqual([[`${PACK}/step-recheck-recorded`, 'noted', '35']])
  const answered = await team.done(id, 'rechecked', { of: ordered, says: { 'recording-needed': false } })
  expect(await act(id, answered)).toMatchObject({ marks: [], recordings: [], says: { 'recording-needed': false } })
  const { asks } = await team.officer.checkAct({
    params: { id },
    body: { act: 'rechecked', of: ordered, on: team.today(), key: randomUUID() },
  })
  expect(asks).toContain('recording-needed')
  proves(`${PACK}/35.2`)
  expect(await late(id)).toBeUndefined()
})

test('evidence whose term of preservation ended yesterday and that nobody disposed of is late', async () => {
  const id = await filedCase(team)
  await team.approved(id, 'evidence-preserved', {}, team.legal, team.leader, team.head)
  const of = await team.done(id, 'evidence-preserved', { ...team.now(), place: '夜市', says: SEIZED })
  const { last = '' } = await clock(id, `${PACK}/period-evidence-preservation`)
  await until(last)
  expect(await late(id)).toBeUndefined()
  await until(daysOn(last, 1))
  expect(await late(id)).toBe('证据先行登记保存期限')
  const breach = await clock(id, `${PACK}/period-evidence-preservation`)
  expect(breach).toMatchObject({ state: 'overdue', last })
  expect(breach.citations.map((one) => `${one.pack}/${one.article}`)).toContain(`${PACK}/15`)
  const told = (await team.officer.workbench()).clocks.filter((one) => one.case.id === id && one.overdue)
  expect(told.map((one) => one.title.zh)).toContain('证据先行登记保存期限')
  // The daily look opens a breach of the case, once, which names who handles and who leads it.
  const breaches = async () => {
    const all = await team.head.listLiabilities({ query: {} })
    return all.filter((one) => one.about.case === id)
  }
  await expect.poll(async () => (await breaches()).length, { timeout: 120_000 }).toBe(1)
  const [item] = await breaches()
  expect(item).toMatchObject({
    outcome: 'window-missed',
    byItself: true,
    stands: 'open',
    about: { act: of },
    rule: { rule: `${PACK}/liability-preservation-lapsed` },
    leaders: [{ id: team.leader.person }],
  })
  expect(item?.rule.citations.map((one) => one.article)).toContain('15')
  expect(item?.people.map((one) => one.id).toSorted()).toEqual([team.officer.person, team.colleague.person].toSorted())
  // Only the notice lifts it: without, what is said to have been done with the goods is refused, and it stays late.
  const disposed = {
    act: 'preservation-disposed' as const,
    of,
    on: team.today(),
    by: [team.officer.person, team.colleague.person],
    says: { ...LIFTED, 'preservation-outcome': 'returned' },
    reason: '当事人外出',
    key: randomUUID(),
  }
  expect(await refusal(team.officer.doAct({ params: { id }, body: disposed }))).toEqual({
    'step-preservation-notice': `${PACK}/15`,
  })
  expect(await late(id)).toBe('证据先行登记保存期限')
  await team.done(id, 'preservation-disposed', disposed)
  expect(await late(id)).toBeUndefined()
  expect((await clock(id, `${PACK}/period-evidence-preservation`)).state).toBe('ended-late')
  expect(await breaches()).toHaveLength(1)
  proves(`${PACK}/15.4`)
})

test('evidence that is disposed of within its term is no breach', async () => {
  const id = await filedCase(team)
  await team.approved(id, 'evidence-preserved', {}, team.legal, team.leader, team.head)
  const of = await team.done(id, 'evidence-preserved', { ...team.now(), place: '夜市', says: SEIZED })
  const { last = '' } = await clock(id, `${PACK}/period-evidence-preservation`)
  const other = await filedCase(team)
  await team.approved(other, 'evidence-preserved', {}, team.legal, team.leader, team.head)
  await team.done(other, 'evidence-preserved', { ...team.now(), place: '夜市', says: SEIZED })
  await until(last)
  await team.done(id, 'preservation-disposed', { of, says: { ...LIFTED, 'preservation-outcome': 'returned' } })
  await until(daysOn(last, 1))
  const opened = async () => (await team.head.listLiabilities({ query: {} })).map((one) => one.about.case)
  await expect.poll(opened, { timeout: 120_000 }).toContain(other)
  expect(await opened()).not.toContain(id)
})

test('what is withdrawn, or let go, after its sixty days bears the mark that it was late', async () => {
  const [withdrawn, released] = [await filedCase(team), await investigatedCase(team)]
  await team.approved(released, 'handling-approved', { says: FINE }, team.legal, team.head)
  const filed = team.today()
  await until(daysOn(filed, 61))
  const reason = '当事人长期不在本地'
  await team.approved(withdrawn, 'case-withdrawn', { reason }, team.legal, team.leader, team.head)
  const late = ['national/step-case-period', 'late', 'penalty-law/60']
  expect(await marks(withdrawn, 'case-withdrawn')).toEqual([late])
  expect((await clock(withdrawn, CASE)).state).toBe('ended-late')
  proves(`${PACK}/9.8`)
  await until(daysOn(filed, 65))
  const none = { reason, says: { reasons: '违法行为轻微并及时改正', 'no-penalty-basis': '行政处罚法第三十三条' } }
  await team.approved(released, 'no-penalty-decided', none, team.legal, team.leader)
  await team.done(released, 'no-penalty-decided', none)
  expect(await marks(released, 'no-penalty-decided')).toEqual([late])
  const [marked] = (await act(released, 'no-penalty-decided')).marks
  expect(marked?.citations.map((one) => `${one.pack}/${one.article}`)).toContain(`${PACK}/27`)
  expect(await clock(released, CASE)).toMatchObject({ state: 'ended-late', last: daysOn(filed, 60) })
  expect((await act(released, 'no-penalty-decided')).on).toBe(daysOn(filed, 65))
})

test('the sixty days end with the decision: that it is served later is no matter of theirs', async () => {
  const id = await noticedCase(team)
  const filed = (await act(id, 'case-filed')).on
  await until(daysOn(filed, 59))
  const decided = await team.done(id, 'penalty-decided', DECISION)
  await until(daysOn(filed, 70))
  await team.done(id, 'decision-served', { ...SERVED, reason: '当事人外出' })
  expect(await marks(id, decided)).toEqual([])
  expect(await clock(id, CASE)).toMatchObject({ state: 'ended', endedBy: decided, last: daysOn(filed, 60) })
  proves(`${PACK}/27.3`)
})

test('days that an appraisal and a hearing both take are left out of the sixty once', async () => {
  const may = await team.officer.computeDeadline({
    body: {
      pack: PACK,
      period: 'period-case',
      from: day('2024-04-01'),
      suspended: [
        { from: day('2024-05-01'), to: day('2024-05-10'), why: '鉴定' },
        { from: day('2024-05-08'), to: day('2024-05-12'), why: '听证' },
      ],
    },
  })
  expect(may.last).toBe(daysOn('2024-04-01', 60 + 12))

  const id = await noticedCase(team, { hearingDue: true })
  const filed = (await act(id, 'case-filed')).on
  await team.later(1)
  const commissioned = await team.done(id, 'appraisal-commissioned', {})
  await team.later(7)
  await team.done(id, 'hearing-requested', { by: [] })
  await team.approved(id, 'hearing-arranged', ...hosted(team))
  await team.done(id, 'hearing-notified', heardIn(team, 21))
  await team.later(2)
  await team.done(id, 'appraisal-received', { by: [], of: commissioned })
  await team.later(19)
  await team.done(id, 'hearing-held', { place: '会议室', at: '09:00', until: '10:00', by: [team.deputy.person] })
  // From the first day of the appraisal to that of the hearing, each once: ten days and twenty-two, of which three are the same.
  expect((await clock(id, CASE)).last).toBe(daysOn(filed, 60 + 29))
  proves(`${PACK}/27.4`)
})
