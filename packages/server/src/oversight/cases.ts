import type { CaseActView, ClockView } from '@liuhen/contract/cases'
import type { QueryOf, Table } from '@liuhen/contract'
import { type OverseenAct, OverseenCase, type OverseenRow } from '@liuhen/contract/oversight'
import type { Viewer } from '@liuhen/core/access'
import { because, Denied, type Instant, instantOf, millisecondsOf, startOf } from '@liuhen/core/kernel'
import type { Said } from '@liuhen/core/procedure'
import { type CaseRowOf, caseRowOf, caseView } from '../cases/index.ts'
import type { Book } from '../packs/index.ts'
import { namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Covering, coveringOf } from './covering.ts'

type Filter = QueryOf<Table['overseenCases']>

const PAGE = 200
const DAY = 86_400_000

/** What is looked at by whom, at which moment, and which recordings' words are kept from them. */
export interface Overseeing {
  readonly db: Db
  readonly book: Book
  readonly viewer: Viewer
  readonly now: Instant
  readonly kept: ReadonlySet<string>
}

const chosen = ({ db }: Overseeing, { from, to, open }: Filter) => {
  let query = db.selectFrom('cases')
  if (from !== undefined) query = query.where('opened_at', '>=', startOf(from))
  if (to !== undefined) query = query.where('opened_at', '<', instantOf(millisecondsOf(startOf(to)) + DAY))
  if (open !== undefined) query = query.where('open', '=', open === 'true')
  return query
}

/** Cases opened in these days, the newest first, and how many there are. */
export async function overseenCases(here: Overseeing, filter: Filter): Promise<{ rows: OverseenRow[]; total: number }> {
  const query = chosen(here, filter)
  const [rows, { total }] = await Promise.all([
    query.selectAll().orderBy('opened_at', 'desc').orderBy('id').limit(PAGE).execute(),
    query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ])
  return { rows: await rowsOf(here, rows), total }
}

/** All cases opened in these days, each whole, but for those that hold what is secret; oldest first. */
export async function overseenWhole(
  here: Overseeing,
  filter: Filter,
): Promise<{ cases: OverseenCase[]; withheld: number }> {
  const rows = await chosen(here, filter).selectAll().orderBy('opened_at').orderBy('id').execute()
  const cases: OverseenCase[] = []
  for (const row of rows) if (!isKept(here, row)) cases.push(await whole(here, row))
  return { cases, withheld: rows.length - cases.length }
}

/** Something marked as a state or business secret is of it, and whoever looks is not among its readers. */
const isKept = ({ kept }: Overseeing, { recordings }: CaseRowOf): boolean => recordings.some((one) => kept.has(one))

/** One case from its beginning. Throws Missing, and Denied where it holds what is secret. */
export async function overseenCase(here: Overseeing, id: string): Promise<OverseenCase> {
  const row = await caseRowOf(here.db, id)
  if (!isKept(here, row)) return whole(here, row)
  throw because(
    Denied,
    'secret',
    '案件里有标为国家秘密或者商业秘密的资料，您不在知悉范围内：请由本局按保密规定另行提供',
    'Something in this case is marked as a state or business secret and you are not among its readers: the bureau provides it by the rules on secrecy',
    { citation: { article: 'national/penalty-law/50' } },
  )
}

async function rowsOf(here: Overseeing, rows: readonly CaseRowOf[]): Promise<OverseenRow[]> {
  const [people, units] = await Promise.all([namesOfPeople(here.db), unitNamesOf(here.db)])
  const views: OverseenRow[] = []
  for (const row of rows) {
    const { words } = await coveringOf(here.db, here.book, row, here.now)
    const standing = row.state.acts.filter((one) => !one.struck)
    const secret = isKept(here, row)
    views.push({
      id: row.id,
      title: secret ? '含有秘密的案件' : words(row.title),
      procedure: row.procedure,
      ...(row.party !== null && !secret && { party: words(row.party) }),
      unit: units.get(row.unit) ?? '',
      officers: row.officers.map((one) => people.get(one) ?? ''),
      stage: row.stage,
      openedAt: row.opened_at,
      open: row.open,
      acts: standing.length,
      recorded: standing.filter((one) => one.recordings.length > 0).length,
    })
  }
  return views
}

async function whole(here: Overseeing, row: CaseRowOf): Promise<OverseenCase> {
  const { db, book, viewer, now } = here
  const covering = await coveringOf(db, book, row, now)
  const view = await caseView(db, book, viewer, row, now)
  const [listed] = await rowsOf(here, [row])
  // Cut to the contract here, since what is exported is written out as it is.
  return OverseenCase.parse({
    row: listed,
    acts: view.acts.map((one) => actOf(one, covering)),
    clocks: view.clocks.map((one) => clockOf(one, covering)),
    evidence: view.evidence.filter((one) => !one.struck).length,
    covered: covering.articles.map((one) => book.shelf.citationView(one)),
  })
}

/** What people wrote of a clock is covered as what they wrote of an act is. */
const clockOf = ({ without, blank, stopped, ...kept }: ClockView, { words, said }: Covering): ClockView => ({
  ...kept,
  ...(without && { without: without.map((one) => ({ ...one, ...(one.why && { why: words(one.why) }) })) }),
  ...(blank && { blank: blank.map(said) }),
  ...(stopped && { stopped: stopped.map(said) }),
})

function actOf(view: CaseActView, { words, said }: Covering): OverseenAct {
  const { by, recordings, excused, struck, place, reason, says, marks } = view
  const { untied: _untied, untimed: _untimed, ...kept } = view
  return {
    ...kept,
    by: by.map((one) => one.name),
    recordings: recordings.length,
    ...(place !== undefined && { place: words(place) }),
    ...(reason !== undefined && { reason: words(reason) }),
    says: saysOf(says, words),
    marks: marks.map((one) => ({ ...one, message: said(one.message) })),
    excused: excused && { reason: words(excused.reason), at: excused.at, by: excused.by, counts: excused.counts },
    struck: struck && { ...struck, reason: words(struck.reason) },
  }
}

const saysOf = (says: Said, words: Covering['words']): Said =>
  Object.fromEntries(
    Object.entries(says).map(([fact, value]) => [fact, typeof value === 'string' ? words(value) : value]),
  )
