import type { Instant } from '@liuhen/core/kernel'
import type { ForWhom, HandOut, RequestStands, RequestState, Secrecy, Use } from '@liuhen/core/requests'

declare module '../platform/database/schema.ts' {
  interface Schema {
    requests: RequestTable
    secrecies: SecrecyTable
    handouts: HandOutTable
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

/** By package. */
export interface HandOutTable {
  id: string
  version: number
  state: HandOut
  request: string
  serial: string
  digests: string[]
  prepared_at: Instant
  released: boolean
}
