import type { Viewer } from '@liuhen/core/access'
import type { BodyOf } from '@liuhen/core/journal'
import { because, Denied, type Instant, millisecondsOf, Missing, Refused } from '@liuhen/core/kernel'
import type { Derivative } from '@liuhen/core/recordings'
import { Looks } from '../ledger/index.ts'
import { uuidv7 } from '../platform/index.ts'
import type { Handlers, Served } from '../platform/served.ts'
import { cardReadings, confirmCard } from './cards.ts'
import * as act from './commands.ts'
import type { Recordings } from './commands.ts'
import { annotateOfficer, confirmProvenance, rejectProvenance } from './confirm.ts'
import { explainDuty } from './duty.ts'
import type { Deriving } from './jobs.ts'
import { assignProposed, proposals } from './ownership.ts'
import { retryDerivation } from './retry.ts'
import { listRecordings, type RecordingRowOf } from './rows.ts'
import { Seeks } from './seeks.ts'
import { noting } from './played.ts'
import type { Uses, VerdictsOwed } from './uses.ts'
import { notReady, serveBlob } from './stream.ts'
import { takenBefore, takeStill } from './taken-stills.ts'
import { writeTranscript } from './transcripts.ts'
import { recordingView, seen, verification } from './views.ts'

/** When a recording was confirmed to be gathered centrally: that is for consolidation to say, which knows recordings. */
export type Gathered = (recording: string) => Promise<Instant | undefined>

