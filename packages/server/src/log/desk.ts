import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LogStatus } from '@liuhen/contract/ledger'
import { openHighWater, openLogKey, startSealing, status } from '../ledger/index.ts'
import type { LogKey, Sealing } from '../ledger/index.ts'
import { bureauOf } from '../people/index.ts'
import type { Database } from '../platform/database/index.ts'
import type { Services } from '../platform/services.ts'

interface OpenLog {
  readonly key: LogKey
  readonly sealing: Sealing
}

/** The log of this installation, which begins when the bureau is founded and is sealed from then on. */
export interface LogDesk {
  current(): OpenLog | undefined
  /** Makes the key for a bureau of that slug, or finds the one there is, and begins to seal; answers the log's origin. */
  found(slug: string): Promise<string>
  lastAudit(): Promise<LogStatus['lastAudit']>
  close(): Promise<void>
}

/** Opens the log of a bureau founded before; without one, waits for {@link LogDesk.found}. */
export async function openLogDesk({ config, db, clock, log }: Services, database: Database): Promise<LogDesk> {
  const keys = join(config.data, 'keys')
  let open: OpenLog | undefined
  const begin = async (origin: string): Promise<OpenLog> => {
    const key = await openLogKey(keys, origin)
    const onError = (error: unknown): void => log.alarm('sealing was interrupted', { error })
    return { key, sealing: startSealing({ database, key, highWater: openHighWater(config.data), clock, onError }) }
  }
  const bureau = await bureauOf(db)
  if (bureau) open = await begin(bureau.origin)
  let founding: Promise<OpenLog> | undefined
  return {
    current: () => open,
    async found(slug) {
      // Eight digits by chance, so that two installations of one bureau never sign under one name.
      founding ??= begin(`liuhen.local/${slug}/${randomBytes(4).toString('hex')}`)
      open ??= await founding
      return open.key.key.name
    },
    lastAudit: () => lastAudit(config.data),
    async close() {
      if (!open) return
      // Where the database is lost, what is not sealed yet is sealed at the next start.
      await sealed(db, clock).catch((error: unknown) => log.alarm('the last entries are not sealed yet', { error }))
      await open.sealing.close()
    },
  }
}

/** How long an orderly stop waits until everything written is in the log. */
const LAST_SEAL = 5000

async function sealed(db: Services['db'], clock: Services['clock']): Promise<void> {
  for (let waited = 0; waited < LAST_SEAL && (await status(db, clock)).pending.count > 0; waited += 50)
    await new Promise((later) => setTimeout(later, 50))
}

/** What `liuhen audit` left in `run/audit.json`; undefined when it never ran, or left something else. */
async function lastAudit(data: string): Promise<LogStatus['lastAudit']> {
  try {
    return LogStatus.shape.lastAudit.parse(JSON.parse(await readFile(join(data, 'run', 'audit.json'), 'utf8')))
  } catch {
    return undefined
  }
}
