import { expect, test } from 'vitest'
import type { CalendarDate } from '../kernel/index.ts'
import { firstDayOf } from './index.ts'

test.each([
  ['week', '2026-11-22', '2026-11-16'],
  ['half-month', '2026-11-15', '2026-11-01'],
  ['half-month', '2026-11-30', '2026-11-16'],
  ['half-month', '2024-02-29', '2024-02-16'],
  ['month', '2026-12-31', '2026-12-01'],
] as const)('the %s that ends on %s began on %s', (every, last, first) => {
  expect(firstDayOf(every, last as CalendarDate)).toBe(first)
})
