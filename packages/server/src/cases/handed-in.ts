import type { CaseActView } from '@liuhen/contract/cases'
import { type CaseState, storyOf } from '@liuhen/core/case'
import type { CalendarDate } from '@liuhen/core/kernel'
import { allOf, differences, handedIn, openOf, type Story } from '@liuhen/core/policy'
import { type Act, acts as ACTS } from '@liuhen/core/procedure'
import { TO_BE_SUPPLEMENTED } from '@liuhen/core/vocabulary'

/** What was handed in for review and waits for what the reviewer asked for besides. */
export function withPending(state: CaseState, views: CaseActView[]): CaseActView[] {
  const { effective } = storyOf(state)
  const open = openOf(storyOf(state), ['supplements-demanded'], ['supplements-handed-in'])
  const waiting = new Set(
    open.map(
      (demand) =>
        demand.of ?? effective.findLast((one) => one.act === 'review-submitted' && one.order < demand.order)?.key,
    ),
  )
  return views.map((one) => (waiting.has(one.id) ? { ...one, stands: TO_BE_SUPPLEMENTED } : one))
}

/** What has changed since of what was handed in last, told beside it until a decision rests on that. */
export function withDifferences(story: Story, today: CalendarDate, views: CaseActView[]): CaseActView[] {
  const last = allOf(story, REVIEWED).at(-1)
  const { materials: there } = story.told
  const handed = handedIn(story, REVIEWED, SUPPLEMENTED)
  if (last === undefined || there === undefined || handed === undefined || isDecided(story)) return views
  const found = differences(handed, there, today)
  return views.map((one) => (one.id === last.key ? { ...one, differs: [...found] } : one))
}

const REVIEWED: readonly Act[] = ['review-submitted']
const SUPPLEMENTED: readonly Act[] = ['supplements-handed-in']
const isDecided = ({ effective }: Story): boolean => effective.some((one) => ACTS[one.act].stage === 'decision')
