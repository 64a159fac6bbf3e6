import { createWriteStream } from 'node:fs'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { randomUUID } from 'node:crypto'
import { ZipFile } from 'yazl'
import { syncFolder } from '../platform/index.ts'

/**
 * Packs a package folder into one .zip with the folder itself at its top, as RFC 8493 section 4 asks. Everything is
 * stored, not compressed: video does not shrink, and a stored file can be cut out with any tool. Names are UTF-8 and
 * flagged so; ZIP64 where sizes ask for it. Written beside its place and moved there when it is durable.
 */
export async function zipPackage(folder: string, zipPath: string): Promise<void> {
  const building = join(dirname(resolve(zipPath)), `.${basename(zipPath)}-${randomUUID()}`)
  const zip = new ZipFile()
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  for (const file of files.sort()) {
    const path = relative(folder, file).split(sep).join('/')
    zip.addFile(file, `${basename(resolve(folder))}/${path}`, { compress: false, mode: 0o100644 })
  }
  try {
    const failed = new Promise<never>((_resolve, reject) => zip.on('error', reject))
    zip.end()
    await Promise.race([pipeline(zip.outputStream, createWriteStream(building, { flags: 'wx', mode: 0o600 })), failed])
    const written = await open(building, 'r')
    await written.sync().finally(() => written.close())
    await rename(building, zipPath)
    await syncFolder(dirname(resolve(zipPath)))
  } catch (thrown) {
    await rm(building, { force: true })
    throw thrown
  }
}
