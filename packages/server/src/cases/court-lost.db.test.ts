import { randomUUID } from 'node:crypto'
import type { CaseFact } from '@liuhen/core/procedure'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import {
  DECISION,
  filedCase,
  FINE,
  INSPECTION,
  MEETING,
  investigatedCase,
  leadOf,
  noticedCase,
  QUESTIONING,
  LIFTED,
  SEIZED,
  hosted,
  heardIn,
} from './trial-ordinary.ts'

/** How bureaus have lost in court, each by its number, on a bureau of Changsha County. */
let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

const shown = (id: string) => team.officer.showCase({ params: { id } })
const said = (id: string, fact: CaseFact, is: boolean) =>
  team.officer.sayOfCase({ params: { id, fact }, body: { is, reason: '按本局标准认定' } })
const marks = async (id: string, act: string) =>
  (await shown(id)).acts.find((one) => one.id === act)?.marks.map((one) => [one.rule, one.message.zh])

test('1: a scale taken without approval, record, decision and list is no measure; one that is taken is lifted or nothing closes', async () => {
  const id = await filedCase(team)
  const scale = { place: '夜市', at: '19:00', until: '19:10' }
  expect(await refusal(team.done(id, 'measure-taken', scale))).toEqual({
    'step-measure-approved': 'national/coercion-law/18',
    'step-measure-record': 'national/coercion-law/18',
    'step-measure-signed': 'national/coercion-law/18',
    'step-measure-decision': 'national/coercion-law/24',
    'step-measure-inventory': 'national/coercion-law/24',
    'step-measure-necessities': 'national/coercion-law/23',
    'step-sealing-approval': 'changsha-county-2023/16',
    'step-sealing-signed': 'changsha-county-2023/16',
  })
  await team.approved(id, 'measure-taken', {}, team.legal, team.leader, team.head)
  const taken = await team.done(id, 'measure-taken', { ...scale, ...team.now(), says: SEIZED })
  expect((await shown(id)).clocks.find((one) => one.startedBy === taken)).toMatchObject({ state: 'running' })
  await team.later(35)
  expect((await shown(id)).clocks.find((one) => one.startedBy === taken)).toMatchObject({
    state: 'overdue',
    citations: expect.arrayContaining([expect.objectContaining({ article: '16' })]),
  })
  const { rows } = await team.leader.listCases({ query: { overdue: 'true' } })
  expect(rows.find((one) => one.id === id)?.due).toMatchObject({ overdue: true, title: { zh: '查封(扣押)期限' } })
  const closing = await refusal(team.done(id, 'case-closed', {}))
  expect(closing).toMatchObject({ 'step-closing-measures': 'national/coercion-law/27' })
  const lifting = { of: taken, says: LIFTED }
  expect(await refusal(team.done(id, 'measure-lifted', lifting))).toEqual({
    'late-without-reason': 'national/coercion-law/25',
  })
  const lifted = await team.done(id, 'measure-lifted', { ...lifting, reason: '值守人员遗漏' })
  expect(await marks(id, lifted)).toMatchObject([['national/step-lifting-in-time', expect.anything()]])
})

test('2: a shelter pulled down on an order to correct lacks every link of the chain', async () => {
  const id = await leadOf(team)
  await said(id, 'building-to-demolish', true)
  await team.done(id, 'correction-ordered', { dueOn: team.today() })
  const demolition = { at: '09:00', until: '11:00', says: { 'household-supplies-cut': false } }
  expect(await refusal(team.done(id, 'demolished', demolition))).toEqual({
    'act-not-open': undefined,
    'step-execution-decision-basis': 'national/coercion-law/34',
    'step-demolition-executed': 'national/coercion-law/37',
    'step-demolition-announced': 'national/coercion-law/44',
    'step-demolition-remedies': 'national/coercion-law/44',
    'step-demolition-mandate': 'national/planning-law/68',
  })
  expect(await refusal(team.done(id, 'execution-decided', { says: demolition.says }))).toMatchObject({
    'step-execution-demand': 'national/coercion-law/35',
  })
  expect((await shown(id)).acts.map((one) => one.act)).not.toContain('demolished')
})

test('3: a decision on the day of the notice is refused until the period is over or waived in writing', async () => {
  const id = await noticedCase(team)
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual({
    'step-statement-period': 'national/penalty-law/45',
  })
  await team.done(id, 'rights-waived', { by: [], says: { 'party-signed': true } })
  await team.done(id, 'penalty-decided', DECISION)

  const heard = await noticedCase(team, { hearingDue: true })
  const { earliest } = (await shown(heard)).next.find((one) => one.act === 'penalty-decided') ?? {}
  const days = (Date.parse(earliest ?? '') - Date.parse(team.today())) / 86_400_000
  // Of a Monday, five working days are over on the Tuesday of the week after at the earliest.
  expect(days).toBeGreaterThanOrEqual(8)
  await team.later(days - 1)
  expect(await refusal(team.done(heard, 'penalty-decided', DECISION))).toEqual({
    'step-hearing-period': 'national/penalty-law/62',
  })
  await team.later(1)
  await team.done(heard, 'penalty-decided', DECISION)
  await team.later(14 - days)
})

