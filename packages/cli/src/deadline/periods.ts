import { settingMissing } from '@liuhen/core/calendar'
import { because, Missing } from '@liuhen/core/kernel'
import type { CalendarDate, Text } from '@liuhen/core/kernel'
import { countsOn, goesBy } from '@liuhen/core/policy'
import type { Pack, RuleOf } from '@liuhen/core/policy'
import { NATIONAL } from '../packs/index.ts'
import { usage } from '../terminal/index.ts'

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
 * in force on the day, else the first; of it the periods that count on the day, or all where none is told.
 */
export function clocksOf(packs: readonly Pack[], named: readonly string[], day?: CalendarDate): readonly Clock[] {
  const byId = Map.groupBy(packs, (one) => one.identity.id)
  const ids = named.length === 0 ? [...byId.keys()] : [...new Set([NATIONAL, ...named])].filter((id) => byId.has(id))
  return ids.flatMap((id) => {
    const versions = (byId.get(id) ?? []).toSorted((a, b) => a.identity.version - b.identity.version)
    const pack =
      versions.findLast((one) => day === undefined || (one.identity.effectiveFrom ?? '') <= day) ?? versions[0]
    return (pack?.rules ?? []).flatMap((rule) =>
      pack !== undefined && rule.kind === 'period' && (day === undefined || countsOn(rule, day))
        ? [{ id: `${id}/${rule.id}`, pack, rule }]
        : [],
    )
  })
}

const plain = (name: string): string => name.toLowerCase().replaceAll('_', '-')

/**
 * Every way a period may be called: in full, by its rule with or without `period-`, by the rule that took its place, by its
 * short name, by its title.
 */
function isCalled({ pack, rule }: Clock, name: string): boolean {
  const ids = [rule.id, rule.replacedBy ?? rule.id]
  const names = [...ids, ...ids.map((one) => one.replace(/^period-/, '')), rule.short ?? rule.id].map(plain)
  const own = `${pack.identity.id}/`
  const asked = name.startsWith(own) ? name.slice(own.length) : name
  return rule.title.zh === asked || names.includes(plain(asked))
}

/** Whether it is called by its whole id, its own or that of the rule that took its place. */
const isCalledInFull = ({ pack, rule }: Clock, name: string): boolean =>
  name.startsWith(`${pack.identity.id}/`) && goesBy(rule, name.slice(pack.identity.id.length + 1))

/** Whether two packs count the same, so that it does not matter which of them is asked. */
const counts = ({ rule }: Clock): string =>
  JSON.stringify([rule.length, rule.direction, rule.roll, rule.suspendedBy ?? [], rule.extension ?? null])

/**
 * The period of that name. Where an instrument that was named and the national law both have it, the instrument's own,
 * unless it leaves the length open and the bureau (`settings`) has not said it. Throws a wrong call where there is none,
 * or several that do not count the same. `ofAnyDay` are the periods of other days, for saying when it counts.
 */
export function clockNamed(
  clocks: readonly Clock[],
  name: string,
  named: readonly string[],
  settings: Readonly<Record<string, unknown>> = {},
  ofAnyDay: readonly Clock[] = [],
): Clock {
  const called = clocks.filter((one) => isCalled(one, name))
  const exact = called.filter((one) => isCalledInFull(one, name))
  const short = called.filter((one) => one.rule.short === name)
  const meant = [exact, short, called].find((some) => some.length > 0) ?? []
  const printed = meant.filter((one) => settingMissing(one.rule, settings) === undefined)
  const ready = printed.length > 0 ? printed : meant
  const own = ready.filter((one) => one.pack.identity.id !== NATIONAL && named.includes(one.pack.identity.id))
  const found = own.length > 0 ? own : ready
  const first = found.find((one) => one.pack.identity.id === NATIONAL) ?? found[0]
  if (first === undefined) throw unknownOn(ofAnyDay, name)
  if (new Set(found.map(counts)).size > 1) {
    const ids = found.map((one) => one.id).join(', ')
    throw usage(`${name} 不止一个，请写全：${ids}`, `Several periods are called ${name}; write one in full: ${ids}`)
  }
  return first
}

function unknownOn(ofAnyDay: readonly Clock[], name: string): Error {
  const then = ofAnyDay.find((one) => one.id === name) ?? ofAnyDay.find((one) => isCalled(one, name))
  if (then === undefined)
    return usage(`没有期限 ${name}；用 --list 看全部期限`, `There is no period ${name}; --list shows all of them`)
  const { title, validFrom: from, validTo: to } = then.rule
  return because(
    Missing,
    'period-not-then',
    `「${title.zh}」（${then.id}）${from === undefined ? '' : `自 ${from} 起`}${to === undefined ? '' : `到 ${to} 止`}有效，所问的日子不适用`,
    `"${title.en}" (${then.id}) counts${from === undefined ? '' : ` from ${from}`}${to === undefined ? '' : ` to ${to}`}, and not on the day asked about`,
  )
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
