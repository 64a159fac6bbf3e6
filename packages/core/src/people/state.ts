import type { z } from 'zod'
import type { Role } from '../access/index.ts'
import type { CalendarDate, Instant } from '../kernel/index.ts'
import type { Certificate, Identity, PersonFacts, ProposalKind, UnitFacts, peopleEvents } from './events.ts'

type Body<K extends keyof typeof peopleEvents> = z.infer<(typeof peopleEvents)[K]>
interface Happened {
  readonly kind: string
  readonly at: Instant
  readonly actor: string
  readonly body: unknown
}

export type UnitState = UnitFacts

/** What the events of one `unit:` stream leave behind. */
export function foldUnit(state: UnitState | undefined, event: Happened): UnitState | undefined {
  if (event.kind === 'UnitAdded/1' || event.kind === 'UnitChanged/1') return event.body as UnitFacts
  return state
}

/** What was asked for and is not confirmed yet. */
export interface Proposal {
  /** The actor who asked. */
  readonly by: string
  readonly at: Instant
  readonly office: Role
  readonly reason: string
  /** Of an appointment: the roles, and the unit where that changes too. */
  readonly roles?: readonly Role[]
  readonly unit?: string
  /** Where the roles are for a term: until when. */
  readonly until?: Instant
  /** The account elsewhere that is to be theirs. */
  readonly identity?: Identity
}
export type Proposals = Readonly<Partial<Record<ProposalKind, Proposal>>>

export interface PersonState extends PersonFacts {
  /** What waits for another administrator; absent when nothing does. */
  readonly proposals?: Proposals
  /** Of who holds a part for a term: from then on the account opens nothing. */
  readonly until?: Instant
  readonly suspended: boolean
  /** Taken off duty by these items of accountability, with the article of each; absent when by none. */
  readonly offDuty?: readonly { readonly liability: string; readonly article: string; readonly at: Instant }[]
  readonly mustChangePassword: boolean
  readonly secondFactor: boolean
  /** Their account at an identity provider; absent where none is linked. */
  readonly identity?: Identity
}

/** What the events of one `person:` stream leave behind; no secret is among it. */
export function foldPerson(state: PersonState | undefined, event: Happened): PersonState | undefined {
  const begun = { suspended: false, mustChangePassword: true, secondFactor: false }
  if (event.kind === 'PersonAdded/1') return { ...(event.body as PersonFacts), ...begun }
  if (event.kind === 'PersonAdded/2') {
    const { roles, until, reason, ...facts } = event.body as Body<'PersonAdded/2'>
    const asked = { roles, until, reason, office: 'system-administrator' } as const
    return proposed({ ...facts, roles: [], ...begun }, 'roles', event, asked)
  }
  if (!state) return undefined
  switch (event.kind) {
    case 'PersonChanged/1': {
      const { name, unit, certificate, reviewerSince, regular, recruited, cameraUserNumber } =
        event.body as Body<'PersonChanged/1'>
      const { certificate: _old, reviewerSince: _since, regular: _regular, ...rest } = state
      const { recruited: _from, cameraUserNumber: _number, ...kept } = rest
      return {
        ...kept,
        name,
        unit,
        ...(certificate && { certificate }),
        ...(reviewerSince !== undefined && { reviewerSince }),
        ...(regular !== undefined && { regular }),
        ...(recruited && { recruited }),
        ...(cameraUserNumber !== undefined && { cameraUserNumber }),
      }
    }
    case 'RolesProposed/1':
      return proposed(state, 'roles', event, event.body as Body<'RolesProposed/1'>)
    case 'PasswordResetProposed/1':
      return proposed(state, 'password', event, event.body as Body<'PasswordResetProposed/1'>)
    case 'SecondFactorResetProposed/1':
      return proposed(state, 'second-factor', event, event.body as Body<'SecondFactorResetProposed/1'>)
    case 'IdentityProposed/1': {
      const { issuer, subject, ...asked } = event.body as Body<'IdentityProposed/1'>
      return proposed(state, 'identity', event, { ...asked, identity: { issuer, subject } })
    }
    case 'IdentityLinked/1': {
      const { issuer, subject } = event.body as Body<'IdentityLinked/1'>
      return { ...settled(state, 'identity'), identity: { issuer, subject } }
    }
    case 'IdentityUnlinked/1': {
      const { identity: _unlinked, ...kept } = state
      return kept
    }
    case 'ProposalDeclined/1':
      return settled(state, (event.body as Body<'ProposalDeclined/1'>).proposal)
    case 'RolesGiven/1': {
      const { roles, unit, until } = event.body as Body<'RolesGiven/1'>
      const { until: _before, ...kept } = settled(state, 'roles')
      return { ...kept, roles, ...(unit !== undefined && { unit }), ...(until !== undefined && { until }) }
    }
    case 'PersonSuspended/1':
      return { ...state, suspended: true }
    case 'PersonReinstated/1':
      return { ...state, suspended: false }
    case 'PersonTakenOffDuty/1': {
      const { liability, article } = event.body as Body<'PersonTakenOffDuty/1'>
      return { ...state, offDuty: [...(state.offDuty ?? []), { liability, article, at: event.at }] }
    }
    case 'PersonBackOnDuty/1': {
      const { offDuty = [], ...kept } = state
      const left = offDuty.filter((one) => one.liability !== (event.body as Body<'PersonBackOnDuty/1'>).liability)
      return left.length > 0 ? { ...kept, offDuty: left } : kept
    }
    case 'PasswordSet/1': {
      const { by, mustChange } = event.body as Body<'PasswordSet/1'>
      return { ...(by === 'administrator' ? settled(state, 'password') : state), mustChangePassword: mustChange }
    }
    case 'SecondFactorSet/1':
      return { ...state, secondFactor: true }
    case 'SecondFactorForgotten/1':
      return { ...settled(state, 'second-factor'), secondFactor: false }
    default:
      return state
  }
}

const proposed = (
  state: PersonState,
  kind: ProposalKind,
  { at, actor }: Happened,
  {
    reason = '',
    until,
    ...asked
  }: Pick<Proposal, 'office' | 'roles' | 'identity'> & {
    readonly reason?: string | undefined
    readonly unit?: string | undefined
    readonly until?: Instant | undefined
  },
): PersonState => {
  const proposal = { by: actor, at, reason, ...asked, ...(until !== undefined && { until }) }
  return { ...state, proposals: { ...state.proposals, [kind]: proposal } }
}

function settled(state: PersonState, kind: ProposalKind): PersonState {
  const { proposals, ...kept } = state
  const { [kind]: _settled, ...open } = proposals ?? {}
  return Object.keys(open).length > 0 ? { ...kept, proposals: open } : kept
}

/** Whether the certificate is in force on that day; without one, no. */
export const inForce = (certificate: Certificate | undefined, day: CalendarDate): boolean =>
  certificate !== undefined && certificate.validFrom <= day && day <= certificate.validTo
