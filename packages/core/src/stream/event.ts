import type { z } from 'zod'
import type { Instant } from '../kernel/index.ts'

/** The kinds of events of a stream, each with the shape of its body: `{ 'DeviceLost/1': z.object({ … }) }`. */
export type Kinds = Readonly<Record<string, z.ZodType>>

/** What happened, and nothing of where and when: every kind with the body that is its own. */
export type HappeningOf<E extends Kinds> = {
  [K in keyof E & string]: { readonly kind: K; readonly body: z.infer<E[K]> }
}[keyof E & string]

/** When it happened, and who did it: `person:<uuid>`, `station:<uuid>` or `system`. */
export interface Moment {
  readonly at: Instant
  readonly actor: string
}

/** An event as its stream is folded from it. */
export type EventOf<E extends Kinds> = HappeningOf<E> & Moment

/** An event as it is stored, of whatever kind. */
export interface Happened extends Moment {
  readonly kind: string
  readonly body: unknown
}

/** What a state says of an event it keeps: when it happened, and by whom. */
export interface Signed {
  readonly at: Instant
  readonly by: string
}

export const signed = ({ at, actor }: Moment): Signed => ({ at, by: actor })
