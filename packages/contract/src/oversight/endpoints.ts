import { CalendarDate } from '@liuhen/core/kernel'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'
import { OverseenCase, OverseenCheck, OverseenFigures, OverseenRow, OverseenSpan } from './views.ts'

const id = z.object({ id: z.uuid() })
const days = z.object({ from: CalendarDate.optional(), to: CalendarDate.optional() })
const authority = ['supervising-authority'] as const

/** What the supervising authority from outside reads: nothing here writes, and each call is on record before it is answered. */
export const oversightEndpoints = endpoints({
  overseenCases: {
    method: 'GET',
    path: '/api/oversight/cases',
    allow: authority,
    title: 'Cases for the supervising authority, persons covered, the newest first',
    query: days.extend({ open: z.enum(['true', 'false']).optional() }),
    reply: z.object({ rows: z.array(OverseenRow), total: z.number().int() }),
  },
  overseenCase: {
    method: 'GET',
    path: '/api/oversight/cases/:id',
    allow: authority,
    title: 'The whole process of a case for the supervising authority, persons covered',
    params: id,
    reply: OverseenCase,
  },
  overseenChecks: {
    method: 'GET',
    path: '/api/oversight/checks',
    allow: authority,
    title: 'The ledger of checks for the supervising authority',
    query: days,
    reply: z.array(OverseenCheck),
  },
  overseenFigures: {
    method: 'GET',
    path: '/api/oversight/figures',
    allow: authority,
    title: 'Figures of a year for the supervising authority',
    query: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
    reply: OverseenFigures,
  },
  overseenExport: {
    method: 'GET',
    path: '/api/oversight/export',
    allow: authority,
    title: 'Cases, checks and figures of these days with a signed manifest, as .zip; each is on record',
    query: OverseenSpan,
    raw: true,
  },
})
