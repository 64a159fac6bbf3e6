import { z } from 'zod'
import { WrittenTime } from '../evidence/index.ts'
import { Arrival, arrivalEvents } from '../intake/index.ts'
import { CopyMark, Digests, Instant, Text } from '../kernel/index.ts'

const milliseconds = z.number().int().nonnegative()

/** One picture or sound of a container; `other` is what is neither, such as subtitles or a track of positions. */
export const Track = z.object({
  /** The container's own number of it. */
  index: z.number().int().nonnegative(),
  kind: z.enum(['picture', 'sound', 'other']),
  codec: z.string(),
  /** Its name in the container, where a person or the device gave it one. */
  title: z.string().optional(),
  language: z.string().optional(),
  width: z.number().int().optional(),
  height: z.number().int().optional(),
  channels: z.number().int().optional(),
  duration: milliseconds.optional(),
})
export type Track = z.infer<typeof Track>

/** What ffprobe and the walk through its structure say of a file; the raw creation stamp is kept word for word. */
export const ContainerFacts = z.object({
  readable: z.boolean(),
  reason: Text.optional(),
  container: z.string().optional(),
  /** What its header declares; what was found in it when it was decoded is in {@link Decoded}. */
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
  /** Every track; absent in what was read before tracks were told apart, when `video` and `audio` are the only two. */
  tracks: z.array(Track).optional(),
  /** The times written in the file whose zone is known, the most telling first; `creation` is not among them. */
  written: z.array(WrittenTime).optional(),
  /** What is missing from it. */
  problems: z.array(Text),
  /** What is unusual about its form, with nothing lost. */
  remarks: z.array(Text).optional(),
  tool: z.string(),
})
export type ContainerFacts = z.infer<typeof ContainerFacts>

/**
 * A stretch of a track the decoder could not make out, in milliseconds from the start: from the last picture or sound
 * that was whole to the next. `said` is the decoder's own first word about it.
 */
export const Undecodable = z.object({
  track: z.number().int().nonnegative(),
  from: milliseconds,
  to: milliseconds,
  said: z.string(),
})
export type Undecodable = z.infer<typeof Undecodable>

/** What came of decoding a file from end to end. */
export const Decoded = z.object({
  /** How long what was decoded is; it counts where the header says otherwise. */
  duration: milliseconds,
  tracks: z.array(
    z.object({ index: z.number().int().nonnegative(), decoded: z.boolean(), said: z.string().optional() }),
  ),
  undecodable: z.array(Undecodable),
  tool: z.string(),
  recipe: z.string(),
})
export type Decoded = z.infer<typeof Decoded>

/** Which of the readings of a container's stamp was taken, and why. */
export const StampReading = z.object({
  /**
   * `stated`: written in the file with its zone; `written`: written in local digits; `container`: the header's
   * stamp; `saved`: when an application stored it under its name.
   */
  source: z.enum(['stated', 'name', 'written', 'container', 'saved', 'modified', 'arrival']),
  hypothesis: z.enum(['start-utc', 'start-local', 'end-utc', 'end-local']).optional(),
  votes: z.number().int().nonnegative().optional(),
  of: z.number().int().nonnegative().optional(),
})
export type StampReading = z.infer<typeof StampReading>

/**
 * `after-arrival`: it would end later than the file came in. `before-device`: it would begin before there was such a
 * device, by the register or, where that is silent, by the trade.
 */
export const ImpossibleTime = z.enum(['after-arrival', 'before-device'])
export type ImpossibleTime = z.infer<typeof ImpossibleTime>

/** Device time as the device claimed it; corrected time = device time − offset, known within `error`. */
export const Times = z.object({
  deviceStart: Instant,
  deviceEnd: Instant,
  offset: z.number().int().optional(),
  error: z.number().int().nonnegative().optional(),
  start: Instant,
  end: Instant,
  reading: StampReading,
  /** Why these cannot be the times of the recording. They are shown as what the device claims and judge nobody. */
  impossible: z.array(ImpossibleTime).optional(),
  /** Why the offset measured at docking was not applied to it. */
  uncorrected: z.enum(['clock-fell-back']).optional(),
  /** One press of the button in several files of one stamp: this one begins where those before it end. */
  follows: z.number().int().positive().optional(),
})
export type Times = z.infer<typeof Times>

/**
 * `track-copy`: one more picture or sound of a recording that has several, by itself; `thumbnails`: one sheet of small
 * pictures; `taken-still`: one frame in full, which a person asked for; `transcript`: what is said in it, as a person wrote it down.
 */
