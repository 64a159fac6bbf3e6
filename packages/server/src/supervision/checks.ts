import type { BodyOf, QueryOf, Table } from '@liuhen/contract'
import type { CheckRow, RefutedComplaint } from '@liuhen/contract/supervision'
import type { Viewer } from '@liuhen/core/access'
import { because, dayOf, millisecondsOf, Missing } from '@liuhen/core/kernel'
import { type CheckFacts, checkStream } from '@liuhen/core/supervision'
import { sql } from 'kysely'
import { caseOf } from '../cases/index.ts'
import { findDevice } from '../devices/index.ts'
import type { Book } from '../packs/index.ts'
import { csvOf, namesOfActors, namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { uuidv7 } from '../platform/index.ts'
import { isPlayed, playedBy, recordingsNamed, whoseRecordings } from '../recordings/index.ts'
import { concerns, raise } from './findings.ts'
import { actorOf, citationsOf, dutyNamed, mayCheck, seesAll, type Supervision } from './here.ts'

type Entered = BodyOf<Table['enterCheck']>

/**
 * A check goes into the ledger with what it found. Throws Denied to whom the rule does not name, Missing for what is not
 * there, Refused while a recording has not been played.
 */
export async function enterCheck(
  { db, clock, journal, law }: Supervision,
  viewer: Viewer,
  { findings, ...facts }: Entered,
): Promise<{ id: string; findings: string[] }> {
  const [book, at, actor] = [await law.book(db), clock.now(), actorOf(viewer)]
  const duty = mayCheck(book, dayOf(at), viewer, facts)
  const names = await unitNamesOf(db)
  if (facts.unit !== undefined && !names.has(facts.unit))
    throw because(Missing, 'unit-unknown', '没有这个单位', 'There is no such unit', { field: 'unit' })
  for (const one of facts.cases) await caseOf(db, viewer, one)
  for (const one of facts.devices) await findDevice(db, one)
  const recordings = [...new Set([...facts.recordings, ...findings.flatMap((one) => one.recording ?? [])])]
  const rows = await recordingsNamed(db, recordings)
  if (rows.length < recordings.length)
    throw because(Missing, 'recording-unknown', '其中有音像不存在', 'Some of the recordings do not exist', {
      field: 'recordings',
    })
  const played = await playedBy(db, actor, recordings)
  const shows = rows.find((one) => one.id === facts.disproves?.recording)
  const context = {
    at,
    actor,
    ...(shows && { length: millisecondsOf(shows.end_at) - millisecondsOf(shows.start_at) }),
    unplayed: recordings.filter((one) => !isPlayed(played, one)),
    own: rows.filter((one) => one.officer === viewer.person).map((one) => one.id),
    playing: duty?.used.citations[0],
    played: duty?.rule.checks?.played,
  }
  const told: CheckFacts = { ...facts, recordings }
  return db.transaction().execute(async (trx) => {
    const id = uuidv7(at)
    await journal.act(trx, checkStream, id, { do: 'enter', facts: told }, context)
    const raised = findings.map((one) => ({ ...one, check: id, unit: unitOf(one, told, rows) }))
    return { id, findings: await raise(trx, book, journal, { at, actor }, raised) }
  })
}

/** The unit a finding is about: the one checked, or that of the recording. */
function unitOf(
  { recording }: { readonly recording?: string | undefined },
  { unit }: Pick<CheckFacts, 'unit'>,
  rows: readonly { readonly id: string; readonly unit: string | null }[],
): string {
  const found = unit ?? rows.find((one) => one.id === recording)?.unit
  if (found) return found
  throw because(Missing, 'unit-unknown', '请写明问题属于哪个单位', 'Say which unit the problem is of', {
    field: 'unit',
  })
}

/**
 * Complaints that footage refuted, the newest first: as findings are seen, by whom they concern.
 */
export async function refuted(db: Db, viewer: Viewer): Promise<RefutedComplaint[]> {
  const rows = await db
    .selectFrom('checks')
    .select(['id', 'state'])
    .where(sql<boolean>`state ? 'disproves'`)
    .orderBy('entered_at', 'desc')
    .limit(500)
    .execute()
  const [whose, actors, people] = await Promise.all([
    whoseRecordings(
      db,
      rows.flatMap(({ state }) => state.disproves?.recording ?? []),
    ),
    namesOfActors(db),
    namesOfPeople(db),
  ])
  return rows.flatMap(({ id, state: { at, by, disproves } }) => {
    const of = disproves && whose.get(disproves.recording)
    if (!of || !concerns(viewer, { officer: of.officer, unit: of.unit ?? '' })) return []
    const officer = of.officer === null ? undefined : { id: of.officer, name: people.get(of.officer) ?? '' }
    return [{ check: id, ...disproves, at, by: actors(by), ...(officer && { officer }) }]
  })
}

type Filter = QueryOf<Table['listChecks']>

/** The ledger, the newest first: all of it, or of the viewer's units. */
export async function ledger(db: Db, book: Book, viewer: Viewer, filter: Filter): Promise<CheckRow[]> {
  let query = db.selectFrom('checks').selectAll().orderBy('entered_at', 'desc').limit(2000)
  if (filter.from) query = query.where('last_day', '>=', filter.from)
  if (filter.to) query = query.where('first_day', '<=', filter.to)
  if (filter.unit) query = query.where('unit', '=', filter.unit)
  if (filter.office !== undefined) query = query.where('office', '=', filter.office)
  if (filter.of) query = query.where(sql<boolean>`targets @> array[${filter.of}]::text[]`)
  if (!seesAll(viewer)) query = query.where(sql<boolean>`unit = any(${[...viewer.units]}::uuid[])`)
  const rows = await query.execute()
  if (rows.length === 0) return []
  const [names, actors, raised] = await Promise.all([
    unitNamesOf(db),
    namesOfActors(db),
    db
      .selectFrom('findings')
      .select(['id', 'check_id', 'draw'])
      .where((where) =>
        where.or([
          where(
            'check_id',
            'in',
            rows.map((one) => one.id),
          ),
          where('draw', 'in', [...rows.flatMap((one) => one.draw ?? []), '00000000-0000-0000-0000-000000000000']),
        ]),
      )
      .execute(),
  ])
  const views = rows.map(({ id, state, draw }): CheckRow => {
    const { at, by, unit, ...facts } = state
    const found = raised.filter((one) => one.check_id === id || (draw !== null && one.draw === draw))
    return {
      id,
      ...facts,
      at,
      by: actors(by),
      ...(unit !== undefined && { unit: { id: unit, name: names.get(unit) ?? '' } }),
      findings: found.map((one) => one.id),
      citations: state.rule === undefined ? [] : citationsOf(book, dutyNamed(book, dayOf(at), state.rule)),
    }
  })
  if (!filter.problems) return views
  return views.filter((one) => one.findings.length > 0 === (filter.problems === 'with'))
}

const TARGETS = { 'case-files': '案卷', recordings: '声像资料', devices: '记录设备' } as const

/** The ledger as a spreadsheet has it. */
export const ledgerCsv = (rows: readonly CheckRow[]): string =>
  csvOf(
    ['检查时间', '检查人', '检查机构', '被检查单位', '起', '止', '检查内容', '结果', '抽查资料数', '问题数', '依据'],
    rows.map((one) => [
      one.at,
      one.by,
      one.office ?? '',
      one.unit?.name ?? '',
      one.firstDay,
      one.lastDay,
      one.of.map((target) => TARGETS[target]).join('、'),
      one.result,
      String(one.recordings.length + one.cases.length + one.devices.length),
      String(one.findings.length),
      one.citations.map((cited) => `${cited.title.zh}${cited.label}`).join('；'),
    ]),
  )
