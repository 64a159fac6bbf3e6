import type { CaseFilter } from '@liuhen/contract/cases'
import type { DayCount } from '@liuhen/core/calendar'
import type { CaseState } from '@liuhen/core/case'
import type { CalendarDate, Citation, Instant, Text } from '@liuhen/core/kernel'
import type { Act, Stage } from '@liuhen/core/procedure'

declare module '../platform/database/schema.ts' {
  interface Schema {
    cases: CaseTable
    due: DueTable
    saved_filter: SavedFilterTable
    case_presence: PresenceTable
  }
}

/** A person's own, and nobody else's. */
export interface SavedFilterTable {
  id: string
  person: string
  name: string
  filter: CaseFilter
}

export interface CaseTable {
  id: string
  version: number
  state: CaseState
  title: string
  unit: string
  officers: string[]
  party: string | null
  party_number: string | null
  procedure: 'ordinary' | 'simple'
  stage: Stage
  last_act: Act | null
  last_on: CalendarDate | null
  recordings: string[]
  open: boolean
  opened_at: Instant
  unconfirmed: number
  words: string[]
}

/** Who was where at which hours, by the acts of all cases. */
export interface PresenceTable {
  case_id: string
  act_id: string
  person: string
  act: Act
  day: CalendarDate
  at: string
  until: string
  place: string | null
}

/** A period that runs in an open case. */
export interface DueTable {
  case_id: string
  /** That of the case. */
  unit: string
  period: string
  started_by: string
  title: Text
  /** The first instant that is too late; null where it cannot be told. */
  last_at: Instant | null
  /** Empty in a row that is older than the column. */
  counted: DayCount[]
  /** From when on whoever has to do something is told of it. */
  warn_at: Instant | null
  /** Why `last_at` cannot be told, with the articles of the period. */
  untold: { readonly why: readonly Text[]; readonly articles: readonly Citation[] } | null
  provisional: boolean
}
