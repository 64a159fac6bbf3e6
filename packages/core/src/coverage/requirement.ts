import type { Activity } from '../policy/index.ts'
import { dayOf } from '../kernel/index.ts'
import type { Citation } from '../kernel/index.ts'
import type { Act, ActivityFacts } from './facts.ts'
import { united } from './intervals.ts'
import type { Spans } from './intervals.ts'
import type { KindRules, RulesInForce } from './rules-in-force.ts'
import { momentOf } from './moment.ts'

export type Level = KindRules['recording']['level']
export type RecordedPart = NonNullable<KindRules['holds']['holds']>[number]
export type Pause = KindRules['continuity']['pause']

/** One reason for which an activity is filmed: its kind, or a mark from the moment it was made. */
export interface Ground {
  readonly kind: Activity
  readonly level: Level
  readonly from: number
  readonly to: number
  readonly pause: Pause
  /** Whether the rules say from when to when; otherwise the whole act is taken. */
  readonly isWholeSaid: boolean
  readonly startsAtArrival: boolean
  readonly recording: readonly Citation[]
  readonly continuity: readonly Citation[]
}

/** What the rules ask of one activity. Instants in milliseconds. */
export interface Requirement {
  /** The strongest of its grounds. */
  readonly level: Level
  /** Whether it has to be filmed: `must`, or `implied` by a wider term. */
  readonly isRequired: boolean
  readonly grounds: readonly Ground[]
  /** When it has to be filmed. */
  readonly required: Spans
  /** When nothing excuses an interruption. */
  readonly unbroken: Spans
  readonly pause: Pause
  /** More than one camera, or an operator of its own, each from when what asks for it begins; the strictest first. */
  readonly crews: readonly CrewWanted[]
  /** What a recording of it must have from when on: sound, picture. */
  readonly holds: readonly {
    readonly of: Activity
    readonly part: RecordedPart
    readonly citations: readonly Citation[]
  }[]
  /** What must be in the picture, in the words of the instruments. */
  readonly pictures: readonly { readonly point: string; readonly citations: readonly Citation[] }[]
  /** What the party is told; first where the text says so, before the act or before what the mark marks. */
  readonly notices: readonly {
    readonly of: Activity
    readonly isFirst: boolean
    readonly say: string
    readonly citations: readonly Citation[]
  }[]
  /** What a recorder must have. */
  readonly by: { readonly needs: readonly string[]; readonly auxiliariesMayOnlyAssist: boolean }
  /** Settings of the bureau that are missing, so that this is not the last word. */
  readonly open: readonly string[]
}

export type CrewWanted = NonNullable<KindRules['crew']['crew']> & {
  readonly of: Activity
  readonly citations: readonly Citation[]
}

const STRENGTH: readonly Level[] = ['none', 'as-needed', 'implied', 'must']
const STRICTNESS: readonly Pause[] = ['unsaid', 'with-reason', 'never']
export const isBinding = (level: Level): boolean => level === 'must' || level === 'implied'
const strongest = <T>(order: readonly T[], all: readonly T[]): T =>
  order[Math.max(0, ...all.map((one) => order.indexOf(one)))] as T

/** What must be filmed of it, by whom, from when to when, what must be seen, what the party is told, by these rules. */
export function requirementFor(activity: Act, rules: RulesInForce): Requirement {
  const kinds = kindsOf(activity, rules)
  const grounds = kinds.map((one) => groundOf(activity, one.rules, one.from))
  const binding = grounds.filter((one) => isBinding(one.level))
  return {
    ...timelessOf(
      kinds.map((one) => one.rules),
      rules,
    ),
    grounds,
    required: united(binding),
    unbroken: united(binding.filter((one) => one.pause === 'never')),
  }
}

/** What does not hang on when it was done: the same for all activities of the same kinds, of which there are few. */
type Timeless = Omit<Requirement, 'grounds' | 'required' | 'unbroken'>
const known = new WeakMap<RulesInForce, Map<string, Timeless>>()

