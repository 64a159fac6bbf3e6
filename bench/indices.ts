import { Instant } from '../packages/core/src/kernel/index.ts'
import { Book, lawOf, readPacks } from '../packages/server/src/packs/index.ts'
import { openDatabase } from '../packages/server/src/platform/database/index.ts'
import { indices, type Level } from '../packages/server/src/supervision/index.ts'
import { bureauYear, YEAR } from './bureau.ts'
import { type Figure, timed } from './measure.ts'

const NOW = Instant.parse('2026-02-01T00:00:00.000Z')

/**
 * The indices of a year of a bureau of 1,000 officers in 50 units, with so many recordings: from cold (PostgreSQL newly
 * started; the system may have some of its files in memory), by each level, and one unit's page, against
 * one statement that reads the same rows and counts them by unit.
 */
export async function indexFigures(folder: string, recordings: number): Promise<Figure[]> {
  const postgres = await bureauYear(folder, recordings)
  try {
    const app = openDatabase(postgres.url('app'))
    const library = await readPacks()
    const law = lawOf(library)
    const chosen = { packs: ['changsha-county-2023'], from: '2020-01-01', at: NOW, by: 'system' }
    const book = () => new Book(law.shelf, library, { choices: [chosen], decisions: [] } as never, undefined)
    const one = '00000000-0000-4000-8002-000000000007'
    const head = { person: one, roles: ['head' as const], units: [] }
    const leader = { person: one, roles: ['team-leader' as const], units: [one] }
    const of = (level: Level, viewer: Parameters<typeof indices>[2]) => () =>
      indices(app.db, book(), viewer, { period: String(YEAR), level }, NOW)
    const [cold, all] = await timed(of('unit', head))
    const counted = all.rows.reduce((sum, row) => sum + row.recordings, 0)
    const late = all.rows.reduce((sum, row) => sum + row.late, 0)
    const figures: Figure[] = [
      {
        name: `a year of ${recordings.toLocaleString('en')} recordings, by unit, from cold`,
        value: `${cold.toFixed(1)} s`,
        ratio: 60 / cold,
        goal: '≥ 1: under 60 s',
        note: `${counted.toLocaleString('en')} counted, ${late.toLocaleString('en')} late, ${all.rows.length} units`,
      },
    ]
    for (const level of ['unit', 'officer', 'device'] as const) {
      const [again, found] = await timed(of(level, head))
      figures.push({
        name: `the same by ${level}, again`,
        value: `${again.toFixed(1)} s`,
        note: `${found.rows.length} rows`,
      })
    }
    const pages: number[] = []
    for (let round = 0; round < 10; round++) pages.push((await timed(of('officer', leader)))[0])
    const [first = 0] = pages
    const page = pages.toSorted((a, b) => a - b)[pages.length - 1] ?? 0
    figures.push({
      name: `one unit's page by officer, the slowest of ten`,
      value: `${page.toFixed(2)} s`,
      ratio: 1 / page,
      goal: '≥ 1: under 1 s',
      note: `the first ${first.toFixed(2)} s`,
    })
    const [typed] = await timed(() =>
      app.pool.query(
        `select unit, count(*), sum(end_at - start_at), sum(open_gaps) from recordings where not unconfirmed group by unit`,
      ),
    )
    figures.push({ name: 'one statement that counts the same rows by unit', value: `${typed.toFixed(1)} s` })
    await app.close()
    return figures
  } finally {
    await postgres.stop()
  }
}
