import type { ActivityRow } from '@liuhen/contract/activities'
import { CalendarDate, type Instant, instantFromBeijing, millisecondsOf } from '@liuhen/core/kernel'
import { expect, test } from 'vitest'
import { activitiesOf, type Lane, labelEvery, lengthOf, placeOf, scaleOf, stackOf } from './lanes.ts'

const day = CalendarDate.parse('2026-11-21')
const at = (hour: number, minute = 0): Instant => instantFromBeijing(2026, 11, 21, hour, minute) as Instant
const now = millisecondsOf(at(20))

function activity(id: string, start: Instant, end?: Instant): Lane['activities'][number] {
  const named = { id: 'a0000000-0000-4000-8000-000000000000', name: '周立衡' }
  const row: ActivityRow = {
    id,
    activity: 'patrol',
    officer: named,
    unit: named,
    colleagues: [],
    devices: [],
    withoutDevice: false,
    start,
    details: {},
    corrected: false,
    ...(end && { end }),
  }
  const coverage = {
    judged: true,
    spans: [
      { kind: 'missing', from: at(9), to: at(9, 12) },
      { kind: 'covered', from: at(9, 12), to: at(9, 40) },
    ],
    recordings: [],
    findings: [],
    rules: [],
    points: [],
    notices: [],
    open: [],
    asks: {},
    exemptions: [],
  } satisfies Lane['activities'][number]['coverage']
  return { row, coverage, explanations: [] }
}

const lane = (...activities: Lane['activities']): Lane => ({
  officer: { id: 'a0000000-0000-4000-8000-000000000000', name: '周立衡' },
  unit: { id: 'a0000000-0000-4000-8000-000000000001', name: '一中队' },
  activities,
  recordings: [],
  findings: [],
})

test('a picture shows full hours around the day’s work, and never less than eight', () => {
  const short = scaleOf({ day, lanes: [lane(activity('a', at(9), at(9, 40)))] }, now)
  expect(short.to - short.from).toBe(8 * 3_600_000)
  expect(short.from).toBeLessThanOrEqual(millisecondsOf(at(9)))
  const long = scaleOf({ day, lanes: [lane(activity('a', at(6, 30), at(22, 10)))] }, now)
  expect([long.from, long.to]).toEqual([millisecondsOf(at(6)), millisecondsOf(at(23))])
  expect(placeOf(long, long.from)).toBe(0)
  expect(placeOf(long, long.to)).toBe(1)
})

test('what one officer did at the same time stands one below the other', () => {
  const rows = stackOf(
    lane(activity('a', at(9), at(10)), activity('b', at(9, 30), at(11)), activity('c', at(10), at(12))),
    now,
  )
  expect(Object.fromEntries(rows)).toEqual({ a: 0, b: 1, c: 0 })
  expect(Object.fromEntries(stackOf(lane(activity('a', at(9)), activity('b', at(10), at(11))), now))).toEqual({
    a: 0,
    b: 1,
  })
})

test('what two officers did together is listed once', () => {
  const both = activity('a', at(9), at(10))
  expect(activitiesOf([lane(both), lane(activity('b', at(8), at(9)), both)]).map((one) => one.row.id)).toEqual([
    'b',
    'a',
  ])
})

test('missing minutes are those of the missing spans alone', () => {
  expect(lengthOf(activity('a', at(9), at(9, 40)), 'missing')).toBe(12 * 60_000)
})

test('hours are labelled as densely as there is room for', () => {
  const scale = scaleOf({ day, lanes: [] }, now)
  expect(labelEvery(scale, 800, 44)).toBe(1)
  expect(labelEvery(scale, 300, 44)).toBe(2)
})
