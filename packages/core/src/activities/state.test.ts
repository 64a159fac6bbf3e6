import { expect, test } from 'vitest'
import { instantOf, millisecondsOf } from '../kernel/index.ts'
import { Activity } from '../policy/index.ts'
import { activityNames } from '../vocabulary/index.ts'
import { folded } from '../stream/index.ts'
import { activityColumnsOf, type ActivityFacts, type ActivityState, activityStream, timeObstacles } from './index.ts'

const at = (clock: string) => instantOf(Date.parse(`2026-11-20T${clock}:00.000Z`))
const facts: ActivityFacts = {
  activity: 'patrol',
  officer: '01930f2a-6c00-7000-8000-000000000001',
  unit: '01930f2a-6c00-7000-8000-000000000002',
  start: at('01:00'),
  colleagues: ['01930f2a-6c00-7000-8000-000000000003'],
}
const event = (kind: string, body: object) => ({ kind, at: at('03:00'), actor: 'system', body })
const fold = (...events: ReturnType<typeof event>[]) => folded(activityStream, events) as ActivityState | undefined
const registered = event('ActivityRegistered/1', facts)
const codes = (start: string, end?: string) =>
  timeObstacles({ start: at(start), ...(end !== undefined && { end: at(end) }) }, at('12:00')).map((one) => one.code)

test('an activity neither lies in the future, nor ends before it begins, nor lasts longer than a day', () => {
  expect(codes('01:00')).toEqual([])
  expect(codes('01:00', '02:00')).toEqual([])
  expect(codes('12:02')).toEqual(['activity-in-future'])
  expect(codes('11:00', '12:02')).toEqual(['activity-in-future'])
  expect(codes('02:00', '01:00')).toEqual(['activity-ends-before'])
  expect(codes('02:00', '02:00')).toEqual(['activity-ends-before'])
  const long = { start: instantOf(millisecondsOf(at('02:00')) - 86_400_000), end: at('02:01') }
  expect(timeObstacles(long, at('12:00')).map((one) => one.code)).toEqual(['activity-too-long'])
  expect(timeObstacles({ ...long, end: at('02:00') }, at('12:00'))).toEqual([])
})

test('a correction counts from then on, and what was registered stays beside it', () => {
  const corrects = { activity: 'recheck', start: at('01:10'), notices: [{ at: at('01:11') }] }
  const state = fold(registered, event('ActivityAnnotated/1', { annotation: facts.unit, text: '记错了', corrects }))
  expect(state?.registered).toMatchObject({ activity: 'patrol', start: at('01:00') })
  expect(state?.facts).toMatchObject({ activity: 'recheck', start: at('01:10'), notices: [{ at: at('01:11') }] })
  expect(state?.facts.officer).toBe(facts.officer)
  expect(state?.annotations).toMatchObject([{ text: '记错了' }])
})

test('its columns are those of what it is taken to be now', () => {
  const ended = fold(registered, event('ActivityEnded/1', { end: at('02:00') }))
  expect(ended && activityColumnsOf(ended)).toMatchObject({
    activity: 'patrol',
    people: [facts.officer, ...facts.colleagues],
    end_at: at('02:00'),
  })
  expect(fold(event('ActivityEnded/1', { end: at('02:00') }))).toBeUndefined()
})

test('every kind of activity has its name, and no name is without its kind', () => {
  expect(Object.keys(activityNames).toSorted()).toEqual([...Activity.options].toSorted())
})
