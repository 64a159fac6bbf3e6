import { z } from 'zod'
import { CalendarDate, Sha256 } from '../kernel/index.ts'

/** Where somebody has reminders sent: their own word, and nobody else's to give. */
export const reminderEvents = {
  'ReminderAddressSet/1': z.object({ address: z.email().max(254) }),
  'ReminderAddressCleared/1': z.object({}),
} as const

/**
 * The key of somebody's calendar feed: whoever has it reads what its owner has to do by when, and nothing else. Only its
 * digest is ever written down.
 */
export const feedKeyEvents = {
  'FeedKeyMade/1': z.object({ person: z.uuid(), digest: Sha256 }),
  'FeedKeyRevoked/1': z.object({}),
  /** Programs ask every few hours: of each day the first time is written down. */
  'FeedPulled/1': z.object({ on: CalendarDate }),
} as const
