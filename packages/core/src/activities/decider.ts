import { type Citation, type Instant, type Obstacle, text } from '../kernel/index.ts'
import type { Activity } from '../policy/index.ts'
import { begun, type Decider, gathered, type Moment, type StreamOf } from '../stream/index.ts'
import { activityNames } from '../vocabulary/index.ts'
import { activityColumnsOf } from './columns.ts'
import { type Completion, completionObstacles, exemptionObstacles, restrictionObstacles } from './completing.ts'
import {
  type ActivityCorrection,
  activityEvents,
  type ActivityFacts,
  type ExemptionClaim,
  type GapExplanation,
  type PictureConfirmed,
  type RecordingLoss,
  type RecordingTie,
} from './events.ts'
import {
  checkObstacles,
  deviceObstacles,
  type NamedDevices,
  qualificationObstacles,
  type Recorders,
  type Unchecked,
} from './starting.ts'
import { type ActivityState, corrected, evolveActivity, timeObstacles } from './state.ts'

/** What can be done about an activity. */
export type ActivityCommand =
  | { readonly do: 'register'; readonly facts: ActivityFacts }
  | { readonly do: 'end'; readonly end: Instant }
  | {
      readonly do: 'annotate'
      readonly annotation: string
      readonly text: string
      readonly corrects?: ActivityCorrection | undefined
    }
  | { readonly do: 'review'; readonly text: string }
  | { readonly do: 'explain-gap'; readonly told: GapExplanation }
  | { readonly do: 'confirm-picture'; readonly picture: PictureConfirmed }
  | { readonly do: 'tie' | 'untie'; readonly tie: RecordingTie }
  | { readonly do: 'claim-exemption'; readonly claim: ExemptionClaim }
  | { readonly do: 'lose-recording'; readonly loss: RecordingLoss }
  | { readonly do: 'order-filming'; readonly reason: string }

/** How the activity is judged at this moment, by those who know the recordings. */
export interface Judged {
  /** Content points the rules of its day want in the picture, word for word. */
  readonly points: readonly string[]
  /** Those that are taken to be of it. */
  readonly recordings: readonly string[]
  readonly isRequired: boolean
}

/** Whether the instruments give a ground for not filming one kind of activity, and else the articles by which it must be. */
export interface GroundFor {
  readonly activity: Activity
  readonly available: boolean
  readonly duties: readonly Citation[]
}

export interface ActivityContext extends Moment {
  /** To register, and to name other colleagues. */
  readonly recorders?: Recorders
  readonly devices?: NamedDevices
  /** To register what begins now. */
  readonly unchecked?: Unchecked
  /** To end it, to register or correct it, and to claim a ground: what is wanted before it is completed. */
  readonly completion?: Completion
  /** To register and annotate: the article by which nobody is kept from filming without need. */
  readonly filmingFree?: Citation | undefined
  /** How long the recording is that a passage or a moment is said to lie in, in milliseconds. */
  readonly length?: number
  /** To confirm a picture or order filming. */
  readonly judged?: Judged | undefined
  readonly grounds?: readonly GroundFor[]
  /** Whether the instruments of its day leave other acts to the bureau. */
  readonly otherActs?: boolean
}

