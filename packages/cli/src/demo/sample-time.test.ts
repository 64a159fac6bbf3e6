import { HolidayCalendar } from '@liuhen/core/calendar'
import { expect, test } from 'vitest'
import { SampleTime, type Story, tellTogether } from './sample-time.ts'

const calendar = new HolidayCalendar([])

test('stories told together go on at their own moments, in the order of these, and time only goes forward', async () => {
  const time = new SampleTime(300, calendar)
  const moved: number[] = [time.shift]
  time.takes(async (shift) => void moved.push(shift))
  const told: string[] = []
  async function* story(name: string, ...days: readonly number[]): Story<string> {
    for (const day of days) {
      yield { day, at: '10:00' }
      told.push(`${name} ${time.today() === time.day(day)}`)
    }
    return name
  }
  const came = await tellTogether(time, [story('one', 1, 20, 60), story('other', 10, 30)])
  expect(came).toEqual(['one', 'other'])
  expect(told).toEqual(['one true', 'other true', 'one true', 'other true', 'one true'])
  await time.until({ day: 2, at: '09:00' })
  await time.present()
  expect(moved.at(-1)).toBe(0)
  expect(moved).toEqual(moved.toSorted((a, b) => a - b))
  expect(moved.length).toBe(7)
})

test('nothing is told of a day on which nobody works, nor of a moment that is still to come', async () => {
  const time = new SampleTime(300, calendar)
  const days = Array.from({ length: 30 }, (_, n) => time.day(n))
  expect(days.filter((day) => !calendar.dayKind(day).works)).toEqual([])
  await time.until({ day: 400, at: '09:00' })
  expect(time.shift).toBe(0)
})
