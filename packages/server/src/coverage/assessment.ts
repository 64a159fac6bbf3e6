import type { Assessment, AssessmentRows, Share } from '@liuhen/contract/activities'
import { scopeOf, type Viewer } from '@liuhen/core/access'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import { type ActivityCoverage, isRecorded, isWhole } from '@liuhen/core/coverage'
import { CalendarDate, dayOf, type Instant, instantOf, millisecondsOf, startOf } from '@liuhen/core/kernel'
import { rulesOf } from '@liuhen/core/policy'
import type { Days } from '@liuhen/core/supervision'
import { activitiesBetween } from '../activities/index.ts'
import type { Book } from '../packs/index.ts'
import { namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { latenessOf, visible } from '../recordings/index.ts'
import { judged, recordingsBeside } from './judging.ts'

const DAY = 86_400_000

interface Tally {
  activities: number
  required: number
  recorded: number
  unbroken: number
  interruptions: number
  explained: number
  due: number
  inTime: number
}
const none = (): Tally => ({
  activities: 0,
  required: 0,
  recorded: 0,
  unbroken: 0,
  interruptions: 0,
  explained: 0,
  due: 0,
  inTime: 0,
})

/** The days of a quarter up to today, in order. */
function daysOf(quarter: string, today: CalendarDate): CalendarDate[] {
  const [year, n] = [Number(quarter.slice(0, 4)), Number(quarter.slice(5))]
  const first = (month: number): CalendarDate => dayIn(year + Math.floor(month / 12), (month % 12) + 1)
  const last = dateOf(numberOf(first(n * 3)) - 1)
  return daysBetween(first(n * 3 - 3), last < today ? last : today)
}

const dayIn = (year: number, month: number): CalendarDate =>
  CalendarDate.parse(`${year}-${String(month).padStart(2, '0')}-01`)

function daysBetween(first: CalendarDate, last: CalendarDate): CalendarDate[] {
  const [from, to] = [numberOf(first), numberOf(last)]
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => dateOf(from + i))
}

/** What was counted of some days: by unit, by officer, and all of it; on how many days no packs were in force. */
interface Counted {
  readonly units: ReadonlyMap<string, Tally>
  readonly officers: ReadonlyMap<string, Tally>
  readonly whole: Tally
  readonly unjudged: number
}

/** Counts, day by day: a quarter of a bureau is more than is held at once. */
async function countDays(
  db: Db,
  book: Book,
  viewer: Viewer,
  days: readonly CalendarDate[],
  now: Instant,
): Promise<Counted> {
  const [units, officers, whole] = [new Map<string, Tally>(), new Map<string, Tally>(), none()]
  const of = (tallies: Map<string, Tally>, key: string): Tally => {
    const tally = tallies.get(key) ?? none()
    tallies.set(key, tally)
    return tally
  }
  let unjudged = 0
  for (const day of days) {
    if (!book.on(day)) {
      unjudged++
      continue
    }
    const { activities, recordings } = await ofDay(db, book, viewer, day, now)
    for (const { row, found } of activities) {
      count(whole, found)
      count(of(units, row.unit), found)
      for (const person of row.people) count(of(officers, person), found)
    }
    for (const { row, late } of recordings) {
      if (row.unit !== null) {
        countHandover(whole, late)
        countHandover(of(units, row.unit), late)
      }
      if (row.officer !== null) countHandover(of(officers, row.officer), late)
    }
  }
  return { units, officers, whole, unjudged }
}

/** What of some days had to be recorded and was, of what the viewer sees: by unit, by officer and in all. */
export const recordedBetween = (
  db: Db,
  book: Book,
  viewer: Viewer,
  { firstDay, lastDay }: Days,
  now: Instant,
): Promise<Pick<Counted, 'units' | 'officers' | 'whole'>> => {
  const today = dayOf(now)
  return countDays(db, book, viewer, daysBetween(firstDay, lastDay < today ? lastDay : today), now)
}

/** The shares of a quarter by unit and officer, of what the viewer sees. */
export async function assessment(
  db: Db,
  book: Book,
  viewer: Viewer,
  quarter: string,
  now: Instant,
): Promise<Assessment> {
  const days = daysOf(quarter, dayOf(now))
  const { units, officers, whole, unjudged } = await countDays(db, book, viewer, days, now)
  const [names, people] = await Promise.all([unitNamesOf(db), namesOfPeople(db)])
  const rows = [...units]
    .map(([id, tally]) => ({ unit: { id, name: names.get(id) ?? '' }, ...sharesOf(tally) }))
    .toSorted((a, b) => a.unit.name.localeCompare(b.unit.name, 'zh'))
  const each = [...officers]
    .map(([id, tally]) => ({ officer: { id, name: people.get(id) ?? '' }, ...sharesOf(tally) }))
    .toSorted((a, b) => a.officer.name.localeCompare(b.officer.name, 'zh'))
  const last = days.at(-1) ?? dayOf(now)
  return {
    quarter,
    from: days[0] ?? last,
    to: last,
    units: rows,
    officers: each,
    whole: sharesOf(whole),
    asked: askedQuarterly(book, last),
    unjudged,
  }
}

