import { randomUUID } from 'node:crypto'
import { type EndpointName, pathOf, table } from '@liuhen/contract'
import { type Role, roles } from '@liuhen/core/access'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves, states } from '../../../../scripts/proves.ts'
import { type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'

let trial: TrialDay
beforeAll(async () => {
  trial = await trialDay()
})
afterAll(() => trial[Symbol.asyncDispose]())

/** Every way to take away or change an original or what is on record of it that HTTP has a word for. */
const changes = [
  'deleteRecording',
  'replaceRecording',
  'alterRecording',
  'deleteOriginal',
  'replaceOriginal',
  'alterOriginal',
] as const satisfies readonly EndpointName[]

async function attempt(who: SignedIn, name: EndpointName, id: string) {
  const { method } = table[name]
  const body = method === 'GET' ? {} : { body: JSON.stringify({ start: '2026-01-01T00:00:00.000Z' }) }
  const response = await who.send(trial.server.url + pathOf(table[name], { id }), { method, ...body })
  const problem = (await response.json()) as { obstacles: { code: string; message: { zh: string } }[] }
  return { status: response.status, problem }
}

async function journalled(recording: string) {
  const { rows } = await trial.server.database.as(
    'owner',
    `select actor, body->>'attempt' as attempt, (body->>'times')::int as times from journal
      where kind = 'AttemptRefused/1' and body->>'recording' = $1 order by position`,
    [recording],
  )
  return rows as { actor: string; attempt: string; times: number }[]
}
const original = async (id: string) => {
  const { arrival, row, container, times } = await trial.officer.showRecording({ params: { id } })
  return { arrival, row, container, times }
}

test('whoever asks to delete, replace or alter an original or its record, of any role, is refused, and it is on record', async () => {
  proves('jilin-2017/3.1', 'jinzhong-2022-recording/19.1', 'yanzhou-2019/11.1')
  const id = await trial.recording('09:00', '09:10')
  const before = await original(id)
  // All of them first: signing in moves the clock on.
  const people: SignedIn[] = []
  for (const role of Object.keys(roles) as Role[]) people.push(await trial.server.another(role))
  for (const who of people)
    for (const name of changes) {
      const { status, problem } = await attempt(who, name, id)
      expect([status, problem.obstacles[0]?.code], name).toEqual([403, 'recording-untouchable'])
    }
  const wanted = people.flatMap(({ person }) =>
    ['delete', 'replace', 'alter'].map((one) => ({ actor: `person:${person}`, attempt: one, times: 1 })),
  )
  // Of each pair the second fell within the minute of the first: it is counted and comes with the next minute.
  expect(await journalled(id)).toEqual(wanted)
  expect(await original(id)).toEqual(before)
})

test('a docking station is refused too, and nobody signed in is told to sign in', async () => {
  const id = await trial.recording('09:20', '09:30')
  const { key, id: station } = await trial.server.station()
  const address = `${trial.server.url}/api/recordings/${id}`
  const asked = await fetch(address, { method: 'DELETE', headers: { authorization: `Bearer ${key}` } })
  expect(asked.status).toBe(403)
  expect((await fetch(address, { method: 'DELETE' })).status).toBe(401)
  expect(await journalled(id)).toEqual([{ actor: `station:${station}`, attempt: 'delete', times: 1 }])
})

test('who keeps trying fills no journal: the first is written at once, the rest of its minute as one number', async () => {
  const id = await trial.recording('09:40', '09:50')
  const tries = await Promise.all(Array.from({ length: 25 }, () => attempt(trial.officer, 'deleteRecording', id)))
  expect(tries.every((one) => one.status === 403)).toBe(true)
  const actor = `person:${trial.officer.person}`
  const first = { actor, attempt: 'delete', times: 1 }
  expect(await journalled(id)).toEqual([first])
  trial.server.clock.forward(61_000)
  await attempt(trial.officer, 'deleteRecording', id)
  expect(await journalled(id)).toEqual([first, { ...first, times: 24 }, first])
})

test('the refusal quotes the article of the bureau’s own instrument, and says no more of what exists than of what does not', async () => {
  const id = await trial.recording('10:00', '10:10')
  const said = async (recording: string) =>
    (await attempt(trial.stranger, 'replaceOriginal', recording)).problem.obstacles[0]
  await trial.under(['jinzhong-2022-recording'])
  expect(await said(id)).toMatchObject({
    citation: { article: 'jinzhong-2022-recording/19', quote: '不得剪接、删改原始现场执法视音频资料' },
    message: { zh: expect.stringContaining('第十九条规定“不得剪接、删改原始现场执法视音频资料”') },
  })
  await trial.under(['yanzhou-2019'])
  const here = await said(id)
  expect(here).toMatchObject({ citation: { article: 'yanzhou-2019/11' } })
  const nowhere = randomUUID()
  expect(await said(nowhere)).toEqual(here)
  expect(await journalled(nowhere)).toEqual([])
})

test('a look or a download that was refused is on record, by role and by unit, and one that was granted is none', async () => {
  const id = await trial.recording('10:20', '10:30')
  const administrator = await trial.server.another('system-administrator')
  expect((await attempt(trial.officer, 'original', id)).status).toBe(403)
  expect((await attempt(trial.stranger, 'showRecording', id)).status).toBe(404)
  expect((await attempt(trial.stranger, 'viewCopy', id)).status).toBe(404)
  expect((await attempt(administrator, 'showRecording', id)).status).toBe(403)
  await trial.officer.showRecording({ params: { id } })
  // It has no view copy yet: nothing was refused.
  await attempt(trial.officer, 'viewCopy', id)
  expect(await journalled(id)).toEqual([
    { actor: `person:${trial.officer.person}`, attempt: 'copy', times: 1 },
    { actor: `person:${trial.stranger.person}`, attempt: 'look', times: 1 },
    { actor: `person:${administrator.person}`, attempt: 'look', times: 1 },
  ])
})

test('without a grant there is nothing to be found and nothing to be played, and the attempt is on record', async () => {
  proves('yanzhou-2019/3.1', 'yanzhou-2019/12.1')
  states('jinzhong-2022-recording/18.2')
  const id = await trial.recording('11:00', '11:10')
  // Of the same unit, but it was not them who recorded, nor do they head it.
  const colleague = await trial.server.another('officer', trial.units.one)
  const auxiliary = await trial.server.another('auxiliary', trial.units.one)
  const without = [colleague, auxiliary, trial.stranger]
  for (const who of without) {
    expect((await who.listRecordings({ query: {} })).rows.map((row) => row.id)).not.toContain(id)
    for (const way of ['showRecording', 'viewCopy', 'cover'] as const)
      expect([way, (await attempt(who, way, id)).status]).toEqual([way, 404])
  }
  expect(await journalled(id)).toEqual(
    without.map(({ person }) => ({ actor: `person:${person}`, attempt: 'look', times: 1 })),
  )
  expect((await trial.leader.listRecordings({ query: {} })).rows.map((row) => row.id)).toContain(id)
  expect((await attempt(trial.leader, 'showRecording', id)).status).toBe(200)
})

test('whoever may see the recording reads who tried what, and the audit administrator that somebody did', async () => {
  const id = await trial.recording('10:40', '10:50')
  await attempt(trial.stranger, 'deleteOriginal', id)
  const { history } = await trial.leader.showRecording({ params: { id } })
  const { name } = await trial.stranger.whoAmI()
  const tried = history.filter((one) => one.kind === 'AttemptRefused/1')
  expect(tried).toMatchObject([{ by: name, body: { attempt: 'delete' } }])
  const audit = await trial.server.as('audit-administrator')
  const [last] = await audit.journal({ query: { kind: 'AttemptRefused' } })
  expect(last).toMatchObject({ kind: 'AttemptRefused/1', by: name })
})
