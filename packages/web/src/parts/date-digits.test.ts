import { expect, test } from 'vitest'
import { dateOf, dateShown } from './date-digits.ts'

test('a day is read as it is shown, as a spreadsheet or a document writes it, and as bare digits', () => {
  for (const typed of ['2026-01-05', ' 2026-1-5 ', '2026/1/5', '2026.01.05', '2026年1月5日', '20260105'])
    expect(dateOf(typed, false), typed).toBe('2026-01-05')
})

test('what is half typed, or no day that exists, is no day', () => {
  for (const typed of [
    '',
    '2026',
    '2026-1',
    '2026-',
    '202601',
    '2026015',
    '2026-02-30',
    '2026-13-01',
    '05/01/2026',
    '2026-01-05 9:00',
  ])
    expect(dateOf(typed, false), typed).toBe('')
})

test('a day with its time is read, and wants both', () => {
  for (const typed of ['2026-01-05 09:20', '2026-01-05T09:20', '2026/1/5 9:20', '2026年1月5日 9：20', '20260105 09:20'])
    expect(dateOf(typed, true), typed).toBe('2026-01-05T09:20')
  for (const typed of ['2026-01-05', '2026-01-05 9', '2026-01-05 24:00', '2026-01-05 9:7'])
    expect(dateOf(typed, true), typed).toBe('')
})

test('it is shown as digits in the order of the calendar', () => {
  expect([dateShown('2026-01-05'), dateShown('2026-01-05T09:20'), dateShown('')]).toEqual([
    '2026-01-05',
    '2026-01-05 09:20',
    '',
  ])
})
