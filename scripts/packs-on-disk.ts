import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPackFiles } from '@liuhen/contract/packs'
import type { Documents } from '@liuhen/contract/packs'
import { root } from './obligations.ts'

/** The packs as they stand on disk, for tests of what they say; `LIUHEN_PACKS` names another folder to read. */
export function packsOnDisk(folder: string = process.env['LIUHEN_PACKS'] ?? join(root, 'packs')): Documents {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'))
  return readPackFiles(
    names.sort().map((name) => ({ path: `packs/${name}`, text: readFileSync(join(folder, name), 'utf8') })),
  )
}
