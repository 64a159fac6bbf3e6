import { z } from 'zod'
import { because, Instant, instantOf, Malformed, millisecondsOf, Refused, text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'
import { claimedInstant, DeviceTime } from './device-time.ts'

/**
 * One look at a device's clock: the station read its own clock, asked the device, and read its own clock again.
 * `before` and `after` are milliseconds since 1970 by the station's clock.
 */
export const ClockSample = z.object({ before: z.number().int(), device: DeviceTime, after: z.number().int() })
export type ClockSample = z.infer<typeof ClockSample>

/**
 * How far a device's clock was from the station's. `offset` is device minus station in milliseconds (a slow camera has
 * a negative one), true to within `error` milliseconds either way. `at` is when the last of `samples` looks ended.
 * It is kept beside the device's own time and never written into it.
 */
export const ClockOffset = z.object({
  offset: z.number().int(),
  error: z.number().int().nonnegative(),
  samples: z.number().int().positive(),
  at: Instant,
})
export type ClockOffset = z.infer<typeof ClockOffset>

/** Half the width of what is known about a time, in milliseconds; `unknown` when the device's clock was never measured. */
export const TimeError = z.union([z.number().int().nonnegative(), z.literal('unknown')])
export type TimeError = z.infer<typeof TimeError>

/** A point in time and how far it may be from the truth. */
export const CorrectedTime = z.object({ instant: Instant, error: TimeError })
export type CorrectedTime = z.infer<typeof CorrectedTime>

/**
 * How far a time may be off, as it is said everywhere: `6 秒` of 5,050 ms. Always rounded up, for a smaller figure would say
 * more than is known: tenths of a second under a second, whole seconds under a minute, then minutes and seconds.
 */
export function uncertaintyIn(milliseconds: number): Text {
  if (milliseconds < 1000) {
    const tenths = Math.ceil(milliseconds / 100) / 10
    return text(`${tenths} 秒`, `${tenths} s`)
  }
  const seconds = Math.ceil(milliseconds / 1000)
  if (seconds < 60) return text(`${seconds} 秒`, `${seconds} s`)
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const parts = [
    [hours, '小时', 'h'],
    [minutes, '分', 'min'],
    [rest, '秒', 's'],
  ] as const
  const said = parts.filter(([count]) => count > 0)
  return text(said.map(([n, zh]) => `${n} ${zh}`).join(' '), said.map(([n, , en]) => `${n} ${en}`).join(' '))
}

/** A device says whole seconds: a reading of :07 was made anywhere from :07.000 to just before :08.000. */
const RESOLUTION = 1000

/** How fast a camera's quartz may wander: 100 millionths, about 9 s a day, twice what cheap ones are sold with. */
export const DRIFT = 100e-6

/**
 * The offset all samples agree on. Each sample bounds it (device second minus `after`, next device second minus
 * `before`); bounds of older samples are widened by what the clock may have drifted since; what is left in common is
 * the answer. More samples at different parts of the device's second make it narrower.
 * @throws {Malformed} without samples, or when a sample ends before it begins.
 * @throws {Refused} when the samples have nothing in common: somebody set the clock, or two devices were mixed up.
 */
export function measureOffset(samples: readonly ClockSample[]): ClockOffset {
  if (samples.length === 0)
    throw because(Malformed, 'no-clock-samples', '没有读到设备时钟', 'The device clock was not read at all')
  const latest = Math.max(...samples.map((one) => one.after))
  let [least, most] = [-Infinity, Infinity]
  for (const { before, device, after } of samples) {
    if (!(after >= before))
      throw because(
        Malformed,
        'clock-sample-backwards',
        '读取设备时钟期间本机时钟被调慢，请检查本机时间后重新采集',
        "This station's clock went backwards while the device was read; check its time and dock again",
      )
    const shown = millisecondsOf(claimedInstant(device))
    const drifted = DRIFT * (latest - after)
    least = Math.max(least, shown - after - drifted)
    most = Math.min(most, shown + RESOLUTION - before + drifted)
  }
  if (least > most)
    throw because(
      Refused,
      'clock-samples-disagree',
      '几次读到的设备时钟互相矛盾：采集期间设备时间可能被调整过，或换了设备，请重新采集',
      'The readings of the device clock contradict each other: it was set meanwhile, or the device was changed. Dock again',
    )
  return {
    offset: Math.round((least + most) / 2),
    error: Math.ceil((most - least) / 2),
    samples: samples.length,
    at: instantOf(latest),
  }
}

/** A recording and the reading of its device's clock are both of whole seconds. */
const SECONDS_APART = 2 * RESOLUTION

/**
 * Whether a device's clock fell back between this moment of its own and the measurement: when it was measured, it showed
 * an earlier time. The offset measured then is not that of anything recorded before.
 */
export function fellBack(device: Instant, offset: ClockOffset): boolean {
  const shown = millisecondsOf(offset.at) + offset.offset
  return millisecondsOf(device) > shown + offset.error + SECONDS_APART
}

/**
 * What the station's clock would have said when the device's said this. The error grows with the time between the
 * recording and the measurement by what the device may have drifted. Without a measurement, or with one that is not this
 * moment's ({@link fellBack}), the device is taken at its word and the error is `unknown`. A clock that was set forward
 * between the recording and the docking cannot be noticed here.
 */
export function correct(device: Instant, offset: ClockOffset | undefined): CorrectedTime {
  if (!offset || fellBack(device, offset)) return { instant: device, error: 'unknown' }
  const corrected = millisecondsOf(device) - offset.offset
  const apart = Math.abs(millisecondsOf(offset.at) - corrected)
  return { instant: instantOf(corrected), error: offset.error + Math.ceil(DRIFT * apart) }
}
