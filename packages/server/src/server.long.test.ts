import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLog, readConfig } from './platform/index.ts'
import { startPostgres } from './platform/postgres/index.ts'
import { startServer } from './server.ts'
import type { RunningServer } from './server.ts'

let data: string
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'liuhen-server-'))
})
afterEach(() => rm(data, { recursive: true, force: true }))

/** A server, with the PostgreSQL of its own unless told of another, on which a bureau is founded, and what its log says. */
async function started(environment = {}): Promise<{ server: RunningServer; logged: string[] }> {
  const logged: string[] = []
  const config = { ...readConfig({ LIUHEN_DATA: data, ...environment }), port: 0 }
  const server = await startServer({ config, log: openLog((line) => logged.push(line)) })
  const administrator = (userName: string) => ({ name: '某某', userName, password: 'Correct-Horse-7' })
  const asked = await fetch(`${server.url}/api/set-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'liuhen-request': '1' },
    body: JSON.stringify({
      setUpPassword: await readFile(server.setUpPassword?.file ?? '', 'utf8'),
      bureau: { name: '青溪县城市管理局', slug: 'qingxi' },
      administrators: { system: administrator('sys'), security: administrator('sec'), audit: administrator('aud') },
    }),
  })
  expect(asked.status).toBe(200)
  // Many at once, so that the pool holds many connections.
  await Promise.all(Array.from({ length: 30 }, () => fetch(`${server.url}/api/set-up`).then((one) => one.text())))
  return { server, logged }
}

const alarms = (logged: readonly string[]) => logged.filter((line) => line.includes('database connection failed'))

test('a planned stop lets every connection go before PostgreSQL does, so that nobody is alarmed', async () => {
  const { server, logged } = await started()
  await server.stop()
  expect(logged).toEqual([])
})

test('PostgreSQL that falls is an alarm and nothing more: it is started again, and the server goes on by itself', async () => {
  const { server, logged } = await started()
  const postmaster = async () => (await readFile(join(data, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]
  const before = await postmaster()
  process.kill(Number(before), 'SIGKILL')
  // Meanwhile whoever asks is told so, and that it passes.
  await expect
    .poll(async () => (await fetch(`${server.url}/api/set-up`)).status, { timeout: 240_000, interval: 20 })
    .toBe(503)
  await expect.poll(async () => (await fetch(`${server.url}/api/set-up`)).status, { timeout: 240_000 }).toBe(200)
  expect(await postmaster()).not.toBe(before)
  expect(alarms(logged)).not.toEqual([])
  // And the log is sealed on.
  const page = async () => (await fetch(`${server.url}/log/checkpoint`)).text()
  await expect.poll(page, { timeout: 240_000 }).toMatch(/^liuhen.local.qingxi/)
  await server.stop()
})

test('a second data folder on the database of a bureau is refused with a sentence, and makes no key', async () => {
  const cluster = await elsewhere()
  const other = await mkdtemp(join(tmpdir(), 'liuhen-other-'))
  try {
    const { server } = await started({ DATABASE_URL: cluster.url })
    const config = (folder: string) => ({ ...readConfig({ LIUHEN_DATA: folder, DATABASE_URL: cluster.url }), port: 0 })
    await expect(startServer({ config: config(other) })).rejects.toMatchObject({
      kind: 'refused',
      obstacles: [{ code: 'installation-differs' }],
    })
    expect(await readdir(other)).not.toContain('keys')
    // The same folder once more while it runs: also where nobody answers over HTTP.
    await rm(join(data, 'run', 'server.json'))
    await expect(startServer({ config: config(data) })).rejects.toMatchObject({
      obstacles: [{ code: 'data-folder-in-use' }],
    })
    await server.stop()
    // A key that is gone is not made anew.
    await rm(join(data, 'keys', 'log.key'))
    await expect(startServer({ config: config(data) })).rejects.toMatchObject({
      kind: 'corrupt',
      obstacles: [{ code: 'key-lost' }],
    })
    await writeFile(join(data, 'keys', 'log.key'), '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw')
    await expect(startServer({ config: config(data) })).rejects.toMatchObject({
      obstacles: [{ code: 'log-key-damaged' }],
    })
    // The folder of a bureau on a database that is empty.
    const empty = new URL(cluster.url)
    empty.pathname = '/another'
    await cluster.as('create database another owner bureau')
    await expect(startServer({ config: { ...config(data), databaseUrl: empty.href } })).rejects.toMatchObject({
      obstacles: [{ code: 'database-empty' }],
    })
  } finally {
    await cluster.stop()
    await rm(other, { recursive: true, force: true })
  }
})

test('a cluster that keeps no commit, and a database that holds no Chinese, are refused with what to do', async () => {
  const cluster = await elsewhere()
  try {
    const start = (databaseUrl: string) =>
      startServer({ config: { ...readConfig({ LIUHEN_DATA: data }), port: 0, databaseUrl } })
    for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
      await cluster.as(`alter system set ${setting} = off`, 'select pg_reload_conf()')
      await expect
        .poll(() => start(cluster.url).catch((error: unknown) => (error as Error).message), {
          timeout: 240_000,
        })
        .toContain(`PostgreSQL's ${setting} is off`)
      await cluster.as(`alter system reset ${setting}`, 'select pg_reload_conf()')
    }
    await cluster.as(`create database plain owner bureau encoding 'SQL_ASCII' locale 'C' template template0`)
    const plain = new URL(cluster.url)
    plain.pathname = '/plain'
    await expect(start(plain.href)).rejects.toMatchObject({ obstacles: [{ code: 'database-encoding' }] })
    plain.password = 'wrong'
    await expect(start(plain.href)).rejects.toMatchObject({ obstacles: [{ code: 'database-not-entered' }] })
    plain.port = '9'
    await expect(start(plain.href)).rejects.toMatchObject({ obstacles: [{ code: 'database-out-of-reach' }] })
  } finally {
    await cluster.stop()
  }
})

