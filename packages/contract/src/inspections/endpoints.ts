import { CaseFacts } from '@liuhen/core/procedure'
import { inspectionDrawEvents, Take } from '@liuhen/core/inspections'
import { OutsideNumber, OutsideSource } from '@liuhen/core/supervision'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'
import { InspectionDrawRow, InspectionDrawView, InspectionPool } from './views.ts'

const id = z.object({ id: z.uuid() })
const ofObject = z.object({ id: z.uuid(), object: z.uuid() })
const frozen = inspectionDrawEvents['InspectionListsFrozen/1'].shape

/** Who sets a draw up: none of those who may be drawn, nor who leads them. */
const setters = ['legal-section', 'office', 'deputy-head', 'head'] as const
const lookers = [...setters, 'officer', 'team-leader', 'legal-officer', 'inspection-section'] as const

export const inspectionsEndpoints = endpoints({
  listInspectionDraws: {
    method: 'GET',
    path: '/api/inspection-draws',
    allow: lookers,
    title: 'Draws for inspections, the latest first',
    reply: z.array(InspectionDrawRow),
  },
  inspectionPool: {
    method: 'GET',
    path: '/api/inspection-pool',
    allow: setters,
    title: 'Which officers would be drawn from today, and who not and why',
    query: z.object({ unit: z.uuid().optional() }),
    reply: InspectionPool,
  },
  freezeInspectionLists: {
    method: 'POST',
    path: '/api/inspection-draws',
    allow: setters,
    title: 'Freeze the list of objects and that of officers; their digest goes into the log before a seed is known',
    body: z.object({
      title: frozen.title,
      units: frozen.units.optional(),
      /** A line for each: name, number, address and kind, separated by commas or tabs; CSV with a header will do. */
      objects: z.string().min(1).max(600_000),
      take: Take,
      outside: OutsideSource.optional(),
      /** Why the same objects are drawn again. */
      again: z.string().trim().min(2).max(2000).optional(),
    }),
    most: 1_048_576,
    reply: id,
  },
  showInspectionDraw: {
    method: 'GET',
    path: '/api/inspection-draws/:id',
    allow: lookers,
    title: 'A draw for inspections: its lists, what was drawn, and what has become of it',
    params: id,
    reply: InspectionDrawView,
  },
  drawInspection: {
    method: 'POST',
    path: '/api/inspection-draws/:id/sample',
    allow: setters,
    title: 'Draw objects and officers by the seed that the log has fixed since',
    params: id,
    body: z.object({ outside: OutsideNumber.optional() }),
    reply: z.object({}),
  },
  inspectionDrawFile: {
    method: 'GET',
    path: '/api/inspection-draws/:id/file',
    allow: lookers,
    title: 'All it takes to draw again, offline: `liuhen draw --verify`',
    params: id,
    raw: true,
  },
  replaceInspector: {
    method: 'POST',
    path: '/api/inspection-draws/:id/objects/:object/replacements',
    allow: setters,
    title: 'An officer who was drawn is hindered: the next in the order of the draw goes, with the reason',
    params: ofObject,
    body: z.object({ officer: z.uuid(), reason: z.string().trim().min(2).max(2000) }),
    reply: z.object({ instead: z.uuid() }),
  },
  beginInspection: {
    method: 'POST',
    path: '/api/inspection-draws/:id/objects/:object/case',
    allow: ['officer'],
    title: 'Register the lead of a drawn object; by one of the officers drawn for it',
    params: ofObject,
    body: z.object({ key: z.uuid(), procedure: CaseFacts.shape.procedure.optional() }),
    reply: id,
  },
})
