import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { because, Malformed } from '@liuhen/core/kernel'
import type { PackageFile, PackageSource } from '@liuhen/core/evidence-package'
import type { DigestPool } from './digest-pool.ts'
import { textOf } from './text.ts'

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
    async readText(path, limit) {
      const bytes = await readFile(join(folder, path))
      if (bytes.length > limit) throw because(Malformed, 'text-too-long', '文件过长', 'The file is too long')
      return textOf(bytes)
    },
    async digest(path, onBytes) {
      const bytes = sizes.get(path) ?? 0
      return { ...(await pool.digest({ file: join(folder, path), start: 0, bytes }, onBytes)), bytes }
    },
  }
}
