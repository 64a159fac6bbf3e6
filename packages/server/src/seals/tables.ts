import type { Instant } from '@liuhen/core/kernel'
import type { SealedCopyState } from '@liuhen/core/seals'

declare module '../platform/database/schema.ts' {
  interface Schema {
    sealed_copies: SealedCopyTable
  }
}

export interface SealedCopyTable {
  id: string
  version: number
  state: SealedCopyState
  paper: string
  kept_at: Instant
}
