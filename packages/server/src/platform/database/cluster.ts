import { Client } from 'pg'
import { because, Failure, type Obstacle, Refused } from '@liuhen/core/kernel'
import { connection } from './open.ts'

/** Settings with which a commit may be lost, or half of it kept, when the power goes. */
const DURABLE = ['fsync', 'synchronous_commit', 'full_page_writes'] as const
/** The migrations use what came with it. */
const OLDEST = 150_000

interface Settings extends Record<(typeof DURABLE)[number], string> {
  readonly encoding: string
  readonly version: string
}

/**
 * Throws Refused, with everything that is wrong at once, when a cluster does not keep what it says it has, cannot hold
 * Chinese, is too old, or cannot be reached or entered. Asked as whoever is going to write.
 */
export async function checkCluster(url: string): Promise<void> {
  const client = new Client({ ...connection(url), connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const names = [...DURABLE, 'server_version_num', 'server_encoding']
    const { rows } = await client.query<{ name: string; setting: string }>(
      'select name, setting from pg_settings where name = any($1)',
      [names],
    )
    const of = (name: string): string => rows.find((row) => row.name === name)?.setting ?? ''
    const found = { encoding: of('server_encoding'), version: of('server_version_num') }
    const obstacles = against({
      ...found,
      fsync: of('fsync'),
      synchronous_commit: of('synchronous_commit'),
      full_page_writes: of('full_page_writes'),
    })
    if (obstacles.length > 0) throw new Refused(obstacles)
  } catch (error) {
    throw error instanceof Failure ? error : (outOfReach(error) ?? error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function against(found: Settings): Obstacle[] {
  const off = DURABLE.filter((name) => found[name] === 'off')
  const obstacles: Obstacle[] = off.map((name) => ({
    code: 'cluster-not-durable',
    message: {
      zh: `PostgreSQL 的 ${name} 是 off，断电会丢失已经确认的数据。请执行 ALTER SYSTEM SET ${name} = on 并重新加载；也看 ALTER ROLE、ALTER DATABASE 里有没有另设`,
      en: `PostgreSQL's ${name} is off, so a power cut loses what was confirmed: ALTER SYSTEM SET ${name} = on, reload, and see that neither ALTER ROLE nor ALTER DATABASE sets it otherwise`,
    },
  }))
  if (found.encoding !== 'UTF8')
    obstacles.push({
      code: 'database-encoding',
      message: {
        zh: `数据库的编码是 ${found.encoding}，应为 UTF8。请重建：CREATE DATABASE liuhen OWNER liuhen ENCODING 'UTF8' TEMPLATE template0`,
        en: `The database's encoding is ${found.encoding}, and it has to be UTF8. Make it anew: CREATE DATABASE liuhen OWNER liuhen ENCODING 'UTF8' TEMPLATE template0`,
      },
    })
  if (Number(found.version) < OLDEST)
    obstacles.push({
      code: 'cluster-too-old',
      message: {
        zh: `PostgreSQL 版本太旧，需要 15 或更新`,
        en: `This PostgreSQL is too old: 15 or later is needed`,
      },
    })
  return obstacles
}

function outOfReach(error: unknown): Failure | undefined {
  const { code, message } = error as { code?: string; message?: string }
  const wrong = ['28P01', '28000', '3D000'].includes(code ?? '')
  const away = /^(ECONN|ENOTFOUND|EHOST|ETIMEDOUT|57P03|53300)/.test(code ?? '') || /timeout/i.test(message ?? '')
  if (!wrong && !away) return undefined
  return because(
    Refused,
    wrong ? 'database-not-entered' : 'database-out-of-reach',
    wrong
      ? `进不了数据库：账户、密码或库名不对。请检查 DATABASE_URL`
      : `连不上数据库。请检查 PostgreSQL 是否在运行、DATABASE_URL 的地址和端口是否正确`,
    wrong
      ? `The database lets nobody in by that account, password or name: look at DATABASE_URL`
      : `The database cannot be reached: see that PostgreSQL runs, and look at the address and port in DATABASE_URL`,
  )
}
