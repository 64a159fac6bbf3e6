import type { Viewer } from '@liuhen/core/access'
import { because, Denied } from '@liuhen/core/kernel'
import { requestLaw } from '@liuhen/core/requests'
import type { Handlers } from '../platform/served.ts'
import { recordingOf, serveBlob } from '../recordings/index.ts'
import { askRequest, blockedBy, putUpLater, type Requests, rulesToday } from './ask.ts'
import * as act from './commands.ts'
import { confirmHandOut, listHandOuts, receiveHandOut } from './handout.ts'
import type { Permissions } from './permission.ts'
import { listRequests, lookRegister, requestViews, useOfRecording } from './views.ts'

const signedIn = (viewer: Viewer | undefined): Viewer => {
  if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  return viewer
}

/** Asking for recordings, and what becomes of it. */
export function requestsHandlers(here: Requests, permissions: Permissions): Partial<Handlers> {
  const done = async (run: Promise<void>) => {
    await run
    return {}
  }
  return {
    listRequests: ({ viewer }) => listRequests(here, signedIn(viewer)),
    showRequest: async ({ viewer, params }) => {
      const row = await act.knownRequest(here, signedIn(viewer), params.id)
      const [view] = await requestViews(here, signedIn(viewer), [row])
      return view as NonNullable<typeof view>
    },
    requestRules: async ({ query }) => {
      const unit = query.recording === undefined ? undefined : (await recordingOf(here.db, query.recording)).unit
      const [rules, book] = [await rulesToday(here, unit ?? undefined), await here.law.book(here.db)]
      const law = requestLaw(rules, query.use, query.whom)
      const { approvers = [], reasons = [], handedOutBy = [] } = law?.what.value ?? {}
      return {
        chain: typeof approvers === 'string' ? [] : [...approvers],
        unnamed: approvers === 'unnamed',
        grounds: [...reasons],
        handedOutBy: [...handedOutBy],
        citations: (law?.citations ?? []).map((one) => book.shelf.citationView(one)),
        notes: [...(law?.what.notes ?? [])],
        blocked: law ? [...blockedBy(rules, law)] : [],
        mustProvide: law?.mustProvide ?? false,
      }
    },
    askRequest: ({ viewer, body }) => askRequest(here, signedIn(viewer), body),
    requestDocument: async ({ viewer, params, request }) => {
      const { sha256, mediaType, name } = await act.documentOf(here, signedIn(viewer), params.id)
      return serveBlob(here.vault, request, { sha256, mediaType, fileName: name })
    },
    putUpRequest: ({ viewer, params }) => done(putUpLater(here, signedIn(viewer), params.id)),
    withdrawRequest: ({ viewer, params, body }) =>
      done(act.withdrawRequest(here, signedIn(viewer), params.id, body.reason)),
    refuseRequest: ({ viewer, params, body }) =>
      done(act.refuseRequest(here, signedIn(viewer), params.id, body.reason)),
    endRequest: ({ viewer, params, body }) => done(act.endRequest(here, signedIn(viewer), params.id, body)),
    lookInEmergency: ({ viewer, body }) => act.lookInEmergency(here, signedIn(viewer), body),
    reviewEmergency: ({ viewer, params, body }) => done(act.reviewEmergency(here, signedIn(viewer), params.id, body)),
    listHandOuts: ({ query }) => listHandOuts(here, query),
    confirmHandOut: ({ viewer, params }) => done(confirmHandOut(here, signedIn(viewer), params.id)),
    receiveHandOut: ({ viewer, params, body }) => done(receiveHandOut(here, signedIn(viewer), params.id, body)),
    lookRegister: () => lookRegister(here),
    useOfRecording: ({ viewer, params, query }) =>
      useOfRecording(here, permissions, signedIn(viewer), params.id, query.request),
    markSecret: ({ viewer, params, body }) => act.markSecret(here, signedIn(viewer), params.id, body),
    liftSecret: ({ viewer, params, body }) =>
      done(act.liftSecret(here, signedIn(viewer), params.id, params.mark, body.reason)),
  }
}
