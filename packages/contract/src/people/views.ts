import { Role } from '@liuhen/core/access'
import { CalendarDate, Instant, Text } from '@liuhen/core/kernel'
import { RuleSetChoice, SettingDecision } from '@liuhen/core/packs'
import { Identity, PersonFacts, ProposalKind, UnitFacts, UserName } from '@liuhen/core/people'
import { SettingWanted } from '@liuhen/core/policy'
import { z } from 'zod'

export const Password = z.string().min(1).max(256)

export const Unit = z.object({ id: z.uuid(), ...UnitFacts.shape, parent: z.uuid().optional() })
export type Unit = z.infer<typeof Unit>

export const Person = z.object({
  id: z.uuid(),
  ...PersonFacts.shape,
  /** None until the first ones are confirmed. */
  roles: z.array(Role),
  unitName: z.string(),
  /** What waits for another administrator. */
  proposed: z.array(ProposalKind),
  /** The way to the first sign-in: a code is still to be issued, or was and has not been used. */
  enrolment: z.enum(['needed', 'issued']).optional(),
  /** Of a part that is given for a term: until when, and whether that is over. */
  until: Instant.optional(),
  termOver: z.boolean(),
  suspended: z.boolean(),
  secondFactor: z.boolean(),
  locked: z.boolean(),
  certificateInForce: z.boolean(),
  /** Their account at the identity provider. */
  identity: Identity.optional(),
})
export type Person = z.infer<typeof Person>

/** Something one administrator asked for about somebody's account, as another looks at it. */
export const ProposalView = z.object({
  person: z.object({
    id: z.uuid(),
    name: z.string(),
    userName: z.string(),
    unitName: z.string(),
    roles: z.array(Role),
  }),
  kind: ProposalKind,
  /** Of an appointment: the roles asked for, and the unit where that changes. */
  roles: z.array(Role).optional(),
  unitName: z.string().optional(),
  /** Where the roles are for a term: until when. */
  until: Instant.optional(),
  /** The account at the identity provider that is to be theirs. */
  identity: Identity.optional(),
  reason: z.string(),
  by: z.string(),
  at: Instant,
  /** Whether the viewer asked for it. */
  own: z.boolean(),
  /** Why the viewer cannot confirm it; absent where they can. */
  why: Text.optional(),
})
export type ProposalView = z.infer<typeof ProposalView>

/** What is confirmed or declined: one matter of one person. */
export const ProposalName = z.object({ person: z.uuid(), kind: ProposalKind })
/** What somebody from outside the bureau saw or took away. */
export const OutsideAct = z.object({
  id: z.uuid(),
  at: Instant,
  by: z.string(),
  role: Role,
  /** The contract's name of what was asked for; absent where something was taken away. */
  endpoint: z.string().optional(),
  /** What it was, in words. */
  what: z.string(),
  of: z.uuid().optional(),
  asked: z.record(z.string(), z.string()).optional(),
  exported: z
    .object({
      from: z.string(),
      to: z.string(),
      cases: z.number().int(),
      checks: z.number().int(),
      manifest: z.string(),
    })
    .optional(),
})
export type OutsideAct = z.infer<typeof OutsideAct>

/** Half of what opens an account for the first time; the temporary password is the other, and somebody else has it. */
export const EnrolmentCode = z.object({ name: z.string(), userName: z.string(), code: z.string() })
export type EnrolmentCode = z.infer<typeof EnrolmentCode>

/** What a sign-in comes to; `me` once it is done. */
export const SignInReply = z.object({
  state: z.enum(['signed-in', 'code-needed', 'enrolment-needed']),
  me: z.lazy(() => Me).optional(),
})

export const Me = z.object({
  id: z.uuid(),
  name: z.string(),
  userName: z.string(),
  roles: z.array(Role),
  unit: z.object({ id: z.uuid(), name: z.string() }),
  bureau: z.object({ name: z.string(), sample: z.boolean() }),
  /** What must be done before anything else opens. */
  next: z.enum(['nothing', 'change-password', 'set-second-factor']),
  idleMinutes: z.number(),
})
export type Me = z.infer<typeof Me>

