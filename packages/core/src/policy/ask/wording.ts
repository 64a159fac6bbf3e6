import { because, Missing } from '../../kernel/index.ts'
import { inDigits, lengthInWords, numeral } from '../../papers/index.ts'
import { goesBy, rulesOf } from '../rule-set.ts'
import type { RulesOn } from '../rule-set.ts'
import type { Wording } from '../rules.ts'
import { termSetting, wordsSetting } from '../settings.ts'
import type { Term } from '../terms.ts'
import type { Reply } from './reply.ts'
import type { Values } from './values.ts'

const termInWords = ({ count, unit }: Term): string => lengthInWords(count, unit)

/** What a bureau decided, as a paper prints it; undefined while it is open. */
function settingInWords(rules: RulesOn, key: string): string | undefined {
  const value = rules.settings[key]
  if (value === undefined) return undefined
  const words = wordsSetting(rules, key)
  if (words !== undefined) return words.join('、')
  if (typeof value === 'number') return String(value)
  const term = termSetting(rules, key)
  return term && termInWords(term)
}

function periodInWords(rules: RulesOn, id: string): string | undefined {
  const found = rulesOf(rules, 'period').find(({ rule }) => goesBy(rule, id))
  if (found === undefined) return undefined
  const { length } = found.rule
  if ('count' in length) return termInWords(length)
  return 'setting' in length ? settingInWords(rules, length.setting) : undefined
}

function figureInWords(rules: RulesOn, id: string): string | undefined {
  const found = rulesOf(rules, 'figure').find(({ rule }) => goesBy(rule, id))
  if (found === undefined) return undefined
  const { value, unit } = found.rule
  return unit === '%' ? `百分之${numeral(value)}` : `${inDigits(value)}${unit}`
}

/**
 * A text in set words, with the periods and figures of the day and what the bureau decided; which of those it has not is among
 * what is open. Throws Missing where no instrument in force has such a text.
 */
export function wording(rules: RulesOn, which: Wording): Reply<Values['wording']> {
  const found = rulesOf(rules, 'wording').filter(({ rule }) => rule.wording === which)
  // An instrument of the bureau's own goes before the national law, whose words are in ours.
  const chosen = found.find(({ pack }) => pack.identity.kind === 'instrument') ?? found[0]
  if (chosen === undefined)
    throw because(
      Missing,
      'wording-unknown',
      `所选制度里没有“${which}”这段文字`,
      `The instruments chosen have no wording "${which}"`,
    )
  const open: string[] = []
  let said = chosen.rule.text.zh
  for (const [name, held] of Object.entries(chosen.rule.holds ?? {})) {
    const words =
      'setting' in held
        ? settingInWords(rules, held.setting)
        : 'period' in held
          ? periodInWords(rules, held.period)
          : figureInWords(rules, held.figure)
    if (words !== undefined) said = said.replaceAll(`{${name}}`, words)
    else open.push('setting' in held ? held.setting : name)
  }
  return { value: { text: said }, rules: [chosen], open }
}
