import { Medium } from '@liuhen/core/discs'
import { CalendarDate, Instant, Sha256, Text } from '@liuhen/core/kernel'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'
import { CitationView } from '../packs/views.ts'

/** Whoever makes evidence packages makes discs of them. */
const makers = ['legal-section', 'custodian', 'information-centre'] as const
const readers = [...makers, 'head', 'deputy-head', 'inspection-section'] as const

/** Who says so: a drive of the server that read all of it, or a person. */
const by = { at: Instant, by: z.string() }

export const DiscView = z.object({
  id: z.uuid(),
  /** 光盘编号 */
  serial: z.string(),
  medium: Medium,
  stands: z.enum(['ordered', 'failed', 'image', 'kept', 'lost', 'broken']),
  /** The last look at it found it otherwise than it was burnt. */
  damaged: z.boolean(),
  recordings: z.array(z.uuid()),
  part: z.object({ number: z.number().int(), of: z.number().int() }).optional(),
  replaces: z.object({ id: z.uuid(), serial: z.string(), reason: z.string() }).optional(),
  replacedBy: z.object({ id: z.uuid(), serial: z.string() }).optional(),
  ordered: z.object(by),
  image: z
    .object({
      ...by,
      package: z.uuid(),
      sha256: Sha256,
      bytes: z.number().int(),
      tool: z.string(),
      fileName: z.string(),
    })
    .optional(),
  failed: z.object({ ...by, said: z.string() }).optional(),
  /** `read`: all of it was read back and is the image; else a person says so. */
  burnt: z.object({ ...by, read: z.boolean(), note: z.string().optional() }).optional(),
  burnFailures: z.array(z.object({ ...by, said: z.string() })),
  checks: z.array(z.object({ ...by, read: z.boolean(), whole: z.boolean(), note: z.string().optional() })),
  place: z.string().optional(),
  nextCheck: CalendarDate.optional(),
  checkDue: z.boolean(),
  loans: z.array(
    z.object({
      loan: z.uuid(),
      request: z.uuid(),
      borrower: z.string(),
      due: CalendarDate,
      overdue: z.boolean(),
      lent: z.object(by),
      back: z.object({ ...by, condition: z.string() }).optional(),
    }),
  ),
  gone: z.object({ ...by, how: z.enum(['lost', 'broken']), reason: z.string() }).optional(),
})
export type DiscView = z.infer<typeof DiscView>

/** A disc that was lent and is to be back. */
export const LoanDue = z.object({
  disc: z.uuid(),
  serial: z.string(),
  borrower: z.string(),
  request: z.uuid(),
  due: CalendarDate,
  overdue: z.boolean(),
  /** It is with whoever looks. */
  mine: z.boolean(),
  citations: z.array(CitationView),
})
export type LoanDue = z.infer<typeof LoanDue>

/** A recording that is evidence and by the rules of its day has to be on a disc, and is not. */
export const DiscDue = z.object({
  recording: z.uuid(),
  fileName: z.string(),
  officer: z.string().optional(),
  ended: Instant,
  due: Instant,
  overdue: z.boolean(),
  /** Milliseconds past the due moment; 0 while there is time. */
  lateBy: z.number().int(),
  cases: z.array(z.object({ id: z.uuid(), title: z.string() })),
  citations: z.array(CitationView),
})
export type DiscDue = z.infer<typeof DiscDue>

const long = z.string().trim().min(2).max(500)
const place = z.string().trim().min(1).max(200)

/**
 * What a disc is made of: a package that was made before, or recordings of which packages are made, as many as there are
 * discs. What the statement lacks is said with its article, so nothing of it is asked for by shape.
 */
export const DiscRequest = z.object({
  medium: Medium,
  package: z.uuid().optional(),
  recordings: z.array(z.uuid()).min(1).max(500).optional(),
  /** 证明对象 */
  purpose: z.string().trim().max(500).optional(),
  recipient: z.string().trim().max(120).optional(),
  /** 案号 */
  caseNumber: z.string().trim().max(120).optional(),
  /** The granted request under which it is made, where it is another’s. */
  request: z.uuid().optional(),
})
export type DiscRequest = z.infer<typeof DiscRequest>

/** How a request would come out: which recordings on which disc, and everything that stands in the way. */
export const DiscPlan = z.object({
  discs: z.array(z.object({ recordings: z.array(z.uuid()), bytes: z.number().int() })),
  /** The package is burnt as it is; else a package is made for each disc. */
  asItIs: z.boolean(),
  obstacles: z.array(
    z.object({ code: z.string(), message: Text, recording: z.uuid().optional(), article: z.string().optional() }),
  ),
})
export type DiscPlan = z.infer<typeof DiscPlan>

