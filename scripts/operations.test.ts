import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')

test('the unit for systemd is one, and starts the server again however often it falls', async () => {
  const unit = await readFile(join(root, 'docs/liuhen.service'), 'utf8')
  expect(unit).toMatch(/^Restart=always$/m)
  expect(unit).toMatch(/^StartLimitIntervalSec=0$/m)
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-unit-'))
  const file = join(folder, 'liuhen.service')
  await writeFile(file, unit.replaceAll('/opt/liuhen', root))
  const { error, status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })
  await rm(folder, { recursive: true })
  // Where there is no such tool nobody can ask it.
  if (error) expect((error as NodeJS.ErrnoException).code).toBe('ENOENT')
  else expect([status, stderr]).toEqual([0, ''])
})
