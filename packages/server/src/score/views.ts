import type { BlankSheet, ScoreFigures, ScoreSheetRow, ScoreSheets, ScoreSheetView } from '@liuhen/contract/score'
import type { Viewer } from '@liuhen/core/access'
import { because, type CalendarDate, type Citation, Missing } from '@liuhen/core/kernel'
import { acts } from '@liuhen/core/procedure'
import { agrees, ownTaking, type Pointer, reckoned, sheetObstacles } from '@liuhen/core/score'
import { daysOfPeriod } from '@liuhen/core/supervision'
import type { Selectable } from 'kysely'
import { caseOf, casesNamed } from '../cases/index.ts'
import type { Book } from '../packs/index.ts'
import { namesOfActors, namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { findingsNamed, latestDay, seesAll } from '../supervision/index.ts'
import { before, type Scoring, todayOf } from './here.ts'
import type { ScoreSheetTable } from './tables.ts'

type Row = Selectable<ScoreSheetTable>

/** The sheet of a case to be filled in. Throws what {@link before} throws. */
export async function blankSheet(
  here: Scoring,
  viewer: Viewer,
  id: string,
  draw: string | undefined,
): Promise<BlankSheet> {
  const { of, sheet, standing, recordings } = await before(here, viewer, id, draw)
  const { row, book, day, gathered } = of
  const [units, people] = await Promise.all([unitNamesOf(here.db), namesOfPeople(here.db)])
  const { score, outOf, band } = reckoned(sheet, ownTaking(sheet))
  const latest = latestDay(book, day)?.due
  return {
    case: { id, title: row.title },
    unit: { id: row.unit, name: units.get(row.unit) ?? '' },
    ...(draw !== undefined && { draw }),
    on: sheet.on,
    blocks: [...sheet.blocks],
    items: sheet.items.map(({ citations, computed: { found, ...computed }, ...one }) => ({
      ...one,
      citations: cited(book, citations),
      computed: {
        ...computed,
        found: found.map(({ at, ...each }) => ({
          why: each.why,
          citations: cited(book, each.citations),
          ...(at && { at }),
        })),
      },
    })),
    outOf,
    own: { score, band },
    obstacles: sheetObstacles(standing).map(({ code, message }) => ({ code, message })),
    officers: row.officers.map((one) => ({ id: one, name: people.get(one) ?? '' })),
    acts: row.state.acts.map(({ act }, at) => ({ id: act.id, number: at + 1, name: acts[act.act].name, on: act.on })),
    papers: gathered.papers.map((one) => ({ id: one.id, title: one.state.title })),
    recordings: gathered.recordings.map(({ recording, fileName }) => ({
      id: recording,
      fileName,
      length: recordings.get(recording) ?? 0,
    })),
    ...(latest !== undefined && { latest }),
  }
}

const cited = (book: Book, citations: readonly Citation[]) => citations.map((one) => book.shelf.citationView(one))
const citedAs = (book: Book, articles: readonly string[]) =>
  cited(
    book,
    articles.map((article) => ({ article })),
  )

/** What the rows of sheets are told with. */
async function named(db: Db, rows: readonly Row[]) {
  const ids = rows.flatMap((one) => one.state.findings)
  const [units, actors, cases, findings] = await Promise.all([
    unitNamesOf(db),
    namesOfActors(db),
    casesNamed(
      db,
      rows.map((one) => one.case_id),
    ),
    findingsNamed(db, ids),
  ])
  const stands = new Map(findings.map((one) => [one.id, one]))
  return ({ id, state }: Row): ScoreSheetRow => ({
    id,
    case: { id: state.case, title: cases.get(state.case)?.title ?? '' },
    unit: { id: state.unit, name: units.get(state.unit) ?? '' },
    ...(state.draw !== undefined && { draw: state.draw }),
    on: state.on,
    at: state.at,
    by: actors(state.by),
    outOf: state.outOf,
    score: state.score,
    band: state.band,
    own: state.own,
    difference: exact(state.score - state.own.score),
    differing: state.items.filter((one) => !agrees(one, one.verdict)).length,
    findings: state.findings.flatMap((one) => stands.get(one) ?? []),
  })
}

const exact = (of: number): number => Math.round(of * 100) / 100

/** The sheets of a case, the newest first. Throws Missing where it may not be seen. */
export async function sheetsOfCase({ db }: Scoring, viewer: Viewer, id: string): Promise<ScoreSheetRow[]> {
  await caseOf(db, viewer, id)
  const rows = await db
    .selectFrom('score_sheets')
    .selectAll()
    .where('case_id', '=', id)
    .orderBy('handed_in_at', 'desc')
    .execute()
  return rows.map(await named(db, rows))
}

/** One sheet as it was handed in. Throws Missing where its case may not be seen. */
export async function sheetView({ db, law }: Scoring, viewer: Viewer, id: string): Promise<ScoreSheetView> {
  const row = await db.selectFrom('score_sheets').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row)
    throw because(
      Missing,
      'sheet-unknown',
      '没有这份评查表，或者您无权查看',
      'There is no such sheet, or you may not see it',
    )
  const [of, book, tell] = await Promise.all([caseOf(db, viewer, row.case_id), law.book(db), named(db, [row])])
  const { state } = row
  return {
    ...tell(row),
    blocks: state.blocks,
    items: state.items.map((one) => ({
      item: one.item,
      block: one.block,
      say: one.say,
      citations: citedAs(book, one.articles),
      ...(one.most !== undefined && { most: one.most }),
      computed: {
        stands: one.computed.stands,
        ...(one.computed.points !== undefined && { points: one.computed.points }),
        found: one.computed.found.map(({ why, articles, act, paper }) => {
          const at = placeOf(of.state.acts, act, paper, why)
          return { why, citations: citedAs(book, articles), ...(at && { at }) }
        }),
      },
      verdict: one.verdict,
      differs: !agrees(one, one.verdict),
    })),
    ...(state.words !== undefined && { words: state.words }),
  }
}

