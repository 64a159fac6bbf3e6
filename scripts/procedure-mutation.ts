import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readPackFolder } from '../packages/cli/src/packs/index.ts'
import { walked, walkedBy } from '../packages/cli/src/case/trial-walks.ts'
import { checkCase } from '../packages/core/src/case/index.ts'
import { checkExample } from '../packages/core/src/policy/index.ts'
import type { Library, Pack, Rule } from '../packages/core/src/policy/index.ts'
import { acts, CaseTold } from '../packages/core/src/procedure/index.ts'
import { guardsTakenOut } from './procedure-mutation/guards.ts'

const HELP = `procedure-mutation: takes one guard at a time out of the procedure and looks what breaks

  npm run procedure-mutation                 how many are noticed and by what, and those that nothing notices
  npm run procedure-mutation -- --json       the same as JSON
  npm run procedure-mutation -- --cases N    so many walks for what no example notices (2000)

Each step rule, each of its conditions, exceptions and parts of them, and each thing that says when an act comes up. Looked
at by examples.yaml, then spec/vectors/case.json, then walks through the procedure. Ends with 1 where anything fails as it is.`

interface Mutant {
  readonly name: string
  /** By which the procedure goes without it. */
  readonly library: Library
  readonly pack?: Pack
  /** Takes it out of what is no data, and puts it back. */
  readonly around?: (work: () => string | undefined) => string | undefined
}

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, help: { type: 'boolean' }, cases: { type: 'string', default: '2000' } },
})

type Documents = Awaited<ReturnType<typeof readPackFolder>>

interface Vector {
  readonly packs: string[]
  readonly settings: Record<string, unknown>
  readonly case: unknown
  readonly acts: unknown
  readonly due: unknown
}

async function main(): Promise<number> {
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const documents = await readPackFolder()
  const url = join(import.meta.dirname, '../spec/vectors/case.json')
  const { vectors } = JSON.parse(await readFile(url, 'utf8')) as { vectors: Vector[] }
  const noticedBy = (mutant: Mutant): string | undefined => {
    const look = (): string | undefined => {
      const row = mutant.pack && failingRow(mutant.pack, documents)
      if (row !== undefined) return 'examples'
      if (vectors.some((one) => !holds(one, mutant.library))) return 'vectors'
      if (mutant.pack && !walkedBy.packs.some((id) => id === mutant.pack?.identity.id)) return undefined
      return changedWalks(mutant.library) ? 'walks' : undefined
    }
    return mutant.around ? mutant.around(look) : look()
  }
  const asItIs = noticedBy({ name: 'nothing', library: documents })
  if (asItIs !== undefined) {
    console.error(`Nothing was taken out, and ${asItIs} fail.`)
    return 1
  }
  const mutants = [...documents.packs.flatMap((pack) => mutantsOf(pack, documents)), ...actMutants(documents)]
  const found = mutants.map((mutant) => ({ name: mutant.name, by: noticedBy(mutant) }))
  const survivors = found.filter((one) => one.by === undefined).map((one) => one.name)
  const by = Object.fromEntries(
    ['examples', 'vectors', 'walks'].map((what) => [what, found.filter((one) => one.by === what).length]),
  )
  const noticed = found.length - survivors.length
  if (values.json) console.log(JSON.stringify({ guards: found.length, noticed, by, survivors }, null, 2))
  else {
    for (const one of survivors) console.log(`nobody notices: ${one}`)
    console.log(`${noticed} of ${found.length} guards are noticed: ${JSON.stringify(by)}`)
  }
  return 0
}

function mutantsOf(pack: Pack, documents: Documents): readonly Mutant[] {
  return pack.rules.flatMap((rule): readonly Mutant[] => {
    if (rule.kind !== 'step') return []
    return guardsTakenOut(rule).map(({ without, left }) => {
      const rules: readonly Rule[] = pack.rules.flatMap((one) => (one === rule ? (left ?? []) : one))
      const mutated = { ...pack, rules: [...rules] } as Pack
      const packs = documents.packs.map((one) => (one === pack ? mutated : one))
      return { name: `${pack.identity.id}/${rule.id} ${without}`, library: { ...documents, packs }, pack: mutated }
    })
  })
}

const SAYS_WHEN = ['once', 'about', 'over', 'notAfter'] as const

/** When an act comes up is no pack's word: it is taken out of the table itself for as long as is looked. */
function actMutants(library: Library): readonly Mutant[] {
  const table = acts as Record<string, Partial<Record<(typeof SAYS_WHEN)[number], unknown>>>
  return Object.entries(table).flatMap(([name, act]) =>
    SAYS_WHEN.filter((member) => act[member] !== undefined).map((member): Mutant => {
      const { [member]: _, ...rest } = act
      return {
        name: `acts/${name} ${member}`,
        library,
        around(work) {
          table[name] = rest
          try {
            return work()
          } finally {
            table[name] = act
          }
        },
      }
    }),
  )
}

const failingRow = (pack: Pack, { calendar, examples }: Documents) =>
  examples
    .find((one) => one.pack === pack.identity.id && one.version === pack.identity.version)
    ?.rows.find((row) => checkExample(pack, calendar, row).length > 0)

function holds({ packs, settings, case: given, acts: wanted, due }: Vector, library: Library): boolean {
  const found = checkCase({ library, ruleSet: { packs, settings } }, CaseTold.parse(given))
  const judged = found.acts.map(({ act, verdict, conditions }) => ({
    act: act.act,
    verdict,
    missing: conditions.map((one) => one.code),
  }))
  const running = found.clocks.map(({ period, last, state, startedBy }) => ({
    period,
    last,
    state,
    startedBy: startedBy.number,
  }))
  const written = (one: unknown): string => JSON.stringify(one)
  return written(judged) === written(wanted) && written(running) === written(due)
}

const changedWalks = (library: Library): boolean => walked(library, 0, Number(values.cases)).breaches.length > 0

process.exitCode = await main()
