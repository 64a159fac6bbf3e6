import type { Deadline } from '@liuhen/contract/packs'
import { CalendarDate, text } from '@liuhen/core/kernel'
import { expect, test } from 'vitest'
import { skippedRuns, squaresOf } from './skipped.ts'

const holiday = (day: number): Deadline['skipped'][number] => ({
  date: CalendarDate.parse(`2026-10-0${day}`),
  kind: 'rolled',
  why: text('国庆节放假', 'National Day'),
})
const skipped = [3, 4, 5, 6, 7].map(holiday)

test('days skipped for one reason are one line, and no day is left out', () => {
  expect(skippedRuns(skipped)).toEqual([
    { from: '2026-10-03', to: '2026-10-07', days: 5, kind: 'rolled', why: text('国庆节放假', 'National Day') },
  ])
  expect(skippedRuns([holiday(1), holiday(3)])).toHaveLength(2)
})

test('the picture begins on the day of the event, ends on the last day, and shows each skipped one', () => {
  const deadline = { from: '2026-09-18', last: '2026-10-08', skipped } as unknown as Deadline
  const squares = squaresOf(deadline)
  expect(squares).toHaveLength(21)
  expect(squares[0]).toEqual({ date: '2026-09-18', is: 'start' })
  expect(squares.at(-1)).toEqual({ date: '2026-10-08', is: 'last' })
  expect(squares.filter((one) => one.is === 'rolled').map((one) => one.date)).toEqual(skipped.map((one) => one.date))
  expect(squaresOf({ ...deadline, last: '2027-10-08' })).toEqual([])
})

test('a period counted backwards has its picture too, from its last day to the event', () => {
  const weekend = { date: CalendarDate.parse('2026-10-10'), kind: 'weekend', why: text('周六', 'Saturday') } as const
  const deadline = { from: '2026-10-15', last: '2026-10-09', skipped: [weekend] } as unknown as Deadline
  const squares = squaresOf(deadline)
  expect(squares.map((one) => one.is)).toEqual(['last', 'weekend', 'counted', 'counted', 'counted', 'counted', 'start'])
})
