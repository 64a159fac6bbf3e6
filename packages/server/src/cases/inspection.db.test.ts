import type { CalendarDate } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHANGSHA, type TrialTeam, trialTeam } from './trial.ts'
import { INSPECTION } from './trial-ordinary.ts'

/** Inspections that come before a case, or without one: approved, announced, not too often. */
let team: TrialTeam
beforeAll(async () => {
  const settings = [...(CHANGSHA.settings ?? []), { key: 'inspection.yearly-cap', value: 1 as never }]
  team = await trialTeam({ ...CHANGSHA, settings })
})
afterAll(() => team[Symbol.asyncDispose]())

const FIRM = { kind: 'organisation' as const, name: '某餐饮店' }
const marksOf = async (id: string, act: string) =>
  (await team.officer.showCase({ params: { id } })).acts
    .find((one) => one.act === act)
    ?.marks.map((one) => one.rule.slice('national/'.length))
const firm = async () => {
  const id = await team.lead({ party: FIRM })
  const fact = 'enterprise-inspection' as const
  await team.officer.sayOfCase({ params: { id, fact }, body: { is: true, reason: '对企业的检查' } })
  return id
}

test('a firm is inspected with approval and notice, and once more than made public is marked', async () => {
  const bare = await firm()
  const recordings = [await team.filmed('09:30', '09:50')]
  await team.done(bare, 'site-inspected', { ...INSPECTION, recordings })
  expect(await marksOf(bare, 'site-inspected')).toEqual(['step-inspection-approved', 'step-inspection-notified'])
  await team.done(bare, 'not-filed', { says: { reasons: '没有发现违法行为' } })
  expect(await marksOf(bare, 'not-filed')).toEqual(['step-inspection-made-up', 'step-inspection-result'])
  await team.later(1)
  const id = await firm()
  await team.approved(id, 'inspection-approved', {}, team.head)
  expect(await marksOf(id, 'inspection-approved')).toEqual(['step-inspection-often'])
  await team.done(id, 'inspection-notified', {})
  const again = [await team.filmed('09:30', '09:50')]
  await team.done(id, 'site-inspected', { ...INSPECTION, recordings: again })
  expect(await marksOf(id, 'site-inspected')).toEqual(['step-inspection-often'])
  await team.done(id, 'inspection-told', {})
  await team.done(id, 'not-filed', { says: { reasons: '没有发现违法行为' } })
  expect(await marksOf(id, 'not-filed')).toEqual([])
  await team.done(id, 'archived', {
    on: team.today() as CalendarDate,
    says: { 'index-complete': true, 'discs-explained': true },
  })
})
