import { liftedArrivals } from '../intake/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { EventOf, StreamOf } from '../stream/index.ts'
import { columnsOf } from './columns.ts'
import { type RecordingCommand, type RecordingContext, recordingDecider } from './decider.ts'
import {
  attemptEvents,
  activityLookEvents,
  caseLookEvents,
  discLookEvents,
  redactedLookEvents,
  paperLookEvents,
  volumeLookEvents,
  lookEvents,
  packageEvents,
  paperVerificationEvents,
  recordingEvents,
  verificationEvents,
} from './events.ts'
import type { RecordingHistory, RecordingState } from './state.ts'

export const recordingStream = {
  prefix: 'recording',
  events: recordingEvents,
  lift: liftedArrivals,
  decider: recordingDecider,
  table: { name: 'recordings', columns: (state: RecordingState, id: string) => columnsOf(id, state), folding: 2 },
} as const satisfies StreamOf<RecordingState, RecordingHistory, RecordingCommand, RecordingContext>

export const lookStream = {
  prefix: 'look',
  events: {
    ...lookEvents,
    ...caseLookEvents,
    ...activityLookEvents,
    ...paperLookEvents,
    ...volumeLookEvents,
    ...discLookEvents,
    ...redactedLookEvents,
  },
} as const satisfies StreamOf<object>
export const attemptStream = { prefix: 'attempt', events: attemptEvents } as const satisfies StreamOf<object>
export const verificationStream = {
  prefix: 'verification',
  events: { ...verificationEvents, ...paperVerificationEvents },
} as const satisfies StreamOf<object>

/** An evidence package that was made, and what was in it. */
export interface MadePackage {
  readonly madeAt: Instant
  readonly madeBy: string
  readonly purpose: string
  readonly recipient: string
  readonly recordings: readonly string[]
  readonly bytes: number
  /** Whose bound volume it holds. */
  readonly case?: string
  /** Those of the recordings that went as their redacted copies. */
  readonly redacted: readonly string[]
}

/** The first version was written after the package was sealed, the second before: only that one says when it was made. */
const evolvePackage = (_before: MadePackage | undefined, event: EventOf<typeof packageEvents>): MadePackage => ({
  madeAt: event.kind === 'PackageMade/2' ? event.body.madeAt : event.at,
  madeBy: event.actor,
  purpose: event.body.purpose,
  recipient: event.body.recipient ?? '',
  recordings: event.body.recordings,
  bytes: event.body.bytes,
  redacted: event.kind === 'PackageMade/2' ? (event.body.redacted ?? []) : [],
  ...(event.kind === 'PackageMade/2' && event.body.case !== undefined && { case: event.body.case }),
})

export const packageStream = {
  prefix: 'package',
  events: packageEvents,
  evolve: evolvePackage,
  table: {
    name: 'package',
    columns: ({ madeAt, madeBy, purpose, recipient, recordings, bytes, redacted, case: of }: MadePackage) => ({
      made_at: madeAt,
      made_by: madeBy,
      purpose,
      recipient,
      recordings,
      bytes,
      redacted,
      case_id: of ?? null,
    }),
    once: true,
  },
} as const satisfies StreamOf<MadePackage, typeof packageEvents>
