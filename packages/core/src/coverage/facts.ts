import { z } from 'zod'
import { TimeError } from '../evidence/index.ts'
import { DeviceKind } from '../devices/index.ts'
import { CalendarDate, Instant } from '../kernel/index.ts'
import { Activity, DeviceRule, InterruptionRule, RecordingRule } from '../policy/index.ts'

/** Names within the two files, as the platform that wrote them gives them. */
const Id = z.string().min(1).max(200)
const reportedTo = z.string().min(1).max(100)
const words = z.string().trim().min(2).max(2000)

/** Someone who took part or recorded. */
export const PersonFacts = z.strictObject({
  id: Id,
  name: z.string().min(1).max(100).optional(),
  kind: z.enum(['officer', 'auxiliary']),
  unit: Id.optional(),
  /** 正式在编. Absent where the platform does not say; nothing is then held against it. */
  regular: z.boolean().optional(),
  /** When a certificate of enforcement was in force, first and last day included. */
  certificates: z.array(z.strictObject({ from: CalendarDate, to: CalendarDate })).default([]),
})
export type PersonFacts = z.infer<typeof PersonFacts>

/** One turn of duty. */
export const DutyFacts = z.strictObject({ person: Id, start: Instant, end: Instant })
export type DutyFacts = z.infer<typeof DutyFacts>

/** What was done, when, where and by whom; with or without a case. */
export const ActivityFacts = z.strictObject({
  id: Id,
  type: Activity,
  place: z.string().min(1).max(500).optional(),
  unit: Id.optional(),
  /** At the scene. */
  arrived: Instant.optional(),
  start: Instant,
  /** Absent while it goes on. */
  end: Instant.optional(),
  /** Everyone of the bureau who took part, auxiliaries too. */
  officers: z
    .array(Id)
    .min(1)
    .refine((all) => new Set(all).size === all.length, 'somebody is named twice'),
  case: z.string().min(1).max(200).optional(),
  step: z.string().min(1).max(200).optional(),
  /** What it was besides or became: the party did not cooperate, the notice was posted. `at`: from when on. */
  marks: z.array(z.strictObject({ mark: Activity, at: Instant.optional() })).default([]),
  /** When the party was told; `of` is the mark it was about, the activity itself unless given. */
  notices: z.array(z.strictObject({ of: Activity.optional(), at: Instant })).default([]),
  /** Content points confirmed to be in the picture, or said not to occur here. Absent where nobody was asked. */
  pictures: z.array(z.strictObject({ point: z.string().min(1).max(500), notHere: words.optional() })).optional(),
  /** Things that were taken, and whether each is marked in the picture. Absent where nothing was listed. */
  goods: z.array(z.strictObject({ name: z.string().min(1).max(200), marked: z.boolean() })).optional(),
  /** Whether anything was written down about it. Absent where nobody was asked. */
  written: z.boolean().optional(),
  /** Why one camera was enough. */
  oneCamera: words.optional(),
  /** Why another device stood in for the body-worn camera. */
  fallback: words.optional(),
  /**
   * Devices that were there, by what they are called: of each group docking one is enough. `docked`: first after the end.
   * `named`: said to be what it was recorded with, so that nothing else its holder handed over stands for it.
   */
  carried: z
    .array(
      z.strictObject({
        person: Id.optional(),
        devices: z.array(Id).min(1),
        docked: Instant.optional(),
        named: z.boolean().optional(),
      }),
    )
    .optional(),
})
export type ActivityFacts = z.infer<typeof ActivityFacts>

/** An activity with the end it is judged by; one that is running has come as far as that. */
export type Act = ActivityFacts & {
  readonly end: Instant
  /** Whether somebody registered that end. */
  readonly isEndTold: boolean
  readonly isRunning: boolean
}

/** One file of a device. */
export const RecordingFacts = z.strictObject({
  id: Id,
  device: Id,
  deviceKind: DeviceKind.optional(),
  /** What is in it. Absent where nobody looked; nothing is then held against it. */
  holds: z.array(RecordingRule.shape.holds.unwrap().element).min(1).optional(),
  /** Nobody has confirmed where it is from: it meets no duty and makes up for nothing. `recorder` is then only claimed. */
  unconfirmed: z.boolean().optional(),
  /** Absent for a camera that is fixed to a place. */
  recorder: Id.optional(),
  /** Corrected by the measured offset of the device's clock, true to within `error` milliseconds either way. */
  start: Instant,
  end: Instant,
  error: TimeError,
  /** Activities it was tied to by a person, besides those of its recorder at that time. */
  activities: z.array(Id).default([]),
  /** When it was stored where the bureau wants it, or handed to whoever keeps it. */
  handedOver: Instant.optional(),
  /** Why it could not be handed over in time, and when the recorder was back at the unit. */
  away: z.strictObject({ reason: words, returned: Instant }).optional(),
  /** Needed as evidence. */
  evidence: z.boolean().default(false),
  /** When its disc was in the file. */
  disc: Instant.optional(),
  /** When it was gathered centrally. */
  consolidated: Instant.optional(),
})
export type RecordingFacts = z.infer<typeof RecordingFacts>

/**
 * What was said of an interruption. `after` and `before` are the recordings on its two sides; without `before` recording
 * was not taken up again, without `after` it had not begun, with `activity` alone there was none.
 */
export const InterruptionFacts = z
  .strictObject({
    after: Id.optional(),
    before: Id.optional(),
    activity: Id.optional(),
    /** Where the instrument lists its reasons, one of them word for word. */
    reason: words,
    /** Said into the recording when it went on. */
    spoken: z.strictObject({ at: Instant }).optional(),
    /** `notSpoken`: what made it objectively impossible to say it in a recording. */
    written: z
      .strictObject({ at: Instant, intoFile: z.boolean().default(false), notSpoken: words.optional() })
      .optional(),
    /** `to`: in the instrument's words; several where it went to several. */
    reported: z
      .strictObject({ at: Instant, to: z.union([reportedTo, z.array(reportedTo).max(20)]).optional() })
      .optional(),
    /** That it was reported is only what whoever explains it says: no report is on record. */
    claimed: z.strictObject({ at: Instant, to: reportedTo.optional() }).optional(),
    /** What was done about it. */
    did: InterruptionRule.shape.besides.unwrap().default([]),
  })
  .refine((one) => one.after !== undefined || one.before !== undefined || one.activity !== undefined, {
    params: { code: 'interruption-nowhere' },
  })
export type InterruptionFacts = z.infer<typeof InterruptionFacts>

const CheckItems = DeviceRule.shape.check.unwrap().shape.items.element
export type CheckItem = z.infer<typeof CheckItems>

/** A look at a device before it was used. */
export const CheckFacts = z.strictObject({
  device: Id,
  at: Instant,
  passed: z.array(CheckItems),
  failed: z.array(CheckItems).default([]),
})
export type CheckFacts = z.infer<typeof CheckFacts>

/** Everything that coverage is judged from. */
export interface CoverageFacts {
  readonly people: readonly PersonFacts[]
  readonly duties: readonly DutyFacts[]
  readonly activities: readonly ActivityFacts[]
  readonly recordings: readonly RecordingFacts[]
  readonly interruptions: readonly InterruptionFacts[]
  readonly checks: readonly CheckFacts[]
}
