import { isIP } from 'node:net'
import { because, Denied } from '@liuhen/core/kernel'
import { tokenIn } from '../people/index.ts'
import type { Caller, Doorkeeper } from '../platform/served.ts'
import { plainAddress } from './connections.ts'

const BEARER = /^Bearer ([\w.~+/-]{16,256}=*)$/
/** A page's own polling carries this header and keeps no session alive: only a person's acts do. */
const BACKGROUND = 'liuhen-background'

/** Who is calling, by the station's key or else by the session's cookie. */
export async function callerOf(request: Request, doorkeeper: Doorkeeper): Promise<Caller> {
  const authorization = request.headers.get('authorization')
  if (authorization !== null) {
    const key = BEARER.exec(authorization)?.[1]
    const station = key === undefined ? undefined : await doorkeeper.station(key)
    return station === undefined ? { kind: 'nobody' } : { kind: 'station', station }
  }
  const token = tokenIn(request.headers.get('cookie'))
  const person = token === undefined ? undefined : await doorkeeper.session(token, !request.headers.has(BACKGROUND))
  return person ?? { kind: 'nobody' }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Keeps other pages in the same browser from acting with its cookie. A page of another origin cannot add
 * `liuhen-request` without leave, which is never given; where the browser tells the origin, that has to be ours too.
 * A key in `authorization` is never added by a browser on its own, so it needs no such care. Throws Denied.
 */
export function refuseForeignPages(request: Request): void {
  if (SAFE.has(request.method) || request.headers.has('authorization')) return
  if (request.headers.get('liuhen-request') === '1' && sameOrigin(request.headers)) return
  throw because(
    Denied,
    'foreign-page',
    '此请求不是从本系统的页面发出的，已拒绝；请从本系统页面重新操作',
    'This request did not come from a page of this system and was turned away; start again from one of its pages',
  )
}

function sameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  // `none` is what the address bar sends, and no page of ours acts from there.
  if (site !== null) return site === 'same-origin'
  // Browsers leave Sec-Fetch-Site out over plain http to another machine, but not Origin.
  const origin = headers.get('origin')
  return origin === null || (URL.canParse(origin) && new URL(origin).host === headers.get('host'))
}

/**
 * Where the request came from. Of a proxy that is configured the last address it noted is taken; from anywhere else that
 * header is only what the caller chose to say.
 */
export function addressOf(request: Request, peer: string | undefined, proxies: readonly string[]): string {
  const own = plainAddress(peer)
  const noted = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()
  return proxies.includes(own) && noted !== undefined && isIP(noted) > 0 ? plainAddress(noted) : own
}

/** Over https, by itself or by the word of a proxy that is configured. */
export const isSecure = (request: Request, peer: string | undefined, proxies: readonly string[]): boolean =>
  request.url.startsWith('https:') ||
  (proxies.includes(plainAddress(peer)) && request.headers.get('x-forwarded-proto') === 'https')
