import { ClockOffset } from '@liuhen/core/devices'
import { Arrival, Flag, How, MediaType, Says } from '@liuhen/core/intake'
import { CalendarDate, Instant, Sha256, Sm3, Text } from '@liuhen/core/kernel'
import {
  ContainerFacts,
  Decoded,
  Derivative,
  DutyExplanation,
  GapName,
  InterruptionStatement,
  Stretch,
  Times,
  Track,
  Undecodable,
} from '@liuhen/core/recordings'
import { Activity, answerValues } from '@liuhen/core/policy'
import { z } from 'zod'
import { answerViewOf, CitationView } from '../packs/views.ts'
import { Days, Stamp } from '../people/index.ts'

const named = z.object({ id: z.uuid(), name: z.string() })

/** What a list is narrowed to. `needs-explanation`: a gap beside it has no explanation yet; `outside-duty`: made while its recorder was on no
 * duty, and nobody has said why; `unconfirmed`: it counts for nothing until somebody confirms
 * where it is from; `flagged`: there is something else to look into. */
export const RecordingState = z.enum([
  'needs-explanation',
  'outside-duty',
  'unconfirmed',
  'rejected',
  'flagged',
  'deriving',
  'failed',
  'ready',
  'disposed',
])
export type RecordingState = z.infer<typeof RecordingState>

export const RecordingRow = z.object({
  id: z.uuid(),
  fileName: z.string(),
  mediaType: MediaType,
  bytes: z.number().int(),
  device: z.object({ id: z.uuid().optional(), number: z.string() }).optional(),
  officer: named.optional(),
  unit: named.optional(),
  /** Corrected start and end; `error` is missing where the clock was not measured. */
  start: Instant,
  end: Instant,
  error: z.number().int().optional(),
  take: z.uuid().optional(),
  takeSegments: z.number().int(),
  arrivedAt: Instant,
  flags: z.array(Flag),
  states: z.array(RecordingState),
  still: z.boolean(),
  /** Known, and not seen: its pictures and sound take an approval that the viewer does not have. */
  closed: z.literal(true).optional(),
  /** The viewer owes a verdict on it: until then neither its file name nor device or officer is told. */
  blind: z.literal(true).optional(),
  /** Handed over later than the rules in force on its day allow; absent where that is open. */
  late: z.boolean().optional(),
})
export type RecordingRow = z.infer<typeof RecordingRow>

export const RecordingFilter = z.object({
  ...Days.shape,
  officer: z.uuid().optional(),
  unit: z.uuid().optional(),
  device: z.uuid().optional(),
  state: RecordingState.optional(),
  search: z.string().max(80).optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
})

export const TakeView = z.object({
  id: z.uuid(),
  start: Instant,
  end: Instant,
  segments: z.array(
    z.object({
      recording: z.uuid(),
      sequence: z.number().int().optional(),
      start: Instant,
      end: Instant,
      fileName: z.string(),
    }),
  ),
})
export const GapView = z.object({
  ...GapName.shape,
  from: Instant,
  to: Instant,
  milliseconds: z.number().int(),
  kind: z.enum(['time', 'number', 'container']),
  /** File numbers that are nowhere among the device's files of that day. */
  missing: z.array(z.number().int()).optional(),
  explained: z.object({ statement: InterruptionStatement, at: Instant, by: z.string() }).optional(),
})
export type GapView = z.infer<typeof GapView>

/** How a recording came, who says what of it, what speaks against it, and who confirmed or rejected it. */
export const OriginView = z.object({
  how: How,
  /** The number of the docking station, or the name of the person who sent it. */
  by: z.string(),
  /** Whether the station had asked the device itself, and signed what it says. */
  asked: z.boolean(),
  signed: z.boolean(),
  unconfirmed: z.boolean(),
  doubts: z.array(z.object({ code: z.string(), message: Text })),
  /** `known`: the registered device or person it means. */
  claims: z.array(
    z.object({
      what: z.enum(['device', 'officer', 'clock', 'device-time', 'kind']),
      says: Says,
      value: z.string(),
      known: z.uuid().optional(),
      clock: ClockOffset.optional(),
    }),
  ),
  /** What stands against the viewer's confirming it; empty where the viewer may. */
  against: z.array(z.object({ code: z.string(), message: Text })),
  confirmation: z
    .object({ ...Stamp.shape, reason: z.string(), device: z.string().optional(), officer: z.string().optional() })
    .optional(),
  /** Who said that it is not what is claimed; it goes on counting for nothing. */
  rejection: z.object({ ...Stamp.shape, reason: z.string() }).optional(),
})
export type OriginView = z.infer<typeof OriginView>

