import { type Scope, scopeOf, type Viewer } from '@liuhen/core/access'
import { type CaseState, tookPart } from '@liuhen/core/case'
import {
  because,
  type CalendarDate,
  dayOf,
  type Instant,
  instantOf,
  millisecondsOf,
  Missing,
  startOf,
} from '@liuhen/core/kernel'
import type { Act } from '@liuhen/core/procedure'
import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
import type { Db, Schema } from '../platform/database/index.ts'
import type { CaseTable } from './tables.ts'

export type CaseRowOf = Selectable<CaseTable>
type Where = ExpressionBuilder<Schema, 'cases'>

/** What of the cases a viewer sees, as SQL: also those they handle. */
export function visibleCases(where: Where, scope: Scope) {
  if (!scope) return where.lit(false)
  if ('all' in scope) return where.lit(true)
  const own = sql<boolean>`cases.officers @> array[${scope.person}]::uuid[]`
  return 'units' in scope && scope.units.length > 0 ? where.or([own, where('cases.unit', 'in', scope.units)]) : own
}

/** Whose case it is, when this viewer may see it, without all that was done in it. Throws Missing as below. */
export async function headOf(db: Db, viewer: Viewer, id: string): Promise<Pick<CaseRowOf, 'officers' | 'unit'>> {
  const row = await db
    .selectFrom('cases')
    .select(['officers', 'unit'])
    .where('id', '=', id)
    .where((where) => visibleCases(where, scopeOf(viewer)))
    .executeTakeFirst()
  if (row) return row
  throw unseen()
}

const unseen = () =>
  because(Missing, 'case-unknown', '没有这个案件，或者您无权查看', 'There is no such case, or you may not see it')

/** The case, when this viewer may see it. Throws Missing either way, so that what exists is not told. */
export async function caseOf(db: Db, viewer: Viewer, id: string): Promise<CaseRowOf> {
  const row = await db
    .selectFrom('cases')
    .selectAll()
    .where('id', '=', id)
    .where((where) => visibleCases(where, scopeOf(viewer)))
    .executeTakeFirst()
  if (row) return row
  throw unseen()
}

/** The case, whoever asks. Throws Missing. */
export async function caseRowOf(db: Db, id: string): Promise<CaseRowOf> {
  const row = await db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirst()
  if (row) return row
  throw because(Missing, 'case-unknown', '没有这个案件', 'There is no such case')
}

/** The state of a case, whoever asks. Throws Missing. */
export async function caseState(db: Db, id: string): Promise<CaseState> {
  const row = await db.selectFrom('cases').select('state').where('id', '=', id).executeTakeFirst()
  if (row) return row.state
  throw because(Missing, 'case-unknown', '没有这个案件', 'There is no such case')
}

export const handles = (viewer: Viewer, { officers }: Pick<CaseRowOf, 'officers'>): boolean =>
  officers.includes(viewer.person)

/** Who leads the unit of the case, or the bureau. */
export const leads = (viewer: Viewer, { unit }: Pick<CaseRowOf, 'unit'>): boolean =>
  viewer.roles.includes('head') ||
  viewer.roles.includes('deputy-head') ||
  (viewer.roles.includes('team-leader') && viewer.units.includes(unit))

/** Who took part in finding the facts of a case. Throws Missing. */
export const tookPartIn = async (db: Db, id: string): Promise<readonly string[]> => tookPart(await caseState(db, id))

/** Cases that have ended, by an act of these, and are not archived. */
export const endedCases = (db: Db): Promise<CaseRowOf[]> =>
  db.selectFrom('cases').selectAll().where('open', '=', true).where('last_on', 'is not', null).execute()

