import type { Absence, ApprovalStands, ApprovalState } from '@liuhen/core/approvals'
import type { CalendarDate, Instant } from '@liuhen/core/kernel'
import type { Act } from '@liuhen/core/procedure'

declare module '../platform/database/schema.ts' {
  interface Schema {
    approvals: ApprovalTable
    absences: AbsenceTable
  }
}

export interface ApprovalTable {
  id: string
  version: number
  state: ApprovalState
  /** Of an act of a case; else `matter` says what it is of. */
  case_id: string | null
  unit: string
  asked_by: string
  act: Act | null
  matter: string | null
  stands: ApprovalStands
  waits_for: string | null
  signers: string[]
  asked_at: Instant
}

export interface AbsenceTable {
  id: string
  version: number
  state: Absence
  person: string
  deputy: string
  from_on: CalendarDate
  until_on: CalendarDate
  open: boolean
}
