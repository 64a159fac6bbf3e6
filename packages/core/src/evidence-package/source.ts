import { Failure, text } from '../kernel/index.ts'
import type { Digests, Hash } from '../kernel/index.ts'
import type { Verify } from '../ledger/index.ts'
import type { Findings } from './findings.ts'
import { isPlainPath, isSystemFile } from './paths.ts'

export interface PackageFile {
  /** Relative to the package, `/` between its parts, as found: nothing about it is believed yet. */
  readonly path: string
  readonly bytes: number
  /** Set for what is neither a file nor a folder: a symbolic link, a device. */
  readonly special?: boolean
}

/** Where a package is read from: a folder, a zip, files dropped on a page. Whatever it throws is reported, not passed on. */
export interface PackageSource {
  list(): Promise<readonly PackageFile[]>
  /** The file as strict UTF-8, byte order mark kept. Throws when it is not, or has more than `limit` bytes. */
  readText(path: string, limit: number): Promise<string>
  /** All bytes of a file that has at most `limit`. */
  readBytes(path: string, limit: number): Promise<Uint8Array>
  /** Reads the file once, from end to end. `onBytes` hears how many more bytes were read. */
  digest(path: string, onBytes: (bytes: number) => void): Promise<FileDigests>
}

/** What reading a file once gave. `sha512`: 128 hexadecimal digits. */
export interface FileDigests extends Digests {
  readonly sha512: string
  readonly bytes: number
}

/** What core cannot compute itself. */
export interface PackageCrypto {
  readonly sha256: Hash
  readonly sm3: Hash
  /** Ed25519. False, never an exception, for a key that is no point of the curve. */
  readonly verify: Verify
}

/** Files a package may hold; far above what fits a disc, far below what exhausts memory. */
const FILE_LIMIT = 100_000

/** The files that may be looked at, by path; what is wrong with the others goes to the findings. */
export function survey(files: readonly PackageFile[], findings: Findings): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const folded = new Set<string>()
  if (files.length > FILE_LIMIT) {
    findings.fail(
      'unreadable',
      'too-many-files',
      text(
        `这里有 ${files.length} 个文件，证据包不会超过 ${FILE_LIMIT} 个`,
        `${files.length} files is more than a package has`,
      ),
    )
    return found
  }
  for (const { path, bytes, special } of files) {
    if (special !== true && isSystemFile(path, bytes)) {
      findings.pass(
        'system-file',
        text(
          `操作系统留下的 ${path}（${bytes} 字节）不属于证据包，没有核对；不要当作证据打开`,
          `${path} (${bytes} bytes) was left by an operating system, is no part of the package and was not checked: do not take it for evidence`,
        ),
      )
    } else if (!isPlainPath(path)) {
      const shown = visible(path.slice(0, 120))
      findings.fail(
        'altered',
        'path-hostile',
        text(`文件路径“${shown}”不安全，没有读取`, `The path "${shown}" is unsafe and was not read`),
      )
    } else if (special === true) {
      findings.fail(
        'altered',
        'file-special',
        text('不是普通文件（链接或设备），没有读取', 'Not a regular file (a link or device); not read'),
        path,
      )
    } else if (folded.has(path.toLowerCase())) {
      // Where upper and lower case are one, as on most discs, only one of the two would be there.
      const en = 'The same path occurs twice, but for upper and lower case perhaps'
      findings.fail('altered', 'path-twice', text('同一路径出现两次（或只差大小写）', en), path)
    } else {
      folded.add(path.toLowerCase())
      found.set(path, bytes)
    }
  }
  return found
}

/** Words from a package as they can be shown: control characters and direction marks spelt out. */
export const visible = (words: string): string =>
  words
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (one) => `\\u${(one.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)

/** What a thrown thing says to a person. */
export function sentenceOf(thrown: unknown): { zh: string; en: string } {
  const known = thrown instanceof Failure ? thrown.obstacles[0]?.message : undefined
  if (known !== undefined) return known
  const words = thrown instanceof Error ? thrown.message : String(thrown)
  return { zh: words, en: words }
}
