import { readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beijing, because, Failure, hexOf, readStrictJson, Refused, text } from '@liuhen/core/kernel'
import { checkReceipt, parseVerifierKey, verifierKey } from '@liuhen/core/ledger'
import type { VerifierKey } from '@liuhen/core/ledger'
import { keyMark, unjudged } from '@liuhen/core/evidence-package'
import type { Check, KeyReport, VerifyReport } from '@liuhen/core/evidence-package'
import { crypto } from './crypto.ts'
import type { DigestPool } from './digest-pool.ts'

/**
 * Verifies one receipt, and the file it is about when that lies beside it: `X.receipt.json` goes with `X`. A receipt
 * carries no key, so one must be given. Throws Refused without one.
 */
export async function verifyReceipt(path: string, keys: readonly string[], pool: DigestPool): Promise<VerifyReport> {
  if (keys.length === 0)
    throw because(
      Refused,
      'receipt-needs-key',
      '核验回执要用 --key 给出本局公布的公钥',
      'To verify a receipt, give the bureau’s published key with --key',
    )
  const { sha256, sm3, verify } = crypto
  const trusted = keys.map((line) => parseVerifierKey(sha256, line))
  const checks: Check[] = []
  try {
    const content = readStrictJson(await readFile(path, 'utf8'))
    const { receipt, index, size, origin, key } = await checkReceipt(content, { keys: trusted, verify, sha256, sm3 })
    checks.push({
      code: 'receipt',
      ok: true,
      message: text('回执、证明和签名有效', 'Receipt, proof and signature hold'),
    })
    const media = join(dirname(path), path.slice(dirname(path).length + 1).replace(/\.receipt\.json$/, ''))
    const isHere =
      media !== path &&
      (await stat(media).then(
        (found) => found.isFile(),
        () => false,
      ))
    if (isHere) checks.push(await compared(media, receipt, pool))
    const when = beijing(receipt.preservedAt)
    const isSame = checks.every((check) => check.ok)
    return {
      ...reportOf(checks),
      proven: [
        text(
          `存证日志 ${origin} 第 ${index} 条记载：文件于 ${when} 固化。`,
          `Entry ${index} of the log ${origin} says the file was preserved at ${when}.`,
        ),
        ...(isHere && isSame ? [text('旁边的文件与回执一致。', 'The file beside it is the one in the receipt.')] : []),
      ],
      notProven: isHere
        ? []
        : [text('回执旁边没有文件，没有比对内容。', 'There is no file beside the receipt; no bytes were compared.')],
      key: keyOf(key),
      log: { origin, size },
    }
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown
    const words = thrown.obstacles[0]?.message ?? text('回执不是 JSON', 'The receipt is not JSON')
    return reportOf([...checks, { code: 'receipt', ok: false, means: 'altered', message: words, file: path }])
  }
}

function keyOf({ name, id, publicKey }: VerifierKey): KeyReport {
  const line = verifierKey(crypto.sha256, name, publicKey)
  const who = { name, id: hexOf(id), line }
  const signer = { ...who, does: 'signs', trusted: true } as const
  return { ...who, mark: keyMark(crypto.sha256, line), trust: 'outside', signers: [signer] }
}

async function compared(
  file: string,
  receipt: { readonly sha256: string; readonly sm3: string; readonly bytes: number },
  pool: DigestPool,
): Promise<Check> {
  const { size } = await stat(file)
  const found = await pool.digest({ file, start: 0, bytes: size }, () => undefined)
  if (found.sha256 === receipt.sha256 && found.sm3 === receipt.sm3 && size === receipt.bytes)
    return { code: 'original', ok: true, message: text('文件与回执一致', 'The file is the one in the receipt') }
  const message = text('文件与回执所记的内容不符', 'The file is not the one in the receipt')
  return { code: 'original-differs', ok: false, means: 'altered', message, file }
}

function reportOf(checks: readonly Check[]): VerifyReport {
  const isSound = checks.every((check) => check.ok)
  return { ...unjudged(checks, isSound ? 'sound' : 'altered'), standing: isSound ? 'proven' : 'failed' }
}
