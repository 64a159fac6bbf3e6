import type { CalendarState, RuleSetState } from '@liuhen/core/packs'

declare module '../platform/database/schema.ts' {
  interface Schema {
    rule_sets: RuleSetTable
    calendars: CalendarTable
  }
}

export interface RuleSetTable {
  id: string
  version: number
  state: RuleSetState
}

export interface CalendarTable {
  id: string
  version: number
  state: CalendarState
}
