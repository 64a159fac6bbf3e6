import { type EventOf, type Signed, signed } from '../stream/index.ts'
import type { SealedCopy, sealedCopyEvents } from './events.ts'

export interface SealedCopyState extends SealedCopy {
  readonly kept: Signed
}

export const evolve = (
  _state: SealedCopyState | undefined,
  event: EventOf<typeof sealedCopyEvents>,
): SealedCopyState => ({ ...event.body, kept: signed(event) })
