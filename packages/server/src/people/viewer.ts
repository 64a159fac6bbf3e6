import type { Viewer } from '@liuhen/core/access'
import type { Instant } from '@liuhen/core/kernel'
import type { Db } from '../platform/database/index.ts'
import { nextOf } from './policy.ts'
import { unitAndBelow } from './store.ts'

/**
 * Who somebody is today, for what is done in their name while they are not there. Undefined where they could do nothing
 * themselves: suspended, without a role, or with a password or second factor still to be set.
 */
export async function viewerOf(db: Db, person: string, now: Instant): Promise<Viewer | undefined> {
  const found = await db
    .selectFrom('people')
    .innerJoin('credential', 'credential.person', 'people.id')
    .leftJoin('second_factor', 'second_factor.person', 'people.id')
    .leftJoin('bureau', (join) => join.onTrue())
    .select(['people.roles', 'people.unit', 'people.suspended'])
    .select(['credential.must_change', 'credential.changed_at', 'second_factor.sealed', 'bureau.sample'])
    .where('people.id', '=', person)
    .executeTakeFirst()
  if (!found || found.suspended) return undefined
  const secured = { roles: found.roles, secondFactor: found.sealed !== null, sample: found.sample ?? false }
  if (nextOf(found, secured, now) !== 'nothing') return undefined
  return { person, roles: found.roles, units: await unitAndBelow(db, found.unit) }
}
