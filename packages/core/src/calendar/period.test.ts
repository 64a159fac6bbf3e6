import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { CalendarDate, Failure, instantOf, Malformed, Refused, text } from '../kernel/index.ts'
import {
  additionalFine,
  calendarDays,
  computePeriod,
  courtWindow,
  dateOf,
  HolidayCalendar,
  hours,
  months,
  numberOf,
  readHolidayYear,
  settingMissing,
  workingDays,
} from './index.ts'
import type { Period, PeriodFacts, SuspendedDays, Term } from './index.ts'

const PACKS = join(import.meta.dirname, '../../../../packs/calendar')
const calendar = new HolidayCalendar(
  [2024, 2025, 2026, 2027].map((year) => readHolidayYear(parse(readFileSync(join(PACKS, `${year}.yaml`), 'utf8')))),
)
const day = (date: string): CalendarDate => CalendarDate.parse(date)

const period = (length: Term, roll: 'forward' | 'none', more: Partial<Period> = {}): Period => ({
  title: text('期限', 'a period'),
  start: text('开始之日', 'its start'),
  end: text('结束', 'its end'),
  length,
  unit: length.unit,
  roll,
  ...more,
})
const TESTS = { suspendedBy: ['鉴定', '听证'] }
const CASE = period(calendarDays(60), 'none', {
  ...TESTS,
  extension: { length: calendarDays(30), by: '行政机关负责人', times: 1 },
})
const SEIZE = period(calendarDays(30), 'none')
const PAY = period(calendarDays(15), 'forward')
const SUE = period(months(6), 'forward')
const COURT = period(months(3), 'forward')
const DEMAND = period(workingDays(10), 'forward')

const ended = (rule: Period, from: string, more: Partial<PeriodFacts> = {}) =>
  computePeriod(rule, { from: day(from), calendar, ...more })

test.each<[name: string, Period, from: string, raw: string, last: string]>([
  ['a payment', PAY, '2026-09-18', '2026-10-03', '2026-10-08'],
  ['a request for a hearing', period(workingDays(5), 'forward'), '2026-09-28', '2026-10-10', '2026-10-10'],
  ['evidence registered', period(workingDays(7), 'none'), '2026-02-10', '2026-02-26', '2026-02-26'],
  ['a seizure', SEIZE, '2026-01-20', '2026-02-19', '2026-02-19'],
  ['a case of 60 days', CASE, '2026-03-05', '2026-05-04', '2026-05-04'],
  ['a case of 60 days that rolled', { ...CASE, roll: 'forward' }, '2026-03-05', '2026-05-04', '2026-05-06'],
  ['a case of 90 days', period(calendarDays(90), 'none'), '2026-03-05', '2026-06-03', '2026-06-03'],
  ['a demand', DEMAND, '2026-04-27', '2026-05-13', '2026-05-13'],
  ['a reconsideration', period(calendarDays(60), 'forward'), '2026-08-10', '2026-10-09', '2026-10-09'],
  ['a suit', SUE, '2026-08-31', '2027-02-28', '2027-03-01'],
  ['an application to the court', COURT, '2027-03-01', '2027-06-01', '2027-06-01'],
  ['a public notice', period(calendarDays(30), 'none'), '2026-09-01', '2026-10-01', '2026-10-01'],
  ['a publication in 7 days', period(workingDays(7), 'forward'), '2026-09-30', '2026-10-15', '2026-10-15'],
  ['a publication in 20 days', period(workingDays(20), 'forward'), '2026-09-30', '2026-11-03', '2026-11-03'],
  [
    'a notice of hearing',
    period(workingDays(7), 'none', { direction: 'back' }),
    '2026-10-15',
    '2026-09-30',
    '2026-09-30',
  ],
  ['a service', period(workingDays(7), 'forward'), '2026-09-29', '2026-10-14', '2026-10-14'],
  ['a legal review', period(workingDays(10), 'forward'), '2026-09-21', '2026-10-12', '2026-10-12'],
  ['cash handed over', period(workingDays(2), 'forward'), '2026-02-13', '2026-02-24', '2026-02-24'],
  ['a publication withdrawn', period(workingDays(3), 'none'), '2026-04-30', '2026-05-08', '2026-05-08'],
])('%s ends as the law counts', (_, rule, from, raw, last) => {
  const found = ended(rule, from)
  expect(found).toMatchObject({ raw, last, rolled: raw !== last, provisional: last >= '2027' })
})

