import { createHash, randomBytes } from 'node:crypto'
import type { FeedKeyView } from '@liuhen/contract/agenda'
import type { Viewer } from '@liuhen/core/access'
import { type FeedKey, feedKeyStream } from '@liuhen/core/agenda'
import { dayOf, Sha256 } from '@liuhen/core/kernel'
import { hold, type Journal } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import { viewerOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, uuidv7 } from '../platform/index.ts'

export interface Agenda {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
  readonly law: Law
  /** Whether reminders are sent here, and which. */
  readonly reminders: { readonly on: boolean; readonly days: number; readonly hour: number }
}

const digestOf = (key: string): Sha256 => Sha256.parse(createHash('sha256').update(key).digest('hex'))

const openKey = (db: Db, person: string): Promise<{ id: string; state: FeedKey } | undefined> =>
  db
    .selectFrom('feed_keys')
    .select(['id', 'state'])
    .where('person', '=', person)
    .where('open', '=', true)
    .executeTakeFirst()

/** One's own key, without itself: nobody has that but whoever it was told to. */
export async function showFeedKey(db: Db, { person }: Viewer): Promise<FeedKeyView | undefined> {
  const key = await openKey(db, person)
  if (!key) return undefined
  const { made, pulledOn } = key.state
  return { madeAt: made.at, ...(pulledOn !== undefined && { pulledOn }) }
}

/** A new key, told this once; the one before it stops working. */
export async function makeFeedKey({ db, clock, journal }: Agenda, { person }: Viewer): Promise<string> {
  const key = randomBytes(32).toString('base64url')
  const moment = { at: clock.now(), actor: `person:${person}` }
  await db.transaction().execute(async (trx) => {
    // Two made at once: the second revokes the first.
    await hold(trx, `feed keys of ${person}`)
    const before = await openKey(trx, person)
    if (before) await journal.act(trx, feedKeyStream, before.id, { do: 'revoke' }, moment)
    const command = { do: 'make', person, digest: digestOf(key) } as const
    await journal.act(trx, feedKeyStream, uuidv7(moment.at), command, moment)
  })
  return key
}

/** Does nothing where there is none: what is wanted is so. */
export async function revokeFeedKey({ db, clock, journal }: Agenda, { person }: Viewer): Promise<void> {
  const moment = { at: clock.now(), actor: `person:${person}` }
  await db.transaction().execute(async (trx) => {
    await hold(trx, `feed keys of ${person}`)
    const key = await openKey(trx, person)
    if (key) await journal.act(trx, feedKeyStream, key.id, { do: 'revoke' }, moment)
  })
}

/**
 * Whose key it is, as they may look today, once it is on record that they were asked for; undefined for a key that opens
 * nothing, or whose owner could do nothing themselves.
 */
export async function ownerOf({ db, clock, journal }: Agenda, key: string): Promise<Viewer | undefined> {
  const found = await db
    .selectFrom('feed_keys')
    .select(['id', 'person', 'state'])
    .where('digest', '=', digestOf(key))
    .where('open', '=', true)
    .executeTakeFirst()
  if (!found) return undefined
  const at = clock.now()
  const viewer = await viewerOf(db, found.person, at)
  if (!viewer) return undefined
  if (found.state.pulledOn !== dayOf(at)) {
    const moment = { at, actor: `person:${found.person}` }
    await db.transaction().execute((trx) => journal.act(trx, feedKeyStream, found.id, { do: 'pull' }, moment))
  }
  return viewer
}
