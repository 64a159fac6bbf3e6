import type { DiscStands, DiscState } from '@liuhen/core/discs'
import type { CalendarDate, Instant } from '@liuhen/core/kernel'

declare module '../platform/database/schema.ts' {
  interface Schema {
    discs: DiscTable
  }
}

export interface DiscTable {
  id: string
  version: number
  state: DiscState
  serial: string
  stands: DiscStands
  recordings: string[]
  package: string | null
  ordered_at: Instant
  burnt_at: Instant | null
  next_check: CalendarDate | null
  replaces: string | null
  lent_until: CalendarDate | null
  lent_to: string | null
}
