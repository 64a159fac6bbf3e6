import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readPackFiles } from '@liuhen/contract/packs'
import type { Documents, TextFile } from '@liuhen/contract/packs'
import { because, Malformed, Missing } from '@liuhen/core/kernel'

/** The regulations that come with the program. */
const OURS = join(import.meta.dirname, '../../../../packs')

/**
 * Reads a packs folder, the repository's own unless told. Throws {@link Missing} where there is no such folder and
 * {@link Malformed} naming file and line where one of its files is wrong.
 */
export async function readPackFolder(folder: string = OURS): Promise<Documents> {
  const names = await namesIn(folder)
  const files = await Promise.all(
    names
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name): Promise<TextFile> => readText(join(folder, name), `${basename(folder)}/${name}`)),
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

async function readText(path: string, told: string): Promise<TextFile> {
  try {
    return { path: told, text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)) }
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown
    throw because(Malformed, 'pack-not-utf8', `${told}：不是 UTF-8 文本`, `${told}: is not UTF-8 text`)
  }
}