/** A cluster that somebody else runs, with a database for us and an account that owns it. */
async function elsewhere() {
  const postgres = await startPostgres({
    folder: await mkdtemp(join(tmpdir(), 'liuhen-cluster-')),
    disposable: true,
    durable: true,
  })
  const url = new URL(postgres.url('super'))
  url.pathname = '/postgres'
  const client = new Client({ connectionString: url.href })
  await client.connect()
  await client.query('drop owned by liuhen_app')
  await client.query('drop role liuhen_app')
  // As the documentation tells its administrator, under other names: the trial's cluster has had ours.
  const documented = await readFile(new URL('../../../docs/operations.md', import.meta.url), 'utf8')
  const advice = /```sql\n(.*?)```/s.exec(documented)?.[1] ?? ''
  for (const statement of advice.split(';\n').filter((one) => one.trim() !== ''))
    await client.query(
      statement
        .replaceAll('ROLE liuhen', 'ROLE bureau')
        .replace('DATABASE liuhen', 'DATABASE evidence')
        .replace('OWNER liuhen', 'OWNER bureau')
        .replace(/'a long[^']*'/, `'Elsewhere-2026'`),
    )
  const as = async (...statements: string[]): Promise<void> => {
    for (const one of statements) await client.query(one)
  }
  Object.assign(url, { username: 'bureau', password: 'Elsewhere-2026', pathname: '/evidence' })
  return {
    url: url.href,
    /** Runs statements as the cluster's administrator. */
    as,
    stop: async (): Promise<void> => {
      await client.end()
      await postgres.stop()
    },
  }
}

test('a PostgreSQL that the bureau has already serves as well, with an account that owns its database and no more', async () => {
  const cluster = await elsewhere()
  try {
    const { server, logged } = await started({ DATABASE_URL: cluster.url })
    const key = server.verifierKey
    await server.stop()
    expect(await readdir(data)).not.toContain('postgres')
    const config = { ...readConfig({ LIUHEN_DATA: data, DATABASE_URL: cluster.url }), port: 0 }
    const again = await startServer({ config, log: openLog((line) => logged.push(line)) })
    expect(again.verifierKey).toBe(key)
    await again.stop()
    expect(logged).toEqual([])
  } finally {
    await cluster.stop()
  }
})
