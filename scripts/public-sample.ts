import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { tooHeavy } from './page-weight.ts'
import { SAMPLE_KEY, sampleSite } from './sample-site.ts'

/** `npm run public-sample`: the small public site of an invented bureau under docs/public-sample, the same each time. */
const OUT = join(import.meta.dirname, '../docs/public-sample')

const files = await sampleSite()
const heavy = tooHeavy(files)
if (heavy.length > 0) throw new Error(`too heavy: ${heavy.join(', ')}`)
await rm(OUT, { recursive: true, force: true })
for (const [path, bytes] of files) {
  await mkdir(dirname(join(OUT, path)), { recursive: true })
  await writeFile(join(OUT, path), bytes)
}
process.stdout.write(`${files.size} files in docs/public-sample; verified with --key ${SAMPLE_KEY}\n`)
