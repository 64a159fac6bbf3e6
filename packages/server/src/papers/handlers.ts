import { Readable } from 'node:stream'
import type { Viewer } from '@liuhen/core/access'
import { because, Denied, Missing } from '@liuhen/core/kernel'
import { strayed } from '@liuhen/core/paper'
import { caseOf } from '../cases/index.ts'
import type { Handlers, Session } from '../platform/served.ts'
import {
  beginPaper,
  command,
  correctPaper,
  giveNumbers,
  spoilNumber,
  type Papers,
  templateOf,
  voidPaper,
  writePaper,
  writing,
} from './commands.ts'
import { freezePaper, previewPaper } from './freeze.ts'
import { gatherAround, standingOfPaper } from './gather.ts'
import { readingCopy } from './marked.ts'
import { refuseSignature, scanOf, signPaper, strokesOf } from './sign.ts'
import { paperOf, type PaperRowOf } from './store.ts'
import { refuseDeletion, verifyPaper } from './verify.ts'
import { papersView, paperView, seriesViews } from './views.ts'

function signedIn<T extends Viewer | Session>(one: T | undefined): T {
  if (!one) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  return one
}

const pdfOf = (body: ReadableStream | Uint8Array<ArrayBuffer>, bytes: number, name: string): Response =>
  new Response(body, {
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(bytes),
      'content-disposition': `inline; filename="paper.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  })

/** Papers of cases: begun, written, fixed as bytes, signed. */
export function papersHandlers(here: Papers): Partial<Handlers> {
  const { db, law, clock } = here
  const looked = async (viewer: Viewer, { id, case_id: of }: PaperRowOf, copy?: 'reading' | 'scan'): Promise<void> => {
    const body = { paper: id, case: of, ...(copy !== undefined && { copy }) }
    await here.looks.note(`person:${viewer.person}`, 'look', { kind: 'PaperTaken/1', body })
  }
  return {
    listPapers: async ({ viewer: caller, params }) => {
      const viewer = signedIn(caller)
      return papersView(db, await law.book(db), viewer, await caseOf(db, viewer, params.id), clock.now())
    },
    beginPaper: ({ viewer, params, body }) => beginPaper(here, signedIn(viewer), params.id, body),
    showPaper: async ({ viewer: caller, params }) => {
      const viewer = signedIn(caller)
      const found = await paperOf(db, viewer, params.id)
      return paperView(db, await law.book(db), viewer, found, clock.now(), (await here.typesetter()).digest)
    },
    writePaper: ({ viewer, params, body }) => writePaper(here, signedIn(viewer), params.id, body.edits),
    takeUpPaper: async ({ viewer: caller, params, body }) => {
      const viewer = signedIn(caller)
      await writing(here, viewer, params.id)
      await command(here, viewer, params.id, { do: 'take-up', ...body })
      return {}
    },
    movePaper: async ({ viewer: caller, params }) => {
      const viewer = signedIn(caller)
      const { paper, case: row } = await writing(here, viewer, params.id)
      const book = await law.book(db)
      const around = await gatherAround(db, book, row, clock.now())
      const template = await templateOf(here, standingOfPaper(book, around, paper).rule.template)
      await command(here, viewer, params.id, { do: 'move' }, { template })
      return {}
    },
    previewPaper: async ({ viewer, params }) => {
      const pdf = await previewPaper(here, signedIn(viewer), params.id)
      return pdfOf(new Uint8Array(pdf), pdf.length, '草稿.pdf')
    },
    freezePaper: ({ viewer, params }) => freezePaper(here, signedIn(viewer), params.id),
    paperPdf: async ({ viewer: caller, params }) => {
      const viewer = signedIn(caller)
      const { paper } = await paperOf(db, viewer, params.id)
      const { frozen, title, numbered } = paper.state
      if (!frozen) throw because(Missing, 'paper-not-frozen', '这份文书还没有定稿', 'This paper is not fixed yet')
      await looked(viewer, paper)
      const bytes = await here.vault.read(frozen.sha256)
      const name = `${[title, numbered?.printed].filter(Boolean).join(' ')}.pdf`
      return pdfOf(Readable.toWeb(bytes) as ReadableStream, frozen.bytes, name)
    },
    paperReading: async ({ viewer: caller, params }) => {
      const viewer = signedIn(caller)
      const { paper } = await paperOf(db, viewer, params.id)
      const { frozen, title, numbered } = paper.state
      if (!frozen) throw because(Missing, 'paper-not-frozen', '这份文书还没有定稿', 'This paper is not fixed yet')
      await looked(viewer, paper, 'reading')
      const pdf = await readingCopy(here, paper.state)
      const name = `${[title, numbered?.printed, '阅读件'].filter(Boolean).join(' ')}.pdf`
      return pdfOf(new Uint8Array(pdf), pdf.length, name)
    },
    paperScan: async ({ viewer: caller, params }) => {
      const viewer = signedIn(caller)
      const { paper } = await paperOf(db, viewer, params.id)
      const { bytes, media } = await scanOf(here, paper.state, params)
      await looked(viewer, paper, 'scan')
      const headers = {
        'content-type': media,
        'content-length': String(bytes.length),
        'content-disposition': 'inline; filename="scan"',
      }
      return new Response(bytes, { headers })
    },
    verifyPaper: ({ viewer, params }) => verifyPaper(here, signedIn(viewer), params.id),
    deletePaper: ({ viewer, params }) => refuseDeletion(here, signedIn(viewer), params.id),
    signPaper: ({ viewer, session, params, body, request }) =>
      signPaper(
        here,
        signedIn(viewer),
        signedIn(session).id,
        params.id,
        body,
        request.headers.get('user-agent') ?? undefined,
      ),
    paperStrokes: ({ viewer, params }) => strokesOf(here, signedIn(viewer), params),
    refuseSignature: ({ viewer, params, body }) => refuseSignature(here, signedIn(viewer), params.id, body),
    finishPaper: async ({ viewer: caller, params }) => {
      const viewer = signedIn(caller)
      const { paper, case: row } = await writing(here, viewer, params.id)
      const book = await law.book(db)
      const around = await gatherAround(db, book, row, clock.now())
      const standing = standingOfPaper(book, around, paper)
      const { citations } = standing.used
      const citation = citations.find(({ quote }) => quote?.includes('签名')) ?? citations[0]
      const lacks = strayed(standing, paper.state.frozen?.values ?? {}, around.of(paper, standing))
      await command(here, viewer, params.id, { do: 'finish' }, { citation, lacks })
      return {}
    },
    voidPaper: async ({ viewer, params, body }) => {
      await voidPaper(here, signedIn(viewer), params.id, body.reason)
      return {}
    },
    correctPaper: ({ viewer, params, body }) => correctPaper(here, signedIn(viewer), params.id, body),
    listNumbers: () => seriesViews(db),
    giveNumbers: ({ viewer, body }) => giveNumbers(here, signedIn(viewer), body),
    spoilNumber: async ({ viewer, body }) => {
      await spoilNumber(here, signedIn(viewer), body)
      return {}
    },
  }
}
