import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { connectRunning, startPostgres } from './index.ts'

let empty: string
let folder: string
const children: ChildProcess[] = []
const ending: (() => Promise<void>)[] = []

// Made once and copied with its owners, for making a cluster takes longer than any of these tests.
beforeAll(async () => {
  empty = await mkdtemp(join(tmpdir(), 'liuhen-postgres-'))
  await (await startPostgres({ folder: empty })).stop()
})
afterAll(() => rm(empty, { recursive: true }))

beforeEach(() => {
  folder = `${empty}-copy`
  execFileSync('cp', ['-a', empty, folder])
})
afterEach(async () => {
  for (const end of ending.splice(0)) await end()
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await vi.waitFor(() => expect(postmasters()).toEqual([]), 120_000)
  await rm(folder, { recursive: true })
})

const start = async (data = folder) => {
  const postgres = await startPostgres({ folder: data })
  ending.push(() => postgres.stop())
  return postgres
}

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows
  } finally {
    await client.end()
  }
}

/** A server of its own, as the command line starts it; resolves when PostgreSQL can be used. */
async function serve() {
  const program = fileURLToPath(new URL('./serve.ts', import.meta.url))
  const child = spawn(process.execPath, [program, '--data', folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { child, urls: JSON.parse(line) as Record<'owner' | 'app' | 'super', string> }
}

/** Every process whose data folder is below ours. */
function postmasters(): readonly number[] {
  const words = (pid: string): readonly string[] => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    } catch {
      return []
    }
  }
  return processes()
    .filter((pid) => words(pid).includes(join(folder, 'postgres')))
    .map(Number)
}

const processes = (): readonly string[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name))
const parentOf = (pid: number): number =>
  Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
/** A process that the postmaster has only just forked still goes by its words. */
const only = () => vi.waitFor(() => expect(postmasters()).toHaveLength(1), 120_000)
const gone = () => vi.waitFor(() => expect(postmasters()).toEqual([]), 120_000)

test('the roles are what they are called, the database keeps every commit, and text compares byte by byte', async () => {
  const postgres = await start()
  const [owner] = await ask(
    postgres.url('owner'),
    'select current_user as name, rolsuper from pg_roles where rolname = current_user',
  )
  expect(owner).toEqual({ name: 'liuhen', rolsuper: false })
  const [app] = await ask(
    postgres.url('app'),
    'select current_user as name, rolsuper from pg_roles where rolname = current_user',
  )
  expect(app).toEqual({ name: 'liuhen_app', rolsuper: false })
  await expect(ask(postgres.url('app'), 'create table mine ()')).rejects.toThrow('permission denied')
  const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'server_encoding']
  const shown = await ask(
    postgres.url('super'),
    `select ${names.map((name) => `current_setting('${name}') as ${name}`).join()}`,
  )
  expect(shown).toEqual([
    { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', data_checksums: 'on', server_encoding: 'UTF8' },
  ])
  expect(await ask(postgres.url('app'), `select 'Z' < 'a' and '一' < '丁' as by_byte`)).toEqual([{ by_byte: true }])
})

test('only those who have the password come in, and nobody else may read the file with it', async () => {
  const postgres = await start()
  for (const role of ['owner', 'app', 'super'] as const) {
    const guessed = postgres.url(role).replace(/:[^:@]+@/, ':guessed@')
    await expect(ask(guessed, 'select 1')).rejects.toThrow('password authentication failed')
  }
  expect((await stat(join(folder, 'run', 'postgres.json'))).mode & 0o777).toBe(0o600)
})

test('a second start on the same folder is refused, by whatever path; a tool can ask for the one that runs', async () => {
  expect(await connectRunning(folder)).toBeUndefined()
  const postgres = await start()
  const link = `${folder}-link`
  await symlink(folder, link)
  try {
    for (const path of [folder, link])
      await expect(startPostgres({ folder: path })).rejects.toMatchObject({
        kind: 'refused',
        obstacles: [{ code: 'data-folder-in-use' }],
      })
    expect((await connectRunning(link))?.('app')).toBe(postgres.url('app'))
  } finally {
    await rm(link)
  }
  await postgres.stop()
  expect(await connectRunning(folder)).toBeUndefined()
})

