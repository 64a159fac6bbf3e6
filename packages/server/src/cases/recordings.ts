import type { ProposedRecording } from '@liuhen/contract/cases'
import type { TiedRecording } from '@liuhen/core/case'
import {
  beijing,
  type CalendarDate,
  type Instant,
  instantOf,
  millisecondsOf,
  type Obstacle,
  startOf,
  text,
} from '@liuhen/core/kernel'
import { isRejected } from '@liuhen/core/recordings'
import type { Book } from '../packs/index.ts'
import { namesOfPeople } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { filingObstacles, type RecordingRowOf } from '../recordings/index.ts'

/** When an act was done, as it is told: the whole day where no hours are. */
export interface When {
  readonly on: CalendarDate
  readonly at?: string | undefined
  readonly until?: string | undefined
}

const DAY = 86_400_000
/** The longest a recording is taken to be: one that could reach into a moment began no earlier than this before it. */
const LONGEST = DAY

function momentOf(on: CalendarDate, clock: string): Instant {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return instantOf(millisecondsOf(startOf(on)) + (hour * 60 + minute) * 60_000)
}

function spanOf({ on, at, until }: When): readonly [from: Instant, to: Instant] {
  const end = instantOf(millisecondsOf(startOf(on)) + DAY)
  return [at === undefined ? startOf(on) : momentOf(on, at), until === undefined ? end : momentOf(on, until)]
}

const clock = (instant: Instant): string => beijing(instant).slice(11, 16)

/** The part of a recording that lies in an act, by the corrected times; undefined where none does. */
function partIn(row: RecordingRowOf, when: When): TiedRecording | undefined {
  const [from, to] = spanOf(when)
  const [begins, ends] = [row.start_at > from ? row.start_at : from, row.end_at < to ? row.end_at : to]
  if (begins >= ends) return undefined
  // A part that ends with the day ends in its last minute: there is no 24:00.
  const last = ends >= instantOf(millisecondsOf(startOf(when.on)) + DAY) ? '23:59' : clock(ends)
  return { recording: row.id, from: row.start_at, to: row.end_at, at: clock(begins), until: last }
}

/** Recordings by these people that lie in the act at least in part, first ones first. */
export async function proposedFor(db: Db, people: readonly string[], when: When): Promise<ProposedRecording[]> {
  if (people.length === 0) return []
  const [from, to] = spanOf(when)
  const rows = await db
    .selectFrom('recordings')
    .selectAll()
    .where((where) => where.or([where('officer', 'in', [...people]), where('claimed_officer', 'in', [...people])]))
    .where('start_at', '<', to)
    .where('start_at', '>', instantOf(millisecondsOf(from) - LONGEST))
    .where('end_at', '>', from)
    .orderBy('start_at')
    .orderBy('id')
    .limit(50)
    .execute()
  const names = await namesOfPeople(db)
  return rows.flatMap((row) => {
    const part = partIn(row, when)
    if (part === undefined || isRejected(row.state) || row.state.times?.impossible) return []
    const officer = row.officer ?? row.claimed_officer
    return {
      recording: row.id,
      fileName: row.file_name,
      ...(officer !== null && { officer: names.get(officer) ?? '' }),
      device: row.device_key,
      start: row.start_at,
      end: row.end_at,
      unconfirmed: row.unconfirmed,
      at: part.at,
      until: part.until,
    }
  })
}

/** The recordings named as parts of the act, and what speaks against some of them. */
export async function tiedTo(
  db: Db,
  book: Book,
  named: readonly string[],
  people: readonly string[],
  when: When,
): Promise<{ readonly tied: readonly TiedRecording[]; readonly against: readonly Obstacle[] }> {
  if (named.length === 0) return { tied: [], against: [] }
  const rows = await db
    .selectFrom('recordings')
    .selectAll()
    .where('id', 'in', [...named])
    .execute()
  const against: Obstacle[] = await filingObstacles(db, book, named)
  const tied: TiedRecording[] = []
  for (const id of new Set(named)) {
    const row = rows.find((one) => one.id === id)
    const found = row && people.includes(row.officer ?? row.claimed_officer ?? '') ? row : undefined
    const part = found && partIn(found, when)
    const name = row?.file_name ?? id
    if (!found)
      against.push(
        fault('recording-elsewhere', `音像 ${name} 不是参加这项行为的人录制的`, `${name} is by nobody who took part`),
      )
    else if (found.unconfirmed)
      against.push(
        fault(
          'recording-unconfirmed',
          `音像 ${name} 的来源还没有核实，核实以前不能算作这项行为的记录`,
          `Where ${name} is from is not confirmed: until it is, it is no recording of this act`,
        ),
      )
    else if (!part)
      against.push(
        fault(
          'recording-at-another-time',
          `音像 ${name} 不在这项行为的时间内`,
          `${name} is of another time than the act`,
        ),
      )
    else tied.push(part)
  }
  return { tied, against }
}

const fault = (code: string, zh: string, en: string): Obstacle => ({ code, message: text(zh, en), field: 'recordings' })
