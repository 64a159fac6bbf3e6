import { beijing } from '../kernel/index.ts'
import type { Instant } from '../kernel/index.ts'

/** What tells packages of one day apart: the end of a UUID version 7 is chance. */
const short = (id: string): string => id.slice(-8)

/** The package's folder: `liuhen-20261120-1605-3f9a0c11`, in letters that every disc and unpacker keeps. */
export function folderName({ id, madeAt }: { readonly id: string; readonly madeAt: Instant }): string {
  const [day = '', time = ''] = beijing(madeAt).split(' ')
  return `liuhen-${day.replaceAll('-', '')}-${time.slice(0, 5).replace(':', '')}-${short(id)}`
}

/** Names of files may hold no more than 255 bytes, and a character here takes three. */
const MOST = 24

/** What someone finds among a hundred downloads: `示范县行政执法局_证明现场检查经过_2026-11-20_3f9a0c11.zip`. */
export function zipName(made: {
  readonly bureau: string
  readonly purpose: string
  readonly id: string
  readonly madeAt: Instant
}): string {
  const plain = (words: string): string =>
    Array.from(
      words
        .replace(/[^\p{L}\p{N}〔〕（）()-]+/gu, ' ')
        .trim()
        .replaceAll(' ', '-'),
    )
      .slice(0, MOST)
      .join('')
  const parts = [plain(made.bureau), plain(made.purpose), beijing(made.madeAt).slice(0, 10), short(made.id)]
  return `${parts.filter((one) => one !== '').join('_')}.zip`
}
