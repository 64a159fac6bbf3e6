import type { CalendarDate, Instant } from '@liuhen/core/kernel'
import type {
  DisposalStands,
  DisposalState,
  Kept,
  RegisteredFact,
  RetentionState,
  Trigger,
} from '@liuhen/core/retention'

declare module '../platform/database/schema.ts' {
  interface Schema {
    retentions: RetentionTable
    keeping_facts: KeepingFactTable
    disposals: DisposalTable
  }
}

export interface RetentionTable {
  id: string
  version: number
  state: RetentionState
  class: Kept['class'] | null
  until: CalendarDate | null
  for_good: boolean
  held: boolean
  wants_carrier: boolean
  disposal: string | null
}

export interface KeepingFactTable {
  id: string
  version: number
  state: RegisteredFact
  about_kind: 'recording' | 'activity' | 'case'
  about_id: string
  trigger: Trigger
}

export interface DisposalTable {
  id: string
  version: number
  state: DisposalState
  stands: DisposalStands
  listed_at: Instant
  listed_by: string
  undo_until: Instant | null
  recordings: string[]
}
