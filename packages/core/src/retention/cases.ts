import type { CaseState } from '../case/index.ts'
import { CalendarDate } from '../kernel/index.ts'
import type { Act, CaseFact } from '../procedure/index.ts'
import type { Trigger } from './events.ts'
import type { KeepingCase } from './keeping.ts'

/** What was said of a case that instruments keep its recordings for. */
const OF_FACTS: Readonly<Partial<Record<CaseFact, readonly Trigger[]>>> = {
  major: ['major-case'],
  difficult: ['complex-case', 'difficult-case'],
}
/** What happened in it that they do. */
const OF_ACTS: Readonly<Partial<Record<Act, Trigger>>> = {
  'reconsideration-received': 'reconsideration',
  'reconsideration-through-us': 'reconsideration',
  'suit-received': 'litigation',
}
const MEASURES: readonly Act[] = ['measure-taken', 'emergency-measure-taken']

/** What a case says of how long one of its recordings is kept. */
export function keepingCaseOf(id: string, state: CaseState, isOpen: boolean, recording: string): KeepingCase {
  const counting = state.acts.filter((one) => one.struck === undefined)
  const archived = counting.findLast((one) => one.act.act === 'archived')
  const said = (Object.keys(OF_FACTS) as CaseFact[]).filter((fact) => state.facts[fact]?.is)
  return {
    id,
    title: state.title,
    procedure: counting.some((one) => MEASURES.includes(one.act.act)) ? 'coercion' : state.procedure,
    open: isOpen,
    ...(archived && { closedOn: CalendarDate.parse(archived.act.on) }),
    // What came in after the decision counts for nothing there, and is kept all the same.
    evidence: (state.evidence ?? []).some((one) => !one.struck && one.recording === recording),
    triggers: [
      ...said.flatMap((fact) => OF_FACTS[fact] ?? []),
      ...counting.flatMap((one) => OF_ACTS[one.act.act] ?? []),
    ],
  }
}
