/** The files of a package that are not named after an item. */
export const PLACES = {
  declaration: 'bagit.txt',
  info: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  manifest512: 'manifest-sha512.txt',
  tagManifest: 'tagmanifest-sha256.txt',
  tagManifest512: 'tagmanifest-sha512.txt',
  sm3: 'sm3sums.txt',
  companion: 'manifest.js',
  page: '打开验证.html',
  index: 'data/index.json',
  statement: 'data/statement.json',
  statementPaper: 'data/statement.pdf',
  checkpoint: 'data/checkpoint',
  keys: 'data/keys.txt',
  seal: 'package.event.json',
  sealProof: 'package.tlog-proof',
  sealCheckpoint: 'package.checkpoint',
} as const

/** They seal the tag manifests, so no list can name them. */
export const SEAL_PLACES: readonly string[] = [PLACES.seal, PLACES.sealProof, PLACES.sealCheckpoint]

/** What `liuhen-package/1` did not have yet. */
export const SINCE_2: readonly string[] = [PLACES.manifest512, PLACES.tagManifest512, ...SEAL_PLACES]

/** Files outside `data/` that both tag manifests list, and no others. */
export const TAG_PLACES: readonly string[] = [
  PLACES.declaration,
  PLACES.info,
  PLACES.manifest,
  PLACES.manifest512,
  PLACES.sm3,
  PLACES.companion,
  PLACES.page,
]

/** Largest number of bytes read from a text file of a package; a larger one is not read at all. */
export const TEXT_LIMIT = 64 * 1024 * 1024

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

/** Larger than any of these is: what an operating system leaves in a folder, and what Windows leaves on a stick. */
const LITTER_LIMIT = 256 * 1024
const STICK_LIMIT = 1024

/**
 * Whether a file is one that operating systems leave behind on a stick or disc without being asked: by its whole name, which
 * is none an item may have, and a size it may have. Nothing else is passed over, whatever its name begins with.
 */
export function isSystemFile(path: string, bytes: number): boolean {
  const name = path.split('/').at(-1) ?? ''
  if (/^System Volume Information\/(WPSettings\.dat|IndexerVolumeGuid)$/.test(path)) return bytes <= STICK_LIMIT
  return /^(\.DS_Store|Thumbs\.db|desktop\.ini|\.directory)$/i.test(name) && isPlainPath(path) && bytes <= LITTER_LIMIT
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
/** A redacted copy lies where no original does, so that nobody takes the one for the other. */
export const redactedPath = (number: number, fileName: string): string => named('redacted', number, fileName)
export const viewPath = (number: number, fileName: string): string => named('view', number, fileName)

const nth = (number: number, further: number): string =>
  `data/proofs/${four(number)}${further === 0 ? '' : `-${String(further).padStart(2, '0')}`}`

/** The event that preserved an original, or, counted from 1, one of those that came after it. */
export const eventPath = (number: number, further = 0): string => `${nth(number, further)}.event.json`
export const proofPath = (number: number, further = 0): string => `${nth(number, further)}.tlog-proof`

/** Of a redacted copy: that it was rendered, that somebody looked it over, that another approved it. */
const REDACTION_EVENTS = [1, 2, 3]
export const redactionEventPaths = (number: number): { readonly event: string; readonly proof: string }[] =>
  REDACTION_EVENTS.map((one) => {
    const stem = `data/proofs/redacted-${four(number)}-0${one}`
    return { event: `${stem}.event.json`, proof: `${stem}.tlog-proof` }
  })

/** Whether a path is one that an original, redacted copy or view copy of that number may have. */
export const isPathOf = (folder: 'originals' | 'redacted' | 'view', number: number, path: string): boolean =>
  path.startsWith(`data/${folder}/${four(number)}`) &&
  /^([_.][A-Za-z0-9.-]{1,64})?$/.test(path.slice(`data/${folder}/${four(number)}`.length))
