import type { OfferedPack } from '@liuhen/contract/people'
import type { Role, Viewer } from '@liuhen/core/access'
import type { NewEvent } from '@liuhen/core/journal'
import {
  because,
  type CalendarDate,
  type Citation,
  dayOf,
  Denied,
  type Instant,
  Malformed,
  Missing,
  Refused,
} from '@liuhen/core/kernel'
import {
  type ActivityKind,
  dayAfter,
  firstDayOfSetting,
  type MandatoryDecision,
  NATIONAL,
  type RuleSetChoice,
  type RuleSetCommand,
  type RuleSetContext,
  ruleSetOn,
  type RuleSetState,
  ruleSetStream,
  type SettingDecision,
  type SettingValue,
} from '@liuhen/core/packs'
import {
  checkSettings,
  citationOf,
  keysOfDistricts,
  type Pack,
  refuseTwoBureaus,
  type RuleSet,
  type RulesOn,
  stricterOf,
  wantedBy,
} from '@liuhen/core/policy'
import type { Journal } from '../ledger/index.ts'
import { bureauOf, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock } from '../platform/index.ts'
import { keptRuleSet, type Law } from './store.ts'
import { otherActs, otherAttributes, wantedSettings } from './views/rule-set.ts'

export interface Packs {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
  readonly law: Law
}

/** By which the bureau's one rule set and one calendar go. Throws Refused before the bureau is founded. */
export async function bureauId(db: Db): Promise<string> {
  const bureau = await bureauOf(db)
  if (bureau) return bureau.id
  throw because(Refused, 'not-set-up', '请先完成初始设置', 'Set the bureau up first')
}

/** Throws Missing for a pack that is not loaded and Refused for one that no bureau chooses or that is named twice, and for packs of two bureaus. */
function checkPacks({ shelf }: Law, packs: readonly string[]): void {
  for (const [i, id] of packs.entries()) {
    const field = `packs.${i}`
    const pack = shelf.pack(id)
    if (!pack)
      throw because(Missing, 'pack-unknown', `没有载入制度 ${id}`, `The instrument ${id} is not loaded`, { field })
    if (pack.identity.kind === 'national')
      throw because(
        Refused,
        'national-always',
        '国家法律始终适用，不用选择',
        'The national law always counts and is not chosen',
        { field },
      )
    if (packs.indexOf(id) !== i)
      throw because(Refused, 'pack-twice', `制度 ${id} 选了两次`, `The instrument ${id} is chosen twice`, { field })
  }
  refuseTwoBureaus(packs.flatMap((id) => shelf.pack(id) ?? []))
}

/**
 * The packs the bureau runs on from that day, today unless told. Throws Missing, Refused for days gone by, and what
 * {@link decideSetting} throws when something decided before does not fit these packs.
 */
export async function chooseRuleSet(
  here: Packs,
  actor: string,
  given: Omit<RuleSetChoice, 'from'> & { readonly from?: CalendarDate | undefined },
): Promise<void> {
  const at = here.clock.now()
  const choice: RuleSetChoice = { ...given, from: given.from ?? dayOf(at) }
  checkPacks(here.law, choice.packs)
  await actOn(here, { do: 'choose', choice }, { at, actor }, (state) =>
    judge(here.law, choice, kept(here.law, choice.packs, ruleSetOn(state, choice.from)?.settings ?? {})),
  )
}

/** One command on the bureau's rule set; `judged` refuses what the instruments themselves do not allow. */
async function actOn(
  here: Packs,
  command: RuleSetCommand,
  context: RuleSetContext,
  judged: (state: RuleSetState | undefined) => void = () => undefined,
): Promise<void> {
  const id = await bureauId(here.db)
  await here.db.transaction().execute((trx) =>
    here.journal.act(trx, ruleSetStream, id, command, async (state) => {
      judged(state)
      return context
    }),
  )
}

