import type { z } from 'zod'
import { type Instant, millisecondsOf, type Obstacle, text } from '../kernel/index.ts'
import { type EventOf, type Signed, signed } from '../stream/index.ts'
import type {
  ActivityCorrection,
  ActivityFacts,
  activityEvents,
  ExemptionClaim,
  GapExplanation,
  RecordingLoss,
  RecordingTie,
} from './events.ts'

type Body<K extends keyof typeof activityEvents> = z.infer<(typeof activityEvents)[K]>

/** One activity: what was registered, what annotations correct, and how its gaps were explained. */
export interface ActivityState {
  readonly registered: ActivityFacts & Signed
  /** What it is taken to be: the registration, its end, and what the annotations say instead. */
  readonly facts: ActivityFacts
  readonly annotations: readonly (Body<'ActivityAnnotated/1'> & Signed)[]
  readonly explanations: readonly (GapExplanation & Signed)[]
  /** Absent until somebody has reviewed it. */
  readonly reviews?: readonly (Body<'ActivityReviewed/1'> & Signed)[]
  /** Recordings tied to it by a person; absent while there was never one. */
  readonly tied?: readonly (RecordingTie & Signed)[]
  /** That a leader has it recorded, each from the moment it was said; absent while nobody did. */
  readonly ordered?: readonly (Body<'FilmingOrdered/1'> & Signed)[]
  /** Why it need not be filmed, the latest last; absent while nobody said so. */
  readonly exemptions?: readonly (ExemptionClaim & Signed)[]
  /** What was recorded and is lost; absent while nothing is. */
  readonly losses?: readonly (RecordingLoss & Signed)[]
}

/** What the events of one `activity:` stream leave behind. */
export function evolveActivity(
  state: ActivityState | undefined,
  event: EventOf<typeof activityEvents>,
): ActivityState | undefined {
  const by = signed(event)
  if (event.kind === 'ActivityRegistered/1')
    return { registered: { ...event.body, ...by }, facts: event.body, annotations: [], explanations: [] }
  if (!state) return undefined
  switch (event.kind) {
    case 'ActivityEnded/1':
      return { ...state, facts: { ...state.facts, end: event.body.end } }
    case 'ActivityAnnotated/1':
      return {
        ...state,
        facts: corrected(state.facts, event.body.corrects ?? {}),
        annotations: [...state.annotations, { ...event.body, ...by }],
      }
    case 'GapExplained/1':
      return { ...state, explanations: [...state.explanations, { ...event.body, ...by }] }
    case 'ActivityReviewed/1':
      return { ...state, reviews: [...(state.reviews ?? []), { ...event.body, ...by }] }
    case 'PictureConfirmed/1': {
      const others = (state.facts.pictures ?? []).filter((one) => one.point !== event.body.point)
      return { ...state, facts: { ...state.facts, pictures: [...others, event.body] } }
    }
    case 'RecordingTied/1':
      return { ...state, tied: [...without(state.tied, event.body.recording), { ...event.body, ...by }] }
    case 'RecordingUntied/1':
      return { ...state, tied: without(state.tied, event.body.recording) }
    case 'FilmingOrdered/1':
      return { ...state, ordered: [...(state.ordered ?? []), { ...event.body, ...by }] }
    case 'ExemptionClaimed/1':
      return { ...state, exemptions: [...(state.exemptions ?? []), { ...event.body, ...by }] }
    case 'RecordingLost/1':
      return { ...state, losses: [...(state.losses ?? []), { ...event.body, ...by }] }
    default:
      return state
  }
}

const without = (tied: ActivityState['tied'], recording: string) =>
  (tied ?? []).filter((one) => one.recording !== recording)

/** The facts with what an annotation says instead. */
export const corrected = (facts: ActivityFacts, corrects: ActivityCorrection): ActivityFacts => ({
  ...facts,
  ...(Object.fromEntries(
    Object.entries(corrects).filter(([, value]) => value !== undefined),
  ) as Partial<ActivityFacts>),
})

/** Clocks of browsers and servers are never quite the same. */
const TOLERANCE = 60_000
/** An activity without a case is of one duty; what is longer was not ended. */
const DAY = 86_400_000

/** What is wrong with the times of an activity; empty when nothing. */
export function timeObstacles({ start, end }: Pick<ActivityFacts, 'start' | 'end'>, now: Instant): Obstacle[] {
  const obstacles: Obstacle[] = []
  const need = (met: boolean, code: string, field: string, zh: string, en: string): void => {
    if (!met) obstacles.push({ code, message: text(zh, en), field })
  }
  const [from, at] = [millisecondsOf(start), millisecondsOf(now)]
  const to = end === undefined ? undefined : millisecondsOf(end)
  need(
    from <= at + TOLERANCE,
    'activity-in-future',
    'start',
    '开始时间在将来：活动开始后再登记',
    'It begins in the future: register it once it has begun',
  )
  if (to === undefined) return obstacles
  need(to <= at + TOLERANCE, 'activity-in-future', 'end', '结束时间在将来', 'It ends in the future')
  need(to > from, 'activity-ends-before', 'end', '结束时间不能早于或等于开始时间', 'It must end after it begins')
  need(
    to - from <= DAY,
    'activity-too-long',
    'end',
    '一次活动不超过二十四小时：请核对时间，或分次登记',
    'An activity lasts at most twenty-four hours: check the times, or register it in parts',
  )
  return obstacles
}
