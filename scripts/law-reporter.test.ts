import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readClaims } from './law-proofs.ts'
import { root } from './obligations.ts'

const HEAD = `
import { createServer } from 'node:http'
import { test, expect } from 'vitest'
import { proves, states } from '${root}/scripts/proves.ts'
async function ask(path) {
  const server = createServer((request, response) => response.end('so')).listen(0)
  await fetch('http://127.0.0.1:' + server.address().port + path)
  server.close()
}
`
const SERVER = `${HEAD}
test('a passing test counts', async () => {
  proves('yanzhou-2019/11.1', 'yanzhou-2019/16.4')
  proves('yanzhou-2019/11.1')
  await ask('/api/recordings')
})
test('a claim at the end counts as well', async () => { await ask('/api/recordings'); proves('yanzhou-2019/9.2') })
test('a failing test does not', async () => {
  proves('yanzhou-2019/7.1')
  await ask('/api/recordings')
  expect(1).toBe(2)
})
test('an unknown obligation fails the test', () => proves('yanzhou-2019/999.9'))
test.skip('a skipped test does not', () => proves('yanzhou-2019/7.2'))
test('asking nothing proves nothing', () => proves('yanzhou-2019/7.3'))
test('asking the rules proves nothing', async () => { proves('yanzhou-2019/7.4'); await ask('/api/law/questions') })
test('signing in proves nothing', async () => { proves('yanzhou-2019/8.1'); await ask('/api/session') })
test('what is only stated is kept apart', () => states('yanzhou-2019/8.2'))
`
const CORE = `${HEAD}
test('no proof here', async () => { proves('yanzhou-2019/10.1'); await ask('/api/recordings') })
test('a statement is', () => states('yanzhou-2019/10.1'))
`

test('only what a passing test of the product says of itself is kept', { timeout: 60_000 }, () => {
  // Inside node_modules, so that the sample finds vitest and no other run finds the sample.
  const folder = mkdtempSync(join(root, 'node_modules', '.law-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const write = (name: string, content: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  const [server, core] = ['packages/server/src/vault/sample.db.test.ts', 'packages/core/src/policy/sample.test.ts']
  write(server, SERVER)
  write(core, CORE)
  const reporter = JSON.stringify([join(root, 'scripts/law-reporter.ts'), { root: folder }])
  write(
    'vitest.config.mts',
    `export default { test: { name: 'sample', include: ['**/*.test.ts'], exclude: [], reporters: [${reporter}] } }`,
  )
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--root', folder], { cwd: folder })
  expect(status).toBe(1)
  expect(readClaims(folder)).toEqual({
    proves: new Map([
      ['yanzhou-2019/11.1', [`${server}: a passing test counts`]],
      ['yanzhou-2019/16.4', [`${server}: a passing test counts`]],
      ['yanzhou-2019/9.2', [`${server}: a claim at the end counts as well`]],
    ]),
    states: new Map([
      ['yanzhou-2019/10.1', [`${core}: a statement is`]],
      ['yanzhou-2019/8.2', [`${server}: what is only stated is kept apart`]],
    ]),
  })
})
