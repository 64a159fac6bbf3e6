import { randomUUID } from 'node:crypto'
import type { CalendarDate } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import {
  ARCHIVED,
  DECISION,
  filedCase,
  FILING,
  FINE,
  INSPECTION,
  investigatedCase,
  leadOf,
  NOTICE,
  noticedCase,
  PERFORMED,
  performedCase,
  QUESTIONING,
  SERVED,
  ended,
} from './trial-ordinary.ts'

/** What somebody would try who wants a case through that is not. */
let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

const before = (days: number): CalendarDate =>
  new Date(Date.parse(`${team.today()}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10) as CalendarDate
const say = (id: string, fact: 'major' | 'hearing-due', is: boolean) =>
  team.officer.sayOfCase({ params: { id, fact }, body: { is, reason: '重新认定' } })
const shown = (id: string) => team.officer.showCase({ params: { id } })

test('the time after a second notice is not that after the first, whichever the decision names', async () => {
  const id = await noticedCase(team)
  const first = (await shown(id)).acts.find((one) => one.act === 'notice-served')?.id
  await team.later(5)
  const heavier = { ...FINE, 'fine-amount': 900_000 }
  await team.approved(id, 'change-approved', { says: heavier }, team.head)
  await team.done(id, 'notice-served', { says: { ...NOTICE.says, ...heavier } })
  const decision = { ...(first !== undefined && { of: first }), says: { ...DECISION.says, ...heavier } }
  expect(await refusal(team.done(id, 'penalty-decided', decision))).toMatchObject({
    'step-statement-period': 'national/penalty-law/45',
  })
})

test('a decision dated back hears what was said since', async () => {
  const id = await noticedCase(team)
  await team.later(8)
  await team.done(id, 'statement-made', { by: [] })
  expect(await refusal(team.done(id, 'penalty-decided', { ...DECISION, on: before(1) }))).toMatchObject({
    'step-statement-rechecked': expect.stringContaining('national/penalty-law/45'),
  })
})

test('what a review was asked about is not talked away, and a hearing that was asked for neither', async () => {
  const id = await investigatedCase(team, { major: true })
  await team.done(id, 'review-submitted', { says: { ...FINE, ...HANDED_IN } })
  expect(await refusal(say(id, 'major', false))).toEqual({ 'relied-on': undefined })
  const heard = await noticedCase(team, { hearingDue: true })
  await team.done(heard, 'hearing-requested', { by: [] })
  expect(await refusal(say(heard, 'hearing-due', false))).toEqual({ 'relied-on': undefined })
})

const HANDED_IN = {
  'proposal-attached': true,
  'report-attached': true,
  'draft-attached': true,
  'evidence-attached': true,
}

test('an approval of the evening does not cover the morning', async () => {
  const id = await filedCase(team)
  await team.approved(id, 'measure-taken', {}, team.legal, team.leader, team.head)
  const early = { at: '06:00', until: '06:10', place: '夜市' }
  expect(await refusal(team.done(id, 'measure-taken', early))).toMatchObject({
    'step-measure-approved': 'national/coercion-law/18',
  })
})

test('who handles a case does not review it', async () => {
  const id = await investigatedCase(team, { major: true })
  const body = { officers: [team.officer.person, team.colleague.person, team.legal.person], reason: '调整承办人' }
  await team.leader.nameOfficers({ params: { id }, body })
  await team.done(id, 'review-submitted', { says: { ...FINE, ...HANDED_IN } })
  const opinion = { says: { outcome: 'agreed' } }
  expect(await refusal(team.done(id, 'reviewed', opinion, team.legal))).toEqual({ 'not-yours': undefined })
})

test('who handles a case approves nothing of it, whoever asks', async () => {
  const id = await leadOf(team)
  const body = { officers: [team.officer.person, team.leader.person], reason: '队长参加办案' }
  await team.head.nameOfficers({ params: { id }, body })
  const asked = await team.approved(id, 'case-filed', FILING, team.legal)
  const signed = { opinion: 'agreed' as const, password: team.leader.password }
  expect(await refusal(team.leader.signApproval({ params: { id: asked }, body: signed }))).toEqual({
    'took-part': 'changsha-county-2023/9',
  })
  const [mine] = (await team.leader.listApprovals()).mine.filter((one) => one.id === asked)
  expect(mine?.why?.zh).toContain('参加的人不审批本案')
})

test('whoever took part in finding the facts approves nothing of it, though the case does not name them', async () => {
  const id = await filedCase(team)
  const by = [team.officer.person, team.leader.person]
  await team.done(id, 'questioned', { ...QUESTIONING, by })
  const asked = await team.approved(id, 'period-extended', { dueOn: before(-30) })
  const signed = { opinion: 'agreed' as const, password: team.leader.password }
  const codes = await refusal(team.leader.signApproval({ params: { id: asked }, body: signed }))
  expect(Object.keys(codes)).toContain('took-part')
})

test('who took part does not strike that to approve, and who handled a case once approves nothing of it later', async () => {
  const id = await leadOf(team)
  const by = [team.officer.person, team.leader.person]
  const entered = await team.done(id, 'site-inspected', { ...INSPECTION, at: '17:00', until: '17:10', by })
  await team.leader.strikeAct({ params: { id, act: entered }, body: { reason: '记错' } })
  const asked = await team.approved(id, 'case-filed', FILING, team.legal)
  const signs = (of: string) =>
    refusal(
      team.leader.signApproval({ params: { id: of }, body: { opinion: 'agreed', password: team.leader.password } }),
    )
  expect(await signs(asked)).toHaveProperty('took-part')
  const once = await leadOf(team)
  const named = (officers: readonly string[]) =>
    team.head.nameOfficers({ params: { id: once }, body: { officers: [...officers], reason: '调整' } })
  await named([team.officer.person, team.leader.person])
  await named([team.officer.person, team.colleague.person])
  expect(await signs(await team.approved(once, 'case-filed', FILING, team.legal))).toHaveProperty('took-part')
})

test('who approved something of a case and then takes part in its investigation leaves a mark', async () => {
  const id = await filedCase(team)
  const by = [team.officer.person, team.leader.person]
  const entered = await team.done(id, 'site-inspected', { ...INSPECTION, at: '18:00', until: '18:10', by })
  const { acts } = await shown(id)
  expect(acts.find((one) => one.id === entered)?.marks.map((one) => one.rule)).toContain(
    'national/step-investigated-by-others',
  )
})

test('a fine that nobody paid is not performed, and one that was lowered on reconsideration is paid as it was lowered', async () => {
  const id = await noticedCase(team)
  await team.later(8)
  await team.done(id, 'penalty-decided', DECISION)
  await team.done(id, 'decision-served', SERVED)
  expect(await refusal(team.done(id, 'performed', PERFORMED))).toEqual({
    'step-performed-paid': 'national/penalty-law/66',
  })
  await team.done(id, 'reconsideration-received', { by: [] })
  await team.done(id, 'reconsideration-decided', ended('changed', { 'fine-amount': 500 }))
  await team.done(id, 'fine-paid', { by: [], says: { 'paid-amount': 500, 'proof-kept': true } })
  await team.done(id, 'performed', PERFORMED)
})

test('a warning has no amount, and is notified and decided without one', async () => {
  const id = await investigatedCase(team)
  const { 'fine-amount': _, ...rest } = FINE
  const warning = { ...rest, 'penalty-kind': '警告' }
  await team.approved(id, 'handling-approved', { says: warning }, team.legal, team.head)
  await team.done(id, 'notice-served', { says: { method: 'direct', 'rights-told': true, ...warning } })
  await team.later(8)
  await team.done(id, 'penalty-decided', { says: { ...warning, 'remedy-text': true, 'statement-adopted': true } })
})

test('a transfer that is approved is done before anything is punished instead', async () => {
  const id = await noticedCase(team)
  await team.done(id, 'crime-reported', {})
  await team.approved(id, 'transfer-approved', {}, team.head)
  await team.later(8)
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toHaveProperty(
    'step-not-instead-of-approved-transfer',
  )
})

test('what is put up once is one request whatever its form is about, and a key with other words is taken', async () => {
  const id = await investigatedCase(team)
  const key = randomUUID()
  const ask = (more: object) =>
    team.officer.askApproval({
      params: { id },
      body: { act: 'handling-approved', on: team.today(), says: FINE, key, ...more },
    })
  await ask({})
  expect(await ask({})).toEqual({ id: key })
  expect(await refusal(ask({ says: { ...FINE, 'fine-amount': 5 } }))).toEqual({ 'key-taken': undefined })
  const of = (await shown(id)).acts.find((one) => one.act === 'investigation-ended')?.id
  expect(await refusal(ask({ key: randomUUID(), of, says: { ...FINE, 'fine-amount': 5 } }))).toEqual({
    'asked-already': undefined,
  })
  // Whoever asked may be gone: the leader takes it back.
  await team.leader.withdrawApproval({ params: { id: key }, body: { reason: '送审人调离' } })
  await ask({ key: randomUUID() })
})

test('nobody questions two at one time, be it in one room and in two cases', async () => {
  const [one, two] = [await filedCase(team), await filedCase(team)]
  const hours = { ...QUESTIONING, at: '16:00', until: '16:30' }
  await team.done(one, 'questioned', hours)
  expect(await refusal(team.done(two, 'questioned', hours))).toMatchObject({
    'step-one-place': 'national/penalty-law/42',
  })
})

test('who reviewed a case takes no part in finding its facts afterwards', async () => {
  const id = await investigatedCase(team, { major: true })
  await team.done(id, 'review-submitted', { says: { ...FINE, ...HANDED_IN } })
  await team.done(id, 'reviewed', { says: { outcome: 'to-be-corrected' } }, team.legal)
  const by = [team.officer.person, team.legal.person]
  const codes = await refusal(team.done(id, 'site-inspected', { ...INSPECTION, by }))
  expect(codes).toMatchObject({ 'step-reviewer-stays-apart': 'national/penalty-law/58' })
})

test('what cannot be seen in a title is not in it, and a title of nothing else is refused', async () => {
  const id = await team.lead({ title: '\u200b占道\u202e经营\u2028 ' })
  expect((await shown(id)).row.title).toBe('占道经营')
  await expect(team.lead({ title: '\u200b\u200b\u200d' })).rejects.toMatchObject({ problem: { kind: 'malformed' } })
})

test('a fine as high as the bureau wrote down takes a hearing, whatever the case is said to be', async () => {
  const id = await investigatedCase(team)
  const high = { ...FINE, 'fine-amount': 1_000_000 }
  await team.approved(id, 'handling-approved', { says: high }, team.legal, team.head)
  expect(await refusal(team.done(id, 'notice-served', { says: { ...NOTICE.says, ...high } }))).toEqual({
    'step-hearing-by-amount': 'national/penalty-law/63',
  })
})

test('a form that takes the name of a request is another act, and is struck alone', async () => {
  const id = await leadOf(team)
  const asked = await team.approved(id, 'case-filed', FILING, team.legal, team.leader)
  const body = { act: 'violation-discovered' as const, on: team.today(), by: [], key: asked }
  await team.officer.doAct({ params: { id }, body })
  const signed = { opinion: 'agreed' as const, password: team.head.password }
  await team.head.signApproval({ params: { id: asked }, body: signed })
  await team.head.strikeAct({ params: { id, act: asked }, body: { reason: '重复记录' } })
  const { acts } = await shown(id)
  expect(acts.filter((one) => one.struck).map((one) => one.act)).toEqual(['violation-discovered'])
})

test('one act has one decision, either way', async () => {
  const id = await noticedCase(team)
  await team.later(8)
  await team.done(id, 'penalty-decided', DECISION)
  expect(await refusal(team.done(id, 'no-penalty-decided', { says: FINE }))).toMatchObject({
    'act-not-open': undefined,
  })
})

test('a seizure in an emergency says at what time, or is not entered', async () => {
  const id = await filedCase(team)
  const codes = await refusal(team.done(id, 'emergency-measure-taken', { says: { emergency: true } }))
  expect(codes).toMatchObject({ 'hour-untold': 'national/coercion-law/19' })
})

test('a word is no waiver', async () => {
  const id = await noticedCase(team)
  expect(await refusal(team.done(id, 'rights-waived', { by: [] }))).toEqual({
    'step-waiver-signed': 'national/penalty-law/44',
  })
})

test('what the party said is not struck by who led the work, and an archived case is as it is', async () => {
  const id = await noticedCase(team)
  const said = await team.done(id, 'statement-made', { by: [] })
  const strike = (who: typeof team.leader, act: string, of = id) =>
    who.strikeAct({ params: { id: of, act }, body: { reason: '录入有误' } })
  expect(await refusal(strike(team.leader, said))).toEqual({ 'not-yours-to-strike': undefined })
  const over = await performedCase(team)
  await team.approved(over, 'case-closed', {}, team.leader, team.head)
  await team.done(over, 'archived', ARCHIVED)
  expect(await refusal(say(over, 'major', true))).toEqual({ 'case-archived': undefined })
  const [first] = (await shown(over)).acts
  expect(Object.keys(await refusal(strike(team.head, first?.id ?? '', over)))).toContain('case-archived')
})

test('a key that was used for one case asks nothing in another, and says so', async () => {
  const [one, two] = [await leadOf(team), await leadOf(team)]
  const key = await team.approved(one, 'case-filed', FILING)
  const body = { act: 'case-filed' as const, on: team.today(), ...FILING, key }
  expect(await refusal(team.officer.askApproval({ params: { id: two }, body }))).toEqual({ 'key-taken': undefined })
})

test('before it is sent, a form says all with which it would be refused', async () => {
  const id = await leadOf(team)
  const body = { act: 'archived' as const, on: before(-3), key: randomUUID() }
  const { conditions } = await team.officer.checkAct({ params: { id }, body })
  expect(conditions.map((one) => one.code)).toEqual(expect.arrayContaining(['act-in-future', 'act-not-open']))
})
