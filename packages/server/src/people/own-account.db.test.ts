import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '@liuhen/contract'
import { millisecondsOf } from '@liuhen/core/kernel'
import { trialServer } from '../http/trial.ts'
import type { SignedIn, TrialServer } from '../http/trial.ts'

let server: TrialServer
beforeAll(async () => {
  server = await trialServer()
})
afterAll(() => server.stop())

const MINUTE = 60_000
const refused = (code: string) => ({
  problem: { obstacles: expect.arrayContaining([expect.objectContaining({ code })]) },
})

/** A browser at an address of the network, with the cookies it was given. */
function browser(address: string, agent = 'Mozilla/5.0 (Windows NT 10.0) Chrome/132.0 Safari/537.36') {
  const jar = new Map<string, string>()
  const send: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    headers.set('x-forwarded-for', address)
    headers.set('user-agent', agent)
    const response = await fetch(input, { ...init, headers })
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=', 2)
      jar.set(name, value)
    }
    return response
  }
  return createClient(server.url, send)
}
const enter = (at: ReturnType<typeof browser>, { userName, password, code }: SignedIn) =>
  at.signIn({ body: { userName, password, code: code() } })
const fail = (at: ReturnType<typeof browser>, { userName }: SignedIn) =>
  expect(at.signIn({ body: { userName, password: 'Wrong-Horse-77' } })).rejects.toMatchObject(refused('sign-in-failed'))

test('a stranger who fails on somebody’s name again and again is held off, and the owner signs in all the same', async () => {
  const head = await server.another('head')
  const [stranger, desk] = [browser('192.0.2.66'), browser('192.0.2.7')]
  for (let i = 0; i < 8; i++) await fail(stranger, head)
  expect(await enter(desk, head)).toMatchObject({ state: 'signed-in' })
  // The right password would not help the stranger either.
  await expect(enter(stranger, head)).rejects.toMatchObject(refused('sign-in-failed'))
  const [locked] = (await server.database.db
    .selectFrom('journal')
    .select('body')
    .where('kind', '=', 'PersonLocked/1')
    .execute()) as { body: unknown }[]
  expect(locked?.body).toMatchObject({ person: head.person, failures: 5, address: '192.0.2.66' })
})

test('behind one address for all, whoever comes with a browser of theirs is held up by nobody else', async () => {
  const head = await server.another('head')
  const [stranger, own] = [browser('192.0.2.80'), browser('192.0.2.80')]
  await enter(own, head)
  await own.signOut()
  for (let i = 0; i < 6; i++) await fail(stranger, head)
  for (let i = 0; i < 50; i++)
    await stranger.signIn({ body: { userName: `nobody-${i}`, password: 'Wrong-Horse-77' } }).catch(() => undefined)
  await expect(stranger.signIn({ body: { userName: 'nobody', password: 'x' } })).rejects.toMatchObject(
    refused('address-throttled'),
  )
  expect(await enter(own, head)).toMatchObject({ state: 'signed-in' })
})

test('the wait grows with each failure, is over when it says, and is forgotten once the right password came', async () => {
  const head = await server.another('head')
  const at = browser('192.0.2.21')
  for (let i = 0; i < 5; i++) await fail(at, head)
  server.clock.forward(4 * MINUTE)
  await expect(enter(at, head)).rejects.toMatchObject(refused('sign-in-failed'))
  server.clock.forward(MINUTE)
  await fail(at, head)
  // Ten minutes now.
  server.clock.forward(9 * MINUTE)
  await expect(enter(at, head)).rejects.toMatchObject(refused('sign-in-failed'))
  server.clock.forward(MINUTE)
  expect(await enter(at, head)).toMatchObject({ state: 'signed-in' })
  for (let i = 0; i < 4; i++) await fail(browser('192.0.2.21'), head)
  expect(await enter(browser('192.0.2.21'), head)).toMatchObject({ state: 'signed-in' })
})

test('the known browser of one person is no known browser of another', async () => {
  const [head, office] = [await server.another('head'), await server.another('office')]
  const shared = browser('192.0.2.90')
  await enter(shared, head)
  await shared.signOut()
  for (let i = 0; i < 5; i++) await fail(shared, office)
  await expect(enter(browser('192.0.2.90'), office)).rejects.toMatchObject(refused('sign-in-failed'))
  expect(await enter(shared, head)).toMatchObject({ state: 'signed-in' })
})

test('somebody sees where they are signed in, ends a session they do not know, and nobody ends another’s', async () => {
  const head = await server.another('head')
  const [desk, phone] = [browser('192.0.2.30'), browser('192.0.2.31', 'Mozilla/5.0 (iPhone) Safari/604.1')]
  await enter(desk, head)
  await enter(phone, head)
  const all = await desk.listOwnSessions()
  expect(all[0]).toMatchObject({ current: true, address: '192.0.2.30' })
  const other = all.find((one) => one.address === '192.0.2.31')
  expect(other).toMatchObject({ current: false, agent: 'Mozilla/5.0 (iPhone) Safari/604.1' })
  const office = await server.another('office')
  const call = { params: { id: other?.id ?? '' } }
  await expect(office.endOwnSession(call)).rejects.toMatchObject(refused('session-over'))
  await desk.endOwnSession(call)
  await expect(phone.whoAmI()).rejects.toMatchObject({ problem: { status: 401 } })
  expect((await desk.whoAmI()).id).toBe(head.person)
})

test('people are told of sign-ins, new browsers, failures and resets since they last looked, and of nothing else', async () => {
  const head = await server.another('head')
  const desk = browser('192.0.2.40')
  await enter(desk, head)
  const [{ at: until } = { at: '' }] = await desk.listNotices()
  await desk.readNotices({ body: { until: until as never } })
  expect(await desk.listNotices()).toEqual([])
  const thief = browser('192.0.2.41')
  for (let i = 0; i < 3; i++) await fail(thief, head)
  await enter(thief, head)
  const body = { reason: '遗忘' }
  await (await server.as('system-administrator')).resetPassword({ params: { id: head.person }, body })
  const told = await desk.listNotices()
  expect(told).toMatchObject([
    { kind: 'password-reset-proposed', by: '宋系统' },
    { kind: 'signed-in', address: '192.0.2.41', newDevice: true },
    { kind: 'sign-in-failed', address: '192.0.2.41', times: 3 },
  ])
  // Who signs in again with the same browser is not told that it is new.
  await enter(thief, head)
  expect((await desk.listNotices())[0]).toMatchObject({ kind: 'signed-in', newDevice: false })
  // What is told is kept by its owner alone, and not from the time to come.
  const ahead = new Date(millisecondsOf(server.clock.now()) + 86_400_000).toISOString()
  await desk.readNotices({ body: { until: ahead as never } })
  await fail(thief, head)
  expect(await desk.listNotices()).toMatchObject([{ kind: 'sign-in-failed' }])
})

test.each(['Password123!', 'Qwerty12345', '1qaz2wsx3E', 'Aa123456789', 'Liuhen@2026', 'Woaini1314!'])(
  'a password everybody knows, %s, is not taken though it meets the rules',
  async (fresh) => {
    const head = await server.another('head')
    const change = head.changePassword({ body: { old: head.password, fresh } })
    await expect(change).rejects.toMatchObject(refused('password-known'))
  },
)