/** What was decided before and goes on counting: settings these packs ask for, and where the bureau is stricter than them. */
function kept({ shelf }: Law, packs: readonly string[], settings: RuleSet['settings']): RuleSet['settings'] {
  const wanted = new Set(packs.flatMap((id) => shelf.pack(id)?.settings ?? []).map((one) => one.key))
  const counts = (key: string): boolean => wanted.has(key) || packs.includes(stricterOf(key)?.[0] ?? '')
  return Object.fromEntries(Object.entries(settings).filter(([key]) => counts(key)))
}

/**
 * A decision where an instrument leaves it to the bureau. Throws Malformed for a value of another sort, Refused with the
 * article for one that is laxer than the instrument or the law allows, for days gone by, and for a setting nobody asks for.
 */
export async function decideSetting(
  here: Packs,
  actor: string,
  key: string,
  given: {
    readonly value: SettingValue
    readonly from?: CalendarDate | undefined
    readonly reason?: string | undefined
  },
): Promise<CalendarDate> {
  const at = here.clock.now()
  const { value, reason } = given
  const from = given.from ?? firstDayOfSetting((await keptRuleSet(here.db)).state, key, dayOf(at))
  const decision: SettingDecision = { key, value, from, ...(reason !== undefined && { reason }) }
  await actOn(here, { do: 'decide', decision }, { at, actor }, (state) => {
    const ruleSet = ruleSetOn(state, from)
    if (ruleSet) judge(here.law, ruleSet, { [key]: value })
  })
  return from
}

/**
 * What a unit decides for itself, where the instrument leaves it to each district. By those who lead the unit, or for it by
 * the bureau. Throws Denied, Missing for a unit that is not there, and Refused with the article where nothing is left to it.
 */
export async function decideForUnit(
  here: Packs,
  viewer: Viewer,
  unit: string,
  key: string,
  given: Parameters<typeof decideSetting>[3],
): Promise<void> {
  const { db, clock, law } = here
  if (!(await unitNamesOf(db)).has(unit))
    throw because(Missing, 'unit-unknown', '没有这个单位', 'There is no such unit', { field: 'unit' })
  if (!viewer.units.includes(unit) && !viewer.roles.some((one) => FOR_ALL.includes(one)))
    throw because(
      Denied,
      'unit-of-another',
      '由该单位负责人或者局法制机构、负责人为该单位确定',
      'Those who lead the unit decide for it, or the legal section and the heads of the bureau',
    )
  const at = clock.now()
  const book = await law.book(db)
  const from = given.from ?? firstDayOfSetting(book.ruleSet, key, dayOf(at), unit)
  const rules = book.on(from)
  const { value, reason } = given
  const decision = { unit, key, value, from, ...(reason !== undefined && { reason }) }
  const leftToUnits = rules ? keysOfDistricts(rules) : []
  const context = { at, actor: `person:${viewer.person}`, leftToUnits, boundBy: rules && boundBy(rules, key) }
  await actOn(here, { do: 'decide-for-unit', decision }, context, (state) => {
    const ruleSet = ruleSetOn(state, from)
    if (ruleSet && leftToUnits.includes(key)) judge(law, ruleSet, { [key]: value })
  })
}
const FOR_ALL: readonly Role[] = ['legal-section', 'deputy-head', 'head']

/** The article by which a setting counts for the whole bureau: of the rule it would be stricter than, or of whoever asks for it. */
function boundBy(rules: RulesOn, key: string): Citation | undefined {
  const [pack, rule] = stricterOf(key) ?? []
  const found = [...rules.byKind.values()].flat().find((one) => one.used.pack === pack && one.used.rule === rule)
  if (found) return found.used.citations[0]
  const [wanted] = wantedBy(rules.packs, key)
  return wanted && wanted[1].source[0] !== undefined ? citationOf(wanted[0], wanted[1].source[0]) : undefined
}

/**
 * Has a kind of activity recorded, or no longer by the bureau's own decision, from a day to come: what is done until then
 * is judged by what stood. Throws Refused for today and days gone by, and where no instrument leaves other acts to the bureau.
 */
