import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'

/** Everything, in the order in which a mistake is cheapest to find; ends at the first part that fails. */
const root = join(import.meta.dirname, '..')
rmSync(join(root, 'law-coverage'), { recursive: true, force: true })

// Tests of these kinds wait for disks and other processes most of the time: three at once even on two cores.
const vitest = (project: string): readonly string[] => [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--project',
  project,
  '--maxWorkers',
  '3',
]
const parts: readonly (readonly [string, readonly string[]])[] = [
  ['check', ['scripts/check.ts', '--without-tests']],
  ['unit', vitest('unit')],
  ['database', vitest('db')],
  ['world', vitest('world')],
  ['stories', vitest('stories')],
  ['law coverage', ['scripts/law-coverage.ts', '--keep']],
]

const times: string[] = []
for (const [name, args] of parts) {
  const began = performance.now()
  const { status } = spawnSync(process.execPath, [...args], { cwd: root, stdio: 'inherit' })
  times.push(`${name} ${((performance.now() - began) / 1000).toFixed(0)} s`)
  if (status !== 0) {
    console.log(`FAILED in ${name}. ${times.join(' · ')}`)
    process.exit(1)
  }
}
console.log(`All tests passed. ${times.join(' · ')}`)
