import { z } from 'zod'
import { Instant } from '../kernel/index.ts'
import { Activity, ExemptionRule } from '../policy/index.ts'

/** Outside these years a day in Beijing has no date of four digits. */
const moment = Instant.refine((one) => one >= '1970-01-02' && one < '9999')

const place = z.string().trim().min(1).max(120)
const reason = z.string().trim().min(2).max(500)

/** A moment of a recording that anybody may look up; `position` in milliseconds into it. */
const mark = z.object({ recording: z.uuid(), position: z.number().int().nonnegative() })

/** A content point, word for word, and where it is in the picture or why it does not occur here. */
export const PictureConfirmed = z.union([
  z.strictObject({ point: z.string().min(1).max(500), mark }),
  z.strictObject({ point: z.string().min(1).max(500), notHere: reason }),
])
export type PictureConfirmed = z.infer<typeof PictureConfirmed>

/** What is known of an activity besides who, when and where; each may be told at once or added later. */
export const ActivityDetails = z.object({
  /** At the scene, where that was before the start. */
  arrived: Instant.optional(),
  /** What it was besides or became: the party did not cooperate, the notice was posted. `at`: from when on. */
  marks: z
    .array(z.object({ mark: Activity, at: Instant.optional() }))
    .max(20)
    .optional(),
  /** When the party was told what it must be told; `of` is the mark it was about, the activity itself unless given. */
  notices: z
    .array(z.object({ of: Activity.optional(), at: moment }))
    .max(20)
    .optional(),
  /** Content points seen to be in the picture, or said not to occur here; without `mark` nobody can look them up. */
  pictures: z
    .array(z.object({ point: z.string().min(1).max(500), notHere: reason.optional(), mark: mark.optional() }))
    .max(60)
    .optional(),
  /** What was taken, thing by thing as its list has it, and where each is in the picture. */
  goods: z
    .array(z.object({ name: z.string().trim().min(1).max(120), mark: mark.optional() }))
    .max(100)
    .optional(),
  /** Why one camera was enough. */
  oneCamera: reason.optional(),
  /** Why the body-worn camera could not be used throughout, or showed little: another device took the important steps. */
  fallback: reason.optional(),
  /** That somebody at the scene was kept from filming, and how their filming hindered the act. */
  restricted: z.object({ at: moment.optional(), hindered: reason.optional() }).optional(),
})
export type ActivityDetails = z.infer<typeof ActivityDetails>

/** An activity as an officer registers it; `end` is absent while it lasts. */
export const ActivityFacts = z.object({
  activity: Activity,
  officer: z.uuid(),
  /** The officer's unit on that day. */
  unit: z.uuid(),
  start: moment,
  end: Instant.optional(),
  place: place.optional(),
  colleagues: z.array(z.uuid()).max(20),
  /** What it is recorded with, as they say who register it. */
  devices: z.array(z.uuid()).max(5).optional(),
  /** A kind of the bureau's own, as it was called on that day; `activity` is then `other`. */
  ownKind: z.object({ kind: z.uuid(), name: z.string().min(1).max(60) }).optional(),
  /** It began, had to be recorded, and nobody there had a device by the register: they were warned. */
  withoutDevice: z.literal(true).optional(),
  ...ActivityDetails.shape,
})
export type ActivityFacts = z.infer<typeof ActivityFacts>

/** What an annotation says instead, or adds; what was registered stays beside it. */
export const ActivityCorrection = z.object({
  ...ActivityFacts.pick({ activity: true, start: true, end: true, place: true, colleagues: true }).partial().shape,
  ...ActivityDetails.shape,
})
export type ActivityCorrection = z.infer<typeof ActivityCorrection>

/** What was done about an interruption besides explaining it. */
export const GapDeed = z.enum(['stop-act', 'other-device', 'stop-device', 'clear-fault'])
export type GapDeed = z.infer<typeof GapDeed>

const told = {
  from: moment,
  to: moment,
  /** Where the instrument lists its reasons, one of them word for word. */
  reason,
  /** When it was reported, and to whom. */
  reported: z.object({ at: moment, to: z.string().trim().min(1).max(100).optional() }).optional(),
  did: z.array(GapDeed).max(4).optional(),
}

/** Why an interval of the activity was not recorded: said into a recording (a marked passage), or written. */
export const GapExplanation = z.discriminatedUnion('form', [
  z.object({
    form: z.literal('spoken'),
    ...told,
    recording: z.uuid(),
    /** Milliseconds into that recording. */
    passage: z.object({ from: z.number().int().nonnegative(), to: z.number().int().nonnegative() }),
  }),
  z.object({
    form: z.literal('written'),
    ...told,
    intoFile: z.boolean().optional(),
    /** What made it objectively impossible to say it into a recording. */
    notSpoken: reason.optional(),
  }),
])
export type GapExplanation = z.infer<typeof GapExplanation>

/** That what was recorded of it was lost before it was handed over, and on which device it was, where that is known. */
export const RecordingLoss = z.object({ reason, device: z.uuid().optional() })
export type RecordingLoss = z.infer<typeof RecordingLoss>

/** A recording that a person says is of this activity, besides those its people made meanwhile; and that it is not. */
export const RecordingTie = z.object({ recording: z.uuid(), reason })
export type RecordingTie = z.infer<typeof RecordingTie>

/**
 * That it need not be filmed, on a ground of the bureau's instrument; `ground` as the packs name it. What is left out here is
 * asked for before the activity is completed.
 */
export const ExemptionClaim = z.object({
  ground: ExemptionRule.shape.ground,
  reason: reason.optional(),
  /** Who found it to be so, where the instrument's ground is somebody's to find. */
  decidedBy: z.uuid().optional(),
})
export type ExemptionClaim = z.infer<typeof ExemptionClaim>

/** Why something is done, as whoever does it says. */
export const ActivityReason = reason

export const activityEvents = {
  'ActivityRegistered/1': ActivityFacts,
  'ActivityEnded/1': z.object({ end: moment }),
  'ActivityAnnotated/1': z.object({
    annotation: z.uuid(),
    text: z.string().trim().min(2).max(2000),
    corrects: ActivityCorrection.optional(),
  }),
  'GapExplained/1': GapExplanation,
  /** Whoever watches over recording has looked at what was not recorded, and says what follows. */
  'ActivityReviewed/1': z.object({ text: z.string().trim().min(2).max(2000) }),
  'PictureConfirmed/1': PictureConfirmed,
  'RecordingTied/1': RecordingTie,
  'RecordingUntied/1': RecordingTie,
  'ExemptionClaimed/1': ExemptionClaim,
  'RecordingLost/1': RecordingLoss,
  /** A leader has it recorded from that moment on, where an instrument has other acts recorded. */
  'FilmingOrdered/1': z.object({ reason }),
} as const
