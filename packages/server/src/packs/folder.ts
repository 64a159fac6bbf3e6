import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Documents, readPackFiles, type TextFile } from '@liuhen/contract/packs'
import { because, Malformed, Missing } from '@liuhen/core/kernel'

/** The instruments and calendars that come with the program. */
export const PACKS = fileURLToPath(new URL('../../../../packs', import.meta.url))

/**
 * Reads a folder of packs, the program's own unless told, and another beside it. Throws Missing when there is no such folder,
 * Malformed naming every file and line that is wrong: nothing is half-loaded.
 */
export async function readPacks(folder: string = PACKS, besides?: string): Promise<Documents> {
  const folders = besides === undefined ? [folder] : [folder, besides]
  return readPackFiles((await Promise.all(folders.map(filesIn))).flat())
}

async function filesIn(folder: string): Promise<readonly TextFile[]> {
  const names = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    throw because(
      Missing,
      'packs-missing',
      `没有制度目录 ${folder}，程序可能没有装全`,
      `There is no folder of packs at ${folder}: the program may not be complete`,
    )
  })
  const files = names.map((name) => name.replaceAll('\\', '/')).filter((name) => name.endsWith('.yaml'))
  return Promise.all(files.toSorted().map((name) => textFile(folder, name)))
}

async function textFile(folder: string, name: string): Promise<TextFile> {
  const path = `${basename(folder)}/${name}`
  const bytes = await readFile(join(folder, name))
  try {
    return { path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    throw because(Malformed, 'pack-not-utf8', `${path}：不是 UTF-8 文本`, `${path}: is not UTF-8 text`)
  }
}
