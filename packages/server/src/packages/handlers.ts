import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { Viewer } from '@liuhen/core/access'
import { because, Denied } from '@liuhen/core/kernel'
import { Looks } from '../ledger/index.ts'
import type { Handlers } from '../platform/served.ts'
import { findZip, listPackages, makePackage, type Packages } from './commands.ts'
import { warningsOf } from './warnings.ts'

/** Whether these recordings may leave in a package of this viewer’s: that is for requests to say. Throws Denied. */
export type PermitPackage = (viewer: Viewer, recordings: readonly string[], under?: string) => Promise<void>

export function packagesHandlers(here: Packages, permit: PermitPackage): Partial<Handlers> {
  const looks = new Looks(here)
  const signedIn = (viewer: Viewer | undefined): Viewer => {
    if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
    return viewer
  }
  return {
    makePackage: async ({ actor, viewer, body }) => {
      await permit(signedIn(viewer), body.recordings, body.request)
      return makePackage(here, actor, body)
    },
    checkPackage: ({ body }) => warningsOf(here, body.recordings),
    listPackages: () => listPackages(here),
    packagesUnderWay: async () => [...here.underWay.values()],
    packageZip: async ({ params, query, viewer, actor }) => {
      const { path, bytes, fileName, recipient, recordings } = await findZip(here, params.id)
      await permit(signedIn(viewer), recordings, query.request)
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
