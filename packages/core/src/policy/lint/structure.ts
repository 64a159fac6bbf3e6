import { isOwn } from '../ask/access.ts'
import { GAP, UNDO_WINDOW } from '../ask/keeping.ts'
import { CUT_OFF } from '../ask/handover.ts'
import type { Pack } from '../pack.ts'
import type { Example } from '../question.ts'
import { rulesBehind } from '../examples.ts'
import { openKey } from '../posts.ts'
import type { Rule } from '../rules.ts'
import { approverKey } from '../settings.ts'
import type { HolidayCalendar } from '../../calendar/index.ts'
import { inPack, printedArticles } from './finding.ts'
import type { Finding } from './finding.ts'

/** References that lead nowhere and quotes that no article has: faults of the pack's data. */
export const faultsOfStructure = (pack: Pack, all: readonly Pack[]): readonly Finding[] => [
  ...obligations(pack),
  ...sources(pack),
  ...bounds(pack, all),
  ...rulesNamed(pack, all),
  ...settingsUnread(pack),
  ...settingsUnasked(pack),
]

const textOf = (pack: Pack, article: string): string | undefined =>
  printedArticles(pack).find((one) => one.id === article)?.text

function obligations(pack: Pack): Finding[] {
  const articles = new Set(pack.articles.map((one) => one.id))
  return pack.obligations.flatMap(({ id, article, quote }) => {
    const place = `obligations/${id}`
    if (!articles.has(article))
      return [inPack(pack, 'article-missing', place, `没有第 ${article} 条`, `there is no article ${article}`)]
    if (textOf(pack, article)?.includes(quote) === false)
      return [
        inPack(
          pack,
          'quote-missing',
          place,
          `引文“${quote}”不在第 ${article} 条里`,
          `"${quote}" is not in article ${article}`,
        ),
      ]
    return []
  })
}

function sources(pack: Pack): Finding[] {
  const known = new Set([...pack.obligations, ...pack.articles].map((one) => one.id))
  const check = (place: string, source: readonly string[]): Finding[] =>
    source
      .filter((one) => !known.has(one))
      .map((one) =>
        inPack(pack, 'source-missing', place, `所据的 ${one} 不存在`, `${one}, on which it stands, does not exist`),
      )
  return [
    ...pack.rules.flatMap((one) => check(`rules/${one.id}`, [...one.source, ...placesIn(one)])),
    ...pack.settings.flatMap((one) => check(`settings/${one.key}`, one.source)),
  ]
}

/** Places that a rule names besides its own. */
function placesIn(rule: Rule): readonly string[] {
  if (rule.kind === 'period' && rule.notBefore) return [rule.notBefore.source]
  if (rule.kind === 'score') return rule.items.flatMap((one) => one.source)
  return rule.kind === 'step' ? (rule.unless ?? []).map((one) => one.source) : []
}

function bounds(pack: Pack, all: readonly Pack[]): Finding[] {
  return pack.settings.flatMap(({ key, value }) => {
    if (value.type !== 'term' || value.boundBy === undefined) return []
    const [owner, ...article] = value.boundBy.split('/')
    const other = all.find((one) => one.identity.id === owner)
    // The national law may be linted apart from the rest.
    if (other === undefined || other.articles.some((one) => one.id === article.join('/'))) return []
    return [inPack(pack, 'article-missing', `settings/${key}`, `没有 ${value.boundBy}`, `there is no ${value.boundBy}`)]
  })
}

/** Rules that a rule names and that are not there. */
function rulesNamed(pack: Pack, all: readonly Pack[]): Finding[] {
  const isMissing = (name: string): boolean => {
    const [owner, id] = name.includes('/') ? name.split('/') : [pack.identity.id, name]
    const owners = all.filter((one) => one.identity.id === owner)
    // The national law may be linted apart from the rest.
    return owners.length > 0 && !owners.some((one) => one.rules.some((rule) => rule.id === id))
  }
  return pack.rules.flatMap((rule) =>
    namesIn(rule)
      .filter(isMissing)
      .map((id) => inPack(pack, 'rule-missing', `rules/${rule.id}`, `没有规则 ${id}`, `there is no rule ${id}`)),
  )
}

function namesIn(rule: Rule): readonly string[] {
  const periods =
    rule.kind === 'period' ? [rule.otherReading, rule.displacedBy, rule.after, rule.notBefore?.period] : []
  const scored =
    rule.kind === 'score' ? rule.items.flatMap(({ steps = [], periods: kept = [] }) => [...steps, ...kept]) : []
  const instead = rule.kind === 'paper' ? rule.insteadOf : undefined
  return [rule.replacedBy, instead, ...periods, ...scored].filter((one) => one !== undefined)
}

/** Settings that nothing would ask for, however they are decided, and that do not say what they wait for. */
function settingsUnread(pack: Pack): Finding[] {
  const who = Object.values(pack.posts ?? {}).flatMap((one) => openKey(one) ?? [])
  const read = new Set<string>([CUT_OFF, GAP, UNDO_WINDOW, ...who, ...pack.rules.flatMap(keysOf)])
  const own = pack.rules.filter((rule) => (rule.kind === 'access' || rule.kind === 'approval') && isOwn(rule))
  const approves = own.map((rule) => approverKey({ pack, rule }))
  return pack.settings
    .filter(
      ({ key, value, waitsFor, renewedBy }) =>
        waitsFor === undefined && renewedBy === undefined && value.type !== 'date' && !read.has(key),
    )
    .filter(({ key }) => !approves.includes(key))
    .map(({ key }) => inPack(pack, 'setting-unread', `settings/${key}`, '没有一条规则用到它', 'no rule reads it'))
}

/** Keys that a rule reads and the pack does not ask the bureau for. */
function settingsUnasked(pack: Pack): Finding[] {
  const asked = new Set(pack.settings.map((one) => one.key))
  return pack.rules.flatMap((rule) =>
    keysOf(rule)
      .filter((key) => !asked.has(key))
      .map((key) =>
        inPack(pack, 'setting-missing', `rules/${rule.id}`, `没有设置 ${key}`, `there is no setting ${key}`),
      ),
  )
}

/** The keys of settings that a rule names, wherever in it. */
function keysOf(rule: Rule): readonly string[] {
  const within = (value: unknown): readonly string[] => {
    if (typeof value !== 'object' || value === null) return []
    if ('setting' in value) return [String(value.setting)]
    return Object.values(value).flatMap(within)
  }
  const names = 'bureauNames' in rule ? Object.values(rule.bureauNames ?? {}) : []
  return [...within(rule), ...names]
}

/** Rules that no row of `examples.yaml` stands on. */
export function withoutExample(pack: Pack, calendar: HolidayCalendar, rows: readonly Example[]): readonly Finding[] {
  const spoken = new Set(rows.flatMap((row) => rulesBehind(pack, calendar, row)))
  return pack.rules
    .filter((one) => !spoken.has(one.id))
    .map((one) =>
      inPack(pack, 'example-missing', `rules/${one.id}`, '没有一个例子用到这条规则', 'no example stands on this rule'),
    )
}
