import type { Viewer } from '@liuhen/core/access'
import { because, Denied } from '@liuhen/core/kernel'
import { namesOfActors } from '../people/index.ts'
import { paperOf } from '../papers/index.ts'
import type { Handlers } from '../platform/served.ts'
import { serveBlob } from '../recordings/index.ts'
import { keepSealedCopy, sealedCopies, sealedCopyOf, type Seals } from './commands.ts'

const signedIn = (viewer: Viewer | undefined): Viewer => {
  if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  return viewer
}

const MEDIA = { pdf: 'application/pdf', ofd: 'application/ofd' } as const

export function sealsHandlers(here: Seals): Partial<Handlers> {
  return {
    listSealedCopies: async ({ params, viewer }) => {
      const { paper } = await paperOf(here.db, signedIn(viewer), params.id)
      const names = await namesOfActors(here.db)
      return (await sealedCopies(here.db, paper)).map(({ id, state }) => {
        const { format, bytes, sha256, seals, kept } = state
        return { id, format, bytes, sha256, seals, at: kept.at, by: names(kept.by) }
      })
    },
    keepSealedCopy: async ({ params, viewer, body }) => ({
      id: await keepSealedCopy(here, signedIn(viewer), params.id, Buffer.from(body.file, 'base64')),
    }),
    sealedCopyFile: async ({ params, viewer: caller, request }) => {
      const viewer = signedIn(caller)
      const { row, paper } = await sealedCopyOf(here.db, viewer, params.id)
      const { sha256, format } = row.state
      const look = { kind: 'PaperTaken/1', body: { paper: paper.id, case: paper.case_id } } as const
      await here.looks.note(`person:${viewer.person}`, 'look', look)
      const { title, numbered } = paper.state
      const fileName = `${[title, numbered?.printed, '盖章件'].filter(Boolean).join(' ')}.${format}`
      return serveBlob(here.vault, request, { sha256, mediaType: MEDIA[format], fileName })
    },
  }
}
