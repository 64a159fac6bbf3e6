import { InspectionObject, LeftOut, PoolOfficer, Take } from '@liuhen/core/inspections'
import { CalendarDate, Sha256 } from '@liuhen/core/kernel'
import { OutsideSource } from '@liuhen/core/supervision'
import { z } from 'zod'
import { CitationView } from '../packs/views.ts'
import { Stamp } from '../people/index.ts'

const named = z.object({ id: z.uuid(), name: z.string() })

/** Who would be drawn from today, and who would not and why. */
export const InspectionPool = z.object({ officers: z.array(PoolOfficer), leftOut: z.array(LeftOut) })
export type InspectionPool = z.infer<typeof InspectionPool>

/** A draw for inspections, as the list of draws tells of it. */
export const InspectionDrawRow = z.object({
  id: z.uuid(),
  title: z.string(),
  units: z.array(named),
  objects: z.number().int(),
  officers: z.number().int(),
  take: Take,
  digest: Sha256,
  frozen: Stamp,
  /** Whether the log has fixed the seed. */
  sealed: z.boolean(),
  outside: OutsideSource.optional(),
  drawn: z.object({ ...Stamp.shape, size: z.number().int(), seed: Sha256, outside: z.string().optional() }).optional(),
  /** Of how many drawn objects the inspection has begun. */
  begun: z.number().int(),
  /** In the place of which draws it is, and why; and which is in the place of this. */
  again: z.object({ draws: z.array(z.object({ id: z.uuid(), title: z.string() })), reason: z.string() }).optional(),
  superseded: z.object({ id: z.uuid(), title: z.string() }).optional(),
})
export type InspectionDrawRow = z.infer<typeof InspectionDrawRow>

/** One of the drawn objects: who inspects it, and what has become of it. */
export const DrawnObjectView = z.object({
  id: z.uuid(),
  ...InspectionObject.shape,
  inspectors: z.array(named),
  replaced: z.array(
    z.object({
      ...Stamp.shape,
      officer: z.string(),
      instead: z.string(),
      passed: z.array(LeftOut),
      reason: z.string(),
    }),
  ),
  begun: z.object({ ...Stamp.shape, case: z.uuid() }).optional(),
  /** The viewer is one of its inspectors, and may begin. */
  yours: z.boolean(),
})
export type DrawnObjectView = z.infer<typeof DrawnObjectView>

/** A draw whole: what was drawn, and both lists as they were frozen. */
export const InspectionDrawView = z.object({
  draw: InspectionDrawRow,
  drawn: z.object({ objects: z.array(DrawnObjectView), officers: z.array(PoolOfficer) }),
  objects: z.array(z.object({ id: z.uuid(), ...InspectionObject.shape })),
  officers: z.array(PoolOfficer),
  leftOut: z.array(LeftOut),
})
export type InspectionDrawView = z.infer<typeof InspectionDrawView>

/** A drawn object that somebody was drawn to inspect and has not begun. */
export const DrawnForTask = z.object({
  draw: z.object({ id: z.uuid(), title: z.string() }),
  object: z.object({ id: z.uuid(), name: z.string() }),
  /** The day of the draw. */
  on: CalendarDate,
  /** Who was drawn with them. */
  with: z.array(z.string()),
  citations: z.array(CitationView),
})
export type DrawnForTask = z.infer<typeof DrawnForTask>
