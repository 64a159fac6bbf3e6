import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, realpath, writeFile } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { because, Instant, instantOf, Missing, Refused } from '@liuhen/core/kernel'
import { z } from 'zod'
import { connected, openPostgres } from '../audit/index.ts'
import { copyFolder, keepOnDisk, type LeftOut } from './copy.ts'

/** `backup.json`, written last: a folder without it is no back-up. */
export const BackupNote = z.object({
  format: z.literal('liuhen-backup/1'),
  at: Instant,
  installation: z.string().optional(),
  /** Entries in the log at least, by the checkpoint that was signed last when it began. */
  size: z.number().int(),
  bytes: z.number().int(),
})
export type BackupNote = z.infer<typeof BackupNote>
export const NOTE = 'backup.json'

/** Before the database, so that none of it is ahead of what the database knows. */
const BEFORE = ['installation', 'keys', 'run/checkpoint', 'run/postgres.json'] as const
/** After it: while this copies nothing is destroyed, so they only grow, and whatever the database speaks of is among them. */
const AFTER = ['vault', 'quarantine', 'packages', 'discs', 'staging'] as const

/** What a cluster makes anew when it starts, and its log, which comes by itself afterwards. */
const REMADE =
  /^(?:postmaster\.(?:pid|opts)|(?:pg_wal|pg_replslot|pg_stat_tmp|pg_notify|pg_serial|pg_snapshots|pg_subtrans|pg_dynshmem)\/.*|.*pgsql_tmp.*|backup_label.*)$/

/**
 * Copies a data folder into a new one, while its server is at work or not: the database as of one moment, by
 * PostgreSQL's own way (its documentation, section 26.3.3), and everything it speaks of. Throws Missing for a folder that
 * is none, Refused where the place is taken or lies inside.
 */
export async function backUp(data: string, to: string, now: number): Promise<BackupNote> {
  await refuseTaken(to)
  const inside = `${resolve(to)}${sep}`.startsWith(`${await realpath(data)}${sep}`)
  if (inside)
    throw because(
      Refused,
      'backup-inside',
      '备份不能放在数据目录里面，请另选位置，最好在另一块磁盘上',
      'A back-up does not lie inside the data folder: choose another place, best on another disk',
    )
  const postgres = await openPostgres(data)
  const held = await connected(postgres.url)
  try {
    // A disposal holds the same name while it destroys, and begins none while this holds it.
    await held.query(`select pg_advisory_lock(hashtextextended('backup', 0))`)
    await mkdir(join(to, 'run'), { recursive: true, mode: 0o700 })
    let bytes = 0
    for (const name of BEFORE) bytes += await copyFolder(join(data, name), join(to, name))
    bytes += await copyDatabase(postgres.url, join(data, 'postgres'), join(to, 'postgres'))
    for (const name of AFTER) bytes += await copyFolder(join(data, name), join(to, name))
    const size = sizeIn(await readFile(join(to, 'run', 'checkpoint'), 'utf8').catch(() => ''))
    const installation = (await readFile(join(to, 'installation'), 'utf8').catch(() => '')).trim()
    const note: BackupNote = {
      format: 'liuhen-backup/1',
      at: instantOf(now),
      ...(installation !== '' && { installation }),
      size,
      bytes,
    }
    keepOnDisk(to)
    await writeFile(join(to, NOTE), `${JSON.stringify(note, undefined, 2)}\n`, { mode: 0o600 })
    keepOnDisk(to)
    return note
  } finally {
    await held.end()
    await postgres.close()
  }
}

/** The second line of a checkpoint is how many entries it is of (C2SP tlog-checkpoint). */
const sizeIn = (checkpoint: string): number => Number(checkpoint.split('\n')[1] ?? 0) || 0

async function copyDatabase(url: string, from: string, to: string): Promise<number> {
  const client = await connected(url)
  try {
    // Holds its log back until the copy has it, and ends with this connection.
    await client.query(`select pg_create_physical_replication_slot('liuhen_backup', true, true)`)
    await client.query(`select pg_backup_start('liuhen', true)`)
    const leftOut: LeftOut = (path) => REMADE.test(path)
    let bytes = await copyFolder(from, to, leftOut)
    const { rows } = await client.query<{ label: string; last: string }>(
      `select labelfile as label, pg_walfile_name(lsn) as last from pg_backup_stop(false)`,
    )
    const { label = '', last = '' } = rows[0] ?? {}
    await writeFile(join(to, 'backup_label'), label, { mode: 0o600 })
    bytes += await copyFolder(
      join(from, 'pg_wal'),
      join(to, 'pg_wal'),
      (name) => /^[0-9A-F]{24}$/.test(name) && name > last,
    )
    return bytes
  } finally {
    await client.end()
  }
}

/** Throws Refused where something lies at the place already. */
export async function refuseTaken(place: string): Promise<void> {
  if (existsSync(place) && (await readdir(place)).length > 0)
    throw because(
      Refused,
      'place-taken',
      `${place} 里已经有东西，请指定一个空的或还不存在的文件夹`,
      `There is something at ${place} already: name a folder that is empty or not there yet`,
    )
}

/** Throws Missing for a folder that holds no whole back-up. */
export async function readNote(backup: string): Promise<BackupNote> {
  const read = BackupNote.safeParse(
    await readFile(join(backup, NOTE), 'utf8').then(
      (words): unknown => JSON.parse(words),
      () => undefined,
    ),
  )
  if (read.success) return read.data
  throw because(
    Missing,
    'no-backup',
    `${backup} 不是完整的备份：里面没有 ${NOTE}，备份时可能中断了`,
    `${backup} holds no whole back-up: ${NOTE} is missing, so making it may have been cut off`,
  )
}
