import { Declared, Docked, Flag, MediaType, QuarantineReason } from '@liuhen/core/intake'
import { Instant, Sha256, Sm3, Text } from '@liuhen/core/kernel'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'

export { Declared, Docked }
const id = z.object({ id: z.uuid() })
const senders = ['station', 'officer', 'auxiliary', 'information-centre', 'team-leader'] as const

/**
 * How far one file is. `arriving` bytes still come · `checking` all bytes are here and are being re-read · `preserved` ·
 * `repeated` the same bytes were here already · `quarantined`. `sealed` says that the receipt can be fetched.
 */
export const UploadState = z.object({
  id: z.uuid(),
  state: z.enum(['arriving', 'checking', 'preserved', 'repeated', 'quarantined']),
  fileName: z.string(),
  bytes: z.number().int(),
  received: z.number().int(),
  sealed: z.boolean(),
  recording: z.uuid().optional(),
  quarantine: z.object({ id: z.uuid(), reason: QuarantineReason, message: Text }).optional(),
  sender: z.string(),
  begunAt: Instant,
  lastAt: Instant,
})
export type UploadState = z.infer<typeof UploadState>

export const Quarantine = z.object({
  id: z.uuid(),
  fileName: z.string(),
  bytes: z.number().int(),
  sha256: Sha256,
  sm3: Sm3,
  declaredSha256: Sha256,
  mediaType: MediaType,
  reason: QuarantineReason,
  message: Text,
  arrivedAt: Instant,
  deviceNumber: z.string().optional(),
  flags: z.array(Flag),
  settled: z
    .object({
      decision: z.enum(['accepted', 'superseded', 'dismissed']),
      reason: z.string(),
      at: Instant,
      by: z.string(),
    })
    .optional(),
})
export type Quarantine = z.infer<typeof Quarantine>

/** tus 1.0.0; `Upload-Metadata` holds `declared`, the base64 of a JSON of the shape `Declared`. */
export const tusPath = '/api/uploads'

export const intakeEndpoints = endpoints({
  clock: {
    method: 'GET',
    path: '/api/clock',
    allow: 'anyone',
    title: "The server's time",
    reply: z.object({ now: Instant }),
  },
  beginDocking: {
    method: 'POST',
    path: '/api/dockings',
    allow: ['station'],
    title: 'A camera was docked: what it says of itself, and its clock',
    body: Docked,
    reply: z.object({
      docking: z.uuid(),
      device: z.object({ id: z.uuid(), number: z.string(), holder: z.string().optional() }).optional(),
    }),
  },
  uploadOptions: {
    method: 'OPTIONS',
    path: '/api/uploads',
    allow: 'anyone',
    title: 'tus: what this server can do',
    raw: true,
  },
  uploadCreate: {
    method: 'POST',
    path: '/api/uploads',
    whileSuspended: true,
    allow: senders,
    title: 'tus: begin an upload',
    raw: true,
  },
  uploadHead: {
    method: 'HEAD',
    path: '/api/uploads/:id',
    whileSuspended: true,
    allow: senders,
    title: 'tus: how much has arrived',
    params: id,
    raw: true,
  },
  uploadPatch: {
    method: 'PATCH',
    path: '/api/uploads/:id',
    whileSuspended: true,
    allow: senders,
    title: 'tus: more bytes',
    params: id,
    raw: true,
  },
  /** Not the termination of tus, which is not offered: what came whole is not taken back. */
  giveUpUpload: {
    method: 'DELETE',
    path: '/api/uploads/:id',
    whileSuspended: true,
    allow: senders,
    title: 'Give up an upload of one’s own that has not come whole; journalled',
    params: id,
    reply: z.object({}),
  },
  uploadState: {
    method: 'GET',
    path: '/api/uploads/:id/state',
    allow: senders,
    title: 'How far one upload is',
    params: id,
    reply: UploadState,
  },
  listUploads: {
    method: 'GET',
    path: '/api/uploads',
    allow: ['information-centre', 'team-leader', 'officer', 'auxiliary', 'custodian'],
    title: 'Uploads in progress',
    reply: z.array(UploadState),
  },
  receipt: {
    method: 'GET',
    path: '/api/receipts/:id',
    allow: [...senders, 'custodian', 'legal-section', 'inspection-section', 'legal-officer', 'deputy-head', 'head'],
    title: 'The sealed receipt of an arrival',
    params: id,
    reply: z.unknown(),
  },
  listQuarantine: {
    method: 'GET',
    path: '/api/quarantine',
    allow: ['information-centre', 'team-leader', 'custodian', 'inspection-section'],
    title: 'Quarantine',
    reply: z.array(Quarantine),
  },
  settleQuarantine: {
    method: 'POST',
    path: '/api/quarantine/:id/settlement',
    allow: ['information-centre'],
    title: 'Settle a quarantined file: accept it as it is, or note why not',
    params: id,
    body: z.object({
      decision: z.enum(['accepted', 'superseded', 'dismissed']),
      reason: z.string().trim().min(2).max(500),
    }),
    reply: z.object({ recording: z.uuid().optional() }),
  },
})
