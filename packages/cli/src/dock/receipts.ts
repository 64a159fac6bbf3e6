import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { UploadState } from '@liuhen/contract/intake'
import { because, Corrupt, Refused } from '@liuhen/core/kernel'
import { checkReceipt } from '@liuhen/core/ledger'
import type { Receipt, VerifierKey } from '@liuhen/core/ledger'
import { z } from 'zod'
import { crypto } from '../verify/crypto.ts'
import type { Counter } from './counter.ts'
import { writeDurably } from './durable.ts'
import type { Patience } from './patience.ts'
import type { UploadOf } from './state.ts'

const [FIRST, LONGEST] = [40, 1000]
/** Milliseconds a server may take for each byte it checks, beyond a minute: a fortieth of what a slow disk needs. */
const [CHECKING, PER_BYTE] = [60_000, 1 / 5000]

/**
 * Waits until the server has settled an upload: sealed, or in quarantine. Throws Refused when that takes far too long:
 * then a later run finds it; Corrupt when its disk lost the bytes: then a later run sends them anew.
 */
export async function settledUpload(
  counter: Counter,
  patience: Patience,
  upload: string,
  bytes: number,
  signal: AbortSignal,
): Promise<UploadState> {
  const until = performance.now() + CHECKING + bytes * PER_BYTE
  for (let wait = FIRST; ; wait = Math.min(LONGEST, wait * 1.5)) {
    const state = await patience.until(() => counter.client.uploadState({ params: { id: upload } }))
    if (state.state === 'quarantined' || (state.sealed && state.recording !== undefined)) return state
    if (state.state === 'arriving')
      throw because(
        Corrupt,
        'disk-failing',
        '服务器的磁盘没有存住收到的内容，没有清除；请通知信息中心检查磁盘，再采集一次',
        'The disk of the server did not keep what arrived; nothing was cleared. Tell the information centre to look at the disk, and dock again',
      )
    if (performance.now() > until)
      throw because(
        Refused,
        'not-settled',
        '服务器收到了文件但迟迟没有固化完成，没有清除；请稍后再运行一次，仍然如此请告诉信息中心',
        'The server has the file but has not preserved it yet; it was not cleared. Run again later, and tell the information centre if it stays so',
      )
    await pause(wait, undefined, { signal })
  }
}

/**
 * The receipt of an upload, checked: the log's signature and proof hold, and it speaks of this upload and these bytes.
 * Throws Corrupt when not.
 */
export async function provenReceipt(
  fetched: unknown,
  upload: string,
  file: UploadOf,
  key: VerifierKey,
): Promise<Receipt> {
  const { receipt } = await checkReceipt(fetched, { ...crypto, keys: [key] })
  if (receipt.arrival === upload && receipt.sha256 === file.sha256 && receipt.bytes === file.bytes) return receipt
  throw because(
    Corrupt,
    'receipt-of-another',
    '服务器给出的回执不是这个文件的，没有清除；请告诉信息中心',
    'The receipt the server gave is not this file’s; it was not cleared. Tell the information centre',
  )
}

/** What of a file's name can be a name in any folder of receipts, whatever it was on the card. */
export function receiptName(name: string): string {
  const plain = name
    .replace(/[\p{Cc}\p{Cf}\p{Cs}/\\:*?"<>|\ufffd]/gu, '_')
    .replace(/^[-. ]/, '_')
    .trim()
  let kept = ''
  for (const character of plain) {
    if (Buffer.byteLength(kept + character) > 180) break
    kept += character
  }
  return kept || '_'
}

/** Writes the receipt into the folder, durably, under the name of its file; gives the path. Never takes another's place. */
export async function writeReceipt(folder: string, receipt: Receipt): Promise<string> {
  await mkdir(folder, { recursive: true })
  const name = receiptName(receipt.fileName)
  const content = `${JSON.stringify(receipt, null, 2)}\n`
  for (const candidate of [name, `${name}.${receipt.arrival}`]) {
    const path = join(folder, `${candidate}.receipt.json`)
    const isNew = await writeDurably(path, content, { once: true }).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return false
        throw error
      },
    )
    if (isNew) return path
    if ((await arrivalIn(path)) !== receipt.arrival) continue
    // The proof may be against a newer checkpoint now.
    await writeDurably(path, content)
    return path
  }
  throw new Error(`two receipts claim the arrival ${receipt.arrival}`)
}

const About = z.object({ arrival: z.string() })

async function arrivalIn(path: string): Promise<string | undefined> {
  try {
    return About.parse(JSON.parse(await readFile(path, 'utf8'))).arrival
  } catch {
    return undefined
  }
}
