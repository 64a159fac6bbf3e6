import type { CalendarDate, Instant } from '@liuhen/core/kernel'
import type { Band, ScoreSheet } from '@liuhen/core/score'

declare module '../platform/database/schema.ts' {
  interface Schema {
    score_sheets: ScoreSheetTable
  }
}

/** A sheet as it was handed in; it has one event and stays. */
export interface ScoreSheetTable {
  id: string
  version: number
  state: ScoreSheet
  case_id: string
  unit: string
  draw: string | null
  on_day: CalendarDate
  handed_in_at: Instant
  handed_in_by: string
  score: number
  own_score: number
  band: Band
}