test('24 hours end at the same time of the next day, in a holiday too', () => {
  const from = instantOf(Date.parse('2026-10-03T22:15+08:00'))
  const found = computePeriod(period(hours(24), 'none'), { from, calendar })
  expect(found).toMatchObject({
    last: instantOf(Date.parse('2026-10-04T22:15+08:00')),
    provisional: false,
    skipped: [],
  })
})

test('every day passed over is told with its reason', () => {
  expect(ended(PAY, '2026-09-18').skipped.map(({ date, why }) => `${date} ${why.zh}`)).toEqual(
    [3, 4, 5, 6, 7].map((n) => `2026-10-0${n} 国庆节放假`),
  )
  const found = ended(period(workingDays(4), 'none', TESTS), '2026-09-18', {
    suspended: [{ from: day('2026-09-21'), to: day('2026-09-22'), why: '听证' }],
  })
  expect(found.skipped.map(({ date, why }) => `${date} ${why.en}`)).toEqual([
    '2026-09-19 Saturday',
    '2026-09-21 suspended (听证), does not count',
    '2026-09-22 suspended (听证), does not count',
    '2026-09-25 Mid-Autumn Festival holiday',
    '2026-09-26 Mid-Autumn Festival holiday',
    '2026-09-27 Mid-Autumn Festival holiday',
  ])
  expect(found.last).toBe('2026-09-28')
})

test('days passed over backwards are told in their order', () => {
  const found = ended(period(workingDays(7), 'none', { direction: 'back' }), '2026-10-15').skipped
  expect(found.map((one) => one.date)).toEqual(found.map((one) => one.date).toSorted())
  expect(found.at(-1)).toMatchObject({ date: '2026-10-11', why: { en: 'Sunday' } })
})

test('a limit that ends on a day of rest stays there, and that is told', () => {
  const found = ended(CASE, '2026-03-05')
  expect(found.explanation.map((one) => one.zh)).toContain('2026-05-04 是劳动节放假；本期限不因休息日顺延，请提前办理')
  expect(found.skipped).toEqual([])
})

test('an extension is counted on from the last day, by what was granted', () => {
  expect(ended(CASE, '2026-03-05', { extended: true })).toMatchObject({
    last: '2026-06-03',
    extendedBy: calendarDays(30),
  })
  expect(ended(CASE, '2026-03-05', { extended: calendarDays(10) }).last).toBe('2026-05-14')
})

test('what is suspended moves the end by as many days, those of an extension too', () => {
  const suspended = [{ from: day('2026-05-20'), to: day('2026-05-29') }]
  expect(ended(CASE, '2026-03-05', { suspended }).last).toBe('2026-05-04')
  expect(ended(CASE, '2026-03-05', { suspended, extended: true })).toMatchObject({
    last: '2026-06-13',
    suspendedDays: 10,
  })
})

const someDay = fc.integer({ min: numberOf(day('2024-01-01')), max: numberOf(day('2026-05-31')) }).map(dateOf)
const someSuspension = fc
  .tuple(someDay, fc.integer({ min: 0, max: 30 }))
  .map(([from, more]): SuspendedDays => ({ from, to: dateOf(numberOf(from) + more) }))
const someSuspensions = fc.array(someSuspension, { maxLength: 6 })
const someLength = fc.constantFrom(calendarDays(15), calendarDays(60), workingDays(5), workingDays(10), months(3))
const someRoll = fc.constantFrom('forward' as const, 'none' as const)

test('a last day rolls only to the next day that is worked', () => {
  fc.assert(
    fc.property(someDay, someLength, (from, length) => {
      const found = ended(period(length, 'forward'), from)
      const [raw, last] = [numberOf(found.raw as CalendarDate), numberOf(found.last as CalendarDate)]
      expect(found.raw).toBe(ended(period(length, 'none'), from).last)
      expect(calendar.kindOf(last).works).toBe(true)
      for (let at = raw; at < last; at++) expect(calendar.kindOf(at).works).toBe(false)
      expect(found.dayAfter).toBe(dateOf(last + 1))
    }),
  )
})

