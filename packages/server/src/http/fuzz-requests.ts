/** Requests nobody in their senses would send, and ones that are nearly right: what the fuzz test is made of. */
import { pathOf, table } from '@liuhen/contract'
import type { Endpoint, EndpointName } from '@liuhen/contract'
import * as fc from 'fast-check'
import { z } from 'zod'

export interface FuzzRequest {
  readonly method: string
  /** As it goes over the wire, query and all. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Buffer
}

type Schema = z.core.JSONSchema.BaseSchema

const nasty = fc.constantFrom<unknown>(
  null,
  true,
  -1,
  0,
  1e308,
  2 ** 53,
  2 ** 31,
  '',
  ' ',
  '\0',
  '\ud800',
  '𠮷喆',
  "';drop table people;--",
  '../../etc/passwd',
  '=1+1',
  'x'.repeat(70_000),
  '0000-01-01',
  '9999-12-31',
  '0000-00-00T00:00:00.000Z',
  '0000-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  [],
  {},
  [[[[]]]],
  { __proto__: null, constructor: 1 },
)

/** Values of a JSON schema, most of them right; ids from `known` so that some name what is there. */
function valueOf(schema: Schema, known: readonly string[]): fc.Arbitrary<unknown> {
  const options = schema.anyOf ?? schema.oneOf
  if (options) return fc.oneof(...options.map((one) => valueOf(one as Schema, known)))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.const !== undefined) return fc.constant(schema.const)
  switch (schema.type) {
    case 'object':
      return objectOf(schema, known)
    case 'array':
      return fc.array(valueOf((schema.items ?? {}) as Schema, known), { maxLength: 3 })
    case 'string':
      return textOf(schema, known)
    case 'integer':
      return fc.oneof(fc.nat(200), fc.maxSafeInteger())
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true })
    case 'boolean':
      return fc.boolean()
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function objectOf(schema: Schema, known: readonly string[]): fc.Arbitrary<unknown> {
  const fields = Object.entries(schema.properties ?? {}).map(([key, field]) => [key, valueOf(field as Schema, known)])
  const shape = Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>
  return fc.record(shape, { requiredKeys: schema.required ?? [] })
}

function textOf(schema: Schema, known: readonly string[]): fc.Arbitrary<string> {
  if (schema.format === 'uuid') return fc.oneof(fc.uuid(), fc.constantFrom(...known))
  if (schema.format === 'date') return fc.constantFrom('2026-11-22', '0001-01-01', '9999-12-31', '2024-02-29')
  if (schema.pattern?.includes('T(')) return fc.constantFrom('2026-11-22T01:20:00.000Z', '0000-01-01T00:00:00.000Z')
  if (schema.pattern?.includes('[0-9a-f]{64}')) return fc.stringMatching(/^[0-9a-f]{64}$/)
  const letters = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.stringMatching(/^[a-z][a-z0-9]{2,9}$/))
  return letters.map((text) => text.padEnd(schema.minLength ?? 0, '文').slice(0, schema.maxLength ?? 40))
}

/** Somewhere in the value, something else. */
const bent = (value: unknown): fc.Arbitrary<unknown> =>
  fc.tuple(fc.nat(9), nasty).map(([place, instead]) => {
    if (typeof value !== 'object' || value === null) return instead
    const keys = Object.keys(value)
    const key = keys[place % Math.max(1, keys.length)]
    return key === undefined ? instead : Array.isArray(value) ? [instead] : { ...value, [key]: instead }
  })

const schemaOf = (type: z.ZodType): Schema => z.toJSONSchema(type, { unrepresentable: 'any', io: 'input' }) as Schema
const often = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: usual, weight: 3 }, { arbitrary: odd, weight: 1 })

const oddSegment = fc.constantFrom(
  '%zz',
  '%00',
  '..%2f..',
  '%ff%fe',
  'x'.repeat(3000),
  '%F0%A0%AE%B7',
  '-1',
  'null',
  '%',
)
const oddQuery = fc.constantFrom(
  '?',
  '?=',
  '?a&a&a',
  '?from=%00',
  '?after=%zz',
  '?limit=1e9',
  '?from=0000-01-01',
  '?before=-9223372036854775809',
  '?before=9007199254740991',
  '?state=ready&state=x',
  `?search=${'%25'.repeat(900)}`,
)

const oddHeaders: fc.Arbitrary<Record<string, string>> = fc.constantFrom(
  { cookie: 'liuhen-session' },
  { cookie: `liuhen-session=${'A'.repeat(43)}` },
  { cookie: ';'.repeat(4000) },
  { authorization: 'Bearer' },
  { authorization: `Bearer ${'k'.repeat(300)}` },
  { authorization: 'Basic eDp5' },
  { 'content-type': 'text/plain' },
  { 'accept-encoding': 'br;q=,,gzip' },
  { range: 'bytes=9999999999999-1' },
  { 'sec-fetch-site': 'cross-site' },
  { origin: 'null' },
  { 'x-forwarded-for': "', 1" },
  { 'x-http-method-override': 'DELETE' },
  { 'if-none-match': '"' },
  { large: 'h'.repeat(20_000) },
)

