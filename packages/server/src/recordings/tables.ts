import type { CalendarDate, Instant } from '@liuhen/core/kernel'
import type { RecordingState } from '@liuhen/core/recordings'
import type { Generated, GeneratedAlways } from 'kysely'

declare module '../platform/database/schema.ts' {
  interface Schema {
    recordings: RecordingTable
    derivation: DerivationTable
  }
}

export interface RecordingTable {
  id: string
  version: number
  state: RecordingState
  sha256: string
  file_name: string
  device: string | null
  device_key: string
  officer: string | null
  unit: string | null
  start_at: Instant
  end_at: Instant
  arrived_at: Instant
  bytes: number
  flagged: boolean
  unconfirmed: boolean
  claimed_officer: string | null
  asked_unit: string | null
  sender: string | null
  derived: 'waiting' | 'ready' | 'failed'
  take: Generated<string | null>
  take_segments: Generated<number>
  unexplained: Generated<boolean>
  open_gaps: Generated<number>
  disposed: Generated<boolean>
  /** Its times alone do not say whether it was handed over late. */
  timed_apart: GeneratedAlways<boolean>
  /** The day its keeping is counted from: that on which it came in where its own time is not measured. */
  kept_from: GeneratedAlways<CalendarDate>
}

export interface DerivationTable {
  recording: string
  step: string
  state: 'waiting' | 'running' | 'failed' | 'done'
  progress: Generated<number>
  reason: Generated<string | null>
  /** Times it ended in a way that may be the recording's doing, and in one that is the machine's. */
  tries: Generated<number>
  faults: Generated<number>
  again_at: Generated<Instant | null>
  /** It needs more time than is given to begin with. */
  patient: Generated<boolean>
}
