import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect } from 'vitest'
import { DigestPool } from '../../../cli/src/verify/digest-pool.ts'
import { imageSource } from '../../../cli/src/verify/image/image-source.ts'
import { longTest } from '../../../../scripts/long-run.ts'
import { DigestWorkers } from '../vault/index.ts'
import { makeImage } from './image.ts'

/** A film of more than 4 GiB on a disc, by our reader of images and by the one of Linux where it may mount. */
let folder: string
const workers = new DigestWorkers()
const pool = new DigestPool()
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'large-'))
})
afterAll(async () => {
  await pool.close()
  await workers.close()
  await rm(folder, { recursive: true, force: true })
})

const BYTES = 4.5 * 2 ** 30

longTest('a file of 4.5 GiB is whole on the image, with its own digest', async () => {
  const tree = join(folder, 'tree')
  await mkdir(join(tree, 'data/originals'), { recursive: true })
  await writeFile(join(tree, '打开验证.html'), '<!doctype html>')
  const film = join(tree, 'data/originals/0001_film.mp4')
  const file = await open(film, 'w')
  await file.truncate(BYTES)
  // Marks at both ends and in the middle, so that no part can stand for another.
  for (const at of [0, 2 ** 31, 2 ** 32, BYTES - 8])
    await file.write(Buffer.from('\u0001MARK\u0002\u0003\u0004'), 0, 8, at)
  await file.close()
  const disk = { free: async () => Infinity, reserve: 0 }
  const at = { folder: join(folder, 'discs'), disk, workers }
  const { bytes } = await makeImage(at, { serial: 'GP2026-0001', medium: 'dvd-dl' }, tree)
  expect(bytes).toBeGreaterThan(BYTES)
  const source = await imageSource(join(at.folder, 'GP2026-0001.iso'), pool)
  expect(await source.list()).toContainEqual({ path: 'data/originals/0001_film.mp4', bytes: BYTES })
  const { sha256 } = await source.digest('data/originals/0001_film.mp4', () => undefined)
  const { stdout } = await promisify(execFile)('sha256sum', [film])
  expect(sha256).toBe(stdout.slice(0, 64))
  source.close()
})
