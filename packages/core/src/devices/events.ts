import { z } from 'zod'
import { ClockOffset } from '../evidence/index.ts'
import { CalendarDate, Instant, storable, type Text } from '../kernel/index.ts'
import { terms } from '../vocabulary/index.ts'
import { careEvents, Fen } from './care-events.ts'
import { FixedCamera } from './fixed.ts'

/** 执法记录仪, 照相机, 摄像机, 录音笔, 视频监控, 采集站 */
export const deviceKinds = {
  'body-camera': terms.bodyCamera,
  camera: terms.stillCamera,
  'video-camera': terms.videoCamera,
  'voice-recorder': terms.soundRecorder,
  surveillance: terms.surveillance,
  'docking-station': terms.dockingStation,
} as const satisfies Record<string, Text>
export const DeviceKind = z.enum(
  Object.keys(deviceKinds) as [keyof typeof deviceKinds, ...(keyof typeof deviceKinds)[]],
)
export type DeviceKind = z.infer<typeof DeviceKind>

export const DeviceCondition = z.enum(['in-use', 'on-loan', 'faulty', 'at-repair', 'lost', 'retired'])
export type DeviceCondition = z.infer<typeof DeviceCondition>

const said = (most: number) => z.string().max(most).transform(storable).optional()

/** What a camera says of itself through the interface of GA/T 947.4; the widths are those vendors' programs use. */
export const CameraIdentity = z.object({
  idCode: said(5),
  serial: said(7),
  userNumber: said(6),
  userName: said(32),
  unitNumber: said(12),
  unitName: said(32),
})
export type CameraIdentity = z.infer<typeof CameraIdentity>

export const DeviceFacts = z.object({
  number: z.string().trim().min(1).max(40),
  kind: DeviceKind,
  model: z.string().trim().max(80).optional(),
  unit: z.uuid(),
  identity: CameraIdentity.optional(),
  /** The day it was first used, where the bureau knows it: nothing can have been recorded on it before. */
  inServiceSince: CalendarDate.optional(),
  /** What it cost, in fen. */
  price: Fen.optional(),
})
export type DeviceFacts = z.infer<typeof DeviceFacts>

export { ClockOffset }

export const PreShiftCheck = z.object({
  working: z.boolean(),
  /** Per cent. */
  battery: z.number().int().min(0).max(100),
  /** Mebibytes. */
  freeSpace: z.number().int().nonnegative(),
  clock: ClockOffset.pick({ offset: true, error: true }).optional(),
  findings: z.array(z.string().max(200)),
  passed: z.boolean(),
})
export type PreShiftCheck = z.infer<typeof PreShiftCheck>

const reason = z.string().trim().min(2).max(500)
const reported = {
  fault: reason,
  /** `undecided`: that is still to be said, before what went on is completed. */
  instead: z.enum(['other-device', 'stopped', 'undecided']),
  otherDevice: z.uuid().optional(),
  /** When it failed, as whoever reports it says; when it was reported is the time of the event. */
  since: Instant.optional(),
}
const namesOther = (one: { readonly instead: string; readonly otherDevice?: string | undefined }): boolean =>
  one.instead !== 'other-device' || one.otherDevice !== undefined
export const FaultReport = z
  .object(reported)
  .refine(namesOther, { path: ['otherDevice'], message: 'name the other device' })
export type FaultReport = z.infer<typeof FaultReport>

/** What was done when it failed, where the report had left that open. */
export const FaultAnswer = z
  .object({ instead: z.enum(['other-device', 'stopped']), otherDevice: z.uuid().optional() })
  .refine(namesOther, { path: ['otherDevice'], message: 'name the other device' })
export type FaultAnswer = z.infer<typeof FaultAnswer>

/** What a device shows of itself while it records. */
export const Charge = PreShiftCheck.pick({ battery: true, freeSpace: true })
export type Charge = z.infer<typeof Charge>

/** The report as it is kept: with the activity that went on, and to whom the rules of that day had it go. */
export const FaultNoted = z.object({
  ...reported,
  /** The reporter's own that went on at that moment. */
  activity: z.uuid().optional(),
  /** In the instruments' words; only those somebody stood for. */
  to: z.array(z.string().max(100)).max(20).optional(),
})
export type FaultNoted = z.infer<typeof FaultNoted>

/** Of the two who are told of a fault: who leads the unit, and the office that has it put right. */
export const FaultHearer = z.enum(['leader', 'keeper'])
export type FaultHearer = z.infer<typeof FaultHearer>

/** That a fault was heard of. `heard`: when it had been told aloud before it was written, as the hearer confirms. */
export const FaultAcknowledgement = z.object({ heard: Instant.optional(), note: reason.optional() })
export type FaultAcknowledgement = z.infer<typeof FaultAcknowledgement>

export const deviceEvents = {
  'DeviceRegistered/1': DeviceFacts,
  'DeviceChanged/1': DeviceFacts.omit({ number: true }),
  /** Whoever notes it says so. */
  'FixedCameraNoted/1': FixedCamera,
  'DeviceIssued/1': z.object({ holder: z.uuid(), from: Instant }),
  'DeviceReturned/1': z.object({ from: Instant }),
  'DeviceLent/1': z.object({ borrower: z.uuid(), from: Instant, reason }),
  'LoanEnded/1': z.object({ from: Instant }),
  'PreShiftChecked/1': PreShiftCheck,
  'FaultReported/1': FaultNoted,
  'FaultAnswered/1': FaultAnswer,
  /** Looked at while it recorded; `findings` as of a check, empty where all was well. */
  'ChargeSeen/1': Charge.extend({ findings: z.array(z.string().max(200)), activity: z.uuid().optional() }),
  'FaultAcknowledged/1': FaultAcknowledgement.extend({ as: FaultHearer }),
  /** Its card, with what was recorded, went from who had the device to who receives recordings; the time is that of the event. */
  'CardHandedOver/1': z.object({ receiver: z.uuid() }),
  'SentToRepair/1': z.object({ where: z.string(), reason }),
  'DeviceRepaired/1': z.object({ done: reason }),
  'DeviceLost/1': z.object({ reason }),
  'DeviceFound/1': z.object({ reason }),
  'DeviceRetired/1': z.object({ reason, approver: z.string().trim().min(1) }),
  /** The public key with which a station signs what it states, 32 bytes in base64; it stands until the next key is issued. */
  'StationSigningKeyTold/1': z.object({ publicKey: z.base64().length(44) }),
  /** Somebody else than who gave the station its key has compared the public key with what the station itself shows. */
  'StationSigningKeyVouched/1': z.object({ publicKey: z.base64().length(44) }),
  'StationKeyIssued/1': z.object({ fingerprint: z.string() }),
  ...careEvents,
} as const
