import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import { DECISION, ended, FINE, investigatedCase, NOTICE, noticedCase, hosted, heardIn } from './trial-ordinary.ts'

/** What is said, received or notified more than once: each by itself. */
let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

const shown = (id: string) => team.officer.showCase({ params: { id } })
const REMEDY = { by: [] }

test('of two statements each is re-verified, and the case shows which is not', async () => {
  const id = await noticedCase(team)
  const said = { by: [], says: { 'statement-paper': true } }
  const [first, second] = [await team.done(id, 'statement-made', said), await team.done(id, 'statement-made', said)]
  await team.later(7)
  const open = async () =>
    (await shown(id)).next.filter((one) => one.act === 'statement-rechecked').map((one) => one.of?.id)
  expect(await open()).toEqual([first, second])
  await team.done(id, 'statement-rechecked', { of: second })
  expect(await open()).toEqual([first])
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual({
    'step-statement-rechecked': 'national/penalty-law/45',
  })
  await team.done(id, 'statement-rechecked', { of: first })
  await team.done(id, 'penalty-decided', DECISION)
})

test('of two appraisals the party is told of each', async () => {
  const id = await noticedCase(team)
  const commissioned = [
    await team.done(id, 'appraisal-commissioned', {}),
    await team.done(id, 'appraisal-commissioned', {}),
  ]
  const received: string[] = []
  for (const of of commissioned) received.push(await team.done(id, 'appraisal-received', { of, by: [] }))
  await team.done(id, 'appraisal-told', { of: received[1] ?? '' })
  await team.later(7)
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual({
    'step-appraisal-told': 'national/penalty-law/44',
  })
  await team.done(id, 'appraisal-told', { of: received[0] ?? '' })
  await team.done(id, 'penalty-decided', DECISION)
})

test('the handling goes up for approval once the party was told of every appraisal', async () => {
  const id = await investigatedCase(team)
  const received = [
    await team.done(id, 'appraisal-received', { by: [] }),
    await team.done(id, 'appraisal-received', { by: [] }),
  ]
  const body = { act: 'handling-approved' as const, on: team.today(), key: randomUUID(), says: FINE }
  const ask = () => team.officer.askApproval({ params: { id }, body })
  await team.done(id, 'appraisal-told', { of: received[0] ?? '' })
  expect(await refusal(ask())).toEqual({ 'step-appraisal-told-first': 'changsha-county-2023/17' })
  await team.done(id, 'appraisal-told', { of: received[1] ?? '' })
  await ask()
  proves('changsha-county-2023/17.2')
})

test('nothing is decided on a remedy that nobody sought', async () => {
  const id = await noticedCase(team)
  await team.later(7)
  await team.done(id, 'penalty-decided', DECISION)
  await team.done(id, 'decision-served', { says: { method: 'direct' } })
  for (const act of ['suit-decided', 'reconsideration-decided'] as const)
    expect(await refusal(team.done(id, act, REMEDY))).toEqual({ 'act-not-open': undefined })
  await team.done(id, 'suit-received', REMEDY)
  await team.done(id, 'suit-decided', ended('upheld'))
})

test('heard on one notice, a new notice gives the party its time again, or a waiver after it', async () => {
  const id = await noticedCase(team, { hearingDue: true })
  await team.done(id, 'hearing-requested', { by: [] })
  await team.approved(id, 'hearing-arranged', ...hosted(team))
  await team.done(id, 'hearing-notified', heardIn(team, 14))
  await team.later(14)
  const recordings = [await team.filmed('09:00', '11:00', team.outsider)]
  const by = [team.deputy.person, team.outsider.person]
  await team.done(id, 'hearing-held', { place: '会议室', at: '09:00', until: '11:00', by, recordings })
  await team.done(id, 'hearing-reported', {})
  await team.done(id, 'review-submitted', {})
  await team.done(id, 'reviewed', { says: { outcome: 'agreed' } }, team.legal)
  const changed = { ...FINE, 'found-facts': '占道堆放建筑垃圾' }
  await team.approved(id, 'change-approved', { says: changed }, team.head)
  await team.done(id, 'notice-served', { says: { ...NOTICE.says, ...changed } })
  const decision = { says: { ...DECISION.says, ...changed, 'hearing-answered': true } }
  expect(await refusal(team.done(id, 'penalty-decided', decision))).toEqual({
    'step-hearing-period': 'national/penalty-law/62',
  })
  await team.done(id, 'rights-waived', { by: [], says: { 'party-signed': true } })
  await team.done(id, 'penalty-decided', decision)
})

test('a waiver of the first notice waives nothing of the second', async () => {
  const id = await noticedCase(team, { hearingDue: true })
  await team.done(id, 'rights-waived', { by: [], says: { 'party-signed': true } })
  await team.done(id, 'notice-served', { says: NOTICE.says })
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual({
    'step-hearing-period': 'national/penalty-law/62',
  })
  await team.later(9)
  await team.done(id, 'penalty-decided', DECISION)
})
