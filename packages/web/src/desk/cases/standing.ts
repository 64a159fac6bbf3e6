import type { ApprovalView, CaseActView, CaseView, NextView } from '@liuhen/contract/cases'
import type { Act } from '@liuhen/core/procedure'

type Approvals = Pick<CaseView, 'approvals'>

/** How far the approval of a step is. `to-ask`: it alone is missing, so it can be put up for it. */
export type ApprovalStanding = 'none' | 'missing' | 'to-ask' | 'asked' | 'agreed'

/** The approval of a step that is under way, or was given and is not used yet. */
export const formOf = ({ approvals }: Approvals, { approval }: NextView): ApprovalView | undefined =>
  approvals.find((one) => one.id === approval?.asked)

export function approvalStanding(view: Approvals, next: NextView): ApprovalStanding {
  if (next.approval === undefined) return 'none'
  if (next.approval.asked !== undefined) return formOf(view, next)?.stands === 'agreed' ? 'agreed' : 'asked'
  const refusing = next.conditions.filter((one) => one.effect === 'refused')
  return refusing.every((one) => one.clears?.approval !== undefined) ? 'to-ask' : 'missing'
}

/** What stands in the way besides an approval that is given already. */
export function conditionsOf(view: Approvals, next: NextView): NextView['conditions'] {
  if (approvalStanding(view, next) !== 'agreed') return next.conditions
  return next.conditions.filter((one) => one.clears?.approval === undefined)
}

/**
 * Where a step belongs on the page: what may be done or put up for approval now, what waits for a day or a signature, and
 * what something else stands in the way of.
 */
export type Standing = 'ready' | 'waiting' | 'blocked'
export function standingOf(view: Approvals, next: NextView): Standing {
  const approval = approvalStanding(view, next)
  if (next.state === 'open' || next.state === 'open-late' || approval === 'to-ask') return 'ready'
  const rest = conditionsOf(view, next).filter((one) => one.effect === 'refused' && one.clears?.approval === undefined)
  if (rest.length === 0) return approval === 'agreed' ? 'ready' : 'waiting'
  return next.state === 'waiting' || rest.every((one) => one.earliest !== undefined) ? 'waiting' : 'blocked'
}

/** The way that every case goes, whatever else is done in it: the first of these that has not been done leads on. */
const WAY: Readonly<Record<CaseView['row']['procedure'], readonly Act[]>> = {
  ordinary: [
    'case-filed',
    'investigation-ended',
    'handling-approved',
    'notice-served',
    'penalty-decided',
    'decision-served',
    'performed',
    'case-closed',
    'archived',
  ],
  simple: ['penalty-on-the-spot', 'on-the-spot-reported', 'performed', 'case-closed', 'archived'],
}

/** The step that leads the case on, however it stands; what may be done again does not. None once it is over. */
export function leadingStep({ row, acts, next }: Pick<CaseView, 'row' | 'acts' | 'next'>): NextView | undefined {
  const done = new Set(acts.filter((one) => one.struck === undefined).map((one) => one.act))
  if (done.has('no-penalty-decided')) done.add('penalty-decided')
  const found = WAY[row.procedure].map((act) => (done.has(act) ? undefined : next.find((one) => one.act === act)))
  return found.find((one) => one !== undefined)
}

/** The rules want a recording of it, and there is neither one nor a reason that somebody else has confirmed. */
export const lacksRecording = (one: CaseActView): boolean =>
  one.struck === undefined &&
  one.mustRecord !== undefined &&
  one.recordings.length === 0 &&
  one.excused?.counts !== true
