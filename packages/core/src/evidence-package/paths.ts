/** The files of a package that are not named after an item. */
export const PLACES = {
  declaration: 'bagit.txt',
  info: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  tagManifest: 'tagmanifest-sha256.txt',
  sm3: 'sm3sums.txt',
  companion: 'manifest.js',
  page: '打开验证.html',
  index: 'data/index.json',
  statement: 'data/statement.json',
  statementPaper: 'data/statement.pdf',
  checkpoint: 'data/checkpoint',
  keys: 'data/keys.txt',
} as const

/** Largest number of UTF-16 units read from a text file of a package; a larger one is not read at all. */
export const TEXT_LIMIT = 16 * 1024 * 1024

/**
 * Whether a path from a package may be used as one: relative, `/` between its parts, no `.` or `..`, no drive letter, no
 * control character, no `%` (RFC 8493 escapes with it and implementations disagree how). Paths in packages are written by
 * whoever hands the package over.
 */
export function isPlainPath(path: string): boolean {
  if (path.length === 0 || path.length > 512 || /\p{Cs}/u.test(path) || path !== path.normalize('NFC')) return false
  for (const character of path) if (character < ' ' || '\u007f\\:*?"<>|%'.includes(character)) return false
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !/^ | $|\.$/.test(part))
}

/** What operating systems leave behind on a stick or disc without being asked. */
export function isSystemLitter(path: string): boolean {
  const name = path.split('/').at(-1) ?? ''
  if (/^(\.DS_Store|Thumbs\.db|desktop\.ini|\.directory)$/i.test(name) || name.startsWith('._')) return true
  return /^(System Volume Information|\$RECYCLE\.BIN|\.Spotlight-V100|\.Trashes|\.fseventsd)\//.test(path)
}

const four = (number: number): string => String(number).padStart(4, '0')

/** Names in a package are plain ASCII, so that every disc format and unpacker keeps them; the index has the real name. */
export function asciiName(fileName: string): string {
  const extension = /[^.]\.([A-Za-z0-9]{1,8})$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
  const stem = (extension === '' ? fileName : fileName.slice(0, -extension.length - 1))
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 48)
    .replace(/^-+|-+$/g, '')
  return `${stem}${extension === '' ? '' : `.${extension}`}`
}

const named = (folder: string, number: number, fileName: string): string => {
  const name = asciiName(fileName)
  return `data/${folder}/${four(number)}${name === '' || name.startsWith('.') ? '' : '_'}${name}`
}

export const originalPath = (number: number, fileName: string): string => named('originals', number, fileName)
export const viewPath = (number: number, fileName: string): string => named('view', number, fileName)
export const eventPath = (number: number): string => `data/proofs/${four(number)}.event.json`
export const proofPath = (number: number): string => `data/proofs/${four(number)}.tlog-proof`
