import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from './trial.ts'

let trial: TrialDay
let [colleague, otherLeader] = [] as unknown as [SignedIn, SignedIn]

beforeAll(async () => {
  trial = await trialDay()
  colleague = await trial.server.another('officer', trial.units.one)
  otherLeader = await trial.server.another('team-leader', trial.units.two)
})
afterAll(() => trial[Symbol.asyncDispose]())

const everybody = () => ({
  officer: trial.officer,
  colleague,
  leader: trial.leader,
  stranger: trial.stranger,
  otherLeader,
  legal: trial.legal,
})
const isShown = (asking: Promise<unknown>): Promise<boolean> =>
  asking.then(
    () => true,
    (error: { readonly problem?: { readonly status: number } }) => {
      if (error.problem?.status === 404) return false
      throw error
    },
  )

/** Who has it in their list, and who may open it. */
async function who(
  listed: (one: SignedIn) => Promise<readonly { readonly id: string }[]>,
  show: (one: SignedIn, id: string) => Promise<unknown>,
  id: string,
) {
  const [inList, opened]: [string[], string[]] = [[], []]
  for (const [name, one] of Object.entries(everybody())) {
    if ((await listed(one)).some((row) => row.id === id)) inList.push(name)
    if (await isShown(show(one, id))) opened.push(name)
  }
  return { inList, opened }
}
const seesRecording = (id: string) =>
  who(
    async (one) => (await one.listRecordings({ query: {} })).rows,
    (one, it) => one.showRecording({ params: { id: it } }),
    id,
  )
const seesActivity = (id: string) =>
  who(
    async (one) => (await one.listActivities({ query: {} })).rows,
    (one, it) => one.showActivity({ params: { id: it } }),
    id,
  )

test('a docked recording is seen by who recorded it and who leads their unit, in the list and by itself', async () => {
  const names = ['officer', 'leader', 'legal']
  expect(await seesRecording(await trial.recording('09:00', '09:10'))).toEqual({ inList: names, opened: names })
})

test('what was sent is seen by who sent it and by those who can be asked about it, not by whose it is only said to be', async () => {
  const id = await trial.recording('09:20', '09:30', { sentBy: trial.stranger })
  const names = ['leader', 'stranger', 'legal']
  expect(await seesRecording(id)).toEqual({ inList: names, opened: names })
})

test('an activity is seen by everybody who was there and who leads their unit', async () => {
  const names = ['officer', 'leader', 'legal']
  expect(await seesActivity(await trial.activity('patrol', '10:00', '10:10'))).toEqual({ inList: names, opened: names })
})

test('who was there sees an activity, also one who leads another unit', async () => {
  const { id } = await trial.officer.registerActivity({
    body: { activity: 'patrol', start: at('10:20'), end: at('10:30'), colleagues: [otherLeader.person] },
  })
  const names = ['officer', 'leader', 'otherLeader', 'legal']
  expect(await seesActivity(id)).toEqual({ inList: names, opened: names })
})
