import type { RuleSetView, SettingView } from '@liuhen/contract/packs'
import { type CalendarDate, type Citation, text } from '@liuhen/core/kernel'
import { choiceOn, decisionOn, ruleText, settingText } from '@liuhen/core/packs'
import {
  type ActAttribute,
  type Pack,
  type Rule,
  rulesOf,
  type SettingWanted,
  stricterOf,
  type Unit,
} from '@liuhen/core/policy'
import type { Book } from '../book.ts'
import { superiorViews } from './superiors.ts'

/** A setting that one or several of the packs leave to the bureau, with all places that do. */
export interface Wanted extends Pick<
  SettingWanted,
  'key' | 'title' | 'value' | 'suggestion' | 'waitsFor' | 'renewedBy'
> {
  readonly places: readonly { readonly pack: Pack; readonly source: string }[]
  /** None of the packs is without an answer of its own. */
  readonly optional: boolean
}

/** What these packs leave to the bureau, each key once. */
export function wantedSettings(packs: readonly Pack[]): Wanted[] {
  const all = packs.flatMap((pack) => pack.settings.map((setting) => ({ pack, setting })))
  return [...Map.groupBy(all, ({ setting }) => setting.key).values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    const { key, title, value, suggestion, renewedBy } = first.setting
    const places = same.flatMap(({ pack, setting }) => setting.source.map((source) => ({ pack, source })))
    const optional = same.every(({ setting }) => setting.optional === true)
    // What one pack asks now is asked now.
    const later = same.every(({ setting }) => setting.waitsFor !== undefined) ? first.setting.waitsFor : undefined
    const more = {
      ...(suggestion && { suggestion }),
      ...(later && { waitsFor: later }),
      ...(renewedBy && { renewedBy }),
    }
    return [{ key, title, value, places, optional, ...more }]
  })
}

/** Whether the bureau has to decide it before what depends on it can be judged. */
export const isAsked = ({
  optional,
  waitsFor,
  renewedBy,
}: Pick<Wanted, 'optional' | 'waitsFor' | 'renewedBy'>): boolean =>
  !optional && waitsFor === undefined && renewedBy === undefined

/** How many settings the packs of that day wait for. */
export const openCount = (book: Book, on: CalendarDate): number => ruleSetView(book, on, (actor) => actor).open

/** The packs chosen for the day; those not in force yet in the version that will be. */
function packsOn(book: Book, on: CalendarDate): Pack[] {
  const rules = book.on(on)
  return [...(rules?.packs ?? []), ...(rules?.outOfForce ?? []).flatMap(({ pack }) => book.shelf.pack(pack) ?? [])]
}

export function ruleSetView(
  book: Book,
  on: CalendarDate,
  names: (actor: string) => string,
): Omit<RuleSetView, 'districts'> {
  const rules = book.on(on)
  const title = (id: string) => book.shelf.pack(id)?.identity.title ?? text(id, id)
  const settings = [...wantedSettings(packsOn(book, on)), ...stricter(book, on)].map((one) =>
    settingView(book, on, one, names),
  )
  return {
    on,
    chosen: rules !== undefined,
    packs: (rules?.packs ?? []).map(({ identity: { id, version, issuer } }) => ({
      id,
      version,
      issuer,
      title: title(id),
    })),
    outOfForce: (rules?.outOfForce ?? []).map(({ pack, why }) => ({ id: pack, title: title(pack), reason: WHY[why] })),
    settings,
    open: settings.filter(isOpen).length,
    superiors: rules ? superiorViews(book, rules) : [],
    mandatory: (book.ruleSet?.mandatory ?? []).toReversed().map((one) => ({ ...one, by: names(one.by) })),
    ownKinds: (book.ruleSet?.ownKinds ?? []).map(({ kind, name, from, reason, at, by }) => ({
      kind,
      name,
      from,
      reason,
      at,
      by: names(by),
    })),
    mandatoryBy: otherActs(book, on).map((one) => book.shelf.citationView(one)),
    history: (book.ruleSet?.choices ?? []).toReversed().map(({ packs, from, at, by, reason }) => ({
      packs: packs.map((id) => ({ id, title: title(id) })),
      from,
      at,
      by: names(by),
      ...(reason !== undefined && { reason }),
    })),
  }
}

/** What waits for the bureau to decide it, or to decide it anew. */
const isOpen = ({ optional, waitsFor, renewal, current }: SettingView): boolean =>
  renewal === undefined ? isAsked({ optional, waitsFor }) && current === undefined : renewal.state === 'due'

/** What other acts have to be like to be recorded by the rules of a day, with the article; undefined where any will do. */
export function otherAttributes(
  book: Book,
  on: CalendarDate,
): { readonly wanted: readonly ActAttribute[]; readonly citation?: Citation | undefined } | undefined {
  const rules = book.on(on)
  const others = rules ? rulesOf(rules, 'recording').filter(({ rule }) => rule.activities.includes('other')) : []
  // One that takes any other act is enough.
  if (others.length === 0 || others.some(({ rule }) => rule.attributes === undefined)) return undefined
  const wanted = [...new Set(others.flatMap(({ rule }) => rule.attributes ?? []))]
  return { wanted, citation: others[0]?.used.citations[0] }
}

