import type { Instant } from '@liuhen/core/kernel'
import type { PaperStands, PaperState, SeriesState } from '@liuhen/core/paper'

declare module '../platform/database/schema.ts' {
  interface Schema {
    papers: PaperTable
    number_series: SeriesTable
  }
}

export interface PaperTable {
  id: string
  version: number
  state: PaperState
  case_id: string
  rule: string
  stands: PaperStands
  number: string | null
  begun_at: Instant
}

/** Its id tells its 类型字 and year. */
export interface SeriesTable {
  id: string
  version: number
  state: SeriesState
  mark: string
  year: number
  last: number
}
