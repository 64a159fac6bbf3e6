import type { ConditionView, NextView } from '@liuhen/contract/cases'
import { expect, test } from 'vitest'
import { approvalStanding, conditionsOf, leadingStep, standingOf } from './standing.ts'

const condition = (more: Partial<ConditionView> = {}): ConditionView => ({
  code: 'step',
  message: { zh: '缺', en: 'missing' },
  met: 'not-met',
  effect: 'refused',
  citations: [],
  exceptions: [],
  ...more,
})
const approving = condition({ code: 'approved', clears: { approval: 'filing' } })
const step = (more: Partial<NextView>): NextView => ({
  act: 'case-filed',
  state: 'blocked',
  conditions: [approving],
  asks: [],
  tells: [],
  who: 'handlers',
  approval: { rule: 'filing', chain: ['法制员'] },
  onApproval: true,
  mine: true,
  ...more,
})
const asked = step({ approval: { rule: 'filing', chain: ['法制员'], asked: 'x' } })
const at = (stands: 'open' | 'agreed') => ({ approvals: [{ id: 'x', stands }] }) as never
const none = { approvals: [] }

test('what only wants its approval can be done now: it is put up for it', () => {
  expect([approvalStanding(none, step({})), standingOf(none, step({}))]).toEqual(['to-ask', 'ready'])
})

test('what lacks something else besides is not put up: nobody signs what cannot be done', () => {
  const lacks = step({ conditions: [approving, condition()] })
  expect([approvalStanding(none, lacks), standingOf(none, lacks)]).toEqual(['missing', 'blocked'])
})

test('what is up for approval waits for those who sign; once all have, it can be done', () => {
  expect([approvalStanding(at('open'), asked), standingOf(at('open'), asked)]).toEqual(['asked', 'waiting'])
  expect([approvalStanding(at('agreed'), asked), standingOf(at('agreed'), asked)]).toEqual(['agreed', 'ready'])
  expect(conditionsOf(at('agreed'), asked)).toEqual([])
})

test('what only a day stands in the way of waits for it', () => {
  const waits = step({
    conditions: [condition({ earliest: '2026-03-20' as never })],
    approval: undefined,
    state: 'waiting',
  })
  expect(standingOf(none, waits)).toBe('waiting')
})

test('what leads on is the first step of the way that is still to come, whatever else may be done besides', () => {
  const [ends, inspects] = [step({ act: 'investigation-ended' }), step({ act: 'site-inspected' })]
  const of = (procedure: 'ordinary' | 'simple', ...next: NextView[]) =>
    leadingStep({ row: { procedure }, acts: [{ act: 'handling-approved' }], next } as never)
  expect(of('ordinary', inspects, ends, step({ act: 'notice-served' }))).toBe(ends)
  expect(of('simple', inspects, ends)).toBeUndefined()
  // It may be approved anew, which leads nowhere.
  const notice = step({ act: 'notice-served' })
  expect(of('ordinary', step({ act: 'handling-approved' }), notice)).toBe(notice)
})
