import type { RecordingFilter, RecordingRow, RecordingState as StateName } from '@liuhen/contract/recordings'
import { type Belonging, type Scope, scopeOf, type Viewer } from '@liuhen/core/access'
import {
  because,
  CalendarDate,
  Instant,
  instantOf,
  Malformed,
  millisecondsOf,
  startOf,
  storable,
} from '@liuhen/core/kernel'
import { type Derivative, flagsOf, isRejected, originOf } from '@liuhen/core/recordings'
import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { namesOfPeople, unitNamesOf } from '../people/index.ts'
import '../devices/tables.ts'
import type { Book } from '../packs/index.ts'
import type { Db, Schema } from '../platform/database/index.ts'
import { isUnmatched, unmatchedAmong } from './duty.ts'
import { latenessOf } from './rules.ts'
import type { RecordingTable } from './tables.ts'

type Filter = z.output<typeof RecordingFilter>
export type RecordingRowOf = Selectable<RecordingTable>
type Row = RecordingRowOf
type Where = ExpressionBuilder<Schema, 'recordings'>

/** What of the recordings a viewer sees, as SQL; nothing when the scope is nothing. */
export function visible(where: Where, scope: Scope) {
  if (!scope) return where.lit(false)
  if ('all' in scope) return where.lit(true)
  const own = [where('officer', '=', scope.person), where('sender', '=', scope.person)]
  if (!('units' in scope) || scope.units.length === 0) return where.or(own)
  return where.or([...own, where('unit', 'in', scope.units), where('asked_unit', 'in', scope.units)])
}

/** What shows a recording to whoever looks: its view copy, or the picture where it is one; undefined where nothing can. */
export const shownBy = ({ state }: Pick<Row, 'state'>): Derivative | undefined =>
  state.derivatives.find((one) => one.kind === 'view-copy') ?? state.derivatives.find((one) => one.kind === 'still')

/** Whose a recording is, for the same question about one of them. */
export const belongingOf = (row: Pick<Row, 'unit' | 'officer' | 'sender' | 'asked_unit'>): Belonging => ({
  unit: row.unit ?? undefined,
  officer: row.officer ?? undefined,
  sender: row.sender ?? undefined,
  asked: row.asked_unit ?? undefined,
})

function narrowed(
  where: Where,
  filter: Filter,
  { unread, blind }: { readonly unread: readonly string[]; readonly blind: ReadonlySet<string> },
) {
  const day = (date: string) => startOf(CalendarDate.parse(date))
  // Asked for by what is kept from the viewer they would be told all the same.
  const named = filter.officer ?? filter.device ?? filter.search
  return where.and([
    ...(named && blind.size > 0 ? [sql<boolean>`not id = any(${[...blind]}::uuid[])`] : []),
    ...(filter.officer ? [where('officer', '=', filter.officer)] : []),
    ...(filter.unit ? [where('unit', '=', filter.unit)] : []),
    ...(filter.device ? [where('device', '=', filter.device)] : []),
    ...(filter.from ? [where('start_at', '>=', day(filter.from))] : []),
    ...(filter.to ? [where('start_at', '<', instantOf(millisecondsOf(day(filter.to)) + 86_400_000))] : []),
    ...(filter.search ? [mentions(where, filter.search, unread)] : []),
    ...(filter.state ? [stateIs(where, filter.state)] : []),
  ])
}

/** The words stand in the file's name, where that may be read, the device's number, or the name of the person who recorded. */
function mentions(where: Where, words: string, unread: readonly string[]) {
  const like = `%${storable(words).replaceAll(/[%_\\]/g, String.raw`\$&`)}%`
  return where.or([
    unread.length === 0
      ? where('file_name', 'ilike', like)
      : where.and([where('file_name', 'ilike', like), where('id', 'not in', [...unread])]),
    where('device', 'in', where.selectFrom('devices').select('devices.id').where('number', 'ilike', like)),
    where('officer', 'in', where.selectFrom('people').select('people.id').where('name', 'ilike', like)),
  ])
}

/** Nobody has said of it that it is not what is claimed. */
const isOpen = sql<boolean>`state -> 'rejection' is null`

function stateIs(where: Where, state: z.infer<typeof StateName>) {
  if (state === 'needs-explanation') return where('open_gaps', '>', 0)
  if (state === 'outside-duty') return isUnmatched
  if (state === 'unconfirmed') return where.and([where('unconfirmed', '=', true), isOpen])
  if (state === 'rejected') return where.and([where('unconfirmed', '=', true), where.not(isOpen)])
  if (state === 'flagged') return where.and([where('flagged', '=', true), where('unconfirmed', '=', false)])
  if (state === 'disposed') return where('disposed', '=', true)
  if (state === 'ready') return where.and([where('derived', '=', 'ready'), where('disposed', '=', false)])
  return where('derived', '=', state === 'failed' ? 'failed' : 'waiting')
}

const PAGE = 60
/** Of more than so many it is said that there are more: nobody waits while ten millions are counted. */
const COUNTED = 100_000

