import type { UnrecordedActivity } from '@liuhen/contract/activities'
import { permits } from '@liuhen/contract'
import { scopeOf, type Viewer, within } from '@liuhen/core/access'
import type { ActivityCoverage, Finding } from '@liuhen/core/coverage'
import { type CalendarDate, dayOf, type Instant, instantOf, millisecondsOf, startOf } from '@liuhen/core/kernel'
import { activitiesBetween, type ActivityRowOf, activityRows, explainsFor } from '../activities/index.ts'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { judged, recordingsBeside } from './judging.ts'

const DAY = 86_400_000
/** Days looked back. What was not said by then is found on the page of its day, and is late by any of the instruments. */
export const DAYS = 30
/** While somebody is out, or a camera may still be docked, the day is worked out anew this often. */
const AGAIN = 60_000
/** A transaction may commit behind one that began later: positions this far back are looked at once more. */
const BEHIND = 500
/** More than this at once is not followed event by event: everything is worked out anew. */
const FOLLOWED = 5_000

interface Lacking {
  readonly row: ActivityRowOf
  readonly coverage: ActivityCoverage
  readonly findings: readonly Finding[]
}

interface Day {
  readonly lacking: Promise<readonly Lacking[]>
  /** Activities and recordings it was worked out from, by their streams. */
  readonly from: Set<string>
  /** Worked out anew from then on, milliseconds; never by time alone once nothing is awaited. */
  until: number
}

/** What of these findings says that recording was missing. */
const isLack = (one: Finding): boolean =>
  one.weight === 'breach' && ['not-recorded', 'late-start', 'early-stop', 'inner-gap'].includes(one.code)

/**
 * 应录未录 of the last days. Coverage is computed from facts and never stored; here a day's result is held in memory until
 * the journal shows that one of its facts has changed, so that the workbench of everybody can ask for it every minute.
 */
export class Unrecorded {
  readonly #days = new Map<CalendarDate, Day>()
  #book: Book | undefined
  #position: number | undefined
  #passed = new Set<number>()

  /** From the earliest day looked at, those of the activities this viewer can do something about, latest first. */
  async of(
    db: Db,
    book: Book,
    viewer: Viewer,
    now: Instant,
  ): Promise<{ from: CalendarDate; rows: UnrecordedActivity[] }> {
    const from = dayOf(instantOf(millisecondsOf(now) - (DAYS - 1) * DAY))
    const scope = scopeOf(viewer)
    const acts = permits(viewer.roles, 'explainActivityGap') || permits(viewer.roles, 'reviewActivity')
    if (!scope || !acts) return { from, rows: [] }
    await this.#follow(db, book)
    const found: { one: Lacking; act: 'explain' | 'review' }[] = []
    for (let i = 0; i < DAYS; i++) {
      const day = dayOf(instantOf(millisecondsOf(now) - i * DAY))
      if (!book.on(day)) continue
      for (const one of await this.#day(db, book, day, now)) {
        const { unit, people } = one.row
        const sees = within(scope, { unit }) || people.includes(viewer.person)
        const act = sees ? actFor(viewer, one) : undefined
        if (act) found.push({ one, act })
      }
    }
    const rows = await activityRows(
      db,
      found.map(({ one }) => one.row),
    )
    return { from, rows: found.map(({ one, act }, i) => rowOf(book, one, act, rows[i] as UnrecordedActivity['row'])) }
  }

  async #day(db: Db, book: Book, day: CalendarDate, now: Instant): Promise<readonly Lacking[]> {
    const known = this.#days.get(day)
    if (known && millisecondsOf(now) < known.until) return known.lacking
    const from = new Set<string>()
    const fresh: Day = { from, until: Number.POSITIVE_INFINITY, lacking: lackingOn(db, book, day, now, from) }
    this.#days.set(day, fresh)
    try {
      const lacking = await fresh.lacking
      if (from.delete(WAITS)) fresh.until = millisecondsOf(now) + AGAIN
      return lacking
    } catch (error) {
      if (this.#days.get(day) === fresh) this.#days.delete(day)
      throw error
    }
  }

