import { DEEPEST, type Extent, type ImageFile, MOST_ENTRIES, notAnImage, SECTOR, type Sectors } from './sectors.ts'

/** Joliet: the escape sequences of a supplementary volume descriptor whose names are UCS-2. */
const ESCAPES: readonly string[] = ['%/@', '%/C', '%/E']
const FIRST_DESCRIPTOR = 16
const IS_FOLDER = 0x02
const GOES_ON = 0x80

/**
 * The files of an image by its Joliet tree, ECMA-119 with names in UCS-2; undefined where it has none. A file in several
 * extents is one. Throws Malformed.
 */
export async function jolietFiles(sectors: Sectors): Promise<readonly ImageFile[] | undefined> {
  for (let sector = FIRST_DESCRIPTOR; sector < FIRST_DESCRIPTOR + 32; sector++) {
    const volume = await sectors.read(sector * SECTOR, SECTOR)
    if (volume.toString('latin1', 1, 6) !== 'CD001' || volume[0] === 255) return undefined
    if (volume[0] !== 2 || !ESCAPES.includes(volume.toString('latin1', 88, 91))) continue
    const files: ImageFile[] = []
    await folder(sectors, extentOf(volume.subarray(156)), '', 0, files)
    return files
  }
  return undefined
}

const extentOf = (record: Buffer): Extent => ({
  start: record.readUInt32LE(2) * SECTOR,
  bytes: record.readUInt32LE(10),
})

async function folder(
  sectors: Sectors,
  { start, bytes }: Extent,
  under: string,
  depth: number,
  files: ImageFile[],
): Promise<void> {
  if (depth > DEEPEST || bytes > 64 * 1024 * 1024) throw notAnImage(under)
  const all = await sectors.read(start, bytes)
  let extents: Extent[] = []
  for (let at = 0; at < bytes;) {
    const length = all[at] ?? 0
    // No record crosses a sector: what is left of one is empty.
    if (length === 0) {
      at = (Math.floor(at / SECTOR) + 1) * SECTOR
      continue
    }
    const record = all.subarray(at, at + length)
    at += length
    const nameLength = record[32] ?? 0
    if (length < 34 || 33 + nameLength > length) throw notAnImage(under)
    // The folder itself and the one above it.
    if (nameLength === 1 && (record[33] ?? 2) < 2) continue
    const name = Buffer.from(record.subarray(33, 33 + nameLength))
      .swap16()
      .toString('utf16le')
      .replace(/;1$/, '')
    const path = under === '' ? name : `${under}/${name}`
    if (((record[25] ?? 0) & IS_FOLDER) !== 0) {
      await folder(sectors, extentOf(record), path, depth + 1, files)
      continue
    }
    extents.push(extentOf(record))
    if (((record[25] ?? 0) & GOES_ON) !== 0) continue
    files.push({ path, bytes: extents.reduce((sum, one) => sum + one.bytes, 0), extents })
    extents = []
    if (files.length > MOST_ENTRIES) throw notAnImage('too many files')
  }
}