test('overlapping suspensions count each day once, in whatever order and pieces they are given', () => {
  fc.assert(
    fc.property(someDay, someSuspensions, (from, suspended) => {
      const days = new Set<number>()
      for (const one of suspended) for (let at = numberOf(one.from); at <= numberOf(one.to); at++) days.add(at)
      const found = ended(CASE, from, { suspended })
      // Counted here one day at a time, with nothing of ours.
      let at = numberOf(from)
      for (let left = 60; left > 0;) if (!days.has(++at)) left--
      expect(found.last).toBe(dateOf(at))
      expect(found.suspendedDays).toBe([...days].filter((one) => one > numberOf(from) && one <= at).length)
      expect(numberOf(found.last as CalendarDate)).toBe(numberOf(from) + 60 + found.suspendedDays)
      const pieces = [...days].map((one) => ({ from: dateOf(one), to: dateOf(one) }))
      expect(ended(CASE, from, { suspended: [...suspended, ...pieces].toReversed() }).last).toBe(found.last)
    }),
  )
})

test('neither an extension nor a suspension ever shortens', () => {
  fc.assert(
    fc.property(someDay, someLength, someRoll, someSuspensions, (from, length, roll, suspended) => {
      const rule = period(length, roll, { ...TESTS, extension: { length: { ...length, count: 2 }, by: '负责人' } })
      const plain = ended(rule, from).last
      const suspendedOnly = ended(rule, from, { suspended }).last
      expect(suspendedOnly >= plain).toBe(true)
      expect(ended(rule, from, { suspended, extended: true }).last >= suspendedOnly).toBe(true)
      expect(ended(rule, from, { extended: true }).last >= plain).toBe(true)
    }),
  )
})

test('a later start never ends earlier, suspended or not', () => {
  const inDays = fc.constantFrom(calendarDays(15), calendarDays(60), workingDays(5), workingDays(10))
  fc.assert(
    fc.property(someDay, someDay, inDays, someRoll, someSuspensions, (a, b, length, roll, suspended) => {
      const rule = period(length, roll, TESTS)
      const [early, late] = a <= b ? [a, b] : [b, a]
      expect(ended(rule, early, { suspended }).last <= ended(rule, late, { suspended }).last).toBe(true)
    }),
  )
})

test('a period that reaches a year without its announcement is provisional and says which', () => {
  const found = ended(SUE, '2026-08-31')
  expect(found).toMatchObject({ provisional: true, unknownYears: [2027] })
  expect(found.explanation.map((one) => one.zh)).toContain('2027 年的放假安排还没有导入，这个日期是暂定的')
  expect(ended(period(workingDays(2), 'none'), '2026-12-29').provisional).toBe(false)
  expect(ended(period(workingDays(3), 'none'), '2026-12-29').provisional).toBe(true)
  expect(ended(SEIZE, '2026-12-20').explanation.at(-1)?.en).toContain('rest days do not move this period')
})

test('once the year is loaded, the same period is final', () => {
  const announced = { year: 2027, status: 'loaded', source: { notice: '通知', published: '2026-11-20' }, makeUp: [] }
  const loaded = calendar.with(readHolidayYear({ ...announced, rest: [{ date: '2027-03-01', name: '元旦' }] }))
  expect(ended(SUE, '2026-08-31', { calendar: loaded })).toMatchObject({ last: '2027-03-02', provisional: false })
})

test('a length left to the bureau is asked for, and never guessed', () => {
  const rule = period(workingDays(1), 'forward', { length: { setting: 'statement.term' } })
  expect(settingMissing(rule)).toBe('statement.term')
  expect(settingMissing(rule, { 'statement.term': 5 })).toBeUndefined()
  expect(() => ended(rule, '2026-09-28')).toThrow(Refused)
  for (const value of [5, workingDays(5)])
    expect(ended(rule, '2026-09-28', { settings: { 'statement.term': value } }).last).toBe('2026-10-10')
  for (const value of [0, 1.5, '5', calendarDays(5), null])
    expect(() => ended(rule, '2026-09-28', { settings: { 'statement.term': value } })).toThrow(Malformed)
})

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown.obstacles[0]?.code
  }
  return undefined
}

