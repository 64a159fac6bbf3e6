import type { Viewer } from '@liuhen/core/access'
import { Denied, type Instant } from '@liuhen/core/kernel'
import { type Facts, type Redacted, secretInTheWay, secretsAt } from '@liuhen/core/requests'
import type { Db } from '../platform/database/index.ts'
import type { Permitting } from './permitting.ts'

/** What is marked on these recordings at a moment, by recording; what bears no mark is absent. */
export async function secretsOf(
  db: Db,
  ids: readonly string[],
  at: Instant,
): Promise<ReadonlyMap<string, Facts['secrets']>> {
  const rows = await db
    .selectFrom('secrecies')
    .select(['id', 'state'])
    .where('id', 'in', [...ids])
    .where('marked', '=', true)
    .execute()
  return new Map(rows.map(({ id, state }) => [id, secretsAt(state, at)]))
}

/** What was made before may leave by its marks of today: what has been marked since it was made stays. Throws Denied. */
export async function refuseSecrets(
  { db, clock }: Pick<Permitting, 'db' | 'clock'>,
  viewer: Viewer,
  recordings: readonly string[],
  redacted: Redacted,
): Promise<void> {
  if (recordings.length === 0) return
  for (const [id, secrets] of await secretsOf(db, recordings, clock.now())) {
    const why = secretInTheWay('provide', { secrets, viewer, redacted: redacted.has(id) })
    if (why) throw new Denied([why])
  }
}
