import { Catalogue, joinCatalogues } from '../causes/index.ts'
import type { HolidayCalendar } from '../calendar/index.ts'
import { because, CalendarDate, Malformed, Missing, text } from '../kernel/index.ts'
import type { Citation, Text } from '../kernel/index.ts'
import { z } from 'zod'
import { Activity } from './activities.ts'
import { PackId } from './pack.ts'
import type { Pack } from './pack.ts'
import type { Rule, RuleKind, RuleOf } from './rules.ts'
import type { RuleUsed } from './answer.ts'

/** Every pack in every version, and the working days. */
export interface Library {
  readonly packs: readonly Pack[]
  readonly calendar: HolidayCalendar
}

/** What a bureau runs on: its packs, `national` among them where it is to count, and what it decided itself. */
export const RuleSet = z.strictObject({
  packs: z.array(PackId).min(1),
  settings: z.record(z.string(), z.unknown()).default({}),
  /** The day a pack came into force whose text does not say it. */
  effective: z.record(PackId, CalendarDate).optional(),
  /** Kinds of activity the bureau itself has recorded, where an instrument leaves it other acts. */
  mandatory: z.array(Activity).optional(),
  /** Causes, bases and benchmarks of its own, beside those of its packs. */
  catalogue: Catalogue.optional(),
})
export type RuleSet = z.infer<typeof RuleSet>

/** A rule with the pack it stands in, and the articles behind it. */
export interface Standing<R extends Rule = Rule> {
  readonly pack: Pack
  readonly rule: R
  readonly used: RuleUsed
}

/** The rules of a rule set on one day. Made by {@link rulesOn} and {@link rulesAsDecided}. */
export interface RulesOn {
  readonly day: CalendarDate
  /** One version of each pack; a pack that is not in force on the day is left out. */
  readonly packs: readonly Pack[]
  readonly settings: Readonly<Record<string, unknown>>
  readonly calendar: HolidayCalendar
  readonly mandatory: readonly Activity[]
  /** Causes and what is behind them: of the packs in every generation, and the bureau's own. */
  readonly catalogue: Catalogue
  /** Packs of the set that are not in force on the day, and why. */
  readonly outOfForce: readonly { readonly pack: string; readonly why: 'not-yet' | 'no-longer' | 'day-unknown' }[]
  readonly byKind: ReadonlyMap<RuleKind, readonly Standing[]>
}

/** A setting that supplies the day a pack comes into force, where its text does not say it. */
const EFFECTIVE = 'effective-from'

/** The first day of a pack: printed, decided by the bureau, or unknown. */
export function effectiveFrom(pack: Pack, ruleSet: Pick<RuleSet, 'settings' | 'effective'>): CalendarDate | undefined {
  const { id, effectiveFrom: printed } = pack.identity
  if (printed !== null) return printed
  const keys = pack.settings.filter((one) => one.value.type === 'date').map((one) => one.key)
  const given = ruleSet.effective?.[id] ?? keys.map((key) => ruleSet.settings[key]).find((one) => one !== undefined)
  return CalendarDate.safeParse(given).data
}

/** The key to ask for where the first day of a pack is not printed. */
export const effectiveKey = (pack: Pack): string =>
  pack.settings.find((one) => one.value.type === 'date')?.key ?? EFFECTIVE

/**
 * That an instrument in force on that day was issued only later, in words: it may print a first day before its own issue,
 * and who acted in between could not know it. Undefined where it was issued by then.
 */
export const issuedLater = ({ identity: { title, issuedOn } }: Pack, day: CalendarDate): Text | undefined =>
  issuedOn === undefined || issuedOn <= day
    ? undefined
    : text(
        `《${title.zh}》${issuedOn} 才印发，印发以前的行为不因此追责`,
        `"${title.en}" was issued only on ${issuedOn}; nobody is held liable under it for what was done before`,
      )

/**
 * The rules in force on that day: of each pack the highest version that has come into force and has not ended. An act is
 * judged by the day on which it was done, so a version that comes later changes nothing before its first day. Throws
 * Missing on a pack that no one has loaded and Malformed on one that is named twice.
 */
export function rulesOn(library: Library, ruleSet: RuleSet, day: CalendarDate): RulesOn {
  const outOfForce: { pack: string; why: 'not-yet' | 'no-longer' | 'day-unknown' }[] = []
  const packs = distinct(ruleSet.packs).flatMap((id) => {
    const versions = versionsOf(library, id)
    const begun = versions.filter((one) => (effectiveFrom(one, ruleSet) ?? '9999') <= day)
    const latest = begun.at(-1)
    const last = latest?.identity.effectiveTo
    if (latest !== undefined && (last === undefined || day <= last)) return [latest]
    const isUnknown = versions.some((one) => effectiveFrom(one, ruleSet) === undefined)
    outOfForce.push({ pack: id, why: latest !== undefined ? 'no-longer' : isUnknown ? 'day-unknown' : 'not-yet' })
    return []
  })
  return standing(library, ruleSet, day, packs, outOfForce)
}

/**
 * The rules in exactly the versions that a decision was taken by, for explaining it later: also where a later version
 * has been put into force from a day before the act.
 */
