import { z } from 'zod'
import { DeviceKind } from '../../devices/index.ts'
import { Text } from '../../kernel/index.ts'
import { Activity } from '../activities.ts'
import { BureauNames } from '../terms.ts'
import { rule } from './rule.ts'

const activities = z.array(Activity).min(1)

/** What an act is like: the party is met directly, and it may come to dispute or conflict. */
export const ActAttribute = z.enum(['direct-contact', 'may-dispute'])
export type ActAttribute = z.infer<typeof ActAttribute>

/** Which activities are filmed. `implied`: through a wider term of the same instrument; `as-needed`: may be. */
export const RecordingRule = rule('recording', {
  activities,
  level: z.enum(['must', 'implied', 'as-needed']),
  /** Of other acts: only those that are like all of these. */
  attributes: z.array(ActAttribute).min(1).optional(),
  /**
   * More than one camera, or an operator of its own: a person who is not the one with the body-worn camera. `devices`:
   * which kinds it is filmed with; `whole`: from the first to the last of the act.
   */
  crew: z
    .strictObject({
      operator: z.boolean(),
      angles: z.boolean(),
      whole: z.boolean().optional(),
      devices: z.array(DeviceKind).min(1).optional(),
      level: z.enum(['must', 'as-needed']),
    })
    .optional(),
  /** What a recording of it must have, where the instrument asks for both: 录音录像. */
  holds: z
    .array(z.enum(['sound', 'picture']))
    .min(1)
    .optional(),
})

/** What must be in the picture; `activities` absent means in every recording. */
export const ContentRule = rule('content', {
  activities: activities.optional(),
  points: z.array(z.strictObject({ point: Text, moment: z.enum(['before', 'during', 'after']).optional() })).min(1),
  /** Each thing on the list of what is taken has a moment of its own. */
  eachGood: z.literal(true).optional(),
  /** Its moment is that at which somebody signs a paper by hand. */
  ofSigning: z.literal(true).optional(),
})

/** What the party is told. `beforehand`: the text has it told first (事先); otherwise when it comes to it. */
export const NoticeRule = rule('notice', { activities, say: Text, beforehand: z.boolean().optional() })

/** From when to when it is recorded, and whether it may pause; the narrowest rule for an activity wins. */
export const ContinuityRule = rule('continuity', {
  activities: activities.optional(),
  start: z.enum(['arrival', 'start-of-act']).optional(),
  end: z.enum(['end-of-act']).optional(),
  /** `never`: no reason is accepted; `with-reason`: the interruption rule says which. */
  pause: z.enum(['never', 'with-reason']),
})

/** So long after the moment a text names by `立即`, `及时` or `重新开始记录时` is still that moment, as the pack reads it. */
const Within = z.strictObject({ minutes: z.number().int().positive() })

/**
 * Why a recording may be interrupted and what makes up for it. All rules of the packs in force that excuse a stretch are
 * to be met for it; a recording that never began was not interrupted, so none excuses a late start.
 */
export const InterruptionRule = rule('interruption', {
  /** The reasons accepted, in the instrument's words; absent means any stated reason. */
  reasons: z.array(z.string()).optional(),
  /**
   * What is made up for: `gap`, between two recordings of one device; `rest`, from where it broke off for good to the end
   * of the act. Empty for a duty that makes up for nothing.
   */
  excuses: z.array(z.enum(['gap', 'rest'])),
  /** Said into the recording when it goes on. */
  spoken: z.boolean(),
  spokenWithin: Within.optional(),
  /** When a written statement closes it: when nothing could be said, or when recording could not go on at all. */
  written: z.enum(['when-not-spoken', 'when-not-resumed']).optional(),
  writtenIntoFile: z.boolean().optional(),
  /** Who is told. */
  reportTo: z.string().optional(),
  /** Other words for whom the text means, where it prints a wider one. */
  reportToAlso: z.array(z.string()).optional(),
  reportWithin: Within.optional(),
  /** What the officer does besides: stop the act, take another device, stop using the device. */
  besides: z.array(z.enum(['stop-act', 'other-device', 'stop-device', 'clear-fault'])).optional(),
})

/** What the bureau does not allow to happen to the record: selection, later filming, inserted pictures, cutting. */
export const IntegrityRule = rule('integrity', {
  forbids: z.array(z.enum(['selecting', 'filming-later', 'inserting', 'cutting', 'deleting', 'altering', 'losing'])),
})

/** Devices that count, what is checked before a shift, and what happens when one fails. */
export const DeviceRule = rule('device', {
  types: z.array(z.string()).optional(),
  check: z
    .strictObject({
      when: z.enum(['each-duty-day', 'before-duty', 'when-recording']),
      items: z.array(z.enum(['fault', 'battery', 'storage', 'clock'])).min(1),
    })
    .optional(),
  faultTo: z.string().optional(),
  bureauNames: BureauNames.optional(),
  lendingForbidden: z.boolean().optional(),
  /** Kinds of activity that are filmed with a worn camera, unless it is said why another had to stand in for it. */
  worn: activities.optional(),
  /** Where another stood in, a written record is there as well. */
  standInWritten: z.literal(true).optional(),
  responsible: z.enum(['wearer', 'unit-head']).optional(),
})

/** Who may record, and who may only help. */
export const RecorderRule = rule('recorder', {
  who: z.enum(['officer', 'auxiliary']),
  needs: z.array(z.string()),
  mayOnlyAssist: z.boolean().optional(),
  /** Recruited together by the county government, and nobody else. */
  countyRecruited: z.boolean().optional(),
})

/** A ground on which filming may be left out; it lifts the duties that stand on the same obligation. */
export const ExemptionRule = rule('exemption', {
  /** `text-suffices`: the written record tells everything; `unsuitable`: State secrets and the like. */
  ground: z.enum(['text-suffices', 'unsuitable']),
  /** It is somebody's to find, and who did is put on record with the reason. */
  found: z.literal(true).optional(),
})
