import { basename } from 'node:path'
import { readCatalogueFile } from '@liuhen/contract/causes'
import { type Catalogue, joinCatalogues } from '@liuhen/core/causes'
import { because, Malformed, Missing } from '@liuhen/core/kernel'
import { catalogueOfPacks, type Pack } from '@liuhen/core/policy'
import { readText } from '../packs/index.ts'

/**
 * The rows of these files, one after the other, each held against what stands by then. Throws Malformed with every line that is
 * wrong, and Missing where there is no such file.
 */
export async function ownCatalogue(packs: readonly Pack[], files: readonly string[]): Promise<Catalogue | undefined> {
  if (files.length === 0) return undefined
  const printed = catalogueOfPacks(packs.filter(({ identity }) => identity.kind === 'national'))
  let own = joinCatalogues([])
  for (const path of files) own = joinCatalogues([own, await readFile(path, printed, own)])
  return own
}

async function readFile(path: string, law: Catalogue, own: Catalogue): Promise<Catalogue> {
  try {
    return readCatalogueFile(await readText(path, basename(path)), law, own)
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException
    if (code === 'EISDIR') throw because(Malformed, 'a-folder', `${path} 是目录，不是文件`, `${path} is a folder`)
    if (code !== 'ENOENT') throw thrown
    throw because(Missing, 'file-missing', `没有文件 ${path}`, `There is no file ${path}`)
  }
}
