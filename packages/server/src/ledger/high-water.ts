import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeDurably } from '../platform/index.ts'

/**
 * The last note this machine signed, kept outside the database: a database that was put back to an earlier day would
 * otherwise let the log sign a second history over the first.
 */
export interface HighWater {
  read(): Promise<string | undefined>
  write(note: string): Promise<void>
}

/** `run/checkpoint` in the data folder. */
export function openHighWater(folder: string): HighWater {
  const file = join(folder, 'run', 'checkpoint')
  return {
    async read() {
      try {
        return await readFile(file, 'utf8')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    async write(note) {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      await writeDurably(file, note)
    },
  }
}
