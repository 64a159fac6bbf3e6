import { z } from 'zod'
import { CalendarDate } from '../kernel/index.ts'

/** First and last day, both included, on which a row counts. */
export const validity = {
  from: CalendarDate,
  until: CalendarDate.optional(),
}
export interface Validity {
  readonly from: CalendarDate
  readonly until?: CalendarDate | undefined
}

export const holdsOn = ({ from, until }: Validity, day: CalendarDate): boolean =>
  from <= day && (until === undefined || day <= until)

/** Whether there is a day on which both count. */
export const overlap = (one: Validity, other: Validity): boolean =>
  one.from <= (other.until ?? '9999-12-31') && other.from <= (one.until ?? '9999-12-31')

/** Where a row was taken from, how it was read there, and when it was last held against its source. */
export const provenance = {
  source: z.string().trim().min(1).max(200),
  checkedOn: CalendarDate,
  /** `text`: read in the text itself; `secondary`: told by another page; `memory`: neither, and to be read first. */
  read: z.enum(['text', 'secondary', 'memory']).default('text'),
  /** It is no law of anybody: made up to try the system by. */
  invented: z.boolean().optional(),
}
