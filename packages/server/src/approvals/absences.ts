import type { BodyOf, Table } from '@liuhen/contract'
import type { AbsenceView } from '@liuhen/contract/cases'
import type { Role, Viewer } from '@liuhen/core/access'
import { type Absence, absenceStream } from '@liuhen/core/approvals'
import { numberOf } from '@liuhen/core/calendar'
import { because, type CalendarDate, dayOf, Denied, type Instant, Missing, Refused } from '@liuhen/core/kernel'
import { confirmIdentity, findPerson, namesOfPeople, viewerOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Approvals } from './commands.ts'

/** Those who are away that day and named this person their deputy, each as they would sign. */
export async function absentFor(db: Db, deputy: string, now: Instant): Promise<readonly Viewer[]> {
  const day = dayOf(now)
  const rows = await db
    .selectFrom('absences')
    .select('person')
    .distinct()
    .where('deputy', '=', deputy)
    .where('open', '=', true)
    .where('from_on', '<=', day)
    .where('until_on', '>=', day)
    .execute()
  const found = await Promise.all(rows.map(({ person }) => viewerOf(db, person, now)))
  return found.filter((one) => one !== undefined)
}

/**
 * States when one is away and who signs meanwhile, under one's own password: it gives one's signature away. A head may say
 * so of another who cannot. Throws Denied for anybody else’s, Refused with what is in the way.
 */
export async function stateAbsence(
  here: Approvals,
  viewer: Viewer,
  session: string,
  { key, password, person = viewer.person, ...told }: BodyOf<Table['stateAbsence']>,
): Promise<{ id: string }> {
  const { db, clock, journal } = here
  if (person !== viewer.person && !viewer.roles.includes('head'))
    throw because(
      Denied,
      'not-yours',
      '由本人写明；本人不能写的，由机关负责人写明',
      'Whoever is away says so, or the head',
    )
  for (const one of [person, told.deputy]) await findPerson(db, one)
  await confirmIdentity(here, viewer.person, session, password)
  await refuseUnfit(db, person, told, clock.now())
  const moment = { at: clock.now(), actor: `person:${viewer.person}` }
  const absence = { person, ...told }
  await db.transaction().execute((trx) => journal.act(trx, absenceStream, key, { do: 'state', absence }, moment))
  return { id: key }
}

/** Who may sign in whose stead: somebody of the same kind, or a head of the authority. */
const FIT: Partial<Readonly<Record<Role, readonly Role[]>>> = {
  head: ['deputy-head'],
  'deputy-head': ['deputy-head', 'head'],
  'team-leader': ['team-leader', 'deputy-head', 'head'],
  'legal-officer': ['legal-officer', 'legal-section'],
  'legal-section': ['legal-section', 'legal-officer'],
}
/** Nobody is away longer by one statement: longer than that a post is filled anew. */
const MOST_DAYS = 92

async function refuseUnfit(
  db: Db,
  person: string,
  { deputy, from, until }: { readonly deputy: string; readonly from: CalendarDate; readonly until: CalendarDate },
  now: Instant,
): Promise<void> {
  const [away, other] = await Promise.all([viewerOf(db, person, now), viewerOf(db, deputy, now)])
  const fit = (away?.roles ?? []).flatMap((role) => FIT[role] ?? [])
  if (deputy !== person && !(other?.roles ?? []).some((role) => fit.includes(role)))
    throw because(
      Refused,
      'deputy-unfit',
      '代签的人要任同类职务，或者是机关负责人：不任这类职务的人不能代签',
      'Who signs instead holds a post of the same kind, or is a head of the authority',
      { field: 'deputy' },
    )
  if (numberOf(until) - numberOf(from) >= MOST_DAYS)
    throw because(
      Refused,
      'absence-too-long',
      `一次最多写 ${MOST_DAYS} 天：更久的请另行任命`,
      `At most ${MOST_DAYS} days at once: for longer the post is filled anew`,
      { field: 'until' },
    )
  const there = await db
    .selectFrom('absences')
    .select('id')
    .where('person', '=', person)
    .where('open', '=', true)
    .where('from_on', '<=', until)
    .where('until_on', '>=', from)
    .executeTakeFirst()
  if (there)
    throw because(
      Refused,
      'away-already',
      '这几天已经写明由别人代签：先结束那一次',
      'Somebody signs on those days already: end that absence first',
      { field: 'from' },
    )
}

export async function endAbsence(here: Approvals, viewer: Viewer, id: string, reason: string): Promise<void> {
  const { db, clock, journal } = here
  const row = await db.selectFrom('absences').select('person').where('id', '=', id).executeTakeFirst()
  if (!row) throw because(Missing, 'absence-unknown', '没有这次外出', 'There is no such absence')
  const mayEnd = row.person === viewer.person || viewer.roles.includes('head')
  const moment = { at: clock.now(), actor: `person:${viewer.person}`, mayEnd }
  await db.transaction().execute((trx) => journal.act(trx, absenceStream, id, { do: 'end', reason }, moment))
}

/** Those of one's own that are not over, and those in which one signs for another; a head sees all. */
export async function absenceViews(here: Approvals, viewer: Viewer): Promise<AbsenceView[]> {
  const { db, clock } = here
  const isHead = viewer.roles.includes('head')
  const rows = await db
    .selectFrom('absences')
    .select(['id', 'state'])
    .where('open', '=', true)
    .where('until_on', '>=', dayOf(clock.now()))
    .where((where) =>
      isHead ? where.lit(true) : where.or([where('person', '=', viewer.person), where('deputy', '=', viewer.person)]),
    )
    .orderBy('from_on')
    .limit(200)
    .execute()
  const people = await namesOfPeople(db)
  const named = (id: string) => ({ id, name: people.get(id) ?? '' })
  return rows.map(({ id, state }: { id: string; state: Absence }) => ({
    id,
    person: named(state.person),
    deputy: named(state.deputy),
    from: state.from,
    until: state.until,
    reason: state.reason,
    mine: isHead || state.person === viewer.person,
  }))
}
