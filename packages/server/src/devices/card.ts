import type { Keepers } from '@liuhen/core/devices'
import { type CalendarDate, dayOf } from '@liuhen/core/kernel'
import { postHolders, postsAskedFor } from '../duties/index.ts'
import type { Book } from '../packs/index.ts'
import { findPerson } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { actOn, type Devices } from './commands.ts'
import { deviceOf } from './store.ts'

/** Whom a unit has named to receive its recordings, where the rules of the day want somebody named. */
export async function keepersOf(db: Db, book: Book, unit: string, day: CalendarDate): Promise<Keepers | undefined> {
  const [citation] = postsAskedFor(book, day).get('recordings-keeper') ?? []
  return citation && { people: await postHolders(db, 'recordings-keeper', day, unit), citation }
}

/** The card goes to whom the unit has named. Throws Missing for an unknown person, and Refused. */
export async function handCardOver(
  here: Devices,
  book: Book,
  actor: string,
  id: string,
  receiver: string,
): Promise<void> {
  await findPerson(here.db, receiver)
  const { state } = await deviceOf(here.db, id)
  const keepers = await keepersOf(here.db, book, state.unit, dayOf(here.clock.now()))
  await actOn(here, actor, id, { do: 'hand-card', receiver }, { keepers })
}
