import { Arrival, Flag, MediaType } from '@liuhen/core/intake'
import { CalendarDate, Instant, Sha256, Sm3 } from '@liuhen/core/kernel'
import {
  type Attempt,
  ContainerFacts,
  Derivative,
  GapName,
  HandoverExplanation,
  InterruptionStatement,
  Stretch,
  Times,
} from '@liuhen/core/recordings'
import { Activity } from '@liuhen/core/policy'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'
import { AnswerView } from '../packs/views.ts'
import { Days, Stamp } from '../people/index.ts'

const id = z.object({ id: z.uuid() })
const done = z.object({})
const named = z.object({ id: z.uuid(), name: z.string() })
export const lookers = [
  'officer',
  'auxiliary',
  'team-leader',
  'legal-officer',
  'legal-section',
  'inspection-section',
  'information-centre',
  'deputy-head',
  'head',
  'custodian',
] as const

/** What a list is narrowed to. `needs-explanation`: a gap beside it has no explanation yet. */
export const RecordingState = z.enum(['needs-explanation', 'flagged', 'deriving', 'failed', 'ready'])
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
      answer: AnswerView,
    })
    .optional(),
  /** `path` is absent while a fact it needs is not known; `folders` is false where the instrument asks for labels only. */
  filing: z
    .object({ path: z.array(z.string()).optional(), folders: z.boolean().optional(), answer: AnswerView })
    .optional(),
  retention: z
    .object({
      class: z.string().optional(),
      keep: z.string().optional(),
      until: CalendarDate.optional(),
      answer: AnswerView,
    })
    .optional(),
  /** Who says yes, by purpose, in the order of the instrument. */
  access: z.array(z.object({ purpose: z.string(), answer: AnswerView })).optional(),
  consolidation: z.object({ due: CalendarDate.optional(), answer: AnswerView }).optional(),
  interruption: AnswerView.optional(),
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

export const RecordingView = z.object({
  id: z.uuid(),
  row: RecordingRow,
  arrival: Arrival,
  repeats: z.array(Arrival),
  container: ContainerFacts.optional(),
  times: Times.optional(),
  derivatives: z.array(Derivative),
  stretches: z.array(Stretch),
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

/** Serves nobody: an original and what is on record of it stay as they came. Whoever tries is told so, and journalled. */
const never = <const M extends 'PUT' | 'PATCH' | 'DELETE', const P extends string>(
  method: M,
  path: P,
  attempt: Attempt,
  title: string,
) => ({ method, path, allow: [], title, params: id, raw: true, attempt }) as const

export const recordingsEndpoints = endpoints({
  listRecordings: {
    method: 'GET',
    path: '/api/recordings',
    allow: lookers,
    title: 'Recordings',
    query: RecordingFilter,
    reply: z.object({ rows: z.array(RecordingRow), next: z.string().optional(), total: z.number().int() }),
  },
  showRecording: {
    method: 'GET',
    path: '/api/recordings/:id',
    allow: lookers,
    title: 'A recording; the look is journalled',
    params: id,
    reply: RecordingView,
    attempt: 'look',
  },
  viewCopy: {
    method: 'GET',
    path: '/api/recordings/:id/view-copy',
    allow: lookers,
    title: 'The view copy, by ranges',
    params: id,
    raw: true,
    attempt: 'look',
  },
  original: {
    method: 'GET',
    path: '/api/recordings/:id/original',
    allow: ['legal-section', 'information-centre', 'custodian', 'deputy-head', 'head'],
    title: 'The original, by ranges',
    params: id,
    raw: true,
    attempt: 'copy',
  },
  still: {
    method: 'GET',
    path: '/api/recordings/:id/stills/:position',
    allow: lookers,
    title: 'A still',
    params: z.object({ id: z.uuid(), position: z.coerce.number().int().nonnegative() }),
    raw: true,
    attempt: 'look',
  },
  cover: {
    method: 'GET',
    path: '/api/recordings/:id/cover',
    allow: lookers,
    title: 'The first still, for lists',
    params: id,
    raw: true,
    attempt: 'look',
  },
  waveform: {
    method: 'GET',
    path: '/api/recordings/:id/waveform',
    allow: lookers,
    title: 'Peaks of the sound',
    params: id,
    raw: true,
    attempt: 'look',
  },
  verifyRecording: {
    method: 'POST',
    path: '/api/recordings/:id/verification',
    allow: lookers,
    title: 'Read the original again and compare',
    params: id,
    reply: Verification,
  },
  addMarker: {
    method: 'POST',
    path: '/api/recordings/:id/markers',
    allow: lookers,
    title: 'Mark a moment',
    params: id,
    body: z.object({ position: z.number().int().nonnegative(), label: z.string().trim().min(1).max(120) }),
    reply: z.object({ marker: z.uuid() }),
  },
  withdrawMarker: {
    method: 'DELETE',
    path: '/api/recordings/:id/markers/:marker',
    allow: lookers,
    title: 'Withdraw a marker',
    params: z.object({ id: z.uuid(), marker: z.uuid() }),
    body: z.object({ reason: z.string().trim().min(2).max(500) }),
    reply: done,
  },
  annotate: {
    method: 'POST',
    path: '/api/recordings/:id/annotations',
    allow: lookers,
    title: 'Add an annotation',
    params: id,
    body: z.object({ text: z.string().trim().min(1).max(2000) }),
    reply: done,
  },
  annotateOfficer: {
    method: 'POST',
    path: '/api/recordings/:id/officer',
    allow: ['information-centre', 'team-leader'],
    title: 'Say who recorded, with a reason; the register stays',
    params: id,
    body: z.object({ officer: z.uuid(), reason: z.string().trim().min(2).max(500) }),
    reply: done,
  },
  explainHandover: {
    method: 'POST',
    path: '/api/recordings/:id/handover',
    allow: ['officer', 'auxiliary', 'team-leader', 'information-centre'],
    title: 'Say why it could not be handed over in time, and when the unit was reached',
    params: id,
    body: HandoverExplanation,
    reply: done,
  },
  explainInterruption: {
    method: 'POST',
    path: '/api/recordings/:id/interruptions',
    allow: ['officer', 'auxiliary', 'team-leader', 'legal-officer', 'information-centre'],
    title: 'Explain an interruption',
    params: id,
    body: InterruptionStatement,
    reply: done,
  },
  deleteRecording: never('DELETE', '/api/recordings/:id', 'delete', 'Refused: nobody deletes a recording'),
  replaceRecording: never('PUT', '/api/recordings/:id', 'replace', 'Refused: nobody replaces a recording'),
  alterRecording: never('PATCH', '/api/recordings/:id', 'alter', 'Refused: nobody alters what is on record of it'),
  deleteOriginal: never('DELETE', '/api/recordings/:id/original', 'delete', 'Refused: nobody deletes an original'),
  replaceOriginal: never('PUT', '/api/recordings/:id/original', 'replace', 'Refused: nobody replaces an original'),
  alterOriginal: never('PATCH', '/api/recordings/:id/original', 'alter', 'Refused: nobody alters an original'),
})
