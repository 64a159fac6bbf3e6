import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { RecordingFilter } from '../packages/contract/src/recordings/index.ts'
import { migrate, openDatabase } from '../packages/server/src/platform/database/index.ts'
import { startPostgres } from '../packages/server/src/platform/postgres/index.ts'
import { makeMany } from '../packages/server/src/recordings/many.ts'
import { listRecordings } from '../packages/server/src/recordings/rows.ts'
import { type Figure, timed } from './measure.ts'

const ROUNDS = 20

/**
 * The list of recordings with so many of them: its first page by the ways people narrow it, against the statements one
 * would type at PostgreSQL's own prompt for the same page and the same total.
 */
export async function listFigures(folder: string, count: number): Promise<Figure[]> {
  await mkdir(folder, { recursive: true })
  const postgres = await startPostgres({ folder: join(folder, 'lists') })
  try {
    await migrate(postgres.url('owner'))
    const owner = openDatabase(postgres.url('owner'))
    await makeMany((statement) => owner.pool.query(statement), count)
    await owner.close()
    const app = openDatabase(postgres.url('app'))
    const head = { person: randomUUID(), roles: ['head' as const], units: [] }
    const unit = '00000000-0000-4000-8000-000000000001'
    const asked: readonly (readonly [string, object, string])[] = [
      ['all of them', {}, 'true'],
      ['one unit', { unit }, `unit = '${unit}'`],
      ['what needs an explanation', { state: 'needs-explanation' }, 'unexplained'],
      ['words in a file name', { search: '_4711' }, String.raw`file_name ilike '%\_4711%'`],
    ]
    const figures: Figure[] = []
    for (const [name, filter, condition] of asked) {
      const page = (): Promise<unknown> => listRecordings(app.db, head, RecordingFilter.parse(filter))
      const plain = async (): Promise<void> => {
        await app.pool.query(`select * from recordings where ${condition} order by start_at desc, id desc limit 60`)
        await app.pool.query(`select count(*) from recordings where ${condition}`)
      }
      const times = { page: 0, plain: 0 }
      for (let round = -2; round < ROUNDS; round++) {
        const [typed] = await timed(plain)
        const [ours] = await timed(page)
        if (round < 0) continue
        times.plain += typed
        times.page += ours
      }
      figures.push({
        name: `list of ${count} recordings, ${name}`,
        value: `${((times.page / ROUNDS) * 1000).toFixed(0)} ms`,
        ratio: times.plain / times.page,
      })
    }
    await app.close()
    return figures
  } finally {
    await postgres.stop()
  }
}
