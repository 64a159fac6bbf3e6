import { Instant } from '@liuhen/core/kernel'
import { expect, test } from 'vitest'
import { Findings } from './findings.ts'
import { LogClock, type SetBack } from './log-clock.ts'

const at = (time: string) => Instant.parse(`2026-11-20T${time}:00.000Z`)

/** What is said of entries of these times, looked at when the clock shows `now`. */
function said(times: readonly string[], setBack: readonly SetBack[], now = '23:00') {
  const findings = new Findings()
  const clock = new LogClock({ findings, now: Date.parse(at(now)), setBack })
  times.forEach((time, index) => clock.saw(`log #${index}`, at(time)))
  return { differs: findings.differences.map((one) => one.code), notes: findings.notes.map((one) => one.code) }
}

const back = (before: string, after: string): SetBack => ({
  before: Date.parse(at(before)),
  after: Date.parse(at(after)),
})

test('time that goes back is a difference, but where the log says that the clock was set back from there, a note', () => {
  const times = ['09:00', '12:00', '09:30', '09:40', '10:00']
  expect(said(times, [])).toEqual({ differs: ['clock-rewound', 'clock-rewound', 'clock-rewound'], notes: [] })
  expect(said(times, [back('12:00', '09:30')])).toEqual({ differs: [], notes: ['clock-set-back'] })
  // Another rewind than the one that is told of stays a difference, and so does one beyond it.
  expect(said(times, [back('10:00', '09:00')]).differs).toContain('clock-rewound')
  expect(said(['09:00', '12:00', '07:00'], [back('12:00', '09:30')]).differs).toEqual(['clock-rewound'])
  expect(said(['09:00', '12:00', '09:30', '09:00'], [back('12:00', '09:30')]).differs).toEqual(['clock-rewound'])
})

test('what lies in the future was backdated the other way, unless the clock was there and was set back from it', () => {
  expect(said(['09:00', '20:00'], [], '10:00')).toEqual({ differs: ['clock-ahead'], notes: [] })
  const told = [back('20:05', '09:10')]
  expect(said(['09:00', '20:00', '09:20'], told, '10:00')).toEqual({ differs: [], notes: ['clock-set-back'] })
  expect(said(['09:00', '22:00'], told, '10:00').differs).toEqual(['clock-ahead'])
})
