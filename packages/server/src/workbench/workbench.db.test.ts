import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewEvent } from '@liuhen/core/journal'
import { instantOf } from '@liuhen/core/kernel'
import { type SignedIn, trialServer, type TrialServer } from '../http/trial.ts'
import { declaredOf, soundFile } from '../intake/trial.ts'
import { openJournal } from '../ledger/index.ts'
import { keepTakes } from '../recordings/index.ts'

let server: TrialServer
let centre: SignedIn
const units = { one: '', two: '' }
let leader: SignedIn
let officer: SignedIn
let colleague: SignedIn

beforeAll(async () => {
  server = await trialServer()
  centre = await server.as('information-centre')
  const system = await server.as('system-administrator')
  const unit = async (code: string) =>
    (await system.addUnit({ body: { code, name: code, kind: 'squadron', parent: server.unit } })).id
  units.one = await unit('Z1')
  units.two = await unit('Z2')
  leader = await server.another('team-leader', units.one)
  officer = await server.another('officer', units.one)
  colleague = await server.another('officer', units.one)
})
afterAll(() => server.stop())

const journal = openJournal({ reactions: [keepTakes] })
const write = (events: readonly object[]) =>
  server.database.db.transaction().execute((trx) => journal.write(trx, events as readonly NewEvent[]))
const now = () => server.clock.now()

/** A recording of that unit and officer, so many minutes after the start of an hour gone by, one minute long. */
async function recording(unit: string, who: string, device: string, minute: number, flags: string[] = []) {
  const id = randomUUID()
  const bytes = soundFile()
  const { sha256, ...declared } = declaredOf(bytes)
  const [start, end] = [instantOf(DAY + minute * 60_000), instantOf(DAY + minute * 60_000 + 60_000)]
  const event = (kind: string, version: number, body: object) => ({
    stream: `recording:${id}`,
    version,
    kind,
    at: now(),
    actor: 'system',
    body,
  })
  await write([
    event('RecordingPreserved/1', 1, {
      ...declared,
      arrival: randomUUID(),
      sha256,
      sm3: '0'.repeat(64),
      mediaType: 'wav',
      station: randomUUID(),
      identity: { serial: 'LH-0000' },
      flags,
      arrivedAt: now(),
      device,
      unit,
      officer: who,
    }),
    event('ContainerRead/1', 2, {
      readable: true,
      problems: [],
      tool: 'trial',
      duration: 60_000,
      audio: { codec: 'pcm' },
    }),
    event('TimesFound/1', 3, { deviceStart: start, deviceEnd: end, start, end, reading: { source: 'name' } }),
  ])
  return id
}
const DAY = Date.parse('2026-11-20T02:00:00.000Z')

test('what is to be explained is counted once for each interruption, however many there are, and to whom it concerns', async () => {
  const [mine, other] = [randomUUID(), randomUUID()]
  const ids = []
  for (let i = 0; i < 10; i++) ids.push(await recording(units.one, officer.person, mine, i * 3))
  await recording(units.two, randomUUID(), other, 0)
  await recording(units.two, randomUUID(), other, 5)
  const all = await centre.workbench()
  expect([all.unexplainedCount, all.unexplained.length]).toEqual([10, 6])
  const starts = all.unexplained.map((one) => one.gap.from)
  expect(starts).toEqual(starts.toSorted().toReversed())
  for (const who of [leader, officer]) expect((await who.workbench()).unexplainedCount).toBe(9)
  expect((await colleague.workbench()).unexplainedCount).toBe(0)
  const gap = { after: ids[8] as string, before: ids[9] as string }
  const body = { form: 'written' as const, gap, reason: '更换电池' }
  await officer.explainInterruption({ params: { id: gap.before }, body })
  const after = await officer.workbench()
  expect(after.unexplainedCount).toBe(8)
  expect(after.unexplained.map((one) => one.gap.before)).not.toContain(gap.before)
})

test('the day’s figures are the day’s and the viewer’s', async () => {
  const before = await leader.workbench()
  await recording(units.one, colleague.person, randomUUID(), 0, ['clock-unmeasured'])
  const { today, flaggedCount, week, arrivals, deriving } = await leader.workbench()
  expect(today).toMatchObject({
    recordings: before.today.recordings + 1,
    minutes: before.today.minutes + 1,
    officers: before.today.officers + 1,
  })
  expect([flaggedCount, deriving]).toEqual([before.flaggedCount + 1, before.deriving + 1])
  expect(week.at(-1)?.recordings).toBe(today.recordings)
  expect(arrivals[0]?.officer?.id).toBe(colleague.person)
  expect((await officer.workbench()).today.officers).toBe(1)
})

test('every file in quarantine is counted, also beyond what is shown', async () => {
  const quarantined = (unit: string) => {
    const { sha256, ...declared } = declaredOf(soundFile())
    const body = {
      ...declared,
      arrival: randomUUID(),
      sha256,
      sm3: '0'.repeat(64),
      declaredSha256: sha256,
      mediaType: 'wav',
      flags: [],
      arrivedAt: now(),
      unit,
      reason: 'cut-short',
      message: { zh: '短', en: 'short' },
    }
    return {
      stream: `quarantine:${randomUUID()}`,
      version: 1,
      kind: 'FileQuarantined/1',
      at: now(),
      actor: 'system',
      body,
    }
  }
  await write(Array.from({ length: 205 }, () => quarantined(units.one)))
  await write([quarantined(units.two)])
  const { quarantineCount, quarantine } = await centre.workbench()
  expect([quarantineCount, quarantine.length]).toEqual([206, 6])
  // Nobody else may settle one, so nobody else is asked to.
  for (const who of [leader, officer]) expect((await who.workbench()).quarantineCount).toBe(0)
})

test('a camera in somebody’s hands that was not docked for a day is asked about until it is', async () => {
  const { id } = await centre.registerDevice({ body: { number: 'DSJ-1', kind: 'body-camera', unit: units.one } })
  expect((await leader.workbench()).undockedCount).toBe(0)
  await leader.issueDevice({ params: { id }, body: { holder: officer.person } })
  for (const who of [leader, officer, centre]) expect((await who.workbench()).undocked).toMatchObject([{ device: id }])
  expect((await colleague.workbench()).undockedCount).toBe(0)
  const { client, reads } = await server.station()
  // A number typed at a station says nothing about the camera.
  await expect(client.beginDocking({ body: { deviceNumber: 'DSJ-1', files: 0 } })).resolves.toHaveProperty('docking')
  expect((await leader.workbench()).undockedCount).toBe(1)
  await reads({ number: 'DSJ-1', files: 0 })
  expect((await leader.workbench()).undockedCount).toBe(0)
  server.clock.forward(25 * 3_600_000)
  leader = await server.another('team-leader', units.one)
  expect((await leader.workbench()).undockedCount).toBe(1)
})
