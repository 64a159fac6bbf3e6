import { hexOf, sameBytes, text } from '../kernel/index.ts'
import { openCheckpoint, parseVerifierKey } from '../ledger/index.ts'
import type { OpenedCheckpoint, VerifierKey } from '../ledger/index.ts'
import type { Bag } from './bag-checks.ts'
import type { Findings } from './findings.ts'
import { PLACES } from './paths.ts'
import type { KeyReport } from './report.ts'
import { sentenceOf } from './source.ts'
import type { PackageCrypto } from './source.ts'

export interface SignedLog {
  readonly checkpoint: OpenedCheckpoint
  readonly key: KeyReport
}

/**
 * Opens the checkpoint with the keys the package carries, then asks whether the key that signed is one the person
 * brought from outside. Throws Malformed when what the person brought is no key.
 */
export async function checkSignature(
  bag: Bag,
  crypto: PackageCrypto,
  trustedKeys: readonly string[],
  findings: Findings,
): Promise<SignedLog | undefined> {
  const trusted = trustedKeys.map((line) => parseVerifierKey(crypto.sha256, line))
  const lines = bag.texts
    .get(PLACES.keys)
    ?.split('\n')
    .filter((line) => line !== '')
  const note = bag.texts.get(PLACES.checkpoint)
  if (lines === undefined || note === undefined) return undefined
  const keys = keysOf(lines, crypto, findings)
  try {
    const checkpoint = await openCheckpoint(note, { keys, verify: crypto.verify, hash: crypto.sha256 })
    const isTrusted = trusted.some((one) => isSameKey(one, checkpoint.key))
    if (trusted.length > 0 && !isTrusted) {
      const zh = `检查点由 ${checkpoint.key.name}（${hexOf(checkpoint.key.id)}）签名，不是您提供的公钥`
      const en = `The checkpoint is signed by ${checkpoint.key.name} (${hexOf(checkpoint.key.id)}), not by the key you gave`
      findings.fail('altered', 'key-other', text(zh, en), PLACES.keys)
    }
    findings.pass('signature', text('检查点签名有效', 'The signature on the checkpoint holds'))
    return { checkpoint, key: keyReport(checkpoint.key, lines, isTrusted) }
  } catch (thrown) {
    const { zh, en } = sentenceOf(thrown)
    findings.fail('altered', 'signature', text(zh, en), PLACES.checkpoint)
    return undefined
  }
}

function keysOf(lines: readonly string[], crypto: PackageCrypto, findings: Findings): readonly VerifierKey[] {
  return lines.slice(0, 16).flatMap((line) => {
    try {
      return [parseVerifierKey(crypto.sha256, line)]
    } catch (thrown) {
      const { zh, en } = sentenceOf(thrown)
      findings.fail('altered', 'key-malformed', text(zh, en), PLACES.keys)
      return []
    }
  })
}

const isSameKey = (a: VerifierKey, b: VerifierKey): boolean => a.name === b.name && sameBytes(a.publicKey, b.publicKey)

function keyReport(key: VerifierKey, lines: readonly string[], isTrusted: boolean): KeyReport {
  const id = hexOf(key.id)
  const line = lines.find((one) => one.startsWith(`${key.name}+${id}+`)) ?? ''
  return { name: key.name, id, line, trust: isTrusted ? 'outside' : 'package' }
}
