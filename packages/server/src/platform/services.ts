import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database, Db } from './database/index.ts'
import type { Log } from './log.ts'

/**
 * What every capability is built with. A capability that needs another's door (the vault, the jobs) takes it as a
 * second argument, so that this stays the platform's own list.
 */
export interface Services {
  readonly db: Db
  /** The same connections, for what Kysely does not do: advisory locks that outlive a statement, LISTEN, COPY. */
  readonly pool: Database['pool']
  readonly clock: Clock
  readonly log: Log
  readonly config: Config
}
