import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { because, Missing } from '@liuhen/core/kernel'
import type { Handlers } from '../platform/served.ts'
import { listPackages, makePackage, type Packages } from './commands.ts'

export function packagesHandlers(here: Packages): Partial<Handlers> {
  return {
    makePackage: ({ actor, body }) => makePackage(here, actor, body),
    listPackages: () => listPackages(here.db),
    packagesUnderWay: async () => [...here.underWay.values()],
    packageZip: async ({ params }) => {
      const path = join(here.folder, `${params.id}.zip`)
      const found = await stat(path).catch(() => undefined)
      if (!found) throw because(Missing, 'package-unknown', '没有这个证据包', 'There is no such evidence package')
      const headers = {
        'content-type': 'application/zip',
        'content-length': String(found.size),
        'content-disposition': `attachment; filename="liuhen-${params.id}.zip"`,
      }
      return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, { headers })
    },
  }
}
