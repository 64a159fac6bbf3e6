import type { InspectionDraw } from '@liuhen/core/inspections'
import type { Instant } from '@liuhen/core/kernel'

declare module '../platform/database/schema.ts' {
  interface Schema {
    inspection_draws: InspectionDrawTable
  }
}

export interface InspectionDrawTable {
  id: string
  version: number
  state: InspectionDraw
  title: string
  stands: 'frozen' | 'drawn' | 'gone-through'
  frozen_at: Instant
  /** In the place of which draws it is. */
  again: string[]
}
