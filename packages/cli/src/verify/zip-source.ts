import { createHash } from 'node:crypto'
import { because, Digests, Malformed } from '@liuhen/core/kernel'
import type { PackageFile, PackageSource } from '@liuhen/core/evidence-package'
import { openPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import type { DigestPool } from './digest-pool.ts'
import { textOf } from './text.ts'

const STORED = 0
/** The file type bits of a Unix mode in the upper half of an entry's external attributes. */
const TYPE_BITS = 0o170000
const REGULAR = 0o100000

interface Zipped {
  readonly entry: Entry
  readonly path: string
}

/** A package inside a .zip, read in place and never unpacked. Throws Malformed when the file is no zip. */
export async function zipSource(file: string, pool: DigestPool): Promise<PackageSource & { close(): void }> {
  const zip = await opened(file)
  const entries = withoutTop(await entriesOf(zip))
  // The survey refuses a path that occurs twice, so which of the two is here does not matter.
  const byPath = new Map(entries.map((one) => [one.path, one.entry]))
  const entryAt = (path: string): Entry => {
    const entry = byPath.get(path)
    if (entry === undefined || !entry.canDecodeFileData()) throw unsupported()
    return entry
  }
  return {
    list: () =>
      Promise.resolve(entries.map(({ entry, path }) => ({ path, bytes: entry.uncompressedSize, ...special(entry) }))),
    async readText(path, limit) {
      const parts: Buffer[] = []
      let bytes = 0
      for await (const part of await zip.openReadStreamPromise(entryAt(path))) {
        parts.push(part as Buffer)
        bytes += (part as Buffer).length
        if (bytes > limit) throw because(Malformed, 'text-too-long', '文件过长', 'The file is too long')
      }
      return textOf(Buffer.concat(parts))
    },
    async digest(path, onBytes) {
      const entry = entryAt(path)
      if (entry.compressionMethod !== STORED) return await inflated(zip, entry, onBytes)
      const { fileDataStart: start } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
      return {
        ...(await pool.digest({ file, start, bytes: entry.compressedSize }, onBytes)),
        bytes: entry.compressedSize,
      }
    },
    close: () => zip.close(),
  }
}

async function opened(file: string): Promise<ZipFile> {
  try {
    return await openPromise(file, { lazyEntries: true, autoClose: false, decodeStrings: false })
  } catch {
    throw because(
      Malformed,
      'not-a-zip',
      `${file} 不是完整的 zip 文件，可能没有下载或复制完`,
      `${file} is not a whole zip file; perhaps the download or copy did not finish`,
    )
  }
}

async function entriesOf(zip: ZipFile): Promise<readonly Zipped[]> {
  const entries: Zipped[] = []
  for await (const entry of zip.eachEntry()) {
    const path = textOf(entry.fileNameRaw)
    // What macOS adds when it packs a folder.
    if (!path.endsWith('/') && !path.startsWith('__MACOSX/')) entries.push({ entry, path })
  }
  return entries
}

/** A zip of a package has the package's folder at its top; one packed by hand may not. */
function withoutTop(entries: readonly Zipped[]): readonly Zipped[] {
  const top = `${entries[0]?.path.split('/')[0] ?? ''}/`
  if (top === 'data/' || !entries.every(({ path }) => path.startsWith(top))) return entries
  return entries.map(({ entry, path }) => ({ entry, path: path.slice(top.length) }))
}

function special(entry: Entry): Partial<PackageFile> {
  const type = (entry.externalFileAttributes >>> 16) & TYPE_BITS
  return type === 0 || type === REGULAR ? {} : { special: true }
}

/** Entries someone compressed: read through, one after another. */
async function inflated(
  zip: ZipFile,
  entry: Entry,
  onBytes: (bytes: number) => void,
): Promise<Digests & { bytes: number }> {
  const [sha256, sm3] = [createHash('sha256'), createHash('sm3')]
  let bytes = 0
  for await (const part of await zip.openReadStreamPromise(entry)) {
    const piece = part as Buffer
    sha256.update(piece)
    sm3.update(piece)
    bytes += piece.length
    onBytes(piece.length)
  }
  return { ...Digests.parse({ sha256: sha256.digest('hex'), sm3: sm3.digest('hex') }), bytes }
}

const unsupported = (): Error =>
  because(Malformed, 'zip-entry', '压缩方式或加密方式不支持', 'Compressed or encrypted in a way not supported here')
