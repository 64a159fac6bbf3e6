import {
  CameraIdentity,
  Charge,
  DeedNote,
  DeedOutcome,
  DeedSettlement,
  DeviceDeed,
  ClockOffset,
  DeviceCondition,
  DeviceFacts,
  DeviceKind,
  FaultAcknowledgement,
  FaultAnswer,
  FaultHearer,
  FaultReport,
  Fen,
  FixedCamera,
  MaintenanceDone,
  MaintenancePlan,
  Manual,
  PreShiftCheck,
  Repair,
} from '@liuhen/core/devices'
import { CalendarDate, Instant, Text } from '@liuhen/core/kernel'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'
import { CitationView } from '../packs/index.ts'

const id = z.object({ id: z.uuid() })
const done = z.object({})
const reason = z.string().trim().min(2).max(500)
const named = z.object({ id: z.uuid(), name: z.string() })

export const Device = z.object({
  id: z.uuid(),
  number: z.string(),
  kind: DeviceKind,
  model: z.string().optional(),
  unit: named,
  condition: DeviceCondition,
  holder: named.optional(),
  onLoan: z.boolean(),
  identity: CameraIdentity.optional(),
  inServiceSince: CalendarDate.optional(),
  lastDocked: z.object({ at: Instant, files: z.number(), clock: ClockOffset.optional() }).optional(),
  lastCheck: z
    .object({
      at: Instant,
      passed: z.boolean(),
      findings: z.array(z.string()),
      battery: z.number(),
      freeSpace: z.number(),
    })
    .optional(),
  /** Of a fixed public camera: what somebody said of it, and what is not on record yet. */
  fixed: z
    .object({
      said: FixedCamera.extend({ at: Instant, by: z.string() }).optional(),
      lacks: z.array(z.object({ code: z.string(), message: Text, citations: z.array(CitationView) })),
    })
    .optional(),
  hasKey: z.boolean(),
  /** Of a station that has told the key it signs with; `vouched`: who compared it. */
  signing: z
    .object({ fingerprint: z.string(), vouched: z.object({ by: z.string(), at: Instant }).optional() })
    .optional(),
  /** What it cost, in fen. */
  price: Fen.optional(),
  /** When it was maintained last, and until when it is to be; `due` by its plan, or by how often the rules have it done. */
  maintenance: z
    .object({
      last: CalendarDate.optional(),
      due: CalendarDate.optional(),
      overdue: z.boolean(),
      citations: z.array(CitationView),
    })
    .optional(),
})
export type Device = z.infer<typeof Device>

const signed = { at: Instant, by: z.string() }

/** What an instrument of today forbids doing to a device, in its words. */
export const DeedView = z.object({
  deed: DeviceDeed,
  act: Text,
  consequences: z.array(z.string()),
  settled: z.array(DeedSettlement),
  citations: z.array(CitationView),
})
export type DeedView = z.infer<typeof DeedView>

/** How a device is kept: its plan, its repairs, what was done to it, and how it is to be used. */
export const DeviceCareView = z.object({
  what: z.string().optional(),
  done: z.string().optional(),
  repairs: z.array(Repair.extend({ ...signed, unauthorised: z.boolean(), reimbursable: z.boolean() })),
  deeds: z.array(
    DeedNote.extend({
      ...signed,
      id: z.uuid(),
      act: z.string(),
      /** Against whom it is held. */
      person: named.optional(),
      /** What it is to be made good with, in fen, where an instrument says the original price. */
      proposed: Fen.optional(),
      settled: DeedOutcome.extend(signed).optional(),
    }),
  ),
  /** What can be noted under the instruments of today. */
  forbidden: z.array(DeedView),
  manual: z
    .object({
      id: z.uuid(),
      text: z.string(),
      edition: z.number().int(),
      at: Instant,
      /** By the viewer. */
      read: z.boolean(),
      citations: z.array(CitationView),
    })
    .optional(),
})
export type DeviceCareView = z.infer<typeof DeviceCareView>

export const DeviceHistory = z.object({ at: Instant, by: z.string(), kind: z.string(), body: z.unknown() })
export type DeviceHistory = z.infer<typeof DeviceHistory>

/** Who is told of a faulty device, by the rules of the day it is asked. */
export const FaultAddress = z.object({ to: z.array(z.string()), citations: z.array(CitationView) })
export type FaultAddress = z.infer<typeof FaultAddress>

/** A report that is not settled yet, and who has heard of it. */
export const FaultTicket = z.object({
  at: Instant,
  by: z.string(),
  fault: z.string(),
  instead: FaultReport.shape.instead,
  since: Instant.optional(),
  /** The activity of the reporter that went on. */
  activity: z.uuid().optional(),
  /** In the words of the instruments. */
  to: z.array(z.string()),
  acknowledged: z.array(FaultAcknowledgement.extend({ as: FaultHearer, at: Instant, by: z.string() })),
  /** As whom the viewer is still to acknowledge it. */
  waitsForYou: FaultHearer.optional(),
  /** Whom an instrument makes first responsible for the unit’s devices; without `person` nobody is named. */
  responsible: z.object({ person: named.optional(), citations: z.array(CitationView) }).optional(),
})
export type FaultTicket = z.infer<typeof FaultTicket>

