import { Instant } from '../packages/core/src/kernel/index.ts'
import { Book, lawOf, readPacks } from '../packages/server/src/packs/index.ts'
import { openDatabase } from '../packages/server/src/platform/database/index.ts'
import { indices, type Level } from '../packages/server/src/supervision/index.ts'
import { AWAY, bureauYear, UNITS, YEAR } from './bureau.ts'
import { type Figure, timed } from './measure.ts'

const NOW = Instant.parse('2026-02-01T00:00:00.000Z')

/**
 * The indices of a year of a bureau of so many units of 20 officers, with so many recordings: from cold (PostgreSQL newly
 * started; the system may have some of its files in memory), by each level, and one unit's page, against
 * one statement that reads the same rows and counts them by unit.
 */
export async function indexFigures(folder: string, recordings: number, units: number = UNITS): Promise<Figure[]> {
  const postgres = await bureauYear(folder, recordings, units)
  try {
    const app = openDatabase(postgres.url('app'))
    const library = await readPacks()
    const law = lawOf(library)
    const chosen = { packs: ['changsha-county-2023'], from: '2020-01-01', at: NOW, by: 'system' }
    const book = () => new Book(law.shelf, library, { choices: [chosen], decisions: [] } as never, undefined)
    const unitNamed = (n: number): string => `00000000-0000-4000-8002-${String(n % units).padStart(12, '0')}`
    const head = { person: unitNamed(0), roles: ['head' as const], units: [] }
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
    for (const [which, n] of [
      ['one unit, an eighth by somebody who was away', AWAY],
      ['another unit', AWAY + 1],
    ] as const) {
      const leader = { person: unitNamed(n), roles: ['team-leader' as const], units: [unitNamed(n)] }
      const pages: number[] = []
      let counts = ''
      for (let round = 0; round < 10; round++) {
        const [page, { rows }] = await timed(of('officer', leader))
        pages.push(page)
        const sum = (figure: 'recordings' | 'due' | 'late'): string =>
          rows.reduce((so, row) => so + row[figure], 0).toLocaleString('en')
        counts = `${sum('recordings')} counted, ${sum('due')} due, ${sum('late')} late`
      }
      const [first = 0] = pages
      const sorted = pages.toSorted((a, b) => a - b)
      const [middle = 0, slowest = 0] = [sorted[pages.length >> 1], sorted.at(-1)]
      figures.push({
        name: `${which}: its page by officer, the slowest of ten`,
        value: `${slowest.toFixed(2)} s`,
        ratio: 1 / slowest,
        goal: '≥ 1: under 1 s',
        note: `the first ${first.toFixed(2)} s, the median ${middle.toFixed(2)} s; ${counts}`,
      })
    }
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
