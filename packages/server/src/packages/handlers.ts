import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { Viewer } from '@liuhen/core/access'
import { because, type CopyMark, Denied } from '@liuhen/core/kernel'
import type { Outgoing, Redacted } from '@liuhen/core/requests'
import { Looks } from '../ledger/index.ts'
import type { Handlers } from '../platform/served.ts'
import type { Marking } from '../recordings/index.ts'
import { findZip, listPackages, makePackage, type Packages } from './commands.ts'
import { warningsOf } from './warnings.ts'

/** What may leave in a package, and when: that is for requests to say, which know packages by their ids. All throw Denied. */
export interface Leaving {
  /**
   * These recordings may go into a package of this viewer’s; `under`: the request for which it is made; `redacted`: those that
   * go as their redacted copies; `outgoing`: to whom it goes, and whether with papers, which a request has to say too; else
   * it throws Refused.
   */
  readonly permit: (
    viewer: Viewer,
    recordings: readonly string[],
    under: string | undefined,
    redacted: Redacted,
    outgoing?: Outgoing,
  ) => Promise<void>
  /** Of these those that go as their redacted copies under that request, or where that is wished, with the redaction. */
  readonly redacted: (
    recordings: readonly string[],
    under: string | undefined,
    wished?: boolean,
  ) => Promise<ReadonlyMap<string, string>>
  /** What marks the copies in it that are looked at: on record before the first of them is made. */
  readonly mark: (viewer: Viewer, recordings: readonly string[], under: string) => Promise<Marking>
  /** It was made under that request. */
  readonly made: (viewer: Viewer, id: string, under: string, mark: CopyMark) => Promise<void>
  /** Whether the viewer may see the case whose volume lies in it. Throws Missing. */
  readonly permitCase: (viewer: Viewer, caseId: string) => Promise<void>
  /** It may be taken now, as what is handed out; undefined where it is not handed out by a request. */
  readonly take: (viewer: Viewer, id: string) => Promise<true | undefined>
}

export function packagesHandlers(here: Packages, leaving: Leaving): Partial<Handlers> {
  const looks = new Looks(here)
  const signedIn = (viewer: Viewer | undefined): Viewer => {
    if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
    return viewer
  }
  return {
    makePackage: async ({ actor, viewer, body }) => {
      const who = signedIn(viewer)
      const { request, redacted: wished, ...order } = body
      const redacted = await leaving.redacted(body.recordings, request, wished)
      const outgoing = { recipient: body.recipient ?? '', papers: false }
      await leaving.permit(who, body.recordings, request, redacted, outgoing)
      if (request === undefined) return makePackage(here, actor, { ...order, redacted })
      const plain = body.recordings.filter((one) => !redacted.has(one))
      const marking = await leaving.mark(who, plain.length > 0 ? plain : body.recordings, request)
      const row = await makePackage(here, actor, { ...order, redacted, marking })
      await leaving.made(who, row.id, request, marking.mark)
      return row
    },
    checkPackage: async ({ body: { recordings, request, redacted } }) =>
      warningsOf(here, recordings, await leaving.redacted(recordings, request, redacted)),
    listPackages: () => listPackages(here),
    packagesUnderWay: async () => [...here.underWay.values()],
    packageZip: async ({ params, query, viewer, actor }) => {
      const { path, bytes, fileName, recipient, recordings, redacted, of } = await findZip(here, params.id)
      if (of !== undefined) await leaving.permitCase(signedIn(viewer), of)
      if (!(await leaving.take(signedIn(viewer), params.id)))
        await leaving.permit(signedIn(viewer), recordings, query.request, redacted)
      await looks.note(actor, 'look', { kind: 'PackageTaken/1', body: { package: params.id, recipient, bytes } })
      const headers = {
        'content-type': 'application/zip',
        'content-length': String(bytes),
        'content-disposition': `attachment; filename="${params.id}.zip"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      }
      return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, { headers })
    },
  }
}
