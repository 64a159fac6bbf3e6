import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RecordingFilter } from '@liuhen/contract/recordings'
import type { Viewer } from '@liuhen/core/access'
import { Unrecorded } from '../coverage/index.ts'
import { openJournal } from '../ledger/index.ts'
import { lawOf, readPacks } from '../packs/index.ts'
import { trialDatabase, type TrialDatabase } from '../platform/trial.ts'
import { trialClock } from '../platform/trial-clock.ts'
import { Permissions } from '../requests/index.ts'
import { workbench } from '../workbench/views.ts'
import { makeMany } from './many.ts'
import { listRecordings } from './rows.ts'

const MANY = 100_000
let database: TrialDatabase
const [unit, officer, device] = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
]
const head: Viewer = { person: randomUUID(), roles: ['head'], units: [] }
const centre: Viewer = { person: randomUUID(), roles: ['information-centre'], units: [] }
const leader: Viewer = { person: randomUUID(), roles: ['team-leader'], units: [unit] }
const own: Viewer = { person: officer, roles: ['officer'], units: [unit] }

beforeAll(async () => {
  database = await trialDatabase()
  await makeMany((statement) => database.as('owner', statement), MANY)
})
afterAll(() => database.close())

// How many of the hundred thousand each leaves, by the way they were made.
const filters: readonly (readonly [string, object, number])[] = [
  ['nothing', {}, MANY],
  ['an officer', { officer }, MANY / 40],
  ['a unit', { unit }, MANY / 10],
  ['a device', { device }, MANY / 40],
  ['a day', { from: '2026-06-01', to: '2026-06-01' }, 24 * 6],
  ['a state', { state: 'needs-explanation' }, MANY / 50],
  ['words in a name', { search: '_4711' }, 11],
  ['words that are nowhere', { search: '不存在的文件' }, 0],
  ['a unit and words', { unit, search: 'DSJ1' }, MANY / 40],
]

test.each(filters)(
  'a hundred thousand recordings narrowed to %s are those and no others',
  async (_name, query, expected) => {
    const { rows, total } = await listRecordings(database.db, head, RecordingFilter.parse(query))
    expect([total, rows.length]).toEqual([expected, Math.min(expected, 60)])
  },
)

test('a leader sees the recordings of the unit and an officer those of the officer, whatever they ask for', async () => {
  const totals = [head, leader, own].map(
    async (viewer) => (await listRecordings(database.db, viewer, RecordingFilter.parse({}))).total,
  )
  expect(await Promise.all(totals)).toEqual([MANY, MANY / 10, MANY / 40])
})

test('pages follow one another without a gap or a repetition', async () => {
  const query = RecordingFilter.parse({ officer, limit: 200 })
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await listRecordings(database.db, head, { ...query, ...(after !== undefined && { after }) })
    seen.push(...page.rows.map((row) => row.id))
    expect(page.total).toBe(MANY / 40)
    after = page.next
  } while (after !== undefined)
  expect([seen.length, new Set(seen).size]).toEqual([MANY / 40, MANY / 40])
})

test.each([
  '',
  'x',
  '2026-99-99T00:00:00.000Z~00000000-0000-4000-8000-000000000001',
  `2026-01-01T00:00:00.000Z~${'-'.repeat(36)}`,
])('a page mark that is none (%s) is said to be none', async (after) => {
  const page = listRecordings(database.db, head, RecordingFilter.parse({ after }))
  await expect(page).rejects.toMatchObject({ obstacles: [{ code: 'cursor' }] })
})

test('words that no database can hold find nothing and break nothing', async () => {
  for (const search of ['\u0000', '\ud800', '%', '_', '\\']) {
    const { total } = await listRecordings(database.db, head, RecordingFilter.parse({ search }))
    expect([search, total]).toEqual([search, search === '_' ? MANY : 0])
  }
})

test('the workbench counts every interruption of a hundred thousand recordings, not only those it lists', async () => {
  const law = lawOf(await readPacks())
  const here = { db: database.db, clock: trialClock(), law, journal: openJournal() }
  const permissions = new Permissions(here)
  const { unexplainedCount, unexplained } = await workbench(
    { ...here, book: await law.book(database.db), unrecorded: new Unrecorded(), permissions },
    centre,
  )
  expect(unexplainedCount).toBe(MANY / 50)
  expect(unexplained.length).toBeLessThan(10)
})
