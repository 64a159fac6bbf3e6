import { Instant, Sha256 } from '@liuhen/core/kernel'
import { ForWhom, MOST_DAYS, MOST_TIMES, Outsider, SecretKind, Use } from '@liuhen/core/requests'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'
import { HandOutView, RequestCheck, RequestView, UseOfRecording, UseView } from './views.ts'

const id = z.object({ id: z.uuid() })
const done = z.object({})
const Reason = z.string().trim().min(2).max(2000)

/** Whoever has to do with recordings may ask for one. */
const askers = [
  'officer',
  'auxiliary',
  'team-leader',
  'legal-officer',
  'legal-section',
  'inspection-section',
  'information-centre',
  'office',
  'deputy-head',
  'head',
  'custodian',
] as const
/** Who keeps recordings, and serves those of outside. */
export const keepers = ['custodian', 'information-centre', 'legal-section'] as const
/** Who looks into what was done in an emergency. */
const supervisors = ['legal-section', 'inspection-section'] as const
/** 值班负责人: who leads a team or the bureau. */
const onDuty = ['team-leader', 'deputy-head', 'head'] as const

export const RequestForm = z.object({
  use: Use,
  whom: ForWhom,
  recordings: z.array(z.uuid()).min(1).max(100),
  papers: z.literal(true).exactOptional(),
  reason: Reason,
  ground: z.string().trim().min(1).max(120).optional(),
  days: z.number().int().min(1).max(MOST_DAYS),
  times: z.number().int().min(1).max(MOST_TIMES),
  outsider: Outsider.optional(),
  /** The letter as it came, whole. */
  document: z
    .object({
      name: z.string().trim().min(1).max(200),
      mediaType: z.enum(['application/pdf', 'image/jpeg', 'image/png']),
      /** Base 64, four mebibytes at most. */
      bytes: z.string().min(4).max(5_600_000),
    })
    .optional(),
  /** Made by the form, so that one that is sent twice is entered once. */
  key: z.uuid(),
})
export type RequestForm = z.infer<typeof RequestForm>

