import { passwordObstacles } from '@liuhen/core/access'
import { because, Refused, text } from '@liuhen/core/kernel'
import type { Instant, Obstacle } from '@liuhen/core/kernel'
import type { Db } from '../platform/database/index.ts'
import { alone, personById } from './store.ts'
import type { People } from './people.ts'
import { missingPerson } from './obstacles.ts'
import { temporaryPassword } from './passwords.ts'
import { PASSWORDS_BARRED } from './policy.ts'
import { attempt, forgive } from './lock.ts'
import { endSessions } from './sessions.ts'

/** A first credential, for a person just added. */
export async function giveFirst(
  trx: Db,
  person: string,
  hash: string,
  at: Instant,
  mustChange: boolean,
): Promise<void> {
  const row = { person, hash, history: [], changed_at: at, must_change: mustChange, locked_until: null }
  await trx.insertInto('credential').values(row).execute()
}

/**
 * A person's change of their own password; all their other sessions end. Throws Refused with everything that is wrong
 * with the new one, or because the old one is not right, which counts like a failed sign-in.
 */
export async function changePassword(
  here: People,
  person: string,
  session: string,
  { old, fresh }: { readonly old: string; readonly fresh: string },
): Promise<void> {
  const stored = await here.db
    .selectFrom('credential')
    .selectAll()
    .where('person', '=', person)
    .executeTakeFirstOrThrow()
  const tried = await attempt(here.db, person, here.clock.now())
  if (!(await here.passwords.matches(tried && stored.hash, old)))
    throw because(
      Refused,
      'password-wrong',
      '原密码不正确，或连续失败过多已被暂时锁定',
      'The old password is not right, or too many failures have locked it for a while',
      { field: 'old' },
    )
  await forgive(here.db, person)
  const owner = await personById(here.db, person)
  const obstacles = passwordObstacles(fresh, owner?.state.userName ?? '', 'fresh')
  const barred = [stored.hash, ...stored.history].slice(0, PASSWORDS_BARRED)
  if (obstacles.length === 0 && (await anyMatches(here, barred, fresh))) obstacles.push(used())
  if (obstacles.length > 0) throw new Refused(obstacles)
  const hash = await here.passwords.hash(fresh)
  await replace(here, { person, actor: `person:${person}`, hash, history: barred, mustChange: false })
  await endSessions(here, person, session)
}

/** A temporary password in place of a forgotten one; every session of the person ends. The second factor stays. */
export async function resetPassword(here: People, person: string, actor: string, reason: string): Promise<string> {
  const stored = await here.db.selectFrom('credential').selectAll().where('person', '=', person).executeTakeFirst()
  if (!stored) throw missingPerson()
  const password = temporaryPassword()
  const hash = await here.passwords.hash(password)
  const barred = [stored.hash, ...stored.history].slice(0, PASSWORDS_BARRED)
  await replace(here, { person, actor, hash, history: barred, mustChange: true, reason })
  await endSessions(here, person)
  return password
}

interface Replacement {
  readonly person: string
  readonly actor: string
  readonly hash: string
  readonly history: string[]
  readonly mustChange: boolean
  readonly reason?: string
}

async function replace(here: People, { person, actor, hash, history, mustChange, reason }: Replacement): Promise<void> {
  const at = here.clock.now()
  await here.db.transaction().execute(async (trx) => {
    await alone(trx)
    const { version } = (await personById(trx, person)) ?? { version: 0 }
    const by = actor === `person:${person}` ? 'self' : 'administrator'
    const body = { by, mustChange, ...(reason !== undefined && { reason }) } as const
    await here.record(trx, [
      { stream: `person:${person}`, version: version + 1, kind: 'PasswordSet/1', at, actor, body },
    ])
    const row = { hash, history, changed_at: at, must_change: mustChange, failures: 0, locked_until: null }
    await trx.updateTable('credential').set(row).where('person', '=', person).execute()
  })
}

async function anyMatches(here: People, hashes: readonly string[], password: string): Promise<boolean> {
  for (const hash of hashes) if (await here.passwords.matches(hash, password)) return true
  return false
}

const used = (): Obstacle => ({
  code: 'password-used',
  message: text(
    `不得使用最近 ${PASSWORDS_BARRED} 次用过的密码`,
    `The last ${PASSWORDS_BARRED} passwords are not taken again`,
  ),
  field: 'fresh',
})
