import type { Liability } from '@liuhen/core/accountability'
import type { CalendarDate, Instant } from '@liuhen/core/kernel'

declare module '../platform/database/schema.ts' {
  interface Schema {
    liabilities: LiabilityTable
  }
}

export interface LiabilityTable {
  id: string
  version: number
  state: Liability
  rule: string
  outcome: string
  people: string[]
  unit: string | null
  due: CalendarDate | null
  owner: string | null
  open: boolean
  opened_at: Instant
  /** Of an item that opened by itself: what it is about, so that it opens once. */
  about: string | null
}
