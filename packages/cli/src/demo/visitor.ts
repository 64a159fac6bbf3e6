import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createClient, type Client } from '@liuhen/contract'
import { setUpPasswordFile } from '@liuhen/contract/people'
import { instantOf } from '@liuhen/core/kernel'
import { TOTP } from 'otpauth'

/** One person at the counter, with a session of their own. */
export interface Visitor {
  readonly call: Client
  readonly cookie: () => string
}

/** A client that keeps the session cookie, as a browser does. */
export function visitor(base: string): Visitor {
  let cookie = ''
  const send: typeof fetch = async (input, init) => {
    const response = await fetch(input, {
      ...init,
      headers: { ...(init?.headers as Record<string, string>), ...(cookie && { cookie }) },
    })
    const set = response.headers.get('set-cookie')
    if (set !== null) cookie = set.split(';')[0] as string
    return response
  }
  return { call: createClient(base, send), cookie: () => cookie }
}

/** What a server asks for at its set-up, from where it wrote it. */
export const setUpPasswordIn = (data: string): Promise<string> => readFile(join(data, setUpPasswordFile), 'utf8')

/**
 * Signs in; a temporary password is changed at once, and a second factor that is asked for is set up by the time told, the
 * present unless another is. Returns its secret.
 */
export async function signIn(
  base: string,
  userName: string,
  password: string,
  fresh?: string,
  now: () => number = Date.now,
): Promise<Visitor & { readonly secret?: string }> {
  const one = visitor(base)
  await one.call.signIn({ body: { userName, password } })
  let me = await one.call.whoAmI()
  if (me.next === 'change-password' && fresh !== undefined) {
    await one.call.changePassword({ body: { old: password, fresh } })
    me = await one.call.whoAmI()
  }
  if (me.next !== 'set-second-factor') return one
  const { secret } = await one.call.beginSecondFactor()
  await one.call.confirmSecondFactor({ body: { code: new TOTP({ secret }).generate({ timestamp: now() }) } })
  return { ...one, secret }
}

/** The moment so many days before the present. */
export const daysAgo = (days: number) => instantOf(Date.now() - days * 86_400_000)
