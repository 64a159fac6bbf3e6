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
/** Of what may have to be judged by itself about so many are looked at at once. */
const AT_ONCE = 100_000

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

/** Those that are counted of days of the same rules. */
function begun({ units }: Counting, { firstDay, lastDay }: Bands) {
  const [begins, ends] = [startOf(firstDay), instantOf(millisecondsOf(startOf(lastDay)) + DAY)]
  return sql`start_at >= ${begins}::timestamptz and start_at < ${ends}::timestamptz and not unconfirmed
    ${units ? sql`and unit = any(${[...units]}::uuid[])` : sql``}`
}

/** Whether there is a term for whatever ends on a day of these rules, or for nothing; undefined where the hour decides. */
const hasTerm = ({ earliest }: Bands): boolean | undefined =>
  earliest.every((due) => due !== null) || (earliest.some((due) => due !== null) ? undefined : false)

/** Nearly all were there so soon after their end that none of them can be late: these are the others. */
function notSoon(bands: Bands) {
  const termed = hasTerm(bands)
  if (termed === undefined) return sql`true`
  const soon = Math.min(...bands.earliest.map((due, hour) => (due ?? Infinity) - ((hour + 1) * HOUR) / 1000))
  return sql`(timed_apart or end_at < start_at or end_at >= start_at + interval '24 hours'
    ${termed ? sql`or arrived_at > end_at + ${soon}::float8 * interval '1 second'` : sql``})`
}

