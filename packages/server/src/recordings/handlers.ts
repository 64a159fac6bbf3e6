import type { Viewer } from '@liuhen/core/access'
import { because, Denied, millisecondsOf, Missing, type Sha256 } from '@liuhen/core/kernel'
import type { Derivative } from '@liuhen/core/recordings'
import { uuidv7 } from '../platform/index.ts'
import type { Handlers } from '../platform/served.ts'
import { cardReadings, confirmCard } from './cards.ts'
import * as act from './commands.ts'
import type { Recordings } from './commands.ts'
import { confirmProvenance, rejectProvenance } from './confirm.ts'
import type { Deriving } from './jobs.ts'
import { assignProposed, proposals } from './ownership.ts'
import { retryDerivation } from './retry.ts'
import { listRecordings } from './rows.ts'
import { notReady, serveBlob } from './stream.ts'
import { takenBefore, takeStill } from './taken-stills.ts'
import { recordingView, seen, verification } from './views.ts'

/** A player asks for one video in many ranges, and a page asks again while it waits: one look, another after ten minutes. */
const ONE_LOOK = 10 * 60_000

export function recordingsHandlers(here: Recordings, deriving: Deriving): Partial<Handlers> {
  const looks = new Map<string, { readonly at: number; readonly noted: Promise<void> }>()
  const signedIn = (viewer: Viewer | undefined): Viewer => {
    if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
    return viewer
  }
  const look = async (actor: string, recording: string, what: 'page' | 'view-copy' | 'original' | 'still') => {
    const now = millisecondsOf(here.clock.now())
    for (const [key, { at }] of looks) if (now - at > ONE_LOOK) looks.delete(key)
    const key = `${actor} ${recording} ${what}`
    // The look is on record before a byte is shown; ranges asked for at the same moment wait for the same entry.
    const noted = looks.get(key)?.noted ?? act.noteLook(here, actor, { recording, what })
    if (!looks.has(key)) looks.set(key, { at: now, noted })
    await noted.catch((error: unknown) => {
      looks.delete(key)
      throw error
    })
  }
  const derivative = async (viewer: Viewer | undefined, id: string, kind: Derivative['kind'], position?: number) => {
    const row = await seen(here.db, signedIn(viewer), id)
    const of = row.state.derivatives.filter((one) => one.kind === kind)
    const found = position === undefined ? of[0] : of.find((one) => one.position === position)
    if (found) return found
    if (row.derived === 'waiting') throw notReady()
    throw because(Missing, 'no-derivative', '这份音像没有这种衍生件', 'This recording has no such derivative')
  }
  const serve = async (request: Request, one: Derivative) =>
    serveBlob(here.vault, request, { sha256: one.sha256, mediaType: one.mediaType })
  const on =
    <S extends { readonly params: { readonly id: string }; readonly viewer: Viewer | undefined }, R>(
      run: (served: S) => Promise<R>,
    ) =>
    async (served: S): Promise<R> => {
      await seen(here.db, signedIn(served.viewer), served.params.id)
      return run(served)
    }
  const done = async (run: Promise<void>) => {
    await run
    return {}
  }
  return {
    listRecordings: async ({ viewer, query }) =>
      listRecordings(here.db, signedIn(viewer), query, await here.law.book(here.db)),
    showRecording: on(async ({ params, actor, viewer }) => {
      await look(actor, params.id, 'page')
      return recordingView(here.db, signedIn(viewer), params.id, await here.law.book(here.db))
    }),
    viewCopy: async ({ params, viewer, actor, request }) => {
      const one = await derivative(viewer, params.id, 'view-copy')
      await look(actor, params.id, 'view-copy')
      return serve(request, one)
    },
    original: on(async ({ params, viewer, actor, request }) => {
      const { state } = await seen(here.db, signedIn(viewer), params.id)
      await look(actor, params.id, 'original')
      return serveBlob(here.vault, request, {
        sha256: state.arrival.sha256 as Sha256,
        mediaType: 'application/octet-stream',
        fileName: state.arrival.fileName,
      })
    }),
    still: async ({ params, viewer, request }) =>
      serve(request, await derivative(viewer, params.id, 'still', params.position)),
    trackCopy: async ({ params, viewer, actor, request }) => {
      const row = await seen(here.db, signedIn(viewer), params.id)
      const one = row.state.derivatives.find(({ kind, track }) => kind === 'track-copy' && track === params.track)
      if (!one && row.derived === 'waiting') throw notReady()
      if (!one)
        throw because(Missing, 'no-derivative', '这份音像没有这条轨的副本', 'This recording has no copy of that track')
      await look(actor, params.id, 'view-copy')
      return serve(request, one)
    },
    cover: async ({ params, viewer, request }) => serve(request, await derivative(viewer, params.id, 'still')),
    thumbnails: async ({ params, viewer, request }) =>
      serve(request, await derivative(viewer, params.id, 'thumbnails')),
    takeStill: on(({ params, actor, body }) => takeStill(deriving, params.id, actor, body)),
    takenStill: on(async ({ params, viewer, actor, request }) => {
      const { state } = await seen(here.db, signedIn(viewer), params.id)
      const one = takenBefore(state.derivatives, params.digest)
      await look(actor, params.id, 'still')
      return serve(request, one)
    }),
    waveform: async ({ params, viewer, request }) => serve(request, await derivative(viewer, params.id, 'waveform')),
    verifyRecording: on(async ({ params, actor }) => {
      const found = await verification(here, params.id)
      if (!found.same)
        here.log.alarm('an original is not what it was', { recording: params.id, sha256: found.expected.sha256 })
      await act.noteVerification(here, actor, {
        recording: params.id,
        sha256: found.sha256,
        sm3: found.sm3,
        bytes: found.bytes,
        same: found.same,
      })
      return found
    }),
    retryDerivation: on(({ params, actor }) => done(retryDerivation(here, params.id, actor))),
    addMarker: on(({ params, actor, body }) => act.addMarker(here, params.id, actor, body)),
    withdrawMarker: on(({ params, actor, body }) =>
      done(act.actOn(here, params.id, actor, { do: 'unmark', marker: params.marker, reason: body.reason })),
    ),
    annotate: on(({ params, actor, body }) => {
      const annotation = uuidv7(here.clock.now())
      return done(act.actOn(here, params.id, actor, { do: 'annotate', annotation, text: body.text }))
    }),
    annotateOfficer: on(({ params, actor, body }) => done(act.annotateOfficer(here, params.id, actor, body))),
    confirmProvenance: on(({ params, viewer, body }) =>
      done(confirmProvenance(here, signedIn(viewer), params.id, body)),
    ),
    rejectProvenance: on(({ params, viewer, body }) => done(rejectProvenance(here, signedIn(viewer), params.id, body))),
    cardReadings: ({ viewer }) => cardReadings(here.db, signedIn(viewer)),
    confirmCard: ({ viewer, body }) => confirmCard(here, signedIn(viewer), body),
    ownershipProposals: ({ viewer }) => proposals(here.db, signedIn(viewer)),
    assignProposed: ({ viewer, body }) => assignProposed(here, signedIn(viewer), body),
    explainHandover: on(({ params, actor, body }) => done(act.explainHandover(here, params.id, actor, body))),
    explainInterruption: on(async ({ params, viewer, actor, body }) => {
      if (body.form === 'spoken') await seen(here.db, signedIn(viewer), body.recording)
      return done(act.explainInterruption(here, params.id, actor, body))
    }),
  }
}
