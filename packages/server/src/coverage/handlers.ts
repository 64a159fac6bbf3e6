import type { ActivityCoverage } from '@liuhen/contract/activities'
import type { Viewer } from '@liuhen/core/access'
import type { GapExplanation } from '@liuhen/core/activities'
import { quarterOf } from '@liuhen/core/calendar'
import { because, Denied, dayOf } from '@liuhen/core/kernel'
import { activityOf, ownActivity } from '../activities/index.ts'
import type { Handlers } from '../platform/served.ts'
import { assessment, assessmentRows } from './assessment.ts'
import {
  claimExemption,
  confirmPicture,
  type Coverage,
  lengthSeen,
  orderFilming,
  said,
  tieRecording,
  untieRecording,
} from './completing.ts'
import { dayCoverage } from './day.ts'
import { activityView } from './show.ts'

const signedIn = (viewer: Viewer | undefined): Viewer => {
  if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  return viewer
}

/** What should have been recorded, held against what was: worked out each time, never kept. */
export function coverageHandlers(here: Coverage): Partial<Handlers> {
  const { db, clock, law } = here
  return {
    showActivity: async ({ viewer: caller, params }) => {
      const viewer = signedIn(caller)
      const row = await activityOf(db, viewer, params.id)
      // Whoever was there looks at their own day.
      if (!row.people.includes(viewer.person))
        await here.looks.note(`person:${viewer.person}`, 'look', {
          kind: 'ActivityLooked/1',
          body: { activity: row.id },
        })
      return activityView(db, await law.book(db), row, clock.now())
    },
    dayCoverage: async ({ viewer, query }) => {
      const now = clock.now()
      const asked = { day: query.day ?? dayOf(now), unit: query.unit }
      return dayCoverage(db, await law.book(db), signedIn(viewer), asked, now)
    },
    assessment: async ({ viewer, query }) => {
      const now = clock.now()
      const quarter = query.quarter ?? quarterOf(dayOf(now))
      return assessment(db, await law.book(db), signedIn(viewer), quarter, now)
    },
    assessmentRows: async ({ viewer, query }) => {
      const now = clock.now()
      const asked = { ...query, quarter: query.quarter ?? quarterOf(dayOf(now)) }
      return assessmentRows(db, await law.book(db), signedIn(viewer), asked, now)
    },
    unrecorded: async ({ viewer }) => here.unrecorded.of(db, await law.book(db), signedIn(viewer), clock.now()),
    explainActivityGap: ({ viewer, params, body }) => explain(here, signedIn(viewer), params.id, body),
    confirmPicture: ({ viewer, params, body }) => confirmPicture(here, signedIn(viewer), params.id, body),
    tieRecording: ({ viewer, params, body }) => tieRecording(here, signedIn(viewer), params.id, body),
    untieRecording: ({ viewer, params, body }) => untieRecording(here, signedIn(viewer), params.id, body),
    orderFilming: ({ viewer, params, body }) => orderFilming(here, signedIn(viewer), params.id, body.reason),
    claimExemption: ({ viewer, params, body }) => claimExemption(here, signedIn(viewer), params.id, body),
  }
}

/** Files why a stretch was not recorded. Throws Refused when it lies outside the activity, or the passage outside its recording. */
async function explain(here: Coverage, viewer: Viewer, id: string, told: GapExplanation): Promise<ActivityCoverage> {
  await ownActivity(here.db, viewer, id)
  const length = told.form === 'spoken' ? await lengthSeen(here.db, viewer, told.recording) : undefined
  return said(here, viewer, id, { do: 'explain-gap', told }, length === undefined ? {} : { length })
}
