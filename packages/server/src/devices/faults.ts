import type { FaultTask, FaultTicket } from '@liuhen/contract/devices'
import type { Role, Viewer } from '@liuhen/core/access'
import type { FaultAnswer, FaultHearer, FaultReport, OpenFault } from '@liuhen/core/devices'
import { because, type CalendarDate, dayOf, Denied } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import { runningFor } from '../activities/index.ts'
import { postHolders, postsAskedFor, unitsHeld } from '../duties/index.ts'
import { asked, type Book } from '../packs/index.ts'
import { namesOfActors, namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { actOn, type Devices } from './commands.ts'
import { faultOffice, type Office } from './fault-address.ts'
import { deviceOf, type Found } from './store.ts'

/**
 * Who has a fault put right: whom the rules of the day name, as far as an account here stands for them. Where none does the
 * information centre hears of it, since somebody must; `packs lint` says so of the pack.
 */
function keepersOn(book: Book, day: CalendarDate): readonly Role[] {
  const named = (faultOffice(book, day)?.to ?? [])
    .flatMap((name) => book.rolesNamed(day, name))
    .filter((role) => REPAIRING.includes(role))
  return named.length > 0 ? named : ['information-centre']
}
/** The roles whose work a repair can be. */
const REPAIRING: readonly Role[] = ['information-centre', 'office']

/** Units whose head this viewer is named. */
type Heads = readonly string[]

const headOf = async (db: Db, { person }: Viewer, day: CalendarDate): Promise<Heads> =>
  (await unitsHeld(db, 'unit-head', person, day)).flatMap((one) => one ?? [])

/** In which of their parts this viewer hears of a fault of that unit's device. */
function partsOf(viewer: Viewer, unit: string, keepers: readonly Role[], heads: Heads): FaultHearer[] {
  const leads = viewer.roles.includes('team-leader') && viewer.units.includes(unit)
  return [
    ...(leads || heads.includes(unit) ? (['leader'] as const) : []),
    ...(viewer.roles.some((role) => keepers.includes(role)) ? (['keeper'] as const) : []),
  ]
}

/** What the interruption rules of a day want a fault reported to, in their words. */
function leaderOffice(book: Book, day: CalendarDate): Office {
  const { value, rules } = asked(book, day, { ask: 'interruption' })
  const to = value?.reportTo === undefined ? [] : [value.reportTo]
  return { to, citations: rules.filter((one) => one.facts['reportTo'] !== undefined).flatMap((one) => one.citations) }
}

/** Whether anybody but the reporter holds one of these roles; for a leader, one over the unit. */
async function stands(db: Db, roles: readonly Role[], besides: string, unit?: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    with recursive over as (
      select id, parent from units where id = ${unit ?? null}::uuid
      union all select units.id, units.parent from units join over on units.id = over.parent)
    select id from people where roles && ${sql.val([...roles])}::text[] and not suspended and id <> ${besides}
      and (${unit ?? null}::uuid is null or unit in (select id from over)) limit 1`.execute(db)
  return rows.length > 0
}

/**
 * A fault, and what was done instead: it goes to who leads the unit and to the office of the rules. The other device must
 * be one of the same unit that may go out.
 */
export async function reportFault(
  here: Devices,
  book: Book,
  viewer: Viewer,
  id: string,
  fault: FaultReport,
): Promise<void> {
  const device = await deviceOf(here.db, id)
  const now = here.clock.now()
  const day = dayOf(now)
  const [running] = (await runningFor(here.db, viewer)).filter((one) => one.people.includes(viewer.person))
  const keepers = keepersOn(book, day)
  const [hasLeader, hasKeeper] = await Promise.all([
    stands(here.db, ['team-leader'], viewer.person, device.state.unit),
    stands(here.db, keepers, viewer.person),
  ])
  const [office, leader] = [faultOffice(book, day)?.to ?? [], leaderOffice(book, day).to]
  // An office that reports are due to is told by its own people, not by the leader's.
  const isOffice = (name: string): boolean => book.rolesNamed(day, name).some((role) => keepers.includes(role))
  const to = [...leader.filter((name) => (isOffice(name) ? hasKeeper : hasLeader)), ...(hasKeeper ? office : [])]
  const other = fault.otherDevice === undefined ? undefined : await deviceOf(here.db, fault.otherDevice)
  await actOn(
    here,
    `person:${viewer.person}`,
    id,
    { do: 'fault', fault, to: [...new Set(to)], ...(running && { activity: running.id }) },
    other ? { other } : {},
  )
}

/** What was done when it failed. Throws Refused where nothing waits for that, or the other device cannot take its place. */
export async function answerFault(here: Devices, actor: string, id: string, answer: FaultAnswer): Promise<void> {
  const other = answer.otherDevice === undefined ? undefined : await deviceOf(here.db, answer.otherDevice)
  await actOn(here, actor, id, { do: 'answer-fault', answer }, other ? { other } : {})
}

/**
 * That the viewer has heard of it, in the first of their parts that has not yet. Throws Refused where nothing is reported
 * or it was heard of already, for the reporter's own report and times that cannot be; Denied when it is not told to them.
 */
export async function acknowledgeFault(
  here: Devices,
  book: Book,
  viewer: Viewer,
  id: string,
  said: { readonly heard?: OpenFault['at'] | undefined; readonly note?: string | undefined },
): Promise<void> {
  const day = dayOf(here.clock.now())
  const keepers = keepersOn(book, day)
  const heads = await headOf(here.db, viewer, day)
  await actOn(here, `person:${viewer.person}`, id, { do: 'acknowledge', ...said }, ({ unit, openFault }) => {
    const hears = partsOf(viewer, unit, keepers, heads)
    if (openFault && hears.length === 0) throw notTheirs()
    return { hears }
  })
}

const notTheirs = (): Error =>
  because(
    Denied,
    'fault-elsewhere',
    '按本局现行制度，这台设备的故障不报给您',
    'By the rules of this bureau faults of this device are not told to you',
  )

/**
 * Whether this viewer has a repair in hand: the information centre always has, another office where the rules name it.
 * Throws Denied.
 */
export function mayRepair(here: Devices, book: Book, viewer: Viewer): void {
  const keepers = keepersOn(book, dayOf(here.clock.now()))
  if (!viewer.roles.some((role) => role === 'information-centre' || keepers.includes(role))) throw notTheirs()
}

/** The open report of a device: what was said, who heard of it, and whether this viewer is still to. */
export async function ticketOf(
  db: Db,
  book: Book,
  viewer: Viewer,
  { state }: Pick<Found, 'state'>,
  day: CalendarDate,
): Promise<FaultTicket | undefined> {
  const { openFault } = state
  if (!openFault) return undefined
  const names = await namesOfActors(db)
  const { at, by, acknowledged = [], fault, instead, since, activity, to } = openFault
  const due = dueFor(viewer, state, keepersOn(book, day), await headOf(db, viewer, day))
  const first = await responsibleFor(db, book, state.unit, day)
  return {
    at,
    by: names(by),
    fault,
    instead,
    to: [...(to ?? [])],
    acknowledged: acknowledged.map((one) => ({ ...one, by: names(one.by) })),
    ...(since && { since }),
    ...(activity !== undefined && { activity }),
    ...(due && !due.heard && { waitsForYou: due.as }),
    ...(first && { responsible: first }),
  }
}

/** Whom the rules of a day make first responsible for the devices of a unit, and whether anybody is named so. */
async function responsibleFor(
  db: Db,
  book: Book,
  unit: string,
  day: CalendarDate,
): Promise<FaultTicket['responsible']> {
  const citations = postsAskedFor(book, day).get('unit-head')
  if (!citations) return undefined
  const [person] = await postHolders(db, 'unit-head', day, unit)
  const name = person === undefined ? undefined : ((await namesOfPeople(db)).get(person) ?? '')
  return {
    citations: citations.map((one) => book.shelf.citationView(one)),
    ...(person !== undefined && { person: { id: person, name: name ?? '' } }),
  }
}

/** As what a viewer is to do something about an open fault: the leader until it is acknowledged, the keeper until it is put right. */
function dueFor(
  viewer: Viewer,
  { openFault, unit }: Found['state'],
  keepers: readonly Role[],
  heads: Heads,
): { readonly as: FaultHearer; readonly heard: boolean } | undefined {
  if (!openFault || openFault.by === `person:${viewer.person}`) return undefined
  const parts = partsOf(viewer, unit, keepers, heads).map((as) => ({
    as,
    heard: openFault.acknowledged?.some((one) => one.as === as) === true,
  }))
  return parts.find((one) => !one.heard) ?? parts.find((one) => one.as === 'keeper')
}

/** Reported faults that this viewer is told of, the latest first. */
export async function faultTasks(db: Db, book: Book, viewer: Viewer, day: CalendarDate): Promise<FaultTask[]> {
  const rows = await db
    .selectFrom('devices')
    .select(['id', 'number', 'holder', 'unit', 'state'])
    .where('condition', 'in', ['faulty', 'at-repair'])
    .where(sql<boolean>`state ? 'openFault'`)
    .execute()
  if (rows.length === 0) return []
  const keepers = keepersOn(book, day)
  const heads = await headOf(db, viewer, day)
  const [people, units, names] = await Promise.all([namesOfPeople(db), unitNamesOf(db), namesOfActors(db)])
  const offices = { keeper: faultOffice(book, day), leader: leaderOffice(book, day) }
  return rows
    .flatMap(({ id, number, holder, unit, state }): FaultTask[] => {
      const due = dueFor(viewer, state, keepers, heads)
      const open = state.openFault
      if (!due || !open) return []
      return [
        {
          device: id,
          number,
          unit: units.get(unit) ?? '',
          at: open.at,
          by: names(open.by),
          fault: open.fault,
          as: due.as,
          acknowledged: due.heard,
          citations: offices[due.as]?.citations ?? offices.leader.citations,
          ...(holder && { holder: people.get(holder) ?? '' }),
        },
      ]
    })
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
}
