import type { PostRow, PostWanted, RosterRow, TrainingRow } from '@liuhen/contract/duties'
import { scopeOf, type Viewer } from '@liuhen/core/access'
import { holdsOn, namedPosts, type NamedPost } from '@liuhen/core/duties'
import type { CalendarDate, Citation } from '@liuhen/core/kernel'
import { rulesOf } from '@liuhen/core/policy'
import { sql } from 'kysely'
import type { Book } from '../packs/index.ts'
import { namesOfActors, namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { namesPost } from './commands.ts'
import { rostersOf, unitsHeld } from './store.ts'

const GROUP = [
  'leading-group-head',
  'leading-group-deputy',
  'leading-group-member',
  'leading-group-office',
] as const satisfies readonly NamedPost[]

/** Whether a viewer sees what is there of every unit: by what they are, or as one of the leading group or its office. */
export async function seesWhole(db: Db, viewer: Viewer, day: CalendarDate): Promise<boolean> {
  const scope = scopeOf(viewer)
  if (viewer.roles.includes('office') || (scope !== undefined && 'all' in scope)) return true
  for (const post of GROUP) if ((await unitsHeld(db, post, viewer.person, day)).length > 0) return true
  return false
}

/** Units whose people go out: those that have officers, who assist them, or who leads them. */
export async function unitsInTheField(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ unit: string }>`
    select distinct unit from people
    where not suspended and roles && array['officer', 'auxiliary', 'team-leader']::text[]`.execute(db)
  return rows.map((one) => one.unit)
}

/** The posts that the rules of a day ask for, each with the articles that do. */
export function postsAskedFor(book: Book, day: CalendarDate): ReadonlyMap<NamedPost, readonly Citation[]> {
  const rules = book.on(day)
  const asked = new Map<NamedPost, readonly Citation[]>()
  for (const { rule, used } of rules ? rulesOf(rules, 'organisation') : [])
    for (const post of rule.posts ?? []) asked.set(post, [...(asked.get(post) ?? []), ...used.citations])
  return asked
}

/** Every post asked for: of each unit in the field among these, or of the bureau. */
export async function postsWanted(
  db: Db,
  book: Book,
  viewer: Viewer,
  day: CalendarDate,
  units?: readonly string[],
): Promise<PostWanted[]> {
  const asked = postsAskedFor(book, day)
  if (asked.size === 0) return []
  const [field, names, people, rows] = await Promise.all([
    unitsInTheField(db),
    unitNamesOf(db),
    namesOfPeople(db),
    db.selectFrom('posts').select(['post', 'unit', 'person', 'state']).execute(),
  ])
  const shown = field.filter((one) => units === undefined || units.includes(one))
  return [...asked].flatMap(([post, citations]) => {
    const { of, title } = namedPosts[post]
    return (of === 'unit' ? shown : [undefined]).map((unit): PostWanted => {
      const holders = rows.filter(
        (one) => one.post === post && (one.unit ?? undefined) === unit && holdsOn(one.state, day),
      )
      return {
        post,
        title,
        holders: holders.map(({ person }) => ({ id: person, name: people.get(person) ?? '' })),
        yours: namesPost(viewer, post, unit),
        citations: citations.map((one) => book.shelf.citationView(one)),
        ...(unit !== undefined && { unit: { id: unit, name: names.get(unit) ?? '' } }),
      }
    })
  })
}

/** Who is or was in which post; who sees one unit only sees its posts and those of the bureau. */
export async function postRows(db: Db, viewer: Viewer, whole: boolean): Promise<PostRow[]> {
  const rows = await db.selectFrom('posts').selectAll().orderBy('first_day', 'desc').orderBy('id', 'desc').execute()
  const [people, units, actors] = await Promise.all([namesOfPeople(db), unitNamesOf(db), namesOfActors(db)])
  return rows
    .filter(({ unit }) => whole || unit === null || viewer.units.includes(unit))
    .map(({ id, post, unit, person, state }): PostRow => ({
      id,
      post,
      person: { id: person, name: people.get(person) ?? '' },
      from: state.from,
      named: { at: state.named.at, by: actors(state.named.by) },
      yours: namesPost(viewer, post, unit ?? undefined),
      ...(unit !== null && { unit: { id: unit, name: units.get(unit) ?? '' } }),
      ...(state.to !== undefined && { to: state.to }),
      ...(state.function !== undefined && { function: state.function }),
      ...(state.left && { left: { at: state.left.at, by: actors(state.left.by), reason: state.left.reason } }),
    }))
}

/** Rosters of the units this viewer sees, by day. */
export async function rosterRows(
  db: Db,
  viewer: Viewer,
  whole: boolean,
  { from, to, unit }: { readonly from: CalendarDate; readonly to: CalendarDate; readonly unit?: string | undefined },
): Promise<RosterRow[]> {
  const names = await unitNamesOf(db)
  const seen = (whole ? [...names.keys()] : viewer.units).filter((one) => unit === undefined || one === unit)
  const rosters = (await rostersOf(db, seen, from, to)).filter(({ day }) => day >= from)
  const [people, actors] = await Promise.all([namesOfPeople(db), namesOfActors(db)])
  return rosters.map((one): RosterRow => ({
    id: one.id,
    unit: { id: one.unit, name: names.get(one.unit) ?? '' },
    day: one.day,
    turns: one.turns.map((turn) => ({ ...turn, name: people.get(turn.person) ?? '' })),
    entered: { at: one.entered.at, by: actors(one.entered.by) },
    yours: viewer.roles.includes('office') || (viewer.roles.includes('team-leader') && viewer.units.includes(one.unit)),
    ...(one.changed && { changed: { at: one.changed.at, by: actors(one.changed.by), reason: one.changed.reason } }),
  }))
}

export async function trainingRows(db: Db): Promise<TrainingRow[]> {
  const rows = await db
    .selectFrom('trainings')
    .selectAll()
    .orderBy('day', 'desc')
    .orderBy('id', 'desc')
    .limit(500)
    .execute()
  const [people, actors] = await Promise.all([namesOfPeople(db), namesOfActors(db)])
  return rows.map(({ id, state: { people: who, planned, held, cancelled, ...plan } }): TrainingRow => ({
    id,
    ...plan,
    people: who.map((person) => ({ id: person, name: people.get(person) ?? '' })),
    planned: { at: planned.at, by: actors(planned.by) },
    ...(held && {
      held: {
        at: held.at,
        by: actors(held.by),
        on: held.on,
        attendance: held.attendance.map((one) => ({ ...one, name: people.get(one.person) ?? '' })),
        ...(held.note !== undefined && { note: held.note }),
      },
    }),
    ...(cancelled && { cancelled: { at: cancelled.at, by: actors(cancelled.by), reason: cancelled.reason } }),
  }))
}
