import type { CalendarDate, Instant } from '@liuhen/core/kernel'
import type { VolumeStands, VolumeState } from '@liuhen/core/volumes'

declare module '../platform/database/schema.ts' {
  interface Schema {
    volumes: VolumeTable
  }
}

/** Its id is that of its case. */
export interface VolumeTable {
  id: string
  version: number
  state: VolumeState
  stands: VolumeStands
  number: string | null
  cabinet: string | null
  shelf: string | null
  bound_at: Instant | null
  taken_in_at: Instant | null
  lent_until: CalendarDate | null
  kept_until: CalendarDate | null
}
