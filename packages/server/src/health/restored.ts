import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Instant } from '@liuhen/core/kernel'
import { z } from 'zod'
import type { Journal } from '../ledger/index.ts'
import { uuidv7 } from '../platform/index.ts'
import type { Services } from '../platform/services.ts'

const Restored = z.object({ backedUpAt: Instant, size: z.number().int() })

/** Puts on record, once, that the data folder was restored from a back-up: `liuhen restore` leaves word of it. */
export async function noteRestored(
  { db, clock, config }: Pick<Services, 'db' | 'clock' | 'config'>,
  journal: Pick<Journal, 'write'>,
): Promise<void> {
  const file = join(config.data, 'run', 'restored.json')
  const left = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  if (left === undefined) return
  const at = clock.now()
  const kind = 'InstallationRestored/1' as const
  const body = Restored.parse(JSON.parse(left))
  await db
    .transaction()
    .execute((trx) =>
      journal.write(trx, [{ stream: `restore:${uuidv7(at)}`, version: 1, kind, at, actor: 'system', body }]),
    )
  await rm(file)
}
