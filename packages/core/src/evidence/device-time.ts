import { z } from 'zod'
import { because, instantFromBeijing, Malformed } from '../kernel/index.ts'
import type { Instant } from '../kernel/index.ts'

const WALL = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/

const read = (wall: string): Instant | undefined => {
  const digits = WALL.exec(wall)
  if (!digits) return undefined
  const [year, month, day, hour, minute, second] = digits.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return instantFromBeijing(year, month, day, hour, minute, second)
}

/**
 * The digits a device showed or wrote, `{ wall: '2026-03-14 09:20:00' }`: the device's own claim, never corrected and
 * never edited. Read as Beijing time, because that is what cameras here are set to; it may still be wrong by years.
 */
export const DeviceTime = z
  .object({ wall: z.string().refine((wall) => read(wall) !== undefined, 'not a wall-clock time') })
  .brand('DeviceTime')
export type DeviceTime = z.infer<typeof DeviceTime>

/** @throws {Malformed} when the digits name no real time. */
export function deviceTimeOf(wall: string): DeviceTime {
  const parsed = DeviceTime.safeParse({ wall })
  if (parsed.success) return parsed.data
  throw because(
    Malformed,
    'device-time-unreadable',
    `设备时间“${wall}”不是真实的时间，应写作 2026-03-14 09:20:00`,
    `The device time "${wall}" is not a real time; write it as 2026-03-14 09:20:00`,
  )
}

/** The device's digits taken at their word, as a point in time. Nothing is corrected. */
export const claimedInstant = (time: DeviceTime): Instant => read(time.wall) as Instant
