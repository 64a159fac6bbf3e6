import type { IncomingMessage } from 'node:http'
import { openApi, table } from '@liuhen/contract'
import type { Endpoint, EndpointName } from '@liuhen/contract'
import { tusPath } from '@liuhen/contract/intake'
import { Denied, Failure } from '@liuhen/core/kernel'
import type { Log } from '../platform/index.ts'
import { addressOf, callerOf, isSecure, refuseForeignPages } from './caller.ts'
import { secured } from './headers.ts'
import type { Pages } from './pages.ts'
import type { Once } from './once.ts'
import { admit, NotSignedIn, UNREADY } from './permission.ts'
import { noSuchAddress, problemOf } from './problems.ts'
import { readInputs } from './read.ts'
import { routesOf } from './routes.ts'
import type { Caller, Denials, Doorkeeper, Handler, Handlers, Outsiders, Refusals, Served } from '../platform/served.ts'

interface Inside {
  readonly handlers: Partial<Handlers>
  readonly doorkeeper: Doorkeeper
  readonly refusals: Refusals
  readonly denials: Denials
  readonly outsiders: Outsiders
  readonly once: Once
  readonly pages: Pages
  readonly log: Log
  /** Whose word on where a request came from is taken. */
  readonly proxies: readonly string[]
  readonly bodySeconds: number
  /** Throws Refused while only reading goes on. */
  readonly mayWrite: () => Promise<void>
}

/** Whoever comes to read comes in first. */
const ENTERING: ReadonlySet<EndpointName> = new Set<EndpointName>([
  'signIn',
  'signOut',
  'beginSignInElsewhere',
  'signInElsewhere',
])
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

let description: string | undefined
/** Made when it is first asked for: describing every endpoint takes longer than opening the server otherwise does. */
const described = (): string => (description ??= JSON.stringify(openApi()))

/** Answers one request, given as Node has it too where it came over a connection. Never rejects. */
export type Shell = (request: Request, incoming?: IncomingMessage) => Promise<Response>

/**
 * The counter itself. In this order: which endpoint, who is calling, whether a foreign page drives it, whether the
 * table lets them through, what they say, and only then the capability's handler.
 */
export function shell(inside: Inside): Shell {
  const { handlers, doorkeeper, refusals, denials, outsiders, once, pages, log, proxies, bodySeconds, mayWrite } =
    inside
  const routes = routesOf(table)

  async function answer(request: Request, url: URL, incoming?: IncomingMessage): Promise<Response> {
    const { pathname } = url
    const found = routes(methodOf(request, pathname), pathname)
    if (found.name !== undefined) return serve(found.name, found.params, request, url, incoming)
    if (pathname.startsWith('/api/') || found.allowed.length > 0) return noSuchAddress(found.allowed)
    if (request.method !== 'GET' && request.method !== 'HEAD') return noSuchAddress(['GET', 'HEAD'])
    if (pathname === '/openapi.json')
      return new Response(described(), { headers: { 'content-type': 'application/json' } })
    return (await pages(request, pathname)) ?? noSuchAddress([])
  }

  async function serve(
    name: EndpointName,
    params: Readonly<Record<string, string>>,
    request: Request,
    url: URL,
    incoming: IncomingMessage | undefined,
  ): Promise<Response> {
    const endpoint: Endpoint = table[name]
    let caller: Caller = { kind: 'nobody' }
    try {
      if (endpoint.allow !== 'anyone') caller = await callerOf(request, doorkeeper)
      admit(endpoint, caller)
      refuseForeignPages(request)
      if (!READING.has(endpoint.method) && !ENTERING.has(name)) await mayWrite()
      const inputs = await readInputs(endpoint, request, url, params, bodySeconds * 1000)
      const handler = handlers[name] as Handler<EndpointName> | undefined
      if (!handler) throw new Error(`no handler for ${name}`)
      const peer = incoming?.socket.remoteAddress
      const address = addressOf(request, peer, proxies)
      const around = { request, incoming, address, secure: isSecure(request, peer, proxies) }
      const person = caller.kind === 'person' && endpoint.raw !== true ? caller.viewer.person : undefined
      if (caller.kind === 'person' && Array.isArray(endpoint.allow))
        await outsiders({
          viewer: caller.viewer,
          endpoint: name,
          of: params['id'],
          asked: Object.fromEntries(url.searchParams),
        })
      const asked = [params, inputs.query, inputs.body]
      const reply = await once.serve(request, endpoint, person, asked, () =>
        handler({ ...inputs, ...around, ...identity(caller) } as Served<EndpointName>),
      )
      return reply instanceof Response ? reply : json(endpoint, reply)
    } catch (error) {
      // The caller has gone; there is nobody to tell and nothing wrong with us.
      if (request.signal.aborted) return new Response(null, { status: 400 })
      return problemOf(await noted(error, name, params, caller), log, { endpoint: name })
    }
  }

  /** What the caller is told; that somebody known was denied something is on record first. */
  async function noted(
    error: unknown,
    name: EndpointName,
    params: Readonly<Record<string, string>>,
    caller: Caller,
  ): Promise<unknown> {
    const { attempt }: Endpoint = table[name]
    if (caller.kind === 'nobody' || !(error instanceof Failure)) return error
    const { actor } = identity(caller)
    if (attempt === undefined) {
      const isDenied = error instanceof Denied && !(error instanceof NotSignedIn)
      if (!isDenied || UNREADY.has(error.obstacles[0]?.code ?? '')) return error
      return denials({ endpoint: name, params, actor }).then(
        () => error,
        (failed: unknown) => failed,
      )
    }
    return refusals({ attempt, params, actor, failure: error }).catch((failed: unknown) => failed)
  }

  return async (request, incoming) => {
    const url = new URL(request.url)
    const response = await answer(request, url, incoming)
    return secured(response, url.pathname, isSecure(request, incoming?.socket.remoteAddress, proxies))
  }
}

/**
 * The method a request means. Proxies that let nothing but GET and POST through are why tus 1.0 has
 * `X-HTTP-Method-Override`: what it names is what the request is, with the permission that has, and only of uploads.
 */
function methodOf({ method, headers }: Request, path: string): string {
  const meant = headers.get('x-http-method-override')?.toUpperCase()
  return method === 'POST' && meant !== undefined && path.startsWith(tusPath) ? meant : method
}

function identity(caller: Caller): Pick<Served<EndpointName>, 'actor' | 'viewer' | 'session'> {
  if (caller.kind === 'person')
    return { actor: `person:${caller.viewer.person}`, viewer: caller.viewer, session: caller.session }
  const actor = caller.kind === 'station' ? `station:${caller.station}` : 'system'
  return { actor, viewer: undefined, session: undefined }
}

/** The reply by the contract's schema: what is not in it does not leave the house. */
const json = (endpoint: Endpoint, reply: unknown): Response => Response.json(endpoint.reply?.parse(reply) ?? {})
