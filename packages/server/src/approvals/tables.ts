import type { ApprovalStands, ApprovalState } from '@liuhen/core/approvals'
import type { Instant } from '@liuhen/core/kernel'
import type { Act } from '@liuhen/core/procedure'

declare module '../platform/database/schema.ts' {
  interface Schema {
    approvals: ApprovalTable
  }
}

export interface ApprovalTable {
  id: string
  version: number
  state: ApprovalState
  case_id: string
  unit: string
  asked_by: string
  act: Act
  stands: ApprovalStands
  waits_for: string | null
  signers: string[]
  asked_at: Instant
}
