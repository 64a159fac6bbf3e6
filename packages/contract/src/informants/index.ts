import { Instant } from '@liuhen/core/kernel'
import { InformantFacts } from '@liuhen/core/informants'
import { z } from 'zod'
import { caseLookers } from '../cases/endpoints.ts'
import { endpoints } from '../endpoint.ts'

/** Who complained, masked: that there is somebody, and nothing by which they are known. */
export const InformantView = z.object({
  id: z.uuid(),
  kind: InformantFacts.shape.kind,
  way: InformantFacts.shape.way,
  hasName: z.boolean(),
  hasContact: z.boolean(),
  confidential: z.boolean(),
  at: Instant,
  by: z.string(),
})
export type InformantView = z.infer<typeof InformantView>

const ofCase = z.object({ id: z.uuid() })
const one = z.object({ id: z.uuid(), informant: z.uuid() })
const handlers = ['officer', 'team-leader', 'legal-officer'] as const

export const informantsEndpoints = endpoints({
  listInformants: {
    method: 'GET',
    path: '/api/cases/:id/informants',
    allow: caseLookers,
    title: 'Who complained of what a case is about, masked to everybody',
    params: ofCase,
    reply: z.object({ rows: z.array(InformantView), handles: z.boolean() }),
  },
  nameInformant: {
    method: 'POST',
    path: '/api/cases/:id/informants',
    allow: handlers,
    title: 'Enter who complained, as they gave it; by whoever handles the case',
    params: ofCase,
    body: InformantFacts.omit({ case: true }),
    reply: z.object({ id: z.uuid() }),
  },
  lookAtInformant: {
    method: 'POST',
    path: '/api/cases/:id/informants/:informant/look',
    allow: handlers,
    title: 'Their name and how to reach them, for whoever handles the case and says what for; the look is journalled',
    params: one,
    body: z.object({ purpose: z.string().trim().min(2).max(500) }),
    reply: z.object({ name: z.string().optional(), contact: z.string().optional() }),
  },
  strikeInformant: {
    method: 'POST',
    path: '/api/cases/:id/informants/:informant/strike',
    allow: handlers,
    title: 'Strike a wrong entry, with the reason',
    params: one,
    body: z.object({ reason: z.string().trim().min(2).max(2000) }),
    reply: z.object({}),
  },
})
