import {
  CameraIdentity,
  ClockOffset,
  DeviceCondition,
  DeviceFacts,
  DeviceKind,
  FaultAcknowledgement,
  FaultHearer,
  FaultReport,
  PreShiftCheck,
} from '@liuhen/core/devices'
import { CalendarDate, Instant } from '@liuhen/core/kernel'
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
  hasKey: z.boolean(),
})
export type Device = z.infer<typeof Device>

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
  issueDevice: {
    method: 'POST',
    path: '/api/devices/:id/holder',
    allow: keepers,
    title: 'Issue a device',
    params: id,
    body: z.object({ holder: z.uuid(), from: Instant.optional() }),
    reply: done,
  },
  returnDevice: {
    method: 'DELETE',
    path: '/api/devices/:id/holder',
    allow: keepers,
    title: 'Take a device back',
    params: id,
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
    allow: users,
    title: 'Report a fault and what was done instead',
    params: id,
    body: FaultReport,
    reply: done,
  },
  acknowledgeFault: {
    method: 'POST',
    path: '/api/devices/:id/fault/acknowledgement',
    allow: ['team-leader', 'information-centre', 'office'],
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
  tellSigningKey: {
    method: 'POST',
    path: '/api/station/signing-key',
    allow: ['station'],
    title: 'A station tells the public key it signs with; it stands until the station is given a new key',
    body: z.object({ publicKey: z.base64().length(44) }),
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
