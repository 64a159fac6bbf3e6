import type { Instant } from '@liuhen/core/kernel'
import type { RedactionStands, RedactionState } from '@liuhen/core/redactions'

declare module '../platform/database/schema.ts' {
  interface Schema {
    redactions: RedactionTable
  }
}

export interface RedactionTable {
  id: string
  version: number
  state: RedactionState
  recording: string
  stands: RedactionStands
  drawn_at: Instant | null
}
