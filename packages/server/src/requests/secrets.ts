import type { Viewer } from '@liuhen/core/access'
import { Denied, type Instant } from '@liuhen/core/kernel'
import {
  type Facts,
  insteadOfWords,
  keptFrom,
  type KeptKind,
  type Redacted,
  secretInTheWay,
  secretsAt,
  withoutWords,
} from '@liuhen/core/requests'
import type { Db } from '../platform/database/index.ts'
import type { Clock } from '../platform/index.ts'
import type { Handlers } from '../platform/served.ts'
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

/** Of all marked recordings those whose words are kept from this viewer, by what mark. */
export async function wordsKept(db: Db, viewer: Viewer, at: Instant): Promise<ReadonlyMap<string, KeptKind>> {
  const rows = await db.selectFrom('secrecies').select(['id', 'state']).where('marked', '=', true).execute()
  return new Map(
    rows.flatMap(({ id, state }) => {
      const kind = keptFrom(viewer.person, secretsAt(state, at))
      return kind === undefined ? [] : [[id, kind] as const]
    }),
  )
}

/** The same with what stands where a name would. */
export async function namesUnread(db: Db, viewer: Viewer, at: Instant): Promise<ReadonlyMap<string, string>> {
  const kept = await wordsKept(db, viewer, at)
  return new Map([...kept].map(([id, kind]) => [id, insteadOfWords(kind)]))
}

/** A paper with the names of these recordings on it is for those who may read them. Throws Denied. */
export async function refuseWords(
  { db, clock }: Pick<Permitting, 'db' | 'clock'>,
  viewer: Viewer,
  recordings: readonly string[],
): Promise<void> {
  if (recordings.length === 0) return
  for (const secrets of (await secretsOf(db, recordings, clock.now())).values()) {
    const why = secretInTheWay('look', { secrets, viewer })
    if (why) throw new Denied([why])
  }
}

/** Every reply to somebody signed in leaves without the words that are kept from them. */
export function keepingWords(db: Db, clock: Clock, handlers: Partial<Handlers>): Partial<Handlers> {
  const guarded = Object.entries(handlers).map(([name, handler]) => {
    const answer = handler as (served: { readonly viewer: Viewer | undefined }) => Promise<unknown>
    const guard = async (served: { readonly viewer: Viewer | undefined }) => {
      const reply = await answer(served)
      if (served.viewer === undefined || reply instanceof Response) return reply
      return withoutWords(reply, await wordsKept(db, served.viewer, clock.now()))
    }
    return [name, guard]
  })
  return Object.fromEntries(guarded) as Partial<Handlers>
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
