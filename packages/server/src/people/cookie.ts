import { createHash, randomBytes } from 'node:crypto'

const NAME = 'liuhen-session'
const TOKEN = /^[\w-]{43}$/

/** 32 random bytes in base64url: what the cookie holds and nothing else does. */
export const freshToken = (): string => randomBytes(32).toString('base64url')

/** What the database holds instead of the token: who reads it there cannot sign in with it. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** The token in a `cookie` header; undefined when there is none or it is not one of ours. */
export function tokenIn(header: string | null): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2)
    if (name === NAME && value !== undefined && TOKEN.test(value)) return value
  }
  return undefined
}

const attributes = (secure: boolean): string => `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`

/** `set-cookie` for a session. It has no date: it goes with the browser, and the server ends it by its own clock. */
export const sessionCookie = (token: string, secure: boolean): string => `${NAME}=${token}; ${attributes(secure)}`
export const noCookie = (secure: boolean): string => `${NAME}=; Max-Age=0; ${attributes(secure)}`
