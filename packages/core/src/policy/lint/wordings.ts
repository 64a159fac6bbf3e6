import type { Pack } from '../pack.ts'
import type { Wording } from '../rules.ts'
import { goesBy } from '../rule-set.ts'
import { inPack } from './finding.ts'
import type { Finding } from './finding.ts'

/** What a paper itself fills in, besides what its rules hold. */
const FILLED_IN = ['authority', 'officers', 'type', 'year', 'number']
/** Of a number: how the bureau writes it, which takes the place of the whole text. */
const REPLACES = ['pattern']

/**
 * Texts in set words that name something which nothing fills in, or a period or figure that is nowhere laid down; and papers
 * that state a text which neither this pack nor the national law has: a brace would be printed, or a gap.
 */
export function faultsOfWordings(pack: Pack, all: readonly Pack[]): readonly Finding[] {
  const rules = [pack, ...all.filter((one) => one.identity.kind === 'national' && one !== pack)].flatMap(
    (one) => one.rules,
  )
  const has = (which: Wording): boolean => rules.some((one) => one.kind === 'wording' && one.wording === which)
  return pack.rules.flatMap((rule): readonly Finding[] => {
    const fault = (code: string, zh: string, en: string): Finding => inPack(pack, code, `rules/${rule.id}`, zh, en)
    if (rule.kind === 'paper' || rule.kind === 'paper-fields') {
      const effect = rule.kind === 'paper' ? rule.effect : undefined
      const stated = [...(rule.states ?? []), ...(effect === undefined ? [] : [`remedy-${effect}` as const])]
      return stated
        .filter((one) => !has(one))
        .map((one) => fault('wording-missing', `没有文字 ${one}`, `there is no wording ${one}`))
    }
    if (rule.kind !== 'wording') return []
    const holds = Object.entries(rule.holds ?? {})
    const named = [...rule.text.zh.matchAll(/\{([a-z]+)\}/gu)].map((one) => one[1] ?? '')
    const known = [...FILLED_IN, ...holds.map(([name]) => name)]
    return [
      ...named
        .filter((one) => !known.includes(one))
        .map((one) => fault('wording-unfilled', `没有什么填入 {${one}}`, `nothing fills in {${one}}`)),
      ...holds
        .filter(([name]) => !named.includes(name) && !REPLACES.includes(name))
        .map(([name]) => fault('wording-unused', `文字里没有 {${name}}`, `the text has no {${name}}`)),
      ...holds
        .flatMap(([, held]) => ('period' in held ? [held.period] : 'figure' in held ? [held.figure] : []))
        .filter((id) => !rules.some((one) => (one.kind === 'period' || one.kind === 'figure') && goesBy(one, id)))
        .map((id) => fault('wording-term-missing', `没有期限（数额）${id}`, `there is no period or figure ${id}`)),
    ]
  })
}
