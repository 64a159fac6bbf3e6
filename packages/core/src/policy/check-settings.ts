import { termText } from '../calendar/index.ts'
import { CalendarDate, Malformed, Refused } from '../kernel/index.ts'
import type { Citation, Obstacle, Text } from '../kernel/index.ts'
import { folderNames } from '../vocabulary/index.ts'
import { filingPart } from './ask/filing.ts'
import { days } from './ask/keeping.ts'
import type { Pack, SettingWanted } from './pack.ts'
import { effectiveFrom } from './rule-set.ts'
import type { Library, RuleSet } from './rule-set.ts'
import type { Rule } from './rules.ts'
import { stricterOf } from './settings.ts'
import { SourcedTerm, Term } from './terms.ts'

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
    if (stricter !== undefined) judgeStricter(library, packs, key, stricter, value, malformed, lax)
    else if (asked.length === 0) lax.push(unknown(key))
    for (const { pack, setting } of asked) {
      const wrong = misfit(setting, value)
      if (wrong !== undefined) malformed.push(wrong)
      else lax.push(...outOfBounds(library, pack, setting, value))
    }
  }
  if (malformed.length > 0) throw new Malformed(malformed)
  if (lax.length > 0) throw new Refused(lax)
  return wanted.flatMap(({ pack, setting: { key, title, source, value, optional, waitsFor, renewedBy } }) => {
    const isGiven = value.type === 'date' && effectiveFrom(pack, ruleSet) !== undefined
    const isUnasked = renewedBy?.settings.every((one) => ruleSet.settings[one] === undefined) === true
    const isLater = waitsFor !== undefined || isUnasked
    if (isGiven || optional === true || isLater || ruleSet.settings[key] !== undefined) return []
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

function termOf(wanted: Extract<Wanted, { type: 'term' | 'sourced-term' }>, value: unknown): Term | undefined {
  const read = Term.safeParse(typeof value === 'number' ? { count: value, unit: wanted.unit } : value)
  return read.success && read.data.unit === wanted.unit ? read.data : undefined
}

const words = (value: unknown): boolean =>
  (Array.isArray(value) ? value : [value]).every((one) => typeof one === 'string' && one.trim() !== '')

function misfit({ key, title, value: wanted }: SettingWanted, value: unknown): Obstacle | undefined {
  const [fits, zh, en] = ((): [boolean, string, string] => {
    switch (wanted.type) {
      case 'term':
        return [
          termOf(wanted, value) !== undefined,
          `期限的数目，例如 5，就是${termText({ count: 5, unit: wanted.unit }).zh}`,
          `the number of a term, such as 5 for ${termText({ count: 5, unit: wanted.unit }).en}`,
        ]
      case 'sourced-term':
        // Without its source it is refused with the article, and not as no term.
        return [
          termOf(wanted, value) !== undefined,
          `期限和规定它的法律、法规、规章，例如${termText({ count: 60, unit: wanted.unit }).zh}，《某某规定》第十条`,
          `a term such as ${termText({ count: 60, unit: wanted.unit }).en}, and the law, regulation or rule that sets it`,
        ]
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
      case 'folders': {
        const known = Object.values(folderNames)
        const levels = Array.isArray(value) ? value : [value]
        return [
          levels.length > 0 && levels.every((one) => typeof one === 'string' && filingPart(one) !== undefined),
          `层级，由外到内，从这些里选：${known.map((one) => one.zh).join('、')}`,
          `levels from the outermost inwards, out of: ${known.map((one) => one.zh).join(', ')}`,
        ]
      }
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
function outOfBounds(
  library: Library,
  pack: Pack,
  { key, title, source, value: wanted }: SettingWanted,
  value: unknown,
): Obstacle[] {
  if (wanted.type === 'sourced-term')
    return SourcedTerm.safeParse(value).success ? [] : [unsourced(pack, key, title, source)]
  if (wanted.type !== 'term') return []
  const term = termOf(wanted, value)
  const { most = Infinity, least = 0, boundBy } = wanted
  if (term === undefined || (term.count <= most && term.count >= least)) return []
  const { unit } = wanted
  const bound: Bound = term.count > most ? ['most', { count: most, unit }] : ['least', { count: least, unit }]
  const own = citationOf(pack, source[0] ?? '')
  const citation = boundBy === undefined ? own : { article: boundBy }
  const refused = laxer(library, key, title, bound, term, citation)
  return [boundBy === undefined ? refused : withTexts(library, refused, [citation, own])]
}

const unsourced = (pack: Pack, key: string, title: Text, source: readonly string[]): Obstacle => ({
  code: 'setting-unsourced',
  message: {
    zh: `“${title.zh}”只有法律、法规、规章另有规定的才能改：请写明是哪一部的哪一条`,
    en: `"${title.en}" is another only where a law, regulation or rule says so: name it, with its article`,
  },
  citation: citationOf(pack, source[0] ?? ''),
  field: `settings.${key}`,
})

/** The refusal with the words of the law and of the instrument beside each other. */
function withTexts(library: Library, refused: Obstacle, places: readonly Citation[]): Obstacle {
  const said = places.map((one) => {
    const place = placeOf(library, one)
    const words = one.quote === undefined ? gistOf(library, one) : { zh: `“${one.quote}”`, en: `“${one.quote}”` }
    return { zh: `${place.zh}：${words.zh}`, en: `${place.en}: ${words.en}` }
  })
  return {
    ...refused,
    message: {
      zh: `${refused.message.zh}。${said.map((one) => one.zh).join('；')}`,
      en: `${refused.message.en}. ${said.map((one) => one.en).join('; ')}`,
    },
  }
}

/** What an article of national law says, in our words. */
function gistOf(library: Library, { article }: Citation): Text {
  const [id = '', ...rest] = article.split('/')
  const found = latest(library, id)?.articles.find((one) => one.id === rest.join('/'))
  return found !== undefined && 'gist' in found ? found.gist : { zh: '', en: '' }
}

type Bound = readonly ['most' | 'least', Term]

function laxer(
  library: Library,
  key: string,
  title: Text,
  [side, term]: Bound,
  given: Term,
  citation: Citation,
): Obstacle {
  const [place, bound, ours] = [placeOf(library, citation), termText(term), termText(given)]
  const [zh, en] = side === 'most' ? ['最多', 'at most'] : ['至少', 'at least']
  return {
    code: 'setting-laxer',
    message: {
      zh: `按${place.zh}，“${title.zh}”${zh}${bound.zh}，填的是${ours.zh}：只能更严，不能更宽`,
      en: `Under ${place.en}, "${title.en}" is ${en} ${bound.en}, and ${ours.en} was given: a bureau may be stricter, not laxer`,
    },
    citation,
    field: `settings.${key}`,
  }
}

/** An article as people name it: `行政处罚法第五十六条`, `《某某制度》第十五条`. */
function placeOf(library: Library, { article }: Citation): Text {
  const [id = '', ...rest] = article.split('/')
  const pack = latest(library, id)
  const found = pack?.articles.find((one) => one.id === rest.join('/'))
  if (pack === undefined || found === undefined) return { zh: article, en: article }
  // The labels of national law name their law themselves.
  if ('law' in found) return { zh: found.label, en: found.label }
  const { zh, en } = pack.identity.title
  return { zh: `《${zh}》${found.label}`, en: `${en} ${found.label}` }
}

/** The term a rule prints, and in which direction it can be stricter. */
function printed(
  rule: Rule,
): { readonly term: Term; readonly stricter: 'longer' | 'shorter'; readonly sameDays?: true } | undefined {
  if (rule.kind === 'retention' && 'atLeast' in rule.keep) return { term: rule.keep.atLeast, stricter: 'longer' }
  if (rule.kind === 'handover' && 'count' in rule.within) return { term: rule.within, stricter: 'shorter' }
  // Rights of the party roll over rest days: a bureau does not shorten those.
  if (rule.kind === 'period' && 'count' in rule.length && rule.roll === 'none')
    // Counted back, the longer one gives the party more; and other days are no measure of it.
    return rule.direction === 'back'
      ? { term: rule.length, stricter: 'longer', sameDays: true }
      : { term: rule.length, stricter: 'shorter' }
  return undefined
}

function judgeStricter(
  library: Library,
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
  const isOfOtherDays = found.sameDays === true && given.data.unit !== found.term.unit
  if (!isOfOtherDays && (found.stricter === 'longer' ? ours >= theirs : ours <= theirs)) return
  const citation = citationOf(pack, rule.source[0] ?? '')
  const title = 'title' in rule ? rule.title : { zh: ruleId, en: ruleId }
  const side = found.stricter === 'longer' ? 'least' : 'most'
  lax.push(laxer(library, key, title, [side, found.term], given.data, citation))
}
