import { isAdministrator } from '@liuhen/core/access'
import type { Role, Viewer } from '@liuhen/core/access'
import type { Happening } from '@liuhen/core/journal'
import { Refused, text } from '@liuhen/core/kernel'
import type { Obstacle } from '@liuhen/core/kernel'
import type { PersonState } from '@liuhen/core/people'
import type { Db } from '../platform/database/index.ts'
import { missingPerson } from './obstacles.ts'
import type { People } from './people.ts'
import { alone, personById } from './store.ts'
import type { Kept } from './store.ts'

export const none = (obstacles: readonly Obstacle[]): void => {
  if (obstacles.length > 0) throw new Refused(obstacles)
}

/** One change to the register, made alone. */
export const act = <T>(here: People, change: (trx: Db) => Promise<T>): Promise<T> =>
  here.db.transaction().execute(async (trx) => {
    await alone(trx)
    return change(trx)
  })

/** One more event in the stream of one person, made alone. Throws Missing. */
export const changeOne = (
  here: People,
  actor: string,
  id: string,
  decide: (trx: Db, person: Kept<PersonState>) => Promise<Happening>,
): Promise<void> =>
  act(here, async (trx) => {
    const person = await personById(trx, id)
    if (!person) throw missingPerson()
    const change = await decide(trx, person)
    const event = { stream: `person:${id}`, version: person.version + 1, at: here.clock.now(), actor, ...change }
    await here.record(trx, [event])
  })

/** The administrator's office somebody acts in: nobody holds two. */
export function officeOf(viewer: Viewer): Role {
  const office = viewer.roles.find(isAdministrator)
  if (office === undefined) throw new Error('an act of an administrator was served to somebody who is none')
  return office
}

/** What keeps somebody from doing to their own account what another must. */
export const ownAccount = (viewer: Pick<Viewer, 'person'>, id: string): Obstacle[] =>
  viewer.person === id
    ? [
        {
          code: 'own-account',
          message: text(
            '不能对自己的账号进行此操作，请由另一名管理员办理',
            'Nobody does this to their own account: another administrator must',
          ),
        },
      ]
    : []
