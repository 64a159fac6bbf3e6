import type { Viewer } from '@liuhen/core/access'
import { because, Denied } from '@liuhen/core/kernel'
import type { Handlers, Session } from '../platform/served.ts'
import { absenceViews, endAbsence, stateAbsence } from './absences.ts'
import { type Approvals, signApproval, withdrawApproval } from './commands.ts'
import { approvalViews, askedBy, waitingFor } from './views.ts'

function signedIn<T extends Viewer | Session>(one: T | undefined): T {
  if (!one) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  return one
}

/** Signing what others ask for. */
export function approvalsHandlers(here: Approvals): Partial<Handlers> {
  const { db, law, clock } = here
  return {
    listApprovals: async ({ viewer: caller }) => {
      const [viewer, book, now] = [signedIn(caller), await law.book(db), clock.now()]
      const [mine, asked] = await Promise.all([waitingFor(db, book, viewer, now), askedBy(db, viewer)])
      return {
        mine: await approvalViews(db, book, viewer, now, mine, here.tookPart),
        asked: await approvalViews(db, book, viewer, now, asked, here.tookPart),
      }
    },
    signApproval: ({ viewer, session, params, body }) =>
      signApproval(here, signedIn(viewer), signedIn(session).id, params.id, body),
    listAbsences: ({ viewer }) => absenceViews(here, signedIn(viewer)),
    stateAbsence: ({ viewer, session, body }) => stateAbsence(here, signedIn(viewer), signedIn(session).id, body),
    endAbsence: async ({ viewer, params, body }) => {
      await endAbsence(here, signedIn(viewer), params.id, body.reason)
      return {}
    },
    withdrawApproval: async ({ viewer, params, body }) => {
      await withdrawApproval(here, signedIn(viewer), params.id, body.reason)
      return {}
    },
  }
}
