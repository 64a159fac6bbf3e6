import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { crash } from './crash.ts'

test('a server killed 10 times while files come in has lost nothing it acknowledged, and every upload cut off goes on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-crash-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const report = await crash({ folder, kills: 10, seed: 20261122 })
  expect({ lost: report.lost, differences: report.audit.differences }).toEqual({ lost: [], differences: [] })
  expect(report.kills).toBe(10)
  expect(report.whole).toBe(5)
  // Each server got something done before it was killed; more than that depends on the machine.
  expect(report.events + report.receipts).toBeGreaterThanOrEqual(10)
  // Else the server was killed with nothing under way, and the trial would show nothing.
  expect(report.resumed).toBeGreaterThan(0)
  expect(report.audit.blobs).toBeGreaterThanOrEqual(report.files)
})