/** A reported fault for whoever is told of it: the leader acknowledges it, the keeper has it put right besides. */
export const FaultTask = z.object({
  device: z.uuid(),
  number: z.string(),
  holder: z.string().optional(),
  unit: z.string(),
  at: Instant,
  by: z.string(),
  fault: z.string(),
  as: FaultHearer,
  acknowledged: z.boolean(),
  citations: z.array(CitationView),
})
export type FaultTask = z.infer<typeof FaultTask>

const keepers = ['information-centre', 'team-leader'] as const
const users = ['information-centre', 'team-leader', 'officer', 'auxiliary'] as const

export const devicesEndpoints = endpoints({
  listDevices: {
    method: 'GET',
    path: '/api/devices',
    allow: [
      'information-centre',
      'team-leader',
      'officer',
      'auxiliary',
      'system-administrator',
      'legal-officer',
      'legal-section',
      'inspection-section',
      'office',
      'deputy-head',
      'head',
      'custodian',
    ],
    title: 'Devices',
    reply: z.array(Device),
  },
  showDevice: {
    method: 'GET',
    path: '/api/devices/:id',
    allow: [
      'information-centre',
      'team-leader',
      'officer',
      'auxiliary',
      'system-administrator',
      'inspection-section',
      'office',
      'deputy-head',
      'head',
      'custodian',
    ],
    title: 'A device and its history',
    params: id,
    reply: z.object({
      device: Device,
      history: z.array(DeviceHistory),
      /** While it is faulty or at repair, where the rules name somebody. */
      fault: FaultAddress.optional(),
      report: FaultTicket.optional(),
      /** Who receives the recordings of its unit, where the rules have somebody named. */
      keepers: z.object({ people: z.array(named), citations: z.array(CitationView) }).optional(),
      care: DeviceCareView,
    }),
  },
  registerDevice: {
    method: 'POST',
    path: '/api/devices',
    allow: ['information-centre'],
    title: 'Register a device',
    body: DeviceFacts,
    reply: z.object({ id: z.uuid() }),
  },
  changeDevice: {
    method: 'PUT',
    path: '/api/devices/:id',
    allow: ['information-centre'],
    title: 'Change a device',
    params: id,
    body: DeviceFacts.omit({ number: true }),
    reply: done,
  },
  noteFixedCamera: {
    method: 'PUT',
    path: '/api/devices/:id/fixed',
    allow: ['information-centre'],
    title: 'Note where a fixed public camera is mounted, what for, and its filing with the police',
    params: id,
    body: FixedCamera,
    reply: done,
  },
  issueDevice: {
    method: 'POST',
    path: '/api/devices/:id/holder',
    allow: keepers,
    title: 'Issue a device',
    params: id,
    body: z.object({ holder: z.uuid(), from: Instant.optional() }),
    reply: done,
  },
  deviceHolder: {
    method: 'GET',
    path: '/api/devices/:id/holder',
    allow: ['information-centre', 'team-leader', 'inspection-section', 'office', 'deputy-head', 'head', 'custodian'],
    title: 'Who answers for a device at a moment, by the register: one person, or the store',
    params: id,
    query: z.object({ at: Instant }),
    reply: z.object({ at: Instant, store: z.boolean(), holder: named.optional(), citations: z.array(CitationView) }),
  },
  returnDevice: {
    method: 'DELETE',
    path: '/api/devices/:id/holder',
    whileSuspended: true,
    allow: keepers,
    title: 'Take a device back',
    params: id,
    reply: done,
  },
  handCardOver: {
    method: 'POST',
    path: '/api/devices/:id/card',
    whileSuspended: true,
    allow: ['team-leader', 'officer', 'auxiliary'],
    title: 'Hand the card of a device over to whom the unit has named to receive recordings',
    params: id,
    body: z.object({ receiver: z.uuid() }),
    reply: done,
  },
  lendDevice: {
    method: 'POST',
    path: '/api/devices/:id/loan',
    allow: keepers,
    title: 'Lend within the unit',
    params: id,
    body: z.object({ borrower: z.uuid(), reason }),
    reply: done,
  },
  endLoan: {
    method: 'DELETE',
    path: '/api/devices/:id/loan',
    allow: keepers,
    title: 'End a loan',
    params: id,
    reply: done,
  },
  checkDevice: {
    method: 'POST',
    path: '/api/devices/:id/check',
    allow: users,
    title: 'Record a pre-shift check',
    params: id,
    body: PreShiftCheck.omit({ passed: true, findings: true }),
    reply: z.object({ passed: z.boolean(), findings: z.array(z.string()) }),
  },
  reportFault: {
    method: 'POST',
    path: '/api/devices/:id/fault',
    whileSuspended: true,
    allow: users,
    title: 'Report a fault and what was done instead',
    params: id,
    body: FaultReport,
    reply: done,
  },
  answerFault: {
    method: 'POST',
    path: '/api/devices/:id/fault/instead',
    allow: users,
    title: 'Say what was done when a device failed, where its report left that open',
    params: id,
    body: FaultAnswer,
    reply: done,
  },
  seeCharge: {
    method: 'POST',
    path: '/api/devices/:id/charge',
    allow: users,
    title:
      'Tell what battery and room a device shows while it records; whoever tells it is warned where either is short',
    params: id,
    body: Charge,
    reply: z.object({
      findings: z.array(z.string()),
      warnings: z.array(z.object({ code: z.string(), message: Text, citations: z.array(CitationView) })),
    }),
  },
  acknowledgeFault: {
    method: 'POST',
    path: '/api/devices/:id/fault/acknowledgement',
    // An officer where they are named the head of their unit.
    allow: ['team-leader', 'information-centre', 'office', 'officer'],
    title: 'Say that a reported fault was heard of; never by whoever reported it',
    params: id,
    body: FaultAcknowledgement,
    reply: done,
  },
  sendToRepair: {
    method: 'POST',
    path: '/api/devices/:id/repair',
    allow: ['information-centre', 'office'],
    title: 'Send to repair',
    params: id,
    body: z.object({ where: z.string().trim().min(1).max(120), reason }),
    reply: done,
  },
  endRepair: {
    method: 'DELETE',
    path: '/api/devices/:id/repair',
    allow: ['information-centre', 'office'],
    title: 'Back from repair',
    params: id,
    body: z.object({ done: reason }),
    reply: done,
  },
  loseDevice: {
    method: 'POST',
    path: '/api/devices/:id/loss',
    whileSuspended: true,
    allow: users,
    title: 'Report a loss',
    params: id,
    body: z.object({ reason }),
    reply: done,
  },
  findDevice: {
    method: 'DELETE',
    path: '/api/devices/:id/loss',
    allow: keepers,
    title: 'Found again',
    params: id,
    body: z.object({ reason }),
    reply: done,
  },
  retireDevice: {
    method: 'POST',
    path: '/api/devices/:id/retirement',
    allow: ['information-centre'],
    title: 'Retire a device',
    params: id,
    body: z.object({ reason, approver: z.string().trim().min(1).max(40) }),
    reply: done,
  },
  planMaintenance: {
    method: 'POST',
    path: '/api/devices/:id/maintenance/plan',
    allow: keepers,
    title: 'Plan until when a device is to be maintained',
    params: id,
    body: MaintenancePlan,
    reply: done,
  },
  noteMaintenance: {
    method: 'POST',
    path: '/api/devices/:id/maintenance',
    allow: keepers,
    title: 'Note that a device was maintained',
    params: id,
    body: MaintenanceDone,
    reply: done,
  },
  noteRepair: {
    method: 'POST',
    path: '/api/devices/:id/repairs',
    allow: ['information-centre', 'team-leader', 'office'],
    title: 'Note a repair and its cost; without a report of a fault it is marked as unauthorised',
    params: id,
    body: Repair,
    reply: z.object({ unauthorised: z.boolean(), reimbursable: z.boolean() }),
  },
  noteDeed: {
    method: 'POST',
    path: '/api/devices/:id/deeds',
    allow: ['information-centre', 'team-leader', 'office'],
    title: 'Note what the instruments forbid doing to a device; it is held against who had it last',
    params: id,
    body: DeedNote,
    reply: z.object({ id: z.uuid() }),
  },
  settleDeed: {
    method: 'POST',
    path: '/api/devices/:id/deeds/:deed',
    allow: ['office', 'deputy-head', 'head'],
    title: 'Settle it: compensation and what else was done, as the article asks',
    params: z.object({ id: z.uuid(), deed: z.uuid() }),
    body: DeedOutcome,
    reply: done,
  },
  giveManual: {
    method: 'PUT',
    path: '/api/manuals',
    allow: ['information-centre'],
    title: 'Enter how a model is to be used; a new text is read anew',
    body: Manual,
    reply: z.object({ id: z.uuid() }),
  },
  readManual: {
    method: 'POST',
    path: '/api/manuals/:id/reading',
    allow: users,
    title: 'Confirm having read the manual of a model',
    params: id,
    body: z.object({ edition: z.number().int().positive() }),
    reply: done,
  },
  tellSigningKey: {
    method: 'POST',
    path: '/api/station/signing-key',
    allow: ['station'],
    title: 'A station tells the public key it signs with; it stands until the station is given a new key',
    body: z.object({ publicKey: z.base64().length(44) }),
    /** Whether somebody has compared it already; what the station reads before counts as read from a card. */
    reply: z.object({ vouched: z.boolean() }),
  },
  vouchSigningKey: {
    method: 'POST',
    path: '/api/devices/:id/signing-key/vouching',
    allow: ['information-centre', 'inspection-section', 'office', 'custodian'],
    title:
      'Say that the fingerprint of a station’s signing key is the one the station shows; never who gave it its key',
    params: id,
    body: z.object({ fingerprint: z.string().trim().min(1).max(40) }),
    reply: done,
  },
  issueStationKey: {
    method: 'POST',
    path: '/api/devices/:id/key',
    allow: ['information-centre'],
    secret: true,
    title: 'Give a docking station its key, shown once',
    params: id,
    reply: z.object({ key: z.string() }),
  },
})
