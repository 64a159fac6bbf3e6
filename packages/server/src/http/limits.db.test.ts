import { connect } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { trialServer } from './trial.ts'
import type { TrialServer } from './trial.ts'

let server: TrialServer
beforeAll(async () => {
  server = await trialServer({ config: { bodySeconds: 1 } })
})
afterAll(() => server.stop())

const port = () => Number(new URL(server.url).port)
const headers = { 'content-type': 'application/json', 'liuhen-request': '1' }
const post = (path: string, body: string, more: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { method: 'POST', headers: { ...headers, ...more }, body })
const codeOf = async (response: Response) =>
  ((await response.json()) as { obstacles: { code: string }[] }).obstacles[0]?.code

/** Opens a connection, says so much of a request, and waits for what comes back until it is closed. */
async function saying(text: string): Promise<string> {
  const socket = connect(port(), '127.0.0.1')
  socket.on('error', () => undefined)
  let said = ''
  socket.setEncoding('utf8').on('data', (part: string) => (said += part))
  socket.write(text)
  await once(socket, 'close')
  return said
}

test('a sign-in has room for a name and a password and for nothing else: 413 before a bracket of it is read', async () => {
  const response = await post('/api/session', '['.repeat(5000))
  expect(response.status).toBe(413)
  expect(await codeOf(response)).toBe('too-large')
  // Without a length told in advance too.
  const chunked = new ReadableStream({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('['.repeat(1000))),
  })
  const streamed = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers,
    body: chunked,
    duplex: 'half',
  } as RequestInit)
  expect(streamed.status).toBe(413)
})

test('who is signed in sends what an act needs, and a table where a table is sent', async () => {
  const system = await server.as('system-administrator')
  const more = { cookie: system.cookie }
  expect((await post('/api/units', JSON.stringify({ name: 'x'.repeat(300_000) }), more)).status).toBe(413)
  const csv = JSON.stringify({ csv: `单位编码,单位名称,类别\n${`${' '.repeat(9_999)}\n`.repeat(40)}`, check: true })
  expect((await post('/api/import/units', csv, more)).status).toBe(200)
})

test('a body that does not come is waited for a second here, and the connection is closed', async () => {
  const start = 'POST /api/session HTTP/1.1\r\nhost: liuhen\r\ncontent-type: application/json\r\nliuhen-request: 1\r\n'
  const said = await saying(`${start}content-length: 100\r\n\r\n{"userName":`)
  expect(said).toMatch(/^HTTP\/1\.1 408 /)
  expect(said).toContain('too-slow')
})

test('one address holds its share of the connections and not one more; another is served meanwhile', async () => {
  const limited = await trialServer({ config: { connectionsPerAddress: 5, proxies: [] } })
  const at = Number(new URL(limited.url).port)
  const closed: Promise<unknown>[] = []
  const held = Array.from({ length: 12 }, () => {
    const one = connect(at, '127.0.0.1')
    one.on('error', () => undefined)
    closed.push(once(one, 'close'))
    return one
  })
  try {
    let over = 0
    for (const one of closed) void one.then(() => over++)
    await vi.waitUntil(() => over >= 7, { timeout: 120_000, interval: 20 })
    const elsewhere = connect({ port: at, host: '127.0.0.1', localAddress: '127.0.0.2' })
    elsewhere.write('GET /api/health HTTP/1.1\r\nhost: liuhen\r\nconnection: close\r\n\r\n')
    let said = ''
    elsewhere.setEncoding('utf8').on('data', (part: string) => (said += part))
    await once(elsewhere, 'close')
    expect(said).toMatch(/^HTTP\/1\.1 200 /)
  } finally {
    for (const one of held) one.destroy()
    await limited.stop()
  }
})

test('an upload’s method is what the override says, with the permission that has', async () => {
  const officer = await server.another('officer')
  const more = { cookie: officer.cookie, 'tus-resumable': '1.0.0' }
  const upload = `/api/uploads/00000000-0000-4000-8000-000000000000`
  const stranger = await fetch(`${server.url}${upload}`, {
    method: 'POST',
    headers: { 'liuhen-request': '1', 'x-http-method-override': 'PATCH' },
  })
  expect(stranger.status).toBe(401)
  expect((await post(upload, '', { ...more, 'x-http-method-override': 'PATCH' })).status).toBe(404)
  expect((await post(upload, '', { ...more, 'x-http-method-override': 'DELETE' })).status).toBe(404)
  expect((await post('/api/uploads', '', { ...more, 'x-http-method-override': 'DELETE' })).status).toBe(405)
  // Of anything else it says nothing.
  expect((await post('/api/session', '{}', { 'x-http-method-override': 'DELETE' })).status).toBe(400)
})

test('where somebody says they are is believed of a configured proxy and of nobody else', async () => {
  const officer = await server.another('officer')
  const body = JSON.stringify({ userName: officer.userName, password: 'Wrong-Horse-77' })
  await post('/api/session', body, { 'x-forwarded-for': '198.51.100.9' })
  const open = await trialServer({ config: { proxies: [] } })
  try {
    const request = { method: 'POST', headers: { ...headers, 'x-forwarded-for': '198.51.100.9' }, body }
    await fetch(`${open.url}/api/session`, request)
    const addresses = async (one: TrialServer) =>
      (await one.database.db.selectFrom('sign_in_failure').select('address').execute()).map((row) => row.address)
    expect(await addresses(server)).toContain('198.51.100.9')
    expect(await addresses(open)).toEqual(['127.0.0.1'])
  } finally {
    await open.stop()
  }
})
