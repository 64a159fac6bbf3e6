import type { z } from 'zod'
import type { Instant } from '../kernel/index.ts'
import { type EventOf, type Signed, signed } from '../stream/index.ts'
import type { dockingEvents, Quarantined, quarantineEvents } from './events.ts'

export interface QuarantineState extends Quarantined {
  readonly settled?: z.infer<(typeof quarantineEvents)['QuarantineSettled/1']> & Signed
}

/** Every kind on the stream of a quarantined file as it is read today. */
export type QuarantineHistory = Omit<typeof quarantineEvents, 'FileQuarantined/1'>

/** What the events of one `quarantine:` stream leave behind. */
export function evolveQuarantine(
  state: QuarantineState | undefined,
  event: EventOf<QuarantineHistory>,
): QuarantineState | undefined {
  if (event.kind === 'FileQuarantined/2') return event.body
  return state && { ...state, settled: { ...event.body, ...signed(event) } }
}

/** One docking, as its event tells it. */
export interface Docking {
  readonly at: Instant
  readonly said: z.infer<(typeof dockingEvents)['CameraDocked/1']>
}

export const evolveDocking = (_before: Docking | undefined, event: EventOf<typeof dockingEvents>): Docking => ({
  at: event.at,
  said: event.body,
})