export function rulesAsDecided(
  library: Library,
  ruleSet: RuleSet,
  day: CalendarDate,
  versions: readonly Pick<RuleUsed, 'pack' | 'version'>[],
): RulesOn {
  const decided = new Map(versions.map((one) => [one.pack, one.version]))
  const now = rulesOn(library, ruleSet, day)
  const packs = distinct(ruleSet.packs).flatMap((id) => {
    const version = decided.get(id)
    if (version === undefined) return now.packs.filter((one) => one.identity.id === id)
    const found = versionsOf(library, id).find((one) => one.identity.version === version)
    if (found !== undefined) return [found]
    throw because(
      Missing,
      'pack-version-unknown',
      `没有制度 ${id} 的第 ${version} 版，无法按当时的规定说明`,
      `Version ${version} of ${id} is not loaded, so its rules cannot be shown`,
    )
  })
  return standing(library, ruleSet, day, packs, [])
}

function standing(
  { calendar }: Library,
  { settings, mandatory = [], catalogue: own }: RuleSet,
  day: CalendarDate,
  packs: readonly Pack[],
  outOfForce: RulesOn['outOfForce'],
): RulesOn {
  const all = withoutDefaults(packs.flatMap(standingsOf).filter(({ rule }) => countsOn(rule, day)))
  const catalogue = catalogueOf(packs, own)
  return {
    day,
    packs,
    settings,
    calendar,
    mandatory,
    catalogue,
    outOfForce,
    byKind: Map.groupBy(all, ({ rule }) => rule.kind),
  }
}

/** Papers that only stand in give way to those that an instrument has of the same acts; what is made now and then is none. */
function withoutDefaults(all: readonly Standing[]): readonly Standing[] {
  const own = new Set(
    all.flatMap(({ rule }) =>
      rule.kind === 'paper' && rule.byDefault !== true && rule.whereMade !== true ? (rule.acts ?? []) : [],
    ),
  )
  const givesWay = (rule: Rule): boolean =>
    rule.kind === 'paper' && rule.byDefault === true && rule.acts?.some((one) => own.has(one)) === true
  return all.filter(({ rule }) => !givesWay(rule))
}

/** Rows do not change once they are read, and a rule set is made for every day that is asked about. */
const joined = new WeakMap<Pack, WeakMap<object, Catalogue>>()
const NONE_OWN: Catalogue = joinCatalogues([])

function catalogueOf(packs: readonly Pack[], own: Catalogue = NONE_OWN): Catalogue {
  const printing = packs.filter((one) => one.bases ?? one.causes ?? one.grounds ?? one.benchmarks)
  const [first] = printing
  if (first === undefined) return own
  const make = (): Catalogue => joinCatalogues([...printing.map(rowsOf), own])
  if (printing.length > 1) return make()
  const known = joined.get(first) ?? new WeakMap<object, Catalogue>()
  joined.set(first, known)
  const found = known.get(own) ?? make()
  known.set(own, found)
  return found
}

const rowsOf = ({ bases, causes, grounds, benchmarks }: Pack): Partial<Catalogue> => ({
  ...(bases && { bases }),
  ...(causes && { causes }),
  ...(grounds && { grounds }),
  ...(benchmarks && { benchmarks }),
})

/** What the packs themselves print of causes and bases. */
export const catalogueOfPacks = (packs: readonly Pack[]): Catalogue => joinCatalogues(packs.map(rowsOf))

function versionsOf(library: Library, id: string): Pack[] {
  const versions = library.packs
    .filter((one) => one.identity.id === id)
    .sort((a, b) => a.identity.version - b.identity.version)
  if (versions.length > 0) return versions
  throw because(Missing, 'pack-unknown', `没有载入制度 ${id}`, `The instrument ${id} is not loaded`, { field: 'packs' })
}

function distinct(packs: readonly string[]): readonly string[] {
  const twice = packs.find((id, at) => packs.indexOf(id) !== at)
  if (twice === undefined) return packs
  throw because(Malformed, 'pack-twice', `制度 ${twice} 选了两次`, `The instrument ${twice} is chosen twice`, {
    field: 'packs',
  })
}

/** All rules of one kind. */
export const rulesOf = <K extends RuleKind>(rules: RulesOn, kind: K): readonly Standing<RuleOf<K>>[] =>
  // Grouped by the rule's own kind, which the compiler cannot follow through a map.
  (rules.byKind.get(kind) ?? []) as unknown as readonly Standing<RuleOf<K>>[]

/** Whether a rule counts on a day, as far as its own days go. */
export const countsOn = ({ validFrom, validTo }: Pick<Rule, 'validFrom' | 'validTo'>, day: CalendarDate): boolean =>
  (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo)

/** Whether a rule is the one of that id, or the one that stood in its place before. */
export const goesBy = (rule: Pick<Rule, 'id' | 'replacedBy'>, id: string): boolean =>
  rule.id === id || rule.replacedBy === id

/** Packs do not change once they are read, and a rule set is made for every day that is asked about. */
const known = new WeakMap<Pack, readonly Standing[]>()

function standingsOf(pack: Pack): readonly Standing[] {
  const before = known.get(pack)
  if (before !== undefined) return before
  const { id, version } = pack.identity
  const obligations = new Map(pack.obligations.map((one) => [one.id, one]))
  const made = pack.rules.map((rule): Standing => {
    const citations = rule.source.map((source): Citation => {
      const found = obligations.get(source)
      return found === undefined
        ? { article: `${id}/${source}` }
        : { article: `${id}/${found.article}`, quote: found.quote }
    })
    return { pack, rule, used: { pack: id, version, rule: rule.id, kind: rule.kind, citations } }
  })
  known.set(pack, made)
  return made
}
