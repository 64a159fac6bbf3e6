import type { z } from 'zod'
import { type Instant, millisecondsOf, type Obstacle, text } from '../kernel/index.ts'
import type { ActivityCorrection, ActivityFacts, activityEvents, GapExplanation } from './events.ts'

type Body<K extends keyof typeof activityEvents> = z.infer<(typeof activityEvents)[K]>
interface Signed {
  readonly at: Instant
  readonly by: string
}

/** One activity: what was registered, what annotations correct, and how its gaps were explained. */
export interface ActivityState {
  readonly registered: ActivityFacts & Signed
  /** What it is taken to be: the registration, its end, and what the annotations say instead. */
  readonly facts: ActivityFacts
  readonly annotations: readonly (Body<'ActivityAnnotated/1'> & Signed)[]
  readonly explanations: readonly (GapExplanation & Signed)[]
}

/** What the events of one `activity:` stream leave behind. */
export function foldActivity(
  state: ActivityState | undefined,
  event: { readonly kind: string; readonly at: Instant; readonly actor: string; readonly body: unknown },
): ActivityState | undefined {
  const signed = { at: event.at, by: event.actor }
  if (event.kind === 'ActivityRegistered/1') {
    const facts = event.body as ActivityFacts
    return { registered: { ...facts, ...signed }, facts, annotations: [], explanations: [] }
  }
  if (!state) return undefined
  switch (event.kind) {
    case 'ActivityEnded/1':
      return { ...state, facts: { ...state.facts, end: (event.body as Body<'ActivityEnded/1'>).end } }
    case 'ActivityAnnotated/1': {
      const said = event.body as Body<'ActivityAnnotated/1'>
      return {
        ...state,
        facts: corrected(state.facts, said.corrects ?? {}),
        annotations: [...state.annotations, { ...said, ...signed }],
      }
    }
    case 'GapExplained/1':
      return { ...state, explanations: [...state.explanations, { ...(event.body as GapExplanation), ...signed }] }
    default:
      return state
  }
}

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
