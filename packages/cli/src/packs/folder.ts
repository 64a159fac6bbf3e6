import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readPackFiles } from '@liuhen/contract/packs'
import type { Documents, TextFile } from '@liuhen/contract/packs'
import { because, Malformed, Missing } from '@liuhen/core/kernel'

/** The regulations that come with the program. */
const OURS = join(import.meta.dirname, '../../../../packs')

/** Ten times the largest file of the packs that come along, and of files far more than there are regulations. */
const [MOST_BYTES, MOST_FILES] = [1_000_000, 1000]

/**
 * Reads a packs folder, the repository's own unless told. Throws {@link Missing} where there is no such folder and
 * {@link Malformed} naming file and line where one of its files is wrong, or the file where it is too large to be one.
 */
export async function readPackFolder(folder: string = OURS): Promise<Documents> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.yaml')).sort()
  if (names.length > MOST_FILES)
    throw because(
      Malformed,
      'packs-too-many',
      `${folder} 里有 ${names.length} 个 .yaml 文件，这不是制度目录`,
      `${folder} holds ${names.length} .yaml files and is no packs folder`,
    )
  const files = await Promise.all(
    names.map((name): Promise<TextFile> => readText(join(folder, name), `${basename(folder)}/${name}`)),
  )
  return readPackFiles(files)
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder, { recursive: true })).map((name) => name.replaceAll('\\', '/'))
  } catch (thrown) {
    if (!['ENOENT', 'ENOTDIR'].includes((thrown as NodeJS.ErrnoException).code ?? '')) throw thrown
    throw because(Missing, 'packs-missing', `没有目录 ${folder}`, `There is no folder ${folder}`)
  }
}

/** The text of a file, never more than a pack's file can be. Throws Malformed. */
export async function readText(path: string, told: string): Promise<TextFile> {
  const { size } = await stat(path)
  if (size > MOST_BYTES)
    throw because(
      Malformed,
      'pack-too-large',
      `${told}：有 ${size} 字节，最多 ${MOST_BYTES} 字节`,
      `${told}: it has ${size} bytes, and ${MOST_BYTES} are the most`,
    )
  try {
    return { path: told, text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)) }
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown
    throw because(Malformed, 'pack-not-utf8', `${told}：不是 UTF-8 文本`, `${told}: is not UTF-8 text`)
  }
}
