import type { Members } from './json.ts'

export const FIXED = [
  'data/checkpoint',
  'data/keys.txt',
  'data/index.json',
  'data/statement.json',
  'data/statement.pdf',
]
export const TAGS = [
  'bagit.txt',
  'bag-info.txt',
  'manifest-sha256.txt',
  'manifest-sha512.txt',
  'sm3sums.txt',
  'manifest.js',
  '打开验证.html',
]
const SEAL = ['package.event.json', 'package.tlog-proof', 'package.checkpoint']
export const OUTSIDE = [...TAGS, 'tagmanifest-sha256.txt', 'tagmanifest-sha512.txt', ...SEAL]

export function isLitter(path: string, bytes: number): boolean {
  const stick = ['WPSettings.dat', 'IndexerVolumeGuid'].map((name) => `System Volume Information/${name}`)
  if (stick.includes(path)) return bytes <= 1024
  const name = path.slice(path.lastIndexOf('/') + 1)
  return (
    ['.ds_store', 'thumbs.db', 'desktop.ini', '.directory'].includes(name.toLowerCase()) &&
    isPath(path) &&
    bytes <= 262_144
  )
}

export function isPath(path: string): boolean {
  if (path === '' || path.length > 512 || !path.isWellFormed() || path.normalize('NFC') !== path) return false
  if (Array.from(path).some((one) => one < ' ' || one === '\u007f' || '\\:*?"<>|%'.includes(one))) return false
  return path.split('/').every((part) => !['', '.', '..'].includes(part) && !/^ | $|\.$/.test(part))
}

/** The event files of an item and their proofs. */
export function eventPaths(item: Members): string[] {
  const four = String(item['number']).padStart(4, '0')
  const count = typeof item['further'] === 'number' ? item['further'] : 0
  const stems = [four, ...Array.from({ length: count }, (_, i) => `${four}-${String(i + 1).padStart(2, '0')}`)]
  if (item['redacted'] !== undefined) stems.push(...redactedStems(item))
  return stems.flatMap((stem) => [`data/proofs/${stem}.event.json`, `data/proofs/${stem}.tlog-proof`])
}

const redactedStems = (item: Members): string[] =>
  ['01', '02', '03'].map((one) => `redacted-${String(item['number']).padStart(4, '0')}-${one}`)

/** The three event files of a redacted copy. */
export const redactedEvents = (item: Members): string[] =>
  redactedStems(item).map((stem) => `data/proofs/${stem}.event.json`)

export function listOf(text: string, digits: number): { lines: Map<string, string>; holds: boolean } {
  const lines = new Map<string, string>()
  const rows = text.split('\n')
  let holds = rows.pop() === ''
  let last = ''
  for (const row of rows) {
    const path = row.slice(digits + 2)
    const isRow = new RegExp(`^[0-9a-f]{${digits}} {2}`).test(row) && isPath(path) && path > last
    if (!isRow) {
      holds = false
      break
    }
    lines.set(path, row.slice(0, digits))
    last = path
  }
  return { lines, holds }
}