/** What the shares of a unit or an officer are of: every activity that had to be recorded, and what was handed over late. */
export async function assessmentRows(
  db: Db,
  book: Book,
  viewer: Viewer,
  asked: { readonly quarter: string; readonly unit?: string | undefined; readonly officer?: string | undefined },
  now: Instant,
): Promise<AssessmentRows> {
  const { quarter, unit, officer } = asked
  const rows: AssessmentRows = { activities: [], late: [] }
  const people = await namesOfPeople(db)
  for (const day of daysOf(quarter, dayOf(now))) {
    if (!book.on(day)) continue
    const { activities, recordings } = await ofDay(db, book, viewer, day, now)
    for (const { row, found } of activities) {
      if (!found || !isJudged(found)) continue
      if ((unit !== undefined && row.unit !== unit) || (officer !== undefined && !row.people.includes(officer)))
        continue
      rows.activities.push({
        id: row.id,
        activity: row.state.facts.activity,
        start: row.start_at,
        people: row.people.map((one) => people.get(one) ?? ''),
        recorded: isRecorded(found),
        unbroken: isRecorded(found) && isWhole(found),
        ...interruptionsOf(found),
      })
    }
    for (const { row, late } of recordings)
      if (late > 0 && (unit === undefined || row.unit === unit) && (officer === undefined || row.officer === officer))
        rows.late.push({ recording: row.id, fileName: row.file_name, milliseconds: late })
  }
  return rows
}

/** The activities of a day with what is found of each, and its recordings that have a term, by how much each is late. */
async function ofDay(db: Db, book: Book, viewer: Viewer, day: CalendarDate, now: Instant) {
  const [from, to] = [startOf(day), instantOf(millisecondsOf(startOf(day)) + DAY)]
  const scope = scopeOf(viewer)
  const all = await activitiesBetween(db, from, to, { seenBy: scope })
  const activities = all.filter((one) => dayOf(one.start_at) === day)
  const beside = await recordingsBeside(db, activities, day, now)
  const chosen = beside.filter((one) => book.on(dayOf(one.start_at)) !== undefined)
  const judgement = activities.length > 0 ? await judged(db, book, activities, chosen, now) : undefined
  const made = await db
    .selectFrom('recordings')
    .selectAll()
    .where('start_at', '>=', from)
    .where('start_at', '<', to)
    .where((where) => visible(where, scope))
    .execute()
  return {
    activities: activities.map((row) => ({ row, found: judgement?.of.get(row.id) })),
    recordings: made.flatMap((row) => {
      const late = row.unit === null ? undefined : latenessOf(book, row)
      return late === undefined ? [] : [{ row, late }]
    }),
  }
}

/** It had to be recorded, and nothing of it may still come in. */
const isJudged = ({ requirement, waiting }: ActivityCoverage): boolean =>
  requirement.isRequired && waiting === undefined

/**
 * Where a recording broke off, and how often it was explained as the rules accept it. A late start, and an activity that was
 * not recorded at all, interrupted nothing: those are in the other shares.
 */
function interruptionsOf({ coverage: { explained }, findings }: ActivityCoverage) {
  const open = findings.filter(({ code }) => code === 'inner-gap' || code === 'early-stop').length
  return { interruptions: open + explained.length, explained: explained.length }
}

function count(tally: Tally, found: ActivityCoverage | undefined): void {
  tally.activities++
  if (!found || !isJudged(found)) return
  tally.required++
  if (!isRecorded(found)) return
  tally.recorded++
  if (isWhole(found)) tally.unbroken++
  const { interruptions, explained } = interruptionsOf(found)
  tally.interruptions += interruptions
  tally.explained += explained
}

function countHandover(tally: Tally, late: number): void {
  tally.due++
  if (late === 0) tally.inTime++
}

const share = (value: number, of: number): Share => ({
  value,
  of,
  ...(of > 0 && { percent: Math.round((value / of) * 1000) / 10 }),
})

const sharesOf = (tally: Tally): Assessment['whole'] => ({
  activities: tally.activities,
  recorded: share(tally.recorded, tally.required),
  unbroken: share(tally.unbroken, tally.recorded),
  explained: share(tally.explained, tally.interruptions),
  handedOver: share(tally.inTime, tally.due),
})

const askedQuarterly = (book: Book, day: CalendarDate): Assessment['asked'] => {
  const rules = book.on(day)
  if (!rules) return []
  return rulesOf(rules, 'cadence')
    .filter(({ rule }) => rule.every === 'quarter')
    .map(({ rule, used }) => ({
      what: rule.what,
      by: [...rule.by],
      citations: used.citations.map((one) => book.shelf.citationView(one)),
    }))
}
