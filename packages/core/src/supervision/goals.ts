import { z } from 'zod'
import { dateOf, numberOf } from '../calendar/index.ts'
import { CalendarDate, dayOf, type Text, text } from '../kernel/index.ts'
import type { Decider, Moment, Signed, StreamOf } from '../stream/index.ts'
import { signed } from '../stream/index.ts'
import { obstacle, standing } from './obstacle.ts'

/** What a goal can be set for: shares in percent of what they are of, and the score of a hundred. */
export const indexKinds = {
  recorded: { title: text('应记录事项的记录率', 'Share recorded of what had to be'), unit: '%', wants: 'at-least' },
  explained: { title: text('中断说明率', 'Share of interruptions explained'), unit: '%', wants: 'at-least' },
  late: { title: text('逾期移交率', 'Share handed over late'), unit: '%', wants: 'at-most' },
  interruptions: { title: text('每百份未说明中断', 'Unexplained per hundred recordings'), unit: '', wants: 'at-most' },
  unreadable: { title: text('不可读率', 'Share that cannot be read'), unit: '%', wants: 'at-most' },
  lookups: {
    title: text('无正当理由的紧急调阅占比', 'Share of emergency look-ups without a purpose'),
    unit: '%',
    wants: 'at-most',
  },
  problems: { title: text('每百份音像问题', 'Findings per hundred recordings'), unit: '', wants: 'at-most' },
  score: { title: text('得分', 'Score'), unit: '', wants: 'at-least' },
} as const satisfies Readonly<
  Record<string, { readonly title: Text; readonly unit: string; readonly wants: 'at-most' | 'at-least' }>
>
export type IndexKind = keyof typeof indexKinds
export const IndexKind = z.enum(Object.keys(indexKinds) as [IndexKind, ...IndexKind[]])

export const indexGoalEvents = {
  /**
   * What the bureau wants of an index in every period that begins on that day or later, until the next one counts: in tenths,
   * of a percent or of a point; absent, nothing is wanted any more.
   */
  'IndexGoalSet/1': z.object({
    index: IndexKind,
    goal: z.number().int().min(0).max(1000).optional(),
    /** So many days after a period may go by before it is said that the goal was missed. */
    graceDays: z.number().int().min(0).max(366),
    from: CalendarDate,
    /** The paper or decision it comes from. */
    source: z.string().trim().min(2).max(200),
  }),
} as const
export type IndexGoal = z.infer<(typeof indexGoalEvents)['IndexGoalSet/1']>
export type IndexGoalState = IndexGoal & Signed

export interface SetIndexGoal {
  readonly do: 'set'
  readonly goal: IndexGoal
}

const goalDecider: Decider<IndexGoalState, SetIndexGoal, typeof indexGoalEvents, Moment> = {
  evolve: (_before, event) => ({ ...event.body, ...signed(event) }),
  obstacles: (_before, { goal: { from } }, { at }) =>
    standing(
      from < dayOf(at) &&
        obstacle(
          'goal-backdated',
          '目标只对以后开始的期间有效：起算日不能早于今天',
          'A goal counts for periods to come: it cannot begin before today',
          { field: 'from' },
        ),
    ),
  decide: (_before, { goal }) => [{ kind: 'IndexGoalSet/1', body: goal }],
}

export const indexGoalStream = {
  prefix: 'index-goal',
  events: indexGoalEvents,
  decider: goalDecider,
  table: {
    name: 'index_goals',
    columns: (one: IndexGoalState) => ({ index: one.index, from_day: one.from, set_at: one.at }),
  },
} as const satisfies StreamOf<IndexGoalState, typeof indexGoalEvents, SetIndexGoal, Moment>

/** The goal of an index for a period that began on that day: of those that counted by then the latest; undefined where none is wanted. */
export function goalFor<G extends IndexGoalState>(
  goals: readonly G[],
  index: IndexKind,
  firstDay: CalendarDate,
): (G & { readonly goal: number }) | undefined {
  const last = goals
    .filter((one) => one.index === index && one.from <= firstDay)
    .toSorted((a, b) => a.from.localeCompare(b.from) || a.at.localeCompare(b.at))
    .at(-1)
  return last?.goal === undefined ? undefined : { ...last, goal: last.goal }
}

/** Activities that had to be recorded and those that were; where their recordings broke off and how often that was explained. */
export interface RecordedCounts {
  readonly required: number
  readonly recorded: number
  readonly interruptions: number
  readonly explained: number
}

/** Of which of these a figure needs every activity held against its recordings: they are counted where they are wanted. */
export const needsActivities = (index: IndexKind): boolean => index === 'recorded' || index === 'explained'

/** The counts an index is worked out of. */
export interface IndexCounts {
  readonly recordings: number
  readonly due: number
  readonly late: number
  readonly openGaps: number
  readonly unreadable: number
  /** Activities that had to be recorded; absent where nobody counted them. */
  readonly activities?: RecordedCounts | undefined
  /** Look-ups that nobody had approved, and of how many no purpose was found. */
  readonly lookups?: { readonly all: number; readonly unjustified: number } | undefined
  /** Both absent where nothing was checked. */
  readonly findings?: number | undefined
  readonly score?: number | undefined
}

/** The figure of an index in tenths, to the nearest; undefined where there is nothing it could be of. */
export function figureOf(index: IndexKind, of: IndexCounts): number | undefined {
  const share = (part: number, whole: number): number | undefined =>
    whole === 0 ? undefined : Math.round((part * 1000) / whole)
  switch (index) {
    case 'recorded':
      return of.activities && share(of.activities.recorded, of.activities.required)
    case 'explained':
      return of.activities && share(of.activities.explained, of.activities.interruptions)
    case 'lookups':
      return of.lookups && share(of.lookups.unjustified, of.lookups.all)
    case 'late':
      return share(of.late, of.due)
    case 'interruptions':
      return share(of.openGaps, of.recordings)
    case 'unreadable':
      return share(of.unreadable, of.recordings)
    case 'problems':
      return of.findings === undefined ? undefined : share(of.findings, of.recordings)
    case 'score':
      return of.score === undefined ? undefined : of.score * 10
  }
}

export const GoalStands = z.enum(['met', 'waiting', 'missed'])
export type GoalStands = z.infer<typeof GoalStands>

/** The last day on which nobody says that a goal was missed. */
export const graceEnds = (lastDay: CalendarDate, graceDays: number): CalendarDate =>
  dateOf(numberOf(lastDay) + graceDays)

/** Whether a figure meets its goal. That it does not is said once the period and its days of grace are over, not before. */
export function goalStands(
  { index, goal, graceDays }: { readonly index: IndexKind; readonly goal: number; readonly graceDays: number },
  figure: number,
  lastDay: CalendarDate,
  today: CalendarDate,
): GoalStands {
  const isMet = indexKinds[index].wants === 'at-most' ? figure <= goal : figure >= goal
  if (isMet) return 'met'
  return today <= graceEnds(lastDay, graceDays) ? 'waiting' : 'missed'
}

/** A figure or goal in tenths as it is written: `98.5`, `2`. */
export const tenths = (of: number): string => (of % 10 === 0 ? String(of / 10) : (of / 10).toFixed(1))