test.each<[string, string, () => unknown]>([
  [
    'a suspension nothing allows',
    'period-not-suspended',
    () => ended(PAY, '2026-09-18', { suspended: [{ from: day('2026-09-20'), to: day('2026-09-21') }] }),
  ],
  [
    'a suspension that ends before it begins',
    'suspension-backward',
    () => ended(CASE, '2026-03-05', { suspended: [{ from: day('2026-04-02'), to: day('2026-04-01') }] }),
  ],
  ['an extension nothing allows', 'period-not-extended', () => ended(PAY, '2026-09-18', { extended: true })],
  [
    'an extension that is too long',
    'extension-too-long',
    () => ended(CASE, '2026-03-05', { extended: calendarDays(31) }),
  ],
  ['an extension in another unit', 'extension-too-long', () => ended(CASE, '2026-03-05', { extended: workingDays(5) })],
  [
    'an extension whose length no one said',
    'extension-length-open',
    () => ended({ ...CASE, extension: { length: 'unnamed', by: '分管局领导' } }, '2026-03-05', { extended: true }),
  ],
  ['hours from a day', 'period-needs-moment', () => ended(period(hours(24), 'none'), '2026-10-03')],
  ['a day no file can hold', 'date-implausible', () => ended(PAY, '1026-10-03')],
])('%s is refused', (_, code, work) => {
  expect(codeOf(work)).toBe(code)
})

test('an extension without a printed length counts by what was approved', () => {
  const rule = period(workingDays(10), 'none', { extension: { length: 'unnamed', by: '分管局领导' } })
  expect(ended(rule, '2026-09-21', { extended: workingDays(3) }).last).toBe('2026-10-15')
})

test('the additional fine runs from the day after payment was due, stands still meanwhile and is capped', () => {
  const rate = { perDay: 3, most: 100 }
  const first = ended(PAY, '2026-09-18').dayAfter as CalendarDate
  expect(first).toBe('2026-10-09')
  expect(additionalFine(2000, rate, { first, paid: day('2026-10-20') })).toEqual({
    days: 12,
    amount: 720,
    capped: false,
  })
  expect(additionalFine(2000, rate, { first, paid: day('2026-11-11') })).toMatchObject({ amount: 2000, capped: true })
  const stopped = [{ from: day('2026-10-10'), to: day('2026-10-18') }]
  expect(additionalFine(2000, rate, { first, paid: day('2026-10-20'), stopped })).toMatchObject({
    days: 3,
    amount: 180,
  })
  expect(additionalFine(2000, rate, { first, paid: day('2026-10-08') })).toMatchObject({ days: 0, amount: 0 })
})

const PERIODS = { suit: SUE, performance: PAY, demand: DEMAND, application: COURT, printed: COURT }

test('the window for the court shows the statute and the printed text, and which of them can be used', () => {
  const found = courtWindow(PERIODS, { received: day('2026-08-31'), demanded: day('2026-12-01'), calendar })
  expect(found).toMatchObject({
    opens: '2027-03-02',
    closes: '2027-06-01',
    printed: '2026-12-15',
    printedIsUsable: false,
    provisional: true,
  })
  expect(found.notes.map((one) => one.zh).join()).toContain('2026-12-15 只作为内部准备材料的提醒')
})

test('the window opens only after the demand has been waited for', () => {
  expect(courtWindow(PERIODS, { received: day('2025-03-03'), calendar }).opens).toBeUndefined()
  const found = courtWindow(PERIODS, { received: day('2025-03-03'), demanded: day('2025-11-03'), calendar })
  expect(found).toMatchObject({ opens: '2025-11-18', closes: '2025-12-03', provisional: false })
})

test('with a deferral both readings run from its end', () => {
  const found = courtWindow(PERIODS, { received: day('2025-03-03'), deferredTo: day('2025-12-31'), calendar })
  expect(found).toMatchObject({ closes: '2026-03-31', printed: '2026-03-31', printedIsUsable: true, notes: [] })
})
