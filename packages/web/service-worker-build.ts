import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { classic } from './verify-build.ts'

/**
 * Builds `service-worker.js` into the folder of the built pages. It knows every file of this version by name, so that a new
 * version is a new worker, which puts the files of the old one away.
 */
export async function buildServiceWorker(folder: string): Promise<void> {
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  const first = ['/seal.svg', ...[...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((one) => one[1] ?? '')]
  const assets = (await readdir(join(folder, 'assets'))).toSorted().map((name) => `/assets/${name}`)
  const script = await classic(join(import.meta.dirname, 'src/service-worker'), 'main.ts', {
    FIRST: JSON.stringify(first),
    FILES: JSON.stringify(['/seal.svg', ...assets]),
  })
  await writeFile(join(folder, 'service-worker.js'), script)
}
