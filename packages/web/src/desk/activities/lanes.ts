import type { DayCoverage } from '@liuhen/contract/activities'
import { type CalendarDate, millisecondsOf, startOf } from '@liuhen/core/kernel'

export type Lane = DayCoverage['lanes'][number]
export type LaneActivity = Lane['activities'][number]

const HOUR = 3_600_000

/** The part of a day that a picture shows, in milliseconds, and the full hours in it. */
export interface Scale {
  readonly from: number
  readonly to: number
  readonly hours: readonly number[]
}

/** Full hours around everything that happened, and at least so many of them. */
export function scaleOf({ day, lanes }: Pick<DayCoverage, 'day' | 'lanes'>, now: number, least = 8): Scale {
  const midnight = millisecondsOf(startOf(day as CalendarDate))
  const moments = lanes.flatMap((lane) => [
    ...lane.activities.flatMap(({ row }) => [millisecondsOf(row.start), endOf(row, now)]),
    ...lane.recordings.flatMap((one) => [millisecondsOf(one.start), millisecondsOf(one.end)]),
  ])
  const first = moments.length === 0 ? midnight + 9 * HOUR : Math.min(...moments)
  const last = moments.length === 0 ? midnight + 17 * HOUR : Math.max(...moments)
  const from = Math.floor(first / HOUR) * HOUR
  const to = Math.max(Math.ceil(last / HOUR) * HOUR, from + HOUR)
  const spare = Math.max(0, least * HOUR - (to - from))
  const begin = Math.max(midnight, from - Math.floor(spare / 2 / HOUR) * HOUR)
  const end = Math.max(to, begin + least * HOUR)
  return { from: begin, to: end, hours: Array.from({ length: (end - begin) / HOUR + 1 }, (_, i) => begin + i * HOUR) }
}

/** When it ended; one that has not is shown up to now. */
export const endOf = (row: LaneActivity['row'], now: number): number =>
  row.end === undefined ? Math.max(now, millisecondsOf(row.start)) : millisecondsOf(row.end)

/** From 0 at the left of the scale to 1 at its right. */
export const placeOf = ({ from, to }: Scale, at: number): number => Math.min(1, Math.max(0, (at - from) / (to - from)))

/** Every how many hours a label is written, so that labels `width` pixels wide stay apart. */
export function labelEvery(scale: Scale, room: number, width: number): number {
  const each = room / Math.max(1, scale.hours.length - 1)
  return [1, 2, 3, 4, 6, 8, 12].find((step) => each * step >= width) ?? 24
}

/** A row below another for what overlaps it: the first row of each activity, by its id. */
export function stackOf(lane: Lane, now: number): ReadonlyMap<string, number> {
  const rows = new Map<string, number>()
  const free: number[] = []
  for (const { row } of [...lane.activities].sort((a, b) => (a.row.start < b.row.start ? -1 : 1))) {
    const start = millisecondsOf(row.start)
    const found = free.findIndex((until) => until <= start)
    const at = found === -1 ? free.length : found
    free[at] = endOf(row, now)
    rows.set(row.id, at)
  }
  return rows
}

/** Each activity once, however many were there together; in order of time. */
export function activitiesOf(lanes: readonly Lane[]): readonly LaneActivity[] {
  const each = new Map(lanes.flatMap((lane) => lane.activities).map((one) => [one.row.id, one]))
  return [...each.values()].sort((a, b) => (a.row.start < b.row.start ? -1 : 1))
}

/** Milliseconds of one kind. */
export const lengthOf = ({ coverage }: Pick<LaneActivity, 'coverage'>, kind: string): number =>
  coverage.spans
    .filter((one) => one.kind === kind)
    .reduce((sum, one) => sum + millisecondsOf(one.to) - millisecondsOf(one.from), 0)
