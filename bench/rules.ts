import { effectiveFrom, ask, rulesOn } from '../packages/core/src/policy/index.ts'
import type { Question, RulesOn } from '../packages/core/src/policy/index.ts'
import { readPackFolder } from '../packages/cli/src/packs/folder.ts'
import { type Figure, timed } from './measure.ts'

/** Every question of every pack's examples in turn, each put to its own pack; then the rules of a day put together anew. */
export async function ruleFigures(count: number): Promise<Figure[]> {
  const library = await readPackFolder()
  const asked = library.examples.flatMap(({ pack: id, version, rows }) =>
    rows.flatMap((row): { rules: RulesOn; question: Question }[] => {
      const pack = library.packs.find(({ identity }) => identity.id === id && identity.version === version)
      const settings = row.settings ?? {}
      const day = pack && (row.on ?? effectiveFrom(pack, { settings }))
      return day === undefined
        ? []
        : [{ rules: rulesOn(library, { packs: [id], settings }, day), question: row.question }]
    }),
  )
  const turn = (i: number) => {
    const one = asked[i % asked.length]
    if (one === undefined) throw new Error('no pack has an example')
    return one
  }
  let chains = 0
  const look = async (): Promise<void> => {
    for (let i = 0; i < count; i++) {
      const { rules, question } = turn(i)
      chains += ask(rules, question).rules.length
    }
  }
  const together = async (): Promise<void> => {
    for (let i = 0; i < count; i++) {
      const { rules } = turn(i)
      rulesOn(library, { packs: rules.packs.map((one) => one.identity.id), settings: rules.settings }, rules.day)
    }
  }
  await look()
  const [looked] = await timed(look)
  const [made] = await timed(together)
  return [
    {
      name: `rule look-ups, ${asked.length} questions in turn, one core`,
      value: `${(count / looked).toFixed(0)} /s`,
      note: chains === 0 ? 'none answered' : 'each with its chain of articles',
    },
    { name: 'rule sets of a day put together, one core', value: `${(count / made).toFixed(0)} /s` },
  ]
}
