import { parseArgs } from 'node:util'
import { readPackFolder } from '../packages/cli/src/packs/index.ts'
import { walked } from '../packages/cli/src/case/trial-walks.ts'

const HELP = `walk-test: cases that choose among what is open, each held against what must be so of every case

  npm run walk-test                    a million of them
  npm run walk-test -- --cases N       so many
  npm run walk-test -- --first SEED    from another case on: each has its number, and is the same again
  npm run walk-test -- --json          how often each act, mark, refusal, exception and end was reached

Ends with 1 at the tenth case in which something is not as it must be, or at the end.`

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    first: { type: 'string', default: '0' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  },
})

async function main(): Promise<number> {
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const [cases, first] = [Number(values.cases), Number(values.first)]
  const began = process.cpuUsage()
  const { breaches, reached } = walked(await readPackFolder(), first, cases)
  const { user, system } = process.cpuUsage(began)
  const seconds = ((user + system) / 1e6).toFixed(0)
  if (values.json)
    console.log(JSON.stringify({ cases, breaches, seconds, reached: Object.fromEntries(reached) }, null, 2))
  else {
    for (const [what, count] of [...reached].toSorted(([a], [b]) => (a < b ? -1 : 1)))
      console.log(`${String(count).padStart(8)}  ${what}`)
    for (const breach of breaches) console.log(breach)
    console.log(`${cases} cases, ${breaches.length} not as they must be; ${seconds} s of processor time`)
  }
  return breaches.length === 0 ? 0 : 1
}

process.exitCode = await main()
