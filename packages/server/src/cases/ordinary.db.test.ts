import { randomUUID } from 'node:crypto'
import type { CalendarDate } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import {
  ARCHIVED,
  DECISION,
  FILING,
  INSPECTION,
  NOTICE,
  PERFORMED,
  QUESTIONING,
  SERVED,
  leadOf,
  noticedCase,
  FINE,
  hosted,
  heardIn,
  PAID,
} from './trial-ordinary.ts'

let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

const shown = (id: string) => team.officer.showCase({ params: { id } })
const ask = (id: string, act: 'case-filed' | 'case-closed', more: object = {}) =>
  team.officer.askApproval({ params: { id }, body: { act, on: team.today(), key: randomUUID(), ...more } as never })
const sign = (id: string, who: (typeof team)['legal']) =>
  who.signApproval({ params: { id }, body: { opinion: 'agreed', password: who.password } })
const after = (day: CalendarDate, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

test('from lead to archive: each step by the right people on the right day, each wrong one refused with its article', async () => {
  const id = await leadOf(team)
  expect(await refusal(team.done(id, 'case-filed', FILING))).toEqual({
    'step-filing-approved': 'changsha-county-2023/9',
  })
  const noPenalty = { says: { ...FILING.says, 'penalty-due': false } }
  expect(await refusal(ask(id, 'case-filed', noPenalty))).toEqual({
    'step-filing-standard': 'national/penalty-law/54',
    'step-filing-basis': 'changsha-county-2023/9',
  })
  const { id: form } = await ask(id, 'case-filed', FILING)
  expect(await refusal(sign(form, team.leader))).toEqual({ 'post-not-held': 'changsha-county-2023/9' })
  expect(await refusal(sign(form, team.head))).toEqual({ 'post-not-held': 'changsha-county-2023/9' })
  await sign(form, team.legal)
  await sign(form, team.leader)
  expect(await sign(form, team.head)).toEqual({ stands: 'agreed', done: true })
  const filed = team.today()

  const alone = { ...INSPECTION, by: [team.officer.person] }
  expect(await refusal(team.done(id, 'site-inspected', alone))).toEqual({
    'step-two-officers': 'national/penalty-law/42',
  })
  const inspected = await team.done(id, 'site-inspected', INSPECTION)
  const film = await team.filmed('14:00', '14:30')
  await team.done(id, 'questioned', { ...QUESTIONING, recordings: [film] })
  const unfilmed = (await shown(id)).acts.find((one) => one.id === inspected)
  expect(unfilmed?.marks).toMatchObject([
    {
      rule: 'changsha-county-2023/step-recorded',
      citations: expect.arrayContaining([expect.objectContaining({ article: '7' })]),
    },
  ])
  const ended = { says: { 'evidence-listed': true } }
  expect(await refusal(team.done(id, 'investigation-ended', ended))).toEqual({
    'step-investigation-recorded': 'changsha-county-2023/7',
  })
  const tied = await team.filmed('09:30', '09:50')
  await team.officer.tieToAct({ params: { id, act: inspected }, body: { recordings: [tied] } })
  // What was tied is not dropped for another without a word, and the word stays with it.
  const another = await team.filmed('09:35', '09:45')
  const tie = (recordings: string[], reason?: string) =>
    team.officer.tieToAct({ params: { id, act: inspected }, body: { recordings, ...(reason && { reason }) } })
  expect(await refusal(tie([another]))).toEqual({ 'untied-without-reason': undefined })
  await tie([another], '画面不是这一次检查')
  const untied = async () => (await shown(id)).acts.find((one) => one.id === inspected)?.untied
  const by = (await team.officer.whoAmI()).name
  expect(await untied()).toMatchObject([{ recording: tied, reason: '画面不是这一次检查', by, at: expect.any(String) }])
  await tie([another, tied])
  expect(await untied()).toBeUndefined()
  await team.done(id, 'investigation-ended', ended)
  expect((await shown(id)).acts.flatMap((one) => one.marks)).toEqual([])

  expect(await refusal(team.done(id, 'notice-served', NOTICE))).toEqual({
    'step-notice-after-handling': 'changsha-county-2023/21',
  })
  await team.approved(id, 'handling-approved', { says: FINE }, team.legal, team.head)
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toMatchObject({
    'step-notice-first': 'national/penalty-law/44',
  })
  await team.done(id, 'notice-served', NOTICE)
  // Three working days that the bureau gives: of a Monday the last is Thursday.
  const tooEarly = { 'step-statement-period': 'national/penalty-law/45' }
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual(tooEarly)
  await team.later(3)
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual(tooEarly)
  const waiting = (await shown(id)).next.find((one) => one.act === 'penalty-decided')
  expect(waiting).toMatchObject({ state: 'waiting', earliest: after(filed, 4) })
  await team.later(1)
  await team.done(id, 'penalty-decided', DECISION)
  expect(await refusal(team.done(id, 'performed', PERFORMED))).toEqual({
    'act-not-open': undefined,
    'step-performance-there': 'national/penalty-law/66',
    'step-performed-paid': 'national/penalty-law/66',
    'step-served-anew': 'national/penalty-law/61',
  })
  await team.done(id, 'decision-served', SERVED)
  await team.done(id, 'fine-paid', PAID)
  const short = { says: { ...PERFORMED.says, 'receipts-add-up': false } }
  expect(await refusal(team.done(id, 'performed', short))).toEqual({
    'step-performed-receipts': 'changsha-county-2023/37',
  })
  expect(await refusal(ask(id, 'case-closed'))).toEqual({ 'step-closing-ended': 'national/penalty-law/57' })
  await team.later(3)
  await team.done(id, 'performed', PERFORMED)
  expect(await refusal(team.done(id, 'archived', ARCHIVED))).toMatchObject({
    'step-archived-closed': 'national/penalty-law/47',
  })
  await team.approved(id, 'case-closed', {}, team.leader, team.head)
  const closed = team.today()
  const before = await shown(id)
  expect(before.clocks.find((one) => one.period.endsWith('/period-archive'))).toMatchObject({
    last: after(closed, 30),
    state: 'running',
  })
  expect(await refusal(team.done(id, 'archived', { says: { 'discs-explained': true } }))).toEqual({
    'step-archive-complete': 'changsha-county-2023/3',
  })
  await team.done(id, 'archived', ARCHIVED)

  const whole = await shown(id)
  expect(whole.row).toMatchObject({ open: false, stage: 'closing', lastAct: { act: 'archived' } })
  expect(whole.next.map((one) => one.act)).not.toContain('case-withdrawn')
  expect(whole.row.due).toBeUndefined()
  expect(whole.acts.flatMap((one) => one.marks)).toEqual([])
  // What still runs is the party's: its time for reconsideration and suit.
  expect(whole.clocks.filter((one) => one.state !== 'ended' && one.state !== 'passed')).toMatchObject([
    { period: 'national/period-reconsideration', state: 'running' },
    { period: 'national/period-suit', state: 'running' },
  ])
  const { rows } = await team.officer.listCases({ query: { open: 'false' } })
  expect(rows.map((one) => one.id)).toContain(id)
})

test('with a hearing: asked for, arranged, told seven days before, held by others, reviewed and answered', async () => {
  const id = await noticedCase(team, { hearingDue: true })
  await team.done(id, 'hearing-requested', { by: [] })
  const told = heardIn(team, 14)
  expect(await refusal(team.done(id, 'hearing-notified', told))).toEqual({
    'step-hearing-arranged': 'changsha-county-2023/21',
  })
  await team.approved(id, 'hearing-arranged', ...hosted(team))
  await team.done(id, 'hearing-notified', told)
  await team.later(7)
  const hearing = { place: '会议室', at: '09:00', until: '11:00', by: [team.deputy.person, team.outsider.person] }
  expect(await refusal(team.done(id, 'hearing-held', hearing))).toEqual({
    'step-hearing-notified': 'national/penalty-law/64',
  })
  await team.later(7)
  expect(await refusal(team.done(id, 'hearing-held', { ...hearing, by: [team.officer.person] }))).toEqual({
    'step-hearing-chair': 'national/penalty-law/64',
  })
  const film = await team.filmed('09:00', '11:00', team.outsider)
  await team.done(id, 'hearing-held', { ...hearing, recordings: [film] })
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual({
    'step-review-passed': 'national/penalty-law/58',
    'step-review-after-hearing': 'national/penalty-law/58',
    'step-hearing-record': 'national/penalty-law/65',
    'step-hearing-reported': 'changsha-county-2023/22',
  })
  await team.done(id, 'hearing-reported', {})
  await team.done(id, 'review-submitted', {})
  const opinion = { says: { outcome: 'agreed' } }
  expect(await refusal(team.done(id, 'reviewed', opinion))).toEqual({ 'not-yours': undefined })
  await team.done(id, 'reviewed', opinion, team.legal)
  const unanswered = await refusal(team.done(id, 'penalty-decided', DECISION))
  expect(unanswered).toEqual({ 'step-hearing-record': 'national/penalty-law/65' })
  await team.done(id, 'penalty-decided', { says: { ...DECISION.says, 'hearing-answered': true } })
  const { clocks, acts } = await shown(id)
  expect(acts.at(-1)).toMatchObject({ act: 'penalty-decided', marks: [] })
  // The two weeks of the hearing are not counted: 长沙县 art. 27(4).
  const [period] = clocks.filter((one) => one.period === 'changsha-county-2023/period-case')
  expect(period).toMatchObject({ state: 'ended', last: after(acts[0]?.on as CalendarDate, 60 + 14) })
})

test('a decision is never entered twice, nor one after another that revokes nothing', async () => {
  const id = await noticedCase(team)
  await team.later(7)
  await team.done(id, 'penalty-decided', DECISION)
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toMatchObject({
    'act-not-open': undefined,
    'step-once': 'national/penalty-law/29',
  })
})
