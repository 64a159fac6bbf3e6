import type { CalendarDate } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import { DECISION, filedCase, FILING, leadOf, noticedCase, SEIZED } from './trial-ordinary.ts'

/** Several cases that have to do with each other: joined, split, and not punished twice. */
let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

const relate = (id: string, to: string, how: 'joined-into' | 'split-off' | 'same-act', who = team.leader) =>
  who.relateCases({ params: { id }, body: { to, how, reason: '同一现场，一并查处' } })
const shown = (id: string) => team.leader.showCase({ params: { id } })

test('a case that is joined goes on in the other, and both say so', async () => {
  const [one, other] = [await leadOf(team), await filedCase(team)]
  const asked = await team.approved(one, 'case-filed', FILING)
  const waits = async () => (await team.legal.listApprovals()).mine.map(({ id }) => id)
  expect(await waits()).toContain(asked)
  await relate(one, other, 'joined-into')
  // What it had put up waits for nobody any more.
  expect(await waits()).not.toContain(asked)
  expect((await shown(one)).approvals.find(({ id }) => id === asked)?.stands).toBe('withdrawn')
  expect((await shown(one)).relations).toMatchObject([{ id: other, how: 'joined-into' }])
  expect((await shown(other)).relations).toMatchObject([{ id: one, how: 'took-in' }])
  expect((await shown(one)).row.open).toBe(false)
  expect(await refusal(team.done(one, 'correction-ordered', {}))).toHaveProperty('case-joined')
  await team.done(other, 'correction-ordered', { dueOn: team.today() })
  expect(await refusal(relate(one, other, 'same-act'))).toHaveProperty('case-joined')
})

test('nothing is joined that holds something, or is decided; nobody joins who does not lead both', async () => {
  const [one, other] = [await filedCase(team), await leadOf(team)]
  await team.approved(one, 'measure-taken', {}, team.legal, team.leader, team.head)
  await team.done(one, 'measure-taken', { place: '星沙路', ...team.now(), says: SEIZED })
  expect(await refusal(relate(one, other, 'joined-into'))).toEqual({ 'held-still': undefined })
  const decided = await noticedCase(team)
  await team.later(7)
  await team.done(decided, 'penalty-decided', DECISION)
  expect(await refusal(relate(decided, other, 'joined-into'))).toEqual({ 'decided-already': undefined })
  expect(await refusal(relate(other, decided, 'joined-into'))).toEqual({ 'decided-already': undefined })
  expect(await refusal(relate(other, other, 'same-act'))).toHaveProperty('same-case')
  await relate(other, decided, 'same-act')
  expect(await refusal(relate(other, decided, 'same-act'))).toEqual({ 'related-already': undefined })
})

test('a party that another case punished for what looks the same is punished again only with a reason', async () => {
  const party = { kind: 'citizen' as const, name: '同一人', born: '1980-05-01' as CalendarDate }
  const [first, second] = [await noticedCase(team, {}, {}, { party }), await noticedCase(team, {}, {}, { party })]
  await team.later(7)
  await team.done(first, 'penalty-decided', DECISION)
  expect(await refusal(team.done(second, 'penalty-decided', DECISION))).toEqual({
    'step-once-across': 'national/penalty-law/29',
  })
  const says = { ...DECISION.says, 'another-act': '相距三公里的另一处堆放' }
  await team.done(second, 'penalty-decided', { ...DECISION, says })
})
