import { randomUUID } from 'node:crypto'
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { because, Corrupt, Refused } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import { z } from 'zod'
import { nameInKeyFile } from './ledger/index.ts'
import { bureauOf } from './people/index.ts'
import type { Db } from './platform/database/index.ts'
import { writeDurably } from './platform/index.ts'

/** Says in the data folder which installation it is, and its database says the same. */
const FILE = 'installation'

/**
 * Holds a data folder and a database against each other, and names them alike where both are new; a pair from before they
 * were named is known by its signing key. Throws Refused when they are not of one installation, Corrupt when the bureau's
 * keys are not there: a new key would let the log go on as somebody else.
 */
export async function knowEachOther(data: string, db: Db): Promise<string> {
  const [folder, database, bureau] = await Promise.all([inFolder(data), inDatabase(db), bureauOf(db)])
  const keyName = await nameInKeyFile(join(data, 'keys'))
  if (folder !== undefined && database !== undefined && folder !== database) throw otherFolder(data)
  if (bureau === undefined && keyName !== undefined) throw emptyDatabase(data)
  if (bureau !== undefined && keyName !== undefined && keyName !== bureau.origin) throw otherFolder(data)
  if (bureau !== undefined) {
    if (keyName === undefined && folder === undefined) throw otherFolder(data)
    await keysThere(data)
  }
  if (bureau === undefined && database !== undefined && folder === undefined) throw otherFolder(data)
  if (folder !== undefined && folder === database) return folder
  const id = folder ?? database ?? randomUUID()
  // The folder first: one that is named and finds a database that is not names that, and not the other way round.
  if (folder === undefined) await writeDurably(join(data, FILE), `${id}\n`)
  await sql`insert into installation (id) values (${id}::uuid) on conflict do nothing`.execute(db)
  if ((await inDatabase(db)) !== id) throw otherFolder(data)
  return id
}

async function inFolder(data: string): Promise<string | undefined> {
  const written = await readFile(join(data, FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (written === undefined) return undefined
  const read = z.uuid().safeParse(written.trim())
  if (!read.success) throw damaged(join(data, FILE))
  return read.data
}

async function inDatabase(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from installation`.execute(db)
  return rows[0]?.id
}

async function keysThere(data: string): Promise<void> {
  for (const name of ['log.key', 'log.pub', 'secrets.key']) {
    const file = join(data, 'keys', name)
    await access(file).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? keyLost(file) : error
    })
  }
}

const otherFolder = (data: string) =>
  because(
    Refused,
    'installation-differs',
    `数据目录 ${data} 与数据库不是同一套留痕。请用 --data 指向这个数据库原来的数据目录，或换用它自己的数据库（DATABASE_URL）`,
    `The data folder ${data} and the database are not of one installation: name the database's own data folder with --data, or the folder's own database with DATABASE_URL`,
  )

const emptyDatabase = (data: string) =>
  because(
    Refused,
    'database-empty',
    `数据目录 ${data} 属于一个已经建立的留痕，而数据库是空的。请检查 DATABASE_URL；数据库丢失的，请从备份中恢复`,
    `The data folder ${data} belongs to a bureau that is set up, and the database is empty: look at DATABASE_URL, or restore the database from a back-up`,
  )

const keyLost = (file: string) =>
  because(
    Corrupt,
    'key-lost',
    `单位已经建立，但密钥文件 ${file} 不见了。请从备份中恢复；不会另造一把`,
    `The bureau is set up, and the key file ${file} is gone: restore it from a back-up; no other is made in its place`,
  )

const damaged = (file: string) =>
  because(
    Corrupt,
    'installation-damaged',
    `文件 ${file} 已损坏，请从备份中恢复`,
    `The file ${file} is damaged: restore it from a back-up`,
  )
