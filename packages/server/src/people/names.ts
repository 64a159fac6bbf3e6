import '../devices/tables.ts'
import type { Db } from '../platform/database/index.ts'

/** Names of all people by id. A bureau has hundreds, not millions. */
export async function namesOfPeople(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('people').select(['id', 'name']).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** What an actor of the journal is called: a person's name, a station's number, or 系统. */
export async function namesOfActors(db: Db): Promise<(actor: string) => string> {
  const [people, stations] = await Promise.all([
    namesOfPeople(db),
    db.selectFrom('devices').select(['id', 'number']).where('kind', '=', 'docking-station').execute(),
  ])
  const names = new Map([...people].map(([id, name]) => [`person:${id}`, name]))
  for (const { id, number } of stations) names.set(`station:${id}`, number)
  return (actor) => names.get(actor) ?? (actor === 'system' ? '系统' : actor)
}
