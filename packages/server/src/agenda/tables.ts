import type { FeedKey } from '@liuhen/core/agenda'

declare module '../platform/database/schema.ts' {
  interface Schema {
    feed_keys: FeedKeyTable
  }
}

export interface FeedKeyTable {
  id: string
  version: number
  state: FeedKey
  person: string
  digest: string
  open: boolean
}
