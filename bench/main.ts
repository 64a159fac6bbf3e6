import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { appendFigures } from './appends.ts'
import { auditFigures } from './audit.ts'
import { caseAppendFigures } from './case-appends.ts'
import { caseFigures } from './cases.ts'
import { coverageFigures } from './coverage.ts'
import { deadlineFigures } from './deadlines.ts'
import { eventFigures } from './events.ts'
import { faceFigures } from './faces.ts'
import { indexFigures } from './indices.ts'
import { ingestFigures } from './ingest.ts'
import { journalFigures } from './journal.ts'
import { listFigures } from './lists.ts'
import { type Figure, print } from './measure.ts'
import { pageFigures } from './pages.ts'
import { paperFigures } from './papers.ts'
import { retentionFigures } from './retention.ts'
import { ruleFigures } from './rules.ts'
import { sealingFigures } from './sealing.ts'

/**
 * `npm run bench [-- --quick] [-- --only NAME [--size N] [--units N] [--year DIR]] [-- --json] [-- --folder DIR]`: every figure as a ratio to what one would
 * use instead, in one run. With `--only` one part, and what it stands on, of
 * `--size` recordings, in `--units` where they are indices, where it is a bureau's year, which is looked for and left in `--year`; with `--json` the last line is the figures.
 */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    size: { type: 'string' },
    units: { type: 'string' },
    year: { type: 'string' },
    folder: { type: 'string' },
  },
})
const { quick, only } = values
const size = values.size === undefined ? undefined : Number(values.size)
const units = values.units === undefined ? undefined : Number(values.units)
const folder = await mkdtemp(join(values.folder ?? tmpdir(), 'liuhen-bench-'))
const year = values.year ?? join(folder, 'years')
const [postgres, data] = [join(folder, 'postgres'), join(folder, 'data')]

interface Part {
  readonly run: () => Promise<Figure[]>
  /** What is measured is what that part brought in. */
  readonly after?: string
  /** Takes so long, and so much room, that it is measured only when it is named. */
  readonly asked?: boolean
}

/** In the order of a whole run. */
const parts: Readonly<Record<string, Part>> = {
  deadlines: { run: () => deadlineFigures(quick ? 20_000 : 200_000) },
  rules: { run: () => ruleFigures(quick ? 100_000 : 1_000_000) },
  coverage: { run: () => coverageFigures(quick ? 10_000 : 100_000) },
  events: { run: () => eventFigures(postgres, quick ? 2000 : 8000) },
  appends: { run: () => appendFigures(postgres, quick ? 4 : 20) },
  cases: {
    run: async () => [
      ...(await caseAppendFigures(quick ? 1 : 3)),
      ...(quick ? await caseFigures(postgres, 50_000, 2000) : await caseFigures(postgres, 1_000_000, 50_000)),
    ],
  },
  journal: {
    run: () => journalFigures(postgres, quick ? [1_000_000] : [1_000_000, 2_000_000, 10_000_000]),
    asked: true,
  },
  ingest: { run: () => (quick ? ingestFigures(folder, 256 << 20, 40) : ingestFigures(folder, 2 ** 31, 500)) },
  sealing: { run: () => sealingFigures(folder, quick ? 32 << 20 : 512 << 20) },
  lists: { run: () => listFigures(postgres, quick ? 10_000 : 100_000) },
  indices: { run: () => indexFigures(year, size ?? (quick ? 100_000 : 1_000_000), units) },
  retention: { run: () => retentionFigures(year, size ?? (quick ? 100_000 : 1_000_000)) },
  audit: { run: () => auditFigures(data), after: 'ingest' },
  pages: { run: () => pageFigures(data), after: 'ingest' },
  faces: { run: faceFigures },
  papers: { run: () => paperFigures(folder, quick ? 100 : 1000) },
}
if (only !== undefined && !Object.hasOwn(parts, only)) {
  console.error(`There is no part ${only}; there are: ${Object.keys(parts).join(', ')}`)
  process.exit(70)
}
try {
  console.error(`on ${folder}${quick ? ', quick' : ''}`)
  const measured: Record<string, Figure[]> = {}
  const usual = Object.keys(parts).filter((name) => !parts[name]?.asked)
  const chosen = only === undefined ? usual : [parts[only]?.after, only].filter((one) => one !== undefined)
  for (const name of chosen) {
    const figures = (await parts[name]?.run()) ?? []
    measured[name] = figures
    print(figures)
  }
  if (values.json) console.log(JSON.stringify(only === undefined ? measured : { part: only, figures: measured[only] }))
} finally {
  await rm(folder, { recursive: true, force: true })
}
