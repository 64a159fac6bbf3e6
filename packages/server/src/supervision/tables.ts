import type { CalendarDate, Instant } from '@liuhen/core/kernel'
import type { Check, Circular, Draw, Finding, IndexGoalState, IndexKind, OutsidePaper } from '@liuhen/core/supervision'

declare module '../platform/database/schema.ts' {
  interface Schema {
    checks: CheckTable
    findings: FindingTable
    draws: DrawTable
    draw_population: PopulationTable
    circulars: CircularTable
    outside_papers: OutsidePaperTable
    index_goals: IndexGoalTable
  }
}

interface Stored<S> {
  id: string
  version: number
  state: S
}

export interface CheckTable extends Stored<Check> {
  rule: string | null
  office: string | null
  unit: string | null
  first_day: CalendarDate
  last_day: CalendarDate
  targets: string[]
  entered_at: Instant
  entered_by: string
  draw: string | null
}

export interface FindingTable extends Stored<Finding> {
  unit: string
  officer: string | null
  device: string | null
  recording: string | null
  check_id: string | null
  draw: string | null
  sheet: string | null
  stands: Finding['stands']
  due: CalendarDate
  points: number
  raised_at: Instant
  appealed: boolean
}

export interface DrawTable extends Stored<Draw> {
  rule: string | null
  office: string | null
  unit: string | null
  first_day: CalendarDate
  last_day: CalendarDate
  stands: 'frozen' | 'drawn' | 'reviewed'
}

/** The lines of a frozen population, whose digest is in the event. */
export interface PopulationTable {
  draw: string
  lines: string
}

export interface CircularTable extends Stored<Circular> {
  rule: string | null
  office: string | null
  first_day: CalendarDate
  last_day: CalendarDate
  issued_at: Instant
}

export interface IndexGoalTable extends Stored<IndexGoalState> {
  index: IndexKind
  from_day: CalendarDate
  set_at: Instant
}

export interface OutsidePaperTable extends Stored<OutsidePaper> {
  due: CalendarDate
  owner: string
  open: boolean
}
