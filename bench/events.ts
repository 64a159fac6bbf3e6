import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { append } from '../packages/server/src/ledger/index.ts'
import { migrate, openDatabase } from '../packages/server/src/platform/database/index.ts'
import { startPostgres } from '../packages/server/src/platform/postgres/index.ts'
import { systemClock, uuidv7 } from '../packages/server/src/platform/index.ts'
import { type Figure, timed } from './measure.ts'

const AT_ONCE = 8

async function rate(count: number, one: (i: number) => Promise<unknown>): Promise<number> {
  let next = 0
  const lane = async (): Promise<void> => {
    for (let i = next++; i < count; i = next++) await one(i)
  }
  const [seconds] = await timed(() => Promise.all(Array.from({ length: AT_ONCE }, lane)))
  return count / seconds
}

/** Durable events against raw single-row INSERT commits of the same PostgreSQL, taken in turns so that both see the same disk. */
export async function eventFigures(folder: string, count: number): Promise<Figure[]> {
  await mkdir(folder, { recursive: true })
  const postgres = await startPostgres({ folder: join(folder, 'events') })
  try {
    await migrate(postgres.url('owner'))
    const owner = openDatabase(postgres.url('owner'), { max: AT_ONCE })
    await owner.pool.query(
      'create table raw (id uuid primary key, stream text not null, version integer not null, body jsonb not null)',
    )
    const app = openDatabase(postgres.url('app'), { max: AT_ONCE })
    const body = { recording: uuidv7(systemClock.now()), what: 'page' }
    const raw = () => {
      const id = uuidv7(systemClock.now())
      return owner.pool.query({
        name: 'raw',
        text: 'insert into raw values ($1, $2, 1, $3)',
        values: [id, `look:${id}`, JSON.stringify(body)],
      })
    }
    const event = () => {
      const at = systemClock.now()
      return append(app.db, [
        { stream: `look:${uuidv7(at)}`, version: 1, kind: 'RecordingLooked/1', at, actor: 'system', body },
      ])
    }
    await rate(500, raw)
    await rate(500, event)
    const raws: number[] = []
    const events: number[] = []
    for (let turn = 0; turn < 4; turn++) {
      raws.push(await rate(count / 4, raw))
      events.push(await rate(count / 4, event))
    }
    await Promise.all([owner.close(), app.close()])
    const mean = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length
    return [
      { name: `raw single-row INSERT commits, ${AT_ONCE} at once`, value: `${mean(raws).toFixed(0)} /s` },
      {
        name: `durable events, ${AT_ONCE} at once`,
        value: `${mean(events).toFixed(0)} /s`,
        ratio: mean(events) / mean(raws),
        goal: '≥ 0.5',
      },
    ]
  } finally {
    await postgres.stop()
  }
}
