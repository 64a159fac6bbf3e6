import { text, utf8 } from '../kernel/index.ts'
import type { Findings } from './findings.ts'
import { PACKAGE_FORMAT } from './package-index.ts'
import { PLACES } from './paths.ts'

/** What the statement's PDF carries in its metadata, which PDF/A leaves readable: the digest of the index it was made from. */
export const paperKeyword = (indexSha256: string): string => `liuhen-index-sha256:${indexSha256}`

/**
 * What the paper prints as a QR code: format, package, digest of the index, and the text of the checkpoint that the log has
 * signed, each on lines of their own. spec/package.md section 6.
 */
export const paperCode = (
  id: string,
  indexSha256: string,
  checkpoint: string,
  format: string = PACKAGE_FORMAT,
): string => [format, id, `sha256:${indexSha256}`, checkpoint.slice(0, checkpoint.lastIndexOf('\n\n') + 1)].join('\n')

/** Whether the paper is a PDF made from this index: bytes that say otherwise than the JSON beside them are found here. */
export function checkPaper(paper: Uint8Array, indexSha256: string, findings: Findings): void {
  const isPdf = at(paper, utf8('%PDF-'), 0) && contains(paper.subarray(-32), utf8('%%EOF'))
  if (isPdf && contains(paper, utf8(paperKeyword(indexSha256)))) return
  findings.fail(
    'altered',
    'paper-contradicts',
    text('说明 PDF 不是由这份目录排印的', 'The statement’s PDF was not made from this index'),
    PLACES.statementPaper,
  )
}

const at = (bytes: Uint8Array, wanted: Uint8Array, from: number): boolean =>
  wanted.every((byte, i) => bytes[from + i] === byte)

function contains(bytes: Uint8Array, wanted: Uint8Array): boolean {
  for (let from = bytes.indexOf(wanted[0] as number); from !== -1; from = bytes.indexOf(wanted[0] as number, from + 1))
    if (at(bytes, wanted, from)) return true
  return false
}
