import { z } from 'zod'
import { Role } from '../access/index.ts'
import { CalendarDate, Instant } from '../kernel/index.ts'

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

const Line = z.string().trim().min(1).max(200)

/** Where a unit is reached, as it is told to the public. */
export const Contact = z.object({
  telephone: Line.optional(),
  address: Line.optional(),
  'e-mail': Line.optional(),
  website: Line.optional(),
})
export type Contact = z.infer<typeof Contact>

export const UnitFacts = z.object({
  code: z.string().trim().min(1).max(32),
  name: z.string().trim().min(1).max(80),
  kind: UnitKind,
  parent: z.uuid().optional(),
  contact: Contact.optional(),
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
  /** 法制审核资格（初次从事的，须取得法律职业资格），as the register has it: from that day. 行政处罚法 art. 58(2). */
  reviewerSince: CalendarDate.optional(),
  /** 正式在编; absent where the register does not say. */
  regular: z.boolean().optional(),
  /** 协勤、协管人员的招聘来源: by the county government for all its offices, or otherwise. */
  recruited: z.enum(['county', 'other']).optional(),
  /** The six-character user number a GA/T 947 camera carries; not the certificate number. */
  cameraUserNumber: z.string().trim().max(16).optional(),
})
export type PersonFacts = z.infer<typeof PersonFacts>

/** What one administrator asks for and another, of another office, confirms. */
export const ProposalKind = z.enum(['roles', 'password', 'second-factor', 'identity'])
export type ProposalKind = z.infer<typeof ProposalKind>
const reason = z.string()
/** Who somebody is at an identity provider: OpenID Connect's `iss` and `sub`, which together mean one person for ever. */
export const Identity = z.object({ issuer: z.string().max(2000), subject: z.string().min(1).max(255) })
export type Identity = z.infer<typeof Identity>
/** The office in which it was asked for: who confirms holds another. */
const office = Role
/** Who asked for what the actor confirmed; absent where one was enough, and in what was written before two were needed. */
const proposedBy = z.string().optional()

/** Of a part that is given for a term: the first moment at which it opens nothing any more. */
const until = Instant.optional()

/** Whole lists of what is on record of people and things, which leave by being looked at or taken away. */
export const registerEvents = {
  'RegisterLooked/1': z.object({ register: z.literal('people') }),
  'RegisterExported/1': z.object({
    register: z.enum(['units', 'people', 'devices', 'checks', 'indices']),
    rows: z.number().int(),
  }),
} as const

/** What somebody known asked for and was turned away from, by what they are or are not. */
export const refusalEvents = {
  /**
   * `endpoint` is the contract's name of what was asked for, and `of` the id it was asked of, as the address gave it. `times` counts
   * the same within a minute; `*` stands for all that one person asked for beyond the first of that minute.
   */
  'CallDenied/1': z.object({ endpoint: z.string(), of: z.uuid().optional(), times: z.number().int().positive() }),
} as const

export const peopleEvents = {
  'BureauFounded/1': z.object({ name: z.string(), slug: z.string(), origin: z.string(), sample: z.boolean() }),
  'UnitAdded/1': UnitFacts,
  'UnitChanged/1': UnitFacts,
  /** With the roles held from then on: how a person was added until appointments took two, and how the first three still are. */
  'PersonAdded/1': PersonFacts,
  /** With the roles asked for: none is held until another administrator has confirmed them. */
  'PersonAdded/2': PersonFacts.extend({ until, reason: reason.optional() }),
  'PersonChanged/1': PersonFacts.omit({ userName: true, roles: true }),
  'RolesProposed/1': z.object({ roles: z.array(Role).min(1), unit: z.uuid().optional(), until, reason, office }),
  'RolesGiven/1': z.object({ roles: z.array(Role).min(1), unit: z.uuid().optional(), until, reason, proposedBy }),
  'PasswordResetProposed/1': z.object({ reason, office }),
  'SecondFactorResetProposed/1': z.object({ reason, office }),
  'IdentityProposed/1': Identity.extend({ reason, office }),
  'IdentityLinked/1': Identity.extend({ reason, proposedBy }),
  'IdentityUnlinked/1': z.object({ reason }),
  'ProposalDeclined/1': z.object({ proposal: ProposalKind, reason }),
  'EnrolmentCodeIssued/1': z.object({}),
  'PersonSuspended/1': z.object({ reason: z.string() }),
  'PersonReinstated/1': z.object({ reason: z.string() }),
  /** 停止执行职务 by an item of accountability: the account stays, and no work is given until it is lifted. */
  'PersonTakenOffDuty/1': z.object({ liability: z.uuid(), article: z.string(), reason: z.string() }),
  'PersonBackOnDuty/1': z.object({ liability: z.uuid(), reason: z.string() }),
  'PasswordSet/1': z.object({
    by: z.enum(['self', 'administrator']),
    mustChange: z.boolean(),
    reason: z.string().optional(),
    proposedBy,
  }),
  'SecondFactorSet/1': z.object({ kind: z.literal('totp') }),
  'SecondFactorForgotten/1': z.object({ reason, proposedBy }),
  'SignedIn/1': z.object({
    person: z.string(),
    address: z.string(),
    secondFactor: z.boolean(),
    /** What the browser said of itself. */
    agent: z.string().optional(),
    /** Nobody of that name had signed in with this browser before. */
    newDevice: z.boolean().optional(),
    /** Whose word stood for the password. */
    issuer: z.string().optional(),
  }),
  'SignInFailed/1': z.object({
    userName: z.string(),
    person: z.string().optional(),
    address: z.string(),
    reason: z.string(),
  }),
  /** The account is held against one place, from which too much has failed; before `address` was told, against everybody. */
  'PersonLocked/1': z.object({
    person: z.string(),
    until: z.string(),
    failures: z.number(),
    address: z.string().optional(),
  }),
  'SignedOut/1': z.object({ person: z.string(), reason: z.enum(['self', 'idle', 'ended', 'term-over']) }),
} as const
