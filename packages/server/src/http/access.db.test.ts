import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pathOf, table } from '@liuhen/contract'
import type { Endpoint, EndpointName } from '@liuhen/contract'
import { isOutsider, Role, roles } from '@liuhen/core/access'
import { trialServer } from './trial.ts'
import type { TrialServer } from './trial.ts'

let server: TrialServer
/** What each role, a station and nobody send with a request; the session is fresh for each, since one cell signs out. */
const identities = new Map<string, () => Promise<Record<string, string>>>()
const everyRole = Object.keys(roles) as Role[]
const everyName = Object.keys(table) as EndpointName[]

beforeAll(async () => {
  server = await trialServer()
  for (const role of everyRole) {
    const person = await server.another(role)
    identities.set(role, async () => ({ cookie: person.cookie, 'liuhen-request': '1' }))
  }
  const { key } = await server.station()
  identities.set('station', async () => ({ authorization: `Bearer ${key}` }))
  identities.set('nobody', async () => ({ 'liuhen-request': '1' }))
})
afterAll(() => server.stop())

/** The endpoint as it is called with the least that could be meant, by someone who may reach this table of CSV. */
function addressOf(endpoint: Endpoint, who: string): string {
  const what = who === 'information-centre' ? 'devices' : 'units'
  const params = { id: randomUUID(), marker: randomUUID(), position: 0, what }
  return server.url + pathOf(endpoint, params).replace('*', '0/000')
}

async function statusOf(name: EndpointName, who: string): Promise<number> {
  const endpoint: Endpoint = table[name]
  const headers = { ...(await identities.get(who)?.()), 'content-type': 'application/json' }
  const body = endpoint.body && !endpoint.raw ? { body: '{}' } : {}
  const response = await fetch(addressOf(endpoint, who), { method: endpoint.method, headers, ...body })
  await response.arrayBuffer()
  return response.status
}

/** What the table says, worked out here by itself from its three forms. */
function expected(name: EndpointName, who: string): 'through' | 401 | 403 {
  const { allow }: Endpoint = table[name]
  if (allow === 'anyone') return 'through'
  if (who === 'nobody') return 401
  if (allow === 'own-account') return who === 'station' ? 403 : 'through'
  if (allow === 'signed-in') return who === 'station' || isOutsider(who as Role) ? 403 : 'through'
  return (allow as readonly string[]).includes(who) ? 'through' : 403
}

test.each(everyName.filter((name) => name !== 'signOut'))(
  '%s serves whom the table says, and nobody else',
  async (name) => {
    const seen: Record<string, string | number> = {}
    const wanted: Record<string, string | number> = {}
    for (const who of identities.keys()) {
      const status = await statusOf(name, who)
      expect(status, `${name} as ${who}`).toBeLessThan(500)
      seen[who] = status === 401 || status === 403 ? status : 'through'
      wanted[who] = expected(name, who)
    }
    expect(seen).toEqual(wanted)
  },
)

test('only somebody signed in can sign out', async () => {
  expect(await statusOf('signOut', 'nobody')).toBe(401)
  expect(await statusOf('signOut', 'station')).toBe(403)
  const leaving = await server.another('office')
  await leaving.signOut()
  await expect(leaving.whoAmI()).rejects.toMatchObject({ problem: { status: 401 } })
})

test('the public log tells a stranger hashes and how many there are, and of nobody what they did', async () => {
  const open = async (path: string, headers = {}) => fetch(`${server.url}/log/${path}`, { headers })
  const note = await (await open('checkpoint')).text()
  const size = Number(note.split('\n')[1])
  expect(size).toBeGreaterThan(20)
  const width = Math.min(size, 256)
  const suffix = width === 256 ? '' : `.p/${width}`
  const hashes = Buffer.from(await (await open(`tile/0/000${suffix}`)).arrayBuffer())
  expect(hashes.length).toBe(width * 32)
  for (const path of [`tile/entries/000${suffix}`, `tile//entries/000${suffix}`, `tile/entries%2F000${suffix}`]) {
    const answer = await open(path)
    expect([401, 404], path).toContain(answer.status)
    expect(await answer.text()).not.toContain('person:')
  }
  const audit = await identities.get('audit-administrator')?.()
  const leaves = await open(`tile/entries/000${suffix}`, audit)
  expect(leaves.headers.get('cache-control')).toBe('private, no-store')
  expect(await leaves.text()).toContain('BureauFounded/1')
})

