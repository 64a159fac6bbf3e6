import type { Declared, How, QuarantineState } from '@liuhen/core/intake'
import type { Instant } from '@liuhen/core/kernel'

declare module '../platform/database/schema.ts' {
  interface Schema {
    upload: UploadTable
    quarantines: QuarantineTable
  }
}

export interface UploadTable {
  id: string
  sender: string
  station: string | null
  how: How
  declared: Declared
  bytes: number
  state: 'arriving' | 'checking' | 'preserved' | 'repeated' | 'quarantined' | 'given-up' | 'expired'
  begun_at: Instant
  last_at: Instant
  event_id: string | null
  recording: string | null
  quarantine: string | null
}

export interface QuarantineTable {
  id: string
  version: number
  state: QuarantineState
  arrived_at: Instant
  unit: string | null
  settled: boolean
}
