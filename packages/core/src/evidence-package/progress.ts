import { text } from '../kernel/index.ts'
import type { FoundDigests } from './bag-checks.ts'
import type { Findings } from './findings.ts'
import { sentenceOf } from './source.ts'
import type { FileDigests, PackageSource } from './source.ts'

export interface Progress {
  readonly doneBytes: number
  readonly totalBytes: number
  /** The file that is being read. */
  readonly file: string
}

export interface Reading {
  readonly onProgress?: (progress: Progress) => void
  /** Files read at the same time; 1 unless given. */
  readonly parallel?: number
  readonly signal?: { readonly aborted: boolean; readonly reason?: unknown }
}

/** Text files first, then originals by number, then the rest: a wrong package shows itself before the long files. */
const rank = (path: string): number =>
  !path.startsWith('data/') || path.startsWith('data/proofs/')
    ? 0
    : /^data\/(originals|redacted|papers|sealed|signatures)\//.test(path)
      ? 1
      : 2

/** Digests every file once. A file that cannot be read to its end, as on a scratched disc, is a finding. */
export async function digestAll(
  source: PackageSource,
  files: ReadonlyMap<string, number>,
  reading: Reading,
  findings: Findings,
): Promise<FoundDigests> {
  const order = [...files.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  const totalBytes = [...files.values()].reduce((sum, bytes) => sum + bytes, 0)
  const found = new Map<string, FileDigests>()
  let [doneBytes, next] = [0, 0]

  const readOn = async (): Promise<void> => {
    for (let file = order[next++]; file !== undefined; file = order[next++]) {
      const path = file
      try {
        const digests = await source.digest(path, (bytes) => {
          doneBytes += bytes
          reading.onProgress?.({ doneBytes, totalBytes, file: path })
        })
        found.set(path, digests)
      } catch (thrown) {
        if (reading.signal?.aborted === true) throw reading.signal.reason ?? thrown
        const { zh, en } = sentenceOf(thrown)
        findings.fail('incomplete', 'file-unreadable', text(`读不出来：${zh}`, `Cannot be read: ${en}`), path)
      }
      if (reading.signal?.aborted === true) throw reading.signal.reason
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, reading.parallel ?? 1) }, readOn))
  return found
}