export async function decideMandatory(
  here: Packs,
  actor: string,
  given: Omit<MandatoryDecision, 'from'> & { readonly from?: CalendarDate | undefined },
): Promise<CalendarDate> {
  const at = here.clock.now()
  const decision: MandatoryDecision = { ...given, from: given.from ?? dayAfter(dayOf(at)) }
  const book = await here.law.book(here.db)
  const others = otherActs(book, decision.from).length > 0
  const attributes = otherAttributes(book, decision.from)
  await actOn(here, { do: 'decide-mandatory', decision }, { at, actor, otherActs: others, attributes })
  return decision.from
}

/** Adds a kind of activity of the bureau's own that is recorded from a day to come on. Throws as {@link decideMandatory} does. */
export async function addActivityKind(
  here: Packs,
  actor: string,
  given: Omit<ActivityKind, 'from'> & { readonly from?: CalendarDate | undefined },
): Promise<void> {
  const at = here.clock.now()
  const kind: ActivityKind = { ...given, from: given.from ?? dayAfter(dayOf(at)) }
  const book = await here.law.book(here.db)
  const otherwise = otherActs(book, kind.from).length > 0
  const attributes = otherAttributes(book, kind.from)
  await actOn(here, { do: 'add-kind', kind }, { at, actor, otherActs: otherwise, attributes })
}

function judge({ library }: Law, { packs, effective }: Omit<RuleSet, 'settings'>, settings: RuleSet['settings']): void {
  for (const { key, value } of wantedSettings(library.packs))
    if ((value.type === 'term' || value.type === 'sourced-term') && typeof settings[key] === 'number')
      throw bareNumber(key)
  checkSettings(library, {
    // National law counts for everybody, whoever chooses what.
    packs: [...new Set([NATIONAL, ...packs])].filter((id) => id !== NATIONAL || has(library.packs, id)),
    settings,
    ...(effective && { effective }),
  })
}

/** A number alone would be read in a unit that nobody saw written beside it. */
const bareNumber = (key: string): Error =>
  because(Malformed, 'setting-term', '期限要写明单位，例如 30 年', 'A term is given with its unit, such as 30 years', {
    field: key,
  })

const has = (packs: readonly Pack[], id: string): boolean => packs.some(({ identity }) => identity.id === id)

/** What is offered at set-up: every instrument, with what it leaves to the bureau. */
export const offeredPacks = ({ shelf }: Law): OfferedPack[] =>
  shelf.ids.flatMap((id) => {
    const pack = shelf.pack(id)
    if (!pack || pack.identity.kind === 'national') return []
    const { title, issuer, effectiveFrom } = pack.identity
    const now = wantedSettings([pack]).filter((one) => one.waitsFor === undefined)
    const settings = now.map(({ key, title: name, value, suggestion, optional }) => ({
      key,
      title: name,
      wanted: value,
      optional,
      ...(suggestion && { suggestion }),
    }))
    return [{ id, title, issuer, effectiveFrom, settings }]
  })

/** What is said of the rules at set-up. */
export type FirstRules = Pick<RuleSetChoice, 'packs' | 'from' | 'effective'> & {
  readonly settings?: readonly Pick<SettingDecision, 'key' | 'value'>[] | undefined
}

/** The events of a rule set that is chosen at set-up. Throws as {@link chooseRuleSet} and {@link decideSetting} do. */
export function firstRules(
  law: Law,
  bureau: string,
  at: Instant,
  { settings = [], ...choice }: FirstRules,
): NewEvent[] {
  checkPacks(law, choice.packs)
  judge(law, choice, Object.fromEntries(settings.map(({ key, value }) => [key, value])))
  const shared = { stream: `rule-set:${bureau}`, at, actor: 'system' }
  return [
    { ...shared, version: 1, kind: 'RuleSetChosen/1', body: choice },
    ...settings.map(({ key, value }, i): NewEvent => ({
      ...shared,
      version: i + 2,
      kind: 'SettingDecided/1',
      body: { key, value, from: choice.from },
    })),
  ]
}