/** What the rules in force on the day of a recording say of it; computed each time, never kept. */
export const RecordingRules = z.object({
  on: CalendarDate,
  /** False while the bureau has not chosen its packs for that day: everything here is then open. */
  chosen: z.boolean(),
  handover: z
    .object({
      due: Instant.optional(),
      arrived: Instant,
      late: z.boolean().optional(),
      /** How late, in milliseconds. */
      by: z.number().int().optional(),
      /** Why it could not be handed over earlier, as was said afterwards. */
      away: z.object({ reason: z.string(), returned: Instant, ...Stamp.shape }).optional(),
      answer: answerViewOf(answerValues.handover),
    })
    .optional(),
  /** `path` is absent while a fact it needs is not known; `folders` is false where the instrument asks for labels only. */
  filing: z
    .object({
      path: z.array(z.string()).optional(),
      folders: z.boolean().optional(),
      answer: answerViewOf(answerValues.path),
    })
    .optional(),
  retention: z
    .object({
      class: z.string().optional(),
      keep: z.string().optional(),
      until: CalendarDate.optional(),
      answer: answerViewOf(answerValues.retention),
    })
    .optional(),
  /** Who says yes, by purpose, in the order of the instrument. */
  access: z.array(z.object({ purpose: z.string(), answer: answerViewOf(answerValues.access) })).optional(),
  consolidation: z
    .object({ due: CalendarDate.optional(), answer: answerViewOf(answerValues.consolidation) })
    .optional(),
  /** Who keeps it now: its unit until it is gathered, then whom the instrument names. */
  custody: z
    .object({ who: z.string(), since: Instant.optional(), answer: answerViewOf(answerValues.custodian) })
    .optional(),
  interruption: answerViewOf(answerValues.interruption).optional(),
  /** Where an instrument forbids recording what is no duty: whether it was made off duty by the rosters, and what was said of it. */
  duty: z
    .object({
      outside: z.boolean(),
      said: DutyExplanation.extend(Stamp.shape).optional(),
      citations: z.array(CitationView),
    })
    .optional(),
  /** Where an instrument forbids lending: by the register somebody else had the device, and there is no entry of a loan. */
  lent: z.object({ holder: z.string(), recorder: z.string(), citations: z.array(CitationView) }).optional(),
  /** Registered activities it is part of, found by officer, holder and time. */
  activities: z.array(
    z.object({
      id: z.uuid(),
      activity: Activity,
      start: Instant,
      end: Instant.optional(),
      place: z.string().optional(),
    }),
  ),
})
export type RecordingRules = z.infer<typeof RecordingRules>

/**
 * One picture or sound of a recording. `heard`: `view-copy` when the view copy itself shows or plays it (its sound is all
 * sound tracks at once), `alone` when there is a copy of it by itself as well, see `trackCopy`, `no` when it cannot be
 * decoded here, for the `reason` given.
 */
export const TrackView = z.object({
  ...Track.shape,
  name: Text,
  heard: z.enum(['waiting', 'view-copy', 'alone', 'no']),
  reason: Text.optional(),
})
export type TrackView = z.infer<typeof TrackView>

/** Time that this recording and another of the same device both claim. */
export const OverlapView = z.object({
  recording: z.uuid(),
  fileName: z.string(),
  from: Instant,
  to: Instant,
  milliseconds: z.number().int(),
})
export type OverlapView = z.infer<typeof OverlapView>

export const RecordingView = z.object({
  id: z.uuid(),
  row: RecordingRow,
  arrival: Arrival,
  origin: OriginView,
  repeats: z.array(Arrival),
  container: ContainerFacts.optional(),
  times: Times.optional(),
  derivatives: z.array(Derivative),
  stretches: z.array(Stretch),
  /** Milliseconds: what was decoded, else what its header declares. Absent until it was read. */
  length: z.number().int().optional(),
  decoded: Decoded.optional(),
  /** Every picture and sound track, pictures first, in the order of the container. */
  tracks: z.array(TrackView),
  /** Stretches that cannot be shown or heard because they cannot be decoded. */
  undecodable: z.array(Undecodable.extend({ kind: Track.shape.kind })),
  overlaps: z.array(OverlapView),
  markers: z.array(z.object({ marker: z.uuid(), position: z.number().int(), label: z.string(), ...Stamp.shape })),
  annotations: z.array(z.object({ annotation: z.uuid(), text: z.string(), ...Stamp.shape })),
  officerNotes: z.array(z.object({ officer: named, reason: z.string(), ...Stamp.shape })),
  /** All takes of the same device and day, the recording's own among them, and the gaps between their segments. */
  takes: z.array(TakeView),
  gaps: z.array(GapView),
  rules: RecordingRules,
  log: z.object({
    index: z.number().int().optional(),
    checkpointSize: z.number().int().optional(),
    sealedAt: Instant.optional(),
  }),
  history: z.array(
    z.object({ at: Instant, by: z.string(), kind: z.string(), body: z.unknown(), index: z.number().int().optional() }),
  ),
  jobs: z.array(
    z.object({
      step: z.string(),
      state: z.enum(['waiting', 'running', 'failed', 'done']),
      progress: z.number().optional(),
      reason: z.string().optional(),
      /** When it is tried again by itself, where it did not succeed. */
      again: Instant.optional(),
    }),
  ),
})
export type RecordingView = z.infer<typeof RecordingView>

export const Verification = z.object({
  same: z.boolean(),
  bytes: z.number().int(),
  sha256: Sha256,
  sm3: Sm3,
  expected: z.object({ sha256: Sha256, sm3: Sm3 }),
  inLog: z.boolean(),
  at: Instant,
})
export type Verification = z.infer<typeof Verification>

/** Recordings of one device that seem to be one person's, and why. */
export const OwnershipProposal = z.object({
  officer: named,
  device: z.string(),
  unit: z.string(),
  recordings: z.array(z.uuid()),
  /** Starts of the first and the last of them. */
  from: Instant,
  to: Instant,
  reasons: z.array(Text),
  /** It is proposed to the viewer, who therefore does not decide it. */
  mine: z.boolean(),
})
export type OwnershipProposal = z.infer<typeof OwnershipProposal>

/**
 * Files of one docking of a card, of one day, that claim one device and one person and that the viewer can confirm: what
 * their names, the register, the certificate and the docking say, side by side.
 */
export const CardReading = z.object({
  officer: named,
  device: z.object({ id: z.uuid(), number: z.string() }),
  unit: z.string(),
  /** Starts of the first and the last of them. */
  from: Instant,
  to: Instant,
  recordings: z.array(z.object({ id: z.uuid(), fileName: z.string(), start: Instant })),
  reasons: z.array(Text),
})
export type CardReading = z.infer<typeof CardReading>
