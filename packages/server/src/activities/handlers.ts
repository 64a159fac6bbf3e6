import type { Viewer } from '@liuhen/core/access'
import { meansOf } from '@liuhen/core/activities'
import { because, dayOf, Denied } from '@liuhen/core/kernel'
import type { Handlers } from '../platform/served.ts'
import { type Activities, annotate, end, loseRecording, register, review } from './commands.ts'
import { listActivities } from './views.ts'

const signedIn = (viewer: Viewer | undefined): Viewer => {
  if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  return viewer
}

/** Registering what was done. How it was recorded is told by coverage. */
export function activitiesHandlers(here: Activities): Partial<Handlers> {
  return {
    registerActivity: ({ viewer, body }) => register(here, signedIn(viewer), body),
    activityMeans: async ({ params: { activity } }) => {
      const book = await here.law.book(here.db)
      const rules = book.on(dayOf(here.clock.now()))
      const { level, lines } = rules ? meansOf(rules, activity) : { level: 'none' as const, lines: [] }
      return {
        activity,
        chosen: rules !== undefined,
        level,
        lines: lines.map(({ stage, say, citations }) => ({
          stage,
          say,
          citations: citations.map((one) => book.shelf.citationView(one)),
        })),
      }
    },
    endActivity: async ({ viewer, params, body }) => {
      await end(here, signedIn(viewer), params.id, body.at)
      return {}
    },
    annotateActivity: async ({ viewer, params, body }) => {
      await annotate(here, signedIn(viewer), params.id, body)
      return {}
    },
    loseActivityRecording: async ({ viewer, params, body }) => {
      await loseRecording(here, signedIn(viewer), params.id, body)
      return {}
    },
    reviewActivity: async ({ viewer, params, body }) => {
      await review(here, signedIn(viewer), params.id, body.text)
      return {}
    },
    listActivities: ({ viewer, query }) => listActivities(here.db, signedIn(viewer), query),
  }
}
