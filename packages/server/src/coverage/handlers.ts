import type { ActivityCoverage } from '@liuhen/contract/activities'
import type { Viewer } from '@liuhen/core/access'
import type { GapExplanation } from '@liuhen/core/activities'
import { because, Denied, dayOf, millisecondsOf, Refused } from '@liuhen/core/kernel'
import { type Activities, activityOf, addToActivity, ownActivity } from '../activities/index.ts'
import type { Law } from '../packs/index.ts'
import type { Handlers } from '../platform/served.ts'
import { seen } from '../recordings/index.ts'
import { dayCoverage } from './day.ts'
import { judgeOne } from './judging.ts'
import { activityView } from './show.ts'
import { coverageView } from './views.ts'

export interface Coverage extends Activities {
  readonly law: Law
}

const signedIn = (viewer: Viewer | undefined): Viewer => {
  if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  return viewer
}

/** What should have been recorded, held against what was: worked out each time, never kept. */
export function coverageHandlers(here: Coverage): Partial<Handlers> {
  const { db, clock, law } = here
  return {
    showActivity: async ({ viewer, params }) =>
      activityView(db, await law.book(db), await activityOf(db, signedIn(viewer), params.id), clock.now()),
    dayCoverage: async ({ viewer, query }) => {
      const now = clock.now()
      const asked = { day: query.day ?? dayOf(now), unit: query.unit }
      return dayCoverage(db, await law.book(db), signedIn(viewer), asked, now)
    },
    explainActivityGap: ({ viewer, params, body }) => explain(here, signedIn(viewer), params.id, body),
  }
}

/** Files why a stretch was not recorded. Throws Refused when it lies outside the activity, or the passage outside its recording. */
async function explain(here: Coverage, viewer: Viewer, id: string, said: GapExplanation): Promise<ActivityCoverage> {
  const { db, clock, law } = here
  const row = await ownActivity(db, viewer, id)
  const now = clock.now()
  const { start, arrived, end } = row.state.facts
  const [first, last] = [arrived !== undefined && arrived < start ? arrived : start, end ?? now]
  if (said.from >= said.to || said.from < first || said.to > last)
    throw because(
      Refused,
      'stretch-outside',
      '说明的时段不在这次活动之内',
      'The stretch explained does not lie inside the activity',
      { field: 'from' },
    )
  if (said.form === 'spoken') await checkPassage(here, viewer, said)
  await addToActivity(here, row, `person:${viewer.person}`, { kind: 'GapExplained/1', body: said })
  const [book, fresh] = [await law.book(db), await activityOf(db, viewer, id)]
  return coverageView(book, fresh, await judgeOne(db, book, fresh, now))
}

async function checkPassage(
  { db }: Coverage,
  viewer: Viewer,
  { recording, passage }: Extract<GapExplanation, { form: 'spoken' }>,
): Promise<void> {
  const row = await seen(db, viewer, recording)
  const length = millisecondsOf(row.end_at) - millisecondsOf(row.start_at)
  if (passage.from < passage.to && passage.to <= length + 1000) return
  throw because(
    Refused,
    'passage-outside',
    '口述说明的起止时间不在这段音像之内',
    'The spoken passage does not lie inside that recording',
    { field: 'passage' },
  )
}
