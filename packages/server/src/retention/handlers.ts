import type { Viewer } from '@liuhen/core/access'
import { because, Denied, Missing } from '@liuhen/core/kernel'
import { Looks } from '../ledger/index.ts'
import type { Handlers } from '../platform/served.ts'
import { seen, serveBlob } from '../recordings/index.ts'
import { carryOut } from './carry-out.ts'
import { placeHold, recordCarrier, registerFact, releaseHold, type Retention } from './commands.ts'
import { appraiseItems, disposalOf, listForDisposal, signDisposal, undoDisposal } from './lists.ts'
import { disposalView, keepingOverview } from './overview.ts'
import { keepingView } from './views.ts'

export function retentionHandlers(here: Retention): Partial<Handlers> {
  const looks = new Looks(here)
  const { db, clock, law } = here
  const signedIn = (viewer: Viewer | undefined): Viewer => {
    if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
    return viewer
  }
  const done = async (run: Promise<void>) => {
    await run
    return {}
  }
  return {
    showKeeping: async ({ params, viewer }) => {
      await seen(db, signedIn(viewer), params.id)
      return keepingView(db, await law.book(db), signedIn(viewer), params.id, clock.now())
    },
    registerKeepingFact: ({ viewer, body }) => registerFact(here, signedIn(viewer), body),
    placeHold: ({ viewer, params, body }) => placeHold(here, signedIn(viewer), params.id, body),
    releaseHold: ({ viewer, params, body }) =>
      done(releaseHold(here, signedIn(viewer), params.id, params.hold, body.reason)),
    recordCarrier: ({ viewer, params, body }) => done(recordCarrier(here, signedIn(viewer), params.id, body)),
    keepingOverview: async ({ viewer }) => keepingOverview(db, await law.book(db), signedIn(viewer), clock.now()),
    listForDisposal: ({ viewer, body }) => listForDisposal(here, signedIn(viewer), body),
    showDisposal: async ({ viewer, params }) =>
      disposalView(db, await law.book(db), signedIn(viewer), params.id, clock.now()),
    appraiseItems: ({ viewer, params, body }) => done(appraiseItems(here, signedIn(viewer), params.id, body)),
    signDisposal: ({ viewer, session, params, body }) =>
      signDisposal(here, signedIn(viewer), session?.id ?? '', params.id, body),
    undoDisposal: ({ viewer, params, body }) => done(undoDisposal(here, signedIn(viewer), params.id, body)),
    carryOutDisposal: async ({ params, actor }) => ({ stands: await carryOut(here, params.id, actor) }),
    disposalCertificate: async ({ params, actor, request }) => {
      const { done: certified } = await disposalOf(db, params.id)
      if (!certified)
        throw because(Missing, 'no-certificate', '还没有销毁证明', 'There is no certificate of this disposal yet')
      await looks.note(actor, 'look', { kind: 'CertificateTaken/1', body: { disposal: params.id } })
      return serveBlob(here.vault, request, {
        sha256: certified.sha256,
        mediaType: 'application/pdf',
        fileName: `销毁证明 ${params.id}.pdf`,
      })
    },
  }
}