  /** Forgets the days that what has been written since touches. */
  async #follow(db: Db, book: Book): Promise<void> {
    const since = this.#position
    const rows = await db
      .selectFrom('journal')
      .select(['position', 'stream', 'kind', 'at'])
      .$if(since !== undefined, (query) => query.where('position', '>', (since ?? 0) - BEHIND))
      .orderBy('position', 'desc')
      .limit(FOLLOWED)
      .execute()
    const last = rows[0]?.position ?? 0
    const all = book !== this.#book || since === undefined || rows.length === FOLLOWED
    const fresh = rows.filter((one) => !this.#passed.has(one.position))
    this.#book = book
    this.#position = last
    this.#passed = new Set(rows.map((one) => one.position).filter((one) => one > last - BEHIND))
    if (all || fresh.some(({ kind }) => OF_ALL.test(kind))) return this.#days.clear()
    await this.#forget(db, new Set(fresh.map((one) => one.stream)))
  }

  async #forget(db: Db, streams: ReadonlySet<string>): Promise<void> {
    const ids = (type: string) =>
      [...streams].filter((one) => one.startsWith(`${type}:`)).map((one) => one.slice(type.length + 1))
    for (const [day, { from }] of this.#days) if ([...streams].some((one) => from.has(one))) this.#days.delete(day)
    const [activities, recordings] = [ids('activity'), ids('recording')]
    const [begun, filmed] = await Promise.all([
      activities.length ? db.selectFrom('activities').select('start_at').where('id', 'in', activities).execute() : [],
      recordings.length ? db.selectFrom('recordings').select('start_at').where('id', 'in', recordings).execute() : [],
    ])
    for (const { start_at } of begun) this.#days.delete(dayOf(start_at))
    // What was filmed after midnight may be of the evening before.
    for (const { start_at } of filmed)
      for (const before of [0, DAY]) this.#days.delete(dayOf(instantOf(millisecondsOf(start_at) - before)))
  }
}

/** Facts that every day rests on. */
const OF_ALL = /^(Person(Added|Changed)|RolesGiven|Device(Registered|Changed)|Fault(Reported|Acknowledged))\//
const WAITS = 'waits'

/** What lacks recording among the activities that began on that day; notes in `from` what it was worked out from. */
async function lackingOn(
  db: Db,
  book: Book,
  day: CalendarDate,
  now: Instant,
  from: Set<string>,
): Promise<readonly Lacking[]> {
  const midnight = startOf(day)
  const nextDay = instantOf(millisecondsOf(midnight) + DAY)
  const all = await activitiesBetween(db, midnight, nextDay)
  const activities = all.filter((one) => dayOf(one.start_at) === day)
  if (activities.length === 0) return []
  const recordings = await recordingsBeside(db, activities, day, now)
  const chosen = recordings.filter((one) => book.on(dayOf(one.start_at)) !== undefined)
  for (const one of activities) from.add(`activity:${one.id}`)
  for (const one of recordings) from.add(`recording:${one.id}`)
  const found = await judged(db, book, activities, chosen, now)
  return activities.flatMap((row) => {
    const coverage = found?.of.get(row.id)
    if (!coverage?.requirement.isRequired) return []
    if (coverage.waiting || row.end_at === null) from.add(WAITS)
    const findings = coverage.findings.filter(isLack)
    return coverage.coverage.missing.length > 0 && findings.length > 0 ? [{ row, coverage, findings }] : []
  })
}

/** Every stretch that is missing was spoken of by somebody. */
const isExplained = ({ row, coverage }: Lacking): boolean =>
  coverage.coverage.missing.every(({ from, to }) =>
    row.state.explanations.some((one) => millisecondsOf(one.from) < to && from < millisecondsOf(one.to)),
  )

/** What this viewer does about it: who was there or leads them says why, once; who watches over it looks at it, until that is said. */
function actFor(viewer: Viewer, one: Lacking): 'explain' | 'review' | undefined {
  if (permits(viewer.roles, 'explainActivityGap') && explainsFor(viewer, one.row) && !isExplained(one)) return 'explain'
  if (!permits(viewer.roles, 'reviewActivity')) return undefined
  const { reviews = [], explanations } = one.row.state
  const [last, told] = [reviews.at(-1)?.at, explanations.at(-1)?.at]
  return last === undefined || (told !== undefined && told > last) ? 'review' : undefined
}

function rowOf(
  book: Book,
  one: Lacking,
  act: UnrecordedActivity['act'],
  row: UnrecordedActivity['row'],
): UnrecordedActivity {
  const [first] = one.findings
  return {
    row,
    act,
    missing: one.coverage.coverage.missing.reduce((sum, { from, to }) => sum + (to - from), 0),
    explained: isExplained(one),
    message: (first as Finding).message,
    citations: (first as Finding).citations.map((each) => book.shelf.citationView(each)),
  }
}
