import { dateOf, numberOf } from '@liuhen/core/calendar'
import { type CalendarDate, dayOf, type Instant, instantOf, millisecondsOf, startOf } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { latenessOf } from './rules.ts'

/** What is counted of the recordings of one unit, officer or device that began in a time. */
export interface RecordingTally {
  /** Undefined where nobody and nothing is on record. */
  readonly key: string | null
  readonly unit: string | null
  /** When the last of them began. */
  readonly latest: Instant
  readonly recordings: number
  readonly minutes: number
  readonly openGaps: number
  readonly unreadable: number
  /** Of so many it is known by when they were to be handed over, and so many were later. */
  due: number
  late: number
  /** The first of those, by when they began. */
  readonly lates: LateRecording[]
}

export interface LateRecording {
  readonly recording: string
  readonly fileName: string
  readonly device: string | null
  readonly milliseconds: number
}

/** Which recordings are counted, and by what. `listed`: so many late ones are named of all together, `least` of each. */
export interface Counting {
  readonly firstDay: CalendarDate
  readonly lastDay: CalendarDate
  readonly by: 'unit' | 'officer' | 'device'
  readonly units?: readonly string[] | undefined
  readonly listed: { readonly all: number; readonly least: number; readonly most: number }
}

const [HOUR, DAY] = [3_600_000, 86_400_000]
/** Hours of an end that are told apart after its day began; what ends later is judged by itself. */
const HOURS = 48
/** Of what has to be judged by itself about so many are held at once. */
const AT_ONCE = 50_000

/**
 * Days of the same rules, and by when what ends in an hour of such a day was to be handed over, at the earliest and at the
 * latest, in seconds since the day began. A later end never makes it due sooner, so only what arrived between the two has to be
 * looked at; null where the rules say nothing.
 */
interface Bands {
  readonly firstDay: CalendarDate
  readonly lastDay: CalendarDate
  readonly earliest: readonly (number | null)[]
  readonly latest: readonly (number | null)[]
}

function handoverBands(book: Book, { firstDay, lastDay }: Pick<Counting, 'firstDay' | 'lastDay'>): Bands[] {
  const found: Bands[] = []
  const last = numberOf(lastDay)
  for (let n = numberOf(firstDay); n <= last; n++) {
    const day = dateOf(n)
    const rules = book.askerOn(day)
    // Hours run by the clock: days of the same rules have the same terms, counted from their beginning.
    while (n < last && book.askerOn(dateOf(n + 1)) === rules) n++
    const begins = millisecondsOf(startOf(day))
    const dueAfter = (end: number): number | null => {
      const due = book.ask(day, { ask: 'handover', what: 'all', recordingEnd: instantOf(begins + end) })?.value.due
      return due ? (millisecondsOf(due) - begins) / 1000 : null
    }
    const hours = Array.from({ length: HOURS }, (_, hour) => hour)
    found.push({
      firstDay: day,
      lastDay: dateOf(n),
      earliest: hours.map((hour) => dueAfter(hour * HOUR)),
      latest: hours.map((hour) => dueAfter((hour + 1) * HOUR - 1)),
    })
  }
  return found
}

/** Moments are told apart by the millisecond. */
const HALF = 0.0005

/** The recordings of days of the same rules, each with whether it is in time, late, or to be judged by itself. */
function judged({ by, units }: Counting, { firstDay, lastDay, earliest, latest }: Bands, only?: 'late') {
  const [begins, ends] = [startOf(firstDay), instantOf(millisecondsOf(startOf(lastDay)) + DAY)]
  const since = (column: string) =>
    sql`(date_part('epoch', ${sql.ref(column)}) - ${millisecondsOf(begins) / 1000}::float8)`
  // Nothing that was there so soon after its end can be late.
  const soon = Math.min(...earliest.map((due, hour) => (due ?? Infinity) - ((hour + 1) * HOUR) / 1000))
  const known = Number.isFinite(soon) ? sql`arrived_at > end_at + ${soon}::float8 * interval '1 second'` : sql`false`
  // Each step stands by itself, so that nothing is worked out twice for ten million rows.
  return sql`
    select key, unit, id, start_at, length, open_gaps, derived, earliest is not null as has_term, arrived > latest as is_late,
      timed_apart or hour is null or (arrived > earliest and arrived <= latest) as apart
    from (
      select *, (${[...earliest]}::float8[])[hour] + ${HALF}::float8 as earliest, (${[...latest]}::float8[])[hour] + ${HALF}::float8 as latest
      from (
        select key, unit, id, start_at, open_gaps, derived, timed_apart, ends - starts as length, arrived - day as arrived,
          case when ends >= day and ends - day < ${HOURS * 3600} then floor((ends - day) / 3600)::int + 1 end as hour
        from (
          select *, floor(starts / 86400) * 86400 as day
          from (
            select ${sql.ref(by)} as key, unit, id, start_at, open_gaps, derived, timed_apart,
              ${since('start_at')} as starts, ${since('end_at')} as ends, ${since('arrived_at')} as arrived
            from recordings
            where start_at >= ${begins}::timestamptz and start_at < ${ends}::timestamptz and not unconfirmed
              ${units ? sql`and unit = any(${[...units]}::uuid[])` : sql``}
              ${only ? sql`and (timed_apart or end_at < start_at or end_at >= start_at + interval '24 hours' or ${known})` : sql``}
            offset 0
          ) as found offset 0
        ) as dated offset 0
      ) as banded offset 0
    ) as termed`
}

