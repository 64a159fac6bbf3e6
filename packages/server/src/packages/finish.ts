import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { folderName, PLACES, readManifest } from '@liuhen/core/evidence-package'
import type { PackageSeal } from '@liuhen/core/recordings'
import type { Selectable } from 'kysely'
import { namesOfActors } from '../people/index.ts'
import { zipOf } from './commands.ts'
import type { Packages } from './commands.ts'
import { disposedPackages } from './held.ts'
import { sealedBefore } from './seal.ts'
import type { PackageTable } from './tables.ts'
import { moveIntoPlace, writeSeal } from './write.ts'
import { zipPackage } from './zip.ts'

/** What became of packages whose making a fall cut off. */
export interface Finished {
  /** On record, and whole again with their .zip. */
  readonly finished: readonly string[]
  /** On record, and no longer on the disk as they were sealed: they can only be made again. */
  readonly lost: readonly string[]
  /** Begun and never put on record: nobody was told of them, and what was copied is removed. */
  readonly removed: number
}

/**
 * Takes up at the start of the server what a fall left half done. What is on record is
 * finished from what lies on the disk, if every byte of it is as it was sealed: the .zip is packed, and before it, where
 * the fall came between the record and the move, the seal is written from the journal. `left` is {@link halfWritten}.
 */
export async function finishPackages(here: Packages, left: readonly string[]): Promise<Finished> {
  const rows = await here.db.selectFrom('package').selectAll().execute()
  const [names, disposed] = [await namesOfActors(here.db), await disposedPackages(here.db)]
  const [finished, lost]: [string[], string[]] = [[], []]
  for (const row of rows) {
    if (disposed.has(row.id) || here.underWay.has(row.id) || (await zipOf(here, row))) continue
    const { id, purpose, recipient, bytes } = row
    here.underWay.set(id, { id, purpose, recipient, madeBy: names(row.made_by), phase: 'packing', done: bytes, bytes })
    try {
      ;((await finish(here, row)) ? finished : lost).push(id)
    } finally {
      here.underWay.delete(id)
    }
  }
  const gone = (await namesIn(here.folder)).filter((name) => left.includes(name))
  for (const name of gone) await rm(join(here.folder, name), { recursive: true, force: true })
  return { finished, lost, removed: gone.length }
}

/** What lies half written where packages are made; asked before any is made by this process, none of it is its own. */
export const halfWritten = async ({ folder }: Pick<Packages, 'folder'>): Promise<readonly string[]> =>
  (await namesIn(folder)).filter((name) => name.startsWith('.'))

async function finish(here: Packages, row: Selectable<PackageTable>): Promise<boolean> {
  const names = await namesIn(here.folder)
  // Until packages had names they were called by their id.
  const name = [folderName({ id: row.id, madeAt: row.made_at }), row.id].find((one) => names.includes(one))
  const folder = name === undefined ? await sealedNow(here, row, names) : join(here.folder, name)
  if (folder === undefined) return false
  await zipPackage(folder, `${folder}.zip`)
  return true
}

/** The package in its place, made of a copy that was put on record and not yet moved there. */
async function sealedNow(
  here: Packages,
  row: Selectable<PackageTable>,
  names: readonly string[],
): Promise<string | undefined> {
  const name = folderName({ id: row.id, madeAt: row.made_at })
  const building = names.find((one) => one.startsWith(`.${name}-`))
  const log = here.log()
  if (building === undefined || log === undefined) return undefined
  const before = await sealedBefore(here, log.sealing, row.id)
  const root = join(here.folder, building)
  if (before === undefined || !(await isAsSealed(here, root, before.body))) return undefined
  await writeSeal(root, before.sealed)
  const folder = join(here.folder, name)
  await moveIntoPlace(root, folder)
  return folder
}

/** Whether every file that the lists name is there with the bytes they say, and the lists are those on record. */
async function isAsSealed(here: Packages, root: string, { tagManifest }: PackageSeal): Promise<boolean> {
  const digestsOf = async (path: string) => {
    const file = join(root, path)
    const found = await stat(file).catch(() => undefined)
    return found?.isFile() === true ? await here.workers.packaged(file, found.size) : undefined
  }
  if ((await digestsOf(PLACES.tagManifest))?.sha256 !== tagManifest.sha256) return false
  for (const list of [PLACES.tagManifest, PLACES.manifest]) {
    const { lines } = readManifest(await readFile(join(root, list), 'utf8'))
    for (const [path, digest] of lines) if ((await digestsOf(path))?.sha256 !== digest) return false
  }
  return true
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
