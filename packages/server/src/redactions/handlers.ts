import type { Viewer } from '@liuhen/core/access'
import { because, Denied, Missing, type Sha256 } from '@liuhen/core/kernel'
import { uuidv7 } from '../platform/index.ts'
import type { Handlers } from '../platform/served.ts'
import { seen, serveBlob } from '../recordings/index.ts'
import { actOn, draw, redactionOf, type Redactions, render } from './commands.ts'
import { redactionViews } from './views.ts'

const signedIn = (viewer: Viewer | undefined): Viewer => {
  if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  return viewer
}

export function redactionsHandlers(here: Redactions): Partial<Handlers> {
  const { vault } = here.deriving
  const one = async (viewer: Viewer, id: string) => {
    const { row } = await redactionOf(here.db, viewer, id)
    const [view] = await redactionViews(here, `person:${viewer.person}`, [row])
    if (!view) throw new Error('a redaction without a view')
    return view
  }
  /** Something done to one whose recording the viewer sees, and how it stands afterwards. */
  const on =
    <
      S extends {
        readonly params: { readonly id: string }
        readonly viewer: Viewer | undefined
        readonly actor: string
      },
    >(
      run: (served: S) => Promise<unknown>,
    ) =>
    async (served: S) => {
      const viewer = signedIn(served.viewer)
      await redactionOf(here.db, viewer, served.params.id)
      await run(served)
      return one(viewer, served.params.id)
    }
  return {
    listRedactions: async ({ params, viewer, actor }) => {
      await seen(here.db, signedIn(viewer), params.id)
      const rows = await here.db
        .selectFrom('redactions')
        .selectAll()
        .where('recording', '=', params.id)
        .orderBy('drawn_at', 'desc')
        .execute()
      return redactionViews(here, actor, rows)
    },
    drawRedaction: async ({ params, viewer, body }) => {
      const id = await draw(here, signedIn(viewer), params.id, body)
      return one(signedIn(viewer), id)
    },
    changeRedaction: async ({ params, viewer, body }) => {
      const { row } = await redactionOf(here.db, signedIn(viewer), params.id)
      await draw(here, signedIn(viewer), row.recording, body, params.id)
      return one(signedIn(viewer), params.id)
    },
    renderRedaction: on(({ params, viewer }) => render(here, signedIn(viewer), params.id)),
    redactedCopy: async ({ params, query, viewer, actor, request }) => {
      const { row } = await redactionOf(here.db, signedIn(viewer), params.id)
      const { copy } = row.state
      if (!copy) throw because(Missing, 'not-rendered', '遮挡副本还没有渲染', 'The redacted copy is not rendered yet')
      const under = query.request
      if (under !== undefined && row.stands !== 'approved')
        throw because(
          Denied,
          'redaction-unapproved',
          '遮挡副本还没有经过批准，不能出示',
          'The redacted copy is not approved yet and is shown to nobody of outside',
        )
      // At the counter it is what was granted that is used; in the house it is looked over.
      const given = { counts: under !== undefined, under, redacted: true }
      await here.uses.permit(signedIn(viewer), row.recording, 'look', given)
      const body = { redaction: params.id, recording: row.recording }
      await here.looks.note(actor, 'look', { kind: 'RedactedLooked/1', body })
      return serveBlob(vault, request, { sha256: copy.sha256, mediaType: copy.mediaType })
    },
    reviewRedaction: on(({ params, actor, body: { fine, note } }) =>
      actOn(here, params.id, actor, { do: 'review', fine, ...(note !== undefined && { note }) }),
    ),
    approveRedaction: on(({ params, actor, body: { note } }) =>
      actOn(here, params.id, actor, { do: 'approve', ...(note !== undefined && { note }) }),
    ),
    askPlainCopy: on(({ params, actor, body }) =>
      actOn(here, params.id, actor, { do: 'ask-plain', ask: uuidv7(here.clock.now()), ...body }),
    ),
    decidePlainCopy: on(({ params, actor, body: { granted, reason, until } }) =>
      actOn(here, params.id, actor, {
        do: 'decide-plain',
        ask: params.ask,
        granted,
        reason,
        ...(until !== undefined && { until }),
      }),
    ),
    plainCopy: async ({ params, query, viewer, actor, request }) => {
      const { recording } = await redactionOf(here.db, signedIn(viewer), params.id)
      // Two things have to be so: it may be copied at all, and without its redaction.
      const by = await here.uses.permit(signedIn(viewer), recording.id, 'copy', { counts: true, under: query.request })
      await actOn(here, params.id, actor, { do: 'take-plain', ask: params.ask })
      const under = by.request === undefined ? {} : { request: by.request }
      await here.looks.note(actor, 'look', {
        kind: 'RecordingLooked/1',
        body: { recording: recording.id, what: 'original', right: by.by, ...under },
      })
      return serveBlob(vault, request, {
        sha256: recording.sha256 as Sha256,
        mediaType: 'application/octet-stream',
        fileName: recording.file_name,
      })
    },
  }
}
