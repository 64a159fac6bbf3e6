import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cannotProve } from './may-prove.ts'
import { root } from './obligations.ts'

const RUNS = "import { coverageCommand } from './index.ts'"

test.each([
  ['packages/server/src/coverage/coverage.db.test.ts', ''],
  ['packages/server/src/recordings/recordings.world.test.ts', ''],
  ['packages/cli/src/dock/dock.world.test.ts', ''],
  ['packages/cli/src/coverage/coverage.test.ts', RUNS],
  ['e2e/day.story.ts', ''],
])('a test in %s may prove', (file, source) => {
  expect(cannotProve(file, source)).toBeUndefined()
})

test.each([
  ['packages/core/src/coverage/gaps.test.ts', RUNS, 'does not drive the product'],
  ['packages/server/src/people/policy.test.ts', '', 'does not drive the product'],
  ['packages/web/src/desk/law/words.test.ts', '', 'does not drive the product'],
  ['packages/cli/src/packs/packs.test.ts', RUNS, 'only asks the packs'],
  ['packages/cli/src/packs/packs.world.test.ts', '', 'only asks the packs'],
  ['packages/cli/src/deadline/deadline.test.ts', RUNS, 'only asks the packs'],
  ['packages/cli/src/coverage/parts.test.ts', "import { readFileSync } from 'node:fs'", 'runs no command'],
  ['scripts/law-tally.test.ts', RUNS, 'does not drive the product'],
])('a test in %s may not', (file, source, why) => {
  expect(cannotProve(file, source)).toContain(why)
})

test('no test of ours claims a proof where there can be none', () => {
  const files = globSync('{packages/*/src/**/*.test.ts,e2e/*.story.ts}', { cwd: root }).map((file) => ({
    file,
    source: readFileSync(join(root, file), 'utf8'),
  }))
  const claiming = files.filter(({ source }) => /^\s*(await )?proves\(/m.test(source))
  expect(claiming.length).toBeGreaterThan(5)
  expect(claiming.flatMap(({ file, source }) => cannotProve(file, source) ?? [])).toEqual([])
})
