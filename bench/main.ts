import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { auditFigures } from './audit.ts'
import { coverageFigures } from './coverage.ts'
import { deadlineFigures } from './deadlines.ts'
import { eventFigures } from './events.ts'
import { ingestFigures } from './ingest.ts'
import { listFigures } from './lists.ts'
import { print } from './measure.ts'
import { pageFigures } from './pages.ts'
import { ruleFigures } from './rules.ts'

/** `npm run bench [-- --quick] [-- --folder DIR]`: every figure as a ratio to what one would use instead, in one run. */
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, folder: { type: 'string' } } })
const folder = await mkdtemp(join(values.folder ?? tmpdir(), 'liuhen-bench-'))
try {
  console.log(`on ${folder}${values.quick ? ', quick' : ''}`)
  print(await deadlineFigures(values.quick ? 20_000 : 200_000))
  print(await ruleFigures(values.quick ? 100_000 : 1_000_000))
  print(await coverageFigures(values.quick ? 10_000 : 100_000))
  print(await eventFigures(join(folder, 'postgres'), values.quick ? 2000 : 8000))
  const [big, many] = values.quick ? [256 << 20, 40] : [2 ** 31, 500]
  print(await ingestFigures(folder, big, many))
  print(await listFigures(join(folder, 'postgres'), values.quick ? 10_000 : 100_000))
  print(await auditFigures(join(folder, 'data')))
  print(await pageFigures(join(folder, 'data')))
} finally {
  await rm(folder, { recursive: true, force: true })
}
