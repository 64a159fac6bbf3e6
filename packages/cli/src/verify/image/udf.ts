import { DEEPEST, type Extent, type ImageFile, MOST_ENTRIES, notAnImage, SECTOR, type Sectors } from './sectors.ts'

const ANCHOR = 256
const TAGS = {
  anchor: 2,
  partition: 5,
  logicalVolume: 6,
  end: 8,
  fileSet: 256,
  name: 257,
  file: 261,
  extended: 266,
} as const
const IS_FOLDER = 4
const CHARACTERISTIC = { folder: 0x02, deleted: 0x04, parent: 0x08 } as const
/** A folder of more is none of ours. */
const LARGEST_FOLDER = 64 * 1024 * 1024

const tagOf = (block: Buffer): number => block.readUInt16LE(0)

/**
 * The files of an image by its UDF tree (ECMA-167 and UDF 1.02, one partition, as discs for reading have it); undefined
 * where it has none. Windows shows this one. Throws Malformed.
 */
export async function udfFiles(sectors: Sectors): Promise<readonly ImageFile[] | undefined> {
  if (sectors.size < (ANCHOR + 1) * SECTOR) return undefined
  const anchor = await sectors.read(ANCHOR * SECTOR, SECTOR)
  if (tagOf(anchor) !== TAGS.anchor || anchor.readUInt32LE(12) !== ANCHOR) return undefined
  const [length, location] = [anchor.readUInt32LE(16), anchor.readUInt32LE(20)]
  let partition: number | undefined
  let fileSet: number | undefined
  for (let i = 0; i < Math.min(length / SECTOR, 64); i++) {
    const block = await sectors.read((location + i) * SECTOR, SECTOR)
    if (tagOf(block) === TAGS.end) break
    if (tagOf(block) === TAGS.partition) partition = block.readUInt32LE(188)
    if (tagOf(block) === TAGS.logicalVolume) {
      // Our blocks are sectors, and there is one kind of partition: anything else is no disc that is only read.
      if (block.readUInt32LE(212) !== SECTOR) throw notAnImage('block size')
      fileSet = block.readUInt32LE(252)
    }
  }
  if (partition === undefined || fileSet === undefined) throw notAnImage('no partition')
  const volume = new Volume(sectors, partition)
  const set = await volume.block(fileSet)
  if (tagOf(set) !== TAGS.fileSet) throw notAnImage('no file set')
  const files: ImageFile[] = []
  await volume.folder(set.readUInt32LE(404), '', 0, files)
  return files
}

interface Entry {
  readonly isFolder: boolean
  readonly bytes: number
  readonly extents: readonly Extent[]
}

class Volume {
  readonly #sectors: Sectors
  readonly #partition: number
  #seen = 0

  constructor(sectors: Sectors, partition: number) {
    this.#sectors = sectors
    this.#partition = partition
  }

  block(number: number): Promise<Buffer> {
    return this.#sectors.read((this.#partition + number) * SECTOR, SECTOR)
  }

  async folder(icb: number, under: string, depth: number, files: ImageFile[]): Promise<void> {
    const entry = await this.#entry(icb)
    if (!entry.isFolder || depth > DEEPEST || entry.bytes > LARGEST_FOLDER) throw notAnImage(under)
    const all = Buffer.concat(await Promise.all(entry.extents.map((one) => this.#sectors.read(one.start, one.bytes))))
    for (let at = 0; at + 38 <= entry.bytes;) {
      const name = all.subarray(at)
      if (tagOf(name) !== TAGS.name) throw notAnImage(under)
      const [characteristics, nameLength, target, implementation] = [
        name[18] ?? 0,
        name[19] ?? 0,
        name.readUInt32LE(24),
        name.readUInt16LE(36),
      ]
      const begins = 38 + implementation
      at += Math.ceil((begins + nameLength) / 4) * 4
      if ((characteristics & (CHARACTERISTIC.parent | CHARACTERISTIC.deleted)) !== 0) continue
      if (++this.#seen > MOST_ENTRIES) throw notAnImage('too many files')
      const own = characters(name.subarray(begins, begins + nameLength))
      const path = under === '' ? own : `${under}/${own}`
      if ((characteristics & CHARACTERISTIC.folder) !== 0) {
        await this.folder(target, path, depth + 1, files)
        continue
      }
      const { isFolder, bytes, extents } = await this.#entry(target)
      if (isFolder) throw notAnImage(path)
      files.push({ path, bytes, extents })
    }
  }

  async #entry(icb: number): Promise<Entry> {
    const block = await this.block(icb)
    const tag = tagOf(block)
    if (tag !== TAGS.file && tag !== TAGS.extended) throw notAnImage(`entry ${icb}`)
    const isFolder = block[27] === IS_FOLDER
    const bytes = Number(block.readBigUInt64LE(56))
    const attributes = tag === TAGS.file ? 168 : 208
    const begins = (tag === TAGS.file ? 176 : 216) + block.readUInt32LE(attributes)
    const length = block.readUInt32LE(attributes + 4)
    const form = block.readUInt16LE(34) & 7
    if (begins + length > SECTOR) throw notAnImage(`entry ${icb}`)
    // Short descriptors (0) or long ones (1); the bytes themselves (3) are beside the entry.
    const start = (this.#partition + icb) * SECTOR
    if (form === 3) return { isFolder, bytes, extents: [{ start: start + begins, bytes: Math.min(bytes, length) }] }
    if (form > 1) throw notAnImage(`entry ${icb}`)
    const extents: Extent[] = []
    let left = bytes
    for (let at = begins; at < begins + length && left > 0; at += form === 0 ? 8 : 16) {
      const described = block.readUInt32LE(at) & 0x3fff_ffff
      if (described === 0) break
      const own = Math.min(described, left)
      extents.push({ start: (this.#partition + block.readUInt32LE(at + 4)) * SECTOR, bytes: own })
      left -= own
    }
    if (left > 0) throw notAnImage(`entry ${icb}`)
    return { isFolder, bytes, extents }
  }
}

/** OSTA compressed Unicode, UDF 2.1.1: a first byte of 8 or 16 says how wide the characters are. */
function characters(bytes: Buffer): string {
  if (bytes[0] === 8) return bytes.toString('latin1', 1)
  if (bytes[0] === 16) return Buffer.from(bytes.subarray(1)).swap16().toString('utf16le')
  throw notAnImage('name')
}
