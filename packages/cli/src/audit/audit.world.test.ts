import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LogStatus } from '@liuhen/contract/ledger'
import { LONG } from '../../../../scripts/long-run.ts'
import { proves } from '../../../../scripts/proves.ts'
import { disarm, rewriteLog, thief } from '../attack/forger.ts'
import { openSandbox } from '../attack/sandbox.ts'
import type { Sandbox, Target } from '../attack/sandbox.ts'
import { makeTrialData, startServerProcess } from '../crash-test/index.ts'
import { DigestPool } from '../verify/digest-pool.ts'
import { audit, auditFolder, poolReader } from './index.ts'
import type { BlobReader } from './index.ts'

let data: string
let sandbox: Sandbox
const pool = new DigestPool()
const reader = poolReader(pool)

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'liuhen-audit-'))
  await makeTrialData(data)
  sandbox = await openSandbox(data, reader)
})
afterAll(async () => {
  await Promise.all([pool.close(), sandbox?.close({ keep: false })])
  await rm(data, { recursive: true, force: true })
})

/** The codes an audit finds after something was done to a copy of its own. */
const codesAfter = (act: (target: Target) => unknown): Promise<string[]> =>
  sandbox.fresh(async (target) => {
    await disarm(target.database)
    await act(target)
    return [...new Set((await target.audit()).differences.map((one) => one.code))]
  })

const sql =
  (...statements: readonly string[]) =>
  async ({ database }: Target): Promise<void> => {
    for (const statement of statements) await database.query(statement)
  }

