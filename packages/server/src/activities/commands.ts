import type { BodyOf, Table } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { type ActivityCorrection, corrected, timeObstacles } from '@liuhen/core/activities'
import type { NewEvent } from '@liuhen/core/journal'
import { because, Denied, type Instant, type Obstacle, Refused } from '@liuhen/core/kernel'
import type { Record } from '../ledger/index.ts'
import { findPerson } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, uuidv7 } from '../platform/index.ts'
import { type ActivityRowOf, activityOf } from './store.ts'

export interface Activities {
  readonly db: Db
  readonly clock: Clock
  readonly record: Record
}

function refuse(obstacles: readonly Obstacle[]): void {
  if (obstacles.length > 0) throw new Refused(obstacles)
}

/** Writes one event about an activity that is there onto its own stream. */
export async function addToActivity(
  here: Activities,
  row: Pick<ActivityRowOf, 'id' | 'version'>,
  actor: string,
  event: Pick<NewEvent, 'kind' | 'body'>,
): Promise<void> {
  const whole = {
    stream: `activity:${row.id}`,
    version: row.version + 1,
    at: here.clock.now(),
    actor,
    ...event,
  } as NewEvent
  await here.db.transaction().execute((trx) => here.record(trx, [whole]))
}

/** Who registers is the officer, and the unit is theirs; without a start it begins now. */
export type Registration = BodyOf<Table['registerActivity']>

/** The viewer's own activity, in the unit of today. Throws Refused on times that cannot be, Missing for an unknown colleague. */
export async function register(here: Activities, viewer: Viewer, given: Registration): Promise<{ id: string }> {
  const now = here.clock.now()
  const { unit } = await findPerson(here.db, viewer.person)
  const { colleagues: named = [], start = now, ...rest } = given
  const colleagues = [...new Set(named)].filter((one) => one !== viewer.person)
  for (const colleague of colleagues) await findPerson(here.db, colleague)
  const facts = { ...rest, officer: viewer.person, unit, start, colleagues }
  refuse(timeObstacles(facts, now))
  const id = uuidv7(now)
  const event = { stream: `activity:${id}`, version: 1, kind: 'ActivityRegistered/1' as const, at: now, body: facts }
  await here.db.transaction().execute((trx) => here.record(trx, [{ ...event, actor: `person:${viewer.person}` }]))
  return { id }
}

/**
 * The activity, when this viewer may add to it: who was there, or who leads the unit. Throws Missing when it may not be
 * seen and Denied when it may only be seen.
 */
export async function ownActivity(db: Db, viewer: Viewer, id: string): Promise<ActivityRowOf> {
  const row = await activityOf(db, viewer, id)
  const leads = viewer.roles.includes('team-leader') && viewer.units.includes(row.unit)
  if (leads || row.people.includes(viewer.person)) return row
  throw because(
    Denied,
    'not-there',
    '只有参加的人员或其队负责人可以补充这次活动',
    'Only those who were there, or the leader of their unit, may add to this activity',
  )
}

/** Throws Refused when it has ended already or would end before it began. */
export async function end(here: Activities, viewer: Viewer, id: string, at: Instant | undefined): Promise<void> {
  const row = await ownActivity(here.db, viewer, id)
  if (row.state.facts.end !== undefined)
    throw because(
      Refused,
      'activity-ended',
      '这次活动已经结束；时间有误的，请加批注更正',
      'It has ended already; if the time is wrong, correct it by an annotation',
    )
  const now = here.clock.now()
  const ended = { ...row.state.facts, end: at ?? now }
  refuse(timeObstacles(ended, now))
  await addToActivity(here, row, `person:${viewer.person}`, { kind: 'ActivityEnded/1', body: { end: ended.end } })
}

/** What it corrects counts from now on; what was registered stays. Throws Refused when the corrected times cannot be. */
export async function annotate(
  here: Activities,
  viewer: Viewer,
  id: string,
  given: { readonly text: string; readonly corrects?: ActivityCorrection | undefined },
): Promise<void> {
  const row = await ownActivity(here.db, viewer, id)
  const now = here.clock.now()
  const { text, corrects } = given
  if (corrects) {
    refuse(timeObstacles(corrected(row.state.facts, corrects), now))
    for (const colleague of corrects.colleagues ?? []) await findPerson(here.db, colleague)
  }
  const body = { annotation: uuidv7(now), text, ...(corrects && { corrects }) }
  await addToActivity(here, row, `person:${viewer.person}`, { kind: 'ActivityAnnotated/1', body })
}
