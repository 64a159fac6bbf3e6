import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { filming } from '../requests/trial.ts'

let trial: TrialDay
let id: string
let bytes: number
beforeAll(async () => {
  trial = await trialDay()
  const films = filming(trial)
  id = await films.playable()
  await films.end()
  const answer = await trial.officer.send(`${trial.server.url}/api/recordings/${id}/view-copy`)
  bytes = (await answer.arrayBuffer()).byteLength
})
afterAll(() => trial[Symbol.asyncDispose]())

const fetched = async (who: SignedIn, range: string): Promise<number> => {
  const answer = await who.send(`${trial.server.url}/api/recordings/${id}/view-copy`, { headers: { range } })
  await answer.arrayBuffer()
  return answer.status
}
const part = (share: number): number => Math.floor(bytes * share)
const sought = async (who: SignedIn) => {
  const { name } = await who.whoAmI()
  const { lookers } = await trial.legal.useOfRecording({ params: { id } })
  return lookers.filter((one) => one.by === name && one.what === 'view-copy').map((one) => one.sought)
}

test('who jumps to a place in a film leaves where it was, once, and who looked is told with it', async () => {
  const who = trial.leader
  expect(await fetched(who, 'bytes=0-')).toBe(206)
  expect(await sought(who)).toEqual([[]])
  // Of ten minutes the middle, and what is asked for again there.
  await fetched(who, `bytes=${part(0.5) + 1}-`)
  await fetched(who, `bytes=${part(0.5) + 2}-`)
  await fetched(who, `bytes=${part(0.75) + 1}-`)
  expect(await sought(who)).toEqual([[300_000, 450_000]])
})

test('a film that is fetched part after part is played on, and nobody is said to have jumped', async () => {
  const who = trial.officer
  const ends = [0, 0.25, 0.5, 0.75, 1].map(part)
  for (const [i, end] of ends.slice(1).entries()) await fetched(who, `bytes=${ends[i]}-${end - 1}`)
  expect(await sought(who)).toEqual([[]])
  await fetched(who, `bytes=${part(0.25) + 1}-`)
  expect(await sought(who)).toEqual([[150_000]])
})

test('parts that lie side by side and arrive in the wrong order are no jump', async () => {
  const who = trial.legal
  for (const from of [0.008, 0.004, 0, 0.012].map(part)) await fetched(who, `bytes=${from}-${from + part(0.004) - 1}`)
  expect(await sought(who)).toEqual([[]])
})

test('a jump is an event before a byte of it goes out, and does not fill the history of the recording', async () => {
  const { history } = await trial.legal.showRecording({ params: { id } })
  const looks = history.filter((one) => one.kind === 'RecordingLooked/1').map((one) => one.body as { from?: number })
  expect(looks.filter((one) => one.from !== undefined)).toEqual([])
  const events = await trial.server.database.db
    .selectFrom('journal')
    .select('body')
    .where('kind', '=', 'RecordingLooked/1')
    .where('actor', '=', `person:${trial.leader.person}`)
    .execute()
  expect(events.flatMap(({ body }) => (body as { from?: number }).from ?? [])).toEqual([300_000, 450_000])
})