test('of several who start at once on an empty folder, one gets it', async () => {
  await rm(folder, { recursive: true })
  await mkdir(folder)
  const starts = await Promise.allSettled(Array.from({ length: 3 }, () => start()))
  expect(starts.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected'])
  await only()
})

test('when the server is killed outright PostgreSQL goes too, and what was committed is there on the next start', async () => {
  const { child, urls } = await serve()
  await ask(urls.owner, 'create table kept as select 42 as answer')
  await only()
  child.kill('SIGKILL')
  // At once: whoever comes waits for the old one to go.
  const next = await start()
  expect(await ask(next.url('owner'), 'select answer from kept')).toEqual([{ answer: 42 }])
  await only()
  await next.stop()
  const again = await serve()
  again.child.kill('SIGKILL')
  await gone()
})

test('when the guard is killed as well, the orphan is stopped and its place taken', async () => {
  const { child, urls } = await serve()
  await ask(urls.owner, 'create table kept as select 42 as answer')
  const [orphan = 0] = postmasters()
  process.kill(parentOf(orphan), 'SIGKILL')
  child.kill('SIGKILL')
  const next = await start()
  expect(await ask(next.url('owner'), 'select answer from kept')).toEqual([{ answer: 42 }])
  expect(postmasters()).not.toContain(orphan)
})

test('a number in postmaster.pid that now belongs to another process of the same account does not stand in the way', async () => {
  await (await start()).stop()
  const { uid, gid } = await stat(join(folder, 'postgres'))
  const stranger = spawn('cat', { uid, gid, stdio: ['pipe', 'ignore', 'ignore'] })
  children.push(stranger)
  const lines = [stranger.pid, join(folder, 'postgres'), 1_795_000_000, 5432, '', '127.0.0.1', '', 'ready']
  await writeFile(join(folder, 'postgres', 'postmaster.pid'), `${lines.join('\n')}\n`)
  const postgres = await start()
  expect(await ask(postgres.url('app'), 'select 1 as one')).toEqual([{ one: 1 }])
  expect(stranger.exitCode).toBeNull()
})

test('when the file with the passwords is lost, there are new ones and the old data', async () => {
  const first = await start()
  await ask(first.url('owner'), 'create table kept as select 42 as answer')
  await first.stop()
  await rm(join(folder, 'run'), { recursive: true })
  const second = await start()
  expect(second.url('super').split('@')[0]).not.toBe(first.url('super').split('@')[0])
  expect(await ask(second.url('owner'), 'select answer from kept')).toEqual([{ answer: 42 }])
})

test('the command line’s PostgreSQL ends when its standard input closes', async () => {
  const { child, urls } = await serve()
  expect(await ask(urls.app, 'select 1 as one')).toEqual([{ one: 1 }])
  child.stdin?.end()
  const [code] = (await once(child, 'exit')) as [number]
  expect(code).toBe(0)
  expect(postmasters()).toEqual([])
})

test('a PostgreSQL that falls is started again at its place, as often as it falls', async () => {
  const postgres = await start()
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    const [fell] = postmasters()
    process.kill(fell as number, signal)
    const answers = () => ask(postgres.url('app'), 'select 1 as one').catch(() => undefined)
    await vi.waitFor(
      async () => {
        expect(postmasters()).not.toContain(fell)
        expect(await answers()).toEqual([{ one: 1 }])
      },
      { timeout: 240_000, interval: 100 },
    )
  }
  await postgres.stop()
  await gone()
})

test('it ends while it is being started again, and leaves nothing behind', async () => {
  const postgres = await start()
  process.kill(postmasters()[0] as number, 'SIGKILL')
  await postgres.stop()
  await gone()
})

test('a log that cannot be written, as on a full disk, ends nothing', async () => {
  const first = await start()
  await first.stop()
  await rm(join(folder, 'run', 'postgres.log'), { force: true })
  await symlink('/dev/full', join(folder, 'run', 'postgres.log'))
  const postgres = await start()
  expect(await ask(postgres.url('app'), 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a database of another major version, and one without its write-ahead log, are told in a sentence', async () => {
  const refused = (code: string) => expect.objectContaining({ obstacles: [expect.objectContaining({ code })] })
  const version = join(folder, 'postgres', 'PG_VERSION')
  const before = readFileSync(version, 'utf8')
  await writeFile(version, '12\n')
  await expect(startPostgres({ folder })).rejects.toEqual(refused('postgres-other-version'))
  await writeFile(version, before)
  for (const name of await readdir(join(folder, 'postgres', 'pg_wal')))
    await rm(join(folder, 'postgres', 'pg_wal', name), { recursive: true })
  await expect(startPostgres({ folder })).rejects.toEqual(refused('postgres-wal-missing'))
})

test('a disposable one takes its folder with it', async () => {
  const disposable = await mkdtemp(join(tmpdir(), 'liuhen-disposable-'))
  const postgres = await startPostgres({ folder: disposable, disposable: true })
  expect(await readdir(disposable)).toContain('postgres')
  await postgres.stop()
  expect(existsSync(disposable)).toBe(false)
})
