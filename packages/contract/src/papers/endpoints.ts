import { Instant, Sha256, Text } from '@liuhen/core/kernel'
import { FactKey, FactValue } from '@liuhen/core/papers'
import { z } from 'zod'
import { caseLookers } from '../cases/endpoints.ts'
import { endpoints } from '../endpoint.ts'
import * as view from './views.ts'

const id = z.object({ id: z.uuid() })
const done = z.object({})
const Reason = z.string().trim().min(2).max(2000)
const Name = z.string().trim().min(1).max(120)
const Slot = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/u)
const Page = z.number().int().min(1).max(2000)

/** Who may write the papers of a case at all; whose case it is says which. */
const writers = ['officer', 'team-leader', 'deputy-head', 'head'] as const
const signers = [...writers, 'legal-officer', 'legal-section'] as const

export const papersEndpoints = endpoints({
  listPapers: {
    method: 'GET',
    path: '/api/cases/:id/papers',
    allow: caseLookers,
    title: 'The papers of a case: which it calls for, which are there, and what each lacks',
    params: id,
    reply: z.object({
      calledFor: z.array(view.CalledFor),
      /** The bureau's own instruments, where they say nothing of some paper and the law's form stands in. */
      silent: z.array(Text),
      papers: z.array(view.PaperRow),
      writes: z.boolean(),
    }),
  },
  beginPaper: {
    method: 'POST',
    path: '/api/cases/:id/papers',
    allow: writers,
    title: 'Begin a paper; what the case knows already is copied into it',
    params: id,
    body: z.object({
      rule: z.string().max(200),
      key: z.uuid(),
      /** The measure that it is of, by its act: said where the case has several. */
      about: z.uuid().optional(),
    }),
    reply: z.object({ id: z.uuid() }),
  },
  showPaper: {
    method: 'GET',
    path: '/api/papers/:id',
    allow: caseLookers,
    title: 'A paper: its fields, what it lacks, and who has signed it',
    params: id,
    reply: view.PaperView,
  },
  writePaper: {
    method: 'PUT',
    path: '/api/papers/:id/fields',
    allow: writers,
    title: 'Keep fields of a draft; what was written without seeing the last is kept beside it',
    params: id,
    body: z.object({
      edits: z
        .array(z.object({ field: FactKey, value: FactValue.nullable(), base: z.number().int().nonnegative() }))
        .min(1)
        .max(60),
    }),
    reply: z.object({ versions: z.partialRecord(FactKey, z.number().int()), disputed: z.array(FactKey) }),
    most: 2 * 1024 * 1024,
  },
  takeUpPaper: {
    method: 'PUT',
    path: '/api/papers/:id/recorder',
    allow: writers,
    title: 'Type a record from here on; who takes over from another says why',
    params: id,
    body: z.object({ reason: Reason.optional() }),
    reply: done,
  },
  movePaper: {
    method: 'PUT',
    path: '/api/papers/:id/template',
    allow: writers,
    title: 'Move a draft to the newer template',
    params: id,
    body: done,
    reply: done,
  },
  previewPaper: {
    method: 'GET',
    path: '/api/papers/:id/preview',
    allow: caseLookers,
    title: 'A draft as it would be printed, marked as one',
    params: id,
    raw: true,
  },
  freezePaper: {
    method: 'POST',
    path: '/api/papers/:id/freeze',
    allow: writers,
    title: 'Fix a paper: numbered, typeset, kept; refused with everything that it lacks',
    params: id,
    body: done,
    reply: z.object({ number: z.string().optional(), pages: z.number().int(), sha256: z.string() }),
  },
  verifyPaper: {
    method: 'POST',
    path: '/api/papers/:id/verification',
    allow: ['officer', 'team-leader', 'legal-officer', 'legal-section', 'inspection-section', 'deputy-head', 'head'],
    title: 'Read the fixed bytes of a paper again and hold them against what was noted when it was fixed',
    params: id,
    reply: z.object({ same: z.boolean(), sha256: Sha256, expected: Sha256, at: Instant }),
  },
  deletePaper: {
    method: 'DELETE',
    path: '/api/papers/:id',
    allow: 'signed-in',
    title: 'Refused: nobody deletes a paper',
    params: id,
    reply: z.object({}),
  },
  paperPdf: {
    method: 'GET',
    path: '/api/papers/:id/pdf',
    allow: caseLookers,
    title: 'The bytes that are signed',
    params: id,
    raw: true,
  },
  paperReading: {
    method: 'GET',
    path: '/api/papers/:id/reading',
    allow: caseLookers,
    title:
      'A copy to read: the fixed pages with what was signed and refused on them, and the pages that were scanned in',
    params: id,
    raw: true,
  },
  paperScan: {
    method: 'GET',
    path: '/api/papers/:id/scans/:slot/:page',
    allow: caseLookers,
    title: 'A page that was signed on paper, as it was scanned in',
    params: z.object({ id: z.uuid(), slot: Slot, page: z.coerce.number().int().min(1).max(2000) }),
    raw: true,
  },
  signPaper: {
    method: 'POST',
    path: '/api/papers/:id/signatures',
    allow: signers,
    secret: true,
    title:
      'Sign places of a paper: by hand on the screen, an officer under their own password, or by a page scanned in',
    params: id,
    body: z.discriminatedUnion('how', [
      z.object({ how: z.literal('strokes'), slot: Slot, page: Page, name: Name, strokes: view.Strokes }),
      z.object({
        how: z.literal('password'),
        slot: Slot,
        pages: z.array(Page).min(1).max(500),
        password: z.string().min(1).max(256),
      }),
      z.object({
        how: z.literal('scan'),
        slot: Slot,
        page: Page,
        name: Name,
        /** As it stands at the foot of the page that was signed. */
        code: z.string().trim().min(1).max(60),
        media: z.enum(['image/png', 'image/jpeg', 'application/pdf']),
        file: z.base64().max(11_000_000),
      }),
    ]),
    reply: z.object({ left: z.number().int() }),
    most: 12 * 1024 * 1024,
  },
  paperStrokes: {
    method: 'GET',
    path: '/api/papers/:id/strokes/:slot/:page',
    allow: caseLookers,
    title: 'A signature by hand as it was drawn',
    params: z.object({ id: z.uuid(), slot: Slot, page: z.coerce.number().int().min(1).max(2000) }),
    reply: view.Strokes,
  },
  refuseSignature: {
    method: 'POST',
    path: '/api/papers/:id/refusals',
    allow: writers,
    title: 'Note that somebody would not sign, why, and before whom',
    params: id,
    body: z.object({ slot: Slot, pages: z.array(Page).min(1).max(500), name: Name, reason: Reason, witness: Name }),
    reply: z.object({ left: z.number().int() }),
  },
  finishPaper: {
    method: 'POST',
    path: '/api/papers/:id/finish',
    allow: writers,
    title: 'End the signing; refused with every place that is empty',
    params: id,
    body: done,
    reply: done,
  },
  voidPaper: {
    method: 'POST',
    path: '/api/papers/:id/void',
    allow: writers,
    title: 'Void a paper; its number is kept as void, with the reason',
    params: id,
    body: z.object({ reason: Reason }),
    reply: done,
  },
  correctPaper: {
    method: 'POST',
    path: '/api/papers/:id/correction',
    allow: writers,
    title: 'Begin a new version beside a paper that is fixed',
    params: id,
    body: z.object({ reason: Reason, key: z.uuid() }),
    reply: z.object({ id: z.uuid() }),
  },
  listNumbers: {
    method: 'GET',
    path: '/api/number-series',
    allow: caseLookers,
    title: 'Series of numbers: how far they have come, what is void, what lies with whom',
    reply: z.array(view.SeriesView),
  },
  giveNumbers: {
    method: 'POST',
    path: '/api/number-series',
    allow: ['team-leader', 'deputy-head', 'head'],
    title: 'Give somebody numbers beforehand, for what is decided on the spot',
    body: z.object({
      /** The paper they are for: `changsha-county-2023/paper-spot-decision`. */
      rule: z.string().max(200),
      person: z.uuid(),
      count: z.number().int().min(1).max(500),
      key: z.uuid(),
    }),
    reply: z.object({ from: z.number().int(), to: z.number().int() }),
  },
  spoilNumber: {
    method: 'POST',
    path: '/api/number-series/spoiled',
    allow: writers,
    title: 'Say that the next slip one has was spoiled before it was used',
    body: z.object({ rule: z.string().max(200), number: z.number().int().min(1).max(99_999_999), reason: Reason }),
    reply: done,
  },
})
