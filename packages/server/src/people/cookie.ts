import { createHash, randomBytes } from 'node:crypto'

const NAME = 'liuhen-session'
const DEVICE = 'liuhen-device'
const PROVIDER = 'liuhen-provider'
const TOKEN = /^[\w-]{43}$/
/** What is under way at the identity provider, sealed; browsers keep 4096 bytes. */
const SEALED = /^[\w-]{40,3000}$/

/** 32 random bytes in base64url: what the cookie holds and nothing else does. */
export const freshToken = (): string => randomBytes(32).toString('base64url')

/** What the database holds instead of the token: who reads it there cannot sign in with it. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** The token in a `cookie` header; undefined when there is none or it is not one of ours. */
export const tokenIn = (header: string | null): string | undefined => cookieIn(header, NAME)

/** What this browser is known by, where somebody has signed in with it before. */
export const deviceIn = (header: string | null): string | undefined => cookieIn(header, DEVICE)

/** What this browser has under way at the identity provider, as it was sealed. */
export const underWayIn = (header: string | null): string | undefined => cookieIn(header, PROVIDER, SEALED)

function cookieIn(header: string | null, wanted: string, shape = TOKEN): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2)
    if (name === wanted && value !== undefined && shape.test(value)) return value
  }
  return undefined
}

const attributes = (secure: boolean): string => `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`

/** `set-cookie` for a session. It has no date: it goes with the browser, and the server ends it by its own clock. */
export const sessionCookie = (token: string, secure: boolean): string => `${NAME}=${token}; ${attributes(secure)}`
/** `set-cookie` for what a browser is known by: 400 days, the longest that browsers keep one. It opens nothing. */
export const deviceCookie = (token: string, secure: boolean): string =>
  `${DEVICE}=${token}; Max-Age=${400 * 86_400}; ${attributes(secure)}`
/** `set-cookie` for what is under way at the identity provider; an empty one takes it away. */
export const underWayCookie = (sealed: string, seconds: number, secure: boolean): string =>
  `${PROVIDER}=${sealed}; Max-Age=${seconds}; ${attributes(secure)}`
export const noCookie = (secure: boolean): string => `${NAME}=; Max-Age=0; ${attributes(secure)}`
