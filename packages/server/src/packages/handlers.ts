import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { Looks } from '../ledger/index.ts'
import type { Handlers } from '../platform/served.ts'
import { findZip, listPackages, makePackage, type Packages } from './commands.ts'
import { warningsOf } from './warnings.ts'

export function packagesHandlers(here: Packages): Partial<Handlers> {
  const looks = new Looks(here)
  return {
    makePackage: ({ actor, body }) => makePackage(here, actor, body),
    checkPackage: ({ body }) => warningsOf(here, body.recordings),
    listPackages: () => listPackages(here),
    packagesUnderWay: async () => [...here.underWay.values()],
    packageZip: async ({ params, actor }) => {
      const { path, bytes, fileName, recipient } = await findZip(here, params.id)
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
