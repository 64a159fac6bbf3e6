import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Quarantined, quarantineStream } from '@liuhen/core/intake'
import { instantOf, Refused } from '@liuhen/core/kernel'
import { type Journal, openJournal, readStream } from './ledger/index.ts'
import { type TrialDatabase, trialDatabase } from './platform/trial.ts'
import { policies } from './policies.ts'
import { keepTakes } from './recordings/index.ts'

let trial: TrialDatabase
beforeAll(async () => {
  trial = await trialDatabase()
})
afterAll(() => trial.close())

const moment = { at: instantOf(1_795_000_000_000), actor: `person:${randomUUID()}` }
const journal = openJournal({ reactions: [keepTakes], policies })

/** A file that was set aside; its id and a digest of its own. */
async function given(): Promise<{ id: string; sha256: string }> {
  const [id, arrival] = [randomUUID(), randomUUID()]
  const sha256 = arrival.replaceAll('-', '').repeat(2)
  const file = Quarantined.parse({
    arrival,
    fileName: 'DSJ0217.mp4',
    bytes: 1,
    sha256,
    sm3: sha256,
    mediaType: 'mp4',
    flags: [],
    arrivedAt: moment.at,
    provenance: { how: 'docked', by: 'system', asked: true, claims: [] },
    declaredSha256: 'a'.repeat(64),
    reason: 'digest-differs',
    message: { zh: '不符', en: 'differs' },
  })
  const command = { do: 'set-aside', file } as const
  await trial.db.transaction().execute((trx) => journal.act(trx, quarantineStream, id, command, moment))
  return { id, sha256 }
}
const when = (id: string, decision: 'accepted' | 'dismissed', recording?: string, by: Journal = journal) =>
  trial.db.transaction().execute((trx) => {
    const command = { do: 'settle', decision, reason: '核对过原件', ...(recording && { recording }) } as const
    return by.act(trx, quarantineStream, id, command, moment)
  })
const kindsOn = async (stream: string) => (await readStream(trial.db, stream)).map(({ event }) => event.kind)

test('given a file in quarantine, when it is accepted, then it is preserved as a recording by the same person', async () => {
  const { id, sha256 } = await given()
  const recording = randomUUID()
  const { entries } = await when(id, 'accepted', recording)
  expect(entries.map(({ event }) => [event.stream, event.kind, event.actor])).toEqual([
    [`quarantine:${id}`, 'QuarantineSettled/1', moment.actor],
    [`recording:${recording}`, 'RecordingPreserved/2', moment.actor],
  ])
  const row = await trial.db.selectFrom('recordings').selectAll().where('id', '=', recording).executeTakeFirst()
  expect(row).toMatchObject({ sha256, flagged: true, state: { arrival: { flags: ['accepted-from-quarantine'] } } })
})

test('given a file in quarantine, when it is dismissed, then nothing else happens', async () => {
  const { id } = await given()
  expect((await when(id, 'dismissed')).entries.map(({ event }) => event.kind)).toEqual(['QuarantineSettled/1'])
})

test('given that the recording cannot be written, then the file is not settled either', async () => {
  const { id } = await given()
  const broken = openJournal({
    policies: [{ kinds: ['QuarantineSettled/1'], causes: () => Promise.reject(new Error('no recording')) }],
  })
  await expect(when(id, 'accepted', randomUUID(), broken)).rejects.toThrow('no recording')
  expect(await kindsOn(`quarantine:${id}`)).toEqual(['FileQuarantined/2'])
})

test('given a settled file, when it is settled again, then it is refused and nothing happens twice', async () => {
  const { id } = await given()
  const recording = randomUUID()
  await when(id, 'accepted', recording)
  await expect(when(id, 'accepted', recording)).rejects.toThrow(Refused)
  expect(await kindsOn(`recording:${recording}`)).toEqual(['RecordingPreserved/2'])
})