function timelessOf(kinds: readonly KindRules[], rules: RulesInForce): Timeless {
  const made = known.get(rules) ?? new Map<string, Timeless>()
  known.set(rules, made)
  const key = kinds.length === 1 ? (kinds[0]?.kind ?? '') : kinds.map((one) => one.kind).join(' ')
  const before = made.get(key)
  if (before !== undefined) return before
  const timeless = timelessFrom(kinds, rules)
  made.set(key, timeless)
  return timeless
}

function timelessFrom(kinds: readonly KindRules[], rules: RulesInForce): Timeless {
  const binding = kinds.filter((one) => isBinding(one.recording.level))
  const [officer, auxiliary] = [rules.recorder('officer'), rules.recorder('auxiliary')]
  const crews = kinds.flatMap(({ kind, crew: { crew, citations } }) => (crew ? [{ ...crew, of: kind, citations }] : []))
  return {
    level: strongest(
      STRENGTH,
      kinds.map((one) => one.recording.level),
    ),
    isRequired: binding.length > 0,
    pause: strongest(
      STRICTNESS,
      binding.map((one) => one.continuity.pause),
    ),
    crews: crews.sort((a, b) => (a.level === b.level ? 0 : a.level === 'must' ? -1 : 1)),
    holds: partsOf(binding),
    pictures: picturesOf(kinds),
    notices: noticesOf(kinds),
    by: { needs: officer.needs, auxiliariesMayOnlyAssist: auxiliary.mayOnlyAssist === true },
    open: [...new Set(kinds.flatMap(({ recording, continuity }) => [...recording.open, ...continuity.open]))],
  }
}

interface Kind {
  readonly rules: KindRules
  readonly from?: number
}

/** Its own kind, then those it was marked with, each from its earliest moment. */
function kindsOf(activity: ActivityFacts, rules: RulesInForce): readonly Kind[] {
  if (activity.marks.length === 0) return [{ rules: rules.kind(activity.type) }]
  const marks = new Map<Activity, number | undefined>()
  for (const { mark, at } of activity.marks) {
    if (mark === activity.type) continue
    const from = at === undefined ? undefined : momentOf(at)
    const known = marks.get(mark)
    const isEarlier = known !== undefined && from !== undefined && from < known
    if (!marks.has(mark) || from === undefined || isEarlier) marks.set(mark, from)
  }
  return [
    { rules: rules.kind(activity.type) },
    ...[...marks].map(([mark, from]) => ({ rules: rules.kind(mark), ...(from !== undefined && { from }) })),
  ]
}

function groundOf(activity: Act, rules: KindRules, markedAt?: number): Ground {
  const { recording, continuity } = rules
  const startsAtArrival = continuity.start === 'arrival' && activity.arrived !== undefined && markedAt === undefined
  const from = markedAt ?? momentOf(startsAtArrival ? (activity.arrived ?? activity.start) : activity.start)
  return {
    kind: rules.kind,
    level: recording.level,
    from,
    to: momentOf(activity.end),
    pause: continuity.pause,
    isWholeSaid: continuity.start !== undefined || continuity.pause !== 'unsaid',
    startsAtArrival,
    recording: recording.citations,
    continuity: continuity.citations,
  }
}

const partsOf = (kinds: readonly KindRules[]): Requirement['holds'] =>
  kinds.flatMap(({ kind, holds: { holds, citations } }) => (holds ?? []).map((part) => ({ of: kind, part, citations })))

const picturesOf = (kinds: readonly KindRules[]): Requirement['pictures'] => [
  ...new Map(kinds.flatMap((one) => one.pictures).map((picture) => [picture.point, picture])).values(),
]

const noticesOf = (kinds: readonly KindRules[]): Requirement['notices'] =>
  kinds.flatMap(({ kind, notice }) =>
    notice.told
      ? [{ of: kind, isFirst: notice.beforehand === true, say: notice.say ?? '', citations: notice.citations }]
      : [],
  )

/** The day whose rules an activity is judged by: that on which it began. */
export const dayOfAct = (activity: ActivityFacts) => dayOf(activity.start)
