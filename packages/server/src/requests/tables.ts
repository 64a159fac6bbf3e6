import type { Instant } from '@liuhen/core/kernel'
import type { ForWhom, RequestStands, RequestState, Secrecy, Use } from '@liuhen/core/requests'

declare module '../platform/database/schema.ts' {
  interface Schema {
    requests: RequestTable
    secrecies: SecrecyTable
  }
}

export interface RequestTable {
  id: string
  version: number
  state: RequestState
  use: Use
  whom: ForWhom
  unit: string
  asked_by: string
  asked_at: Instant
  recordings: string[]
  stands: RequestStands
  until_at: Instant | null
  approval: string | null
  unreviewed: boolean
}

/** By recording. */
export interface SecrecyTable {
  id: string
  version: number
  state: Secrecy
  marked: boolean
}
