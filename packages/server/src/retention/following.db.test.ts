import type { NewEvent } from '@liuhen/core/journal'
import { type Instant, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { serverJournal } from '../capabilities.ts'
import { type TrialDay, trialDay } from '../coverage/trial.ts'
import { lawOf, readPacks } from '../packs/index.ts'

/** How long a recording is kept follows what it follows from, and nobody starts the pass. */
let trial: TrialDay
beforeAll(async () => {
  trial = await trialDay()
})
afterAll(() => trial[Symbol.asyncDispose]())

const DAY = 86_400_000
const ago = (days: number, minutes = 0): Instant =>
  instantOf(millisecondsOf(trial.server.clock.now()) - days * DAY + minutes * 60_000)
const filmed = (days: number) => trial.filmed(ago(days), ago(days, 10), { arrived: ago(days, 60) })
const standing = async (id: string) => (await trial.legal.showKeeping({ params: { id } })).standing
/** What is made of it failed for good: it was read, and is worked on no more. */
async function read(recording: string): Promise<void> {
  const journal = serverJournal(lawOf(await readPacks()))
  const { db } = trial.server.database
  const { version } = await db
    .selectFrom('recordings')
    .select('version')
    .where('id', '=', recording)
    .executeTakeFirstOrThrow()
  const event = {
    stream: `recording:${recording}`,
    version: version + 1,
    at: trial.server.clock.now(),
    actor: 'system',
    kind: 'DerivationFailed/1',
    body: { step: 'derive', reason: '不能解码', attempts: 1 },
  } as NewEvent
  await db.transaction().execute((trx) => journal.write(trx, [event]))
}

test('when the bureau chooses its rules everything it has is kept by them, and nobody starts a pass', async () => {
  const recording = await filmed(20)
  await read(recording)
  expect(await standing(recording)).toBeUndefined()
  await trial.under(['jinzhong-2022-recording'])
  await vi.waitUntil(async () => (await standing(recording)) !== undefined, { timeout: 120_000, interval: 100 })
  expect((await standing(recording))?.citations.map(({ pack }) => pack)).toContain('jinzhong-2022-recording')
})

test('a recording is kept from the moment it was read, and longer from the moment its activity is on record', async () => {
  const recording = await filmed(12)
  expect(await standing(recording)).toBeUndefined()
  await read(recording)
  expect(await standing(recording)).toMatchObject({ until: expect.stringMatching(/^\d{4}-/) })
  const term = { params: { key: 'retention.long-term' }, body: { value: { count: 30, unit: 'year' as const } } }
  await trial.legal.decideSetting(term)
  const body = { activity: 'major-incident' as const, start: ago(12, -5), end: ago(12, 30) }
  await trial.officer.back()
  await trial.officer.registerActivity({ body })
  expect(await standing(recording)).toMatchObject({ class: 'long-term' })
})

test('a camera that thinks it is years ago has nothing disposed of: what nobody measured is kept from the day it came in', async () => {
  await trial.under(['jinzhong-2022-recording'])
  const [measured, impossible] = await Promise.all([
    trial.filmed(ago(4000), ago(4000, 10), { arrived: ago(1) }),
    trial.filmed(ago(4000), ago(4000, 10), { arrived: ago(1), impossible: true }),
  ])
  for (const one of [measured, impossible]) await read(one)
  const today = ago(0).slice(0, 10)
  expect(((await standing(measured))?.until ?? '9') < today).toBe(true)
  expect(((await standing(impossible))?.until ?? '0') > today).toBe(true)
  // The page of the recording says the same day, and why; and no term for handing over of a time that cannot be.
  const { rules } = await trial.legal.showRecording({ params: { id: impossible } })
  expect(rules.retention?.until).toBe((await standing(impossible))?.until)
  expect(rules.handover?.due).toBeUndefined()
  expect(rules.retention?.answer.notes.map(({ zh }) => zh).join()).toContain('从入库之日')
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from recordings
    where id = ${impossible} and kept_from = (arrived_at at time zone 'Asia/Shanghai')::date`.execute(
    trial.server.database.db,
  )
  expect(rows[0]?.n).toBe(1)
})
