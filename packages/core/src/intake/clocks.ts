import { type ClockOffset, type ClockSample, measureOffset } from '../evidence/index.ts'
import { because, type Instant, instantOf, Malformed, millisecondsOf, Refused } from '../kernel/index.ts'

/** One look at the server's clock, between two looks at this machine's, in milliseconds since 1970. */
export interface ServerSample {
  readonly before: number
  readonly server: Instant
  readonly after: number
}

/** How far this station's clock is ahead of the server's, in milliseconds, true to within `error`. */
export interface StationOffset {
  readonly offset: number
  readonly error: number
}

/** The three clocks of a docking, and the camera's against the time the record is kept in. */
export interface Clocks {
  /** Station minus server. */
  readonly station: StationOffset
  /** Camera minus station, as measured. */
  readonly camera?: ClockOffset
  /** Camera minus server: the sum of both, and of both errors. */
  readonly recorded?: ClockOffset
}

/** The server says whole milliseconds, cut off. */
const RESOLUTION = 1

/** Throws Malformed without samples, Refused when they have nothing in common: a clock was set meanwhile. */
export function stationOffset(samples: readonly ServerSample[]): StationOffset {
  if (samples.length === 0)
    throw because(Malformed, 'no-clock-samples', '没有读到服务器时间', "The server's time was not read at all")
  const least = Math.max(...samples.map(({ before, server }) => before - millisecondsOf(server) - RESOLUTION))
  const most = Math.min(...samples.map(({ server, after }) => after - millisecondsOf(server)))
  if (least > most)
    throw because(
      Refused,
      'clock-samples-disagree',
      '测量期间本机或服务器的时间被调整过，请重新采集',
      'The clock of this station or of the server was set during the measurement; dock again',
    )
  return { offset: Math.round((least + most) / 2), error: Math.ceil((most - least) / 2) }
}

/** All that is known of the clocks. Throws what `measureOffset` throws. */
export function clocksOf(server: readonly ServerSample[], camera: readonly ClockSample[] | undefined): Clocks {
  const station = stationOffset(server)
  if (camera === undefined) return { station }
  const measured = measureOffset(camera)
  const recorded = {
    offset: measured.offset + station.offset,
    error: measured.error + station.error,
    samples: measured.samples,
    at: instantOf(millisecondsOf(measured.at) - station.offset),
  }
  return { station, camera: measured, recorded }
}