/** What these cases are called, and whose they are. */
export const headsOfCases = async (
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<CaseRowOf, 'id' | 'title' | 'unit' | 'open'>>> => {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('cases')
    .select(['id', 'title', 'unit', 'open'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((one) => [one.id, one]))
}

/** The cases that have one of these recordings, each with those it has. */
export const casesWithRecordings = async (
  db: Db,
  ids: readonly string[],
): Promise<readonly Pick<CaseRowOf, 'id' | 'title' | 'recordings'>[]> =>
  ids.length === 0
    ? []
    : db
        .selectFrom('cases')
        .select(['id', 'title', 'recordings'])
        .where(sql<boolean>`cases.recordings && ${[...ids]}::uuid[]`)
        .orderBy('id')
        .execute()

/** Open cases that were opened before then and have not come beyond the stage of a lead. */
export const leadsBefore = (db: Db, before: Instant): Promise<CaseRowOf[]> =>
  db
    .selectFrom('cases')
    .selectAll()
    .where('open', '=', true)
    .where('stage', '=', 'lead')
    .where('opened_at', '<', before)
    .orderBy('opened_at')
    .orderBy('id')
    .execute()

/**
 * Of these recordings those tied to an open case that is before this viewer: which they handle, which waits for their legal
 * review, or with an approval that waits for their signature (`waiting`, by case).
 */
export async function recordingsBefore(
  db: Db,
  viewer: Viewer,
  recordings: readonly string[],
  waiting: readonly string[],
): Promise<ReadonlySet<string>> {
  if (recordings.length === 0) return new Set()
  const reviews = viewer.roles.includes('legal-section') || viewer.roles.includes('legal-officer')
  const rows = await db
    .selectFrom('cases')
    .select('recordings')
    .where('open', '=', true)
    .where((where) => visibleCases(where, scopeOf(viewer)))
    .where(sql<boolean>`recordings && ${sql.val([...recordings])}::uuid[]`)
    .where((where) =>
      where.or([
        sql<boolean>`cases.officers @> array[${viewer.person}]::uuid[]`,
        ...(waiting.length > 0 ? [where('id', 'in', [...waiting])] : []),
        ...(reviews ? [where('last_act', 'in', [...UNDER_REVIEW])] : []),
      ]),
    )
    .execute()
  const found = new Set(rows.flatMap((one) => one.recordings))
  return new Set(recordings.filter((one) => found.has(one)))
}

/** What a case was brought to last while its review waits for an opinion. */
const UNDER_REVIEW = [
  'review-submitted',
  'review-extended',
  'supplements-demanded',
  'supplements-handed-in',
  'adviser-advised',
] as const

/** The cases that have this recording, whoever asks. */
export async function casesWith(db: Db, recording: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('cases')
    .select('id')
    .where(sql<boolean>`recordings @> array[${recording}]::uuid[]`)
    .orderBy('id')
    .execute()
  return rows.map((one) => one.id)
}

/** Who handled a case at the end of a day gone by, as the journal has it. */
export async function handlersOn(db: Db, id: string, day: CalendarDate): Promise<readonly string[]> {
  const until = instantOf(millisecondsOf(startOf(day)) + 86_400_000)
  const { rows } = await sql<{ readonly officers: readonly string[]; readonly at: Instant }>`
    select body -> 'officers' as officers, at from journal
    where stream = ${`case:${id}`} and kind in ('CaseOpened/1', 'CaseOfficersNamed/1')
    order by version`.execute(db)
  // Whoever opened it handled it from its beginning, whatever day was written down for that.
  return (rows.findLast((one) => one.at < until) ?? rows[0])?.officers ?? []
}

/** An act of a case as it was entered, whether it was struck since or not. */
export interface ActEntered {
  readonly caseId: string
  readonly act: Act
  readonly on: CalendarDate
  readonly at: Instant
  readonly actor: string
}

/** The acts that were entered in that time, of all cases. */
export async function actsEntered(db: Db, from: Instant, before: Instant): Promise<readonly ActEntered[]> {
  const { rows } = await sql<Omit<ActEntered, 'caseId'> & { readonly stream: string }>`
    select stream, body -> 'act' ->> 'act' as act, body -> 'act' ->> 'on' as "on", at, actor from journal
    where kind = 'CaseActDone/1' and at >= ${from} and at < ${before}
    order by position desc`.execute(db)
  return rows.map(({ stream, ...one }) => ({ caseId: stream.slice('case:'.length), ...one }))
}

/** The case that those who took part in each of these activities worked on that day, by an act of theirs; the first of several. */
export async function casesWorkedOn(
  db: Db,
  activities: readonly { readonly id: string; readonly people: readonly string[]; readonly start_at: Instant }[],
): Promise<ReadonlyMap<string, Pick<CaseRowOf, 'id' | 'title' | 'officers'>>> {
  const people = [...new Set(activities.flatMap((one) => one.people))]
  if (people.length === 0) return new Map()
  const rows = await db
    .selectFrom('cases')
    .select(['id', 'title', 'officers', 'state'])
    .where(sql<boolean>`cases.officers && ${sql.val(people)}::uuid[]`)
    .where('open', '=', true)
    .orderBy('id')
    .execute()
  return new Map(
    activities.flatMap((one) => {
      const day = dayOf(one.start_at)
      const found = rows.find(({ state }) =>
        state.acts.some(
          ({ act, struck }) => !struck && act.on === day && act.by.some((person) => one.people.includes(person)),
        ),
      )
      return found ? [[one.id, { id: found.id, title: found.title, officers: found.officers }] as const] : []
    }),
  )
}
