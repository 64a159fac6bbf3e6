import { administrators, Role } from '@liuhen/core/access'
import { CalendarDate, Instant, Text } from '@liuhen/core/kernel'
import { RuleSetChoice, SettingDecision } from '@liuhen/core/packs'
import { Certificate, PersonFacts, ProposalKind, UnitFacts, UserName } from '@liuhen/core/people'
import { SettingWanted } from '@liuhen/core/policy'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'

const id = z.object({ id: z.uuid() })
const reason = z.object({ reason: z.string().trim().min(2).max(500) })
const done = z.object({})
const password = z.string().min(1).max(256)

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
  suspended: z.boolean(),
  secondFactor: z.boolean(),
  locked: z.boolean(),
  certificateInForce: z.boolean(),
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
  reason: z.string(),
  by: z.string(),
  at: Instant,
  /** Whether the viewer asked for it. */
  own: z.boolean(),
  /** Why the viewer cannot confirm it; absent where they can. */
  why: Text.optional(),
})
export type ProposalView = z.infer<typeof ProposalView>

const ProposalName = z.object({ person: z.uuid(), kind: ProposalKind })
/** Half of what opens an account for the first time; the temporary password is the other, and somebody else has it. */
export const EnrolmentCode = z.object({ name: z.string(), userName: z.string(), code: z.string() })
export type EnrolmentCode = z.infer<typeof EnrolmentCode>

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

const administrator = z.object({ name: z.string().trim().min(1).max(40), userName: UserName, password })
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

