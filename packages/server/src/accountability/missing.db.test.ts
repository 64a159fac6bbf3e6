import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { NewEvent } from '@liuhen/core/journal'
import type { Sha256 } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { type TrialTeam, trialTeam } from '../cases/trial.ts'
import { filedCase, INSPECTION } from '../cases/trial-ordinary.ts'
import { at, filmedEvents } from '../coverage/trial.ts'
import { soundFile } from '../intake/trial.ts'
import { openJournal } from '../ledger/index.ts'
import { keepTakes } from '../recordings/index.ts'
import { DigestWorkers, FileVault } from '../vault/index.ts'

/** A bureau whose machine reads all that is kept again every second. */
let team: TrialTeam
const workers = new DigestWorkers(1)
beforeAll(async () => {
  team = await trialTeam(undefined, { scrubSeconds: 1 })
})
afterAll(async () => {
  await team[Symbol.asyncDispose]()
  await workers.close()
})

const journal = openJournal({ reactions: [keepTakes] })
const pathOf = (sha256: string) =>
  join(team.server.data, 'vault', 'sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256)

/** A recording of today whose original lies in the vault. */
async function kept(): Promise<{ readonly id: string; readonly sha256: Sha256 }> {
  const [id, bytes] = [randomUUID(), soundFile(4000)]
  const staged = join(team.server.data, 'staging', id)
  await writeFile(staged, bytes)
  const digests = await workers.follow(staged).finish(bytes.length)
  await new FileVault(join(team.server.data, 'vault', 'sha256'), workers).put(staged, digests, bytes.length)
  await rm(staged, { force: true })
  const given = { arrived: team.server.clock.now(), holds: ['sound', 'picture'] as const }
  const [from, to] = [at('09:30', team.today()), at('09:50', team.today())]
  const events = filmedEvents(id, from, to, given, team.unit, team.officer.person).map((one) =>
    one.kind === 'RecordingPreserved/1' ? { ...one, body: { ...one.body, ...digests, bytes: bytes.length } } : one,
  )
  await team.server.database.db.transaction().execute((trx) => journal.write(trx, events as readonly NewEvent[]))
  return { id, sha256: digests.sha256 }
}

const items = async (id: string) =>
  (await team.head.listLiabilities({ query: {} })).filter((one) => one.about.case === id)
/** The vault has been read whole once more since now. */
async function readAgain(): Promise<void> {
  team.server.clock.forward(60_000)
  const since = team.server.clock.now()
  await expect.poll(async () => (await fixity()).whole ?? '', { timeout: 120_000 }).not.toBe('')
  await expect.poll(async () => ((await fixity()).whole ?? '') >= since, { timeout: 120_000 }).toBe(true)
}
const fixity = async () => (await (await team.server.as('information-centre')).machineHealth()).fixity

test('evidence that is gone from the disk is found when all is read again, and on record with its case and whoever keeps it', async () => {
  const custodian = await team.server.as('custodian')
  const [id, film] = [await filedCase(team), await kept()]
  await team.done(id, 'site-inspected', { ...INSPECTION, recordings: [film.id] })
  await readAgain()
  expect(await items(id)).toEqual([])

  await rm(pathOf(film.sha256))
  await expect.poll(async () => (await items(id)).length, { timeout: 120_000 }).toBe(1)
  const [item] = await items(id)
  expect(item).toMatchObject({
    outcome: 'original-broken',
    byItself: true,
    about: { recording: film.id, case: id },
    rule: { rule: 'changsha-county-2023/liability-loss' },
  })
  expect(item?.people.map((one) => one.id)).toContain(custodian.person)
  const history = (await team.officer.showRecording({ params: { id: film.id } })).history
  expect(history.find((one) => one.kind === 'RecordingVerified/1')).toMatchObject({ body: { same: false, bytes: 0 } })
  proves('changsha-county-2023/46.3')
})
