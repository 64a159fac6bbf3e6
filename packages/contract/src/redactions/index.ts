import { RedactionPlan } from '@liuhen/core/redactions'
import { Instant, Sha256 } from '@liuhen/core/kernel'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'

/** Whoever prepares what leaves the building draws; those above them approve. */
const drawers = ['officer', 'team-leader', 'legal-section', 'custodian', 'information-centre'] as const
const approvers = ['legal-section', 'deputy-head', 'head'] as const
const readers = [...drawers, 'deputy-head', 'head', 'inspection-section', 'legal-officer'] as const

const by = { at: Instant, by: z.string(), mine: z.boolean() }
const words = z.string().trim().min(2).max(500)

export const RedactionView = z.object({
  id: z.uuid(),
  recording: z.uuid(),
  original: Sha256,
  plan: RedactionPlan,
  /** SHA-256 of the plan: what is rendered is of it. */
  planDigest: Sha256,
  stands: z.enum(['draft', 'rendered', 'returned', 'reviewed', 'approved']),
  /** It is being rendered now, and how far: 0 to 1. */
  rendering: z.number().optional(),
  drawn: z.object(by),
  copy: z
    .object({
      ...by,
      sha256: Sha256,
      bytes: z.number().int(),
      mediaType: z.string(),
      tool: z.string(),
      recipe: z.string(),
    })
    .optional(),
  failed: z.object({ ...by, said: z.string() }).optional(),
  review: z.object({ ...by, fine: z.boolean(), note: z.string().optional() }).optional(),
  approved: z.object({ ...by, note: z.string().optional() }).optional(),
  plain: z.array(
    z.object({
      ask: z.uuid(),
      reason: z.string(),
      recipient: z.string(),
      asked: z.object(by),
      decided: z.object({ ...by, granted: z.boolean(), reason: z.string(), until: Instant.optional() }).optional(),
      taken: z.number().int(),
    }),
  ),
})
export type RedactionView = z.infer<typeof RedactionView>

const params = z.object({ id: z.uuid() })
const ofAsk = params.extend({ ask: z.uuid() })

export const redactionsEndpoints = endpoints({
  listRedactions: {
    method: 'GET',
    path: '/api/recordings/:id/redactions',
    allow: readers,
    title: 'What is not to be seen or heard of a recording, in each version of it',
    params,
    reply: z.array(RedactionView),
  },
  drawRedaction: {
    method: 'POST',
    path: '/api/recordings/:id/redactions',
    allow: drawers,
    title: 'Draw what is not to be seen or heard of a recording',
    params,
    body: RedactionPlan,
    reply: RedactionView,
  },
  changeRedaction: {
    method: 'PUT',
    path: '/api/redactions/:id',
    allow: drawers,
    title: 'Draw it otherwise: what was rendered before counts no more',
    params,
    body: RedactionPlan,
    reply: RedactionView,
  },
  renderRedaction: {
    method: 'POST',
    path: '/api/redactions/:id/render',
    allow: drawers,
    title: 'Make the copy with boxes and silences in it',
    params,
    reply: RedactionView,
  },
  redactedCopy: {
    method: 'GET',
    path: '/api/redactions/:id/copy',
    allow: readers,
    title: 'The copy with boxes and silences in it; once approved, also for whom a request was granted',
    params,
    query: z.object({ request: z.uuid().optional() }),
    raw: true,
  },
  reviewRedaction: {
    method: 'POST',
    path: '/api/redactions/:id/review',
    allow: readers,
    title: 'Say, as somebody who did not draw it, whether nothing shows that must not',
    params,
    body: z.object({ fine: z.boolean(), note: words.optional() }),
    reply: RedactionView,
  },
  approveRedaction: {
    method: 'POST',
    path: '/api/redactions/:id/approve',
    allow: approvers,
    title: 'Approve a redacted copy to be given out',
    params,
    body: z.object({ note: words.optional() }),
    reply: RedactionView,
  },
  askPlainCopy: {
    method: 'POST',
    path: '/api/redactions/:id/plain',
    allow: drawers,
    title: 'Ask for the recording without boxes and silences, and for whom',
    params,
    body: z.object({ reason: words, recipient: words }),
    reply: RedactionView,
  },
  decidePlainCopy: {
    method: 'POST',
    path: '/api/redactions/:id/plain/:ask',
    allow: approvers,
    title: 'Grant or refuse the recording without boxes and silences',
    params: ofAsk,
    body: z.object({ granted: z.boolean(), reason: words, until: Instant.optional() }),
    reply: RedactionView,
  },
  plainCopy: {
    method: 'GET',
    path: '/api/redactions/:id/plain/:ask/copy',
    allow: drawers,
    title: 'The recording without boxes and silences, once, by whom it was granted',
    params: ofAsk,
    query: z.object({ request: z.uuid().optional() }),
    raw: true,
  },
})
