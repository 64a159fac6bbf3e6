import { z } from 'zod'
import { Arrival } from '../intake/index.ts'
import { bytesOfBase64, sameBytes, text } from '../kernel/index.ts'
import { Envelope, PRESERVED, SALT_BYTES, commitmentOf, leafBytes, leafHash, leafOf } from '../ledger/index.ts'
import { parseTlogProof, rootFromInclusion } from '../ledger/index.ts'
import type { OpenedCheckpoint } from '../ledger/index.ts'
import type { Bag, FoundDigests } from './bag-checks.ts'
import type { Findings } from './findings.ts'
import { readJson } from './json.ts'
import type { PackagedItem } from './package-index.ts'
import { PLACES } from './paths.ts'
import type { ItemReport, ItemState } from './report.ts'
import { remarksOn } from './remarks.ts'
import { sentenceOf } from './source.ts'
import type { PackageCrypto } from './source.ts'

/** `data/proofs/NNNN.event.json`: the journal's event and the salt that opens its commitment. */
export const EventFile = z.strictObject({ event: Envelope, salt: z.string() })
export type EventFile = z.infer<typeof EventFile>

/** What must be in the body of the event that preserved a file; the body says more. */
export const SealedFacts = Arrival.pick({
  fileName: true,
  bytes: true,
  sha256: true,
  sm3: true,
  deviceTime: true,
  deviceNumber: true,
  clock: true,
}).extend({ flags: z.array(z.string()).optional() })
export type SealedFacts = z.infer<typeof SealedFacts>

interface Surroundings {
  readonly bag: Bag
  readonly found: FoundDigests
  readonly checkpoint: OpenedCheckpoint | undefined
  readonly crypto: PackageCrypto
  readonly findings: Findings
}

/** Holds one original against the index, its event, and the event's place in the log. */
export function checkItem(item: PackagedItem, around: Surroundings): ItemReport {
  const found = around.found.get(item.path)
  const sealed = sealedFactsOf(item, around)
  const logIndex = sealed === undefined ? undefined : placeInLog(item, around)
  const state = stateOf(item, found, sealed, logIndex, around)
  return {
    item,
    state,
    ...(found === undefined ? {} : { found: { sha256: found.sha256, sm3: found.sm3 } }),
    ...(logIndex === undefined ? {} : { logIndex }),
    remarks: sealed === undefined ? [] : remarksOn(item, sealed),
  }
}

function stateOf(
  item: PackagedItem,
  found: { readonly sha256: string; readonly sm3: string; readonly bytes: number } | undefined,
  sealed: SealedFacts | undefined,
  logIndex: number | undefined,
  { findings }: Surroundings,
): ItemState {
  if (found === undefined) return 'missing'
  // The event decides, not the manifest: anyone can write a manifest.
  const wanted = sealed ?? item
  const isSame = found.sha256 === wanted.sha256 && found.sm3 === wanted.sm3 && found.bytes === wanted.bytes
  if (!isSame) {
    findings.fail(
      'altered',
      'original-differs',
      text('原件与固化时的内容不符', 'The original is not the bytes that were preserved'),
      item.path,
    )
    return 'differs'
  }
  if (sealed !== undefined && logIndex !== undefined) return 'same'
  const en = 'Nothing that holds vouches for this original'
  findings.fail('incomplete', 'original-unproven', text('没有有效的事件和证明为这个原件作证', en), item.path)
  return 'unproven'
}

/** What the event says of the file, when event and index agree. */
function sealedFactsOf(item: PackagedItem, { bag, findings }: Surroundings): SealedFacts | undefined {
  const file = readJson(EventFile, bag.texts.get(item.event))
  const body = SealedFacts.safeParse(file?.event.body)
  if (file === undefined || !body.success || file.event.kind !== PRESERVED) {
    if (bag.texts.has(item.event))
      findings.fail(
        'altered',
        'event-malformed',
        text('不是一份固化事件', 'Not an event that preserves a recording'),
        item.event,
      )
    return undefined
  }
  const { event } = file
  const facts = body.data
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['recording', `recording:${item.recording}`, event.stream],
    ['preservedAt', item.preservedAt, event.at],
    ['sha256', item.sha256, facts.sha256],
    ['sm3', item.sm3, facts.sm3],
    ['bytes', item.bytes, facts.bytes],
    ['fileName', item.fileName, facts.fileName],
    ['deviceTime', facts.deviceTime === undefined ? undefined : item.deviceTime, facts.deviceTime],
    ['clock.offset', facts.clock === undefined ? undefined : item.clock?.offset, facts.clock?.offset],
    ['clock.error', facts.clock === undefined ? undefined : item.clock?.error, facts.clock?.error],
  ]
  const differing = pairs.filter(([, said, sealed]) => said !== sealed).map(([name]) => name)
  if (differing.length === 0) return facts
  const names = differing.join(', ')
  findings.fail(
    'altered',
    'index-contradicts-event',
    text(`目录所写与封存的事件不一致：${names}`, `The index contradicts the sealed event: ${names}`),
    item.path,
  )
  return undefined
}

/** The event's index in the log when its leaf is under the signed root. */
function placeInLog(item: PackagedItem, { bag, checkpoint, crypto, findings }: Surroundings): number | undefined {
  const file = readJson(EventFile, bag.texts.get(item.event))
  const proofText = bag.texts.get(item.proof)
  if (file === undefined || proofText === undefined || checkpoint === undefined) return undefined
  try {
    const proof = parseTlogProof(proofText)
    const leaf = leafOf(file.event, commitmentOf(saltOf(file.salt), file.event.body, crypto.sha256, crypto.sm3))
    const leafDigest = leafHash(crypto.sha256, leafBytes(leaf))
    const root = rootFromInclusion(crypto.sha256, leafDigest, proof.index, checkpoint.size, proof.path)
    if (proof.checkpoint !== bag.texts.get(PLACES.checkpoint))
      findings.fail(
        'altered',
        'checkpoint-other',
        text('证明里的检查点不是包内的检查点', 'The proof carries another checkpoint than the package'),
        item.proof,
      )
    else if (root !== undefined && sameBytes(root, checkpoint.root)) return proof.index
    else
      findings.fail(
        'altered',
        'not-in-log',
        text('事件不在所签名的存证日志里', 'The event is not in the log that was signed'),
        item.event,
      )
  } catch (thrown) {
    const { zh, en } = sentenceOf(thrown)
    findings.fail('altered', 'proof-malformed', text(zh, en), item.proof)
  }
  return undefined
}

function saltOf(encoded: string): Uint8Array {
  const salt = bytesOfBase64(encoded)
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES} bytes`)
  return salt
}
