import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SignedIn, trialServer, type TrialServer } from './trial.ts'

let server: TrialServer
let officer: SignedIn
beforeAll(async () => {
  server = await trialServer()
  officer = await server.another('officer')
})
afterAll(() => server.stop())

const register = (who: SignedIn, once: string) => who.registerActivity({ body: { activity: 'patrol' } }, { once })
const count = async () => (await officer.listActivities({ query: {} })).total

test('what is sent twice under one id is done once, and both are told the same', async () => {
  const once = randomUUID()
  const [first, second] = await Promise.all([register(officer, once), register(officer, once)])
  expect(second).toEqual(first)
  expect(await register(officer, once)).toEqual(first)
  expect(await count()).toBe(1)
  await register(officer, randomUUID())
  expect(await count()).toBe(2)
})

test('an id belongs to its sender and its request: another person’s is another act, another request under it is refused', async () => {
  const once = randomUUID()
  const { id } = await register(officer, once)
  const colleague = await server.another('officer')
  expect((await register(colleague, once)).id).not.toBe(id)
  const other = officer.registerActivity({ body: { activity: 'road-duty' } }, { once })
  await expect(other).rejects.toMatchObject({ problem: { status: 409, obstacles: [{ code: 'request-id-used' }] } })
  const none = register(officer, 'once')
  await expect(none).rejects.toMatchObject({ problem: { status: 400, obstacles: [{ code: 'request-id' }] } })
})

test('what was refused was not done, and is done when it is sent again', async () => {
  const { id } = await register(officer, randomUUID())
  const once = randomUUID()
  const end = () => officer.endActivity({ params: { id }, body: {} }, { once })
  await end()
  const again = randomUUID()
  const annotate = (text: string, key: string) =>
    officer.annotateActivity(
      { params: { id }, body: { text, corrects: { start: '2099-01-01T00:00:00.000Z' as never } } },
      { once: key },
    )
  await expect(annotate('记错', again)).rejects.toMatchObject({ problem: { status: 409 } })
  await expect(annotate('记错', again)).rejects.toMatchObject({ problem: { status: 409 } })
  expect((await officer.showActivity({ params: { id } })).annotations).toEqual([])
})

test('a password is not kept for a second answer: whoever asks again is told that it is done', async () => {
  const system = await server.as('system-administrator')
  const once = randomUUID()
  const body = { name: '吴新人', userName: 'wuxr', unit: server.unit, roles: ['officer' as const] }
  const { password } = await system.addPerson({ body }, { once })
  await expect(system.addPerson({ body }, { once })).rejects.toMatchObject({
    problem: { status: 409, obstacles: [{ code: 'done-already' }] },
  })
  const kept = await server.database.db.selectFrom('served_once').selectAll().execute()
  expect(JSON.stringify(kept)).not.toContain(password)
})
