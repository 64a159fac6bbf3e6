import { Role } from '@liuhen/core/access'
import { CalendarDate, Instant, Text } from '@liuhen/core/kernel'
import { RuleSetChoice, SettingDecision } from '@liuhen/core/packs'
import { Certificate, PersonFacts, UnitFacts, UserName } from '@liuhen/core/people'
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
  unitName: z.string(),
  suspended: z.boolean(),
  secondFactor: z.boolean(),
  locked: z.boolean(),
  certificateInForce: z.boolean(),
})
export type Person = z.infer<typeof Person>

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

export const ImportReport = z.object({
  rows: z.number().int(),
  imported: z.number().int(),
  problems: z.array(z.object({ row: z.number().int(), field: z.string().optional(), message: Text })),
  /** Temporary passwords of the people just added, shown this once. */
  passwords: z.array(z.object({ userName: z.string(), password: z.string() })),
})
export type ImportReport = z.infer<typeof ImportReport>

/** Either the text, or the bytes of the file as they are (UTF-8, or GB18030 as spreadsheets here save it) in Base64. */
export const CsvFile = z.object({
  csv: z.string().max(5_000_000).optional(),
  file: z.base64().max(5_600_000).optional(),
})

const administrator = z.object({ name: z.string().trim().min(1).max(40), userName: UserName, password })
export const SetUp = z.object({
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
    title: 'Found the bureau and its three administrators, once',
    body: SetUp,
    reply: done,
  },
  signIn: {
    method: 'POST',
    path: '/api/session',
    allow: 'anyone',
    title: 'Sign in',
    body: z.object({ userName: z.string().max(64), password, code: z.string().max(16).optional() }),
    reply: z.object({ state: z.enum(['signed-in', 'code-needed']), me: Me.optional() }),
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
    title: 'Change own password',
    body: z.object({ old: password, fresh: password }),
    reply: done,
    beforeReady: true,
  },
  beginSecondFactor: {
    method: 'POST',
    path: '/api/session/second-factor',
    allow: 'signed-in',
    title: 'Begin to set up the second factor',
    reply: z.object({ secret: z.string(), uri: z.string() }),
    beforeReady: true,
  },
  confirmSecondFactor: {
    method: 'PUT',
    path: '/api/session/second-factor',
    allow: 'signed-in',
    title: 'Confirm the second factor with a code',
    body: z.object({ code: z.string().max(16) }),
    reply: done,
    beforeReady: true,
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
      cameraUserNumber: PersonFacts.shape.cameraUserNumber,
    }),
    reply: done,
  },
  giveRoles: {
    method: 'PUT',
    path: '/api/people/:id/roles',
    allow: ['security-administrator'],
    title: 'Give roles',
    params: id,
    body: reason.extend({ roles: z.array(Role).min(1) }),
    reply: done,
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
    title: 'Give a temporary password',
    params: id,
    body: reason,
    reply: z.object({ password: z.string() }),
  },
  /** Never by the one who gives passwords: it takes two to open somebody else's account. */
  forgetSecondFactor: {
    method: 'DELETE',
    path: '/api/people/:id/second-factor',
    allow: ['security-administrator', 'audit-administrator'],
    title: 'Forget the second factor of a person whose phone is lost',
    params: id,
    body: reason,
    reply: done,
  },
  importCsv: {
    method: 'POST',
    path: '/api/import/:what',
    allow: ['system-administrator', 'information-centre'],
    title: 'Import units, people or devices from CSV: all rows or none',
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
