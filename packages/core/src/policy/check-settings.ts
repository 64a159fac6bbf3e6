import { CalendarDate, Malformed, Refused } from '../kernel/index.ts'
import type { Citation, Obstacle, Text } from '../kernel/index.ts'
import { days } from './ask/keeping.ts'
import type { Pack, SettingWanted } from './pack.ts'
import { effectiveFrom } from './rule-set.ts'
import type { Library, RuleSet } from './rule-set.ts'
import type { Rule } from './rules.ts'
import { stricterOf, termString } from './settings.ts'
import { Term } from './terms.ts'

/** Something the bureau has yet to decide, and where its instrument leaves it to it. */
export interface OpenSetting {
  readonly key: string
  readonly title: Text
  readonly pack: string
  readonly citations: readonly Citation[]
}

/**
 * What the bureau still has to decide. Throws Malformed where a value is not of the sort that is asked for, and Refused
 * where it is laxer than the law or the pack allows, each obstacle with its article, or belongs to no pack.
 */
export function checkSettings(library: Library, ruleSet: RuleSet): readonly OpenSetting[] {
  const packs = ruleSet.packs.flatMap((id) => latest(library, id) ?? [])
  const wanted = packs.flatMap((pack) => pack.settings.map((setting) => ({ pack, setting })))
  const malformed: Obstacle[] = []
  const lax: Obstacle[] = []
  for (const [key, value] of Object.entries(ruleSet.settings)) {
    const asked = wanted.filter((one) => one.setting.key === key)
    const stricter = stricterOf(key)
    if (stricter !== undefined) judgeStricter(packs, key, stricter, value, malformed, lax)
    else if (asked.length === 0) lax.push(unknown(key))
    for (const { pack, setting } of asked) {
      const wrong = misfit(setting, value)
      if (wrong !== undefined) malformed.push(wrong)
      else lax.push(...outOfBounds(pack, setting, value))
    }
  }
  if (malformed.length > 0) throw new Malformed(malformed)
  if (lax.length > 0) throw new Refused(lax)
  return wanted.flatMap(({ pack, setting: { key, title, source, value, optional } }) => {
    const isGiven = value.type === 'date' && effectiveFrom(pack, ruleSet) !== undefined
    if (isGiven || optional === true || ruleSet.settings[key] !== undefined) return []
    return [{ key, title, pack: pack.identity.id, citations: source.map((one) => citationOf(pack, one)) }]
  })
}

function latest({ packs }: Library, id: string): Pack | undefined {
  const versions = packs.filter((one) => one.identity.id === id)
  return versions.sort((a, b) => b.identity.version - a.identity.version)[0]
}

/** Where an obligation of a pack stands; of national law the article is named itself. */
export function citationOf({ identity: { id }, obligations }: Pack, source: string): Citation {
  const found = obligations.find((one) => one.id === source)
  return found === undefined
    ? { article: `${id}/${source}` }
    : { article: `${id}/${found.article}`, quote: found.quote }
}

const unknown = (key: string): Obstacle => ({
  code: 'setting-unknown',
  message: { zh: `所选制度没有要求设置 ${key}`, en: `None of the packs chosen asks for the setting ${key}` },
  field: `settings.${key}`,
})

type Wanted = SettingWanted['value']

function termOf(wanted: Extract<Wanted, { type: 'term' }>, value: unknown): Term | undefined {
  const read = Term.safeParse(typeof value === 'number' ? { count: value, unit: wanted.unit } : value)
  return read.success && read.data.unit === wanted.unit ? read.data : undefined
}

const words = (value: unknown): boolean =>
  (Array.isArray(value) ? value : [value]).every((one) => typeof one === 'string' && one.trim() !== '')

