import type { Finding } from '@liuhen/core/coverage'
import { type Citation, dayOf, type Instant } from '@liuhen/core/kernel'
import { activitiesBetween, activitiesTiedTo, type ActivityRowOf } from '../activities/index.ts'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { RecordingRowOf } from '../recordings/index.ts'
import { judgeOne } from './judging.ts'

/** An activity whose recording did not go on to its end, and what is found of that. */
export interface BrokenOff {
  readonly activity: ActivityRowOf
  readonly finding: Finding
  /** By which article that is written down afterwards. */
  readonly citations: readonly Citation[]
}

/**
 * Of the activities that one of these recordings is taken to be of, those in which recording broke off for good, which the
 * rules of the day want written down afterwards, and nobody has. Whether what is written is enough is judged with coverage.
 */
export async function brokenOff(
  db: Db,
  book: Book,
  recordings: readonly RecordingRowOf[],
  now: Instant,
): Promise<readonly BrokenOff[]> {
  const beside = await Promise.all(
    recordings.map(({ officer, start_at, end_at }) =>
      activitiesBetween(db, start_at, end_at, { people: officer === null ? [] : [officer] }),
    ),
  )
  const ids = recordings.map((one) => one.id)
  const all = new Map([...beside.flat(), ...(await activitiesTiedTo(db, ids))].map((one) => [one.id, one]))
  const found = await Promise.all(
    [...all.values()].map(async (activity): Promise<readonly BrokenOff[]> => {
      const citations = book.citing(dayOf(activity.start_at), { ask: 'interruption' }, 'written')
      if (citations.length === 0) return []
      const judged = await judgeOne(db, book, activity, now)
      if (!judged?.recordings.some((one) => ids.includes(one))) return []
      const stopped = judged.findings.filter((one) => one.code === 'early-stop' && one.weight === 'breach')
      return stopped.filter((one) => !isWritten(activity, one)).map((finding) => ({ activity, finding, citations }))
    }),
  )
  return found.flat()
}

const isWritten = ({ state }: ActivityRowOf, { stretches }: Finding): boolean =>
  state.explanations.some(
    ({ form, from, to }) => form === 'written' && stretches.some((one) => from < one.to && one.from < to),
  )
