import { randomInt } from 'node:crypto'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as fc from 'fast-check'
import type { Role } from '@liuhen/core/access'
import { streamTypes } from '@liuhen/core/journal'
import { type CalendarDate, sameBytes } from '@liuhen/core/kernel'
import { checkOpening, leafHash, openCheckpoint, parseVerifierKey, readLeaf, rootOf } from '@liuhen/core/ledger'
import { folded } from '@liuhen/core/stream'
import { sql } from 'kysely'
import { readAfter, readStream, sha256, sm3, verifyEd25519 } from '../ledger/index.ts'
import { contractRequest, rawBytes, strayRequest } from './fuzz-requests.ts'
import type { FuzzRequest } from './fuzz-requests.ts'
import { tusGarbage } from './fuzz-tus.ts'
import { LONG } from '../../../../scripts/long-run.ts'
import { trialServer } from './trial.ts'
import type { TrialServer } from './trial.ts'

/** A quarter of them in every run, all of ten thousand by `npm run test:long`. */
const SHARE = LONG ? 1 : 4
const CONTRACT = 7000 / SHARE
const STRAY = 1500 / SHARE
const TUS = 1500 / SHARE
const RAW = 300 / SHARE
const AT_ONCE = 24
const seed = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31))

const callers = [
  'officer',
  'team-leader',
  'information-centre',
  'custodian',
  'legal-section',
  'system-administrator',
  'audit-administrator',
  'head',
] as const satisfies readonly Role[]
let server: TrialServer
let identities: readonly Readonly<Record<string, string>>[]
let known: readonly string[]
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })

beforeAll(async () => {
  // With rules chosen, so that what they are asked goes all the way down.
  server = await trialServer({ rules: { packs: ['jilin-2017'], from: '2020-01-01' as CalendarDate } })
  const people = []
  for (const role of callers) people.push(await server.another(role))
  const station = await server.station()
  identities = [
    ...people.map(({ cookie }) => ({ cookie, 'liuhen-request': '1' })),
    { authorization: `Bearer ${station.key}` },
    { 'liuhen-request': '1' },
  ]
  known = [server.unit, station.id, ...people.map(({ person }) => person)]
})
afterAll(async () => {
  agent.destroy()
  await server.stop()
})

/** The status that came back; 0 when the connection was closed without one. */
function send(given: FuzzRequest): Promise<number> {
  const { hostname, port } = new URL(server.url)
  return new Promise((resolve) => {
    const { method, path, headers, body } = given
    const closed = (): void => resolve(0)
    try {
      const length = body && { 'content-length': String(body.length) }
      const call = request({ hostname, port, agent, method, path, headers: { ...headers, ...length } }, (response) => {
        response
          .resume()
          .on('end', () => resolve(response.statusCode ?? 0))
          .on('error', closed)
      })
      call.on('error', closed).end(body)
    } catch {
      // Node's own client will not send it; the raw bytes below do.
      closed()
    }
  })
}

/** What comes back over a connection on which nothing but these bytes is sent. */
function sendRaw(bytes: Buffer): Promise<string> {
  const { hostname, port } = new URL(server.url)
  return new Promise((resolve) => {
    let said = ''
    const socket = connect(Number(port), hostname, () => socket.end(bytes))
    socket.on('data', (part) => (said += part.toString('latin1')))
    socket.on('error', () => resolve(said)).on('close', () => resolve(said))
  })
}

async function each<T>(items: readonly T[], run: (item: T, index: number) => Promise<void>): Promise<void> {
  const rest = items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, item] of rest) await run(item, index)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

test('thousands of wrong requests are each answered, none with a fault of ours, and the record stands', async () => {
  // Signing out and new passwords would only leave fewer callers to try with; set-up is done.
  const contract = contractRequest(known, ['signOut', 'changePassword', 'signIn'])
  const requests = [
    ...fc.sample(contract, { seed, numRuns: CONTRACT }),
    ...fc.sample(strayRequest, { seed, numRuns: STRAY }),
    ...fc.sample(fc.oneof(...tusGarbage), { seed, numRuns: TUS }),
  ]
  const faults: string[] = []
  const statuses = new Map<number, number>()
  await each(requests, async (one, index) => {
    const headers = { ...identities[index % identities.length], ...one.headers }
    const status = await send({ ...one, headers })
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    if (status >= 500)
      faults.push(`${status} ${one.method} ${one.path.slice(0, 120)} ${one.body?.toString('utf8').slice(0, 200) ?? ''}`)
  })
  const raw = fc.sample(rawBytes, { seed, numRuns: RAW })
  await each(raw, async (bytes) => {
    const said = await sendRaw(bytes)
    if (said.startsWith('HTTP/1.1 5'))
      faults.push(`${said.slice(0, 40)} to ${JSON.stringify(bytes.toString('latin1').slice(0, 80))}`)
  })
  expect(requests.length + raw.length).toBeGreaterThan(10_000 / SHARE)
  expect({ seed, faults: faults.slice(0, 10), said: unexpected().slice(0, 5) }).toEqual({ seed, faults: [], said: [] })
  // Had the generators grown dull, little would be let in and little turned away.
  // What is refused for its state is rare: of a quarter of them chance would decide.
  for (const status of [200, 400, 401, 403, 404, 405, ...(SHARE === 1 ? [409] : [])])
    expect(statuses.get(status), `${status}s`).toBeGreaterThan(20 / SHARE)
  expect(await server.anyone.health()).toMatchObject({ ok: true, live: true, ready: true })
  await recordStands()
})

const unexpected = (): string[] =>
  server.logged.filter((line) => line.includes('"unexpected"')).map((line) => line.slice(0, 600))

/** Every event is in the log as it was written, the log is what its checkpoint says, every read model is its events. */
async function recordStands(): Promise<void> {
  const { db } = server.database
  await expect
    .poll(async () => (await db.selectFrom('journal_pending').selectAll().execute()).length, { timeout: 120_000 })
    .toBe(0)
  const key = parseVerifierKey(sha256, (await (await fetch(`${server.url}/log/key`)).text()).trim())
  const note = await (await fetch(`${server.url}/log/checkpoint`)).text()
  const checkpoint = await openCheckpoint(note, { keys: [key], verify: verifyEd25519, hash: sha256 })
  const leaves = await db.selectFrom('log_entry').select(['event_id', 'leaf']).orderBy('index').execute()
  expect(checkpoint.size).toBe(leaves.length)
  const root = rootOf(
    sha256,
    leaves.map(({ leaf }) => leafHash(sha256, leaf)),
  )
  expect(sameBytes(root, checkpoint.root)).toBe(true)
  const events = new Map((await readAfter(db, 0, 1_000_000)).map((entry) => [entry.event.id, entry]))
  expect(events.size).toBe(leaves.length)
  for (const { event_id, leaf } of leaves) {
    const entry = events.get(event_id)
    if (!entry) throw new Error(`${event_id} is in the log and not in the journal`)
    checkOpening(entry, readLeaf(leaf), sha256, sm3)
  }
  for (const type of streamTypes) {
    if (!('table' in type) || 'once' in type.table) continue
    const rows = await sql<{ id: string; state: object }>`select id, state from ${sql.table(type.table.name)}`.execute(
      db,
    )
    for (const { id, state } of rows.rows) {
      const entries = await readStream(db, `${type.prefix}:${id}`)
      expect(state).toEqual(
        folded(
          type,
          entries.map((entry) => entry.event),
        ),
      )
    }
  }
}
