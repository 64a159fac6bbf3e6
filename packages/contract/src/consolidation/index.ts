import { Batch } from '@liuhen/core/consolidation'
import { CalendarDate, Instant } from '@liuhen/core/kernel'
import { ConsolidationRule } from '@liuhen/core/policy'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'
import { CitationView } from '../packs/views.ts'

const named = z.object({ id: z.uuid(), name: z.string() })
/** Whom the instruments name to gather recordings: teams, and the office or legal section that keeps them. */
const gatherers = ['team-leader', 'office', 'legal-section'] as const

/** A unit's recordings of a period that nobody has confirmed to be gathered. */
export const BatchDue = z.object({
  unit: named,
  firstDay: CalendarDate,
  lastDay: CalendarDate,
  every: ConsolidationRule.shape.every,
  /** In the words of the instruments. */
  by: z.string(),
  /** Whether whoever looks is who the rules have gather it. */
  yours: z.boolean(),
  count: z.number().int(),
  /** The last day is over. */
  overdue: z.boolean(),
  /** A batch of that unit and period was confirmed before: these came in afterwards. */
  later: z.boolean(),
  citations: z.array(CitationView),
})
export type BatchDue = z.infer<typeof BatchDue>

export const BatchView = z.object({
  id: z.uuid(),
  unit: named,
  firstDay: CalendarDate,
  lastDay: CalendarDate,
  count: z.number().int(),
  at: Instant,
  by: z.string(),
  /** Confirmed after its last day. */
  late: z.boolean(),
  /** Recordings of that unit and period that came in since and are in no batch. */
  later: z.number().int(),
})
export type BatchView = z.infer<typeof BatchView>

export const consolidationEndpoints = endpoints({
  listBatches: {
    method: 'GET',
    path: '/api/batches',
    allow: [
      ...gatherers,
      'legal-officer',
      'inspection-section',
      'information-centre',
      'deputy-head',
      'head',
      'custodian',
    ],
    title: 'Recordings to be gathered centrally, by unit and period, and the batches confirmed',
    reply: z.object({ due: z.array(BatchDue), batches: z.array(BatchView) }),
  },
  confirmBatch: {
    method: 'POST',
    path: '/api/batches',
    allow: gatherers,
    title: 'Confirm that what a unit recorded in a period is put in order and gathered; by whom the rules name',
    // A month before it must still be a day that a database can hold.
    body: Batch.pick({ unit: true }).extend({
      lastDay: CalendarDate.refine((one) => one >= '1971' && one < '9998'),
    }),
    reply: z.object({ id: z.uuid(), count: z.number().int() }),
  },
})
