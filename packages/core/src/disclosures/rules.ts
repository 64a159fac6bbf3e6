import type { CalendarDate, Citation, Text } from '../kernel/index.ts'
import type { Act } from '../procedure/index.ts'
import {
  type DisclosureForm,
  type DisclosureTrigger,
  type MaskedHow,
  type MaskedThing,
  type RulesOn,
  rulesOf,
} from '../policy/index.ts'
import type { RuleOf } from '../policy/index.ts'

/** An item of the instruments: what a publication of it consists of. */
export interface DisclosureItem {
  /** `jinzhong-2022-disclosure/item-decisions` */
  readonly rule: string
  readonly name: Text
  readonly needs: NonNullable<RuleOf<'disclosure'>['needs']>
  readonly attachment: boolean
  readonly stage: NonNullable<RuleOf<'disclosure'>['stage']>
  readonly subject: NonNullable<RuleOf<'disclosure'>['subject']>
  readonly follows: readonly DisclosureTrigger[]
  readonly from?: NonNullable<RuleOf<'disclosure'>['from']>
  readonly acts: readonly Act[]
  readonly term?: string
  readonly when?: RuleOf<'disclosure'>['when']
  readonly citations: readonly Citation[]
}

const NATIONAL = 'national'

const listed = (rules: RulesOn, list: RuleOf<'disclosure'>['list']) =>
  rulesOf(rules, 'disclosure').filter(({ rule }) => rule.list === list)

/** The items in their order. What the law prints of one drafted from a case gives way to what the bureau’s instrument does. */
export function disclosureItems(rules: RulesOn): readonly DisclosureItem[] {
  const found = listed(rules, 'items').flatMap(({ rule, used }): DisclosureItem[] => {
    const { needs, stage, subject } = rule
    const [name] = rule.items
    if (!needs || !stage || !subject || !name) return []
    return [
      {
        rule: `${used.pack}/${used.rule}`,
        name,
        needs,
        stage,
        subject,
        attachment: rule.attachment === true,
        follows: rule.follows ?? [],
        acts: rule.acts ?? [],
        ...(rule.from && { from: rule.from }),
        ...(rule.term && { term: rule.term }),
        ...(rule.when && { when: rule.when }),
        citations: used.citations,
      },
    ]
  })
  const isOurs = (one: DisclosureItem): boolean => !one.rule.startsWith(`${NATIONAL}/`)
  const own = new Set(found.flatMap((one) => (isOurs(one) && one.from ? [one.from] : [])))
  return found.filter((one) => isOurs(one) || one.from === undefined || !own.has(one.from))
}

/** A ground on which something is not disclosed. */
export interface WithheldGround {
  readonly ground: string
  readonly name: Text
  /** Found by itself where the party is younger. */
  readonly under?: number
  readonly citations: readonly Citation[]
}

/** Each ground once, with all articles that name it. */
export function withheldGrounds(rules: RulesOn): readonly WithheldGround[] {
  const found = new Map<string, WithheldGround>()
  for (const { rule, used } of listed(rules, 'withheld')) {
    const [name] = rule.items
    if (rule.ground === undefined || !name) continue
    const known = found.get(rule.ground)
    const under = rule.under ?? known?.under
    found.set(rule.ground, {
      ground: rule.ground,
      name: known?.name ?? name,
      ...(under !== undefined && { under }),
      citations: [...(known?.citations ?? []), ...used.citations],
    })
  }
  return [...found.values()]
}

export interface DisclosureFormRule {
  readonly form: DisclosureForm
  readonly name: Text
  readonly citations: readonly Citation[]
}

/** The forms in their order: the website is the main one. */
export const disclosureForms = (rules: RulesOn): readonly DisclosureFormRule[] =>
  listed(rules, 'forms').flatMap(({ rule, used }) => {
    const [name] = rule.items
    return rule.form && name ? [{ form: rule.form, name, citations: used.citations }] : []
  })

/** What makes something out of date, and by which period it is changed. */
export const updateTriggers = (rules: RulesOn) =>
  listed(rules, 'update-triggers').flatMap(({ rule, used }) =>
    rule.trigger && rule.term ? [{ trigger: rule.trigger, term: rule.term, citations: used.citations }] : [],
  )

/** How each thing is covered. */
export type Masking = ReadonlyMap<MaskedThing, { readonly how: MaskedHow; readonly citation?: Citation }>

export function maskingOf(rules: RulesOn): Masking {
  return new Map(
    listed(rules, 'masking').flatMap(({ rule, used }) => {
      const [citation] = used.citations
      return rule.mask ? [[rule.mask.what, { how: rule.mask.how, ...(citation && { citation }) }] as const] : []
    }),
  )
}

/** The columns of the table for the credit platform, in their order. */
export const creditColumns = (rules: RulesOn) =>
  listed(rules, 'credit-fields').flatMap(({ rule }) => rule.columns ?? [])

/** Whether somebody born that day is younger than so many years on another. */
export function isYounger(born: CalendarDate, on: CalendarDate, years: number): boolean {
  const turns = `${Number(born.slice(0, 4)) + years}${born.slice(4)}`
  // 周岁 is reached on the day after the birthday.
  return on <= turns
}
