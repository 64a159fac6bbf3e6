import { createHmac, randomBytes } from 'node:crypto'
import { checkCluster, migrate } from './platform/database/index.ts'
import type { Config } from './platform/index.ts'
import { startPostgres } from './platform/postgres/index.ts'

/** Where the database is, under both its roles. */
export interface DatabaseUrls {
  readonly owner: string
  readonly app: string
  /** Resolves when a PostgreSQL of our own ends without having been asked to. */
  readonly lost: Promise<void>
  stop(): Promise<void>
}

const never = new Promise<void>(() => undefined)

/** The operator's own cluster where `DATABASE_URL` names one, else the embedded PostgreSQL; migrated. Throws Refused. */
export async function openDatabaseUrls(config: Config): Promise<DatabaseUrls> {
  if (config.databaseUrl !== undefined) return ownCluster(config.databaseUrl)
  const postgres = await startPostgres({ folder: config.data })
  const lost = postgres.ended.then(({ asked }) => (asked ? never : undefined))
  try {
    await checkCluster(postgres.url('app'))
    await migrate(postgres.url('owner'))
  } catch (error) {
    await postgres.stop()
    throw error
  }
  return { owner: postgres.url('owner'), app: postgres.url('app'), lost, stop: () => postgres.stop() }
}

async function ownCluster(owner: string): Promise<DatabaseUrls> {
  const url = new URL(owner)
  // Made from the owner's, so that several servers on one cluster agree without telling each other.
  const secret = url.password === '' ? randomBytes(32) : url.password
  const appPassword = createHmac('sha256', secret).update('liuhen_app').digest('base64url')
  await checkCluster(owner)
  await migrate(owner, { appPassword })
  url.username = 'liuhen_app'
  url.password = appPassword
  // Once more as who writes: a setting may be the account's own.
  await checkCluster(url.href)
  return { owner, app: url.href, lost: never, stop: () => Promise.resolve() }
}