export const DerivativeKind = z.enum([
  'view-copy',
  'still',
  'waveform',
  'track-copy',
  'thumbnails',
  'taken-still',
  'transcript',
])
export const Derivative = z.object({
  kind: DerivativeKind,
  original: Digests.shape.sha256,
  ...Digests.shape,
  bytes: z.number().int().nonnegative(),
  mediaType: z.string(),
  tool: z.string(),
  recipe: z.string(),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** For a still: where in the recording, in milliseconds. */
  position: milliseconds.optional(),
  /** For a track's copy: the container's number of the track. */
  track: z.number().int().nonnegative().optional(),
  /** Of a view copy that was made to be handed out: what tells it from all others. */
  mark: CopyMark.optional(),
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

/** Of what was recorded while its recorder was on no duty: whether it was enforcement all the same, and how they say so. */
export const DutyExplanation = z.object({
  as: z.enum(['duty', 'unrelated']),
  reason: z.string().trim().min(2).max(500),
})
export type DutyExplanation = z.infer<typeof DutyExplanation>

/**
 * Somebody who can be asked, and neither sent it nor is said to have recorded it, says where a recording is from and how
 * they know. Device and person count from then on; nothing else that was claimed does.
 */
export const ProvenanceConfirmation = z.object({
  reason: z.string().trim().min(2).max(500),
  device: z.uuid().optional(),
  officer: z.uuid().optional(),
})
export type ProvenanceConfirmation = z.infer<typeof ProvenanceConfirmation>

/**
 * Somebody of whom the same is asked says that it is not what is claimed, and how they know. It goes on counting for nothing and
 * waits for nobody; a later confirmation, with its own reason, is a new decision and counts from then on.
 */
export const ProvenanceRejection = z.object({ reason: z.string().trim().min(2).max(500) })
export type ProvenanceRejection = z.infer<typeof ProvenanceRejection>

/** What was tried with a recording and is not allowed: to look, to take the original, or to touch what is kept. */
export const Attempt = z.enum(['look', 'copy', 'delete', 'replace', 'alter'])
export type Attempt = z.infer<typeof Attempt>

const both = z.strictObject(Digests.shape)

/**
 * That a package was made and is about to leave, with the digests of its lists, which name every byte of it. It travels
 * with the package, which is proven by it: spec/package.md section 5.
 */
export const PackageSeal = z.strictObject({
  package: z.uuid(),
  bureau: z.string(),
  madeAt: Instant,
  madeBy: z.string(),
  /** Of its items, in their order. */
  recordings: z.array(z.uuid()),
  /** 证明对象 */
  purpose: z.string(),
  recipient: z.string().optional(),
  caseNumber: z.string().optional(),
  discNumber: z.string().optional(),
  /** Whose bound volume it holds. */
  case: z.uuid().optional(),
  /** Of its items those that go as their redacted copies, in their order. */
  redacted: z.array(z.uuid()).min(1).optional(),
  /** Of the files under `data/`. */
  bytes: z.number().int(),
  files: z.number().int(),
  index: both,
  statement: both,
  paper: both,
  /** Of `tagmanifest-sha256.txt`. */
  tagManifest: both,
  /** Of the checkpoint that the items' proofs lead to. */
  checkpointSize: z.number().int(),
})
export type PackageSeal = z.infer<typeof PackageSeal>

/**
 * What stays of a recording that was lawfully disposed of: what it was, with its digests and times, and by which list it
 * went. Everything people said of it, where it was taken and what was made of it is not among it: with this event the
 * earlier ones of its stream need no bodies.
 */
export const RecordingStub = z.object({
  disposal: z.uuid(),
  arrival: Arrival,
  times: Times,
  /** Without its place, make and stamps. */
  container: ContainerFacts.pick({
    readable: true,
    container: true,
    duration: true,
    video: true,
    audio: true,
    tool: true,
  })
    .extend({ problems: z.array(Text).length(0) })
    .optional(),
  device: z.uuid().optional(),
  officer: z.uuid().optional(),
  unit: z.uuid().optional(),
})
export type RecordingStub = z.infer<typeof RecordingStub>

const label = z.string().trim().min(1).max(120)

export const recordingEvents = {
  ...arrivalEvents,
  'ContainerRead/1': ContainerFacts,
  'TimesFound/1': Times,
  'DerivativeMade/1': Derivative,
  'StretchesFound/1': z.object({ stretches: z.array(Stretch), tool: z.string(), recipe: z.string() }),
  'RecordingDecoded/1': Decoded,
  'DerivationFailed/1': z.object({ step: z.string(), reason: z.string(), attempts: z.number().int() }),
  /** Somebody has had steps that failed for good tried again; they are open from then on. */
  'DerivationRetried/1': z.object({ steps: z.array(z.string()).min(1) }),
  'MarkerAdded/1': z.object({ marker: z.uuid(), position: milliseconds, label }),
  'MarkerWithdrawn/1': z.object({ marker: z.uuid(), reason: z.string().trim().min(2).max(500) }),
  'AnnotationAdded/1': z.object({ annotation: z.uuid(), text: z.string().trim().min(1).max(2000) }),
  'OfficerAnnotated/1': z.object({ officer: z.uuid(), reason: z.string().trim().min(2).max(500) }),
  'ProvenanceConfirmed/1': ProvenanceConfirmation.extend({ unit: z.uuid().optional() }),
  'ProvenanceRejected/1': ProvenanceRejection,
  'InterruptionExplained/1': InterruptionStatement,
  'HandoverExplained/1': HandoverExplanation,
  'DutyExplained/1': DutyExplanation,
  'RecordingDisposed/1': RecordingStub,
} as const

/** That somebody looked or took a copy, on a stream of its own: lookers never wait for one another. */
export const lookEvents = {
  'RecordingLooked/1': z.object({
    recording: z.uuid(),
    /** `still`: pictures of it, of whatever size; `cover`: the one that lists show. */
    what: z.enum(['page', 'view-copy', 'original', 'still', 'receipt', 'cover', 'waveform', 'transcript']),
    /** Where in the film a player jumped to, as far as the part of the file that it fetched tells. */
    from: milliseconds.optional(),
    /** The spot check whose sample it is of: the duty under which it was looked at. */
    draw: z.uuid().optional(),
    /** By what right, and under which granted request; not told while access was by role alone. */
    right: z.enum(['role', 'own', 'duty', 'case', 'request', 'emergency']).exactOptional(),
    request: z.uuid().exactOptional(),
  }),
  /** The whole package left the server. */
  'PackageTaken/1': z.object({ package: z.uuid(), recipient: z.string(), bytes: z.number().int() }),
  /** The paper that says what was disposed of. */
  'CertificateTaken/1': z.object({ disposal: z.uuid() }),
} as const

/** Of the same stream: somebody looked at the whole of a case, its party and what was done. */
export const caseLookEvents = {
  'CaseLooked/1': z.object({ case: z.uuid() }),
  /** At its score sheet alone, with what the system finds of it: who did that has not read the file. */
  'ScoreSheetOpened/1': z.object({ case: z.uuid() }),
  /** At who complained or reported: name and contact, and what they were needed for. */
  'InformantLooked/1': z.object({ informant: z.uuid(), case: z.uuid(), purpose: z.string().trim().min(2).max(500) }),
} as const
/** And at an activity of others, with what was recorded of it. */
export const activityLookEvents = { 'ActivityLooked/1': z.object({ activity: z.uuid() }) } as const
/** And at one of its papers: at the fixed bytes unless it says which copy, the one to read or a page that was scanned in. */
export const paperLookEvents = {
  'PaperTaken/1': z.object({ paper: z.uuid(), case: z.uuid(), copy: z.enum(['reading', 'scan']).exactOptional() }),
} as const
/** And at its volume: `of` is 正卷 or 副卷, or a file that was put into it. */
export const volumeLookEvents = {
  'VolumeTaken/1': z.object({ case: z.uuid(), of: z.union([z.enum(['main', 'side']), z.uuid()]) }),
} as const

/** And took the image of a disc. */
export const discLookEvents = { 'DiscTaken/1': z.object({ disc: z.uuid(), bytes: z.number().int() }) } as const

/** And looked at a copy with boxes and silences in it. */
export const redactedLookEvents = {
  'RedactedLooked/1': z.object({ redaction: z.uuid(), recording: z.uuid() }),
} as const

/** What was refused, on a stream of its own: who tries makes nobody wait who works with the recording. */
export const attemptEvents = {
  /** `times` counts the same attempt of the same actor within a minute. */
  'AttemptRefused/1': z.object({ recording: z.uuid(), attempt: Attempt, times: z.number().int().positive() }),
} as const

export const verificationEvents = {
  'RecordingVerified/1': z.object({
    recording: z.uuid(),
    ...Digests.shape,
    bytes: z.number().int(),
    same: z.boolean(),
  }),
  /** What was kept of an original was broken or gone, and is whole again: its bytes were taken from that package. */
  'OriginalMended/1': z.object({
    recording: z.uuid(),
    ...Digests.shape,
    bytes: z.number().int(),
    package: z.uuid(),
  }),
} as const

/** The fixed bytes of a paper were read again. */
export const paperVerificationEvents = {
  'PaperVerified/1': z.object({
    paper: z.uuid(),
    case: z.uuid(),
    sha256: Digests.shape.sha256,
    same: z.boolean(),
  }),
} as const

export const packageEvents = {
  'PackageMade/1': z.object({
    package: z.uuid(),
    recordings: z.array(z.uuid()),
    purpose: z.string(),
    recipient: z.string(),
    bytes: z.number().int(),
    manifestSha256: z.string(),
    checkpointSize: z.number().int(),
  }),
  'PackageMade/2': PackageSeal,
} as const
