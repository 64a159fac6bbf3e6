import type { ActivityState } from '@liuhen/core/activities'
import type { Instant } from '@liuhen/core/kernel'
import type { Activity } from '@liuhen/core/policy'

declare module '../platform/database/schema.ts' {
  interface Schema {
    activities: ActivityTable
  }
}

export interface ActivityTable {
  id: string
  version: number
  state: ActivityState
  activity: Activity
  officer: string
  unit: string
  people: string[]
  tied: string[]
  start_at: Instant
  end_at: Instant | null
}
