import type { Informant } from '@liuhen/core/informants'

declare module '../platform/database/schema.ts' {
  interface Schema {
    informants: InformantTable
  }
}

export interface InformantTable {
  id: string
  version: number
  state: Informant
  case_id: string
  struck: boolean
}
