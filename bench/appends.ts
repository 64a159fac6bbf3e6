import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type ActivityCommand, activityStream } from '../packages/core/src/activities/index.ts'
import { type DeviceCommand, deviceStream } from '../packages/core/src/devices/index.ts'
import { serverJournal } from '../packages/server/src/capabilities.ts'
import { lawOf, readPacks } from '../packages/server/src/packs/index.ts'
import type { Journal } from '../packages/server/src/ledger/index.ts'
import { type Database, migrate, openDatabase } from '../packages/server/src/platform/database/index.ts'
import { startPostgres } from '../packages/server/src/platform/postgres/index.ts'
import { systemClock, uuidv7 } from '../packages/server/src/platform/index.ts'
import { type Figure, timed } from './measure.ts'

/** As many as a case of many months may have. */
const EVENTS = 300
/** So many at either end are held against each other. */
const ENDS = 30

/** One stream of a type: begun, then gone on with, each in a transaction of its own. */
type Stream = (app: Database, journal: Journal, n: number) => (version: number) => Promise<unknown>

const unit = uuidv7(systemClock.now())
const moment = () => ({ at: systemClock.now(), actor: 'system' })

/** A state that stays as long as it is. */
const device: Stream = ({ db }, journal, n) => {
  const id = uuidv7(systemClock.now())
  return (version) => {
    const facts = { kind: 'body-camera', unit } as const
    const command: DeviceCommand =
      version === 1
        ? { do: 'register', facts: { ...facts, number: `DSJ-${n}` } }
        : { do: 'change', facts: { ...facts, model: `第${version}次` } }
    return db.transaction().execute((trx) => journal.act(trx, deviceStream, id, command, { ...moment(), id }))
  }
}

/** A state that keeps what every event said, as a case will. */
const activity: Stream = ({ db }, journal) => {
  const id = uuidv7(systemClock.now())
  return (version) => {
    const start = systemClock.now()
    const command: ActivityCommand =
      version === 1
        ? { do: 'register', facts: { activity: 'patrol', officer: id, unit, start, colleagues: [] } }
        : { do: 'annotate', annotation: uuidv7(start), text: `第 ${version} 次补充：现场当事人陈述已记录` }
    const nothing = { recorders: { needs: [], people: [] }, devices: { known: [] }, unchecked: { numbers: [] } }
    return db
      .transaction()
      .execute((trx) => journal.act(trx, activityStream, id, command, { ...nothing, at: start, actor: 'system' }))
  }
}

/** What the last acts on long streams cost beside the first: decided, written, folded, kept and reacted to. */
export async function appendFigures(folder: string, streams: number): Promise<Figure[]> {
  await mkdir(folder, { recursive: true })
  const postgres = await startPostgres({ folder: join(folder, 'appends') })
  try {
    await migrate(postgres.url('owner'))
    const app = openDatabase(postgres.url('app'), { max: 2 })
    const journal = serverJournal(lawOf(await readPacks()))
    const figures = [
      ...(await figuresOf(app, journal, streams, 'a device', device)),
      ...(await figuresOf(app, journal, streams, 'an activity that keeps every word', activity)),
    ]
    await app.close()
    return figures
  } finally {
    await postgres.stop()
  }
}

async function figuresOf(
  app: Database,
  journal: Journal,
  streams: number,
  name: string,
  stream: Stream,
): Promise<Figure[]> {
  const spent = { first: 0, last: 0 }
  for (let n = 0; n < streams; n++) {
    const act = stream(app, journal, n)
    await act(1)
    for (let version = 2; version <= EVENTS; version++) {
      const [seconds] = await timed(() => act(version))
      if (version <= ENDS + 1) spent.first += seconds
      else if (version > EVENTS - ENDS) spent.last += seconds
    }
  }
  const each = (seconds: number): string => `${((seconds / streams / ENDS) * 1000).toFixed(1)} ms`
  return [
    { name: `one of the first ${ENDS} acts on ${name}`, value: each(spent.first) },
    {
      name: `one of the last ${ENDS} of ${EVENTS} on ${name}`,
      value: each(spent.last),
      ratio: spent.first / spent.last,
      goal: '≥ 0.83 (at most 1.2 times as long)',
    },
  ]
}