export const peopleEndpoints = endpoints({
  setUpState: {
    method: 'GET',
    path: '/api/set-up',
    allow: 'anyone',
    title: 'Whether the first-run set-up is still to be done',
    reply: z.object({
      needed: z.boolean(),
      bureau: z.string().optional(),
      sample: z.boolean(),
      /** While it is needed: the instruments to choose among. */
      packs: z.array(OfferedPack).optional(),
    }),
  },
  setUp: {
    method: 'POST',
    path: '/api/set-up',
    allow: 'anyone',
    secret: true,
    title: 'Found the bureau and its three administrators, once',
    // The settings of a regulation are among it.
    most: 64 * 1024,
    body: SetUp,
    reply: done,
  },
  signIn: {
    method: 'POST',
    path: '/api/session',
    allow: 'anyone',
    secret: true,
    title: 'Sign in',
    body: z.object({
      userName: z.string().max(64),
      password,
      code: z.string().max(16).optional(),
      /** At the first sign-in, in place of a code of the second factor. */
      enrolment: z.string().max(32).optional(),
    }),
    reply: z.object({ state: z.enum(['signed-in', 'code-needed', 'enrolment-needed']), me: Me.optional() }),
  },
  whoAmI: {
    method: 'GET',
    path: '/api/session',
    allow: 'signed-in',
    title: 'Who is signed in',
    reply: Me,
    beforeReady: true,
  },
  signOut: {
    method: 'DELETE',
    path: '/api/session',
    allow: 'signed-in',
    title: 'Sign out',
    reply: done,
    beforeReady: true,
  },
  changePassword: {
    method: 'PUT',
    path: '/api/session/password',
    allow: 'signed-in',
    secret: true,
    title: 'Change own password',
    body: z.object({ old: password, fresh: password }),
    reply: done,
    beforeReady: true,
  },
  beginSecondFactor: {
    method: 'POST',
    path: '/api/session/second-factor',
    allow: 'signed-in',
    secret: true,
    title: 'Begin to set up the second factor',
    reply: z.object({ secret: z.string(), uri: z.string() }),
    beforeReady: true,
  },
  confirmSecondFactor: {
    method: 'PUT',
    path: '/api/session/second-factor',
    allow: 'signed-in',
    secret: true,
    title: 'Confirm the second factor with a code',
    body: z.object({ code: z.string().max(16) }),
    reply: done,
    beforeReady: true,
  },
  listOwnSessions: {
    method: 'GET',
    path: '/api/session/all',
    allow: 'signed-in',
    title: 'The sessions one has open oneself',
    reply: z.array(OwnSession),
  },
  endOwnSession: {
    method: 'DELETE',
    path: '/api/session/all/:id',
    allow: 'signed-in',
    title: 'End another session of one’s own',
    params: id,
    reply: done,
  },
  listNotices: {
    method: 'GET',
    path: '/api/session/notices',
    allow: 'signed-in',
    title: 'What happened to one’s own account since one last said that one has read it',
    reply: z.array(Notice),
  },
  readNotices: {
    method: 'PUT',
    path: '/api/session/notices',
    allow: 'signed-in',
    title: 'Say that one has read what there was until then',
    // There is no year 0 in PostgreSQL, and no notice older than the program.
    body: z.object({ until: Instant.refine((one) => one >= '1970') }),
    reply: done,
  },
  listUnits: { method: 'GET', path: '/api/units', allow: 'signed-in', title: 'Units', reply: z.array(Unit) },
  addUnit: {
    method: 'POST',
    path: '/api/units',
    allow: ['system-administrator'],
    title: 'Add a unit',
    body: UnitFacts,
    reply: z.object({ id: z.uuid() }),
  },
  changeUnit: {
    method: 'PUT',
    path: '/api/units/:id',
    allow: ['system-administrator'],
    title: 'Change a unit',
    params: id,
    body: UnitFacts,
    reply: done,
  },
  listPeople: {
    method: 'GET',
    path: '/api/people',
    allow: [
      'system-administrator',
      'security-administrator',
      'audit-administrator',
      'information-centre',
      'team-leader',
      'legal-section',
      'inspection-section',
      'office',
      'deputy-head',
      'head',
      'custodian',
      'legal-officer',
    ],
    title: 'People',
    reply: z.array(Person),
  },
  addPerson: {
    method: 'POST',
    path: '/api/people',
    allow: ['system-administrator'],
    secret: true,
    title: 'Add a person',
    body: PersonFacts,
    reply: z.object({ id: z.uuid(), password: z.string() }),
  },
  changePerson: {
    method: 'PUT',
    path: '/api/people/:id',
    allow: ['system-administrator'],
    title: 'Change a person',
    params: id,
    body: z.object({
      name: PersonFacts.shape.name,
      unit: z.uuid(),
      certificate: Certificate.optional(),
      reviewerSince: PersonFacts.shape.reviewerSince,
      regular: PersonFacts.shape.regular,
      cameraUserNumber: PersonFacts.shape.cameraUserNumber,
    }),
    reply: done,
  },
  giveRoles: {
    method: 'PUT',
    path: '/api/people/:id/roles',
    allow: ['security-administrator'],
    title: 'Give roles: at once where it only takes some away, else once another administrator has confirmed',
    params: id,
    body: reason.extend({ roles: z.array(Role).min(1), unit: z.uuid().optional() }),
    reply: z.object({ state: z.enum(['given', 'proposed']) }),
  },
  listProposals: {
    method: 'GET',
    path: '/api/proposals',
    allow: [...administrators],
    title: 'What waits for another administrator to confirm',
    reply: z.array(ProposalView),
  },
  confirmProposals: {
    method: 'POST',
    path: '/api/proposals/confirmation',
    allow: [...administrators],
    secret: true,
    title: 'Confirm what another administrator asked for: all of it or none',
    body: z.object({ of: z.array(ProposalName).min(1).max(2000) }),
    reply: z.object({ codes: z.array(EnrolmentCode) }),
  },
  declineProposal: {
    method: 'POST',
    path: '/api/proposals/decline',
    allow: [...administrators],
    title: 'Decline what another administrator asked for, or take back what one asked for oneself',
    body: ProposalName.extend(reason.shape),
    reply: done,
  },
  /** Never by the one who gives passwords. */
  issueEnrolmentCode: {
    method: 'POST',
    path: '/api/people/:id/enrolment',
    allow: ['security-administrator'],
    secret: true,
    title: 'Issue a code for a first sign-in',
    params: id,
    reply: EnrolmentCode,
  },
  suspendPerson: {
    method: 'POST',
    path: '/api/people/:id/suspension',
    allow: ['system-administrator', 'security-administrator'],
    title: 'Suspend a person',
    params: id,
    body: reason,
    reply: done,
  },
  reinstatePerson: {
    method: 'DELETE',
    path: '/api/people/:id/suspension',
    allow: ['security-administrator'],
    title: 'Reinstate a person',
    params: id,
    body: reason,
    reply: done,
  },
  resetPassword: {
    method: 'POST',
    path: '/api/people/:id/password',
    allow: ['system-administrator'],
    secret: true,
    title: 'Give a temporary password, in force once another administrator has confirmed',
    params: id,
    body: reason,
    reply: z.object({ password: z.string() }),
  },
  /** Never by the one who gives passwords: it takes two to open somebody else's account. */
  forgetSecondFactor: {
    method: 'DELETE',
    path: '/api/people/:id/second-factor',
    allow: ['security-administrator', 'audit-administrator'],
    title: 'Ask that the second factor of a person whose phone is lost be forgotten',
    params: id,
    body: reason,
    reply: done,
  },
  importCsv: {
    method: 'POST',
    path: '/api/import/:what',
    allow: ['system-administrator', 'information-centre'],
    secret: true,
    title: 'Import units, people or devices from CSV: all rows or none',
    // A CSV of five million characters fits.
    most: 6 * 1024 * 1024,
    params: z.object({ what: z.enum(['units', 'people', 'devices']) }),
    body: CsvFile.extend({ check: z.boolean() }),
    reply: ImportReport,
  },
  exportCsv: {
    method: 'GET',
    path: '/api/export/:what',
    allow: ['system-administrator', 'information-centre'],
    title: 'Export units, people or devices as CSV',
    params: z.object({ what: z.enum(['units', 'people', 'devices']) }),
    raw: true,
  },
  /** Names for filters: no certificate, no account. */
  listColleagues: {
    method: 'GET',
    path: '/api/colleagues',
    allow: 'signed-in',
    title: 'Names and units of colleagues',
    reply: z.array(z.object({ id: z.uuid(), name: z.string(), unit: z.uuid(), recorder: z.boolean() })),
  },
})

/** A day recordings can be of: outside these years its first instant in UTC has no four-digit year. */
const day = CalendarDate.refine((one) => one >= '1970-01-01' && one <= '9998-12-31')
export const Days = z.object({ from: day.optional(), to: day.optional() })
export const Stamp = z.object({ at: Instant, by: z.string() })
