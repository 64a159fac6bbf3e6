import { because, instantOf, millisecondsOf, Refused } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import { uuidv7 } from '../platform/index.ts'
import type { Services } from '../platform/services.ts'
import { FAILURES_PER_ADDRESS, THROTTLE, THROTTLE_MINUTES } from './policy.ts'

type Here = Pick<Services, 'db' | 'log'>

/** Counts against the address, until the attempt succeeds. What it sends past the limit is not written to the journal, which it could otherwise fill. */
export async function countAddress(here: Here, address: string, at: Instant): Promise<string> {
  const since = instantOf(millisecondsOf(at) - THROTTLE)
  // What lies ahead was counted while the clock was, and would count until it is reached.
  await here.db
    .deleteFrom('sign_in_failure')
    .where((eb) => eb.or([eb('at', '<=', since), eb('at', '>', instantOf(millisecondsOf(at) + THROTTLE))]))
    .execute()
  const recent = here.db.selectFrom('sign_in_failure').where('address', '=', address).where('at', '>', since)
  const { count } = await recent.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  if (count >= FAILURES_PER_ADDRESS) {
    here.log.alarm('too many failed attempts from one address', { address })
    throw because(
      Refused,
      'address-throttled',
      `此地址失败次数过多，请 ${THROTTLE_MINUTES} 分钟后再试`,
      `Too many attempts have failed from this address: try again in ${THROTTLE_MINUTES} minutes`,
    )
  }
  const id = uuidv7(at)
  await here.db.insertInto('sign_in_failure').values({ id, address, at }).execute()
  return id
}

/** The attempt has succeeded, or was none. */
export async function forgetAddress(here: Here, id: string | undefined): Promise<void> {
  if (id === undefined) return
  await here.db.deleteFrom('sign_in_failure').where('id', '=', id).execute()
}
