import { z } from 'zod'
import { Instant } from '../kernel/index.ts'

/** 执法记录仪, 照相机, 摄像机, 录音笔, 视频监控, 采集站 */
export const DeviceKind = z.enum([
  'body-camera',
  'camera',
  'video-camera',
  'voice-recorder',
  'surveillance',
  'docking-station',
])
export type DeviceKind = z.infer<typeof DeviceKind>

export const DeviceCondition = z.enum(['in-use', 'on-loan', 'faulty', 'at-repair', 'lost', 'retired'])
export type DeviceCondition = z.infer<typeof DeviceCondition>

/** What a camera says of itself through the interface of GA/T 947.4; the widths are those vendors' programs use. */
export const CameraIdentity = z.object({
  idCode: z.string().max(5).optional(),
  serial: z.string().max(7).optional(),
  userNumber: z.string().max(6).optional(),
  userName: z.string().max(32).optional(),
  unitNumber: z.string().max(12).optional(),
  unitName: z.string().max(32).optional(),
})
export type CameraIdentity = z.infer<typeof CameraIdentity>

export const DeviceFacts = z.object({
  number: z.string().trim().min(1).max(40),
  kind: DeviceKind,
  model: z.string().trim().max(80).optional(),
  unit: z.uuid(),
  identity: CameraIdentity.optional(),
})
export type DeviceFacts = z.infer<typeof DeviceFacts>

/** Device time less station time, and how far that may be off, both in milliseconds. */
export const ClockOffset = z.object({
  offset: z.number().int(),
  error: z.number().int().nonnegative(),
  at: Instant,
  samples: z.number().int().positive(),
})
export type ClockOffset = z.infer<typeof ClockOffset>

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
export const FaultReport = z
  .object({
    fault: reason,
    instead: z.enum(['other-device', 'stopped']),
    otherDevice: z.uuid().optional(),
  })
  .refine((one) => one.instead !== 'other-device' || one.otherDevice !== undefined, {
    path: ['otherDevice'],
    message: 'name the other device',
  })
export type FaultReport = z.infer<typeof FaultReport>

export const deviceEvents = {
  'DeviceRegistered/1': DeviceFacts,
  'DeviceChanged/1': DeviceFacts.omit({ number: true }),
  'DeviceIssued/1': z.object({ holder: z.uuid(), from: Instant }),
  'DeviceReturned/1': z.object({ from: Instant }),
  'DeviceLent/1': z.object({ borrower: z.uuid(), from: Instant, reason }),
  'LoanEnded/1': z.object({ from: Instant }),
  'PreShiftChecked/1': PreShiftCheck,
  'FaultReported/1': FaultReport,
  'SentToRepair/1': z.object({ where: z.string(), reason }),
  'DeviceRepaired/1': z.object({ done: reason }),
  'DeviceLost/1': z.object({ reason }),
  'DeviceFound/1': z.object({ reason }),
  'DeviceRetired/1': z.object({ reason, approver: z.string().trim().min(1) }),
  'DeviceDocked/1': z.object({
    station: z.string().optional(),
    clock: ClockOffset.optional(),
    battery: z.number().optional(),
    identity: CameraIdentity.optional(),
    files: z.number().int().nonnegative(),
  }),
  'StationKeyIssued/1': z.object({ fingerprint: z.string() }),
} as const
