import type { BodyOf } from '@liuhen/core/journal'
import { instantOf, millisecondsOf } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import { isTermOver } from '@liuhen/core/people'
import { sql } from 'kysely'
import type { Caller } from '../platform/served.ts'
import type { Db } from '../platform/database/index.ts'
import { freshToken, tokenHash } from './cookie.ts'
import type { People } from './people.ts'
import { IDLE, LONGEST_SESSION, nextOf } from './policy.ts'
import { unitAndBelow } from './store.ts'
import { offDutyObstacle } from './views.ts'

/** Being seen is noted at most this often; a session may idle out this much early. */
const NOTED_EVERY = 15_000

type Reason = BodyOf<'SignedOut/1'>['reason']

/** Begins a session; answers the token, which is kept nowhere. */
export async function beginSession(
  trx: Db,
  session: {
    readonly person: string
    readonly signIn: string
    readonly at: Instant
    readonly address: string
    readonly agent: string
  },
): Promise<string> {
  const token = freshToken()
  const { person, signIn, at, address, agent } = session
  const row = { id: tokenHash(token), person, sign_in: signIn, begun_at: at, last_seen_at: at, address, agent }
  await trx.insertInto('session').values(row).execute()
  return token
}

/** Whose session the token opens; undefined when it opens none, or none any more. `renew` notes that they were seen. */
export async function callerBy(
  here: People,
  token: string,
  renew: boolean,
): Promise<Extract<Caller, { kind: 'person' }> | undefined> {
  const id = tokenHash(token)
  const found = await here.db
    .selectFrom('session')
    .innerJoin('people', 'people.id', 'session.person')
    .innerJoin('credential', 'credential.person', 'session.person')
    .leftJoin('second_factor', 'second_factor.person', 'session.person')
    .leftJoin('bureau', (join) => join.onTrue())
    .select(['session.person', 'session.begun_at', 'session.last_seen_at'])
    .select(['people.name', 'people.roles', 'people.unit', 'people.suspended', 'people.state'])
    .select(['credential.must_change', 'credential.changed_at', 'second_factor.sealed', 'bureau.sample'])
    .where('session.id', '=', id)
    .executeTakeFirst()
  if (!found) return undefined
  const now = here.clock.now()
  const over = isTermOver(found.state, now) ? 'term-over' : overBy(found, now)
  if (over !== undefined || found.suspended) {
    await endSession(here, id, over ?? 'ended')
    return undefined
  }
  if (renew && millisecondsOf(now) - millisecondsOf(found.last_seen_at) > NOTED_EVERY)
    await here.db.updateTable('session').set({ last_seen_at: now }).where('id', '=', id).execute()
  const secured = { roles: found.roles, secondFactor: found.sealed !== null, sample: found.sample ?? false }
  const [off] = found.state.offDuty ?? []
  return {
    kind: 'person',
    ...(off && { offDuty: offDutyObstacle(found.name, off.article) }),
    viewer: { person: found.person, roles: found.roles, units: await unitAndBelow(here.db, found.unit) },
    session: { id: id.toString('hex'), person: found.person },
    next: nextOf(found, secured, now),
  }
}

function overBy(session: { begun_at: Instant; last_seen_at: Instant }, now: Instant): Reason | undefined {
  // A session seen in the future is one of a clock since set back: it would be quiet for ever and never idle.
  if (Math.abs(millisecondsOf(now) - millisecondsOf(session.last_seen_at)) > IDLE) return 'idle'
  return millisecondsOf(now) - millisecondsOf(session.begun_at) > LONGEST_SESSION ? 'ended' : undefined
}

/** Ends one session; of several who do so at once, one writes it down. */
export const endSession = (here: People, id: Buffer, reason: Reason): Promise<void> =>
  here.db.transaction().execute(async (trx) => {
    const ended = await trx.deleteFrom('session').where('id', '=', id).returning(['person', 'sign_in']).execute()
    await noteEnds(here, trx, ended, reason)
  })

/** Ends the sessions of a person, but the one they are using when it is named. */
export const endSessions = (here: People, person: string, but?: string): Promise<void> =>
  here.db.transaction().execute(async (trx) => {
    let ending = trx.deleteFrom('session').where('person', '=', person).returning(['person', 'sign_in'])
    if (but !== undefined) ending = ending.where('id', '!=', Buffer.from(but, 'hex'))
    await noteEnds(here, trx, await ending.execute(), 'ended')
  })

/** Ends what nobody came back to; called at each sign-in, so that it is written down near its time. */
export const endIdle = (here: People): Promise<void> =>
  here.db.transaction().execute(async (trx) => {
    const before = instantOf(millisecondsOf(here.clock.now()) - IDLE)
    const ending = trx.deleteFrom('session').where('last_seen_at', '<', before).returning(['person', 'sign_in'])
    await noteEnds(here, trx, await ending.execute(), 'idle')
    const open = await trx
      .selectFrom('session')
      .innerJoin('people', 'people.id', 'session.person')
      .select(['session.id', 'people.state'])
      .where(sql<boolean>`people.state ? 'until'`)
      .execute()
    const over = open.filter(({ state }) => isTermOver(state, here.clock.now())).map(({ id }) => id)
    if (over.length === 0) return
    const gone = trx.deleteFrom('session').where('id', 'in', over).returning(['person', 'sign_in'])
    await noteEnds(here, trx, await gone.execute(), 'term-over')
  })

async function noteEnds(
  here: People,
  trx: Db,
  ended: readonly { person: string; sign_in: string }[],
  reason: Reason,
): Promise<void> {
  const at = here.clock.now()
  const events = ended.map(({ person, sign_in }) => ({
    stream: `sign-in:${sign_in}`,
    version: 2,
    kind: 'SignedOut/1' as const,
    at,
    actor: reason === 'self' ? `person:${person}` : 'system',
    body: { person, reason },
  }))
  await here.record(trx, events)
}
