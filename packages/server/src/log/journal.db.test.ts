import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventTold } from '@liuhen/core/journal'
import { dayOf } from '@liuhen/core/kernel'
import { type SignedIn, trialServer, type TrialServer } from '../http/trial.ts'

let server: TrialServer
let audit: SignedIn
let officer: SignedIn
beforeAll(async () => {
  server = await trialServer()
  officer = await server.another('officer')
  const centre = await server.as('information-centre')
  const { id } = await centre.registerDevice({ body: { number: 'DSJ-7', kind: 'body-camera', unit: server.unit } })
  await centre.issueDevice({ params: { id }, body: { holder: officer.person } })
  await officer.registerActivity({ body: { activity: 'patrol' } })
  audit = await server.as('audit-administrator')
})
afterAll(() => server.stop())

const sentences = async (query: object) =>
  (await audit.journal({ query })).map(({ kind, by, what, other }) =>
    eventTold(kind)
      ?.sentence.zh.replace('{by}', by)
      .replace('{what}', what?.zh ?? '—')
      .replace('{other}', other?.zh ?? '—'),
  )
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-/

test('the audit administrator reads who did what to what by its name, and no id and no name of a kind', async () => {
  const all = await sentences({})
  expect(all.length).toBeGreaterThan(10)
  for (const one of all) {
    expect(one).not.toMatch(UUID)
    expect(one).not.toContain('—')
    expect(one).not.toMatch(/\/\d+$/)
  }
  const name = (await audit.listPeople()).find((one) => one.id === officer.person)?.name
  expect(await sentences({ kind: 'DeviceIssued' })).toEqual([expect.stringContaining(`把 DSJ-7 配发给 ${name}`)])
  expect(await sentences({ kind: 'ActivityRegistered' })).toEqual([
    expect.stringMatching(/登记 \d{4}-\d\d-\d\d \d\d:\d\d 的日常巡查/),
  ])
})

test('it is narrowed to a person, a day, a kind, and to words in the name of what it is about', async () => {
  const mine = await audit.journal({ query: { by: officer.person } })
  expect(mine.map((one) => one.kind)).toContain('SignedIn/1')
  expect(mine.map((one) => one.kind)).toContain('ActivityRegistered/1')
  expect(mine.map((one) => one.kind)).not.toContain('DeviceIssued/1')
  const about = await audit.journal({ query: { search: 'dsj-7' } })
  expect(about.map((one) => one.kind)).toEqual(['DeviceIssued/1', 'DeviceRegistered/1'])
  const today = dayOf(server.clock.now())
  expect((await audit.journal({ query: { from: today, to: today } })).length).toBeGreaterThan(10)
  expect(await audit.journal({ query: { to: '2020-01-01' as never } })).toEqual([])
  expect(await audit.journal({ query: { search: '没有这样的东西' } })).toEqual([])
})