interface Counted {
  readonly key: string | null
  readonly unit: string | null
  readonly latest: Instant
  readonly recordings: number
  readonly minutes: number
  readonly open_gaps: number
  readonly unreadable: number
  readonly due: number
  readonly late: number
  readonly apart: number
}

interface Told {
  readonly key: string | null
  readonly unit: string | null
  readonly id: string
  readonly start_at: Instant
  readonly apart: boolean
}

/**
 * The recordings of so many days, counted in the database by unit, officer or device and by the unit they are of: what can be
 * said of an hour's ends at once is said there, the rest one by one by the rules of its day, and so are those that are named.
 */
export async function talliesBegun(db: Db, book: Book, counting: Counting): Promise<RecordingTally[]> {
  const tallies = new Map<string, RecordingTally>()
  const parts: { readonly bands: Bands; readonly late: number; readonly apart: number }[] = []
  for (const bands of handoverBands(book, counting)) {
    const { rows } = await sql<Counted>`
      select key, unit, max(start_at) as latest, count(*) as recordings, sum(open_gaps) as open_gaps, sum(length) / 60 as minutes,
        count(*) filter (where derived = 'failed') as unreadable,
        count(*) filter (where not apart and has_term) as due, count(*) filter (where not apart and is_late) as late,
        count(*) filter (where apart) as apart
      from (${judged(counting, bands)}) as judged group by key, unit`.execute(db)
    for (const { open_gaps: openGaps, apart: _, ...one } of rows) {
      const key = `${one.key} ${one.unit}`
      const before = tallies.get(key)
      tallies.set(key, before ? sumOf(before, { ...one, openGaps }) : { ...one, openGaps, lates: [] })
    }
    const sum = (of: 'late' | 'apart'): number => rows.reduce((so, one) => so + one[of], 0)
    parts.push({ bands, late: sum('late'), apart: sum('apart') })
  }
  const { all, least, most } = counting.listed
  const listed = Math.min(most, Math.max(least, Math.floor(all / Math.max(1, tallies.size))))
  for (const { bands, late, apart } of parts) {
    if (apart + (listed > 0 ? late : 0) === 0) continue
    const [first, last] = [numberOf(bands.firstDay), numberOf(bands.lastDay)]
    const stretch = Math.ceil((last - first + 1) / Math.max(1, Math.ceil(apart / AT_ONCE)))
    for (let day = first; day <= last; day += stretch) {
      const days = { firstDay: dateOf(day), lastDay: dateOf(Math.min(day + stretch - 1, last)) }
      await tellApart(db, book, counting, { ...bands, ...days }, tallies, listed)
    }
  }
  return [...tallies.values()]
}

const sumOf = (one: RecordingTally, other: Omit<RecordingTally, 'lates'>): RecordingTally => ({
  ...one,
  latest: one.latest > other.latest ? one.latest : other.latest,
  recordings: one.recordings + other.recordings,
  minutes: one.minutes + other.minutes,
  openGaps: one.openGaps + other.openGaps,
  unreadable: one.unreadable + other.unreadable,
  due: one.due + other.due,
  late: one.late + other.late,
})

/** Judges one by one what no band could, and names the first late ones. */
async function tellApart(
  db: Db,
  book: Book,
  counting: Counting,
  bands: Bands,
  tallies: ReadonlyMap<string, RecordingTally>,
  listed: number,
): Promise<void> {
  const { rows } = await sql<Told>`
    select key, unit, id, start_at, apart from (
      select key, unit, id, start_at, apart,
        row_number() over (partition by key, unit, apart order by start_at, id) as place
      from (${judged(counting, bands, 'late')}) as judged where apart or is_late
    ) as told where apart or place <= ${listed} order by start_at, id`.execute(db)
  const wanted = rows.filter(
    ({ key, unit, apart }) => apart || (tallies.get(`${key} ${unit}`)?.lates.length ?? 0) < listed,
  )
  for (let at = 0; at < wanted.length; at += PAGE) await judge(db, book, wanted.slice(at, at + PAGE), tallies, listed)
}

/** As many as are asked for by name at once. */
const PAGE = 5000

async function judge(
  db: Db,
  book: Book,
  told: readonly Told[],
  tallies: ReadonlyMap<string, RecordingTally>,
  listed: number,
): Promise<void> {
  const { rows } = await sql<{
    id: string
    start_at: Instant
    end_at: Instant
    arrived_at: Instant
    unconfirmed: boolean
    device: string | null
    file_name: string
    away: Parameters<typeof latenessOf>[1]['state']['away'] | null
    times: Parameters<typeof latenessOf>[1]['state']['times'] | null
  }>`
    select id, start_at, end_at, arrived_at, unconfirmed, device, file_name,
      case when timed_apart then state -> 'away' end as away, case when timed_apart then state -> 'times' end as times
    from recordings where id = any(${told.map((one) => one.id)}::uuid[])`.execute(db)
  const byId = new Map(rows.map((one) => [one.id, one]))
  for (const { id, key, unit, apart } of told) {
    const [row, tally] = [byId.get(id), tallies.get(`${key} ${unit}`)]
    if (!row || !tally) continue
    const state = { ...(row.away && { away: row.away }), ...(row.times && { times: row.times }) }
    const late = book.on(dayOf(row.start_at)) && latenessOf(book, { ...row, state })
    if (late === undefined) continue
    if (apart) tally.due++
    if (late === 0) continue
    if (apart) tally.late++
    if (tally.lates.length < listed)
      tally.lates.push({ recording: id, fileName: row.file_name, device: row.device, milliseconds: late })
  }
}
