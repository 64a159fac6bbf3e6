import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { Client, DatabaseError } from 'pg'
import { because, Corrupt, Refused } from '@liuhen/core/kernel'
import { connection } from './open.ts'

const FOLDER = new URL('../../../migrations/', import.meta.url)
const NAME = /^\d{4}_[a-z0-9_]+\.sql$/
/** One migration at a time per database; the number is nobody else's. */
const LOCK = 7_140_001

interface Migration {
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

/**
 * Brings the database to the newest schema: every `migrations/NNNN_name.sql` that it has not had, in the order of their
 * names, each in a transaction of its own together with the row that remembers it. Several processes may call it at once.
 * `appPassword` is given to the application's role, for a cluster that is not the embedded one.
 * Throws Corrupt when a file that was applied has since been changed or lost, Refused when the owner may not do what
 * is needed. Forward only.
 */
export async function migrate(
  ownerUrl: string,
  { appPassword, folder = FOLDER }: { readonly appPassword?: string; readonly folder?: URL } = {},
): Promise<void> {
  const migrations = await migrationsIn(folder)
  const client = new Client(connection(ownerUrl))
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    for (const migration of await outstanding(client, migrations)) await apply(client, migration)
    if (appPassword !== undefined)
      await client.query(`alter role liuhen_app login password ${client.escapeLiteral(appPassword)}`)
  } catch (error) {
    throw refusedByPostgres(error) ?? error
  } finally {
    await client.end()
  }
}

async function migrationsIn(folder: URL): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => NAME.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function outstanding(client: Client, migrations: readonly Migration[]): Promise<readonly Migration[]> {
  await client.query(
    'create table if not exists migration (name text primary key, sha256 text not null, at timestamptz not null default now())',
  )
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migration')
  for (const { name, sha256 } of rows) {
    const there = migrations.find((one) => one.name === name)
    if (there?.sha256 !== sha256) throw changed(name, there === undefined)
  }
  const had = new Set(rows.map((row) => row.name))
  return migrations.filter((one) => !had.has(one.name))
}

async function apply(client: Client, { name, sql, sha256 }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw refusedByPostgres(error) ?? failed(name, error)
  }
}

/** What this program does not have was applied by a later one; what it has otherwise, by no program of ours. */
function changed(name: string, lost: boolean): Error {
  return lost
    ? because(
        Corrupt,
        'schema-newer',
        `数据库已由更新版本的留痕升级过（${name}），这个程序较旧，不能在上面运行。请使用那个版本或更新的程序`,
        `A later version of Liuhen has brought this database further (${name}); this program is older and does not run on it: use that version or a later one`,
      )
    : because(
        Corrupt,
        'migration-changed',
        `数据库执行过的迁移 ${name} 与程序中的不同：有一方被改动过。请使用与数据库相符的程序版本`,
        `The migration ${name} that this database has had is not the one in this program: one of them was changed. Use the version of the program that belongs to the database`,
      )
}

function failed(name: string, cause: unknown): Error {
  const said = cause instanceof Error ? cause.message : String(cause)
  const failure = because(
    Refused,
    'migration-failed',
    `数据库升级到 ${name} 时失败，已退回到原来的状态，没有改动任何数据：${said}`,
    `Bringing the database further failed at ${name}: ${said}. It was taken back, and nothing is changed`,
  )
  failure.cause = cause
  return failure
}

const INSUFFICIENT_PRIVILEGE = '42501'

function refusedByPostgres(error: unknown): Error | undefined {
  if (!(error instanceof DatabaseError) || error.code !== INSUFFICIENT_PRIVILEGE) return undefined
  return because(
    Refused,
    'database-owner-lacks-rights',
    `数据库账户没有所需的权限(${error.message})。它应是数据库的所有者，并有 CREATEROLE 权限；或请数据库管理员事先建立角色 liuhen_app`,
    `The database account may not do what is needed (${error.message}). It should own the database and have CREATEROLE, or the administrator should create the role liuhen_app beforehand`,
  )
}