export const activityDecider: Decider<ActivityState, ActivityCommand, typeof activityEvents, ActivityContext> = {
  evolve: evolveActivity,
  obstacles(state, command, context) {
    switch (command.do) {
      case 'register':
        return registrationObstacles(command.facts, context)
      case 'end':
        return endObstacles(begun(state), command.end, context)
      case 'annotate':
        return correctionObstacles(begun(state), command.corrects, context)
      case 'review':
        return []
      case 'explain-gap':
        return explanationObstacles(begun(state), command.told, context)
      case 'confirm-picture':
        return pictureObstacles(command.picture, context)
      case 'tie':
        return tieObstacles(begun(state), command.tie)
      case 'untie':
        return untieObstacles(begun(state), command.tie)
      case 'claim-exemption':
        return claimObstacles(begun(state), command.claim, context)
      case 'lose-recording':
        return []
      case 'order-filming':
        return orderObstacles(begun(state), context)
    }
  },
  decide(_state, command) {
    switch (command.do) {
      case 'register':
        return [{ kind: 'ActivityRegistered/1', body: command.facts }]
      case 'end':
        return [{ kind: 'ActivityEnded/1', body: { end: command.end } }]
      case 'annotate': {
        const { annotation, text: said, corrects } = command
        return [{ kind: 'ActivityAnnotated/1', body: { annotation, text: said, ...(corrects && { corrects }) } }]
      }
      case 'review':
        return [{ kind: 'ActivityReviewed/1', body: { text: command.text } }]
      case 'explain-gap':
        return [{ kind: 'GapExplained/1', body: command.told }]
      case 'confirm-picture':
        return [{ kind: 'PictureConfirmed/1', body: command.picture }]
      case 'tie':
        return [{ kind: 'RecordingTied/1', body: command.tie }]
      case 'untie':
        return [{ kind: 'RecordingUntied/1', body: command.tie }]
      case 'claim-exemption':
        return [{ kind: 'ExemptionClaimed/1', body: command.claim }]
      case 'lose-recording':
        return [{ kind: 'RecordingLost/1', body: command.loss }]
      case 'order-filming':
        return [{ kind: 'FilmingOrdered/1', body: { reason: command.reason } }]
    }
  },
}

export const activityStream = {
  prefix: 'activity',
  events: activityEvents,
  decider: activityDecider,
  table: { name: 'activities', columns: activityColumnsOf },
} as const satisfies StreamOf<ActivityState, typeof activityEvents, ActivityCommand, ActivityContext>

const obstacle = (code: string, zh: string, en: string, field?: string): Obstacle => ({
  code,
  message: text(zh, en),
  ...(field !== undefined && { field }),
})

const registrationObstacles = (facts: ActivityFacts, context: ActivityContext): Obstacle[] => [
  ...timeObstacles(facts, context.at),
  ...qualificationObstacles(gathered(context.recorders, 'recorders'), facts.start),
  ...deviceObstacles(gathered(context.devices, 'devices'), facts),
  ...(facts.start === context.at ? checkObstacles(gathered(context.unchecked, 'unchecked')) : []),
  ...restrictionObstacles(facts, context.filmingFree),
  ...(facts.end === undefined
    ? []
    : completionObstacles({ facts, written: false }, gathered(context.completion, 'completion'))),
]

/** Written down of it besides what was said of a fallback: that one device stood in for another is no record of the act. */
const isWritten = ({ annotations }: ActivityState): boolean =>
  annotations.some((one) => one.corrects?.fallback === undefined)

function endObstacles(state: ActivityState, end: Instant, { at, completion }: ActivityContext): Obstacle[] {
  const { facts, exemptions } = state
  if (facts.end === undefined)
    return [
      ...timeObstacles({ ...facts, end }, at),
      ...completionObstacles(
        { facts, written: isWritten(state), exemption: exemptions?.at(-1) },
        gathered(completion, 'completion'),
      ),
    ]
  return [
    obstacle(
      'activity-ended',
      '这次活动已经结束；时间有误的，请加批注更正',
      'It has ended already; if the time is wrong, correct it by an annotation',
    ),
  ]
}

function correctionObstacles(
  state: ActivityState,
  corrects: ActivityCorrection | undefined,
  context: ActivityContext,
): Obstacle[] {
  if (!corrects) return []
  const { facts, exemptions } = state
  const after = corrected(facts, corrects)
  // What is added to a completed activity leaves it complete.
  const completes = after.end !== undefined && (corrects.end ?? corrects.fallback) !== undefined
  const known = { facts: after, written: isWritten(state) || corrects.fallback === undefined }
  return [
    ...restrictionObstacles(corrects, context.filmingFree),
    ...(completes
      ? completionObstacles({ ...known, exemption: exemptions?.at(-1) }, gathered(context.completion, 'completion'))
      : []),
    ...timeObstacles(after, context.at),
    ...(corrects.colleagues ? qualificationObstacles(gathered(context.recorders, 'recorders'), facts.start) : []),
  ]
}

/** A spoken explanation may end with the sound, which a container rounds up. */
const ROUNDED = 1000

