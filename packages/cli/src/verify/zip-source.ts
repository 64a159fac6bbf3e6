import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { because, Malformed } from '@liuhen/core/kernel'
import type { PackageFile, PackageSource } from '@liuhen/core/evidence-package'
import { openPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import type { DigestPool } from './digest-pool.ts'
import { textOf, withinLimit } from './text.ts'
import { encrypted, strictEntries } from './zip-entries.ts'
import type { ZipEntry } from './zip-entries.ts'

/** The file type bits of a Unix mode in the upper half of an entry's external attributes. */
const TYPE_BITS = 0o170000
const REGULAR = 0o100000

/**
 * A package inside a .zip, read in place and never unpacked. Throws Malformed, with a sentence, when the file is no zip of
 * one folder that has one reading only, spec/package.md section 2.
 */
export async function zipSource(file: string, pool: DigestPool): Promise<PackageSource & { close(): void }> {
  const handle = await open(file, 'r')
  try {
    const entries = await entriesOf(file, handle)
    // The survey refuses a path that occurs twice, so which of the two is here does not matter.
    const byPath = new Map(entries.map((one) => [one.path, one]))
    const bytesAt = async (path: string, limit: number): Promise<Uint8Array> => {
      const { start, entry } = entryAt(byPath, path)
      if (entry.compressedSize > limit) return withinLimit(new Uint8Array(limit + 1), limit)
      const buffer = Buffer.alloc(entry.compressedSize)
      await handle.read(buffer, 0, buffer.length, start)
      return buffer
    }
    return {
      list: () =>
        Promise.resolve(entries.map(({ entry, path }) => ({ path, bytes: entry.uncompressedSize, ...special(entry) }))),
      readText: async (path, limit) => textOf(await bytesAt(path, limit)),
      readBytes: bytesAt,
      async digest(path, onBytes) {
        const { start, entry } = entryAt(byPath, path)
        const digests = await pool.digestPackaged({ file, start, bytes: entry.compressedSize }, onBytes)
        if (digests.crc32 !== entry.crc32) throw differs()
        return digests
      },
      close: () => void handle.close(),
    }
  } catch (thrown) {
    await handle.close()
    throw thrown
  }
}

function entryAt(byPath: ReadonlyMap<string, ZipEntry>, path: string): ZipEntry {
  const entry = byPath.get(path)
  if (entry === undefined) throw new RangeError(`there is no ${path}`)
  return entry
}

async function entriesOf(file: string, handle: FileHandle): Promise<readonly ZipEntry[]> {
  const first = Buffer.alloc(4)
  await handle.read(first, 0, 4, 0)
  const zip = await opened(file)
  try {
    if (first.readUInt32LE(0) !== 0x04034b50) throw prefixed()
    return await strictEntries(zip, handle)
  } catch (thrown) {
    if (thrown instanceof Malformed) throw thrown
    if (String(thrown).includes('strong encryption')) throw encrypted(file)
    throw notWhole(file, thrown)
  } finally {
    zip.close()
  }
}

async function opened(file: string): Promise<ZipFile> {
  try {
    return await openPromise(file, {
      lazyEntries: true,
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: false,
    })
  } catch (thrown) {
    throw notWhole(file, thrown)
  }
}

const notWhole = (file: string, thrown: unknown): Error =>
  because(
    Malformed,
    'not-a-zip',
    `${file} 不是完整的 zip 文件，可能没有下载或复制完`,
    `${file} is not a whole zip file; perhaps the download or copy did not finish (${String(thrown)})`,
  )

const prefixed = (): Error =>
  because(
    Malformed,
    'zip-prefixed',
    '这个 zip 的前面还有别的内容（例如自解压程序），不核验：请用制作单位交来的原文件',
    'Something lies before this zip, such as a self-extracting program: use the file as it was handed over',
  )

const differs = (): Error =>
  because(
    Malformed,
    'zip-crc',
    '内容与 zip 里记的校验码不符：复制或下载可能出了错',
    'The bytes do not have the CRC-32 that the zip gives: perhaps a copy or download went wrong',
  )

function special(entry: Entry): Partial<PackageFile> {
  const type = (entry.externalFileAttributes >>> 16) & TYPE_BITS
  return type === 0 || type === REGULAR ? {} : { special: true }
}