const OTHER = { 'fine-amount': 5000, provision: '某条例第十一条' }

test('4: more than was notified, or on another clause, takes a new notice; every difference is told', async () => {
  const id = await noticedCase(team)
  await team.later(7)
  const other = { says: { ...DECISION.says, ...OTHER } }
  expect(await refusal(team.done(id, 'penalty-decided', other))).toEqual({
    'step-as-notified': 'national/penalty-law/44',
    'step-no-heavier': 'national/penalty-law/45',
    'step-as-approved': 'national/penalty-law/57',
    'step-change-approved': 'changsha-county-2023/22',
  })
  const { conditions } = await team.officer.checkAct({
    params: { id },
    body: { act: 'penalty-decided', on: team.today(), key: randomUUID(), ...other },
  })
  const words = conditions.map((one) => one.message.zh).join()
  for (const told of ['“某条例第十条第一款”', '“某条例第十一条”', '“5000”', '原为 2000，现为 5000'])
    expect(words).toContain(told)
  // It takes the head's approval, a new notice, and a new time to answer it.
  await team.approved(id, 'change-approved', { says: { ...FINE, ...OTHER } }, team.head)
  await team.done(id, 'notice-served', { says: { method: 'direct', 'rights-told': true, ...FINE, ...OTHER } })
  expect(await refusal(team.done(id, 'penalty-decided', other))).toEqual({
    'step-statement-period': 'national/penalty-law/45',
  })
  await team.later(7)
  await team.done(id, 'penalty-decided', other)
})

test('5: section heads do not deliberate for the heads, and nothing is decided before the heads have', async () => {
  const id = await noticedCase(team, { complex: true })
  await team.later(7)
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual({
    'step-deliberated-first': 'national/penalty-law/57',
  })
  const sections = { ...MEETING, by: [team.leader.person, team.legal.person] }
  expect(await refusal(team.approved(id, 'deliberated', sections))).toEqual({
    'step-deliberation-leaders': 'national/penalty-law/57',
  })
  const heads = { ...MEETING, by: [team.head.person, team.deputy.person] }
  await team.approved(id, 'deliberated', heads, team.deputy, team.head)
  const decided = await team.done(id, 'penalty-decided', DECISION)
  expect(await marks(id, decided)).toEqual([])
  // What comes after the decision deliberates on nothing any more.
  expect(await refusal(team.approved(id, 'deliberated', heads))).toMatchObject({
    'act-not-open': undefined,
  })
})

test('6: one officer in two interviews of a case at one time, in different places', async () => {
  const id = await filedCase(team)
  await team.done(id, 'questioned', QUESTIONING)
  const elsewhere = { ...QUESTIONING, place: '当事人店内', at: '14:20', until: '15:00' }
  expect(await refusal(team.done(id, 'questioned', elsewhere))).toEqual({
    'step-one-place': 'national/penalty-law/42',
  })
  await team.done(id, 'questioned', { ...elsewhere, at: '14:30' })
})

test('7: the record says 09:30 and its recording begins at 10:05: shown before it is entered, marked after', async () => {
  const id = await filedCase(team)
  const film = await team.filmed('10:05', '10:12')
  const form = { ...INSPECTION, until: '10:10', recordings: [film] }
  const both = [team.officer.person, team.colleague.person]
  const { conditions, recordings } = await team.officer.checkAct({
    params: { id },
    body: { act: 'site-inspected', on: team.today(), key: randomUUID(), by: both, ...form },
  })
  expect(recordings).toMatchObject([{ recording: film, at: '10:05', until: '10:10' }])
  expect(conditions).toMatchObject([
    { code: 'step-record-times', effect: 'noted', citations: [{ article: 'penalty-law/47' }] },
  ])
  const act = await team.done(id, 'site-inspected', form)
  expect(await marks(id, act)).toMatchObject([
    ['national/step-record-times', expect.stringContaining('开始相差 35 分钟，结束相差 0 分钟')],
  ])
})

