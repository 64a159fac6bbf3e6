import type { Instant } from '@liuhen/core/kernel'
import type { Db } from '../platform/database/index.ts'
import { freshToken, tokenHash } from './cookie.ts'

/** Whether this browser has signed that person in before. */
export async function isKnown(db: Db, person: string, device: string | undefined): Promise<boolean> {
  if (device === undefined) return false
  const row = db.selectFrom('known_device').select('person').where('person', '=', person)
  return (await row.where('id', '=', tokenHash(device)).executeTakeFirst()) !== undefined
}

/** Notes the browser somebody has just signed in with; answers what it is to be known by, and whether it is new. */
export async function noteDevice(
  trx: Db,
  person: string,
  { device, agent }: { readonly device: string | undefined; readonly agent: string },
  at: Instant,
): Promise<{ readonly device: string; readonly isNew: boolean }> {
  const isNew = !(await isKnown(trx, person, device))
  const token = device ?? freshToken()
  const row = { person, id: tokenHash(token), agent, first_at: at, last_at: at }
  const insert = trx.insertInto('known_device').values(row)
  const columns = ['person', 'id'] as const
  await insert.onConflict((conflict) => conflict.columns(columns).doUpdateSet({ agent, last_at: at })).execute()
  return { device: token, isNew }
}