/** The articles by which other acts than those named are recorded; none where the rules of the day know none. */
export function otherActs(book: Book, on: CalendarDate): readonly Citation[] {
  const answer = book.ask(on, { ask: 'recording', activity: 'other' })
  const level = answer?.value.level
  return level === 'must' || level === 'implied' ? (answer?.rules ?? []).flatMap((one) => one.citations) : []
}

const WHY = {
  'not-yet': text('尚未施行', 'Not in force yet'),
  'no-longer': text('已经失效', 'No longer in force'),
  'day-unknown': text(
    '没有写明施行日期，请本局填写',
    'The day it comes into force is not printed: the bureau enters it',
  ),
} as const

/** The setting of that key; one by which the bureau is stricter than a rule is asked for by nobody, and is shown all the same. */
export function settingOn(
  book: Book,
  on: CalendarDate,
  key: string,
  names: (actor: string) => string,
): SettingView | undefined {
  const wanted = [...wantedSettings(packsOn(book, on)), ...stricter(book, on)].find((one) => one.key === key)
  return wanted && settingView(book, on, wanted, names)
}

/** Where the bureau has decided to be stricter than a rule of its packs. */
function stricter(book: Book, on: CalendarDate): Wanted[] {
  const keys = new Set((book.ruleSet?.decisions ?? []).map((one) => one.key))
  return [...keys].flatMap((key) => {
    const named = stricterOf(key)
    const pack = packsOn(book, on).find(({ identity }) => identity.id === named?.[0])
    const rule = pack?.rules.find(({ id }) => id === named?.[1])
    if (!pack || !rule) return []
    const says = ruleText(rule)
    const unit = unitOf(rule)
    const title = text(`严于：${says.zh}`, `Stricter than: ${says.en}`)
    return [
      {
        key,
        title,
        value: { type: 'term', unit },
        places: rule.source.map((source) => ({ pack, source })),
        optional: true,
      },
    ]
  })
}

function unitOf(rule: Rule): Unit {
  if (rule.kind === 'retention' && 'atLeast' in rule.keep) return rule.keep.atLeast.unit
  if (rule.kind === 'handover' && 'count' in rule.within) return rule.within.unit
  return rule.kind === 'period' ? rule.unit : 'calendar-day'
}

/** One setting: what is asked, where it is left to the bureau, what counts on that day and what was decided when. */
export function settingView(
  book: Book,
  on: CalendarDate,
  wanted: Wanted,
  names: (actor: string) => string,
): SettingView {
  const { key, title, value, suggestion, places, optional, waitsFor, renewedBy } = wanted
  const current = decisionOn(book.ruleSet, key, on)
  const decisions = (book.ruleSet?.decisions ?? []).filter((one) => one.key === key).toReversed()
  const effective = value.type === 'date' ? effectiveBy(book, on, places) : undefined
  return {
    key,
    title,
    wanted: value,
    optional,
    citations: distinct(places.map(({ pack, source }) => book.shelf.source(pack, source))).map((one) =>
      book.shelf.citationView(one),
    ),
    decisions: decisions.map(({ value: decided, from, at, by, reason }) => ({
      value: decided,
      says: settingText(decided),
      from,
      at,
      by: names(by),
      ...(reason !== undefined && { reason }),
    })),
    ...(suggestion && { suggestion }),
    ...(waitsFor && { waitsFor }),
    ...(renewedBy && { renewal: renewalOf(book, on, renewedBy, current) }),
    ...(effective && { current: { ...effective, says: settingText(effective.value), by: names(effective.by) } }),
    ...(current && {
      current: {
        value: current.value,
        says: settingText(current.value),
        from: current.from,
        at: current.at,
        by: names(current.by),
      },
    }),
  }
}

/** Whether what a setting says of others is still to be said, since one of them was decided last. */
function renewalOf(
  book: Book,
  on: CalendarDate,
  { settings, say }: NonNullable<SettingWanted['renewedBy']>,
  current: ReturnType<typeof decisionOn>,
): NonNullable<SettingView['renewal']> {
  const changed = settings.flatMap((key) => decisionOn(book.ruleSet, key, on)?.at ?? []).toSorted()
  const last = changed.at(-1)
  if (last === undefined) return { state: 'not-due', say }
  return { state: current !== undefined && current.at >= last ? 'kept' : 'due', say }
}

/** The day of coming into force may also have been said when the packs were chosen. */
function effectiveBy(book: Book, on: CalendarDate, places: Wanted['places']) {
  const choice = choiceOn(book.ruleSet, on)
  const day = places.map(({ pack }) => choice?.effective?.[pack.identity.id]).find((one) => one !== undefined)
  return choice && day && { value: day, from: choice.from, at: choice.at, by: choice.by }
}

const distinct = (citations: readonly Citation[]): readonly Citation[] => [
  ...new Map(citations.map((one) => [`${one.article} ${one.quote ?? ''}`, one])).values(),
]
