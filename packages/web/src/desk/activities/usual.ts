import type { ActivityRow } from '@liuhen/contract/activities'
import { Activity } from '@liuhen/core/policy'

/** What is registered without a case, in the order of a bureau that has registered nothing yet. */
const FIRST: readonly Activity[] = [
  'patrol',
  'complaint-reception',
  'minor-correction',
  'road-duty',
  'post-watch',
  'event-order',
]

/** The six kinds this officer registers most, filled up with the usual ones; of equal count the usual order. */
export function usualKinds(own: readonly Pick<ActivityRow, 'activity'>[]): readonly Activity[] {
  const counts = new Map<Activity, number>()
  for (const { activity } of own) counts.set(activity, (counts.get(activity) ?? 0) + 1)
  const order = [...FIRST, ...Activity.options.filter((one) => !FIRST.includes(one))]
  const known = order.filter((one) => (counts.get(one) ?? 0) > 0)
  known.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
  return [...known, ...FIRST.filter((one) => !known.includes(one))].slice(0, FIRST.length)
}