/** Of days of the same rules those that may be late, each with whether it is, is not, or is to be judged by itself. */
function judged(counting: Counting, bands: Bands) {
  const { earliest, latest } = bands
  const since = (column: string) =>
    sql`(date_part('epoch', ${sql.ref(column)}) - ${millisecondsOf(startOf(bands.firstDay)) / 1000}::float8)`
  // Each step stands by itself, so that nothing is worked out twice for ten million rows.
  return sql`
    select key, unit, id, starts, ends, day + arrived as arrived, timed_apart,
      earliest is not null as has_term, arrived > latest as is_late,
      timed_apart or hour is null or (arrived > earliest and arrived <= latest) as apart
    from (
      select *, (${[...earliest]}::float8[])[hour] + ${HALF}::float8 as earliest, (${[...latest]}::float8[])[hour] + ${HALF}::float8 as latest
      from (
        select key, unit, id, starts, ends, day, timed_apart, arrived - day as arrived,
          case when ends >= day and ends - day < ${HOURS * 3600} then floor((ends - day) / 3600)::int + 1 end as hour
        from (
          select *, floor(starts / 86400) * 86400 as day
          from (
            select ${sql.ref(counting.by)} as key, unit, id, timed_apart,
              ${since('start_at')} as starts, ${since('end_at')} as ends, ${since('arrived_at')} as arrived
            from recordings where ${begun(counting, bands)} and ${notSoon(bands)} offset 0
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
  readonly not_soon: number
}

/** What is said of those of a key that an hour tells of, or one recording with its times in milliseconds since the days began. */
type Told = { readonly key: string | null; readonly unit: string | null } & (
  | { readonly id: null; readonly due: number; readonly late: number }
  | {
      readonly id: string
      readonly starts: number
      readonly ends: number
      readonly arrived: number
      readonly apart: boolean
      readonly timed_apart: boolean
    }
)
type One = Extract<Told, { id: string }>

/** What its times alone do not say of a recording. */
type Besides = Parameters<typeof latenessOf>[1]['state']

/** The first late ones of each, before it is looked up what they are called. */
type Lates = Map<RecordingTally, Pick<LateRecording, 'recording' | 'milliseconds'>[]>

const nameOf = ({ key, unit }: Pick<RecordingTally, 'key' | 'unit'>): string => `${key} ${unit}`

/**
 * The recordings of so many days, counted in the database by unit, officer or device and by the unit they are of: what can be
 * said of an hour's ends at once is said there, the rest one by one by the rules of its day, and so are those that are named.
 */
export async function talliesBegun(db: Db, book: Book, counting: Counting): Promise<RecordingTally[]> {
  const tallies = new Map<string, RecordingTally>()
  const parts: { readonly bands: Bands; readonly notSoon: number }[] = []
  for (const bands of handoverBands(book, counting)) {
    const { rows } = await sql<Counted>`
      select ${sql.ref(counting.by)} as key, unit, max(start_at) as latest, count(*) as recordings, sum(open_gaps) as open_gaps,
        date_part('epoch', sum(end_at - start_at)) / 60 as minutes, count(*) filter (where derived = 'failed') as unreadable,
        count(*) filter (where ${notSoon(bands)}) as not_soon
      from recordings where ${begun(counting, bands)} group by 1, 2`.execute(db)
    for (const { open_gaps: openGaps, not_soon: notSoon, ...one } of rows) {
      const soon = hasTerm(bands) === true ? one.recordings - notSoon : 0
      const counted = { ...one, openGaps, due: soon, late: 0 }
      const before = tallies.get(nameOf(one))
      tallies.set(nameOf(one), before ? sumOf(before, counted) : { ...counted, lates: [] })
    }
    const notSoonOf = rows.reduce((sum, one) => sum + one.not_soon, 0)
    if (notSoonOf > 0) parts.push({ bands, notSoon: notSoonOf })
  }
  const { all, least, most } = counting.listed
  const listed = Math.min(most, Math.max(least, Math.floor(all / Math.max(1, tallies.size))))
  const lates: Lates = new Map()
  for (const { bands, notSoon: found } of parts) {
    const between = termsBetween(book, bands)
    const [first, last] = [numberOf(bands.firstDay), numberOf(bands.lastDay)]
    const stretch = Math.ceil((last - first + 1) / Math.ceil(found / AT_ONCE))
    for (let day = first; day <= last; day += stretch) {
      const days = { firstDay: dateOf(day), lastDay: dateOf(Math.min(day + stretch - 1, last)) }
      const begins = millisecondsOf(startOf(days.firstDay))
      const told = await tellApart(db, counting, { ...bands, ...days }, listed)
      const besides = await besidesOf(db, told)
      for (const one of told) {
        const tally = tallies.get(nameOf(one))
        // What came in since the others were counted is for the next time.
        if (!tally) continue
        if (one.id === null) {
          tally.due += one.due
          tally.late += one.late
        } else judge(one, besides.get(one.id) ?? {}, { book, begins, between }, { tally, lates, listed })
      }
    }
  }
  await nameLates(db, lates)
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

/** How many of those that may be late are due and late as far as their hours tell; and one by one, by when they began, the others and the first late ones. */
async function tellApart(db: Db, counting: Counting, bands: Bands, listed: number): Promise<readonly Told[]> {
  const milliseconds = (column: string) => sql`round(${sql.ref(column)} * 1000)::bigint`
  const { rows } = await sql<Told>`
    with judged as materialized (${judged(counting, bands)})
    select key, unit, null::uuid as id, count(*) filter (where not apart and has_term) as due,
      count(*) filter (where not apart and is_late) as late,
      null::bigint as starts, null::bigint as ends, null::bigint as arrived, null::boolean as apart, null::boolean as timed_apart
    from judged group by key, unit
    union all
    select key, unit, id, null, null, ${milliseconds('starts')}, ${milliseconds('ends')}, ${milliseconds('arrived')}, apart, timed_apart
    from (
      select *, row_number() over (partition by key, unit, apart order by starts, id) as place
      from judged where apart or is_late
    ) as told where apart or place <= ${listed}
    order by starts, id`.execute(db)
  return rows
}

async function besidesOf(db: Db, told: readonly Told[]): Promise<ReadonlyMap<string, Besides>> {
  const ids = told.flatMap((one) => (one.id !== null && one.timed_apart ? [one.id] : []))
  if (ids.length === 0) return new Map()
  type Row = { readonly id: string; readonly away: Besides['away'] | null; readonly times: Besides['times'] | null }
  const { rows } = await sql<Row>`
    select id, state -> 'away' as away, case when (state -> 'times' -> 'impossible') is not null then state -> 'times' end as times
    from recordings where id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, away, times }) => [id, { ...(away && { away }), ...(times && { times }) }]))
}

