import type { Instant } from '@liuhen/core/kernel'
import type { Generated } from 'kysely'

declare module '../platform/database/schema.ts' {
  interface Schema {
    package: PackageTable
  }
}

export interface PackageTable {
  id: string
  made_at: Instant
  made_by: string
  purpose: string
  recipient: string
  recordings: string[]
  bytes: number
  /** Whose bound volume it holds. */
  case_id: string | null
  /** Of the recordings those that went as their redacted copies. */
  redacted: Generated<string[]>
}
