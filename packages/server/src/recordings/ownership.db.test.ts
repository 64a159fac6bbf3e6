import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewEvent } from '@liuhen/core/journal'
import { instantOf } from '@liuhen/core/kernel'
import { type SignedIn, trialServer, type TrialServer } from '../http/trial.ts'
import { declaredOf, soundFile } from '../intake/trial.ts'
import { openJournal } from '../ledger/index.ts'
import { keepTakes } from './index.ts'

let server: TrialServer
let unit: string
let officer: SignedIn
let leader: SignedIn
let device: string
const MONTH = 30 * 86_400_000
const { write } = openJournal({ reactions: [keepTakes] })

beforeAll(async () => {
  server = await trialServer()
  const system = await server.as('system-administrator')
  const body = { code: 'Z1', name: '一中队', kind: 'squadron' as const, parent: server.unit }
  unit = (await system.addUnit({ body })).id
  officer = await server.another('officer', unit)
  leader = await server.another('team-leader', unit)
  const centre = await server.as('information-centre')
  device = (await centre.registerDevice({ body: { number: 'DSJ-3', kind: 'body-camera', unit } })).id
})
afterAll(() => server.stop())

/** Docked by a station, so many days before the device is issued; the file's name carries the number of that person. */
async function docked(ago: number, person: string | undefined): Promise<string> {
  const id = randomUUID()
  const now = server.clock.now()
  const { sha256, ...declared } = declaredOf(soundFile())
  const start = instantOf(Date.parse(now) - ago * 86_400_000)
  const number = { what: 'officer', says: 'file', number: '012345', ...(person && { person }) }
  const arrival = {
    ...declared,
    arrival: randomUUID(),
    sha256,
    sm3: '0'.repeat(64),
    mediaType: 'wav',
    flags: ['holder-unknown'],
    arrivedAt: now,
    device,
    unit,
    provenance: { how: 'docked', by: `station:${randomUUID()}`, asked: true, claims: [number], unit },
  }
  const times = { deviceStart: start, deviceEnd: start, start, end: start, error: 200, reading: { source: 'name' } }
  const event = (kind: string, version: number, body: object) =>
    ({ stream: `recording:${id}`, version, kind, at: now, actor: 'system', body }) as NewEvent
  await server.database.db
    .transaction()
    .execute((trx) => write(trx, [event('RecordingPreserved/2', 1, arrival), event('TimesFound/1', 2, times)]))
  return id
}
const proposed = (who: SignedIn) => who.ownershipProposals()

test('what was filmed before the camera was issued is proposed to whose number the files carry, with the reasons', async () => {
  const ids = [await docked(MONTH / 86_400_000, officer.person), await docked(20, officer.person)]
  await docked(25, undefined)
  await leader.issueDevice({ params: { id: device }, body: { holder: officer.person } })
  const [one, ...others] = await proposed(leader)
  expect(others).toEqual([])
  expect(one).toMatchObject({ officer: { id: officer.person }, device: 'DSJ-3', unit: '一中队', mine: false })
  expect(one?.recordings.toSorted()).toEqual(ids.toSorted())
  expect(one?.reasons.map((reason) => reason.zh).join()).toMatch(/012345.*早于 DSJ-3 的第一次配发登记/)
  expect(await leader.workbench()).toMatchObject({ ownershipCount: 1, ownership: [{ recordings: 2 }] })
  expect((await officer.listRecordings({ query: {} })).total).toBe(0)
})

test('whom it is proposed to does not decide it, nor does anybody assign what is not proposed', async () => {
  const [one] = await proposed(leader)
  const order = { officer: officer.person, recordings: one?.recordings ?? [], reason: '核对了值班表' }
  await expect(officer.assignProposed({ body: order })).rejects.toMatchObject({ problem: { status: 403 } })
  const claimant = await server.another('team-leader', unit)
  const foreign = { ...order, officer: claimant.person }
  const refused = (status: number, code: string) => ({ problem: { status, obstacles: [{ code }] } })
  await expect(claimant.assignProposed({ body: foreign })).rejects.toMatchObject(refused(403, 'own-claim'))
  const unknown = { ...order, recordings: [randomUUID()] }
  await expect(leader.assignProposed({ body: unknown })).rejects.toMatchObject(refused(409, 'not-proposed'))
})

test('one decision assigns them all, each as an event of its own with the reason, and the officer sees them', async () => {
  const [one] = await proposed(leader)
  const recordings = one?.recordings ?? []
  const order = { officer: officer.person, recordings, reason: '核对了当日值班表' }
  expect(await leader.assignProposed({ body: order })).toEqual({ assigned: 2 })
  expect(await proposed(leader)).toEqual([])
  expect((await officer.listRecordings({ query: {} })).total).toBe(2)
  for (const id of recordings) {
    const { officerNotes } = await officer.showRecording({ params: { id } })
    expect(officerNotes).toMatchObject([{ reason: order.reason, officer: { id: officer.person } }])
  }
  await expect(leader.assignProposed({ body: order })).rejects.toMatchObject({ problem: { status: 409 } })
})
