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

/** A client that keeps its cookies, as a browser does: its session, which is told, and that the browser was here before. */
export function visitor(base: string): Visitor {
  const jar = new Map<string, string>()
  const cookies = (): string[] => [...jar].map(([name, value]) => `${name}=${value}`)
  const send: typeof fetch = async (input, init) => {
    const response = await fetch(input, {
      ...init,
      headers: { ...(init?.headers as Record<string, string>), ...(jar.size > 0 && { cookie: cookies().join('; ') }) },
    })
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] as string).split('=', 2)
      jar.set(name, value)
    }
    return response
  }
  return { call: createClient(base, send), cookie: () => cookies()[0] ?? '' }
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
