import { expect, test } from 'vitest'
import type { CalendarDate, Instant } from '../kernel/index.ts'
import { figureOf, goalFor, goalStands, tenths, trendSvg } from './index.ts'

const day = (text: string) => text as CalendarDate
const set = (from: string, goal: number | undefined, at = `${from}T00:00:00.000Z`) => ({
  index: 'late' as const,
  ...(goal !== undefined && { goal }),
  graceDays: 3,
  from: day(from),
  source: '考评办法',
  by: 'person:1',
  at: at as Instant,
})

test('of several goals the latest that counted when the period began is held against it', () => {
  const goals = [set('2026-03-01', 50), set('2026-01-01', 100), set('2026-05-01', undefined)]
  expect(goalFor(goals, 'late', day('2025-12-31'))).toBeUndefined()
  expect(goalFor(goals, 'late', day('2026-02-28'))?.goal).toBe(100)
  expect(goalFor(goals, 'late', day('2026-03-01'))?.goal).toBe(50)
  expect(goalFor(goals, 'late', day('2026-06-01'))).toBeUndefined()
  expect(goalFor(goals, 'score', day('2026-04-01'))).toBeUndefined()
  const corrected = [...goals, set('2026-03-01', 70, '2026-03-01T08:00:00.000Z')]
  expect(goalFor(corrected, 'late', day('2026-04-01'))?.goal).toBe(70)
})

test('a goal is missed on the first day after its days of grace, and met at any time', () => {
  const at = (figure: number, today: string, index: 'late' | 'score' = 'late') =>
    goalStands({ index, goal: 100, graceDays: 3 }, figure, day('2026-03-31'), day(today))
  expect(['2026-03-10', '2026-04-03', '2026-04-04'].map((today) => at(101, today))).toEqual([
    'waiting',
    'waiting',
    'missed',
  ])
  expect(at(100, '2026-05-01')).toBe('met')
  expect(at(99, '2026-05-01', 'score')).toBe('missed')
  expect(at(100, '2026-05-01', 'score')).toBe('met')
})

test('figures are in tenths, and there is none of nothing', () => {
  const counts = { recordings: 300, due: 0, late: 0, openGaps: 2, unreadable: 1, findings: 9, score: 97 }
  expect(
    (['late', 'interruptions', 'unreadable', 'problems', 'score'] as const).map((one) => figureOf(one, counts)),
  ).toEqual([undefined, 7, 3, 30, 970])
  const activities = { required: 8, recorded: 7, interruptions: 0, explained: 0 }
  const lookups = { all: 3, unjustified: 1 }
  const kinds = ['recorded', 'explained', 'lookups'] as const
  expect(kinds.map((one) => figureOf(one, { ...counts, activities, lookups }))).toEqual([875, undefined, 333])
  expect(kinds.map((one) => figureOf(one, counts))).toEqual([undefined, undefined, undefined])
  const unchecked = { ...counts, findings: undefined, score: undefined }
  expect((['problems', 'score'] as const).map((one) => figureOf(one, unchecked))).toEqual([undefined, undefined])
  expect([tenths(7), tenths(970)]).toEqual(['0.7', '97'])
})

test('what was wanted is a dashed line across its period, and lies within the picture', () => {
  const svg = trendSvg('逾期', [
    { label: '一月', value: 3 },
    { label: '二月', value: 2, goal: 8 },
  ])
  expect(svg.match(/stroke-dasharray/g)).toHaveLength(1)
  expect(svg).toContain('<title>二月: 8</title>')
  expect(svg).toContain('>8</text>')
})
