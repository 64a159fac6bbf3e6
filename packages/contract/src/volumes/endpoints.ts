import { CalendarDate } from '@liuhen/core/kernel'
import { Act } from '@liuhen/core/procedure'
import { z } from 'zod'
import { caseLookers } from '../cases/endpoints.ts'
import { endpoints } from '../endpoint.ts'
import { PackageOrder, PackageRow } from '../packages/index.ts'
import * as view from './views.ts'

const id = z.object({ id: z.uuid() })
const done = z.object({})
const Reason = z.string().trim().min(2).max(2000)
const Name = z.string().trim().min(1).max(120)
const Place = z.object({ cabinet: z.string().trim().min(1).max(60), shelf: z.string().trim().min(1).max(60) })

const lookers = [...caseLookers, 'custodian'] as const
/** Who puts a volume together: those who handle the case, and who leads them. */
const binders = ['officer', 'team-leader', 'deputy-head', 'head'] as const
/** Whom the instruments name to keep files. */
const keepers = ['custodian', 'legal-section'] as const

export const volumesEndpoints = endpoints({
  showVolume: {
    method: 'GET',
    path: '/api/cases/:id/volume',
    allow: lookers,
    title: 'The volume of a case: what is missing before it is archived, what lies in it, where it stands',
    params: id,
    reply: view.VolumeView,
  },
  caseTimeline: {
    method: 'GET',
    path: '/api/cases/:id/timeline',
    allow: lookers,
    title:
      'Everything on record of a case by its stages: who, when, and a digest of what it says; and each act with its records',
    params: id,
    reply: view.CaseTimeline,
  },
  scoreCase: {
    method: 'GET',
    path: '/api/cases/:id/score',
    allow: lookers,
    title: 'The case as a review of its file would score it now',
    params: id,
    reply: view.ScoreView,
  },
  fileMaterial: {
    method: 'POST',
    path: '/api/cases/:id/volume/materials',
    allow: binders,
    title:
      'Store a PDF that was made elsewhere; which paper it is said to be counts once somebody else has confirmed it',
    params: id,
    body: z.object({
      key: z.uuid(),
      title: z.string().trim().min(2).max(120),
      rule: z.string().max(200).optional(),
      /** The measure that it is of, by its act: said where the case has several. */
      about: z.uuid().optional(),
      act: Act.optional(),
      number: z.string().trim().min(1).max(80).optional(),
      author: Name,
      on: CalendarDate,
      /** It is the scan of a sheet of paper, which is kept there. */
      paperAt: z.string().trim().min(1).max(120).optional(),
      /** Pages on which nothing is to be seen are kept all the same. */
      blanks: z.literal(true).optional(),
      file: z.base64().max(30_000_000),
    }),
    reply: z.object({ pages: z.number().int(), sha256: z.string() }),
    most: 31 * 1024 * 1024,
  },
  withdrawMaterial: {
    method: 'POST',
    path: '/api/cases/:id/volume/materials/:material/withdrawal',
    allow: binders,
    title: 'Take a stored file out of the volume before it is archived; it stays in the vault',
    params: id.extend({ material: z.uuid() }),
    body: z.object({ reason: Reason }),
    reply: done,
  },
  materialPdf: {
    method: 'GET',
    path: '/api/cases/:id/volume/materials/:material/pdf',
    allow: lookers,
    title: 'A stored file',
    params: id.extend({ material: z.uuid() }),
    raw: true,
  },
  materialPage: {
    method: 'GET',
    path: '/api/cases/:id/volume/materials/:material/pages/:page',
    allow: lookers,
    title: 'One page of a stored file; that somebody else than who stored it opened it is on record',
    params: id.extend({ material: z.uuid(), page: z.coerce.number().int().min(1).max(2000) }),
    raw: true,
  },
  confirmMaterial: {
    method: 'POST',
    path: '/api/cases/:id/volume/materials/:material/confirmation',
    allow: [...binders, ...keepers],
    title: 'Confirm that a stored file is the paper it is said to be, having looked at each of its pages',
    params: id.extend({ material: z.uuid() }),
    body: z.object({ reason: Reason }),
    reply: done,
  },
  proveByRecording: {
    method: 'PUT',
    path: '/api/cases/:id/volume/recordings/:recording',
    allow: binders,
    title: 'State what a recording of the case proves and how it was made',
    params: id.extend({ recording: z.uuid() }),
    body: z.object({ proves: z.string().trim().min(2).max(2000), method: z.string().trim().min(2).max(2000) }),
    reply: done,
  },
  nameCause: {
    method: 'PUT',
    path: '/api/cases/:id/volume/cause',
    allow: binders,
    title: 'Name the cause (案由) that recordings are filed under, where no act of the case names one of the catalogue',
    params: id,
    body: z.object({ cause: z.string().trim().min(2).max(120) }),
    reply: done,
  },
  bindVolume: {
    method: 'POST',
    path: '/api/cases/:id/volume',
    allow: binders,
    title: 'Bind the volume; refused with everything that is missing',
    params: id,
    body: z.object({
      note: z.string().trim().max(2000).optional(),
      /** Why the file is important and kept for good. */
      important: Reason.optional(),
    }),
    reply: z.object({ number: z.string(), papers: z.number().int(), pages: z.number().int() }),
  },
  takeInVolume: {
    method: 'POST',
    path: '/api/cases/:id/volume/custody',
    allow: keepers,
    title: 'Take a bound volume in, by somebody else than who bound it: the case is archived',
    params: id,
    body: Place.extend({ reason: Reason.optional() }),
    reply: done,
  },
  sendVolumeBack: {
    method: 'POST',
    path: '/api/cases/:id/volume/return',
    allow: keepers,
    title: 'Send a bound volume back, with what is wrong with it',
    params: id,
    body: z.object({ reason: Reason }),
    reply: done,
  },
  volumePdf: {
    method: 'GET',
    path: '/api/cases/:id/volume/pdf',
    allow: lookers,
    title: 'The bound volume',
    params: id,
    query: z.object({ part: z.enum(['main', 'side']).optional() }),
    raw: true,
  },
  packVolume: {
    method: 'POST',
    path: '/api/cases/:id/volume/packages',
    allow: keepers,
    title: 'Make an evidence package of a bound volume: every paper, signature, sealed copy, approval and recording',
    params: id,
    body: PackageOrder.pick({ recipient: true, request: true }).extend({
      purpose: PackageOrder.shape.purpose.optional(),
    }),
    reply: PackageRow,
  },
  verifyVolume: {
    method: 'POST',
    path: '/api/cases/:id/volume/verification',
    allow: lookers,
    title: 'Read the volume and every paper in it back from the disk and compare digests',
    params: id,
    body: done,
    reply: view.VolumeVerified,
  },
  moveVolume: {
    method: 'PUT',
    path: '/api/cases/:id/volume/place',
    allow: keepers,
    title: 'Say where the paper volume stands',
    params: id,
    body: Place.extend({ reason: Reason }),
    reply: done,
  },
  keepVolumeLonger: {
    method: 'POST',
    path: '/api/cases/:id/volume/retention',
    allow: keepers,
    title: 'Keep an archived file longer than was written on its cover, until a later day or for good: never shorter',
    params: id,
    /** Without a day for good. */
    body: z.object({ until: CalendarDate.optional(), reason: Reason }),
    reply: done,
  },
  lendVolume: {
    method: 'POST',
    path: '/api/cases/:id/volume/loans',
    allow: keepers,
    title: 'Lend the paper volume: to whom, why, and until when',
    params: id,
    body: z.object({
      key: z.uuid(),
      borrower: z.object({
        person: z.uuid().optional(),
        name: Name,
        organ: z.string().trim().min(2).max(120).optional(),
      }),
      reason: Reason,
      due: CalendarDate,
    }),
    reply: done,
  },
  giveVolumeBack: {
    method: 'POST',
    path: '/api/cases/:id/volume/loans/:loan/return',
    allow: keepers,
    title: 'Note that a lent volume is back, and in which condition',
    params: id.extend({ loan: z.uuid() }),
    body: z.object({ condition: Reason }),
    reply: done,
  },
  listVolumes: {
    method: 'GET',
    path: '/api/volumes',
    allow: [...keepers, 'deputy-head', 'head', 'inspection-section'],
    title: 'Volumes as whoever keeps them sees them: due, waiting, lent, kept, and what belongs to no case',
    reply: view.VolumesView,
  },
})
