import { because, Malformed, text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'
import type { Pack, SettingWanted } from './pack.ts'
import { rulesOf } from './rule-set.ts'
import type { RulesOn, Standing } from './rule-set.ts'
import type { RuleOf } from './rules.ts'
import { SourcedTerm, Term } from './terms.ts'

/** `stricter.<pack>.<rule>`: a term by which a bureau is stricter than the rule prints. */
const STRICTER = 'stricter'

export const stricterKey = (pack: string, rule: string): string => `${STRICTER}.${pack}.${rule}`

/** The pack and rule that such a key speaks of; undefined for a key of another sort. */
export function stricterOf(key: string): readonly [pack: string, rule: string] | undefined {
  const [first, pack, rule, ...more] = key.split('.')
  return first === STRICTER && pack !== undefined && rule !== undefined && more.length === 0 ? [pack, rule] : undefined
}

/** `3 year` */
export const termString = ({ count, unit }: Term): string => `${count} ${unit}`

export const wantedBy = (packs: readonly Pack[], key: string): readonly (readonly [Pack, SettingWanted])[] =>
  packs.flatMap((pack) => pack.settings.filter((one) => one.key === key).map((one) => [pack, one] as const))

/** The term a setting holds, a bare number counting in the unit the pack wants; undefined while it is open. */
export function termSetting(rules: RulesOn, key: string): Term | undefined {
  const value = rules.settings[key]
  if (value === undefined) return undefined
  const unit = wantedBy(rules.packs, key)
    .map(([, { value }]) => (value.type === 'term' ? value.unit : undefined))
    .find((one) => one !== undefined)
  return readTerm(key, typeof value === 'number' && unit !== undefined ? { count: value, unit } : value)
}

/** The term by which the bureau is stricter than this rule, where it is. */
export function stricterTerm(rules: RulesOn, { used }: Standing): Term | undefined {
  const key = stricterKey(used.pack, used.rule)
  const value = rules.settings[key]
  return value === undefined ? undefined : readTerm(key, value)
}

/** The length that another law sets for this period, with that law, where the bureau entered one. */
export function otherTerm(
  { settings }: Pick<RulesOn, 'settings'>,
  { otherwise }: Pick<RuleOf<'period'>, 'otherwise'>,
): SourcedTerm | undefined {
  return otherwise && SourcedTerm.safeParse(settings[otherwise.setting]).data
}

/** Throws Malformed where a setting holds no term. */
export function readTerm(key: string, value: unknown): Term {
  const read = Term.safeParse(value)
  if (read.success) return read.data
  throw because(
    Malformed,
    'setting-term',
    `设置 ${key} 应为期限，如 {count: 6, unit: month}`,
    `The setting ${key} must be a length of time, such as {count: 6, unit: month}`,
    { field: key },
  )
}

/** The words a setting holds: one name, or several in their order. */
export function wordsSetting(rules: Pick<RulesOn, 'settings'>, key: string): readonly string[] | undefined {
  const value = rules.settings[key]
  const words = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')
  return words.length === 0 ? undefined : words
}

/** What a setting is called; its key where no pack in force has it. */
export const settingTitle = ({ packs }: Pick<RulesOn, 'packs'>, key: string): Text =>
  packs.flatMap(({ settings }) => settings).find((one) => one.key === key)?.title ?? text(key, key)

/** The names of a chain that a setting holds, however whoever typed it set them apart: 法制员、队负责人 → 局长. */
export const chainSetting = (rules: Pick<RulesOn, 'settings'>, key: string): readonly string[] | undefined =>
  wordsSetting(rules, key)?.flatMap((words) =>
    words
      .split(/[、，,;；→>\n]+/)
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  )

/**
 * What the bureau calls a name its instrument prints, or the name itself, with the keys of the settings that are still
 * open: a printed name that the instrument only lets a bureau replace leaves nothing open.
 */
export function nameFor(
  rules: RulesOn,
  { pack, rule }: Standing,
  printed: string,
): { readonly names: readonly string[]; readonly open: readonly string[] } {
  const key = 'bureauNames' in rule ? rule.bureauNames?.[printed] : undefined
  if (key === undefined) return { names: [printed], open: [] }
  const own = wordsSetting(rules, key)
  const isWanted = pack.settings.some((one) => one.key === key && one.optional !== true)
  return { names: own ?? [printed], open: own === undefined && isWanted ? [key] : [] }
}

/** The keys of settings that instruments leave to each district: who approves, and which offices hand out. */
export const keysOfDistricts = (rules: RulesOn): readonly string[] => [
  ...new Set(
    rulesOf(rules, 'access').flatMap((one) => {
      if (one.rule.districtsDecide !== true) return []
      const key = approverKey(one)
      return [...(key === undefined ? [] : [key]), ...Object.values(one.rule.bureauNames ?? {})]
    }),
  ),
]

/** The key under which a pack asks who approves what a rule leaves unnamed: the one that stands on the same obligation. */
export function approverKey({ pack, rule }: Pick<Standing, 'pack' | 'rule'>): string | undefined {
  return pack.settings.find(
    ({ value, source }) => value.type === 'approver' && source.some((one) => rule.source.includes(one)),
  )?.key
}