/** A page of recordings, newest first, and how many there are in all. `after` is the `next` of the page before. */
export async function listRecordings(
  db: Db,
  viewer: Viewer,
  filter: Filter,
  book?: Book,
  closed?: (rows: readonly Row[]) => Promise<ReadonlySet<string>>,
  {
    unread = [],
    blind = new Set(),
  }: { readonly unread?: readonly string[]; readonly blind?: ReadonlySet<string> } = {},
): Promise<{ rows: RecordingRow[]; next?: string; total: number; more?: true }> {
  const scope = scopeOf(viewer)
  const chosen = db
    .selectFrom('recordings')
    .where((where) => where.and([visible(where, scope), narrowed(where, filter, { unread, blind })]))
  const limit = filter.limit ?? PAGE
  let page = chosen
    .selectAll()
    .orderBy('start_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (filter.after !== undefined) {
    const [at, id] = cursor(filter.after)
    page = page.where(sql<boolean>`(start_at, id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const rows = await page.execute()
  const all = db
    .selectFrom(
      chosen
        .select((where) => where.lit(1).as('one'))
        .limit(COUNTED + 1)
        .as('counted'),
    )
    .select(({ fn }) => fn.countAll<number>().as('total'))
  // A first page that holds everything need not be counted.
  const { total } =
    filter.after === undefined && rows.length <= limit ? { total: rows.length } : await all.executeTakeFirstOrThrow()
  const last = rows.length > limit ? rows[limit - 1] : undefined
  const shown = rows.slice(0, limit)
  return {
    rows: blinded(withClosed(await rowViews(db, shown, book), await closed?.(shown)), blind),
    total: Math.min(total, COUNTED),
    ...(total > COUNTED && { more: true }),
    ...(last && { next: `${last.start_at}~${last.id}` }),
  }
}

/** Rows that are known and not seen say so, so that nobody asks for their pictures. */
export const withClosed = (rows: RecordingRow[], closed: ReadonlySet<string> | undefined): RecordingRow[] =>
  closed === undefined || closed.size === 0
    ? rows
    : rows.map((one) => (closed.has(one.id) ? { ...one, closed: true } : one))

/** Rows of which the viewer has a verdict to give tell neither who recorded it nor what leads there: device and file name. */
export const blinded = (rows: RecordingRow[], blind: ReadonlySet<string>): RecordingRow[] =>
  rows.map((one) => {
    if (!blind.has(one.id)) return one
    const { device: _device, officer: _officer, take: _take, ...rest } = one
    return { ...rest, fileName: '', still: false, blind: true }
  })

function cursor(after: string): [string, string] {
  const [at, id, more] = after.split('~')
  if (more !== undefined || !Instant.safeParse(at).success || !z.uuid().safeParse(id).success)
    throw because(
      Malformed,
      'cursor',
      '翻页标记不对，请从头查看',
      'The page mark is not of its shape: start from the first page',
      { field: 'after' },
    )
  return [at as string, id as string]
}

/** Rows as the desk shows them, with names in place of ids; with the rules, also which were handed over late. */
export async function rowViews(db: Db, rows: readonly Row[], book?: Book): Promise<RecordingRow[]> {
  if (rows.length === 0) return []
  const [units, people, numbers, unmatched] = await Promise.all([
    unitNamesOf(db),
    namesOfPeople(db),
    numbersOfDevices(db, rows),
    book ? unmatchedAmong(db, book, rows) : new Set<string>(),
  ])
  return rows.map((row) => {
    const late = book && latenessOf(book, row)
    const view = rowView(row, units, people, numbers)
    if (unmatched.has(row.id)) view.states.unshift('outside-duty')
    return { ...view, ...(late !== undefined && { late: late > 0 }) }
  })
}

async function numbersOfDevices(db: Db, rows: readonly Row[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.map((row) => row.device).filter((one) => one !== null))]
  if (ids.length === 0) return new Map()
  const found = await db.selectFrom('devices').select(['id', 'number']).where('id', 'in', ids).execute()
  return new Map(found.map((one) => [one.id, one.number]))
}

function rowView(
  row: Row,
  units: ReadonlyMap<string, string>,
  people: ReadonlyMap<string, string>,
  numbers: ReadonlyMap<string, string>,
): RecordingRow {
  const { arrival, times } = row.state
  const number = (row.device && numbers.get(row.device)) ?? originOf(row.state).deviceNumber
  // An offset that was not applied makes no time better known.
  const error = times ? times.error : originOf(row.state).clock?.error
  const states: RecordingRow['states'] = []
  if (row.open_gaps > 0) states.push('needs-explanation')
  if (row.unconfirmed) states.push(isRejected(row.state) ? 'rejected' : 'unconfirmed')
  else if (row.flagged) states.push('flagged')
  states.push(row.disposed ? 'disposed' : row.derived === 'waiting' ? 'deriving' : row.derived)
  return {
    id: row.id,
    fileName: row.file_name,
    mediaType: arrival.mediaType,
    bytes: row.bytes,
    start: row.start_at,
    end: row.end_at,
    takeSegments: row.take_segments,
    arrivedAt: row.arrived_at,
    flags: flagsOf(row.state),
    states,
    still: row.state.derivatives.some((one) => one.kind === 'still'),
    ...(number !== undefined && { device: { number, ...(row.device && { id: row.device }) } }),
    ...(row.officer && { officer: { id: row.officer, name: people.get(row.officer) ?? '' } }),
    ...(row.unit && { unit: { id: row.unit, name: units.get(row.unit) ?? '' } }),
    ...(error !== undefined && { error }),
    ...(row.take && { take: row.take }),
  }
}
