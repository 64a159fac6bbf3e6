import { settingMissing } from '@liuhen/core/calendar'
import { because, Missing } from '@liuhen/core/kernel'
import type { CalendarDate, Text } from '@liuhen/core/kernel'
import type { Pack, RuleOf } from '@liuhen/core/policy'
import { usage } from '../terminal/index.ts'

const NATIONAL = 'national'

/** One period of one pack, in the version that counts. */
export interface Clock {
  /** `changsha-county-2023/period-case` */
  readonly id: string
  readonly pack: Pack
  readonly rule: RuleOf<'period'>
}

/** A place a period stands on. */
export interface Place {
  /** `changsha-county-2023/27` */
  readonly article: string
  readonly label: string
  /** The obligation's words; for the national law what it says in our words. */
  readonly says: readonly Text[]
}

/**
 * The periods of the packs named and of the national law; of all packs where none is named. Of several versions the one
 * in force on the day, else the first. Throws Missing on a pack that is not there.
 */
export function clocksOf(packs: readonly Pack[], named: readonly string[], day?: CalendarDate): readonly Clock[] {
  const byId = Map.groupBy(packs, (one) => one.identity.id)
  for (const id of named)
    if (!byId.has(id))
      throw because(
        Missing,
        'pack-unknown',
        `没有制度 ${id}；现有：${[...byId.keys()].join('、')}`,
        `There is no pack ${id}; there are: ${[...byId.keys()].join(', ')}`,
      )
  const ids = named.length === 0 ? [...byId.keys()] : [...new Set([NATIONAL, ...named])].filter((id) => byId.has(id))
  return ids.flatMap((id) => {
    const versions = (byId.get(id) ?? []).toSorted((a, b) => a.identity.version - b.identity.version)
    const pack =
      versions.findLast((one) => day === undefined || (one.identity.effectiveFrom ?? '') <= day) ?? versions[0]
    return (pack?.rules ?? []).flatMap((rule) =>
      pack !== undefined && rule.kind === 'period' ? [{ id: `${id}/${rule.id}`, pack, rule }] : [],
    )
  })
}

const plain = (name: string): string => name.toLowerCase().replaceAll('_', '-')

/** Every way a period may be called: in full, by its rule with or without `period-`, by its short name, by its title. */
function isCalled({ id, pack, rule }: Clock, name: string): boolean {
  const bare = rule.id.replace(/^period-/, '')
  const names = [rule.id, bare, rule.short ?? rule.id].map(plain)
  const own = `${pack.identity.id}/`
  const asked = name.startsWith(own) ? name.slice(own.length) : name
  return id === name || rule.title.zh === asked || names.includes(plain(asked))
}

/** Whether two packs count the same, so that it does not matter which of them is asked. */
const counts = ({ rule }: Clock): string =>
  JSON.stringify([rule.length, rule.direction, rule.roll, rule.suspendedBy ?? [], rule.extension ?? null])

/**
 * The period of that name. Where an instrument that was named and the national law both have it, the instrument's own,
 * unless it leaves the length open and the bureau (`settings`) has not said it. Throws a wrong call where there is none,
 * or several that do not count the same.
 */
export function clockNamed(
  clocks: readonly Clock[],
  name: string,
  named: readonly string[],
  settings: Readonly<Record<string, unknown>> = {},
): Clock {
  const called = clocks.filter((one) => isCalled(one, name))
  const exact = called.filter((one) => one.id === name)
  const short = called.filter((one) => one.rule.short === name)
  const meant = [exact, short, called].find((some) => some.length > 0) ?? []
  const printed = meant.filter((one) => settingMissing(one.rule, settings) === undefined)
  const ready = printed.length > 0 ? printed : meant
  const own = ready.filter((one) => one.pack.identity.id !== NATIONAL && named.includes(one.pack.identity.id))
  const found = own.length > 0 ? own : ready
  const first = found.find((one) => one.pack.identity.id === NATIONAL) ?? found[0]
  if (first === undefined)
    throw usage(`没有期限 ${name}；用 --list 看全部期限`, `There is no period ${name}; --list shows all of them`)
  if (new Set(found.map(counts)).size > 1) {
    const ids = found.map((one) => one.id).join(', ')
    throw usage(`${name} 不止一个，请写全：${ids}`, `Several periods are called ${name}; write one in full: ${ids}`)
  }
  return first
}

/** The articles behind a period, each once. */
export function placesOf({ pack, rule }: Clock): readonly Place[] {
  const obligations = rule.source.map((source) => pack.obligations.find((one) => one.id === source))
  const articles = new Set(rule.source.map((source, at) => obligations[at]?.article ?? source))
  return [...articles].map((id) => {
    const article = pack.articles.find((one) => one.id === id)
    const quotes = obligations.flatMap((one) => (one?.article === id ? [{ zh: one.quote, en: one.quote }] : []))
    return {
      article: `${pack.identity.id}/${id}`,
      label: article?.label ?? id,
      says: article !== undefined && 'gist' in article ? [article.gist] : quotes,
    }
  })
}