const params = z.object({ id: z.uuid() })

export const discsEndpoints = endpoints({
  planDiscs: {
    method: 'POST',
    path: '/api/discs/plan',
    allow: makers,
    title: 'Which recordings would go on which disc, and what stands in the way',
    body: DiscRequest,
    reply: DiscPlan,
  },
  makeDiscs: {
    method: 'POST',
    path: '/api/discs',
    allow: makers,
    title: 'Make the images of discs, each of an evidence package of its own',
    body: DiscRequest,
    reply: z.array(DiscView),
  },
  listDiscs: {
    method: 'GET',
    path: '/api/discs',
    allow: readers,
    title: 'The register of discs, and recordings that have to be on one',
    query: z.object({ recording: z.uuid().optional() }),
    reply: z.object({
      discs: z.array(DiscView),
      due: z.array(DiscDue),
      /** Whether this server has a drive that it burns and reads with. */
      burner: z.boolean(),
    }),
  },
  discsUnderWay: {
    method: 'GET',
    path: '/api/discs/under-way',
    allow: makers,
    title: 'Discs being made or burnt at this moment',
    reply: z.array(
      z.object({ id: z.uuid(), serial: z.string(), phase: z.enum(['packing', 'imaging', 'burning', 'reading']) }),
    ),
  },
  discImage: {
    method: 'GET',
    path: '/api/discs/:id/image',
    allow: makers,
    title: 'The image of a disc, to be burnt elsewhere',
    params,
    query: z.object({ request: z.uuid().optional() }),
    raw: true,
  },
  discLabel: {
    method: 'GET',
    path: '/api/discs/:id/label',
    allow: makers,
    title: 'What is printed on a disc and the list that goes with it, as a PDF',
    params,
    raw: true,
  },
  burnDisc: {
    method: 'POST',
    path: '/api/discs/:id/burn',
    allow: makers,
    title: 'Burn a disc in the drive of the server and read all of it back',
    params,
    body: z.object({ place, nextCheck: CalendarDate }),
    reply: DiscView,
  },
  sayDiscBurnt: {
    method: 'POST',
    path: '/api/discs/:id/burnt',
    allow: makers,
    title: 'Say that a disc was burnt elsewhere, and where it is kept',
    params,
    body: z.object({ place, nextCheck: CalendarDate, note: long.optional() }),
    reply: DiscView,
  },
  readDisc: {
    method: 'POST',
    path: '/api/discs/:id/read',
    allow: makers,
    title: 'Read the disc that lies in the drive of the server from end to end, beside its image',
    params,
    body: z.object({ nextCheck: CalendarDate.optional() }),
    reply: DiscView,
  },
  checkDisc: {
    method: 'POST',
    path: '/api/discs/:id/checks',
    allow: makers,
    title: 'Say how a disc was found that was looked at elsewhere',
    params,
    body: z.object({ whole: z.boolean(), note: long, nextCheck: CalendarDate.optional() }),
    reply: DiscView,
  },
  moveDisc: {
    method: 'POST',
    path: '/api/discs/:id/place',
    allow: makers,
    title: 'Say where a disc is kept from now on',
    params,
    body: z.object({ place }),
    reply: DiscView,
  },
  lendDisc: {
    method: 'POST',
    path: '/api/discs/:id/loans',
    allow: makers,
    title: 'Lend a disc under a granted request to borrow what is on it, until a day',
    params,
    body: z.object({ request: z.uuid(), due: CalendarDate, key: z.uuid() }),
    reply: DiscView,
  },
  takeBackDisc: {
    method: 'POST',
    path: '/api/discs/:id/loans/:loan/return',
    allow: makers,
    title: 'Enter that a lent disc is back, and how it was found',
    params: params.extend({ loan: z.uuid() }),
    body: z.object({ condition: long }),
    reply: DiscView,
  },
  discGone: {
    method: 'POST',
    path: '/api/discs/:id/gone',
    allow: makers,
    title: 'Say that a disc is lost or broken',
    params,
    body: z.object({ how: z.enum(['lost', 'broken']), reason: long }),
    reply: DiscView,
  },
  makeDiscAnew: {
    method: 'POST',
    path: '/api/discs/:id/again',
    allow: makers,
    title: 'Make a disc anew from the store, in place of one that was',
    params,
    body: z.object({ reason: long }),
    reply: DiscView,
  },
})
