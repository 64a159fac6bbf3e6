import type { BodyOf, Table } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import {
  because,
  type CalendarDate,
  type Citation,
  dayOf,
  type Instant,
  instantOf,
  millisecondsOf,
  Missing,
  startOf,
} from '@liuhen/core/kernel'
import { disposalStands, type DisposalState, disposalStream, liveItems, SigningRole } from '@liuhen/core/retention'
import { readTerm, UNDO_WINDOW } from '@liuhen/core/policy'
import type { Book } from '../packs/index.ts'
import { confirmIdentity } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { standingOf } from './blocks.ts'
import type { Retention } from './commands.ts'

/** What the law says of destroying what an authority keeps: 档案法 art. 21. */
export const ARCHIVES: Citation = { article: 'national/archives-law/21' }
const DAY = 86_400_000

/** Throws Missing. */
export async function disposalOf(db: Db, id: string): Promise<DisposalState> {
  const row = await db.selectFrom('disposals').select('state').where('id', '=', id).executeTakeFirst()
  if (row) return row.state
  throw because(Missing, 'disposal-unknown', '没有这份销毁清单', 'There is no such list of disposal')
}

/** Until when what is approved at that moment can be undone: to the end of the last day; undefined where it is not decided. */
export function undoUntil(book: Book, at: Instant): Instant | undefined {
  const today = dayOf(at)
  const value = book.on(today)?.settings[UNDO_WINDOW]
  if (value === undefined) return undefined
  const { count } = typeof value === 'number' ? { count: value } : readTerm(UNDO_WINDOW, value)
  return instantOf(millisecondsOf(startOf(today)) + (count + 1) * DAY)
}

/**
 * Draws up a list of recordings whose term is over. Throws Refused with what is in the way of each. Said again under the
 * same key it is the same list.
 */
export async function listForDisposal(
  here: Retention,
  viewer: Viewer,
  { key, recordings, reason }: BodyOf<Table['listForDisposal']>,
): Promise<{ id: string }> {
  const { db, clock, journal, law } = here
  const book = await law.book(db)
  const at = clock.now()
  const actor = `person:${viewer.person}`
  const ids = [...new Set(recordings)]
  await db.transaction().execute(async (trx) => {
    const known = await trx.selectFrom('disposals').select('listed_by').where('id', '=', key).executeTakeFirst()
    if (known?.listed_by === actor) return
    await journal.act(
      trx,
      disposalStream,
      key,
      { do: 'list', items: await itemsOf(trx, book, dayOf(at), ids), reason },
      async () => ({ at, actor, blocks: await blocksOf(trx, book, dayOf(at), ids, key) }),
    )
  })
  return { id: key }
}

async function itemsOf(db: Db, book: Book, today: CalendarDate, ids: readonly string[]) {
  const standing = await standingOf(db, book, today, ids)
  return ids.map((recording) => {
    const kept = standing.get(recording)?.kept
    // What has no term has something in its way, which is said: the list is then not written.
    return { recording, class: kept?.class ?? ('gap' as const), until: kept?.until ?? today }
  })
}

async function blocksOf(db: Db, book: Book, today: CalendarDate, ids: readonly string[], list: string) {
  if (ids.length === 0) return new Map<string, never>()
  const standing = await standingOf(db, book, today, ids, { list })
  return new Map([...standing].map(([id, one]) => [id, one.blocks]))
}

export async function appraiseItems(
  { db, clock, journal }: Retention,
  viewer: Viewer,
  id: string,
  { items }: BodyOf<Table['appraiseItems']>,
): Promise<void> {
  await disposalOf(db, id)
  const moment = { at: clock.now(), actor: `person:${viewer.person}` }
  await db.transaction().execute((trx) => journal.act(trx, disposalStream, id, { do: 'appraise', items }, moment))
}

/** The signing roles somebody holds. */
export const signingRoles = (viewer: Viewer): SigningRole[] =>
  SigningRole.options.filter((one) => viewer.roles.includes(one))

/** What must be known to sign a list. */
export async function signingContext(
  db: Db,
  book: Book,
  viewer: Viewer,
  id: string,
  state: DisposalState,
  at: Instant,
) {
  const live = liveItems(state).map((one) => one.recording)
  return {
    at,
    actor: `person:${viewer.person}`,
    roles: signingRoles(viewer),
    blocks: await blocksOf(db, book, dayOf(at), live, id),
    undoUntil: undoUntil(book, at),
    citation: ARCHIVES,
  }
}

/**
 * Agrees or returns, under one's own password at that moment. Throws Refused with what stands in the way, also where
 * something has come in the way of an item since.
 */
export async function signDisposal(
  here: Retention,
  viewer: Viewer,
  session: string,
  id: string,
  { password, ...said }: BodyOf<Table['signDisposal']>,
): Promise<{ stands: ReturnType<typeof disposalStands>; undoUntil?: Instant }> {
  const { db, clock, journal, law } = here
  const before = await disposalOf(db, id)
  await confirmIdentity(here, viewer.person, session, password)
  const book = await law.book(db)
  const at = clock.now()
  const { state } = await db
    .transaction()
    .execute((trx) =>
      journal.act(trx, disposalStream, id, { do: 'sign', ...said }, (held = before) =>
        signingContext(trx, book, viewer, id, held, at),
      ),
    )
  return { stands: disposalStands(state), ...(state.approved && { undoUntil: state.approved.undoUntil }) }
}

export async function undoDisposal(
  { db, clock, journal }: Retention,
  viewer: Viewer,
  id: string,
  given: BodyOf<Table['undoDisposal']>,
): Promise<void> {
  await disposalOf(db, id)
  const moment = { at: clock.now(), actor: `person:${viewer.person}` }
  await db.transaction().execute((trx) => journal.act(trx, disposalStream, id, { do: 'undo', ...given }, moment))
}
