import { parseArgs } from 'node:util'
import { checkExample, unnoticedRules } from '../packages/core/src/policy/index.ts'
import type { Pack } from '../packages/core/src/policy/index.ts'
import { readPackFolder } from '../packages/cli/src/packs/index.ts'

const HELP = `law-mutation: takes one rule at a time out of each pack and counts those that a row of examples.yaml notices

  npm run law-mutation                 a table by pack, and the rules nobody noticed
  npm run law-mutation -- --json       the same as JSON
  npm run law-mutation -- --pack ID    only that pack, repeatable

Ends with 1 where less than 95 % of the rules are noticed, or where a row fails before anything is taken out.`

/** The share of rules whose loss must be noticed. */
const GOAL = 0.95

interface Tally {
  readonly pack: string
  readonly version: number
  readonly rules: number
  readonly noticed: number
  readonly unnoticed: readonly string[]
  /** Rows that fail with all rules in place: what they notice would mean nothing. */
  readonly failing: readonly number[]
}

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, help: { type: 'boolean' }, pack: { type: 'string', multiple: true } },
})

async function main(): Promise<number> {
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const documents = await readPackFolder()
  const asked = documents.packs.filter(({ identity }) => values.pack?.includes(identity.id) ?? true)
  if (asked.length === 0) {
    console.error(`There is no pack ${values.pack?.join(', ')}.`)
    return 1
  }
  const tallies = asked.map((pack) => tallyOf(pack, documents))
  const [rules, noticed] = [sum(tallies, 'rules'), sum(tallies, 'noticed')]
  const ratio = noticed / rules
  const isWell = ratio >= GOAL && tallies.every((one) => one.failing.length === 0)
  if (values.json) console.log(JSON.stringify({ goal: GOAL, ratio, rules, noticed, packs: tallies }, null, 2))
  else console.log(table(tallies, rules, noticed))
  return isWell ? 0 : 1
}

type Documents = Awaited<ReturnType<typeof readPackFolder>>

function tallyOf(pack: Pack, { calendar, examples }: Documents): Tally {
  const { id, version } = pack.identity
  const rows = examples.find((one) => one.pack === id && one.version === version)?.rows ?? []
  const failing = rows.flatMap((row, at) => (checkExample(pack, calendar, row).length > 0 ? [at + 1] : []))
  const unnoticed = unnoticedRules(pack, calendar, rows)
  return {
    pack: id,
    version,
    rules: pack.rules.length,
    noticed: pack.rules.length - unnoticed.length,
    unnoticed,
    failing,
  }
}

const sum = (tallies: readonly Tally[], key: 'rules' | 'noticed'): number =>
  tallies.reduce((total, one) => total + one[key], 0)

const percent = (noticed: number, rules: number): string => `${((100 * noticed) / rules).toFixed(1)} %`

function table(tallies: readonly Tally[], rules: number, noticed: number): string {
  const line = (name: string, of: number, count: number): string =>
    `${name.padEnd(34)}${String(count).padStart(6)} of ${String(of).padStart(4)}  ${percent(count, of).padStart(8)}`
  return [
    ...tallies.flatMap((one) => [
      line(`${one.pack}@${one.version}`, one.rules, one.noticed),
      ...one.unnoticed.map((rule) => `    nobody notices: ${rule}`),
      ...one.failing.map((row) => `    fails as it is: row ${row}`),
    ]),
    line('all', rules, noticed),
  ].join('\n')
}

process.exitCode = await main()
