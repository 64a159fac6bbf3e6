import { z } from 'zod'
import { because, canonical, Corrupt, Digests, Instant, sameBytes, utf8 } from '../kernel/index.ts'
import type { Hash, Json } from '../kernel/index.ts'
import { commitmentOf, SALT_BYTES } from './commitment.ts'

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
const UUID_V7 = UUID.replace('[1-8]', '7')

/** A lone surrogate, which has no UTF-8. `isWellFormed` says the same, but only from Chromium 111 on. */
const LONE_SURROGATE = /\p{Cs}/u

const publicFacts = {
  /** UUID version 7 in lower case; unique in the journal. */
  id: z.string().regex(new RegExp(`^${UUID_V7}$`)),
  /** What the event is about: `recording:<uuid>`. */
  stream: z.string().regex(/^[a-z][a-z-]*:[a-z0-9][a-z0-9-]*$/),
  /** 1 for the first event of the stream, then one more each. */
  version: z.int().min(1),
  /** What happened, and the version of the body's shape: `RecordingPreserved/1`. */
  kind: z.string().regex(/^[A-Z][A-Za-z0-9]*\/[1-9][0-9]*$/),
  at: Instant,
  /** Who did it. */
  actor: z.string().regex(new RegExp(`^(system|(person|station):${UUID})$`)),
}

/** An event as the journal keeps it: public facts and a body. Unknown members are refused, for nothing seals them. */
export const Envelope = z.strictObject({ ...publicFacts, body: z.custom<Json>(isJson, 'not JSON') })
export type Envelope = z.infer<typeof Envelope>

/** What the log holds of an event: its public facts, and a commitment in place of the body. spec/leaf.md. */
export const Leaf = z.strictObject({ v: z.literal(1), ...publicFacts, commitment: z.strictObject(Digests.shape) })
export type Leaf = z.infer<typeof Leaf>

/** Reads a log entry. Throws Corrupt when it is not exactly what {@link leafBytes} writes. */
export function readLeaf(bytes: Uint8Array): Leaf {
  const leaf = Leaf.safeParse(jsonOf(bytes))
  if (leaf.success && sameBytes(utf8(canonical(leaf.data)), bytes)) return leaf.data
  throw because(
    Corrupt,
    'leaf-malformed',
    '存证条目不符合格式，可能被改动过',
    'The log entry is not of its format; it may have been changed',
  )
}

/**
 * Whether the leaf stands for this event: the same public facts, and the body under the salt gives both digests.
 * Throws Corrupt `opening-salt`, `opening-facts` (its `field` names the first that differs), `opening-sha256`
 * or `opening-sm3`.
 */
export function checkOpening(
  { event, salt }: { readonly event: Envelope; readonly salt: Uint8Array },
  leaf: Leaf,
  sha256: Hash,
  sm3: Hash,
): void {
  if (salt.length !== SALT_BYTES)
    throw because(
      Corrupt,
      'opening-salt',
      `盐应为 ${SALT_BYTES} 字节，这里是 ${salt.length} 字节`,
      `A salt has ${SALT_BYTES} bytes; this one has ${salt.length}`,
    )
  checkFacts(event, leaf)
  const commitment = commitmentOf(salt, event.body, sha256, sm3)
  for (const digest of ['sha256', 'sm3'] as const)
    if (commitment[digest] !== leaf.commitment[digest])
      throw because(
        Corrupt,
        `opening-${digest}`,
        `事件内容的 ${digest.toUpperCase()} 与存证条目不一致：内容或盐被改动过`,
        `The ${digest} of the event's body is not what the log entry says: the body or the salt was changed`,
      )
}

/** Whether the leaf says the same public facts, which is all that can be told of an event whose body was disposed of. Throws Corrupt. */
export function checkFacts(event: Omit<Envelope, 'body'>, leaf: Leaf): void {
  for (const field of ['id', 'stream', 'version', 'kind', 'at', 'actor'] as const)
    if (event[field] !== leaf[field])
      throw because(
        Corrupt,
        'opening-facts',
        `事件的 ${field} 与存证条目不一致`,
        `The event's ${field} is not what the log entry says`,
        { field },
      )
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(String.fromCodePoint(...bytes))
  } catch {
    return undefined
  }
}

/** What {@link canonical} can write: no NaN, no lone surrogate, nothing but plain objects and arrays. */
function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value === 'string') return !LONE_SURROGATE.test(value)
  if (Array.isArray(value)) return value.every(isJson)
  if (typeof value !== 'object' || ![Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null))
    return false
  return Object.entries(value).every(([key, one]) => !LONE_SURROGATE.test(key) && (one === undefined || isJson(one)))
}