/** The rules some days have in common, the first of which begins then. */
interface Judging {
  readonly book: Book
  readonly begins: number
  readonly between: ReturnType<typeof termsBetween>
}

/** Counts one by itself, and keeps it among the first late ones. */
function judge(
  one: One,
  besides: Besides,
  judging: Judging,
  { tally, lates, listed }: { readonly tally: RecordingTally; readonly lates: Lates; readonly listed: number },
): void {
  const before = lates.get(tally) ?? []
  const isListed = before.length < listed
  if (!one.apart && !isListed) return
  const late = (one.apart ? roughly(one, besides, judging) : undefined) ?? exactly(one, besides, judging)
  if (late === 'no term') return
  if (one.apart) tally.due++
  if (late === 'in time') return
  if (one.apart) tally.late++
  if (!isListed) return
  const by = late === 'late' ? exactly(one, besides, judging) : late
  if (typeof by === 'number') lates.set(tally, [...before, { recording: one.id, milliseconds: by }])
}

type Verdict = 'no term' | 'in time' | 'late'

/** By when it was due at the earliest and at the latest, in milliseconds since its day began; null where there is no term. */
type Between = readonly [earliest: number | null, latest: number | null]

/** The terms of what ended in an hour of a day of those rules and was brought back in another, for a reason; each is asked once. */
function termsBetween(book: Book, { firstDay }: Bands) {
  const begins = millisecondsOf(startOf(firstDay))
  const known = new Map<string, Between>()
  return (reason: string, ended: number, returned: number): Between => {
    const key = `${ended} ${returned} ${reason}`
    const due = (within: number): number | null => {
      const inside = (hour: number): Instant => instantOf(begins + hour * HOUR + within)
      const away = { reason, recordingEnd: inside(ended), returned: inside(returned) }
      const at = book.ask(firstDay, { ask: 'handover', what: 'all', ...away })?.value.due
      return at ? millisecondsOf(at) - begins : null
    }
    const found = known.get(key) ?? [due(0), due(HOUR - 1)]
    known.set(key, found)
    return found
  }
}

/** What the hours alone say of one that was away: later ends and later returns make nothing due sooner. Undefined where they do not. */
function roughly(
  { starts, ends, arrived }: One,
  { away, times }: Besides,
  { begins, between }: Judging,
): Verdict | undefined {
  if (!away || times) return undefined
  const day = Math.floor(starts / DAY) * DAY
  const hour = (at: number): number => Math.floor((at - day) / HOUR)
  const [earliest, latest] = between(away.reason, hour(ends), hour(Date.parse(away.returned) - begins))
  if (earliest === null || latest === null) return earliest === latest ? 'no term' : undefined
  if (arrived - day <= earliest) return 'in time'
  return arrived - day > latest ? 'late' : undefined
}

/** By how much it was late, by the rules of its day. */
function exactly({ starts, ends, arrived }: One, state: Besides, { book, begins }: Judging): Verdict | number {
  const at = (since: number): Instant => instantOf(begins + since)
  const row = { start_at: at(starts), end_at: at(ends), arrived_at: at(arrived), unconfirmed: false, state }
  const late = book.on(dayOf(row.start_at)) && latenessOf(book, row)
  return late === undefined ? 'no term' : late === 0 ? 'in time' : late
}

async function nameLates(db: Db, lates: Lates): Promise<void> {
  const ids = [...lates.values()].flat().map((one) => one.recording)
  if (ids.length === 0) return
  const { rows } = await sql<{ id: string; device: string | null; file_name: string }>`
    select id, device, file_name from recordings where id = any(${ids}::uuid[])`.execute(db)
  const byId = new Map(rows.map((one) => [one.id, one]))
  for (const [tally, found] of lates)
    for (const { recording, milliseconds } of found) {
      const row = byId.get(recording)
      if (row) tally.lates.push({ recording, fileName: row.file_name, device: row.device, milliseconds })
    }
}
