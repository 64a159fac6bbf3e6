import type { CalendarDayView } from '@liuhen/contract/packs'
import { CalendarDate } from '@liuhen/core/kernel'
import { expect, test } from 'vitest'
import { arrangementsOf, monthsOf } from './months.ts'

/** 2026 as the picture needs it: the National Day week at rest, the Saturday after it at work. */
const year = Array.from({ length: 365 }, (_, i): CalendarDayView => {
  const date = CalendarDate.parse(new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10))
  if (date >= '2026-10-01' && date <= '2026-10-07') return { date, kind: 'holiday', name: '国庆节' }
  if (date === '2026-10-10') return { date, kind: 'make-up', name: '国庆节' }
  const weekend = [0, 6].includes(new Date(date).getUTCDay())
  return { date, kind: weekend ? 'weekend' : 'workday' }
})

test('each day stands under its weekday, once', () => {
  const months = monthsOf(year)
  expect(months).toHaveLength(12)
  for (const { weeks } of months)
    for (const week of weeks) week.forEach((day, i) => day && expect((new Date(day.date).getUTCDay() + 6) % 7).toBe(i))
  expect(months.flatMap((one) => one.weeks.flat()).filter((one) => one !== undefined)).toEqual(year)
})

test('what a notice arranges is told as stretches, the make-up day by itself', () => {
  expect(arrangementsOf(year)).toEqual([
    { name: '国庆节', kind: 'holiday', from: '2026-10-01', to: '2026-10-07', days: 7 },
    { name: '国庆节', kind: 'make-up', from: '2026-10-10', to: '2026-10-10', days: 1 },
  ])
})