function explanationObstacles({ facts }: ActivityState, told: GapExplanation, context: ActivityContext): Obstacle[] {
  const { start, arrived, end } = facts
  const [first, last] = [arrived !== undefined && arrived < start ? arrived : start, end ?? context.at]
  const isInside = told.from < told.to && told.from >= first && told.to <= last
  const isSpoken =
    told.form === 'written' ||
    (told.passage.from < told.passage.to && told.passage.to <= gathered(context.length, 'length') + ROUNDED)
  return [
    ...(isInside
      ? []
      : [
          obstacle(
            'stretch-outside',
            '说明的时段不在这次活动之内',
            'The stretch explained does not lie inside the activity',
            'from',
          ),
        ]),
    ...(isSpoken
      ? []
      : [
          obstacle(
            'passage-outside',
            '口述说明的起止时间不在这段音像之内',
            'The spoken passage does not lie inside that recording',
            'passage',
          ),
        ]),
  ]
}

function pictureObstacles(picture: PictureConfirmed, { judged, length }: ActivityContext): Obstacle[] {
  if (!judged?.points.includes(picture.point))
    return [
      obstacle(
        'point-unknown',
        '本局当日适用的制度没有要求这一画面内容',
        'The rules of that day ask for no such content',
        'point',
      ),
    ]
  if (!('mark' in picture)) return []
  const { recording, position } = picture.mark
  if (judged.recordings.includes(recording) && position <= gathered(length, 'length')) return []
  return [
    obstacle(
      'mark-outside',
      '标出的时刻不在这次活动的音像之内',
      'That moment lies in no recording of this activity',
      'mark',
    ),
  ]
}

const isTied = ({ tied = [] }: ActivityState, { recording }: RecordingTie): boolean =>
  tied.some((one) => one.recording === recording)

const tieObstacles = (state: ActivityState, tie: RecordingTie): Obstacle[] =>
  isTied(state, tie)
    ? [obstacle('tied-already', '这段音像已经关联到这次活动', 'That recording is tied to it already', 'recording')]
    : []

const untieObstacles = (state: ActivityState, tie: RecordingTie): Obstacle[] =>
  isTied(state, tie)
    ? []
    : [obstacle('not-tied', '这段音像没有关联到这次活动', 'That recording is not tied to it', 'recording')]

/** Of what goes on the rest is asked for when it ends; what is over is not completed afterwards with half a reason. */
const claimObstacles = ({ facts }: ActivityState, claim: ExemptionClaim, context: ActivityContext): Obstacle[] => [
  ...gathered(context.grounds, 'grounds').flatMap(groundObstacles),
  ...(facts.end === undefined ? [] : exemptionObstacles(claim, gathered(context.completion, 'completion').foundBy)),
]

function groundObstacles({ activity, available, duties }: GroundFor): Obstacle[] {
  if (available) return []
  if (duties.length === 0)
    return [
      obstacle(
        'exemption-not-printed',
        '本局当日适用的制度没有规定这种可以不录的情形',
        'The rules of that day know no such ground',
        'ground',
      ),
    ]
  const { zh, en } = activityNames[activity]
  return duties.map((citation) => ({
    ...obstacle(
      'must-be-filmed',
      `“${zh}”应当进行音像记录，不能以此为由不录`,
      `“${en}” must be filmed; this ground does not lift it`,
      'ground',
    ),
    citation,
  }))
}

function orderObstacles({ facts }: ActivityState, { otherActs, judged }: ActivityContext): Obstacle[] {
  if (facts.end !== undefined)
    return [
      obstacle(
        'activity-ended',
        '这次活动已经结束，不能事后要求录制',
        'It has ended: nothing can be ordered afterwards',
      ),
    ]
  if (!gathered(otherActs, 'otherActs'))
    return [
      obstacle(
        'no-other-acts',
        '本局执行的制度没有“其他应当录制的行为”',
        'The instruments the bureau runs on have no other acts recorded',
      ),
    ]
  if (judged?.isRequired !== true) return []
  return [
    obstacle(
      'required-anyhow',
      '这次活动本来就应当录制，或已经要求录制',
      'It has to be recorded anyhow, or was ordered to be',
    ),
  ]
}
