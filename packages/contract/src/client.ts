import type { CallOf, Endpoint, ReplyOf } from './endpoint.ts'
import { Problem, ProblemError } from './problem.ts'
import { type EndpointName, type Table, table } from './table.ts'

export interface CallOptions {
  readonly signal?: AbortSignal
  /** A UUID of the caller's making: an act that is sent again under it is not done twice. */
  readonly once?: string
}

export type Client = {
  readonly [N in EndpointName]: (call?: CallOf<Table[N]>, options?: CallOptions) => Promise<ReplyOf<Table[N]>>
}

interface Given {
  readonly params?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
}

/** `/api/devices/:id` with its parameters filled in and encoded. */
export function pathOf(
  endpoint: Pick<Endpoint, 'path'>,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return endpoint.path.replaceAll(/:([a-z]+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
}

/**
 * A function for each endpoint of the table. `send` is fetch or something like it; `headers` are added to each request.
 * Every call rejects with ProblemError only.
 */
export function createClient(
  base: string,
  send: typeof fetch,
  headers: () => Readonly<Record<string, string>> = () => ({}),
): Client {
  const call = async (endpoint: Endpoint, given: Given, { signal, once }: CallOptions): Promise<unknown> => {
    const query = new URLSearchParams()
    for (const [key, value] of Object.entries(given.query ?? {})) if (value !== undefined) query.set(key, String(value))
    const url = `${base}${pathOf(endpoint, given.params)}${query.size ? `?${query}` : ''}`
    const body = given.body === undefined ? {} : { body: JSON.stringify(given.body) }
    // The header keeps foreign pages out: a browser sends it across origins only with leave, which is never given.
    const response = await send(url, {
      method: endpoint.method,
      ...body,
      headers: {
        'content-type': 'application/json',
        'liuhen-request': '1',
        ...(once !== undefined && { 'liuhen-once': once }),
        ...headers(),
      },
      credentials: 'same-origin',
      ...(signal && { signal }),
    }).catch((error: unknown) => {
      throw new ProblemError(unreachable(error))
    })
    const text = await response.text()
    const json: unknown = text === '' ? undefined : parsed(text)
    if (!response.ok)
      throw new ProblemError(
        Problem.safeParse(json).data ?? { ...unreachable(text), status: response.status, kind: 'unexpected' },
      )
    return json
  }
  const entries = Object.entries(table).map(([name, endpoint]) => [
    name,
    (given = {}, options: CallOptions = {}) => call(endpoint, given as Given, options),
  ])
  return Object.fromEntries(entries) as Client
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function unreachable(cause: unknown): Problem {
  const message = {
    zh: '连接不上服务器，请检查网络后再试；已经送到的内容不会丢失',
    en: 'The server cannot be reached. Check the network and try again; nothing already delivered is lost',
  }
  return {
    type: 'about:blank',
    title: String(cause).slice(0, 200),
    status: 0,
    kind: 'unreachable',
    obstacles: [{ code: 'unreachable', message }],
  }
}
