import { startOf } from '../kernel/index.ts'
import type { RuleUsed } from './answer.ts'
import { ask } from './ask/index.ts'
import { isSuperior } from './bureaus.ts'
import type { KeepingFacts, Question } from './question.ts'
import { type RulesOn, rulesOf, type Standing } from './rule-set.ts'
import type { Rule, RuleOf } from './rules.ts'

/** Where the instrument of a superior says otherwise than one of the bureau's own, and which of both counts. */
export interface Difference {
  /** Absent where the bureau's own says nothing of it. */
  readonly ours?: Standing
  readonly theirs: Standing
  readonly counts: 'ours' | 'theirs'
  /** By which the bureau's own gives way to its superior on the matter; none where the stricter of both counts. */
  readonly yields: readonly RuleUsed[]
}

/** Terms of which there is one answer, so that one of two has to count. */
type Term = RuleOf<'handover'> | RuleOf<'period'> | RuleOf<'retention'> | RuleOf<'consolidation'>

const isTerm = (one: Standing): one is Standing<Term> => TERMS.includes(one.rule.kind)
const TERMS: readonly Rule['kind'][] = ['handover', 'period', 'retention', 'consolidation']

/** What both print of the matter, to be compared. */
const printed = (rule: Term): unknown => {
  switch (rule.kind) {
    case 'handover':
      return [rule.within, rule.from]
    case 'period':
      return rule.length
    case 'retention':
      return rule.keep
    case 'consolidation':
      return rule.every
  }
}

const isOfOneMatter = (one: Term, other: Term): boolean =>
  (one.kind === 'handover' && other.kind === 'handover' && one.what === other.what) ||
  (one.kind === 'period' && other.kind === 'period' && one.title.zh === other.title.zh && isCounted(one, other)) ||
  (one.kind === 'retention' && other.kind === 'retention' && one.of === other.of) ||
  (one.kind === 'consolidation' && other.kind === 'consolidation')

/** Lengths that both print, in the same manner of counting. */
const isCounted = (...of: readonly RuleOf<'period'>[]): boolean =>
  of.every(({ length }) => 'count' in length) && new Set(of.map(({ unit }) => unit === 'hour')).size === 1

/** What is asked to learn which of them counts. */
function questionOf(rule: Term, { day }: RulesOn): Question {
  switch (rule.kind) {
    case 'handover':
      return { ask: 'handover', what: rule.what }
    case 'period':
      return {
        ask: 'period',
        period: rule.title.zh,
        from: rule.unit === 'hour' ? startOf(day) : day,
        suspended: [],
        extended: false,
      }
    case 'consolidation':
      return { ask: 'consolidation' }
    case 'retention':
      return { ask: 'retention', facts: { evidence: false, triggers: [], ...OF_CLASS[rule.of] } }
  }
}

const OF_CLASS: Readonly<Partial<Record<RuleOf<'retention'>['of'], Partial<KeepingFacts>>>> = {
  evidence: { procedure: 'ordinary', evidence: true },
  case: { procedure: 'ordinary' },
  'simple-procedure': { procedure: 'simple' },
  'minor-correction': { activity: 'minor-correction' },
  patrol: { activity: 'patrol' },
}

const isSame = (used: RuleUsed, { used: { pack, rule } }: Standing): boolean => used.pack === pack && used.rule === rule

function termsThatDiffer(rules: RulesOn, own: Standing<Term>, theirs: Standing<Term>): readonly Difference[] {
  if (!isOfOneMatter(own.rule, theirs.rule)) return []
  if (JSON.stringify(printed(own.rule)) === JSON.stringify(printed(theirs.rule))) return []
  const question = questionOf(own.rule, rules)
  const { rules: used } = ask(rules, question)
  const first = used.find((one) => isSame(one, own) || isSame(one, theirs))
  if (first === undefined) return []
  return [
    {
      ours: own,
      theirs,
      counts: isSame(first, theirs) ? 'theirs' : 'ours',
      yields: used.filter((one) => one.kind === 'precedence'),
    },
  ]
}

/** What the superior has recorded and the bureau's own does not: duties of both add up. */
function recordedBesides(rules: RulesOn, theirs: Standing): readonly Difference[] {
  const { rule, pack } = theirs
  if (rule.kind !== 'recording' || rule.level !== 'must') return []
  const ours = rulesOf(rules, 'recording').filter((one) => isSuperior(pack, one.pack) && one.rule.level === 'must')
  const isAdded = rule.activities.some((activity) => !ours.some((one) => one.rule.activities.includes(activity)))
  return isAdded ? [{ theirs, counts: 'theirs', yields: [] }] : []
}

/**
 * Where superiors whose instruments are loaded beside the bureau's own provide otherwise, by the rules of one day: terms
 * both print, and what has to be recorded besides.
 */
export function superiorDifferences(rules: RulesOn): readonly Difference[] {
  const all = [...rules.byKind.values()].flat()
  const superiors = rules.packs.filter((one) => rules.packs.some((other) => isSuperior(one, other)))
  return all
    .filter((one) => superiors.includes(one.pack))
    .flatMap((theirs) => [
      ...(isTerm(theirs)
        ? all
            .filter((one) => isTerm(one) && isSuperior(theirs.pack, one.pack))
            .flatMap((own) => (isTerm(own) ? termsThatDiffer(rules, own, theirs) : []))
        : []),
      ...recordedBesides(rules, theirs),
    ])
}
