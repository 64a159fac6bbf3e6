import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readProofs } from './law-proofs.ts'
import { tally } from './law-tally.ts'
import type { Count, Tally } from './law-tally.ts'
import { readObligations, readOrganisational, root } from './obligations.ts'

const HELP = `law-coverage: which obligations of the regulations are demonstrated by a passing test

  npm run law-coverage               a table by regulation, and law-coverage.json
  npm run law-coverage -- --list     every obligation with where it stands
  npm run law-coverage -- --json     the same as JSON
  npm run law-coverage -- --run      run all tests first
  npm run law-coverage -- --keep     also docs/law-coverage.json, which the screens show; \`npm test\` does so at its end`

const { values } = parseArgs({
  options: {
    list: { type: 'boolean' },
    json: { type: 'boolean' },
    run: { type: 'boolean' },
    keep: { type: 'boolean' },
    help: { type: 'boolean' },
  },
})

function table(found: Tally, titles: ReadonlyMap<string, string>): string {
  const line = (name: string, count: Count): string =>
    [count.proven, count.organisational, count.open, count.of].map((n) => String(n).padStart(16)).join('') + `  ${name}`
  return [
    ['proven', 'organisational', 'open', 'of'].map((head) => head.padStart(16)).join(''),
    ...Object.entries(found.regulations).map(([id, count]) => line(`${id} ${titles.get(id) ?? ''}`, count)),
    line('all', found.total),
  ].join('\n')
}

function list(found: Tally, quotes: ReadonlyMap<string, string>): string {
  return found.obligations
    .map((one) => {
      const why = one.tests?.join('; ') ?? one.reason?.zh ?? quotes.get(one.id) ?? ''
      return `${one.state.padEnd(15)}${one.id.padEnd(34)}${why}`
    })
    .join('\n')
}

function main(): number {
  if (values.help) {
    console.log(HELP)
    return 0
  }
  if (values.run) {
    const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run'], {
      cwd: root,
      // Standard output is for the answer alone.
      stdio: ['ignore', 2, 2],
    })
    if (status !== 0) console.error('Some tests failed: what they would have demonstrated is counted as open.')
  }
  const proofs = readProofs(root)
  if (!proofs) {
    console.error('No test has been run yet, so nothing is demonstrated. Run "npm test" first, or add --run.')
    return 1
  }
  const { regulations, obligations } = readObligations()
  const found = tally(obligations, readOrganisational(), proofs)
  // A bureau runs no tests: what a whole run of them found goes with the sources.
  for (const file of ['law-coverage.json', ...(values.keep ? ['docs/law-coverage.json'] : [])])
    writeFileSync(join(root, file), `${JSON.stringify(found, null, 2)}\n`)
  if (values.json) console.log(JSON.stringify(found, null, 2))
  else {
    if (values.list) console.log(`${list(found, new Map(obligations.map((one) => [one.id, one.quote])))}\n`)
    console.log(table(found, new Map(regulations.map((one) => [one.id, one.title]))))
  }
  return 0
}

process.exitCode = main()
