import type { GeneratedAlways } from 'kysely'
import type { Instant, Json } from '@liuhen/core/kernel'

declare module '../platform/database/schema.ts' {
  interface Schema {
    journal: JournalTable
    journal_pending: PendingTable
    log_entry: EntryTable
    log_tile: TileTable
    log_checkpoint: CheckpointTable
    folded: FoldedTable
  }
}

export interface JournalTable {
  position: GeneratedAlways<number>
  id: string
  stream: string
  version: number
  kind: string
  at: Instant
  actor: string
  body: Json
  salt: Buffer
}

export interface PendingTable {
  position: number
}

export interface EntryTable {
  index: number
  event_id: string
  leaf: Buffer
  leaf_hash: Buffer
}

export interface TileTable {
  level: number
  number: number
  hashes: Buffer
}

export interface CheckpointTable {
  size: number
  root: Buffer
  at: Instant
  note: string
}

/** Which way of folding its events a read model was last written by. */
export interface FoldedTable {
  model: string
  version: number
}
