import { z } from 'zod'
import { Digests, Instant, Text } from '../kernel/index.ts'

const milliseconds = z.number().int().nonnegative()

/** What ffprobe and the box walk say of a file; the raw creation stamp is kept word for word. */
export const ContainerFacts = z.object({
  readable: z.boolean(),
  reason: Text.optional(),
  container: z.string().optional(),
  duration: milliseconds.optional(),
  creation: z.string().optional(),
  location: z.string().optional(),
  make: z.string().optional(),
  model: z.string().optional(),
  video: z
    .object({
      codec: z.string(),
      profile: z.string().optional(),
      width: z.number().int(),
      height: z.number().int(),
      rotation: z.number().optional(),
      frameRate: z.number().optional(),
    })
    .optional(),
  audio: z
    .object({ codec: z.string(), sampleRate: z.number().int().optional(), channels: z.number().int().optional() })
    .optional(),
  problems: z.array(Text),
  tool: z.string(),
})
export type ContainerFacts = z.infer<typeof ContainerFacts>

/** Which of the four readings of a container's stamp was taken, and why. */
export const StampReading = z.object({
  source: z.enum(['name', 'container', 'modified', 'arrival']),
  hypothesis: z.enum(['start-utc', 'start-local', 'end-utc', 'end-local']).optional(),
  votes: z.number().int().nonnegative().optional(),
  of: z.number().int().nonnegative().optional(),
})
export type StampReading = z.infer<typeof StampReading>

/** Device time as the device claimed it; corrected time = device time − offset, known within `error`. */
export const Times = z.object({
  deviceStart: Instant,
  deviceEnd: Instant,
  offset: z.number().int().optional(),
  error: z.number().int().nonnegative().optional(),
  start: Instant,
  end: Instant,
  reading: StampReading,
})
export type Times = z.infer<typeof Times>

export const DerivativeKind = z.enum(['view-copy', 'still', 'waveform'])
export const Derivative = z.object({
  kind: DerivativeKind,
  original: Digests.shape.sha256,
  ...Digests.shape,
  bytes: z.number().int().nonnegative(),
  mediaType: z.string(),
  tool: z.string(),
  recipe: z.string(),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** For a still: where in the recording. */
  position: milliseconds.optional(),
})
export type Derivative = z.infer<typeof Derivative>

export const Stretch = z.object({ kind: z.enum(['black', 'frozen', 'silent']), from: milliseconds, to: milliseconds })
export type Stretch = z.infer<typeof Stretch>

export const GapName = z.object({ after: z.uuid(), before: z.uuid() })
export type GapName = z.infer<typeof GapName>

/** Why recording stopped: said on restart (a marked passage), or written afterwards. */
export const InterruptionStatement = z.discriminatedUnion('form', [
  z.object({
    form: z.literal('spoken'),
    gap: GapName,
    recording: z.uuid(),
    from: milliseconds,
    to: milliseconds,
    reason: z.string().trim().min(2).max(500),
  }),
  z.object({ form: z.literal('written'), gap: GapName, reason: z.string().trim().min(2).max(2000) }),
])
export type InterruptionStatement = z.infer<typeof InterruptionStatement>

/** Why a recording could not be handed over in time, and when its recorder was back at the unit. */
export const HandoverExplanation = z.object({
  /** Where the instrument lists its reasons, one of them word for word. */
  reason: z.string().trim().min(2).max(500),
  returned: Instant,
})
export type HandoverExplanation = z.infer<typeof HandoverExplanation>

/** What was tried with a recording and is not allowed: to look, to take the original, or to touch what is kept. */
export const Attempt = z.enum(['look', 'copy', 'delete', 'replace', 'alter'])
export type Attempt = z.infer<typeof Attempt>

const label = z.string().trim().min(1).max(120)

export const recordingEvents = {
  'ContainerRead/1': ContainerFacts,
  'TimesFound/1': Times,
  'DerivativeMade/1': Derivative,
  'StretchesFound/1': z.object({ stretches: z.array(Stretch), tool: z.string(), recipe: z.string() }),
  'DerivationFailed/1': z.object({ step: z.string(), reason: z.string(), attempts: z.number().int() }),
  'MarkerAdded/1': z.object({ marker: z.uuid(), position: milliseconds, label }),
  'MarkerWithdrawn/1': z.object({ marker: z.uuid(), reason: z.string().trim().min(2).max(500) }),
  'AnnotationAdded/1': z.object({ annotation: z.uuid(), text: z.string().trim().min(1).max(2000) }),
  'OfficerAnnotated/1': z.object({ officer: z.uuid(), reason: z.string().trim().min(2).max(500) }),
  'InterruptionExplained/1': InterruptionStatement,
  'HandoverExplained/1': HandoverExplanation,
  'RecordingLooked/1': z.object({
    recording: z.uuid(),
    what: z.enum(['page', 'view-copy', 'original', 'still', 'receipt']),
    from: milliseconds.optional(),
  }),
  /** `times` counts the same attempt of the same actor within a minute. */
  'AttemptRefused/1': z.object({ recording: z.uuid(), attempt: Attempt, times: z.number().int().positive() }),
  'RecordingVerified/1': z.object({
    recording: z.uuid(),
    ...Digests.shape,
    bytes: z.number().int(),
    same: z.boolean(),
  }),
  'PackageMade/1': z.object({
    package: z.uuid(),
    recordings: z.array(z.uuid()),
    purpose: z.string(),
    recipient: z.string(),
    bytes: z.number().int(),
    manifestSha256: z.string(),
    checkpointSize: z.number().int(),
  }),
} as const