/** One session of one's own; `id` is that of its sign-in. */
export const OwnSession = z.object({
  id: z.uuid(),
  begunAt: Instant,
  lastSeenAt: Instant,
  address: z.string(),
  /** What the browser said of itself. */
  agent: z.string(),
  /** The one that asks. */
  current: z.boolean(),
})
export type OwnSession = z.infer<typeof OwnSession>

/** Something that happened to one's account while one was not looking. */
export const Notice = z.object({
  kind: z.enum([
    'signed-in',
    'sign-in-failed',
    'held',
    'password-reset-proposed',
    'password-set',
    'second-factor-reset-proposed',
    'second-factor-forgotten',
    'second-factor-set',
    'code-issued',
    'identity-linked',
    'identity-unlinked',
    'roles-given',
    'suspended',
    'reinstated',
  ]),
  at: Instant,
  /** Failures of one place are told together, with the newest. */
  times: z.number().int(),
  newDevice: z.boolean(),
  address: z.string().optional(),
  agent: z.string().optional(),
  /** Whose act it was, where it was not one's own. */
  by: z.string().optional(),
})
export type Notice = z.infer<typeof Notice>

export const ImportReport = z.object({
  rows: z.number().int(),
  imported: z.number().int(),
  problems: z.array(z.object({ row: z.number().int(), field: z.string().optional(), message: Text })),
  /** Temporary passwords of the people just added, shown this once. */
  passwords: z.array(z.object({ name: z.string(), userName: z.string(), password: z.string() })),
})
export type ImportReport = z.infer<typeof ImportReport>

/** Either the text, or the bytes of the file as they are (UTF-8, or GB18030 as spreadsheets here save it) in Base64. */
export const CsvFile = z.object({
  csv: z.string().max(5_000_000).optional(),
  file: z.base64().max(5_600_000).optional(),
})

/** In the data folder: what only whoever installed the server can read, until the set-up is done. */
export const setUpPasswordFile = 'set-up-password'

const administrator = z.object({ name: z.string().trim().min(1).max(40), userName: UserName, password: Password })
export const SetUp = z.object({
  /** 安装口令, from {@link setUpPasswordFile} or the server's own terminal. */
  setUpPassword: z.string().trim().max(64).default(''),
  bureau: z.object({
    name: z.string().trim().min(2).max(80),
    slug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,40}$/),
    /** Invented, for showing: every page says so. */
    sample: z.boolean().optional(),
  }),
  administrators: z.object({ system: administrator, security: administrator, audit: administrator }),
  /** The rule set may be chosen here or later; until it is, everything that rules decide is shown as open. */
  rules: z
    .object({
      ...RuleSetChoice.pick({ packs: true, from: true, effective: true }).shape,
      settings: z
        .array(SettingDecision.pick({ key: true, value: true }))
        .max(100)
        .optional(),
    })
    .optional(),
})

/** An instrument as it is offered at set-up, with what it leaves to the bureau. */
export const OfferedPack = z.object({
  id: z.string(),
  title: Text,
  issuer: z.string(),
  /** Null where the text does not say the day: it is asked for. */
  effectiveFrom: CalendarDate.nullable(),
  settings: z.array(
    z.object({
      key: z.string(),
      title: Text,
      wanted: SettingWanted.shape.value,
      suggestion: Text.optional(),
      /** The instrument has an answer of its own, which a decision replaces. */
      optional: z.boolean(),
    }),
  ),
})
export type OfferedPack = z.infer<typeof OfferedPack>

/** A day recordings can be of: outside these years its first instant in UTC has no four-digit year. */
const day = CalendarDate.refine((one) => one >= '1970-01-01' && one <= '9998-12-31')
export const Days = z.object({ from: day.optional(), to: day.optional() })
export const Stamp = z.object({ at: Instant, by: z.string() })
