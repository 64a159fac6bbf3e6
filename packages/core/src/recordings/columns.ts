import type { Instant, Sha256 } from '../kernel/index.ts'
import type { RecordingStub } from './events.ts'
import { deviceKey, groupingOf } from './grouping.ts'
import type { Grouped } from './grouping.ts'
import { claimedOfficerOf, isUnconfirmed, originOf, timedOf } from './doubts.ts'
import { deviceOf, flagsOf, officerOf, unitOf } from './state.ts'
import type { RecordingState } from './state.ts'
import { timesOf } from './timing.ts'

/** What lists of recordings are filtered and sorted by. Of one recording alone: its take is found among its day's. */
export interface RecordingColumns {
  readonly sha256: Sha256
  readonly file_name: string
  readonly device: string | null
  readonly device_key: string
  readonly officer: string | null
  readonly unit: string | null
  readonly start_at: Instant
  readonly end_at: Instant
  readonly arrived_at: Instant
  readonly bytes: number
  readonly flagged: boolean
  /** It counts for nothing until somebody has confirmed where it is from. */
  readonly unconfirmed: boolean
  /** While it does: of whom it is said to be, and whose people can be asked. Neither attributes anything. */
  readonly claimed_officer: string | null
  readonly asked_unit: string | null
  /** The person who sent it; null where a docking station did. */
  readonly sender: string | null
  /** `waiting` until the view copy is there or a step has failed for good. */
  readonly derived: 'waiting' | 'ready' | 'failed'
  /** Its bytes are lawfully gone. */
  readonly disposed: boolean
}

/** The columns a recording's state gives rise to: what the server keeps, and an audit derives again. */
export function columnsOf(id: string, state: RecordingState): RecordingColumns {
  const { arrival, disposed } = state
  const { provenance } = originOf(state)
  const unconfirmed = isUnconfirmed(state)
  const times = state.times ?? timesOf(timedOf(state), [timedOf(state)])
  return {
    sha256: arrival.sha256,
    file_name: arrival.fileName,
    device: deviceOf(state) ?? null,
    device_key: deviceKey({ id, state }),
    officer: officerOf(state) ?? null,
    unit: unitOf(state) ?? null,
    start_at: times.start,
    end_at: times.end,
    arrived_at: arrival.arrivedAt,
    bytes: arrival.bytes,
    flagged: unconfirmed || flagsOf({ ...state, times }).length > 0,
    unconfirmed,
    claimed_officer: (unconfirmed && claimedOfficerOf(state)) || null,
    asked_unit: (unconfirmed && provenance.unit) || null,
    sender: /^person:(.+)$/.exec(provenance.by)?.[1] ?? null,
    derived: derivedOf(state),
    disposed: false,
    ...(disposed && { ...NOTHING_OPEN, ...heldBy(disposed), disposed: true }),
  }
}

/** Nothing is to be done any more about what is gone. */
const NOTHING_OPEN = {
  flagged: false,
  unconfirmed: false,
  claimed_officer: null,
  asked_unit: null,
  derived: 'ready',
} as const satisfies Partial<RecordingColumns>

const heldBy = ({ device, officer, unit }: NonNullable<RecordingState['disposed']>) => ({
  device: device ?? null,
  officer: officer ?? null,
  unit: unit ?? null,
})

/** What stays of a recording when it is disposed of. */
export function stubOf(id: string, state: RecordingState, disposal: string): RecordingStub {
  const { device, officer, unit } = columnsOf(id, state)
  const { readable, container, duration, video, audio, tool } = state.container ?? {}
  return {
    disposal,
    arrival: state.arrival,
    times: state.times ?? timesOf(timedOf(state), [timedOf(state)]),
    ...(readable !== undefined && {
      container: {
        readable,
        problems: [],
        tool: tool ?? '',
        ...(container !== undefined && { container }),
        ...(duration !== undefined && { duration }),
        ...(video && { video }),
        ...(audio && { audio }),
      },
    }),
    ...(device !== null && { device }),
    ...(officer !== null && { officer }),
    ...(unit !== null && { unit }),
  }
}

function derivedOf(state: RecordingState): RecordingColumns['derived'] {
  if (state.derivatives.some((one) => one.kind === 'view-copy')) return 'ready'
  return state.failed.length > 0 ? 'failed' : 'waiting'
}

/** What a recording's row says of its take: the take's first recording, its segments, and an interruption beside it. */
export interface TakeColumns {
  readonly take: string | null
  readonly take_segments: number
  readonly unexplained: boolean
  /** Interruptions right before it that nobody has explained: each one is counted with one recording. */
  readonly open_gaps: number
}

/** {@link TakeColumns} of each of these recordings, which are all of one device and day. */
export function takeColumnsOf(day: readonly Grouped[]): ReadonlyMap<string, TakeColumns> {
  const { takes, gaps } = groupingOf(day)
  const open = gaps.filter((gap) => !gap.explained)
  const beside = new Set(open.flatMap((gap) => [gap.after, gap.before]))
  // Time and numbers may both be missing in one place; that is one interruption.
  const before = (id: string): number => new Set(open.filter((gap) => gap.before === id).map((gap) => gap.after)).size
  const takeOf = new Map(takes.flatMap((take) => take.segments.map((segment) => [segment.recording, take] as const)))
  return new Map(
    day.map(({ id }) => {
      const segments = takeOf.get(id)?.segments
      const take = { take: segments?.[0].recording ?? null, take_segments: segments?.length ?? 1 }
      return [id, { ...take, unexplained: beside.has(id), open_gaps: before(id) }]
    }),
  )
}
