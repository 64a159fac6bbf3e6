import type { FeedKey, ReminderAddress } from '@liuhen/core/agenda'
import type { CalendarDate, Instant } from '@liuhen/core/kernel'

declare module '../platform/database/schema.ts' {
  interface Schema {
    feed_keys: FeedKeyTable
    reminder_addresses: ReminderAddressTable
    reminder_sent: ReminderSentTable
  }
}

export interface FeedKeyTable {
  id: string
  version: number
  state: FeedKey
  person: string
  digest: string
  open: boolean
}

/** By the id of the person whose it is. */
export interface ReminderAddressTable {
  id: string
  version: number
  state: ReminderAddress
  address: string | null
}

export interface ReminderSentTable {
  person: string
  day: CalendarDate
  /** `sending`, `sent` or `failed`. */
  state: string
  tries: number
  next_at: Instant | null
  failure: string | null
}
