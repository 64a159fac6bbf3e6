import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readProofs } from './law-proofs.ts'
import { root } from './obligations.ts'

const TESTS = `
import { test, expect } from 'vitest'
import { proves } from '${root}/scripts/proves.ts'
test('a passing test counts', () => { proves('yanzhou-2019/11.1', 'yanzhou-2019/16.4'); proves('yanzhou-2019/11.1') })
test('a failing test does not', () => { proves('yanzhou-2019/7.1'); expect(1).toBe(2) })
test('an unknown obligation fails the test', () => proves('yanzhou-2019/999.9'))
test.skip('a skipped test does not', () => proves('yanzhou-2019/7.2'))
`

test('only what a passing test says of itself is kept', { timeout: 60_000 }, () => {
  // Inside node_modules, so that the sample finds vitest and no other run finds the sample.
  const folder = mkdtempSync(join(root, 'node_modules', '.law-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'sample.test.mts'), TESTS)
  const reporter = JSON.stringify([join(root, 'scripts/law-reporter.ts'), { root: folder }])
  writeFileSync(
    join(folder, 'vitest.config.mts'),
    `export default { test: { name: 'sample', include: ['*.test.mts'], exclude: [], reporters: [${reporter}] } }`,
  )
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--root', folder], { cwd: folder })
  expect(status).toBe(1)
  expect(readProofs(folder)).toEqual(
    new Map([
      ['yanzhou-2019/11.1', ['sample.test.mts: a passing test counts']],
      ['yanzhou-2019/16.4', ['sample.test.mts: a passing test counts']],
    ]),
  )
})
