import type { z } from 'zod'
import type { Instant } from '../kernel/index.ts'
import type { Quarantined, intakeEvents } from './events.ts'

export interface QuarantineState extends Quarantined {
  readonly settled?: z.infer<(typeof intakeEvents)['QuarantineSettled/1']> & {
    readonly at: Instant
    readonly by: string
  }
}

/** What the events of one `quarantine:` stream leave behind. */
export function foldQuarantine(
  state: QuarantineState | undefined,
  event: { readonly kind: string; readonly at: Instant; readonly actor: string; readonly body: unknown },
): QuarantineState | undefined {
  if (event.kind === 'FileQuarantined/1') return event.body as Quarantined
  if (state && event.kind === 'QuarantineSettled/1')
    return {
      ...state,
      settled: {
        ...(event.body as z.infer<(typeof intakeEvents)['QuarantineSettled/1']>),
        at: event.at,
        by: event.actor,
      },
    }
  return state
}
