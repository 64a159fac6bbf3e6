import { because, Missing, text } from '@liuhen/core/kernel'
import { checkSettings, type Pack, refuseTwoBureaus, type RuleSet } from '@liuhen/core/policy'
import { usage } from '../terminal/index.ts'
import { readPackFolder } from './folder.ts'
import { readSettings } from './question.ts'

export const NATIONAL = 'national'

/** The options that say which bureau is meant, of every command that asks as one. */
export const bureauOptions = {
  pack: {
    kind: 'list',
    value: 'ID',
    about: text(
      '本局适用的制度，可多次；国家法律总在其中',
      'an instrument the bureau runs on, repeatable; the national law is always among them',
    ),
  },
  set: {
    kind: 'list',
    value: 'KEY=VALUE',
    about: text(
      '本局的设置，如 handover.cut-off=17:30、statement.term=5',
      'what the bureau has set, such as handover.cut-off=17:30, statement.term=5',
    ),
  },
  packs: {
    kind: 'text',
    value: 'DIR',
    about: text('制度目录，缺省用自带的', 'the packs folder, else the one that comes along'),
  },
} as const

/**
 * What a bureau runs on as these options say it, the national law always among it. Throws like {@link chosenPacks}, and
 * Refused and Malformed on a setting that is laxer than the law or of no pack.
 */
export async function rulesOfBureau(given: {
  readonly pack: readonly string[]
  readonly set: readonly string[]
  readonly packs?: string | undefined
}) {
  const library = await readPackFolder(given.packs)
  chosenPacks(library.packs, given.pack)
  const ruleSet: RuleSet = { packs: [...new Set([NATIONAL, ...given.pack])], settings: readSettings(given.set) }
  checkSettings(library, ruleSet)
  return { library, ruleSet }
}

/** Throws a wrong call on a pack named twice, Missing on one that is not there. */
export function refuseUnknown(packs: readonly Pack[], named: readonly string[]): void {
  const twice = named.find((id, at) => named.indexOf(id) !== at)
  if (twice !== undefined) throw usage(`--pack ${twice} 写了两次`, `--pack ${twice} is given twice`)
  const ids = [...new Set(packs.map((one) => one.identity.id))]
  const unknown = named.find((id) => !ids.includes(id))
  if (unknown === undefined) return
  throw because(
    Missing,
    'pack-unknown',
    `没有制度 ${unknown}；现有：${ids.join('、')}`,
    `There is no pack ${unknown}; there are: ${ids.join(', ')}`,
  )
}

/**
 * The packs a bureau is said to run on, in every version. Throws like {@link refuseUnknown}, and Refused on packs of two
 * bureaus.
 */
export function chosenPacks(packs: readonly Pack[], named: readonly string[]): readonly Pack[] {
  refuseUnknown(packs, named)
  const chosen = packs.filter((one) => named.includes(one.identity.id))
  refuseTwoBureaus(chosen)
  return chosen
}
