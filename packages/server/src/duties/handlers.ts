import type { Viewer } from '@liuhen/core/access'
import { because, dayOf, Denied } from '@liuhen/core/kernel'
import type { Handlers } from '../platform/served.ts'
import { actOnTraining, type Duties, enterRoster, fillPost, leavePost, planTraining } from './commands.ts'
import { importRosters } from './csv.ts'
import { postRows, postsWanted, rosterRows, seesWhole, trainingRows } from './views.ts'

const signedIn = (viewer: Viewer | undefined): Viewer => {
  if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  return viewer
}

/** Who is named to what, who is on duty when, who was trained. What is missing of it is told by readiness. */
export function dutiesHandlers(here: Duties): Partial<Handlers> {
  const { db, clock, law } = here
  const today = () => dayOf(clock.now())
  return {
    listPosts: async ({ viewer: caller }) => {
      const viewer = signedIn(caller)
      const whole = await seesWhole(db, viewer, today())
      const units = whole ? undefined : viewer.units
      const wanted = await postsWanted(db, await law.book(db), viewer, today(), units)
      return { wanted, held: await postRows(db, viewer, whole) }
    },
    fillPost: ({ viewer, body }) => fillPost(here, signedIn(viewer), body),
    leavePost: async ({ viewer, params, body }) => {
      await leavePost(here, signedIn(viewer), params.id, body)
      return {}
    },
    listRosters: async ({ viewer: caller, query }) => {
      const viewer = signedIn(caller)
      return rosterRows(db, viewer, await seesWhole(db, viewer, today()), query)
    },
    enterRoster: ({ viewer, body }) => enterRoster(here, signedIn(viewer), body),
    importRosters: ({ viewer, body }) => importRosters(here, signedIn(viewer), body),
    listTrainings: () => trainingRows(db),
    planTraining: ({ viewer, body }) => planTraining(here, signedIn(viewer), body),
    holdTraining: async ({ viewer, params, body }) => {
      await actOnTraining(here, signedIn(viewer), params.id, { do: 'hold', ...body })
      return {}
    },
    cancelTraining: async ({ viewer, params, body }) => {
      await actOnTraining(here, signedIn(viewer), params.id, { do: 'cancel', ...body })
      return {}
    },
  }
}
