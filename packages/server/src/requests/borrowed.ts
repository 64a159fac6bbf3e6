import type { Viewer } from '@liuhen/core/access'
import { type CalendarDate, dayOf, type Obstacle, text } from '@liuhen/core/kernel'
import { isByClaim, letterUnconfirmed, requestLaw, requestStands } from '@liuhen/core/requests'
import { namesOfActors } from '../people/index.ts'
import { requesterOf } from './marks.ts'
import type { Permitting } from './permitting.ts'
import { requestOf } from './store.ts'

/** What a request says of lending the disc that these recordings are on until a day, and everything that stands against it. */
export async function borrowingLeave(
  { db, clock, law }: Permitting,
  viewer: Viewer,
  request: string,
  recordings: readonly string[],
  due: CalendarDate,
): Promise<{ readonly borrower: string; readonly person?: string; readonly obstacles: readonly Obstacle[] }> {
  const [{ state }, names, book] = await Promise.all([requestOf(db, request), namesOfActors(db), law.book(db)])
  const now = clock.now()
  const rules = book.on(dayOf(now))
  const [citation] = (rules && requestLaw(rules, 'borrow', state.whom)?.citations) ?? []
  const against = (is: boolean, code: string, zh: string, en: string): readonly Obstacle[] =>
    is ? [{ code, message: text(zh, en), field: 'request', ...(citation && { citation }) }] : []
  const { granted, use } = state
  const isGranted = requestStands(state) === 'granted' && granted !== undefined && now < granted.until
  return {
    borrower: requesterOf(state, names),
    ...(!state.outsider && { person: state.asked.by.slice('person:'.length) }),
    obstacles: [
      ...(isByClaim(state) && state.asked.by === `person:${viewer.person}`
        ? [{ ...letterUnconfirmed, field: 'request', ...(citation && { citation }) }]
        : []),
      ...against(
        !isGranted || use !== 'borrow',
        'loan-not-granted',
        '借阅没有经过批准：请先提出“借阅”申请，批准以后再借出',
        'Borrowing was not approved: put in a request to borrow, and lend once it is granted',
      ),
      ...against(
        !recordings.every((one) => state.recordings.includes(one)),
        'loan-of-more',
        '光盘里有没有申请、批准的音像，不能借出这一张',
        'There are recordings on the disc that were not asked for: it is not lent',
      ),
      ...against(
        granted !== undefined && due > dayOf(granted.until),
        'loan-beyond-grant',
        `归还日期不能晚于批准的期限（${granted ? dayOf(granted.until) : ''}）`,
        `It is due back by the end of what was granted (${granted ? dayOf(granted.until) : ''})`,
      ),
    ],
  }
}
