import { expect, test } from 'vitest'
import { byDay, monthAfter, monthName } from './months.ts'

test('months follow each other over the turn of the year, both ways', () => {
  expect(monthAfter('2026-12', 1)).toBe('2027-01')
  expect(monthAfter('2026-01', -1)).toBe('2025-12')
  expect(monthAfter('2026-11', 0)).toBe('2026-11')
})

test('a month is named in the language of the page', () => {
  expect(monthName('2026-11', 'zh')).toBe('2026年11月')
  expect(monthName('2026-11', 'en')).toBe('November 2026')
})

test('what ends on one day stands together, in its order', () => {
  const all = [
    { day: '2026-11-02', n: 1 },
    { day: '2026-11-01', n: 2 },
    { day: '2026-11-02', n: 3 },
  ]
  expect([...byDay(all)]).toEqual([
    ['2026-11-02', [all[0], all[2]]],
    ['2026-11-01', [all[1]]],
  ])
})
