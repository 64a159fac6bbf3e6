import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { PackageFile, PackageSource } from '@liuhen/core/evidence-package'
import type { DigestPool } from './digest-pool.ts'
import { textOf, withinLimit } from './text.ts'

/** A package as a folder. Links are listed as special and never followed. */
export function folderSource(folder: string, pool: DigestPool): PackageSource {
  const sizes = new Map<string, number>()
  return {
    async list() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      const files: PackageFile[] = []
      for (const entry of entries) {
        if (entry.isDirectory()) continue
        const full = join(entry.parentPath, entry.name)
        const path = relative(folder, full).split(sep).join('/')
        if (!entry.isFile()) files.push({ path, bytes: 0, special: true })
        else {
          const { size } = await stat(full)
          sizes.set(path, size)
          files.push({ path, bytes: size })
        }
      }
      return files
    },
    readText: async (path, limit) => textOf(withinLimit(await readFile(join(folder, path)), limit)),
    readBytes: async (path, limit) => withinLimit(await readFile(join(folder, path)), limit),
    async digest(path, onBytes) {
      const bytes = sizes.get(path) ?? 0
      return await pool.digestPackaged({ file: join(folder, path), start: 0, bytes }, onBytes)
    },
  }
}
