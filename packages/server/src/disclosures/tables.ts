import type { DisclosureQuestion, PublicationStands, PublicationState } from '@liuhen/core/disclosures'
import type { CalendarDate, Instant } from '@liuhen/core/kernel'

declare module '../platform/database/schema.ts' {
  interface Schema {
    publications: PublicationTable
    disclosure_questions: DisclosureQuestionTable
  }
}

export interface PublicationTable {
  id: string
  version: number
  state: PublicationState
  rule: string
  stands: PublicationStands
  public: boolean
  withdrawal_due: boolean
  updates_due: boolean
  case_id: string | null
  title: string | null
  decided_on: CalendarDate | null
  begun_at: Instant
}

export interface DisclosureQuestionTable {
  id: string
  version: number
  state: DisclosureQuestion
  publication: string
  assigned: string
  open: boolean
  asked_at: Instant
}
