import { z } from 'zod'
import { Role } from '../access/index.ts'
import { Sha256 } from '../kernel/index.ts'
import type { EventOf, StreamOf } from '../stream/index.ts'

/** What somebody from outside the bureau saw or took away: on record before a byte is given. */
export const outsideEvents = {
  /** `endpoint` is the contract's name of what was asked for, `of` the id in its address, `asked` what it was narrowed to. */
  'OutsiderServed/1': z.object({
    role: Role,
    endpoint: z.string(),
    of: z.uuid().optional(),
    asked: z.record(z.string(), z.string()),
  }),
  /** What left: so many cases and checks, in files of which the signed manifest has this digest. */
  'OutsiderExported/1': z.object({
    role: Role,
    from: z.string(),
    to: z.string(),
    cases: z.number().int(),
    checks: z.number().int(),
    manifest: Sha256,
  }),
} as const

type Event = EventOf<typeof outsideEvents>
/** What stays of one act of somebody from outside. */
export type Outside = { readonly at: Event['at']; readonly actor: string; readonly role: Role } & Readonly<
  Partial<Pick<Extract<Event, { kind: 'OutsiderServed/1' }>['body'], 'endpoint' | 'of' | 'asked'>> &
    Partial<Omit<Extract<Event, { kind: 'OutsiderExported/1' }>['body'], 'role'>>
>

/** Each act of somebody from outside is a stream of its own: they never wait for one another. */
export const outsideStream = {
  prefix: 'outside',
  events: outsideEvents,
  evolve: (_before: Outside | undefined, event: Event): Outside => ({
    at: event.at,
    actor: event.actor,
    ...event.body,
  }),
  table: {
    name: 'outside_acts',
    columns: ({ at, actor, role, ...told }: Outside) => ({
      person: actor.replace('person:', ''),
      role,
      at,
      endpoint: told.endpoint ?? null,
      told,
    }),
    once: true,
  },
} as const satisfies StreamOf<Outside, typeof outsideEvents>
