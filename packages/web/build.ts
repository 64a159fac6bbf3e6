import { createHash } from 'node:crypto'
import { type Dirent, existsSync } from 'node:fs'
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'vite'
import { buildServiceWorker } from './service-worker-build.ts'
import { buildPublicCheck, buildVerifyPage } from './verify-build.ts'

/**
 * Builds the desk into `dist/`, with `.br` and `.gz` beside each file that is worth compressing, and 打开验证.html into
 * `dist/verify/verify.html`, and the service worker that keeps the program in the browser. Does nothing when the sources are those of the last build, so that starting stays fast.
 */
const here = import.meta.dirname
const root = join(here, '../..')
const dist = join(here, 'dist')
const sources = ['packages/web', 'packages/core', 'packages/contract', 'package-lock.json']

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true })
  const skip = (one: Dirent) => ['dist', 'node_modules'].includes(one.name) || one.name.startsWith('.')
  const kept = entries.filter((one) => !skip(one) && !one.name.includes('.test.'))
  const below = await Promise.all(
    kept.map(async (one) => (one.isDirectory() ? filesBelow(join(path, one.name)) : [join(path, one.name)])),
  )
  return below.flat().toSorted()
}

async function digestOfSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const source of sources) {
    const path = join(root, source)
    for (const file of source.endsWith('.json') ? [path] : await filesBelow(path))
      hash.update(`${relative(root, file)}\n`).update(await readFile(file))
  }
  return hash.digest('hex')
}

const compress = { br: promisify(brotliCompress), gz: promisify(gzip) }
const brotliBest = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }

async function precompress(folder: string): Promise<void> {
  const files = (await filesBelow(folder)).filter((file) => /\.(js|css|html|svg|json)$/.test(file))
  for (const file of files) {
    const bytes = await readFile(file)
    if (bytes.length < 1024) continue
    await Promise.all([
      compress.br(bytes, brotliBest).then((small) => writeFile(`${file}.br`, small)),
      compress.gz(bytes, { level: 9 }).then((small) => writeFile(`${file}.gz`, small)),
    ])
  }
}

async function main(): Promise<void> {
  const stamp = join(dist, '.stamp')
  const wanted = await digestOfSources()
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return
  console.log('Building the pages')
  // Built aside and moved into place, so that a server running meanwhile never serves half a build.
  const aside = join(here, `.dist-${process.pid}`)
  try {
    await mkdir(aside, { recursive: true })
    await build({
      configFile: join(here, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: aside, emptyOutDir: true },
    })
    await buildServiceWorker(aside)
    await precompress(aside)
    await buildVerifyPage(join(aside, 'verify', 'verify.html'))
    await buildPublicCheck(join(aside, 'public', 'check.js'))
    await writeFile(join(aside, '.stamp'), wanted)
    await rm(dist, { recursive: true, force: true })
    await rename(aside, dist)
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

await main()
