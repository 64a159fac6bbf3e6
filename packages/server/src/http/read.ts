import type { Endpoint } from '@liuhen/contract'
import { because, Malformed } from '@liuhen/core/kernel'
import type { z } from 'zod'
import { malformed } from '../platform/issues.ts'

/** The largest JSON body, in bytes, of an endpoint that says nothing else. Files come by tus and are not read here. */
export const MAX_BODY_BYTES = 256 * 1024
/** And of one that anybody may ask, signed in or not. */
export const MAX_ANYONES_BYTES = 4 * 1024

const mostOf = ({ most, allow }: Endpoint): number => most ?? (allow === 'anyone' ? MAX_ANYONES_BYTES : MAX_BODY_BYTES)

/** The body is larger than the endpoint takes: 413 rather than 400. */
export class TooLarge extends Malformed {
  constructor(most: number) {
    const kibibytes = most / 1024
    const message = { zh: `内容超过 ${kibibytes} KiB`, en: `The content is larger than ${kibibytes} KiB` }
    super([{ code: 'too-large', message }])
  }
}

/** Whoever sends a byte now and then only holds the connection: 408 rather than 400. */
export class TooSlow extends Malformed {
  constructor() {
    const message = { zh: '内容到得太慢，连接已中断，请重试', en: 'The content arrived too slowly; try again' }
    super([{ code: 'too-slow', message }])
  }
}

interface Inputs {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

/** The parts of a request by the endpoint's schemas. Throws Malformed with every field that is wrong. */
export async function readInputs(
  endpoint: Endpoint,
  request: Request,
  url: URL,
  params: Readonly<Record<string, string>>,
  /** Milliseconds that the body may take to arrive. */
  patience: number,
): Promise<Inputs> {
  return {
    params: endpoint.params && check(endpoint.params, decoded(params)),
    query: endpoint.query && check(endpoint.query, Object.fromEntries(url.searchParams)),
    body:
      endpoint.body && !endpoint.raw
        ? check(endpoint.body, await readJson(request, mostOf(endpoint), patience))
        : undefined,
  }
}

function check(schema: z.ZodType, value: unknown): unknown {
  readTexts(value)
  const read = schema.safeParse(value, { reportInput: true })
  if (read.success) return read.data
  throw malformed(read.error.issues)
}

function decoded(params: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  try {
    return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]))
  } catch {
    throw because(Malformed, 'address-malformed', '网址的编码不正确', 'The address is not correctly encoded')
  }
}

async function readJson(request: Request, most: number, patience: number): Promise<unknown> {
  const bytes = await readBytes(request, most, patience)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
  } catch {
    throw because(Malformed, 'not-json', '内容不是 UTF-8 编码的 JSON', 'The content is not JSON in UTF-8')
  }
}

async function readBytes(request: Request, most: number, patience: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw new TooLarge(most)
  const parts: Uint8Array[] = []
  let bytes = 0
  const reader = request.body?.getReader()
  if (!reader) return new Uint8Array()
  const late = Promise.withResolvers<never>()
  const waiting = setTimeout(() => late.reject(new TooSlow()), patience)
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), late.promise])
      if (done) return Buffer.concat(parts)
      bytes += value.length
      if (bytes > most) throw new TooLarge(most)
      parts.push(value)
    }
  } finally {
    clearTimeout(waiting)
    // Of a body that was read to its end nothing is left; of any other nothing more is wanted.
    reader.cancel().catch(() => undefined)
  }
}

/** Zero-width characters, direction marks, soft hyphens, Hangul fillers, blanks. */
const UNSEEN = /^[\p{Cf}\p{Z}\p{Cc}\u115f\u1160\u2800\u3164\uffa0]+$/u

/**
 * Goes through all texts of an input that is ours alone. One in which nothing is seen is none, and is made empty: it is no
 * reason, no name and no opinion. PostgreSQL keeps no U+0000 in text, and half of a surrogate pair has no UTF-8: such are
 * refused. Walks without recursion, since a body may be nested deeper than the stack.
 */
function readTexts(value: unknown): void {
  const rest: unknown[] = [value]
  while (rest.length > 0) {
    const one = rest.pop()
    if (typeof one === 'string' && (one.includes('\0') || !one.isWellFormed()))
      throw because(
        Malformed,
        'text-unstorable',
        '文字中含有无法保存的字符（空字符或不完整的字符）',
        'A text holds a character that cannot be kept: a null character or half of one',
      )
    if (typeof one !== 'object' || one === null) continue
    for (const [key, inner] of Object.entries(one)) {
      rest.push(key, inner)
      if (typeof inner === 'string' && UNSEEN.test(inner) && !inner.includes('\0'))
        (one as Record<string, unknown>)[key] = ''
    }
  }
}
