import { randomUUID } from 'node:crypto'
import { type Instant, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTo } from '../http/trial-doors.ts'
import { type SignedIn, trialServer, type TrialServer } from '../http/trial.ts'

let server: TrialServer
beforeAll(async () => {
  server = await trialServer()
})
afterAll(() => server.stop())

const HOUR = 3_600_000
const article = 'national/network-data-regulation/16'
const system = () => server.as('system-administrator')
const security = () => server.as('security-administrator')
const inHours = (hours: number): Instant => instantOf(millisecondsOf(server.clock.now()) + hours * HOUR)
const refused = (code: string) => ({
  problem: { obstacles: [expect.objectContaining({ code, citation: { article } })] },
})
const unknown = { problem: { status: 401 } }
const facts = (more: { until?: Instant; reason?: string }) => ({
  name: '供应商工程师',
  userName: `v${randomUUID().slice(0, 8)}`,
  unit: server.unit,
  roles: ['maintainer' as const],
  ...more,
})
const confirm = async (person: string) =>
  (await security()).confirmProposals({ body: { of: [{ person, kind: 'roles' }] } })
const signedOut = (person: string) =>
  server.database.db
    .selectFrom('journal')
    .select('body')
    .where('kind', '=', 'SignedOut/1')
    .execute()
    .then((rows) => rows.map((one) => one.body).filter((one) => (one as { person?: string }).person === person))

test('a maintainer is added only for a stated term with a reason, no longer than seven days, and opens nothing before a second administrator agrees', async () => {
  const call = await system()
  const add = (more: { until?: Instant; reason?: string }) => call.addPerson({ body: facts(more) })
  await expect(add({ reason: '数据库检修' })).rejects.toMatchObject(refused('term-missing'))
  await expect(add({ until: inHours(4) })).rejects.toMatchObject(refused('term-reason'))
  await expect(add({ until: inHours(-1), reason: '数据库检修' })).rejects.toMatchObject(refused('term-past'))
  await expect(add({ until: inHours(7 * 24 + 1), reason: '数据库检修' })).rejects.toMatchObject(refused('term-long'))
  const officer = { ...facts({ until: inHours(4), reason: '数据库检修' }), roles: ['office' as const] }
  await expect(call.addPerson({ body: officer })).rejects.toMatchObject(refused('term-unwanted'))

  const until = inHours(4)
  const body = facts({ until, reason: '数据库检修' })
  const { id, password } = await call.addPerson({ body })
  await expect(server.anyone.signIn({ body: { userName: body.userName, password } })).rejects.toMatchObject({
    problem: { obstacles: [{ code: 'sign-in-failed' }] },
  })
  const [waiting] = (await (await security()).listProposals()).filter((one) => one.person.id === id)
  expect(waiting).toMatchObject({ roles: ['maintainer'], until, reason: '数据库检修', own: false })
  await expect(call.confirmProposals({ body: { of: [{ person: id, kind: 'roles' }] } })).rejects.toMatchObject({
    problem: { obstacles: [{ code: 'own-proposal' }] },
  })
  await confirm(id)
  const row = (await call.listPeople()).find((one) => one.id === id)
  expect(row).toMatchObject({ roles: ['maintainer'], until, termOver: false })
})

test('what nobody agreed to in time is not agreed to afterwards', async () => {
  const body = facts({ until: inHours(1), reason: '更换硬盘' })
  const { id } = await (await system()).addPerson({ body })
  server.clock.forward(2 * HOUR)
  await expect(confirm(id)).rejects.toMatchObject(refused('term-past'))
})

test('a maintainer sees how the machine stands and nothing else, and that is on record for the bureau', async () => {
  const vendor = await server.another('maintainer')
  expect(await openTo(vendor, server.url)).toEqual(['GET machineHealth'])
  const head = await server.another('head')
  const { rows } = await head.listOutsideActs({ query: { person: vendor.person } })
  expect(rows).toMatchObject([{ role: 'maintainer', endpoint: 'machineHealth' }])
})

test('at its end the access ends by itself: the open session is over in that moment, and nobody signs in again', async () => {
  const vendor = await server.another('maintainer')
  const { until } = (await (await system()).listPeople()).find((one) => one.id === vendor.person) as { until: Instant }
  server.clock.forward(millisecondsOf(until) - millisecondsOf(server.clock.now()) - 10 * 60_000)
  await vendor.back()
  await vendor.machineHealth()
  server.clock.forward(9 * 60_000)
  await vendor.machineHealth()
  server.clock.forward(60_000)
  await expect(vendor.machineHealth()).rejects.toMatchObject(unknown)
  expect(await signedOut(vendor.person)).toContainEqual({ person: vendor.person, reason: 'term-over' })
  await expect(enter(vendor)).rejects.toMatchObject({ problem: { obstacles: [{ code: 'sign-in-failed' }] } })
  const row = (await (await system()).listPeople()).find((one) => one.id === vendor.person)
  expect(row).toMatchObject({ termOver: true })

  // More of it is asked for anew and agreed to anew; until then nothing opens.
  const more = { roles: ['maintainer' as const], reason: '续修', until: inHours(8) }
  expect(await (await security()).giveRoles({ params: { id: vendor.person }, body: more })).toEqual({
    state: 'proposed',
  })
  await expect(enter(vendor)).rejects.toMatchObject({ problem: { status: 409 } })
  const of = [{ person: vendor.person, kind: 'roles' as const }]
  await (await system()).confirmProposals({ body: { of } })
  await enter(vendor)
  await vendor.machineHealth()
})

test('a session nobody asks of any more is written down as over too', async () => {
  const vendor = await server.another('maintainer')
  const { until } = (await (await system()).listPeople()).find((one) => one.id === vendor.person) as { until: Instant }
  server.clock.forward(millisecondsOf(until) - millisecondsOf(server.clock.now()) - 5 * 60_000)
  await vendor.back()
  server.clock.forward(6 * 60_000)
  // Whoever signs in next sweeps what is over.
  await server.another('office')
  expect(await signedOut(vendor.person)).toContainEqual({ person: vendor.person, reason: 'term-over' })
})

const enter = (vendor: SignedIn) =>
  vendor.signIn({ body: { userName: vendor.userName, password: vendor.password, code: vendor.code() } })