const oddBody = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom(
      '',
      '{',
      '[',
      '"',
      'null',
      '{"a":1}{',
      '{"a":"\\ud800"}',
      '['.repeat(100_000),
      '{"__proto__":{"a":1}}',
      '1e999',
    )
    .map((text) => Buffer.from(text)),
)

/** Requests by the contract: an endpoint with inputs of its shapes, some of them bent. */
export function contractRequest(
  known: readonly string[],
  leaveOut: readonly EndpointName[],
): fc.Arbitrary<FuzzRequest> {
  const names = (Object.keys(table) as EndpointName[]).filter((name) => !leaveOut.includes(name))
  return fc.oneof(...names.map((name) => requestFor(table[name], known)))
}

function requestFor(endpoint: Endpoint, known: readonly string[]): fc.Arbitrary<FuzzRequest> {
  const params = often(
    endpoint.params ? valueOf(schemaOf(endpoint.params), known) : fc.constant({}),
    fc.record({ id: oddSegment, what: oddSegment, marker: oddSegment, position: oddSegment }),
  )
  const query = endpoint.query ? valueOf(schemaOf(endpoint.query), known).map(queryOf) : fc.constant('')
  const right = endpoint.body ? valueOf(schemaOf(endpoint.body), known) : fc.constant({})
  const body = often(
    often(right, right.chain(bent)).map((value) => Buffer.from(JSON.stringify(value) ?? '')),
    oddBody,
  )
  const headers = often(fc.constant({}), oddHeaders)
  return fc.record({ params, query: often(query, oddQuery), body, headers }).map((parts) => ({
    method: endpoint.method,
    path: wirePath(endpoint, textsOf(parts.params)) + parts.query,
    headers: { 'content-type': 'application/json', ...parts.headers },
    ...(endpoint.method !== 'GET' && endpoint.method !== 'HEAD' && { body: parts.body }),
  }))
}

const textsOf = (params: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(params as object).map(([name, value]) => [name, String(value)]))

function wirePath(endpoint: Endpoint, params: Readonly<Record<string, string>>): string {
  // What is odd already stays as it is; pathOf would make it harmless.
  const odd = Object.values(params).some((one) => one.includes('%'))
  const path = odd
    ? endpoint.path.replaceAll(/:([a-z]+)/g, (_, name: string) => params[name] ?? 'x')
    : pathOf(endpoint, params)
  return path.replace('*', '0/x001/000.p/255')
}

function queryOf(query: unknown): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query as object)) search.set(key, String(value).toWellFormed())
  return `?${search.toString()}`
}

/** Any method on any path. */
export const strayRequest: fc.Arbitrary<FuzzRequest> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND'),
    start: fc.constantFrom(
      '/',
      '/api',
      '/api/',
      '/log/tile/',
      '/log/tile/entries/',
      '/assets/',
      '//',
      '/api/recordings/',
      '/openapi.json',
      '/index.html',
    ),
    rest: fc.oneof(
      fc.webPath(),
      oddSegment,
      fc.stringMatching(/^[!-~]{0,40}$/).map((text) => text.replaceAll(/[?#]/g, '')),
    ),
    query: often(fc.constant(''), oddQuery),
    headers: oddHeaders,
  })
  .map(({ method, start, rest, query, headers }) => ({ method, path: start + rest + query, headers }))

/** What is put on the wire as it is, without an HTTP client's care. */
export const rawBytes: fc.Arbitrary<Buffer> = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom(
      'GET / HTTP/1.1\r\n\r\n',
      'GET / HTTP/9.9\r\nhost: x\r\n\r\n',
      'GET /api/session HTTP/1.1\r\nhost: a b\r\n\r\n',
      'GET http://[::1 HTTP/1.1\r\nhost: x\r\n\r\n',
      'GET /\\..\\..\\etc HTTP/1.1\r\nhost: x\r\n\r\n',
      'GET * HTTP/1.1\r\nhost: x\r\n\r\n',
      'POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-length: -5\r\n\r\n',
      'POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      'POST /api/session HTTP/1.1\r\nhost: x\r\nliuhen-request: 1\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
      'POST /api/session HTTP/1.1\r\nhost: x\r\nliuhen-request: 1\r\ncontent-length: 500\r\n\r\n{"userName"',
      'GET /api/session HTTP/1.1\r\nhost: x\r\ncookie: \x00\x01\r\n\r\n',
      'GET /api/session HTTP/1.1\r\nhost: \xff\xfe\r\n\r\n',
      `GET /${'a'.repeat(90_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
      'HEAD /api/health HTTP/1.1\r\nhost: x\r\nhost: y\r\n\r\n',
      'GET //x/y HTTP/1.1\r\nhost: x\r\n\r\n',
      'CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n',
      'GET / HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
    )
    .map((text) => Buffer.from(text, 'latin1')),
)
