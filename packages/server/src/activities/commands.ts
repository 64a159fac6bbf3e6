import type { BodyOf, Table } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import {
  type ActivityCommand,
  type ActivityContext,
  type ActivityCorrection,
  activityStream,
  type RecordingLoss,
} from '@liuhen/core/activities'
import { because, type CalendarDate, dayOf, Denied, type Instant, Malformed, Missing } from '@liuhen/core/kernel'
import type { Activity } from '@liuhen/core/policy'
import type { Journal } from '../ledger/index.ts'
import type { Book, Law } from '../packs/index.ts'
import { findPerson } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, uuidv7 } from '../platform/index.ts'
import { completionOf, completionOn, filmingFreeOn } from './completing.ts'
import { devicesNamed, deviceWarnings, recordersOn, type RegistrationWarning, uncheckedBy } from './starting.ts'
import { type ActivityRowOf, activityOf } from './store.ts'

export interface Activities {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
  readonly law: Law
}

/** One command on an activity, in a transaction of its own. Throws Refused with everything that stands in the way. */
export const actOn = (
  { db, clock, journal }: Activities,
  viewer: Viewer,
  id: string,
  command: ActivityCommand,
  context: Omit<ActivityContext, 'at' | 'actor'> = {},
  at: Instant = clock.now(),
) =>
  db
    .transaction()
    .execute((trx) =>
      journal.act(trx, activityStream, id, command, { ...context, at, actor: `person:${viewer.person}` }),
    )

/** Who registers is the officer, and the unit is theirs; without a start it begins now. */
export type Registration = BodyOf<Table['registerActivity']>

/**
 * The viewer's own activity, in the unit of today. Throws Missing for an unknown colleague; Refused on times that cannot be,
 * on people who may not act and record, and, where it begins now, while a device in hand has not been checked.
 */
export async function register(
  here: Activities,
  viewer: Viewer,
  given: Registration,
): Promise<{ id: string; warnings: RegistrationWarning[] }> {
  const { db, clock, law } = here
  const now = clock.now()
  const { unit } = await findPerson(db, viewer.person)
  const { colleagues: named = [], start = now, ownKind: own, ...rest } = given
  const colleagues = [...new Set(named)].filter((one) => one !== viewer.person)
  for (const colleague of colleagues) await findPerson(db, colleague)
  const book = await law.book(db)
  const warnings =
    start === now && !rest.end ? await deviceWarnings(db, book, now, given, [viewer.person, ...colleagues]) : []
  const lacking = warnings.length > 0 && { withoutDevice: true as const }
  const ownKind = own === undefined ? undefined : ownKindOn(book, dayOf(start), own, given.activity)
  const facts = { ...rest, officer: viewer.person, unit, start, colleagues, ...lacking, ...(ownKind && { ownKind }) }
  const [recorders, devices, unchecked] = await Promise.all([
    recordersOn(db, book, start, [viewer.person, ...colleagues]),
    devicesNamed(db, book, now, facts.devices),
    uncheckedBy(db, book, now, viewer.person),
  ])
  const id = uuidv7(now)
  const around = {
    recorders,
    devices,
    unchecked,
    completion: completionOn(book, dayOf(start)),
    filmingFree: filmingFreeOn(book, dayOf(start)),
  }
  await actOn(here, viewer, id, { do: 'register', facts }, around, now)
  return { id, warnings }
}

/** Throws Missing for a kind that the bureau has not added for that day, Malformed beside any other activity. */
function ownKindOn(book: Book, day: CalendarDate, kind: string, activity: Activity) {
  if (activity !== 'other')
    throw because(
      Malformed,
      'own-kind-of',
      '本局新增的种类登记为“其他”',
      'A kind of the bureau is registered as “other”',
      {
        field: 'activity',
      },
    )
  const found = book.ruleSet?.ownKinds?.find((one) => one.kind === kind && one.from <= day)
  if (found) return { kind, name: found.name }
  throw because(Missing, 'own-kind-unknown', '那一天本局没有这一类活动', 'The bureau had no such kind on that day', {
    field: 'ownKind',
  })
}

/** Who was there, and who leads their unit. */
export const explainsFor = (viewer: Viewer, { unit, people }: Pick<ActivityRowOf, 'unit' | 'people'>): boolean =>
  people.includes(viewer.person) || (viewer.roles.includes('team-leader') && viewer.units.includes(unit))

/**
 * The activity, when this viewer may add to it: who was there, or who leads the unit. Throws Missing when it may not be
 * seen and Denied when it may only be seen.
 */
export async function ownActivity(db: Db, viewer: Viewer, id: string): Promise<ActivityRowOf> {
  const row = await activityOf(db, viewer, id)
  if (explainsFor(viewer, row)) return row
  throw because(
    Denied,
    'not-there',
    '只有参加的人员或其队负责人可以补充这次活动',
    'Only those who were there, or the leader of their unit, may add to this activity',
  )
}

/** It ended then, or now. Throws Refused when it has ended already, would end before it began, or something is still wanted. */
export async function end(here: Activities, viewer: Viewer, id: string, at: Instant | undefined): Promise<void> {
  const row = await ownActivity(here.db, viewer, id)
  const now = here.clock.now()
  const completion = await completionOf(here.db, await here.law.book(here.db), row)
  await actOn(here, viewer, id, { do: 'end', end: at ?? now }, { completion }, now)
}

/** What it corrects counts from now on; what was registered stays. Throws Refused when the corrected times cannot be. */
export async function annotate(
  here: Activities,
  viewer: Viewer,
  id: string,
  given: { readonly text: string; readonly corrects?: ActivityCorrection | undefined },
): Promise<void> {
  const row = await ownActivity(here.db, viewer, id)
  const { officer, start } = row.state.facts
  const colleagues = given.corrects?.colleagues ?? []
  for (const colleague of colleagues) await findPerson(here.db, colleague)
  const book = await here.law.book(here.db)
  const around = {
    recorders: await recordersOn(here.db, book, start, [officer, ...colleagues]),
    completion: await completionOf(here.db, book, row),
    filmingFree: filmingFreeOn(book, dayOf(start)),
  }
  const annotation = uuidv7(here.clock.now())
  await actOn(here, viewer, id, { do: 'annotate', annotation, ...given }, around)
}

/** What was recorded of it was lost before anybody had it but those who were there. */
export async function loseRecording(here: Activities, viewer: Viewer, id: string, loss: RecordingLoss): Promise<void> {
  await ownActivity(here.db, viewer, id)
  await actOn(here, viewer, id, { do: 'lose-recording', loss })
}

/** Whoever watches over recording says what was found, on any activity they may see. Throws Missing. */
export async function review(here: Activities, viewer: Viewer, id: string, text: string): Promise<void> {
  await activityOf(here.db, viewer, id)
  await actOn(here, viewer, id, { do: 'review', text })
}
