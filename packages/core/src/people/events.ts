import { z } from 'zod'
import { Role } from '../access/index.ts'
import { CalendarDate } from '../kernel/index.ts'

/** 大队, 中队, 科室, or the bureau itself. */
export const UnitKind = z.enum(['brigade', 'squadron', 'section', 'station'])
export type UnitKind = z.infer<typeof UnitKind>

/** 执法证: its number's format is the province's, so only its length is held here. */
export const Certificate = z.object({
  number: z.string().trim().min(4).max(32),
  validFrom: CalendarDate,
  validTo: CalendarDate,
})
export type Certificate = z.infer<typeof Certificate>

export const UnitFacts = z.object({
  code: z.string().trim().min(1).max(32),
  name: z.string().trim().min(1).max(80),
  kind: UnitKind,
  parent: z.uuid().optional(),
})
export type UnitFacts = z.infer<typeof UnitFacts>

export const UserName = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9._-]{1,31}$/)
export const PersonFacts = z.object({
  name: z.string().trim().min(1).max(40),
  userName: UserName,
  unit: z.uuid(),
  roles: z.array(Role).min(1),
  certificate: Certificate.optional(),
  /** The six-character user number a GA/T 947 camera carries; not the certificate number. */
  cameraUserNumber: z.string().trim().max(16).optional(),
})
export type PersonFacts = z.infer<typeof PersonFacts>

export const peopleEvents = {
  'BureauFounded/1': z.object({ name: z.string(), slug: z.string(), origin: z.string(), sample: z.boolean() }),
  'UnitAdded/1': UnitFacts,
  'UnitChanged/1': UnitFacts,
  'PersonAdded/1': PersonFacts,
  'PersonChanged/1': PersonFacts.omit({ userName: true, roles: true }),
  'RolesGiven/1': z.object({ roles: z.array(Role).min(1), reason: z.string() }),
  'PersonSuspended/1': z.object({ reason: z.string() }),
  'PersonReinstated/1': z.object({ reason: z.string() }),
  'PasswordSet/1': z.object({
    by: z.enum(['self', 'administrator']),
    mustChange: z.boolean(),
    reason: z.string().optional(),
  }),
  'SecondFactorSet/1': z.object({ kind: z.literal('totp') }),
  'SecondFactorForgotten/1': z.object({ reason: z.string() }),
  'SignedIn/1': z.object({ person: z.string(), address: z.string(), secondFactor: z.boolean() }),
  'SignInFailed/1': z.object({
    userName: z.string(),
    person: z.string().optional(),
    address: z.string(),
    reason: z.string(),
  }),
  'PersonLocked/1': z.object({ person: z.string(), until: z.string(), failures: z.number() }),
  'SignedOut/1': z.object({ person: z.string(), reason: z.enum(['self', 'idle', 'ended']) }),
} as const
