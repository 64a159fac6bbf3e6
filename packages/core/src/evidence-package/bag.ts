import { dayOf } from '../kernel/index.ts'
import type { Instant } from '../kernel/index.ts'
import { isPlainPath } from './paths.ts'

/** One line of a manifest: the digest a file must have. */
export interface ManifestLine {
  readonly digest: string
  readonly path: string
}

export const BAG_DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'

/** RFC 8493 section 2.1.3 in the form `sha256sum -c` reads: digest, two spaces, path, line feed; sorted by path. */
export function manifestText(lines: readonly ManifestLine[]): string {
  const sorted = [...lines].sort((a, b) => (a.path < b.path ? -1 : 1))
  return sorted.map((line) => `${line.digest}  ${line.path}\n`).join('')
}

/**
 * What a manifest says, or the number (from 1) of the first line that is not of the form this format requires: digits of
 * `digits` characters, each path after the one before.
 */
export function readManifest(
  text: string,
  digits: 64 | 128 = 64,
): { lines: ReadonlyMap<string, string>; wrongLine: number | undefined } {
  const lines = new Map<string, string>()
  const rows = text.split('\n')
  // The last line ends with a line feed too, so the split leaves one empty string behind.
  const closed = rows.pop() === ''
  let before = ''
  for (const [i, row] of rows.entries()) {
    const [digest, path] = [row.slice(0, digits), row.slice(digits + 2)]
    const isLine = /^[0-9a-f]+$/.test(digest) && row.slice(digits, digits + 2) === '  ' && digest.length === digits
    if (!isLine || !isPlainPath(path) || path <= before) return { lines, wrongLine: i + 1 }
    lines.set(path, digest)
    before = path
  }
  return { lines, wrongLine: closed ? undefined : rows.length + 1 }
}

export interface BagInfo {
  readonly organization: string
  readonly identifier: string
  readonly madeAt: Instant
  readonly bytes: number
  readonly files: number
}

const oneLine = (value: string): string => value.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

/** RFC 8493 section 2.2.2. */
export const bagInfoText = (info: BagInfo): string =>
  [
    `Source-Organization: ${oneLine(info.organization)}`,
    `External-Identifier: ${oneLine(info.identifier)}`,
    `Bagging-Date: ${dayOf(info.madeAt)}`,
    `Payload-Oxum: ${info.bytes}.${info.files}`,
    'Bag-Software-Agent: Liuhen',
    '',
  ].join('\n')

/** The payload's size in bytes and number of files as bag-info.txt states it. */
export function readOxum(text: string): { bytes: number; files: number } | undefined {
  const parts = /^Payload-Oxum: (\d{1,15})\.(\d{1,9})$/m.exec(text)
  return parts === null ? undefined : { bytes: Number(parts[1]), files: Number(parts[2]) }
}
