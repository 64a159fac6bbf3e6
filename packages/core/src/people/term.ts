import { isForATerm, type Role } from '../access/index.ts'
import { type Instant, millisecondsOf, type Obstacle, text } from '../kernel/index.ts'

/**
 * A maintainer's access lasts so long at the most. The regulation leaves it to what is agreed; this is the program's own limit,
 * and what is needed for longer is asked for anew.
 */
export const LONGEST_TERM_DAYS = 7
const LONGEST = LONGEST_TERM_DAYS * 86_400_000

/** 受托方未经同意不得访问、获取、留存、使用、泄露: 网络数据安全管理条例 art. 16. */
const citation = { article: 'national/network-data-regulation/16' }

/** What stands in the way of giving these roles for that term, with this reason, at that moment. */
export function termObstacles(
  roles: readonly Role[],
  { until, reason }: { readonly until?: Instant | undefined; readonly reason?: string | undefined },
  now: Instant,
): Obstacle[] {
  const wrong = (code: string, zh: string, en: string, field: string): Obstacle[] => [
    { code, message: text(zh, en), field, citation },
  ]
  if (!roles.some(isForATerm))
    return until === undefined
      ? []
      : wrong('term-unwanted', '这些角色没有期限', 'These roles are not given for a term', 'until')
  if (until === undefined)
    return wrong('term-missing', '运维人员须写明到何时为止', 'Say until when the maintainer has access', 'until')
  if ((reason?.trim().length ?? 0) < 2)
    return wrong('term-reason', '运维人员须写明事由', 'Say what the maintainer has access for', 'reason')
  const left = millisecondsOf(until) - millisecondsOf(now)
  if (left <= 0) return wrong('term-past', '这个期限已过：请重新提出', 'That term is over already: ask anew', 'until')
  return left <= LONGEST
    ? []
    : wrong(
        'term-long',
        `一次最长 ${LONGEST_TERM_DAYS} 天：还需要的，到期后重新提出`,
        `At most ${LONGEST_TERM_DAYS} days at once: where more is needed, ask anew`,
        'until',
      )
}

/** Whether somebody's term is over: from then on their account opens nothing, and nobody has to end it. */
export const isTermOver = ({ until }: { readonly until?: Instant | undefined }, now: Instant): boolean =>
  until !== undefined && until <= now
