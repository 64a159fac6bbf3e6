import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
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

test('PostgreSQL that falls is an alarm, and the server, which says that it has lost it, can still be stopped', async () => {
  const { server, logged } = await started()
  const [pid] = (await readFile(join(data, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(pid), 'SIGKILL')
  await server.lost
  expect(alarms(logged)).not.toEqual([])
  await server.stop()
})

/** A cluster that somebody else runs, with a database for us and an account that owns it. */
async function elsewhere(): Promise<{ url: string; stop: () => Promise<void> }> {
  const postgres = await startPostgres({ folder: await mkdtemp(join(tmpdir(), 'liuhen-cluster-')), disposable: true })
  const url = new URL(postgres.url('super'))
  url.pathname = '/postgres'
  const client = new Client({ connectionString: url.href })
  await client.connect()
  await client.query('drop owned by liuhen_app')
  await client.query('drop role liuhen_app')
  await client.query(`create role bureau login createrole password 'Elsewhere-2026'`)
  await client.query('create database evidence owner bureau')
  await client.end()
  Object.assign(url, { username: 'bureau', password: 'Elsewhere-2026', pathname: '/evidence' })
  return { url: url.href, stop: () => postgres.stop() }
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
