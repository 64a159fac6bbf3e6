import type { Notice, OwnSession } from '@liuhen/contract/people'
import { because, Missing } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import type { Db } from '../platform/database/index.ts'
import type { Session } from '../platform/served.ts'
import { namesOfActors } from './names.ts'
import type { People } from './people.ts'
import { endSession } from './sessions.ts'

/** More than this nobody reads; the journal has the whole. */
const MOST = 300

/** What happened to the account since its owner last said that they had read it; failures of one place told together. */
export async function listNotices(db: Db, { id, person }: Session): Promise<Notice[]> {
  const [own, credential, nameOf] = await Promise.all([
    db.selectFrom('session').select('sign_in').where('id', '=', Buffer.from(id, 'hex')).executeTakeFirst(),
    db.selectFrom('credential').select('notices_read').where('person', '=', person).executeTakeFirst(),
    namesOfActors(db),
  ])
  let asked = db.selectFrom('account_notice').selectAll().where('person', '=', person)
  if (credential?.notices_read) asked = asked.where('at', '>', credential.notices_read)
  if (own) asked = asked.where('stream', '!=', `sign-in:${own.sign_in}`)
  const rows = await asked.orderBy('at', 'desc').limit(MOST).execute()
  const told = new Map<string, Notice>()
  for (const row of rows) {
    const { event, at, kind, address, agent, new_device: newDevice, by } = row
    // What one does oneself, signed in, one knows.
    if (kind === 'password-set' && by === `person:${person}`) continue
    const key = kind === 'sign-in-failed' || kind === 'held' ? `${kind} ${address ?? ''}` : event
    const before = told.get(key)
    if (before) told.set(key, { ...before, times: before.times + 1 })
    else
      told.set(key, {
        kind: kind as Notice['kind'],
        at,
        times: 1,
        newDevice,
        ...(address !== null && { address }),
        ...(agent !== null && { agent }),
        ...(by !== `person:${person}` && by !== 'system' && by !== null && { by: nameOf(by) }),
      })
  }
  return [...told.values()]
}

/** Its owner has read what there was until then. */
export async function readNotices(here: People, person: string, until: Instant): Promise<void> {
  const now = here.clock.now()
  const row = { notices_read: until < now ? until : now }
  await here.db.updateTable('credential').set(row).where('person', '=', person).execute()
}

/** The sessions somebody has open, the one that asks first. */
export async function listOwnSessions(db: Db, { id, person }: Session): Promise<OwnSession[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'sign_in', 'begun_at', 'last_seen_at', 'address', 'agent'])
    .where('person', '=', person)
    .orderBy('last_seen_at', 'desc')
    .execute()
  const views = rows.map((row) => ({
    id: row.sign_in,
    begunAt: row.begun_at,
    lastSeenAt: row.last_seen_at,
    address: row.address,
    agent: row.agent,
    current: row.id.toString('hex') === id,
  }))
  return views.toSorted((a, b) => Number(b.current) - Number(a.current))
}

/** Ends another session of one's own. Throws Missing for one that is over, or somebody else's. */
export async function endOwnSession(here: People, { person }: Session, signIn: string): Promise<void> {
  const query = here.db.selectFrom('session').select('id').where('person', '=', person).where('sign_in', '=', signIn)
  const row = await query.executeTakeFirst()
  if (!row) throw because(Missing, 'session-over', '这次登录已经结束', 'That session is over already')
  await endSession(here, row.id, 'ended')
}
