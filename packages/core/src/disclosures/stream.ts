import type { CalendarDate } from '../kernel/index.ts'
import type { StreamOf } from '../stream/index.ts'
import { type PublicationCommand, type PublicationContext, publicationDecider } from './decider.ts'
import { publicationEvents } from './events.ts'
import { newest, type PublicationStands, type PublicationState, publicVersion, standsOf } from './state.ts'

/** What lists of publications are filtered by. */
export interface PublicationColumns {
  readonly rule: string
  readonly stands: PublicationStands
  /** Some version of it is, or was, on the website. */
  readonly public: boolean
  readonly withdrawal_due: boolean
  readonly updates_due: boolean
  readonly case_id: string | null
  readonly title: string | null
  readonly decided_on: CalendarDate | null
  readonly begun_at: string
}

export const publicationStream = {
  prefix: 'publication',
  events: publicationEvents,
  decider: publicationDecider,
  table: {
    name: 'publications',
    columns: (state: PublicationState): PublicationColumns => ({
      rule: state.rule,
      stands: standsOf(state),
      public: publicVersion(state) !== undefined,
      withdrawal_due: state.withdrawalDue !== undefined && !state.withdrawn,
      updates_due: state.updates.length > 0,
      case_id: state.decision?.case ?? null,
      title: newest(state)?.content.title ?? null,
      decided_on: state.decision?.on ?? null,
      begun_at: state.begun.at,
    }),
  },
} as const satisfies StreamOf<PublicationState, typeof publicationEvents, PublicationCommand, PublicationContext>
