import { type PostKey, type Role, rolesOf } from '../access/index.ts'
import type { Citation } from '../kernel/index.ts'
import { type Answer, ask, type AnswerOf, postsOf, rulesOf, type RuleOf, type RulesOn } from '../policy/index.ts'
import { type ForWhom, purposesOf, type Use } from './purposes.ts'

/** What is done with a recording: seen, taken as a file, or handed to somebody of outside. */
export type Deed = 'look' | 'copy' | 'provide'

export type Reach = NonNullable<RuleOf<'access'>['reach']>

/** Whose own work it is to look, without asking anybody, and by which article. */
export interface Duty {
  readonly roles: readonly Role[]
  readonly reach: Reach
  readonly by: readonly string[]
  readonly citation?: Citation
}

/** What the instruments of a day say of using recordings. */
export interface AccessLaw {
  /** The deeds that take an approval, with the articles that want it; of the others nothing is printed. */
  readonly wanted: Readonly<Partial<Record<Deed, readonly Citation[]>>>
  readonly duties: readonly Duty[]
}

/** Where no instruments are chosen nothing is prescribed, and everything stays as the roles have it. */
export const LAWLESS: AccessLaw = { wanted: {}, duties: [] }

type Said = AnswerOf<{ ask: 'access' }>

const citationsOf = ({ rules }: Pick<Answer, 'rules'>): readonly Citation[] => rules.flatMap((one) => one.citations)
const wants = (said: Said): boolean => said.rules.length > 0 && said.value.approvers !== 'none-stated'

/** What the rules of a day say of looking, copying and handing out, as the permission of one viewer needs it. */
export function accessLaw(rules: RulesOn | undefined): AccessLaw {
  if (!rules) return LAWLESS
  const wanted: Partial<Record<Deed, readonly Citation[]>> = {}
  for (const deed of ['look', 'copy', 'provide'] as const) {
    const said = ask(rules, { ask: 'access', purpose: deed })
    if (wants(said)) wanted[deed] = citationsOf(said)
  }
  const duties = rulesOf(rules, 'access').flatMap(({ rule, used }): readonly Duty[] => {
    const { by, reach } = rule
    if (!by || !reach) return []
    const [citation] = used.citations
    const named: readonly PostKey[] = by.flatMap((one) => postsOf(rules, one).posts)
    return [{ roles: rolesOf(named), reach, by, ...(citation && { citation }) }]
  })
  return { wanted, duties }
}

/** What the instruments say of one request. */
export interface RequestLaw {
  readonly what: Said
  /** The purpose it falls under: the first of {@link purposesOf} that they say anything of. */
  readonly purpose: RuleOf<'access'>['purpose']
  readonly citations: readonly Citation[]
  /** Of whom the instrument says that they may not refuse it. */
  readonly mustProvide: boolean
}

/** Undefined where the instruments say nothing of it, nor of anything wider. */
export function requestLaw(rules: RulesOn, use: Use, whom: ForWhom): RequestLaw | undefined {
  for (const purpose of purposesOf(use, whom)) {
    const what = ask(rules, { ask: 'access', purpose })
    if (what.rules.length === 0) continue
    // What goes out as evidence needs no leave of its own where the text says so, and its copying does.
    if (what.value.evidenceExempt === true && (whom === 'court' || whom === 'reconsideration')) {
      const copied = ask(rules, { ask: 'access', purpose: 'copy' })
      const citations = [...citationsOf(what), ...citationsOf(copied)]
      if (copied.rules.length > 0) return { what: copied, purpose: 'copy', citations, mustProvide: false }
    }
    return { what, purpose, citations: citationsOf(what), mustProvide: purpose === 'look-by-bureau' }
  }
  return undefined
}