function misfit({ key, title, value: wanted }: SettingWanted, value: unknown): Obstacle | undefined {
  const [fits, zh, en] = ((): [boolean, string, string] => {
    switch (wanted.type) {
      case 'term':
        return [termOf(wanted, value) !== undefined, `多少 ${wanted.unit}`, `a whole number of ${wanted.unit}s`]
      case 'approver':
        return [words(value), '批准人，可以有几级', 'who approves, in order where there are several']
      case 'date':
        return [CalendarDate.safeParse(value).success, '日期，如 2022-03-01', 'a date such as 2022-03-01']
      case 'time':
        return [/^([01]\d|2[0-3]):[0-5]\d$/.test(String(value)), '时刻，如 17:30', 'a time of day such as 17:30']
      case 'amount':
        return [typeof value === 'number' && value >= 0, `多少${wanted.unit}`, `an amount in ${wanted.unit}`]
      case 'choice':
        return [wanted.of.some((one) => one === value), wanted.of.join('、'), `one of ${wanted.of.join(', ')}`]
      case 'words':
        return [words(value), '文字', 'words']
    }
  })()
  if (fits) return undefined
  return {
    code: 'setting-malformed',
    message: { zh: `“${title.zh}”应填${zh}`, en: `"${title.en}" must be ${en}` },
    field: `settings.${key}`,
  }
}

/** A term beyond the bound that a superior law sets. */
function outOfBounds(pack: Pack, { key, title, source, value: wanted }: SettingWanted, value: unknown): Obstacle[] {
  if (wanted.type !== 'term') return []
  const term = termOf(wanted, value)
  const { most = Infinity, least = 0, boundBy } = wanted
  if (term === undefined || (term.count <= most && term.count >= least)) return []
  const bound =
    term.count > most ? { zh: '最多', en: 'at most', count: most } : { zh: '至少', en: 'at least', count: least }
  const citation = boundBy === undefined ? citationOf(pack, source[0] ?? '') : { article: boundBy }
  return [laxer(key, title, `${bound.zh} ${bound.count}`, `${bound.en} ${bound.count}`, termString(term), citation)]
}

const laxer = (key: string, title: Text, zh: string, en: string, given: string, citation: Citation): Obstacle => ({
  code: 'setting-laxer',
  message: {
    zh: `“${title.zh}”按 ${citation.article} ${zh}，填的是 ${given}：只能更严，不能更宽`,
    en: `"${title.en}" is ${en} under ${citation.article}, and ${given} was given: a bureau may be stricter, not laxer`,
  },
  citation,
  field: `settings.${key}`,
})

/** The term a rule prints, and in which direction it can be stricter. */
function printed(rule: Rule): { readonly term: Term; readonly stricter: 'longer' | 'shorter' } | undefined {
  if (rule.kind === 'retention' && 'atLeast' in rule.keep) return { term: rule.keep.atLeast, stricter: 'longer' }
  if (rule.kind === 'handover' && 'count' in rule.within) return { term: rule.within, stricter: 'shorter' }
  // Rights of the party roll over rest days: a bureau does not shorten those.
  if (rule.kind === 'period' && 'count' in rule.length && rule.roll === 'none')
    return { term: rule.length, stricter: 'shorter' }
  return undefined
}

function judgeStricter(
  packs: readonly Pack[],
  key: string,
  [packId, ruleId]: readonly [string, string],
  value: unknown,
  malformed: Obstacle[],
  lax: Obstacle[],
): void {
  const pack = packs.find((one) => one.identity.id === packId)
  const rule = pack?.rules.find((one) => one.id === ruleId)
  const found = rule === undefined ? undefined : printed(rule)
  if (pack === undefined || rule === undefined || found === undefined) {
    lax.push(unknown(key))
    return
  }
  const given = Term.safeParse(value)
  if (!given.success) {
    const message = {
      zh: `${key} 应为期限，如 {count: 12, unit: month}`,
      en: `${key} must be a term such as {count: 12, unit: month}`,
    }
    malformed.push({ code: 'setting-malformed', message, field: `settings.${key}` })
    return
  }
  const [ours, theirs] = [days(given.data), days(found.term)]
  if (found.stricter === 'longer' ? ours >= theirs : ours <= theirs) return
  const citation = citationOf(pack, rule.source[0] ?? '')
  const title = 'title' in rule ? rule.title : { zh: ruleId, en: ruleId }
  const [zh, en] = found.stricter === 'longer' ? ['至少', 'at least'] : ['最多', 'at most']
  lax.push(
    laxer(
      key,
      title,
      `${zh} ${termString(found.term)}`,
      `${en} ${termString(found.term)}`,
      termString(given.data),
      citation,
    ),
  )
}
