import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Instant } from '@liuhen/core/kernel'
import { z } from 'zod'

/** What `liuhen backup` leaves in the data folder of whatever it tried last. */
const LastBackup = z.object({ at: Instant, ok: z.boolean(), said: z.string().max(2000).optional() })
export type LastBackup = z.infer<typeof LastBackup>

/** The last back-up that was tried of a data folder; undefined where none was, or the note of it cannot be read. */
export async function lastBackup(data: string): Promise<LastBackup | undefined> {
  const noted: unknown = await readFile(join(data, 'run', 'backup.json'), 'utf8')
    .then((said) => JSON.parse(said) as unknown)
    .catch(() => undefined)
  return LastBackup.safeParse(noted).data
}
