import type { CalendarDate, Instant } from '@liuhen/core/kernel'

declare module '../platform/database/schema.ts' {
  interface Schema {
    consolidations: ConsolidationTable
  }
}

export interface ConsolidationTable {
  id: string
  unit: string
  first_day: CalendarDate
  last_day: CalendarDate
  made_at: Instant
  made_by: string
  recordings: string[]
}
