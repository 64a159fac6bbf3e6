import { fileOf, PLACES, visible } from '@liuhen/core/evidence-package'
import type { FileDigests, PackageSource } from '@liuhen/core/evidence-package'
import { because, Malformed, Refused, text } from '@liuhen/core/kernel'
import type { Text } from '@liuhen/core/kernel'
import type { Companion } from './companion.ts'
import type { Dropped } from './dropped.ts'
import type { HashingThreads } from './hashing.ts'

/** What was given, made ready to be verified. */
export interface Given {
  readonly source: PackageSource
  /** Only originals were given; the text files come from manifest.js. */
  readonly partial: boolean
  readonly notice?: Text
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** Works out what was given. Throws Refused with a sentence that says what to give instead. */
export function given(files: readonly Dropped[], companion: Companion | undefined, threads: HashingThreads): Given {
  if (files.length === 0)
    throw because(Refused, 'nothing', '没有收到文件，请再选一次', 'No files arrived; please choose again')
  const roots = files.flatMap(({ path }) =>
    /(^|\/)bagit\.txt$/.test(path) ? [path.slice(0, -'bagit.txt'.length)] : [],
  )
  const root = [...roots].sort((a, b) => a.length - b.length)[0]
  if (roots.length > 1 && roots.some((one) => !one.startsWith(root ?? '')))
    throw because(
      Refused,
      'several',
      '这里有不止一个证据包，请一次只给一个',
      'There is more than one package here; give one at a time',
    )
  if (root !== undefined) return wholeFolder(files, root, companion, threads)
  if (companion !== undefined) return originalsOnly(files, companion, threads)
  if (files.length === 1 && /\.zip$/i.test(files[0]?.path ?? ''))
    throw because(
      Refused,
      'zip',
      '请先解压这个 zip，再把解压出来的文件夹拖进来',
      'Unpack this zip first, then drop the folder that comes out',
    )
  throw because(
    Refused,
    'not-a-package',
    '这些文件不是一个证据包：没有 bagit.txt。请选择光盘上的整个文件夹',
    'These files are no evidence package: there is no bagit.txt. Choose the whole folder from the disc',
  )
}

function wholeFolder(
  files: readonly Dropped[],
  root: string,
  companion: Companion | undefined,
  threads: HashingThreads,
): Given {
  const inRoot = files.filter(({ path }) => path.startsWith(root))
  const byPath = new Map(inRoot.map(({ path, file }) => [path.slice(root.length), file]))
  const source = sourceOf(byPath, new Map(), threads)
  return { source, partial: false, ...(companion === undefined ? {} : noticeOf(byPath, companion)) }
}

/** Said when the page came from beside another package: what was dropped is judged, not what lies beside the page. */
function noticeOf(files: ReadonlyMap<string, File>, companion: Companion): { notice?: Text } {
  const index = files.get(PLACES.index)
  const beside = new TextEncoder().encode(companion.texts.get(PLACES.index) ?? '').length
  if (index === undefined || index.size === beside) return {}
  return {
    notice: text(
      '拖入的文件夹与本页旁边的 manifest.js 不是同一个包；以下只就拖入的文件夹而言。',
      'The folder is not the package whose manifest.js lies beside this page; what follows is about the folder.',
    ),
  }
}

/** Finds each original among the files given: by its name in the package, its own name, or else by its size. */
function originalsOnly(files: readonly Dropped[], companion: Companion, threads: HashingThreads): Given {
  const left = new Set(files)
  const take = (wanted: (one: Dropped) => boolean): File | undefined => {
    const found = [...left].find(wanted)
    if (found !== undefined) left.delete(found)
    return found?.file
  }
  const byPath = new Map<string, File>()
  const ways = [
    (path: string) => (one: Dropped) => baseName(one.path) === baseName(path),
    (_path: string, fileName: string) => (one: Dropped) => fileName !== '' && baseName(one.path) === fileName,
    (_path: string, _name: string, bytes: number) => (one: Dropped) => one.file.size === bytes,
  ]
  for (const way of ways)
    for (const item of companion.index.items) {
      const { path, bytes } = fileOf(item)
      const file = byPath.has(path) ? undefined : take(way(path, item.fileName, bytes))
      if (file !== undefined) byPath.set(path, file)
    }
  const unrelated = [...left].map(({ path }) => visible(baseName(path)))
  if (byPath.size === 0)
    throw because(
      Refused,
      'unrelated',
      `这些文件与本包的原件无关：${unrelated.slice(0, 5).join('、')}。请选择光盘上的整个文件夹`,
      `These files are none of this package's originals: ${unrelated.slice(0, 5).join(', ')}. Choose the whole folder`,
    )
  const some = unrelated.slice(0, 5)
  const notice = text(
    `另有 ${unrelated.length} 个文件与本包无关，没有核验：${some.join('、')}`,
    `${unrelated.length} files have nothing to do with this package and were not verified: ${some.join(', ')}`,
  )
  const source = sourceOf(byPath, companion.texts, threads)
  return { source, partial: true, ...(unrelated.length > 0 ? { notice } : {}) }
}

/** Digests are kept, so that asking again with a key to compare costs nothing. */
function sourceOf(
  files: ReadonlyMap<string, File>,
  texts: ReadonlyMap<string, string>,
  threads: HashingThreads,
): PackageSource {
  const known = new Map<string, Promise<FileDigests>>()
  const fileAt = (path: string): File => {
    const file = files.get(path)
    return file ?? new File([texts.get(path) ?? ''], baseName(path))
  }
  return {
    list: () =>
      Promise.resolve(
        [...new Set([...texts.keys(), ...files.keys()])].map((path) => ({ path, bytes: fileAt(path).size })),
      ),
    readText: async (path) => strictText(await fileAt(path).arrayBuffer()),
    readBytes: async (path) => new Uint8Array(await fileAt(path).arrayBuffer()),
    digest: async (path, onBytes) => {
      const before = known.get(path)
      const asked = before ?? threads.digest(fileAt(path), onBytes)
      known.set(path, asked)
      const digests = await asked
      if (before !== undefined) onBytes(digests.bytes)
      return digests
    },
  }
}

function strictText(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw because(Malformed, 'not-utf-8', '不是 UTF-8 文字', 'Not UTF-8 text')
  }
}
