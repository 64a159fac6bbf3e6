import { because, millisecondsOf, Refused } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import type { People } from './people.ts'
import { FRESH_SESSION } from './policy.ts'
import { bureauOf } from './bureau-of.ts'
import { alone, personById } from './store.ts'
import { freshSecret, provisioningUri, stepOf } from './totp.ts'

export async function hasSecondFactor(here: People, person: string): Promise<boolean> {
  const row = await here.db.selectFrom('second_factor').select('sealed').where('person', '=', person).executeTakeFirst()
  return row?.sealed !== undefined && row.sealed !== null
}

/** A code opened in the future is one of a clock since set back, and shuts nobody out until then (thirty seconds a step, RFC 6238). */
const STEPS_OF_A_DAY = 2880

/** Whether the code opens; each code opens once, also for two who bring it at the same moment. */
export async function acceptCode(
  here: People,
  person: string,
  code: string,
  now: Instant,
): Promise<'accepted' | 'code' | 'code-replayed'> {
  const row = await here.db.selectFrom('second_factor').select('sealed').where('person', '=', person).executeTakeFirst()
  if (!row?.sealed) return 'code'
  const step = stepOf(here.secrets.open(row.sealed, person), code, now)
  if (step === undefined) return 'code'
  const taken = here.db.updateTable('second_factor').set({ last_step: step })
  const { numUpdatedRows } = await taken
    .where('person', '=', person)
    .where((eb) => eb.or([eb('last_step', '<', step), eb('last_step', '>', step + STEPS_OF_A_DAY)]))
    .executeTakeFirst()
  return numUpdatedRows === 1n ? 'accepted' : 'code-replayed'
}

/**
 * A new secret, in force once a code made with it has come back. Throws Refused where there is one in force already and
 * the session was not begun just now.
 */
export async function beginSecondFactor(
  here: People,
  person: string,
  session: string,
): Promise<{ readonly secret: string; readonly uri: string }> {
  if (await hasSecondFactor(here, person)) await refuseStale(here, session)
  const secret = freshSecret()
  const pending = here.secrets.seal(secret, person)
  const insert = here.db.insertInto('second_factor').values({ person, sealed: null, pending })
  await insert.onConflict((conflict) => conflict.column('person').doUpdateSet({ pending })).execute()
  const [bureau, owner] = [await bureauOf(here.db), await personById(here.db, person)]
  return { secret, uri: provisioningUri(secret, `留痕 ${bureau?.name ?? ''}`.trim(), owner?.state.userName ?? '') }
}

/** Puts the pending secret in force. Throws Refused when there is none or the code is not of it. */
export async function confirmSecondFactor(here: People, person: string, code: string): Promise<void> {
  const now = here.clock.now()
  const row = await here.db
    .selectFrom('second_factor')
    .select('pending')
    .where('person', '=', person)
    .executeTakeFirst()
  const step = row?.pending ? stepOf(here.secrets.open(row.pending, person), code, now) : undefined
  if (step === undefined || !row?.pending)
    throw because(
      Refused,
      'code-wrong',
      '动态口令不正确：请确认手机时间准确，输入最新的六位数字',
      'The code is not right: see that the clock of the phone is, and enter the newest six digits',
      { field: 'code' },
    )
  const { pending } = row
  await here.db.transaction().execute(async (trx) => {
    await alone(trx)
    const owner = await personById(trx, person)
    const version = (owner?.version ?? 0) + 1
    const stream = `person:${person}`
    const body = { kind: 'totp' } as const
    await here.record(trx, [{ stream, version, kind: 'SecondFactorSet/1', at: now, actor: stream, body }])
    const inForce = { sealed: pending, pending: null, last_step: step }
    await trx.updateTable('second_factor').set(inForce).where('person', '=', person).execute()
    const enrolled = { enrolment: null, enrolment_at: null, enrolment_free: false }
    await trx.updateTable('credential').set(enrolled).where('person', '=', person).execute()
  })
}

async function refuseStale(here: People, session: string): Promise<void> {
  const id = Buffer.from(session, 'hex')
  const row = await here.db.selectFrom('session').select('begun_at').where('id', '=', id).executeTakeFirst()
  if (row && millisecondsOf(here.clock.now()) - millisecondsOf(row.begun_at) <= FRESH_SESSION) return
  throw because(
    Refused,
    'sign-in-again',
    '更换动态口令前请退出并重新登录',
    'To replace the second factor, sign out and in again first',
  )
}
