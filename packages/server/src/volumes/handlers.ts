import { Readable } from 'node:stream'
import type { Viewer } from '@liuhen/core/access'
import { because, Denied, Missing, type Sha256 } from '@liuhen/core/kernel'
import type { Retention } from '@liuhen/core/volumes'
import { caseOf } from '../cases/index.ts'
import type { Handlers } from '../platform/served.ts'
import {
  bindVolume,
  keepVolume,
  lendVolume,
  nameCause,
  proveByRecording,
  takeInVolume,
  type Volumes,
} from './commands.ts'
import { volumesView } from './desk.ts'
import { confirmMaterial, fileMaterial, materialPage, withdrawMaterial } from './materials.ts'
import { packVolume } from './package.ts'
import { scoreView } from './score.ts'
import { volumeState } from './store.ts'
import { caseTimeline } from './timeline.ts'
import { verifyVolume } from './verify.ts'
import { volumeView } from './views.ts'

function signedIn(viewer: Viewer | undefined): Viewer {
  if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  return viewer
}

const pdfOf = (body: ReadableStream | Uint8Array<ArrayBuffer>, bytes: number, name: string): Response =>
  new Response(body, {
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(bytes),
      'content-disposition': `inline; filename="volume.pdf"; filename*=UTF-8''${encodeURIComponent(`${name}.pdf`)}`,
    },
  })

/** Volumes of cases: put together, bound, taken in, kept, lent; and the score of a case. */
export function volumesHandlers(here: Volumes): Partial<Handlers> {
  const { db, law, clock } = here
  async function pdf(viewer: Viewer, caseId: string, of: 'main' | 'side' | (string & {}), found: Kept | undefined) {
    if (!found) throw because(Missing, 'volume-unbound', '卷里没有这份文件', 'There is no such file in the volume')
    await here.looks.note(`person:${viewer.person}`, 'look', { kind: 'VolumeTaken/1', body: { case: caseId, of } })
    const bytes = await here.vault.read(found.sha256)
    return pdfOf(Readable.toWeb(bytes) as ReadableStream, found.bytes, found.name)
  }
  return {
    showVolume: async ({ viewer, params }) => {
      const who = signedIn(viewer)
      const view = await volumeView(here, who, params.id)
      await here.looks.note(`person:${who.person}`, 'look', { kind: 'CaseLooked/1', body: { case: params.id } })
      return view
    },
    caseTimeline: async ({ viewer, params }) => {
      const who = signedIn(viewer)
      const view = await caseTimeline(here, who, params.id)
      await here.looks.note(`person:${who.person}`, 'look', { kind: 'CaseLooked/1', body: { case: params.id } })
      return view
    },
    scoreCase: async ({ viewer, params }) => {
      const who = signedIn(viewer)
      const view = await scoreView(here, who, params.id)
      await here.looks.note(`person:${who.person}`, 'look', { kind: 'CaseLooked/1', body: { case: params.id } })
      return view
    },
    fileMaterial: ({ viewer, params, body }) => fileMaterial(here, signedIn(viewer), params.id, body),
    withdrawMaterial: async ({ viewer, params, body }) => {
      await withdrawMaterial(here, signedIn(viewer), params.id, params.material, body.reason)
      return {}
    },
    materialPdf: async ({ viewer, params }) => {
      const who = signedIn(viewer)
      await caseOf(db, who, params.id)
      const { materials } = await volumeState(db, params.id)
      const one = materials.find(({ id }) => id === params.material)
      return pdf(who, params.id, params.material, one && { ...one, name: one.title })
    },
    materialPage: async ({ viewer, params }) => {
      const who = signedIn(viewer)
      const { bytes, title } = await materialPage(here, who, params.id, params)
      const body = { case: params.id, of: params.material }
      await here.looks.note(`person:${who.person}`, 'look', { kind: 'VolumeTaken/1', body })
      return pdfOf(bytes, bytes.length, `${title} ${params.page}`)
    },
    confirmMaterial: async ({ viewer, params, body }) => {
      await confirmMaterial(here, signedIn(viewer), params.id, params.material, body.reason)
      return {}
    },
    proveByRecording: async ({ viewer, params, body }) => {
      await proveByRecording(here, signedIn(viewer), params.id, params.recording, body)
      return {}
    },
    nameCause: async ({ viewer, params, body }) => {
      await nameCause(here, signedIn(viewer), params.id, body.cause)
      return {}
    },
    bindVolume: ({ viewer, params, body }) => bindVolume(here, signedIn(viewer), params.id, body),
    takeInVolume: async ({ viewer, params, body }) => {
      await takeInVolume(here, signedIn(viewer), params.id, body)
      return {}
    },
    sendVolumeBack: async ({ viewer, params, body }) => {
      await keepVolume(here, signedIn(viewer), params.id, { do: 'send-back', ...body })
      return {}
    },
    volumePdf: async ({ viewer, params, query }) => {
      const who = signedIn(viewer)
      const { title } = await caseOf(db, who, params.id)
      const { bound } = await volumeState(db, params.id)
      const part = query.part ?? 'main'
      const one = bound?.files.find((each) => each.part === part)
      return pdf(who, params.id, part, one && { ...one, name: `${bound?.number ?? ''} ${title}` })
    },
    packVolume: ({ viewer, params, body }) => packVolume(here, signedIn(viewer), params.id, body),
    verifyVolume: ({ viewer, params }) => verifyVolume(here, signedIn(viewer), params.id),
    moveVolume: async ({ viewer, params, body }) => {
      await keepVolume(here, signedIn(viewer), params.id, { do: 'move', ...body })
      return {}
    },
    keepVolumeLonger: async ({ viewer, params, body: { until, reason } }) => {
      const retention: Retention = until === undefined ? { keep: 'permanent', reason } : { keep: 'term', until }
      await keepVolume(here, signedIn(viewer), params.id, { do: 'keep-longer', retention, reason })
      return {}
    },
    lendVolume: async ({ viewer, params, body }) => {
      await lendVolume(here, signedIn(viewer), params.id, body)
      return {}
    },
    giveVolumeBack: async ({ viewer, params, body }) => {
      await keepVolume(here, signedIn(viewer), params.id, { do: 'give-back', loan: params.loan, ...body })
      return {}
    },
    listVolumes: async ({ viewer }) => {
      signedIn(viewer)
      return volumesView(db, await law.book(db), clock.now())
    },
  }
}

interface Kept {
  readonly sha256: Sha256
  readonly bytes: number
  readonly name: string
}
