import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { CalendarDate, Failure, Malformed } from '../kernel/index.ts'
import { HolidayCalendar, placesIn, readHolidayYear } from './index.ts'

const PACKS = join(import.meta.dirname, '../../../../packs/calendar')
const announced = (year: number): unknown => parse(readFileSync(join(PACKS, `${year}.yaml`), 'utf8'))
const calendar = new HolidayCalendar([2024, 2025, 2026, 2027].map((year) => readHolidayYear(announced(year))))
const kind = (date: string) => calendar.dayKind(CalendarDate.parse(date))

const year2030 = {
  year: 2030,
  status: 'loaded',
  source: { notice: '国务院办公厅关于2030年部分节假日安排的通知', published: '2029-11-05' },
  rest: [
    { date: '2030-01-01', name: '元旦', statutory: true },
    { date: '2030-02-03', name: '春节' },
  ],
  makeUp: [{ date: '2030-01-05', name: '元旦' }],
}

test('a day works or rests for a reason that can be told', () => {
  expect(kind('2026-09-30')).toEqual({ works: true, why: 'weekday', known: true })
  expect(kind('2026-09-19')).toEqual({ works: false, why: 'weekend', known: true })
  expect(kind('2026-10-01')).toMatchObject({ works: false, why: 'holiday', name: '国庆节', statutory: true })
  expect(kind('2026-10-07')).toMatchObject({ works: false, why: 'holiday', statutory: false })
  expect(kind('2026-10-10')).toMatchObject({ works: true, why: 'make-up', name: '国庆节' })
})

test('the years that come along hold as many days as were announced, and 2027 is told to be provisional', () => {
  const counts = calendar.years.map((one) => [one.year, one.status, one.rest.length, one.makeUp.length])
  expect(counts).toEqual([
    [2024, 'verified', 28, 8],
    [2025, 'verified', 28, 5],
    [2026, 'verified', 33, 6],
    [2027, 'provisional', 13, 0],
  ])
  expect([2023, 2026, 2027].map((year) => calendar.knows(year))).toEqual([false, true, false])
  expect(kind('2027-10-01')).toMatchObject({ works: false, statutory: true, known: false })
  expect(kind('2023-06-01').known).toBe(false)
})

test('a year that a bureau loads takes the place of the provisional one, and the calendar before stays as it was', () => {
  const loaded = calendar.with(
    readHolidayYear({ ...year2030, year: 2027, rest: [{ date: '2027-01-01', name: '元旦' }], makeUp: [] }),
  )
  expect(loaded.knows(2027)).toBe(true)
  expect(calendar.knows(2027)).toBe(false)
  expect(loaded.dayKind(CalendarDate.parse('2026-10-01')).works).toBe(false)
})

test('two files of one year are refused', () => {
  const year = readHolidayYear(year2030)
  expect(() => new HolidayCalendar([year, year])).toThrow(/2030 are given twice/)
})

function obstaclesOf(given: unknown) {
  try {
    readHolidayYear(given, placesIn('2030.yaml'))
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown.obstacles
    throw thrown
  }
  throw new Error('nothing was found wrong')
}

const row = (date: string) => ({ date, name: '春节' })
const { source, ...sourceless } = year2030

test.each([
  ['a date that does not exist', { ...year2030, rest: [row('2030-02-30')] }, 'calendar-date-impossible', 'rest.0.date'],
  ['no date at all', { ...year2030, rest: [row('tomorrow')] }, 'calendar-date-impossible', 'rest.0.date'],
  [
    'a rest day listed twice',
    { ...year2030, rest: [...year2030.rest, row('2030-01-01')] },
    'calendar-duplicate',
    'rest.2.date',
  ],
  [
    'a make-up workday listed twice',
    { ...year2030, makeUp: [row('2030-02-09'), row('2030-02-09')] },
    'calendar-duplicate',
    'makeUp.1.date',
  ],
  ['a day both at rest and at work', { ...year2030, makeUp: [row('2030-02-03')] }, 'calendar-both', 'makeUp.0.date'],
  ['a day of another year', { ...year2030, rest: [row('2031-01-01')] }, 'calendar-other-year', 'rest.0.date'],
  [
    'a make-up workday on a Wednesday',
    { ...year2030, makeUp: [row('2030-02-06')] },
    'calendar-make-up-weekday',
    'makeUp.0.date',
  ],
  ['no source', sourceless, 'calendar-source-missing', 'source'],
  [
    'no day of publication',
    { ...year2030, source: { notice: source.notice } },
    'calendar-source-missing',
    'source.published',
  ],
  ['no rest days', { ...year2030, rest: [] }, 'calendar-empty', 'rest'],
  ['a status of its own', { ...year2030, status: 'final' }, 'calendar-status', 'status'],
  ['a field of its own', { ...year2030, extra: 1 }, 'calendar-field-unknown', 'extra'],
  ['a row without a name', { ...year2030, rest: [{ date: '2030-01-01' }] }, 'calendar-field-missing', 'rest.0.name'],
  ['a year that is no number', { ...year2030, year: '2030' }, 'calendar-field', 'year'],
] as const)('%s is refused by its row', (_, given, code, field) => {
  expect(obstaclesOf(given)).toMatchObject([{ code, field }])
})

test('what is wrong is told with the file, the row and the value, all of it at once', () => {
  const found = obstaclesOf({ ...year2030, rest: [row('2030-02-30'), row('2030-13-01')] })
  expect(found.map((one) => one.message.en)).toEqual([
    '2030.yaml, rest day 1 (rest.0.date): "2030-02-30" is not a date that exists',
    '2030.yaml, rest day 2 (rest.1.date): "2030-13-01" is not a date that exists',
  ])
  expect(found[0]?.message.zh).toBe('2030.yaml，第 1 个放假日（rest.0.date）："2030-02-30" 不是真实的日期')
})

test('something that is no calendar at all is refused', () => {
  for (const given of [null, 7, 'x', [], {}])
    expect(() => readHolidayYear(given), JSON.stringify(given)).toThrow(Malformed)
})
