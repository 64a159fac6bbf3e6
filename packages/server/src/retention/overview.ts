import type { DisposalRow, DisposalView, KeepingOverview, KeptRow } from '@liuhen/contract/retention'
import { permits } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { termText } from '@liuhen/core/calendar'
import { type CalendarDate, dayOf, type Instant, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { readTerm, UNDO_WINDOW } from '@liuhen/core/policy'
import {
  disposalDecider,
  disposalStands,
  holding,
  keptText,
  liveItems,
  type RetentionState,
} from '@liuhen/core/retention'
import type { Selectable } from 'kysely'
import type { Book } from '../packs/index.ts'
import { packagesHolding } from '../packages/index.ts'
import { namesOfActors, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { filesOver } from '../volumes/index.ts'
import { standingOf } from './blocks.ts'
import { warrantEvent } from './carry-out.ts'
import { ARCHIVES, disposalOf, signingContext, signingRoles } from './lists.ts'
import type { DisposalTable, RetentionTable } from './tables.ts'

/** Rows of each list that are shown. */
const SHOWN = 100
const DAY = 86_400_000
/** Terms that end within so many days are shown beforehand. */
const SOON = 30

type Named = Pick<KeptRow, 'fileName' | 'unit' | 'start' | 'bytes'>

async function named(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  if (ids.length === 0) return new Map()
  const [rows, units] = await Promise.all([
    db
      .selectFrom('recordings')
      .select(['id', 'file_name', 'unit', 'start_at', 'bytes'])
      .where('id', 'in', [...ids])
      .execute(),
    unitNamesOf(db),
  ])
  return new Map(
    rows.map((one) => [
      one.id,
      {
        fileName: one.file_name,
        unit: (one.unit && units.get(one.unit)) ?? '',
        start: one.start_at,
        bytes: one.bytes,
      },
    ]),
  )
}

const nobody: Named = { fileName: '', unit: '', start: instantOf(0), bytes: 0 }

async function keptRows(db: Db, book: Book, rows: readonly Pick<RetentionTable, 'id' | 'state'>[]): Promise<KeptRow[]> {
  const names = await named(
    db,
    rows.map((one) => one.id),
  )
  return rows.flatMap(({ id, state: { kept } }) =>
    kept
      ? {
          recording: id,
          ...(names.get(id) ?? nobody),
          class: kept.class,
          says: keptText(kept),
          ...(kept.until !== undefined && { until: kept.until }),
          ...(kept.carriers && { carriers: kept.carriers }),
          citations: kept.citations.map(({ article, quote }) =>
            book.shelf.citationView({ article, ...(quote !== undefined && { quote }) }),
          ),
        }
      : [],
  )
}

/** Kept, with a last day, held by nobody: what the index on that is for. */
const ending = (db: Db) =>
  db
    .selectFrom('retentions')
    .where('disposal', 'is', null)
    .where('for_good', '=', false)
    .where('held', '=', false)
    .where('until', 'is not', null)

/** What may be listed today: its term is over, and nothing that is known now is in the way. */
export async function expiredToday(
  db: Db,
  book: Book,
  today: CalendarDate,
): Promise<Pick<RetentionTable, 'id' | 'state'>[]> {
  const rows = await ending(db)
    .select(['id', 'state'])
    .where('until', '<', today)
    .orderBy('until')
    .orderBy('id')
    .limit(SHOWN * 5)
    .execute()
  if (rows.length === 0) return []
  const standing = await standingOf(
    db,
    book,
    today,
    rows.map((one) => one.id),
  )
  return rows
    .filter((one) => standing.get(one.id)?.blocks.every((each) => each.code === 'in-package-with-others'))
    .slice(0, SHOWN)
}

/** How many things of keeping wait for this viewer: lists to appraise or sign, and carriers to make. */
export async function keepingTasks(db: Db, viewer: Viewer): Promise<number> {
  if (!permits(viewer.roles, 'keepingOverview')) return 0
  const rows = await db.selectFrom('disposals').selectAll().where('stands', 'in', ['appraising', 'approving']).execute()
  return rows.filter((one) => nextOf(viewer, one) !== undefined).length
}

function nextOf(
  viewer: Viewer,
  { stands, state }: Pick<Selectable<DisposalTable>, 'stands' | 'state'>,
): DisposalRow['next'] {
  const actor = `person:${viewer.person}`
  if (stands === 'appraising' && permits(viewer.roles, 'appraiseItems')) return 'appraise'
  const isTheirs = state.listed.by === actor || state.items.some((one) => one.appraised?.by === actor)
  const hasSigned = state.signatures.some((one) => one.by === actor)
  if (stands === 'approving' && !isTheirs && !hasSigned && signingRoles(viewer).length > 0) return 'sign'
  if (stands === 'undo-window' && permits(viewer.roles, 'carryOutDisposal')) return 'carry-out'
  return undefined
}

function disposalRow(row: Selectable<DisposalTable>, viewer: Viewer, names: (actor: string) => string): DisposalRow {
  const next = nextOf(viewer, row)
  return {
    id: row.id,
    stands: row.stands,
    reason: row.state.listed.reason,
    count: row.state.items.length,
    at: row.listed_at,
    by: names(row.listed_by),
    ...(row.undo_until && { undoUntil: row.undo_until }),
    ...(next && { next }),
  }
}

/** What 保管与销毁 shows. */
export async function keepingOverview(db: Db, book: Book, viewer: Viewer, now: Instant): Promise<KeepingOverview> {
  const today = dayOf(now)
  const soon = dayOf(instantOf(millisecondsOf(now) + SOON * DAY))
  const wanting = db.selectFrom('retentions').where('wants_carrier', '=', true).where('disposal', 'is', null)
  const count = ({ n }: { readonly n: number }): number => n
  const [expired, expiredCount, expiring, carriers, carriersCount, held, lists, names] = await Promise.all([
    expiredToday(db, book, today),
    ending(db)
      .where('until', '<', today)
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
      .then(count),
    ending(db)
      .select(['id', 'state'])
      .where('until', '>=', today)
      .where('until', '<=', soon)
      .orderBy('until')
      .orderBy('id')
      .limit(SHOWN)
      .execute(),
    wanting.select(['id', 'state']).orderBy('id').limit(SHOWN).execute(),
    wanting
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
      .then(count),
    db
      .selectFrom('retentions')
      .select(['id', 'state'])
      .where('held', '=', true)
      .where('disposal', 'is', null)
      .limit(SHOWN)
      .execute(),
    db.selectFrom('disposals').selectAll().orderBy('listed_at', 'desc').limit(SHOWN).execute(),
    namesOfActors(db),
  ])
  const heldNames = await named(
    db,
    held.map((one) => one.id),
  )
  return {
    expired: await keptRows(db, book, expired),
    expiredCount,
    expiring: await keptRows(db, book, expiring),
    carriers: await keptRows(db, book, carriers),
    carriersCount,
    held: held.flatMap(({ id, state }: { readonly id: string; readonly state: RetentionState }) =>
      holding(state).map(({ reason, placed }) => ({
        recording: id,
        fileName: heldNames.get(id)?.fileName ?? '',
        reason,
        at: placed.at,
        by: names(placed.by),
      })),
    ),
    lists: lists.map((row) => disposalRow(row, viewer, names)),
    files: await filesView(db, book, today),
    undo: undoView(book, today),
    may: { list: permits(viewer.roles, 'listForDisposal') },
  }
}

async function filesView(db: Db, book: Book, today: CalendarDate): Promise<KeepingOverview['files']> {
  const { over, undecided } = await filesOver(db, book, today)
  const title = (key: string) =>
    book.shelf.ids.flatMap((one) => book.shelf.pack(one)?.settings ?? []).find((one) => one.key === key)?.title
  return {
    over: over.slice(0, SHOWN).map((one) => ({ ...one })),
    undecided: undecided.map(({ key, citations }) => ({
      key,
      title: title(key) ?? { zh: key, en: key },
      citations: citations.map((one) => book.shelf.citationView(one)),
    })),
  }
}

function undoView(book: Book, today: CalendarDate): KeepingOverview['undo'] {
  const value = book.on(today)?.settings[UNDO_WINDOW]
  const wanted = book.shelf.ids
    .flatMap((one) => book.shelf.pack(one)?.settings ?? [])
    .find((one) => one.key === UNDO_WINDOW)
  const term =
    value === undefined
      ? undefined
      : typeof value === 'number'
        ? ({ count: value, unit: 'calendar-day' } as const)
        : readTerm(UNDO_WINDOW, value)
  return {
    key: UNDO_WINDOW,
    title: wanted?.title ?? { zh: UNDO_WINDOW, en: UNDO_WINDOW },
    ...(term && { says: termText(term) }),
    citations: [book.shelf.citationView(ARCHIVES)],
  }
}

/** One list, with what came in the way of its items and why the viewer cannot do the next step. */
export async function disposalView(
  db: Db,
  book: Book,
  viewer: Viewer,
  id: string,
  now: Instant,
): Promise<DisposalView> {
  const state = await disposalOf(db, id)
  const row = await db.selectFrom('disposals').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const ids = state.items.map((one) => one.recording)
  const [names, about, standing, packages, warrant] = await Promise.all([
    namesOfActors(db),
    named(db, ids),
    state.begun
      ? new Map<string, never>()
      : standingOf(
          db,
          book,
          dayOf(now),
          liveItems(state).map((one) => one.recording),
          { list: id },
        ),
    packagesHolding(db, ids),
    warrantEvent(db, id),
  ])
  const index =
    warrant &&
    (await db.selectFrom('log_entry').select('index').where('event_id', '=', warrant.event.id).executeTakeFirst())
  const stamp = ({ at, by }: { readonly at: Instant; readonly by: string }) => ({ at, by: names(by) })
  const stands = disposalStands(state)
  return {
    row: disposalRow(row, viewer, names),
    items: state.items.map(({ recording, class: of, until, appraised, undone, spared }) => ({
      recording,
      ...(about.get(recording) ?? nobody),
      class: of,
      until,
      ...(appraised && { appraised: { opinion: appraised.opinion, words: appraised.words, ...stamp(appraised) } }),
      ...(undone && { undone: { reason: undone.reason, ...stamp(undone) } }),
      ...(spared !== undefined && { spared }),
      blocks: (standing.get(recording)?.blocks ?? []).map(({ code, message }) => ({ code, message })),
    })),
    signatures: state.signatures.map(({ role, opinion, words, ...by }) => ({
      role,
      opinion,
      ...(words !== undefined && { words }),
      ...stamp(by),
    })),
    ...(state.undone && { undone: { reason: state.undone.reason, ...stamp(state.undone) } }),
    against: (stands === 'approving' && signingRoles(viewer).length > 0
      ? disposalDecider.obstacles(
          state,
          { do: 'sign', opinion: 'agreed' },
          await signingContext(db, book, viewer, id, state, now),
        )
      : []
    ).map(({ code, message }) => ({ code, message })),
    packages: packages.map(({ id: one, purpose, recipient }) => ({ id: one, purpose, recipient })),
    ...(warrant && {
      begun: { warrant: warrant.event.id, at: warrant.event.at as Instant, ...(index && { index: index.index }) },
    }),
    ...(state.done && {
      done: {
        gone: state.done.gone,
        blobs: state.done.blobs,
        bytes: state.done.destroyed,
        bodies: state.done.bodies,
        shared: state.begun?.shared.length ?? 0,
        sha256: state.done.sha256,
      },
    }),
    citations: [book.shelf.citationView(ARCHIVES)],
  }
}
