import type { CalendarDate } from '@liuhen/core/kernel'
import { rulesOf } from '@liuhen/core/policy'
import { Act } from '@liuhen/core/procedure'
import { readPackFolder } from '../packs/index.ts'
import { rulesByDay, walked } from './trial-walks.ts'

/** As often at least each of these was reached, of each half of the cases. */
const FLOOR = 1

/**
 * What cases that choose among open steps hardly come to, since they try little that is not open: a refusal of a step that was
 * never open, a slip in a way of service that is seldom chosen. Rows of examples.yaml reach these.
 */
const DETOURS: readonly string[] = [
  'case-ended',
  'step-filed-first',
  'step-not-withdrawn',
  'step-one-place',
  'step-handling-after-investigation',
  'step-review-after-hearing',
  'step-statement-rechecked',
  'step-hearing-where-asked',
  'step-hearing-notified',
  'step-hearing-chair',
  'step-hearing-record',
  'step-once',
  'step-decision-content',
  'step-service-left',
  'step-service-refusal',
  'step-service-electronic',
  'step-decision-there',
  'step-published-in-time',
  'step-collection-grounds',
  'step-collection-decision',
  'step-deferral-applied-for',
  'step-performance-there',
  'step-demand-after-performance-period',
  'step-demand-after-deferral',
  'step-court-demand',
  'step-court-remedies-over',
  'step-court-remedies-pending',
  'step-court-in-time',
  'step-execution-decision-basis',
  'step-execution-demand',
  'step-execution-heard',
  'step-demolition-executed',
  'step-demolition-remedies',
  'step-demolition-mandate',
  'step-execution-hours',
  'step-execution-supplies',
  'step-substitute-decision',
  'step-substitute-reminded',
  'step-reconsideration-answered',
  'step-suit-answered',
  'step-transfer-approved',
  'step-archived-closed',
  'step-lead-source',
  'step-withdrawal-approved',
  'step-transfer-approval',
  'step-transfer-list',
  'step-hearing-approval',
  'step-hearing-arranged',
  'step-hearing-reported',
  'step-second-approval',
  'step-no-penalty-approval',
  'step-no-penalty-reasons',
  'step-signed-by-another',
  'step-left-witness',
  'step-left-recorded',
  'step-post-slip',
  'step-post-receipt',
  'step-forwarded-reason',
  'step-public-reason',
  'step-public-proof',
  'step-posted-recorded',
  'step-deferral-written',
  'step-deferral-approval',
  'step-spot-defence',
  'step-limitation 1',
  'step-court-remedies-over 0',
  'step-court-in-time 0',
  'step-demolition-remedies 0',
  'step-change-approved 0',
  // What seldom befalls a case: a transfer that comes back, a party that ends, an execution that is stopped, goods handed on.
  'measure-passed-on',
  'execution-suspended',
  'execution-resumed',
  'execution-terminated',
  'crime-goods-handed-over',
  'refusal-contested',
  'step-recused-apart',
  'step-succession-basis',
  'step-party-there',
  'step-execution-party',
  'step-reviewer-stays-apart',
  'step-hearing-by-amount',
  'step-hearing-chair-stays-apart',
  'step-performed-paid',
  'step-additional-fine',
  'step-execution-suspension-ground',
  'step-execution-running',
  'step-execution-not-ended',
  'step-execution-end-ground',
  'step-transfer-papers',
  'step-transfer-receipt',
  'step-not-instead-of-transfer',
  'step-crime-goods-in-time',
  'step-refusal-contested-in-time',
  'step-transfer-received',
  'step-inspection-written',
  'step-questioning-written',
  'step-hearing-written',
  'step-deliberation-written',
  'step-decision-adoption',
  'step-jurisdiction-here',
  'step-approved-by-others',
  'step-investigated-by-others',
  // Few decisions are annulled, and fewer claims follow.
  'decision-annulled',
  'fine-refunded',
  'compensation-claimed',
  'compensation-decided',
  'compensation-served',
  'compensation-paid',
  'step-guardian',
  // A walk knows no other case and its bureau has made no number public.
  'step-inspection-often',
  // Told of the other cases of a bureau, which a walk has none of.
  'step-once-across',
  'step-recusal-which',
  'step-not-the-same-again',
  'step-not-the-same-again 0',
  'step-refund',
  'step-refund-told',
  'step-compensation-told',
  'step-compensation-which',
  'step-compensation-in-time',
  'step-compensation-served-in-time',
  'step-compensation-settled',
  'step-court-remedies-over 1',
  'step-court-in-time 1',
]

/** What is wrong of so many cases from a seed on, and what of the procedure they hardly reached. */
export async function walkedCases(
  first: number,
  cases: number,
): Promise<{ readonly breaches: readonly string[]; readonly unreached: readonly (readonly [string, number])[] }> {
  const library = await readPackFolder()
  const { breaches, reached } = walked(library, first, cases)
  const times = (...any: readonly string[]): number => any.reduce((sum, one) => sum + (reached.get(one) ?? 0), 0)
  const rules = rulesOf(rulesByDay(library)('2026-04-01' as CalendarDate), 'step')
  const wanted = [
    ...Act.options.map(
      (act) => [act, times(`${act} allowed`, `${act} late`, `${act} noted`, `${act} unknown`)] as const,
    ),
    ...rules.map(({ pack, rule }) => [rule.id, times(`${rule.effect} ${pack.identity.id}/${rule.id}`)] as const),
    ...rules.flatMap(({ pack, rule }) =>
      (rule.unless ?? []).map(
        (_, i) => [`${rule.id} ${i}`, times(`excepted ${pack.identity.id}/${rule.id} ${i}`)] as const,
      ),
    ),
    ...[
      'not-filed',
      'case-withdrawn',
      'penalty-decided',
      'no-penalty-decided',
      'penalty-on-the-spot',
      'transferred',
    ].map((end) => [`ended by ${end}`, times(`ended by ${end}`)] as const),
  ]
  return { breaches, unreached: wanted.filter(([what, count]) => count < FLOOR && !DETOURS.includes(what)) }
}
