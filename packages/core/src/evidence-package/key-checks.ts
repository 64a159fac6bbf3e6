import { hexOf, text } from '../kernel/index.ts'
import { ED25519, isSameKey, openCheckpoint, parseVerifierKey, verifierKey } from '../ledger/index.ts'
import type { OpenedCheckpoint, VerifierKey } from '../ledger/index.ts'
import type { Bag } from './bag-checks.ts'
import type { Findings } from './findings.ts'
import { keyMark } from './key-mark.ts'
import { PLACES } from './paths.ts'
import type { KeyReport, SignerReport } from './report.ts'
import { sentenceOf } from './source.ts'
import type { PackageCrypto } from './source.ts'

export interface SignedLog {
  readonly text: string
  readonly checkpoint: OpenedCheckpoint
  /** Whether a key that the person brought has signed: undefined when none was brought. */
  readonly isKnown: boolean | undefined
  readonly key: KeyReport
}

export interface Keys {
  readonly carried: readonly VerifierKey[]
  readonly trusted: readonly VerifierKey[]
}

/** Sixteen are enough for a log that changed its key and for all its witnesses. */
const MOST_KEYS = 16

/** The keys that the package carries and those the person brought. Throws Malformed when one of the latter is no key. */
export function keysOf(bag: Bag, crypto: PackageCrypto, trustedKeys: readonly string[], findings: Findings): Keys {
  const trusted = trustedKeys.map((line) => parseVerifierKey(crypto.sha256, line))
  const words = bag.texts.get(PLACES.keys)
  if (words === undefined) return { carried: [], trusted }
  const lines = words.split('\n')
  const isWhole = lines.pop() === '' && lines.length >= 1 && lines.length <= MOST_KEYS
  if (!isWhole)
    findings.fail(
      'altered',
      'key-malformed',
      text(`应为 1 至 ${MOST_KEYS} 行公钥`, `Should be 1 to ${MOST_KEYS} lines, each a verifier key`),
      PLACES.keys,
    )
  const carried = lines.slice(0, MOST_KEYS).flatMap((line) => {
    try {
      return [parseVerifierKey(crypto.sha256, line)]
    } catch (thrown) {
      const { zh, en } = sentenceOf(thrown)
      findings.fail('altered', 'key-malformed', text(zh, en), PLACES.keys)
      return []
    }
  })
  return { carried, trusted }
}

/**
 * Opens a checkpoint with the keys the package carries and those the person brought. That none of the latter has signed
 * makes the whole package somebody else's.
 */
export async function checkSignature(
  path: string,
  { carried, trusted }: Keys,
  { bag, crypto, findings }: { readonly bag: Bag; readonly crypto: PackageCrypto; readonly findings: Findings },
): Promise<SignedLog | undefined> {
  const note = bag.texts.get(path)
  if (note === undefined) return undefined
  const keys = [...trusted, ...carried.filter((one) => !trusted.some((other) => isSameKey(one, other)))]
  if (keys.length === 0) return undefined
  try {
    const checkpoint = await openCheckpoint(note, { keys, verify: crypto.verify, hash: crypto.sha256 })
    const known = checkpoint.signers.filter((one) => trusted.some((other) => isSameKey(one, other)))
    const isKnown = trusted.length === 0 ? undefined : known.length > 0
    if (isKnown === false) {
      const [shown, brought] = [hexOf(checkpoint.key.id), trusted.map((one) => hexOf(one.id)).join(', ')]
      findings.fail(
        'foreign',
        'key-other',
        text(
          `签名的是密钥 ${shown}，不是您提供的 ${brought}`,
          `Signed by the key ${shown}, not by the one you gave, ${brought}`,
        ),
        path,
      )
    }
    // The log's own key vouches for the log; a witness's says only when it saw this checkpoint.
    const isCompared = known.some((one) => one.type === ED25519 && one.name === checkpoint.origin)
    return { text: note, checkpoint, isKnown, key: keyReport(checkpoint, trusted, isCompared, isKnown, crypto) }
  } catch (thrown) {
    const { zh, en } = sentenceOf(thrown)
    findings.fail('altered', 'signature', text(zh, en), path)
    return undefined
  }
}

function keyReport(
  { key, signers }: OpenedCheckpoint,
  trusted: readonly VerifierKey[],
  isCompared: boolean,
  isKnown: boolean | undefined,
  { sha256 }: PackageCrypto,
): KeyReport {
  const lineOf = (one: VerifierKey): string => verifierKey(sha256, one.name, one.publicKey, one.type)
  const signerOf = (one: VerifierKey): SignerReport => ({
    name: one.name,
    id: hexOf(one.id),
    line: lineOf(one),
    does: one.type === ED25519 ? 'signs' : 'witnesses',
    trusted: trusted.some((other) => isSameKey(one, other)),
  })
  // Of several keys of one log, the one that was compared is the one to show.
  const shown = signers.find((one) => one.name === key.name && trusted.some((other) => isSameKey(one, other))) ?? key
  return {
    name: shown.name,
    id: hexOf(shown.id),
    line: lineOf(shown),
    mark: keyMark(sha256, lineOf(shown)),
    trust: isCompared ? 'outside' : isKnown === false ? 'other' : 'package',
    signers: signers.map(signerOf),
    ...(isKnown === false && {
      wanted: trusted.map((one) => ({ line: lineOf(one), mark: keyMark(sha256, lineOf(one)) })),
    }),
  }
}
