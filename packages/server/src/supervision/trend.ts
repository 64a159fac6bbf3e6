import type { IndexGoalRow, Indices } from '@liuhen/contract/supervision'
import type { CalendarDate } from '@liuhen/core/kernel'
import { figureOf, goalFor, type IndexCounts, IndexKind, needsActivities, periodBefore } from '@liuhen/core/supervision'
import { countBegun, type RecordingTally, talliesBegun } from '../recordings/index.ts'
import { emergenciesBetween } from '../requests/index.ts'
import { wasChecked } from './checked.ts'
import { FOUND_ON, NOWHERE, seesAll, span } from './here.ts'
import { daysNamed, type Figuring, quarterNamed, visibleUnit } from './figuring.ts'

const NONE = { all: 0, least: 0, most: 0 }

/** Periods shown: the one asked for and those before it. */
const TREND = 4

/** What all that a viewer sees of a period comes to, of what an index is worked out of. */
export type Whole = Omit<IndexCounts, 'findings' | 'score'>

/** The period asked for, and what it comes to. */
interface AskedFor {
  readonly period: string
  readonly firstDay: CalendarDate
  readonly today: CalendarDate
  readonly whole: Whole
}

/** Beside the period asked for those before it: what was found, and the figures of what is wanted in it. */
export async function trend(
  { db, book, viewer, recorded }: Figuring,
  { period, firstDay, today, whole }: AskedFor,
  set: readonly IndexGoalRow[],
): Promise<Indices['trend']> {
  const every = period.includes('Q') ? 'quarter' : period.includes('-') ? 'month' : 'year'
  const named = (first: CalendarDate): string =>
    every === 'quarter' ? quarterNamed(first) : first.slice(0, every === 'year' ? 4 : 7)
  const periods: { period: string; firstDay: CalendarDate }[] = [{ period, firstDay }]
  for (let day = firstDay; periods.length < TREND;) {
    day = periodBefore(every, day).firstDay
    periods.unshift({ period: named(day), firstDay: day })
  }
  const units = seesAll(viewer) ? undefined : viewer.units
  const wanted = IndexKind.options.filter((index) => index !== 'score' && goalFor(set, index, firstDay))
  return Promise.all(
    periods.map(async (one) => {
      const days = daysNamed(one.period)
      const [from, before] = span(days.firstDay, days.lastDay)
      let found = db
        .selectFrom('findings')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where(FOUND_ON, '>=', days.firstDay)
        .where(FOUND_ON, '<=', days.lastDay)
        .where('stands', '<>', 'withdrawn')
      if (units) found = found.where('unit', 'in', [NOWHERE, ...units])
      const last = days.lastDay < today ? days.lastDay : today
      // What takes long is asked of past periods only where something is wanted of it.
      const earlier = async (): Promise<Whole> => {
        const [begun, looks, activities] = await Promise.all([
          wanted.includes('late') && days.firstDay <= last
            ? talliesBegun(db, book, { firstDay: days.firstDay, lastDay: last, by: 'unit', units, listed: NONE }).then(
                sumOf,
              )
            : countBegun(db, from, before, units).then((of) => ({ ...of, due: 0, late: 0 })),
          wanted.includes('lookups') ? emergenciesBetween(db, from, before) : [],
          wanted.some(needsActivities) ? recorded?.(viewer, days) : undefined,
        ])
        return {
          ...begun,
          lookups: lookupsOf(looks.filter((one) => visibleUnit(viewer, one.unit))),
          ...(activities && { activities: activities.whole }),
        }
      }
      const [{ n: findings }, isChecked, counted] = await Promise.all([
        found.executeTakeFirstOrThrow(),
        wasChecked(db, days, units),
        one.period === period ? whole : earlier(),
      ])
      const counts: IndexCounts = { ...counted, findings: isChecked || findings > 0 ? findings : undefined }
      return {
        period: one.period,
        ...(counts.findings !== undefined && { findings: counts.findings }),
        recordings: counts.recordings,
        goals: wanted.map((index) => {
          const [figure, goal] = [figureOf(index, counts), goalFor(set, index, days.firstDay)?.goal]
          return { index, ...(figure !== undefined && { figure }), ...(goal !== undefined && { goal }) }
        }),
      }
    }),
  )
}

/** What counts by unit, officer or device come to, what is nobody's among them. */
export function sumOf(all: readonly RecordingTally[]): Omit<Whole, 'activities' | 'lookups'> {
  const sum = (of: 'recordings' | 'due' | 'late' | 'openGaps' | 'unreadable'): number =>
    all.reduce((so, one) => so + one[of], 0)
  return {
    recordings: sum('recordings'),
    due: sum('due'),
    late: sum('late'),
    openGaps: sum('openGaps'),
    unreadable: sum('unreadable'),
  }
}

/** How many look-ups nobody had approved, and of how many of them no purpose was found. */
export const lookupsOf = (
  looks: readonly { readonly justified?: boolean | undefined }[],
): NonNullable<Whole['lookups']> => ({
  all: looks.length,
  unjustified: looks.filter((one) => one.justified === false).length,
})