export function recordingsHandlers(
  here: Recordings,
  deriving: Deriving,
  uses: Uses,
  gathered: Gathered,
  owed: VerdictsOwed,
): Partial<Handlers> {
  const looks = new Looks(here)
  const seeks = new Seeks()
  const signedIn = (viewer: Viewer | undefined): Viewer => {
    if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
    return viewer
  }
  /**
   * The row, where the viewer’s roles show it, a request of theirs names it, or it is of a case before them. Throws Missing
   * for the rest, and Refused while they owe a verdict on it, which is given without knowing whose it is.
   */
  const known = async (viewer: Viewer | undefined, id: string) => {
    const who = signedIn(viewer)
    const row = await seen(here.db, who, id, () => uses.knows(who, id))
    if (!(await owed(who)).has(id)) return row
    throw because(
      Refused,
      'verdict-owed',
      '这份音像在等您下结论的抽查里：下结论以前只在抽查页面播放，不告知由谁拍摄。先在“督察—抽查”里给出结论，再打开它',
      'It is in a spot check that waits for your verdict: until then it is played there alone, and nobody tells whose it is. Give the verdict first, then open it',
    )
  }
  type Looked = BodyOf<'RecordingLooked/1'>
  type What = Looked['what']
  const look = (
    actor: string,
    recording: string,
    what: What,
    by?: { right?: NonNullable<Looked['right']>; request?: string; from?: number },
  ) => looks.note(actor, 'look', { kind: 'RecordingLooked/1', body: { recording, what, ...by } })
  type Asked = Pick<Served<'cover'>, 'params' | 'query' | 'viewer' | 'actor' | 'request'>
  /** Whoever may do it is on record, with the right they have, before a byte of it goes out; Denied else, with the article. */
  const used = async ({ params, query, viewer, actor }: Asked, what: What, from?: number) => {
    const deed = what === 'original' ? 'copy' : 'look'
    const counts = what === 'original' || what === 'view-copy'
    const by = await uses.permit(signedIn(viewer), params.id, deed, { counts, under: query.request })
    const told = { right: by.by, ...(by.request !== undefined && { request: by.request }) }
    await look(actor, params.id, what, told)
    if (from !== undefined) await look(actor, params.id, what, { ...told, from })
  }
  /** The row of a recording whose bytes are here. Throws Missing, in other words where they are lawfully gone. */
  const present = async (viewer: Viewer | undefined, id: string) => {
    const row = await known(viewer, id)
    if (!row.disposed) return row
    throw because(
      Missing,
      'recording-disposed',
      '这份音像已经依法销毁，只留下登记：见“保管期限”',
      'This recording was lawfully disposed of and only its entry is left: see how it was kept',
    )
  }
  const derivative = async (viewer: Viewer | undefined, id: string, kind: Derivative['kind'], position?: number) => {
    const row = await present(viewer, id)
    const of = row.state.derivatives.filter((one) => one.kind === kind)
    const found = position === undefined ? of[0] : of.find((one) => one.position === position)
    return { found, waiting: row.derived === 'waiting', length: between(row) }
  }
  const serve = ({ request, actor, params }: Asked, { sha256, mediaType, kind }: Derivative) =>
    serveBlob(
      here.vault,
      request,
      { sha256, mediaType },
      kind === 'view-copy' || kind === 'still' ? noting(here, { actor, recording: params.id }, sha256) : undefined,
    )
  const between = ({ start_at, end_at }: Pick<RecordingRowOf, 'start_at' | 'end_at'>): number =>
    millisecondsOf(end_at) - millisecondsOf(start_at)
  /** Where in the film its player jumps to by this request; undefined where the film begins or goes on. */
  const sought = ({ actor, request }: Asked, { sha256, bytes }: Derivative, length: number): number | undefined =>
    seeks.of(actor, request.headers.get('range'), { sha256, bytes, length })
  /** Something made of a recording: who asked is on record before a byte of it goes out. */
  const shown = async (served: Asked, what: What, kind: Derivative['kind'], position?: number) => {
    const { found, waiting, length } = await derivative(served.viewer, served.params.id, kind, position)
    if (!found && waiting) {
      // Who may not see it is not told how far it is either.
      await uses.permit(signedIn(served.viewer), served.params.id, 'look', {
        counts: false,
        under: served.query.request,
      })
      throw notReady()
    }
    if (!found)
      throw because(Missing, 'no-derivative', '这份音像没有这种衍生件', 'This recording has no such derivative')
    await used(served, what, what === 'view-copy' ? sought(served, found, length) : undefined)
    return serve(served, found)
  }
  const on =
    <S extends { readonly params: { readonly id: string }; readonly viewer: Viewer | undefined }, R>(
      run: (served: S) => Promise<R>,
    ) =>
    async (served: S): Promise<R> => {
      await known(served.viewer, served.params.id)
      return run(served)
    }
  const done = async (run: Promise<unknown>) => {
    await run
    return {}
  }
  return {
    listRecordings: async ({ viewer, query }) =>
      listRecordings(
        here.db,
        signedIn(viewer),
        query,
        await here.law.book(here.db),
        (rows) => uses.closed(signedIn(viewer), rows),
        {
          unread: query.search === undefined ? [] : await uses.wordsKept(signedIn(viewer)),
          blind: await owed(signedIn(viewer)),
        },
      ),
    showRecording: on(async ({ params, actor, viewer }) => {
      await look(actor, params.id, 'page')
      const book = await here.law.book(here.db)
      return recordingView(here.db, signedIn(viewer), params.id, book, await gathered(params.id))
    }),
    viewCopy: (served) => shown(served, 'view-copy', 'view-copy'),
    original: on(async (served) => {
      const { state } = await present(served.viewer, served.params.id)
      await used(served, 'original')
      const { sha256, fileName } = state.arrival
      return serveBlob(
        here.vault,
        served.request,
        { sha256, mediaType: 'application/octet-stream', fileName },
        noting(here, { actor: served.actor, recording: served.params.id }, sha256),
      )
    }),
    still: (served) => shown(served, 'still', 'still', served.params.position),
    trackCopy: async (served) => {
      const { params, viewer } = served
      const row = await present(viewer, params.id)
      const one = row.state.derivatives.find(({ kind, track }) => kind === 'track-copy' && track === params.track)
      if (!one && row.derived === 'waiting') throw notReady()
      if (!one)
        throw because(Missing, 'no-derivative', '这份音像没有这条轨的副本', 'This recording has no copy of that track')
      await used(served, 'view-copy', sought(served, one, between(row)))
      return serve(served, one)
    },
    cover: (served) => shown(served, 'cover', 'still'),
    thumbnails: (served) => shown(served, 'still', 'thumbnails'),
    takeStill: on(async ({ params, viewer, actor, body }) => {
      await present(viewer, params.id)
      await uses.permit(signedIn(viewer), params.id, 'look', { counts: false })
      return takeStill(deriving, params.id, actor, body)
    }),
    takenStill: on(async (served) => {
      const { state } = await known(served.viewer, served.params.id)
      const one = takenBefore(state.derivatives, served.params.digest)
      await used(served, 'still')
      return serve(served, one)
    }),
    waveform: (served) => shown(served, 'waveform', 'waveform'),
    writeTranscript: on(async ({ params, viewer, actor, body }) => {
      await uses.permit(signedIn(viewer), params.id, 'look', { counts: false })
      return done(writeTranscript(deriving, params.id, actor, body.text))
    }),
    transcript: async (served) => {
      const { state } = await known(served.viewer, served.params.id)
      const one = state.derivatives.findLast(({ kind }) => kind === 'transcript')
      if (!one) throw because(Missing, 'no-derivative', '这份音像没有文字稿', 'This recording has no transcript')
      await used(served, 'transcript')
      return serve(served, { ...one, mediaType: 'text/plain; charset=utf-8' })
    },
    verifyRecording: on(async ({ params, actor, viewer }) => {
      await present(viewer, params.id)
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
    annotateOfficer: on(({ params, viewer, body }) => done(annotateOfficer(here, signedIn(viewer), params.id, body))),
    confirmProvenance: on(({ params, viewer, body }) =>
      done(confirmProvenance(here, signedIn(viewer), params.id, body)),
    ),
    rejectProvenance: on(({ params, viewer, body }) => done(rejectProvenance(here, signedIn(viewer), params.id, body))),
    cardReadings: ({ viewer }) => cardReadings(here.db, signedIn(viewer)),
    confirmCard: ({ viewer, body }) => confirmCard(here, signedIn(viewer), body),
    ownershipProposals: ({ viewer }) => proposals(here.db, signedIn(viewer)),
    assignProposed: ({ viewer, body }) => assignProposed(here, signedIn(viewer), body),
    explainDuty: on(({ params, actor, body }) => done(explainDuty(here, params.id, actor, body))),
    explainHandover: on(({ params, actor, body }) => done(act.explainHandover(here, params.id, actor, body))),
    explainInterruption: on(async ({ params, viewer, actor, body }) => {
      if (body.form === 'spoken') await known(viewer, body.recording)
      return done(act.explainInterruption(here, params.id, actor, body))
    }),
  }
}