const LAST = `(select max(position) from journal where kind like 'RecordingPreserved/%')`
const blobOf = async ({ database }: Target, kind = 'RecordingPreserved/%'): Promise<string> => {
  const { rows } = await database.query<{ sha256: string }>(
    `select body ->> 'sha256' as sha256 from journal where kind like $1 order by position limit 1`,
    [kind],
  )
  const sha256 = rows[0]?.sha256 as string
  return `${kind === 'FileQuarantined/%' ? 'quarantine' : 'vault/sha256'}/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
}

test('what a server wrote is clean, and all of it was looked at', async () => {
  await sandbox.fresh(async (target) => {
    const result = await target.audit()
    expect(result.differences).toEqual([])
    const { rows } = await target.database.query(
      'select count(*) as count, (select max(size) from log_checkpoint) as size from journal',
    )
    expect(rows).toEqual([{ count: result.events, size: result.checkpoint }])
    // Three originals, at least a view copy of each, and the file in quarantine.
    expect(result.blobs).toBeGreaterThanOrEqual(7)
    expect(result.bytes).toBeGreaterThan(280_000)
  })
})

test('an original that was altered on the disk is named, with the recording it is the original of', async () => {
  proves('jilin-2017/24.2')
  await sandbox.fresh(async (target) => {
    const path = await blobOf(target)
    const bytes = readFileSync(target.ownFile(path))
    bytes[1000] = (bytes[1000] as number) ^ 1
    writeFileSync(join(target.data, path), bytes)
    const { rows } = await target.database.query(
      `select stream from journal where kind like 'RecordingPreserved/%' order by position limit 1`,
    )
    const { clean, differences } = await target.audit()
    expect(clean).toBe(false)
    expect(differences.map(({ code, place }) => [code, place])).toEqual([
      ['blob-sha256', path.replace('vault/sha256/', 'vault/')],
      ['blob-sm3', path.replace('vault/sha256/', 'vault/')],
    ])
    for (const { message } of differences) expect(message.en).toContain((rows[0] as { stream: string }).stream)
  })
})

test.each<[string, string, (target: Target) => unknown]>([
  [
    'a byte more at the end of a file',
    'blob-length',
    async (one) => writeFileSync(one.ownFile(await blobOf(one)), 'x', { flag: 'a' }),
  ],
  [
    'a changed file in quarantine',
    'blob-sha256',
    async (one) => writeFileSync(one.ownFile(await blobOf(one, 'FileQuarantined/%')), 'x'),
  ],
  [
    'a file in quarantine that is gone',
    'blob-missing',
    async (one) => rmSync(join(one.data, await blobOf(one, 'FileQuarantined/%'))),
  ],
  [
    'a bound volume that is gone, which its event names among others',
    'blob-missing',
    sql(
      `insert into journal (id, stream, version, kind, at, actor, body, salt)
       select '01930f2a-6c00-7000-8000-00000000f0f1', 'volume:01930f2a-6c00-7000-8000-00000000f0f2', 1, 'VolumeBound/1', at, actor,
         jsonb_build_object('files', jsonb_build_array(jsonb_build_object('part', 'main', 'pages', 2,
           'sha256', repeat('a', 64), 'sm3', repeat('b', 64), 'bytes', 9))), salt
       from journal where position = ${LAST}`,
    ),
  ],
  [
    'an event that gives another SM3',
    'blob-sm3',
    sql(`update journal set body = jsonb_set(body, '{sm3}', to_jsonb(repeat('0', 64))) where position = ${LAST}`),
  ],
  [
    'a link in place of a file',
    'blob-no-file',
    async (one) => {
      const path = join(one.data, await blobOf(one))
      rmSync(path)
      symlinkSync('/etc/hostname', path)
    },
  ],
  [
    'a changed salt',
    'opening-sha256',
    sql(`update journal set salt = decode(repeat('00', 32), 'hex') where position = ${LAST}`),
  ],
  [
    'a kind nobody knows',
    'kind-unknown',
    sql(`update journal set kind = 'RecordingInvented/1' where position = ${LAST}`),
  ],
  [
    'a body that is not of its shape',
    'event-body',
    sql(`update journal set body = body - 'sm3' where position = ${LAST}`),
  ],
  [
    'a stream of another form',
    'event-malformed',
    sql(`update journal set stream = 'Recording' where position = ${LAST}`),
  ],
  [
    'a stream that is named by no id',
    'stream-name',
    sql(`update journal set stream = 'recording:a1' where position = ${LAST}`),
  ],
  [
    'a version that is there twice',
    'version-repeated',
    sql(
      'alter table journal drop constraint journal_stream_version',
      `insert into journal (id, stream, version, kind, at, actor, body, salt)
       select '01930f2a-6c00-7000-8000-00000000f0f0', stream, version, kind, at, actor, body, salt from journal where position = ${LAST}`,
    ),
  ],
  [
    'an id that is there twice',
    'id-repeated',
    sql(
      'alter table log_entry drop constraint log_entry_event_id_fkey',
      'alter table journal drop constraint journal_id',
      `insert into journal (id, stream, version, kind, at, actor, body, salt)
       select id, 'look:' || id, 1, kind, at, actor, body, salt from journal where position = ${LAST}`,
    ),
  ],
  [
    'a leaf that is not what was hashed',
    'leaf-hash',
    sql(`update log_entry set leaf = leaf || ' '::bytea where index = 3`),
  ],
  ['a leaf that is no leaf', 'leaf-malformed', sql(`update log_entry set leaf = '{}'::bytea where index = 3`)],
  [
    'two entries that changed events',
    'entry-event',
    sql(
      'alter table log_entry drop constraint log_entry_event',
      'update log_entry set event_id = (select event_id from log_entry where index = 4) where index = 3',
    ),
  ],
  ['a tile that is gone', 'tile-missing', sql('delete from log_tile where (level, number) = (0, 0)')],
  [
    'a tile with a hash too many',
    'tile-differs',
    sql(`update log_tile set hashes = hashes || decode(repeat('00', 32), 'hex') where (level, number) = (0, 0)`),
  ],
  [
    'a tile beyond the end',
    'tile-unaccounted',
    sql(`insert into log_tile values (1, 0, decode(repeat('00', 32), 'hex'))`),
  ],
  [
    'a checkpoint with another root',
    'checkpoint-root',
    sql(
      `update log_checkpoint set root = decode(repeat('00', 32), 'hex') where size = (select max(size) from log_checkpoint)`,
    ),
  ],
  [
    'a checkpoint that does not grow on the one before',
    'checkpoint-order',
    sql(
      'alter table log_checkpoint drop constraint log_checkpoint_pkey',
      'insert into log_checkpoint select * from log_checkpoint order by size limit 1',
    ),
  ],
  [
    'a checkpoint with the text of another',
    'checkpoint-signed-otherwise',
    sql(
      `update log_checkpoint set note = (select note from log_checkpoint order by size limit 1) where size = (select max(size) from log_checkpoint)`,
    ),
  ],
  [
    'a checkpoint whose text was touched',
    'note-signature',
    sql(`update log_checkpoint set note = regexp_replace(note, E'\\n[0-9]+\\n', E'\\n' || (size + 1) || E'\\n')`),
  ],
  [
    'a checkpoint for more entries than there are',
    'checkpoint-ahead',
    sql('update log_checkpoint set size = size + 1000 where size = (select max(size) from log_checkpoint)'),
  ],
  [
    'a checkpoint dated before the one it grows on',
    'clock-rewound',
    sql(`update log_checkpoint set at = at - interval '1 hour' where size = (select max(size) from log_checkpoint)`),
  ],
  [
    'an event that will happen tomorrow',
    'clock-ahead',
    async (one) => {
      await one.database.query(`update journal set at = at + interval '1 day' where position = ${LAST}`)
      await rewriteLog(one, thief(one))
    },
  ],
  ['no memory of what was signed last', 'high-water-missing', (one) => rmSync(join(one.data, 'run', 'checkpoint'))],
  ['no public key', 'log-key-missing', (one) => rmSync(join(one.data, 'keys', 'log.pub'))],
  ['a public key that is none', 'verifier-key', (one) => writeFileSync(one.ownFile('keys/log.pub'), 'x')],
  [
    'a bureau whose log has another name',
    'log-origin',
    sql(`update bureau set origin = 'liuhen.local/other/00000000'`),
  ],
  [
    'a device no event tells of',
    'model-unaccounted',
    sql(
      `insert into devices (id, version, state, number, kind, unit, condition) select gen_random_uuid(), version, state, 'X', kind, unit, condition from devices limit 1`,
    ),
  ],
  [
    'a person taken out of the list',
    'model-missing',
    sql(`delete from account_notice`, `delete from credential`, `delete from people where user_name = 'auditor'`),
  ],
  ['an interruption marked as explained', 'take-differs', sql('update recordings set unexplained = not unexplained')],
  ['a recording moved to another take', 'take-differs', sql('update recordings set take = gen_random_uuid()')],
  ['a table that cannot be read', 'database-unreadable', sql('alter table log_tile rename to other')],
])('%s is found, as %s', async (_what, code, act) => {
  expect(await codesAfter(act)).toContain(code)
})

test('every column of every read model that is not what the events lead to is found', async () => {
  const tables = [
    'bureau',
    'units',
    'people',
    'devices',
    'quarantines',
    'recordings',
    'docking',
    'package',
    'activities',
    'rule_sets',
    'calendars',
  ]
  const columns = await sandbox.fresh(async ({ database }) => {
    const { rows } = await database.query<{ table: string; column: string; type: string }>(
      `select table_name as table, column_name as column, data_type as type from information_schema.columns
       where table_schema = 'public' and table_name = any($1) and column_name not in ('id', 'sole')
         -- What PostgreSQL reckons from the others cannot be written.
         and is_generated = 'NEVER'
       order by table_name, column_name`,
      [tables],
    )
    return rows
  })
  expect(columns.length).toBeGreaterThan(50)
  const other: Record<string, (column: string) => string> = {
    integer: (name) => `${name} + 1`,
    bigint: (name) => `${name} + 1`,
    boolean: (name) => `not ${name}`,
    uuid: () => 'gen_random_uuid()',
    jsonb: (name) => `${name} || '{"x": 1}'`,
    text: (name) => `coalesce(${name}, '') || 'x'`,
    ARRAY: (name) => `array_append(${name}, null)`,
    'timestamp with time zone': (name) => `${name} + interval '1 second'`,
  }
  const missed = await sandbox.fresh(async (target) => {
    await disarm(target.database)
    for (const table of tables) await target.database.query(`alter table ${table} disable trigger all`)
    await target.database.query('alter table recordings drop constraint recordings_derived_check')
    const unseen: string[] = []
    // A third of them in every run, all by `npm run test:long`.
    const chosen = columns.filter((_, at) => LONG || at % 3 === 0)
    for (const { table, column, type } of chosen) {
      const { rows } = await target.database.query<{ id: string }>(`select id from ${table} limit 1`)
      const [id] = rows.map((row) => row.id)
      await target.database.query(`create temp table kept as select * from ${table} where id = '${id}'`)
      await target.database.query(`update ${table} set ${column} = ${other[type]?.(column)} where id = '${id}'`)
      const { differences } = await target.audit()
      const named = differences.some((one) => one.place === `${table} ${id}` && one.message.en.includes(column))
      if (!named) unseen.push(`${table}.${column}`)
      await target.database.query(
        `update ${table} set ${column} = kept.${column} from kept where ${table}.id = kept.id`,
      )
      await target.database.query('drop table kept')
    }
    return unseen
  })
  expect(missed).toEqual([])
})

test('a file that the disk does not give back is named, and the rest is read all the same', async () => {
  await sandbox.fresh(async (target) => {
    const broken = (await blobOf(target)).split('/').at(-1)
    const failing: BlobReader = {
      digest: (blob, onBytes) =>
        blob.sha256 === broken ? Promise.reject(new Error('EIO')) : reader.digest(blob, onBytes),
    }
    const where = { data: target.data, url: target.url, live: false, now: Date.now(), reader: failing }
    const { differences, blobs } = await auditFolder(where)
    expect(differences.map((one) => [one.code, one.place.split('/').at(-1)])).toEqual([['blob-unreadable', broken]])
    expect(blobs).toBeGreaterThanOrEqual(7)
  })
})

test('files nobody names, writable ones and strays are noted, and are not against the record', async () => {
  await sandbox.fresh(async (target) => {
    const path = await blobOf(target)
    target.ownFile(path)
    mkdirSync(join(target.data, 'vault/sha256/2d/71'), { recursive: true })
    const x = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'
    writeFileSync(join(target.data, `vault/sha256/2d/71/${x}`), 'x', { mode: 0o444 })
    writeFileSync(join(target.data, 'vault/sha256/2d/71/readme'), '')
    const { clean, notes } = await target.audit()
    expect(clean).toBe(true)
    const codes = notes.map((one) => one.code)
    expect(codes).toEqual(expect.arrayContaining(['blob-unreferenced', 'blob-writable', 'stray-file']))
    chmodSync(join(target.data, path), 0o444)
    writeFileSync(target.ownFile(`vault/sha256/2d/71/${x}`), 'y')
    expect((await target.audit()).differences.map((one) => one.code)).toEqual(['blob-sha256'])
  })
})

test('an event that waits for the sealer is noted while no server runs, and is a difference while one does', async () => {
  await sandbox.fresh(async ({ data: folder, database, url }) => {
    await database.query(
      `with added as (
         insert into journal (id, stream, version, kind, at, actor, body, salt)
         select '01930f2a-6c00-7000-8000-00000000f0f2', 'sign-in:01930f2a-6c00-4000-8000-00000000f0f3', 1, 'SignedOut/1',
           now() - interval '1 minute', 'system', '{"person": "x", "reason": "self"}', salt from journal limit 1
         returning position)
       insert into journal_pending select position from added`,
    )
    const where = { data: folder, url, now: Date.now(), reader }
    const stopped = await auditFolder({ ...where, live: false })
    expect([stopped.clean, stopped.notes.some((one) => one.code === 'waiting-for-seal')]).toEqual([true, true])
    const running = await auditFolder({ ...where, live: true })
    expect(running.differences.map((one) => one.code)).toContain('sealing-late')
  })
})

test('an audit that was killed goes on where it was, and reads again what has moved since', async () => {
  await sandbox.fresh(async (target) => {
    const where = { data: target.data, url: target.url, live: false, now: Date.now() }
    const counted = (limit: number): BlobReader & { read: string[] } => {
      const read: string[] = []
      return {
        read,
        digest: (blob, onBytes) => {
          if (read.length >= limit) return new Promise(() => undefined)
          read.push(blob.place)
          return reader.digest(blob, onBytes)
        },
      }
    }
    const whole = counted(Infinity)
    const { blobs } = await auditFolder({ ...where, reader: whole })
    expect(whole.read).toHaveLength(blobs)

    // Of what was read, what lies behind the queue of two is noted; there it hangs until it is left for good.
    const killed = counted(6)
    void auditFolder({ ...where, reader: killed })
    const progress = join(target.data, 'run', 'audit-progress.jsonl')
    await expect.poll(() => linesIn(progress), { timeout: 240_000 }).toBeGreaterThanOrEqual(3)
    // The last line was being written when it died.
    truncateSync(progress, readFileSync(progress).length - 5)
    const kept = linesIn(progress) - 1

    const [first] = whole.read
    writeFileSync(target.ownFile((first as string).replace('vault/', 'vault/sha256/')), 'x')
    const after = counted(Infinity)
    const result = await auditFolder({ ...where, reader: after })
    expect(after.read).toEqual([first, ...whole.read.slice(kept)])
    expect(result.differences[0]?.place).toBe(first)

    const again = counted(Infinity)
    await auditFolder({ ...where, reader: again })
    expect(again.read).toHaveLength(blobs)
  })
})

const linesIn = (file: string): number => {
  try {
    return readFileSync(file, 'utf8').split('\n').length
  } catch {
    return 0
  }
}

/** Runs the command and gives its status and last line. */
async function command(...args: string[]) {
  let out = ''
  const quiet = { write: () => true }
  const status = await audit(args, { stdout: { write: (words) => (out += words) }, stderr: quiet })
  return { status, said: JSON.parse(out.trim().split('\n').at(-1) ?? '') as Record<string, unknown> }
}

test('the command says in one line of JSON what it found, leaves its result for the server, and works beside it', async () => {
  const stopped = await command('--data', data, '--json')
  expect(stopped).toMatchObject({ status: 0, said: { audit: 'clean', differences: [] } })
  const server = await startServerProcess(data)
  try {
    expect(await command('--data', data, '--json')).toMatchObject({ status: 0, said: { audit: 'clean' } })
  } finally {
    await server.stop()
  }
  const left = LogStatus.shape.lastAudit.parse(JSON.parse(readFileSync(join(data, 'run', 'audit.json'), 'utf8')))
  expect(left).toMatchObject({ clean: true, differences: 0, blobs: stopped.said['blobs'] })
  writeFileSync(join(data, 'run', 'checkpoint'), 'x')
  expect(await command('--data', data, '--json')).toMatchObject({ status: 1, said: { audit: 'differs' } })
})
