import { because, Malformed } from '@liuhen/core/kernel'
import { rockName } from './rock-ridge.ts'
import { DEEPEST, type Extent, type ImageFile, MOST_ENTRIES, notAnImage, SECTOR, type Sectors } from './sectors.ts'

/** Joliet: the escape sequences of a supplementary volume descriptor whose names are UCS-2. */
const ESCAPES: readonly string[] = ['%/@', '%/C', '%/E']
const FIRST_DESCRIPTOR = 16
const [BOOT, PRIMARY, SUPPLEMENTARY, TERMINATOR] = [0, 1, 2, 255]
const [IS_FOLDER, GOES_ON] = [0x02, 0x80]

/** The trees that the descriptors of ECMA-119 lead to. */
export interface Trees {
  readonly primary: Tree
  readonly joliet: readonly ImageFile[] | undefined
}

export interface Tree {
  readonly files: readonly ImageFile[]
  /** By the names of Rock Ridge; otherwise they are shortened, and show no more than that there is a file. */
  readonly isNamed: boolean
}

/**
 * Both trees of an image, whole. A file in several extents is one. Throws Malformed, also where there is another tree that some
 * machine would show: a second descriptor of a kind, or something before the descriptors.
 */
export async function treesOf(sectors: Sectors): Promise<Trees> {
  // A table of partitions there would lead to another file system.
  if ((await sectors.read(0, FIRST_DESCRIPTOR * SECTOR)).some((byte) => byte !== 0)) throw anotherTree('0–15')
  let primary: Extent | undefined
  let joliet: Extent | undefined
  for (let sector = FIRST_DESCRIPTOR; ; sector++) {
    if (sector === FIRST_DESCRIPTOR + 32) throw notAnImage('descriptors')
    const volume = await sectors.read(sector * SECTOR, SECTOR)
    const [kind] = volume
    if (volume.toString('latin1', 1, 6) !== 'CD001' || kind === TERMINATOR) break
    const root = extentOf(volume.subarray(156))
    if (kind === PRIMARY && primary === undefined) primary = root
    else if (kind === SUPPLEMENTARY && joliet === undefined && ESCAPES.includes(volume.toString('latin1', 88, 91)))
      joliet = root
    else if (kind !== BOOT) throw anotherTree(String(sector))
  }
  if (primary === undefined) throw notAnImage('ECMA-119')
  const plain = await tree(sectors, primary, rockName)
  const named = plain.filter((one) => one.isNamed).length
  if (named > 0 && named < plain.length) throw anotherTree('Rock Ridge')
  return {
    primary: { files: plain, isNamed: plain.length > 0 && named > 0 },
    joliet: joliet && (await tree(sectors, joliet, ucs2)),
  }
}

const anotherTree = (where: string): Error =>
  because(
    Malformed,
    'image-two-readings',
    `这个光盘映像里另有一套目录（${where}），有的电脑会按它显示别的内容，不核验`,
    `This image has another directory (${where}) by which some machines would show something else, so it is not verified`,
  )

interface Named {
  readonly name: string
  /** In full, and not shortened for old machines. */
  readonly isNamed: boolean
}
/** The name of a record; what follows the name in it is the system's own. */
type NameOf = (name: Buffer, system: Buffer, sectors: Sectors) => Promise<Named> | Named

const ucs2: NameOf = (name) => ({
  name: Buffer.from(name).swap16().toString('utf16le').replace(/;1$/, ''),
  isNamed: true,
})

const extentOf = (record: Buffer): Extent => ({
  start: record.readUInt32LE(2) * SECTOR,
  bytes: record.readUInt32LE(10),
})

type Found = ImageFile & Pick<Named, 'isNamed'>

async function tree(sectors: Sectors, root: Extent, nameOf: NameOf): Promise<readonly Found[]> {
  const files: Found[] = []
  await folder(root, '', 0)
  return files

  async function folder({ start, bytes }: Extent, under: string, depth: number): Promise<void> {
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
      if (length < 34 || record.length < length || 33 + nameLength > length) throw notAnImage(under)
      // The folder itself and the one above it.
      if (nameLength === 1 && (record[33] ?? 2) < 2) continue
      const told = record.subarray(33, 33 + nameLength)
      // After a name of even length comes one byte that fills up.
      const { name, isNamed } = await nameOf(told, record.subarray(33 + nameLength + ((nameLength + 1) % 2)), sectors)
      const path = under === '' ? name : `${under}/${name}`
      if (((record[25] ?? 0) & IS_FOLDER) !== 0) {
        await folder(extentOf(record), path, depth + 1)
        continue
      }
      extents.push(extentOf(record))
      if (((record[25] ?? 0) & GOES_ON) !== 0) continue
      files.push({ path, isNamed, bytes: extents.reduce((sum, one) => sum + one.bytes, 0), extents })
      extents = []
      if (files.length > MOST_ENTRIES) throw notAnImage('too many files')
    }
  }
}
