import type { z } from 'zod'
import type { CalendarDate } from '../kernel/index.ts'
import type { Certificate, PersonFacts, UnitFacts, peopleEvents } from './events.ts'

type Body<K extends keyof typeof peopleEvents> = z.infer<(typeof peopleEvents)[K]>
interface Happened {
  readonly kind: string
  readonly body: unknown
}

export type UnitState = UnitFacts

/** What the events of one `unit:` stream leave behind. */
export function foldUnit(state: UnitState | undefined, event: Happened): UnitState | undefined {
  if (event.kind === 'UnitAdded/1' || event.kind === 'UnitChanged/1') return event.body as UnitFacts
  return state
}

export interface PersonState extends PersonFacts {
  readonly suspended: boolean
  readonly mustChangePassword: boolean
  readonly secondFactor: boolean
}

/** What the events of one `person:` stream leave behind; no secret is among it. */
export function foldPerson(state: PersonState | undefined, event: Happened): PersonState | undefined {
  if (event.kind === 'PersonAdded/1')
    return { ...(event.body as PersonFacts), suspended: false, mustChangePassword: true, secondFactor: false }
  if (!state) return undefined
  switch (event.kind) {
    case 'PersonChanged/1': {
      const { name, unit, certificate, cameraUserNumber } = event.body as Body<'PersonChanged/1'>
      const { certificate: _old, cameraUserNumber: _number, ...kept } = state
      return {
        ...kept,
        name,
        unit,
        ...(certificate && { certificate }),
        ...(cameraUserNumber !== undefined && { cameraUserNumber }),
      }
    }
    case 'RolesGiven/1':
      return { ...state, roles: (event.body as Body<'RolesGiven/1'>).roles }
    case 'PersonSuspended/1':
      return { ...state, suspended: true }
    case 'PersonReinstated/1':
      return { ...state, suspended: false }
    case 'PasswordSet/1':
      return { ...state, mustChangePassword: (event.body as Body<'PasswordSet/1'>).mustChange }
    case 'SecondFactorSet/1':
      return { ...state, secondFactor: true }
    case 'SecondFactorForgotten/1':
      return { ...state, secondFactor: false }
    default:
      return state
  }
}

/** Whether the certificate is in force on that day; without one, no. */
export const inForce = (certificate: Certificate | undefined, day: CalendarDate): boolean =>
  certificate !== undefined && certificate.validFrom <= day && day <= certificate.validTo
