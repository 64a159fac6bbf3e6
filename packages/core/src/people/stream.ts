import type { Instant } from '../kernel/index.ts'
import type { EventOf, StreamOf } from '../stream/index.ts'
import { peopleEvents, refusalEvents, registerEvents } from './events.ts'
import { foldPerson, foldUnit, type PersonState, type UnitState } from './state.ts'

export const unitStream = {
  prefix: 'unit',
  events: peopleEvents,
  evolve: foldUnit,
  table: {
    name: 'units',
    columns: ({ code, name, parent }: UnitState) => ({ code, name, parent: parent ?? null }),
  },
} as const satisfies StreamOf<UnitState>

export const personStream = {
  prefix: 'person',
  events: peopleEvents,
  evolve: foldPerson,
  table: {
    name: 'people',
    columns: (state: PersonState) => ({
      name: state.name,
      user_name: state.userName,
      unit: state.unit,
      roles: state.roles,
      certificate_number: state.certificate?.number ?? null,
      camera_user_number: state.cameraUserNumber ?? null,
      suspended: state.suspended,
      proposed: state.proposals !== undefined,
      identity_issuer: state.identity?.issuer ?? null,
      identity_subject: state.identity?.subject ?? null,
    }),
  },
} as const satisfies StreamOf<PersonState>

/** Sessions, and attempts to begin one. */
export const signInStream = { prefix: 'sign-in', events: peopleEvents } as const satisfies StreamOf<object>

export const refusalStream = { prefix: 'refusal', events: refusalEvents } as const satisfies StreamOf<object>

export const registerStream = { prefix: 'register', events: registerEvents } as const satisfies StreamOf<object>

type Founding = Pick<typeof peopleEvents, 'BureauFounded/1'>
type Founded = EventOf<Founding>['body'] & { readonly foundedAt: Instant }

export const bureauStream = {
  prefix: 'bureau',
  events: peopleEvents,
  evolve: (_before: Founded | undefined, event: EventOf<Founding>): Founded => ({ ...event.body, foundedAt: event.at }),
  table: {
    name: 'bureau',
    columns: ({ name, slug, origin, sample, foundedAt }: Founded) => ({
      name,
      slug,
      origin,
      sample,
      founded_at: foundedAt,
    }),
    once: true,
  },
} as const satisfies StreamOf<Founded, Founding>
