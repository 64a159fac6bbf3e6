import { z } from 'zod'
import { CalendarDate } from '../kernel/index.ts'

const words = z.string().trim().min(2).max(500)

/** What somebody can do to a device that an instrument forbids; the instruments name it in words of their own. */
export const DeviceDeed = z.enum(['against-manual', 'dismantled', 'own-repair', 'careless', 'deliberate'])
export type DeviceDeed = z.infer<typeof DeviceDeed>

/** What has to be said before such a deed is done with: a sum, one of at least the original price, what else was done. */
export const DeedSettlement = z.enum(['compensation', 'original-price', 'handling', 'not-reimbursed'])
export type DeedSettlement = z.infer<typeof DeedSettlement>

/** Sums in fen. */
export const Fen = z.number().int().nonnegative().max(100_000_000)

/** Until when it is to be maintained, and what is to be done. */
export const MaintenancePlan = z.object({ due: CalendarDate, what: words })
export type MaintenancePlan = z.infer<typeof MaintenancePlan>

/** That it was; `next` plans the one after. */
export const MaintenanceDone = z.object({ on: CalendarDate, done: words, next: CalendarDate.optional() })
export type MaintenanceDone = z.infer<typeof MaintenanceDone>

/** A repair as somebody enters it. Whether a report of a fault was open that day is found from the device. */
export const Repair = z.object({ on: CalendarDate, where: words, done: words, cost: Fen.optional() })
export type Repair = z.infer<typeof Repair>

/** `deed`: which of those the instruments of the day forbid. Who it is held against is found from the register. */
export const DeedNote = z.object({ deed: DeviceDeed, note: words })
export type DeedNote = z.infer<typeof DeedNote>

export const DeedOutcome = z.object({ compensation: Fen.optional(), handling: words.optional() })
export type DeedOutcome = z.infer<typeof DeedOutcome>

export const careEvents = {
  'MaintenancePlanned/1': MaintenancePlan,
  'DeviceMaintained/1': MaintenanceDone,
  'RepairNoted/1': Repair.extend({
    /** No report of a fault was open on that day. */
    unauthorised: z.boolean(),
    /** False where an instrument of that day leaves the cost of such a repair to who had it done. */
    reimbursable: z.boolean(),
  }),
  'DeedNoted/1': DeedNote.extend({
    id: z.uuid(),
    /** In the words of the instrument. */
    act: z.string().max(200),
    /** Who had it last. */
    person: z.uuid().optional(),
  }),
  'DeedSettled/1': DeedOutcome.extend({ deed: z.uuid() }),
} as const
