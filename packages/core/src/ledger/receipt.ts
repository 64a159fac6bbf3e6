import { z } from 'zod'
import { base64Of, because, bytesOfBase64, Corrupt, Instant, Sha256, Sm3 } from '../kernel/index.ts'
import type { Hash } from '../kernel/index.ts'
import { commitmentOf, leafBytes, leafOf, SALT_BYTES } from './commitment.ts'
import { Envelope } from './event.ts'
import type { Leaf } from './event.ts'
import type { Verify, VerifierKey } from './note.ts'
import { checkProof } from './proof.ts'
import type { Proven } from './proof.ts'

/** The events a receipt rests on: a file's bytes were preserved, or they arrived once more and are here already. */
export const PRESERVED = 'RecordingPreserved/1'
export const REPEATED = 'ArrivalRepeated/1'

/** Whether an event of that kind preserved a file for the first time; `/2` also says how it came. */
export const preserves = (kind: string): boolean => kind === PRESERVED || kind === 'RecordingPreserved/2'
const repeats = (kind: string): boolean => kind === REPEATED || kind === 'ArrivalRepeated/2'

/** What a receipt repeats from the body of that event. The body may say more. */
const Preserved = z.looseObject({
  arrival: z.uuid(),
  fileName: z.string(),
  bytes: z.int().min(0),
  sha256: Sha256,
  sm3: Sm3,
  device: z.string().min(1).nullish(),
})

/**
 * That a file was preserved: what, when, by whom, and the proof that the log says so. spec/receipt.md.
 * A receipt says nothing that its event does not: {@link checkReceipt} holds each member against the event.
 */
export const Receipt = z.strictObject({
  format: z.literal('liuhen-receipt/1'),
  recording: z.uuid(),
  ...Preserved.shape,
  device: z.string().min(1).nullable(),
  preservedAt: Instant,
  preservedBy: Envelope.shape.actor,
  event: Envelope,
  /** Base64 of 32 bytes. */
  salt: z.string(),
  /** The text of a `.tlog-proof` file for the event's leaf. */
  proof: z.string(),
})
export type Receipt = z.infer<typeof Receipt>

/** The receipt an event gives rise to. Throws Corrupt `receipt-event` when it is no event that preserves a recording. */
export function receiptOf(event: Envelope, salt: Uint8Array, proof: string): Receipt {
  const body = Preserved.safeParse(event.body)
  const recording = /^recording:(.+)$/.exec(event.stream)?.[1]
  if ((!preserves(event.kind) && !repeats(event.kind)) || recording === undefined || !body.success) throw notPreserved()
  const { arrival, fileName, bytes, sha256, sm3, device } = body.data
  return {
    format: 'liuhen-receipt/1',
    recording,
    arrival,
    fileName,
    bytes,
    sha256,
    sm3,
    device: device ?? null,
    preservedAt: event.at,
    preservedBy: event.actor,
    event,
    salt: base64Of(salt),
    proof,
  }
}

/**
 * Checks all that a receipt says: the proof holds for the leaf of its event, and every member repeats the event.
 * Whether some file has these digests is for the caller to find out by reading it.
 * Throws Corrupt `receipt-malformed`, `receipt-event`, `receipt-facts` (its `field` names the member that differs
 * from the event), `opening-salt`, or what `checkProof` throws. A changed body or salt shows as `proof-root`.
 */
export async function checkReceipt(
  receipt: unknown,
  {
    keys,
    verify,
    sha256,
    sm3,
    origin,
  }: {
    readonly keys: readonly VerifierKey[]
    readonly verify: Verify
    readonly sha256: Hash
    readonly sm3: Hash
    readonly origin?: string | undefined
  },
): Promise<Proven & { readonly receipt: Receipt; readonly leaf: Leaf }> {
  const read = Receipt.safeParse(receipt)
  if (!read.success) throw malformed(read.error.issues[0]?.path.join('.') ?? '')
  const salt = saltOf(read.data.salt)
  const expected = receiptOf(read.data.event, salt, read.data.proof)
  for (const field of FACTS) if (read.data[field] !== expected[field]) throw otherThanEvent(field)
  const leaf = leafOf(read.data.event, commitmentOf(salt, read.data.event.body, sha256, sm3))
  const proven = await checkProof({
    proofText: read.data.proof,
    leafBytes: leafBytes(leaf),
    keys,
    verify,
    hash: sha256,
    origin,
  })
  return { ...proven, receipt: read.data, leaf }
}

const FACTS = [
  'recording',
  'arrival',
  'fileName',
  'bytes',
  'sha256',
  'sm3',
  'device',
  'preservedAt',
  'preservedBy',
] as const

function saltOf(encoded: string): Uint8Array {
  try {
    const salt = bytesOfBase64(encoded)
    if (salt.length === SALT_BYTES) return salt
  } catch {
    // Not base64: as wrong as one of another length.
  }
  throw because(
    Corrupt,
    'opening-salt',
    `回执的盐不是 ${SALT_BYTES} 字节`,
    `The receipt's salt is not ${SALT_BYTES} bytes`,
  )
}

const malformed = (field: string): Error =>
  because(
    Corrupt,
    'receipt-malformed',
    `回执不符合格式（${field}），可能被改动过`,
    `The receipt is not of its format (${field}); it may have been changed`,
    { field },
  )

const notPreserved = (): Error =>
  because(
    Corrupt,
    'receipt-event',
    '回执所附事件不是录音录像的固化事件',
    'The event in the receipt is not one that preserves a recording',
  )

const otherThanEvent = (field: string): Error =>
  because(
    Corrupt,
    'receipt-facts',
    `回执的 ${field} 与所附事件不一致`,
    `The receipt's ${field} is not what its event says`,
    { field },
  )
