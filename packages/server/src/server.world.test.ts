import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLog, readConfig } from './platform/index.ts'
import { startServer } from './server.ts'
import type { RunningServer } from './server.ts'

let data: string
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'liuhen-server-'))
})
afterEach(() => rm(data, { recursive: true, force: true }))

/** A server with the PostgreSQL of its own, as a bureau runs it, and what its log says. */
async function started(): Promise<{ server: RunningServer; logged: string[] }> {
  const logged: string[] = []
  const config = { ...readConfig({ LIUHEN_DATA: data }), port: 0 }
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
