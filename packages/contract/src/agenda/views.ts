import { CalendarDate, Instant } from '@liuhen/core/kernel'
import { z } from 'zod'
import { DueClock, UntoldClock } from '../cases/views.ts'
import { CalendarDayView } from '../packs/views.ts'

/** Whose clocks: one's own cases, those of one's unit and below it, or all of the bureau. */
export const Whose = z.enum(['mine', 'unit', 'all'])
export type Whose = z.infer<typeof Whose>

/** `2026-11`, in years there may be a case of. */
export const MonthName = z.string().regex(/^(19[5-9]\d|20\d\d|21\d\d)-(0[1-9]|1[0-2])$/)

/** A clock of a case, on the day it ends. */
export const AgendaClock = z.object({
  ...DueClock.shape,
  /** Its own, as long as it runs. */
  key: z.string(),
  day: CalendarDate,
  unit: z.string(),
  officers: z.array(z.string()),
  /** A year it reaches into has no announced rest days: the day may still move. */
  provisional: z.boolean(),
})
export type AgendaClock = z.infer<typeof AgendaClock>

export const AgendaMonth = z.object({
  month: MonthName,
  today: CalendarDate,
  whose: Whose,
  /** How far the viewer may look, narrowest first. */
  reach: z.array(Whose),
  /** Whether the rest days of that year are announced; where not, only weekends are known. */
  announced: z.boolean(),
  days: z.array(CalendarDayView),
  clocks: z.array(AgendaClock),
  /** What is over and nothing has ended, whatever its month, longest over first. */
  late: z.array(AgendaClock),
  /** What runs and of which nobody can say when it ends. */
  untold: z.array(UntoldClock),
  /** There are more than are shown. */
  more: z.boolean(),
})
export type AgendaMonth = z.infer<typeof AgendaMonth>

/** The key of one's own calendar feed, of which only its digest is kept. */
export const FeedKeyView = z.object({
  madeAt: Instant,
  /** The last day on which a program asked with it. */
  pulledOn: CalendarDate.optional(),
})
export type FeedKeyView = z.infer<typeof FeedKeyView>

/** How reminders are sent by mail, as far as the person they are for wants to know. */
export const Reminders = z.object({
  /** Whether this installation sends any. */
  on: z.boolean(),
  address: z.string().optional(),
  /** So many days before the end, and at which hour of each day. */
  days: z.number().int(),
  hour: z.number().int(),
})
export type Reminders = z.infer<typeof Reminders>
