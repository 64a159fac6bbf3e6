import { forgotten, unlawful } from '../../../core/src/case/trial-lawful.ts'
import { walk } from '../../../core/src/case/trial-walk.ts'
import type { CalendarDate } from '@liuhen/core/kernel'
import { type Library, rulesOn, type RulesOn } from '@liuhen/core/policy'

/** The bureau of the walks: the law and one county's instrument, with what they leave open decided. */
export const walkedBy = {
  packs: ['national', 'changsha-county-2023'],
  settings: {
    'statement.term': 5,
    'sealing.term': 30,
    'evidence-preservation.term': 7,
    'approval.case-handling.approver': ['法制员', '行政执法机关负责人'],
    'approval.level-review': ['承办人', '法制人员', '承办机构负责人'],
  },
} as const

/** The rules of each day, made once. */
export function rulesByDay(library: Library): (day: CalendarDate) => RulesOn {
  const made = new Map<CalendarDate, RulesOn>()
  const ruleSet = { packs: [...walkedBy.packs], settings: walkedBy.settings }
  return (day) => {
    const known = made.get(day) ?? rulesOn(library, ruleSet, day)
    made.set(day, known)
    return known
  }
}

/** A version of the county's instrument that asks the impossible of everything, and comes into force after all these cases. */
function withLater(library: Library): Library {
  const stricter = library.packs
    .filter(({ identity }) => identity.id === 'changsha-county-2023')
    .map((pack) => ({
      ...pack,
      identity: { ...pack.identity, version: 99, effectiveFrom: '2040-01-01' as CalendarDate },
      rules: pack.rules.map((rule) =>
        rule.kind === 'step' ? { ...rule, needs: { kind: 'done' as const, acts: ['case-ended' as const] } } : rule,
      ),
    }))
  return { ...library, packs: [...library.packs, ...stricter] }
}

/** What many walks found: each breach with the seed of its case, and how often everything was reached. */
export interface Walked {
  readonly breaches: readonly string[]
  readonly reached: ReadonlyMap<string, number>
}

/** Walks through so many cases from a seed on. Stops at the tenth breach. */
export function walked(library: Library, first: number, cases: number): Walked {
  const rules = rulesByDay(library)
  const stricter = rulesByDay(withLater(library))
  const later = (seed: number) => (seed % 200 === 0 ? rules : stricter)
  const reached = new Map<string, number>()
  const breaches: string[] = []
  for (let seed = first; seed < first + cases && breaches.length < 10; seed++) {
    const one = walk(seed, rules)
    // Folding and judging everything anew takes as long as the case did, so it is done with one of a hundred.
    const found = [...unlawful(one, rules), ...(seed % 100 === 0 ? forgotten(one, later(seed)) : [])]
    breaches.push(...found.map((breach) => `case ${seed}: ${breach}`))
    for (const what of one.reached) reached.set(what, (reached.get(what) ?? 0) + 1)
  }
  return { breaches, reached }
}
