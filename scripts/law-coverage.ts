import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readClaims } from './law-proofs.ts'
import { tally } from './law-tally.ts'
import type { Count, Tally } from './law-tally.ts'
import { readObligations, readOrganisational, root } from './obligations.ts'

const HELP = `law-coverage: which obligations of the regulations are shown to be met by a passing test of the product

  proven          a test drives the product and what the obligation asks for is so
  stated only     a test shows that a rule on it is there; nothing shows what the product does by it
  organisational  only people can meet it
  open            neither

  npm run law-coverage               a table by regulation, and law-coverage.json
  npm run law-coverage -- --list     every obligation with where it stands, its tests, or what would have to be seen
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
    [count.proven, count.stated, count.organisational, count.open, count.of]
      .map((n) => String(n).padStart(16))
      .join('') + `  ${name}`
  return [
    ['proven', 'stated only', 'organisational', 'open', 'of'].map((head) => head.padStart(16)).join(''),
    ...Object.entries(found.regulations).map(([id, count]) => line(`${id} ${titles.get(id) ?? ''}`, count)),
    line('all', found.total),
  ].join('\n')
}

function list(found: Tally, checks: ReadonlyMap<string, string>): string {
  return found.obligations
    .map((one) => {
      const why = one.tests?.join('; ') ?? one.reason?.en ?? checks.get(one.id) ?? ''
      const stated = (one.states ?? []).map((test) => `\n${' '.repeat(49)}stated by ${test}`)
      return `${one.state.padEnd(15)}${one.id.padEnd(34)}${why}${stated.join('')}`
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
    if (status !== 0) console.error('Some tests failed: what they would have shown is counted as open.')
  }
  const claims = readClaims(root)
  if (!claims) {
    console.error('No test has been run yet, so nothing is shown. Run "npm test" first, or add --run.')
    return 1
  }
  const { regulations, obligations } = readObligations()
  const found = tally(obligations, readOrganisational(), claims)
  // A bureau runs no tests: what a whole run of them found goes with the sources.
  for (const file of ['law-coverage.json', ...(values.keep ? ['docs/law-coverage.json'] : [])])
    writeFileSync(join(root, file), `${JSON.stringify(found, null, 2)}\n`)
  if (values.json) console.log(JSON.stringify(found, null, 2))
  else {
    if (values.list) console.log(`${list(found, new Map(obligations.map((one) => [one.id, one.check])))}\n`)
    console.log(table(found, new Map(regulations.map((one) => [one.id, one.title]))))
  }
  return 0
}

process.exitCode = main()
