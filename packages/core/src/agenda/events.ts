import { z } from 'zod'
import { CalendarDate, Sha256 } from '../kernel/index.ts'

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
