import type { ReviewCorrections } from '@liuhen/contract/cases'
import { storyOf } from '@liuhen/core/case'
import type { Viewer } from '@liuhen/core/access'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'

/** More than anybody can look at in a day. */
const MOST = 200

/**
 * Cases the viewer handles whose last review wants corrections and that have not been handed in again since: 晋中市重大行政执法决定
 * 法制审核制度 arts. 8 (2) and 10.
 */
export async function returnedForCorrection(db: Db, viewer: Viewer): Promise<ReviewCorrections[]> {
  const own = await db
    .selectFrom('cases')
    .select(['id', 'title', 'state'])
    .where('open', '=', true)
    .where(sql<boolean>`cases.officers @> array[${viewer.person}]::uuid[]`)
    .where(sql<boolean>`state @? '$.acts[*].act.act ? (@ == "reviewed")'`)
    .orderBy('id')
    .limit(MOST)
    .execute()
  return own.flatMap(({ id, title, state }) => {
    const last = storyOf(state).effective.findLast((one) => one.act === 'reviewed' || one.act === 'review-submitted')
    const { outcome, corrections } = last?.says ?? {}
    if (last?.act !== 'reviewed' || outcome !== 'to-be-corrected') return []
    const points = typeof corrections === 'string' ? corrections.split('\n').filter((one) => one.trim() !== '') : []
    return [{ case: { id, title }, on: last.on, points }]
  })
}
