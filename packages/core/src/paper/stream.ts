import type { StreamOf } from '../stream/index.ts'
import { paperDecider } from './decider.ts'
import type { PaperCommand, PaperContext } from './decider.ts'
import { paperEvents } from './events.ts'
import { paperStands } from './state.ts'
import type { PaperState, PaperStands } from './state.ts'

/** What lists of papers are filtered and sorted by. */
export interface PaperColumns {
  readonly case_id: string
  readonly rule: string
  readonly stands: PaperStands
  readonly number: string | null
  readonly begun_at: string
}

export const paperStream = {
  prefix: 'paper',
  events: paperEvents,
  decider: paperDecider,
  table: {
    name: 'papers',
    columns: (state: PaperState): PaperColumns => ({
      case_id: state.case,
      rule: state.rule,
      stands: paperStands(state),
      number: state.numbered?.printed ?? null,
      begun_at: state.begun.at,
    }),
  },
} as const satisfies StreamOf<PaperState, typeof paperEvents, PaperCommand, PaperContext>