// What follows is known without the table, so that a slip in the table is found.

const administrators: readonly string[] = ['system-administrator', 'security-administrator', 'audit-administrator']
const holdings = /^\/api\/(recordings|activities|coverage|quarantine|packages|uploads|receipts|dockings)(\/|$)/

test('no administrator reaches a recording, an activity, the quarantine, an upload, a receipt or a package', async () => {
  const reached: string[] = []
  const names = everyName.filter((name) => holdings.test(table[name].path) && name !== 'uploadOptions')
  expect(names.length).toBeGreaterThan(20)
  for (const name of names)
    for (const who of administrators) if ((await statusOf(name, who)) !== 403) reached.push(`${name} as ${who}`)
  expect(reached).toEqual([])
})

test('what is open to anyone is this short list', () => {
  const open = everyName.filter((name) => table[name].allow === 'anyone')
  expect(open.toSorted()).toEqual(
    [
      'clock',
      'setUpState',
      'setUp',
      'signIn',
      // Where an identity provider is set up, and for whom it confirms who they are.
      'beginSignInElsewhere',
      'signInElsewhere',
      'health',
      'checkpoint',
      'verifierKey',
      'tile',
      'uploadOptions',
      // By its key, and nothing without one.
      'agendaFeed',
    ].toSorted(),
  )
})

test('a docking station brings files and fetches receipts, and does nothing else', async () => {
  const reached: string[] = []
  for (const name of everyName) {
    if (table[name].allow === 'anyone') continue
    const status = await statusOf(name, 'station')
    if (status !== 401 && status !== 403) reached.push(name)
  }
  const intake = [
    'beginDocking',
    'clock',
    'receipt',
    'uploadCreate',
    'uploadHead',
    'uploadPatch',
    'uploadState',
    'giveUpUpload',
    'tellSigningKey',
  ]
  expect(reached.filter((name) => !intake.includes(name))).toEqual([])
})

test('the only hands on accounts are those of the system and the security administrator, and never the same for roles', () => {
  const hands = (name: EndpointName) => table[name].allow
  expect(hands('addPerson')).toEqual(['system-administrator'])
  expect(hands('giveRoles')).toEqual(['security-administrator'])
  expect(hands('issueEnrolmentCode')).toEqual(['security-administrator'])
  expect(hands('journal')).toEqual(['audit-administrator'])
  expect(hands('resetPassword')).toEqual(['system-administrator'])
})

test('nothing opens to a session that has yet to change its password, but the way to change it', async () => {
  const facts = await server.appointed('head')
  const entered = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'liuhen-request': '1' },
    body: JSON.stringify(facts),
  })
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] as string
  const through: string[] = []
  for (const name of everyName) {
    const endpoint: Endpoint = table[name]
    if (endpoint.allow === 'anyone' || name === 'signOut') continue
    const headers = { cookie, 'liuhen-request': '1', 'content-type': 'application/json' }
    const body = endpoint.body && !endpoint.raw ? { body: '{}' } : {}
    const response = await fetch(addressOf(endpoint, 'head'), { method: endpoint.method, headers, ...body })
    await response.arrayBuffer()
    if (response.status !== 403) through.push(name)
  }
  expect(through.toSorted()).toEqual(['beginSecondFactor', 'changePassword', 'confirmSecondFactor', 'whoAmI'])
})

test('every endpoint of the table is served by somebody', async () => {
  const unserved: string[] = []
  for (const line of server.logged) if (line.includes('no handler for')) unserved.push(line)
  expect(unserved).toEqual([])
})