test('8: left at the door without a witness or without a recording is not served, and no period starts', async () => {
  const id = await investigatedCase(team)
  await team.approved(id, 'handling-approved', { says: FINE }, team.legal, team.head)
  const left = { method: 'left', 'rights-told': true, 'refusal-noted': true, ...FINE }
  await team.later(1)
  const [from, until] = ['10:00', '10:05']
  const recordings = [await team.filmed(from, until)]
  const serve = (says: object, film: readonly string[]) =>
    team.done(id, 'notice-served', { at: from, until, says: { ...left, ...says }, recordings: [...film] })
  expect(await refusal(serve({ 'witness-signed': false }, recordings))).toEqual({
    'step-left-witness': 'changsha-county-2023/30',
  })
  expect(await refusal(serve({ 'witness-signed': true }, []))).toEqual({
    'step-left-recorded': 'changsha-county-2023/30',
  })
  expect((await shown(id)).clocks.map((one) => one.period)).not.toContain('changsha-county-2023/period-statement')
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toMatchObject({
    'step-notice-first': 'national/penalty-law/44',
  })
  await serve({ 'witness-signed': true }, recordings)
  expect((await shown(id)).clocks.map((one) => one.period)).toContain('changsha-county-2023/period-statement')
})

test('9: a decision after the time for the case stands, says why, and is marked late for good', async () => {
  const id = await noticedCase(team)
  await team.later(63)
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual({
    'late-without-reason': 'national/penalty-law/60',
  })
  const act = await team.done(id, 'penalty-decided', { ...DECISION, reason: '承办人调离' })
  const { acts, clocks } = await shown(id)
  expect(acts.find((one) => one.id === act)).toMatchObject({
    reason: '承办人调离',
    marks: [
      {
        effect: 'late',
        rule: 'national/step-case-period',
        citations: expect.arrayContaining([
          expect.objectContaining({ pack: 'changsha-county-2023', article: '27' }),
          expect.objectContaining({ article: 'penalty-law/60' }),
        ]),
      },
    ],
  })
  expect(clocks.find((one) => one.period === 'changsha-county-2023/period-case')?.state).toBe('ended-late')
})

test('10: who questioned the party in the investigation does not chair its hearing', async () => {
  const id = await noticedCase(team, { hearingDue: true })
  await team.done(id, 'hearing-requested', { by: [] })
  await team.approved(id, 'hearing-arranged', ...hosted(team))
  await team.done(id, 'hearing-notified', heardIn(team, 14))
  await team.later(14)
  const hearing = { place: '会议室', at: '09:00', until: '11:00' }
  const chair = [team.colleague.person, team.legal.person]
  expect(await refusal(team.done(id, 'hearing-held', { ...hearing, by: chair }))).toEqual({
    'step-hearing-chair': 'national/penalty-law/64',
  })
  await team.done(id, 'hearing-held', { ...hearing, by: [team.deputy.person] })
})

test('11: a review by somebody whom the register does not call a reviewer is none', async () => {
  const id = await noticedCase(team, { major: false })
  await said(id, 'major', true)
  await team.later(7)
  const unreviewed = { 'step-review-passed': 'national/penalty-law/58' }
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual(unreviewed)
  await team.done(id, 'review-submitted', {})
  const unfit = await team.server.another('legal-officer', team.unit)
  const opinion = { says: { outcome: 'agreed' } }
  expect(await refusal(team.done(id, 'reviewed', opinion, unfit))).toEqual({
    'step-reviewer-qualified': 'national/penalty-law/58',
  })
  // Naming somebody else as the reviewer makes it no more theirs.
  const borrowed = { ...opinion, by: [team.legal.person] }
  expect(await refusal(team.done(id, 'reviewed', borrowed, unfit))).toEqual({
    'step-reviewer-qualified': 'national/penalty-law/58',
  })
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual({
    ...unreviewed,
    'step-review-of-all': 'national/penalty-law/58',
  })
  await team.done(id, 'reviewed', opinion, team.legal)
  await team.done(id, 'penalty-decided', DECISION)
})

test('12: a decision that does not follow the record of its hearing is refused', async () => {
  const id = await noticedCase(team, { hearingDue: true })
  await team.done(id, 'hearing-requested', { by: [] })
  await team.approved(id, 'hearing-arranged', ...hosted(team))
  await team.done(id, 'hearing-notified', heardIn(team, 14))
  await team.later(14)
  await team.done(id, 'hearing-held', { place: '会议室', at: '09:00', until: '11:00', by: [team.deputy.person] })
  await team.done(id, 'hearing-reported', {})
  await team.done(id, 'review-submitted', {})
  await team.done(id, 'reviewed', { says: { outcome: 'agreed' } }, team.legal)
  const written = { says: { ...DECISION.says, 'hearing-answered': false } }
  expect(await refusal(team.done(id, 'penalty-decided', written))).toEqual({
    'step-hearing-record': 'national/penalty-law/65',
  })
})
