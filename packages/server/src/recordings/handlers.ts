import type { Viewer } from '@liuhen/core/access'
import type { BodyOf } from '@liuhen/core/journal'
import { because, Denied, Missing, type Sha256 } from '@liuhen/core/kernel'
import type { Derivative } from '@liuhen/core/recordings'
import { Looks } from '../ledger/index.ts'
import { uuidv7 } from '../platform/index.ts'
import type { Handlers, Served } from '../platform/served.ts'
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
import { writeTranscript } from './transcripts.ts'
import { recordingView, seen, verification } from './views.ts'

export function recordingsHandlers(here: Recordings, deriving: Deriving): Partial<Handlers> {
  const looks = new Looks(here)
  const signedIn = (viewer: Viewer | undefined): Viewer => {
    if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
    return viewer
  }
  const look = (actor: string, recording: string, what: BodyOf<'RecordingLooked/1'>['what']) =>
    looks.note(actor, 'look', { kind: 'RecordingLooked/1', body: { recording, what } })
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
  /** Something made of a recording: who asked is on record before a byte of it goes out. */
  const shown = async (
    { params, viewer, actor, request }: Pick<Served<'cover'>, 'params' | 'viewer' | 'actor' | 'request'>,
    what: BodyOf<'RecordingLooked/1'>['what'],
    kind: Derivative['kind'],
    position?: number,
  ) => {
    const one = await derivative(viewer, params.id, kind, position)
    await look(actor, params.id, what)
    return serve(request, one)
  }
  const on =
    <S extends { readonly params: { readonly id: string }; readonly viewer: Viewer | undefined }, R>(
      run: (served: S) => Promise<R>,
    ) =>
    async (served: S): Promise<R> => {
      await seen(here.db, signedIn(served.viewer), served.params.id)
      return run(served)
    }
  const done = async (run: Promise<unknown>) => {
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
    viewCopy: (served) => shown(served, 'view-copy', 'view-copy'),
    original: on(async ({ params, viewer, actor, request }) => {
      const { state } = await seen(here.db, signedIn(viewer), params.id)
      await look(actor, params.id, 'original')
      return serveBlob(here.vault, request, {
        sha256: state.arrival.sha256 as Sha256,
        mediaType: 'application/octet-stream',
        fileName: state.arrival.fileName,
      })
    }),
    still: (served) => shown(served, 'still', 'still', served.params.position),
    trackCopy: async ({ params, viewer, actor, request }) => {
      const row = await seen(here.db, signedIn(viewer), params.id)
      const one = row.state.derivatives.find(({ kind, track }) => kind === 'track-copy' && track === params.track)
      if (!one && row.derived === 'waiting') throw notReady()
      if (!one)
        throw because(Missing, 'no-derivative', '这份音像没有这条轨的副本', 'This recording has no copy of that track')
      await look(actor, params.id, 'view-copy')
      return serve(request, one)
    },
    cover: (served) => shown(served, 'cover', 'still'),
    thumbnails: (served) => shown(served, 'still', 'thumbnails'),
    takeStill: on(({ params, actor, body }) => takeStill(deriving, params.id, actor, body)),
    takenStill: on(async ({ params, viewer, actor, request }) => {
      const { state } = await seen(here.db, signedIn(viewer), params.id)
      const one = takenBefore(state.derivatives, params.digest)
      await look(actor, params.id, 'still')
      return serve(request, one)
    }),
    waveform: (served) => shown(served, 'waveform', 'waveform'),
    writeTranscript: on(({ params, actor, body }) => done(writeTranscript(deriving, params.id, actor, body.text))),
    transcript: async ({ params, viewer, actor, request }) => {
      const { state } = await seen(here.db, signedIn(viewer), params.id)
      const one = state.derivatives.findLast(({ kind }) => kind === 'transcript')
      if (!one) throw because(Missing, 'no-derivative', '这份音像没有文字稿', 'This recording has no transcript')
      await look(actor, params.id, 'transcript')
      return serve(request, { ...one, mediaType: 'text/plain; charset=utf-8' })
    },
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