export const requestsEndpoints = endpoints({
  listRequests: {
    method: 'GET',
    path: '/api/requests',
    allow: askers,
    title: 'Requests for recordings: one’s own, and for who keeps recordings or supervises all of them',
    reply: z.object({ rows: z.array(RequestView), keeps: z.boolean() }),
  },
  requestRules: {
    method: 'GET',
    path: '/api/request-rules',
    allow: askers,
    title: 'Whose approval a request of this kind takes, and by which article',
    /** Of a recording that is asked for: as it is for the unit that holds it. */
    query: RequestForm.pick({ use: true, whom: true }).extend({ recording: z.uuid().optional() }),
    reply: RequestCheck,
  },
  askRequest: {
    method: 'POST',
    path: '/api/requests',
    allow: askers,
    title: 'Ask for recordings: to look, copy, borrow, hand out or publish; put up to whom the instrument names',
    body: RequestForm,
    most: 6 * 1024 * 1024,
    reply: id,
  },
  showRequest: {
    method: 'GET',
    path: '/api/requests/:id',
    allow: askers,
    title: 'One request, with its approval, its grant and its uses',
    params: id,
    reply: RequestView,
  },
  requestDocument: {
    method: 'GET',
    path: '/api/requests/:id/document',
    allow: askers,
    title: 'The letter by which it was asked for, as it came',
    params: id,
    raw: true,
  },
  putUpRequest: {
    method: 'POST',
    path: '/api/requests/:id/approval',
    allow: askers,
    title: 'Put a request up for approval once the bureau has named who approves',
    params: id,
    reply: done,
  },
  withdrawRequest: {
    method: 'POST',
    path: '/api/requests/:id/withdrawal',
    whileSuspended: true,
    allow: askers,
    title: 'Take back what one asked for',
    params: id,
    body: z.object({ reason: Reason }),
    reply: done,
  },
  refuseRequest: {
    method: 'POST',
    path: '/api/requests/:id/refusal',
    allow: keepers,
    title: 'Refuse what nobody has to approve, with the reason; never where the instrument has the unit provide',
    params: id,
    body: z.object({ reason: Reason }),
    reply: done,
  },
  endRequest: {
    method: 'POST',
    path: '/api/requests/:id/end',
    whileSuspended: true,
    allow: askers,
    title: 'End a granted request before its time; or say that what was asked for is not there',
    params: id,
    body: z.object({ reason: Reason, nothingThere: z.boolean().optional() }),
    reply: done,
  },
  lookInEmergency: {
    method: 'POST',
    path: '/api/requests/emergency',
    allow: onDuty,
    title: 'Look at once, with the reason; reported to legal and inspection section',
    body: z.object({ recordings: z.array(z.uuid()).min(1).max(20), reason: Reason, key: z.uuid() }),
    reply: id,
  },
  reviewEmergency: {
    method: 'POST',
    path: '/api/requests/:id/review',
    allow: supervisors,
    title: 'Say whether a look in an emergency was justified; never one’s own',
    params: id,
    body: z.object({ justified: z.boolean(), reason: Reason }),
    reply: done,
  },
  lookRegister: {
    method: 'GET',
    path: '/api/look-register',
    allow: [...keepers, 'inspection-section', 'deputy-head', 'head'],
    title: 'The register of looks: who, why and when, newest first',
    reply: z.array(UseView),
  },
  listHandOuts: {
    method: 'GET',
    path: '/api/hand-outs',
    allow: [...keepers, 'office', 'team-leader', 'inspection-section', 'deputy-head', 'head'],
    title: 'What was handed out, to whom, confirmed and received by whom; of a found copy, by its digest',
    query: z.object({ digest: Sha256.optional(), request: z.uuid().optional() }),
    reply: z.array(HandOutView),
  },
  confirmHandOut: {
    method: 'POST',
    path: '/api/hand-outs/:id/confirmation',
    allow: [...keepers, 'office', 'team-leader'],
    title: 'Confirm for one’s office that a package is handed out; nothing leaves before all have',
    params: id,
    reply: done,
  },
  receiveHandOut: {
    method: 'POST',
    path: '/api/hand-outs/:id/receipt',
    allow: [...keepers, 'office', 'team-leader'],
    title: 'Enter who took it over, whose identity was checked',
    params: id,
    body: z.object({ name: Outsider.shape.name, document: Outsider.shape.document }),
    reply: done,
  },
  useOfRecording: {
    method: 'GET',
    path: '/api/recordings/:id/use',
    allow: [
      'officer',
      'auxiliary',
      'team-leader',
      'legal-officer',
      'legal-section',
      'inspection-section',
      'information-centre',
      'deputy-head',
      'head',
      'custodian',
    ],
    title: 'What the viewer may do with a recording and why, its secrets, and who looked at it',
    params: id,
    query: z.object({ request: z.uuid().optional() }),
    reply: UseOfRecording,
  },
  markSecret: {
    method: 'POST',
    path: '/api/recordings/:id/secrets',
    allow: ['legal-section', 'custodian', 'deputy-head', 'head'],
    title: 'Mark a recording as touching a state secret, a business secret or personal privacy',
    params: id,
    body: z.object({ kind: SecretKind, reason: Reason, until: Instant.optional(), readers: z.array(z.uuid()).max(50) }),
    reply: z.object({ mark: z.uuid() }),
  },
  liftSecret: {
    method: 'POST',
    path: '/api/recordings/:id/secrets/:mark/lift',
    allow: ['legal-section', 'custodian', 'deputy-head', 'head'],
    title: 'Lift a mark of secrecy that somebody else set, with the reason',
    params: z.object({ id: z.uuid(), mark: z.uuid() }),
    body: z.object({ reason: Reason }),
    reply: done,
  },
})