function placeOf(
  kept: Awaited<ReturnType<typeof caseOf>>['state']['acts'],
  act: string | undefined,
  paper: string | undefined,
  title: Pointer['title'],
): Pointer | undefined {
  if (paper !== undefined) return { paper, title }
  const at = kept.findIndex((one) => one.act.id === act)
  const found = kept[at]
  return found && { act: found.act.id, number: at + 1, title: acts[found.act.act].name, on: found.act.on }
}

/** `2026-Q4` of a day. */
const quarterOf = (day: CalendarDate): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

/** The sheets of a period as far as the viewer sees their units, the newest first, with what they come to by unit. */
export async function sheets(
  here: Scoring,
  viewer: Viewer,
  {
    period = quarterOf(todayOf(here)),
    unit,
  }: { readonly period?: string | undefined; readonly unit?: string | undefined },
): Promise<ScoreSheets> {
  const days = daysOfPeriod(period)
  let query = here.db.selectFrom('score_sheets').selectAll().orderBy('handed_in_at', 'desc')
  if (days) query = query.where('on_day', '>=', days.firstDay).where('on_day', '<=', days.lastDay)
  if (unit !== undefined) query = query.where('unit', '=', unit)
  const rows = (await query.execute()).filter((one) => seesAll(viewer) || viewer.units.includes(one.unit))
  const told = rows.map(await named(here.db, rows))
  const byUnit = Map.groupBy(told, (one) => one.unit.id)
  return {
    period,
    rows: told,
    units: [...byUnit.values()].map(figuresOf).toSorted((a, b) => a.unit.name.localeCompare(b.unit.name, 'zh')),
  }
}

function figuresOf(rows: readonly ScoreSheetRow[]): ScoreFigures {
  const ofHundred = (score: number, { outOf }: ScoreSheetRow) => (outOf === 0 ? 0 : (score * 100) / outOf)
  const average = (of: (row: ScoreSheetRow) => number) =>
    exact(rows.reduce((sum, one) => sum + ofHundred(of(one), one), 0) / rows.length)
  const [score, own] = [average((one) => one.score), average((one) => one.own.score)]
  return {
    unit: rows[0]?.unit ?? { id: '', name: '' },
    sheets: rows.length,
    cases: new Set(rows.map((one) => one.case.id)).size,
    score,
    own,
    difference: exact(score - own),
    failed: rows.filter((one) => one.band === 'failed').length,
    differing: rows.reduce((sum, one) => sum + one.differing, 0),
  }
}
