import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * Format, lint, types and unit tests: what an engineer runs before every commit. `--without-tests` leaves the last out.
 * Types are told by the linter, which has to find them anyway: a compiler of its own for each room took a minute longer.
 */
const root = join(import.meta.dirname, '..')
const steps: readonly (readonly [string, readonly string[]])[] = [
  ['format', ['node_modules/oxfmt/bin/oxfmt', '--check', '.']],
  ['lint and types', ['node_modules/oxlint/bin/oxlint', '--type-aware', '--type-check', '--quiet', '.']],
]
const unit = [
  'unit tests',
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--reporter', 'dot'],
] as const

for (const [name, args] of process.argv.includes('--without-tests') ? steps : [...steps, unit]) {
  const began = performance.now()
  const { status } = spawnSync(process.execPath, [...args], { cwd: root, stdio: 'inherit' })
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
  if (status !== 0) process.exit(1)
}
