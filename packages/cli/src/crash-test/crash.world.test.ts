import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { LONG } from '../../../../scripts/long-run.ts'
import { crash } from './crash.ts'

/** More by `npm run test:long`, and a thousand by `npm run crash-test`. */
const KILLS = LONG ? 20 : 6

test('a server killed again and again while files come in and cases are entered and signed has lost nothing it acknowledged, done nothing twice or by half, and every upload cut off goes on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-crash-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const report = await crash({ folder, kills: KILLS, seed: 20261122 })
  expect({ lost: report.lost, differences: report.audit.differences }).toEqual({ lost: [], differences: [] })
  expect(report.kills).toBe(KILLS)
  expect(report.whole).toBe(KILLS / 2)
  // Each server got something done before it was killed; more than that depends on the machine.
  expect(report.events + report.receipts).toBeGreaterThanOrEqual(KILLS)
  // Else the server was killed with nothing under way, and the trial would show nothing.
  expect(report.resumed).toBeGreaterThan(0)
  expect(Math.min(report.cases, report.acts, report.approvals, report.signatures)).toBeGreaterThan(0)
  expect(report.again).toBeGreaterThan(0)
  expect(report.audit.blobs).toBeGreaterThanOrEqual(report.files)
})
