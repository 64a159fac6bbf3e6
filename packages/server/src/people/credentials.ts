import { passwordObstacles } from '@liuhen/core/access'
import type { Viewer } from '@liuhen/core/access'
import { because, Refused, text } from '@liuhen/core/kernel'
import type { Instant, Obstacle } from '@liuhen/core/kernel'
import type { Db } from '../platform/database/index.ts'
import { bureauOf } from './bureau-of.ts'
import { changeOne, none, officeOf, ownAccount } from './change.ts'
import type { People } from './people.ts'
import { temporaryPassword } from './passwords.ts'
import { PASSWORDS_BARRED } from './policy.ts'
import { knownObstacles } from './known-passwords.ts'
import { attempt, forgive } from './lock.ts'
import { endSessions } from './sessions.ts'
import { alone, personById } from './store.ts'

/** A first credential, for a person just added; `own` where they chose it themselves, as at set-up. */
export async function giveFirst(trx: Db, person: string, hash: string, at: Instant, own: boolean): Promise<void> {
  const row = { person, hash, history: [], changed_at: at, must_change: !own, enrolment_free: own }
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
  const tried = { person, source: `session:${session}` }
  const open = await attempt(here.db, tried, here.clock.now())
  if (!(await here.passwords.matches(open && stored.hash, old)))
    throw because(
      Refused,
      'password-wrong',
      '原密码不正确，或连续失败过多已被暂时锁定',
      'The old password is not right, or too many failures have locked it for a while',
      { field: 'old' },
    )
  await forgive(here.db, tried)
  const owner = await personById(here.db, person)
  const { name = '', userName = '' } = owner?.state ?? {}
  const obstacles = passwordObstacles(fresh, userName, 'fresh')
  if (obstacles.length === 0)
    obstacles.push(...(await knownObstacles(fresh, await about(here, name, userName), 'fresh')))
  const barred = [stored.hash, ...stored.history].slice(0, PASSWORDS_BARRED)
  if (obstacles.length === 0 && (await anyMatches(here, barred, fresh))) obstacles.push(used())
  if (obstacles.length > 0) throw new Refused(obstacles)
  const hash = await here.passwords.hash(fresh)
  await replace(here, person, hash, barred)
  await endSessions(here, person, session)
}

/**
 * That whoever signs is who they are, at that moment. Throws Refused where the password is not right, which counts like a
 * failed sign-in.
 */
export async function confirmIdentity(
  here: Pick<People, 'db' | 'clock' | 'passwords'>,
  person: string,
  session: string,
  password: string,
): Promise<void> {
  const stored = await here.db
    .selectFrom('credential')
    .select('hash')
    .where('person', '=', person)
    .executeTakeFirstOrThrow()
  const tried = { person, source: `session:${session}` }
  const open = await attempt(here.db, tried, here.clock.now())
  if (await here.passwords.matches(open && stored.hash, password)) return forgive(here.db, tried)
  throw because(
    Refused,
    'password-wrong',
    '密码不正确，没有签署；连续失败过多会被暂时锁定',
    'The password is not right and nothing was signed; too many failures lock it for a while',
    { field: 'password' },
  )
}

/**
 * A temporary password in place of a forgotten one, in force once another administrator has confirmed it: until then the old
 * one stands. The second factor stays.
 */
export async function proposeReset(here: People, viewer: Viewer, person: string, reason: string): Promise<string> {
  const password = temporaryPassword()
  const hash = await here.passwords.hash(password)
  await changeOne(here, `person:${viewer.person}`, person, async (trx) => {
    none(ownAccount(viewer, person))
    await trx.updateTable('credential').set({ pending_hash: hash }).where('person', '=', person).execute()
    return { kind: 'PasswordResetProposed/1', body: { reason, office: officeOf(viewer) } }
  })
  return password
}

/** Puts the temporary password in force that was proposed, in a transaction that has the register to itself. */
export async function enforceReset(trx: Db, person: string, at: Instant): Promise<void> {
  const stored = await trx.selectFrom('credential').selectAll().where('person', '=', person).executeTakeFirstOrThrow()
  const history = [stored.hash, ...stored.history].slice(0, PASSWORDS_BARRED)
  const fresh = { hash: stored.pending_hash ?? '', history, changed_at: at, must_change: true }
  const row = { ...fresh, pending_hash: null, enrolment_free: false }
  await trx.updateTable('credential').set(row).where('person', '=', person).execute()
}

async function replace(here: People, person: string, hash: string, history: string[]): Promise<void> {
  const at = here.clock.now()
  await here.db.transaction().execute(async (trx) => {
    await alone(trx)
    const { version } = (await personById(trx, person)) ?? { version: 0 }
    const [stream, body] = [`person:${person}`, { by: 'self', mustChange: false } as const]
    await here.record(trx, [{ stream, version: version + 1, kind: 'PasswordSet/1', at, actor: stream, body }])
    const row = { hash, history, changed_at: at, must_change: false }
    await trx.updateTable('credential').set(row).where('person', '=', person).execute()
  })
}

async function about(here: People, ...names: string[]): Promise<string[]> {
  const bureau = await bureauOf(here.db)
  return [...names, bureau?.name ?? '', bureau?.slug ?? '']
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
