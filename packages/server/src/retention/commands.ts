import type { BodyOf, Table } from '@liuhen/contract'
import { scopeOf, type Viewer, within } from '@liuhen/core/access'
import { because, dayOf, Malformed, Missing } from '@liuhen/core/kernel'
import {
  Carrier,
  keepingFactStream,
  type KeptThing,
  type RetentionCommand,
  retentionStream,
} from '@liuhen/core/retention'
import { activityOf } from '../activities/index.ts'
import { caseOf } from '../cases/index.ts'
import { hold as heldFor } from '../ledger/index.ts'
import type { Passwords } from '../people/index.ts'
import { seen } from '../recordings/index.ts'
import type { Disposing } from './carry-out.ts'

export interface Retention extends Disposing {
  readonly passwords: Passwords
}

const actorOf = (viewer: Viewer): string => `person:${viewer.person}`

/** Throws Missing where this viewer may not see what is named, in the words for what is not there. */
async function mustSee(here: Retention, viewer: Viewer, { kind, id }: KeptThing): Promise<void> {
  if (kind === 'recording') await seen(here.db, viewer, id)
  else if (kind === 'activity') await activityOf(here.db, viewer, id)
  else await caseOf(here.db, viewer, id)
}

/** Registers a fact that keeps recordings; what it keeps longer is found in the same transaction. Said again it is the same. */
export async function registerFact(
  here: Retention,
  viewer: Viewer,
  { key, ...fact }: BodyOf<Table['registerKeepingFact']>,
): Promise<{ id: string }> {
  const { db, clock, journal } = here
  await mustSee(here, viewer, fact.about)
  const moment = { at: clock.now(), actor: actorOf(viewer) }
  await db.transaction().execute(async (trx) => {
    await heldFor(trx, `keeping-fact:${key}`)
    const known = await trx.selectFrom('keeping_facts').select('state').where('id', '=', key).executeTakeFirst()
    const isSame =
      known &&
      known.state.by === moment.actor &&
      known.state.trigger === fact.trigger &&
      known.state.about.id === fact.about.id
    if (!isSame) await journal.act(trx, keepingFactStream, key, { do: 'register', fact }, moment)
  })
  return { id: key }
}

async function onKept(here: Retention, viewer: Viewer, id: string, command: RetentionCommand): Promise<void> {
  const { db, clock, journal } = here
  await seen(db, viewer, id)
  const moment = { at: clock.now(), actor: actorOf(viewer) }
  await db.transaction().execute((trx) => journal.act(trx, retentionStream, id, command, moment))
}

export async function placeHold(
  here: Retention,
  viewer: Viewer,
  id: string,
  { key, reason }: BodyOf<Table['placeHold']>,
): Promise<{ hold: string }> {
  const row = await here.db.selectFrom('retentions').select('state').where('id', '=', id).executeTakeFirst()
  const known = row?.state.holds.find((one) => one.hold === key)
  if (known?.placed.by !== actorOf(viewer)) await onKept(here, viewer, id, { do: 'hold', hold: key, reason })
  return { hold: key }
}

export const releaseHold = (here: Retention, viewer: Viewer, id: string, hold: string, reason: string): Promise<void> =>
  onKept(here, viewer, id, { do: 'release', hold, reason })

/** Throws Malformed for a day that is yet to come. */
export async function recordCarrier(here: Retention, viewer: Viewer, id: string, carrier: Carrier): Promise<void> {
  const row = await here.db
    .selectFrom('recordings')
    .select(['unit', 'officer', 'sender', 'asked_unit'])
    .where('id', '=', id)
    .executeTakeFirst()
  // The office keeps discs and sees no recordings.
  const sees =
    row &&
    (viewer.roles.includes('office') ||
      within(scopeOf(viewer), {
        unit: row.unit ?? undefined,
        officer: row.officer ?? undefined,
        sender: row.sender ?? undefined,
        asked: row.asked_unit ?? undefined,
      }))
  if (!sees)
    throw because(
      Missing,
      'recording-unknown',
      '没有这份音像，或者您无权查看',
      'There is no such recording, or you may not see it',
    )
  const { db, clock, journal } = here
  const moment = { at: clock.now(), actor: actorOf(viewer) }
  if (carrier.madeOn > dayOf(moment.at))
    throw because(
      Malformed,
      'carrier-in-future',
      '载体的制作日期还没有到',
      'The carrier is said to be of a day yet to come',
      {
        field: 'madeOn',
      },
    )
  await db
    .transaction()
    .execute((trx) =>
      journal.act(trx, retentionStream, id, { do: 'record-carrier', carrier: Carrier.parse(carrier) }, moment),
    )
}
