import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Sha256 } from '@liuhen/core/kernel'
import { plainLength, SEALED_SUFFIX } from '@liuhen/core/sealed-blob'
import type { Findings } from './findings.ts'

/** The two places that keep bytes under their SHA-256, and where they lie in the data folder. */
export const areas = { vault: 'vault/sha256', quarantine: 'quarantine' } as const
export type Area = keyof typeof areas

/** A file found in the vault or the quarantine. */
export interface Blob {
  /** `vault/ab/cd/<hex>` */
  readonly place: string
  readonly area: Area
  readonly sha256: Sha256
  readonly file: string
  /** Of the bytes as they were, where they lie encrypted. */
  readonly bytes: number
  readonly sealed: boolean
  /** Of what is on the disk, so that what was read once is known again: a change of bytes moves it. */
  readonly trace: string
}

/** Every blob of an area, in the order of digests. What should not lie there is noted, or reported where it hides a blob. */
export async function* walk(data: string, area: Area, findings: Findings): AsyncGenerator<Blob> {
  const root = join(data, areas[area])
  for (const one of await names(root))
    for (const two of await names(join(root, one)))
      for (const name of await names(join(root, one, two))) {
        const place = `${area}/${one}/${two}/${name}`
        const sealed = name.endsWith(SEALED_SUFFIX)
        const sha256 = Sha256.safeParse(sealed ? name.slice(0, -SEALED_SUFFIX.length) : name)
        if (!sha256.success || !name.startsWith(one + two)) {
          findings.note('stray-file', place, '不是按摘要命名的文件', 'A file that is not named by its digest')
          continue
        }
        const file = join(root, one, two, name)
        const found = await lstat(file, { bigint: true })
        if (!found.isFile()) {
          findings.differs(
            'blob-no-file',
            place,
            '这里应是文件，却是链接或其他东西',
            'A file belongs here, not a link or anything else',
          )
          continue
        }
        if ((found.mode & 0o222n) !== 0n)
          findings.note('blob-writable', place, '文件没有设为只读', 'The file is not set to read-only')
        const { dev, ino, size, mtimeNs, ctimeNs } = found
        yield {
          place,
          area,
          sha256: sha256.data,
          file,
          bytes: (sealed ? plainLength(Number(size)) : undefined) ?? Number(size),
          sealed,
          trace: [dev, ino, size, mtimeNs, ctimeNs].join(':'),
        }
      }
}

async function names(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).toSorted()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}
