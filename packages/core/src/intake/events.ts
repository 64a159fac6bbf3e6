import { z } from 'zod'
import { CameraIdentity, ClockOffset } from '../devices/index.ts'
import { Digests, Instant, Sha256, Text } from '../kernel/index.ts'

/** What the dock or the browser says of a file before its bytes arrive. Names are kept as text and never used as a path. */
export const Declared = z.object({
  fileName: z.string().max(4096),
  /** Where it lay on the card, relative, with `/`. */
  path: z.string().max(8192).optional(),
  bytes: z.number().int().nonnegative(),
  sha256: Sha256,
  /** Last change of the file as the card's file system has it. */
  modified: Instant.optional(),
  deviceNumber: z.string().max(64).optional(),
  officerNumber: z.string().max(64).optional(),
  /** Wall-clock digits the device put into the name, `2026-11-20 09:20:00`. */
  deviceTime: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    .optional(),
  sequence: z.number().int().nonnegative().optional(),
  flagged: z.boolean().optional(),
  clock: ClockOffset.optional(),
  identity: CameraIdentity.optional(),
  /** Names the dock run, so that one card's files stay together. */
  docking: z.uuid().optional(),
})
export type Declared = z.infer<typeof Declared>

/** Why a file is taken in and flagged, never refused. */
export const Flag = z.enum([
  'device-unknown',
  'device-retired',
  'holder-differs',
  'holder-unknown',
  'accepted-from-quarantine',
  'clock-unmeasured',
])
export type Flag = z.infer<typeof Flag>

export const MediaType = z.enum([
  'mp4',
  'mov',
  'ts',
  'avi',
  'mkv',
  '3gp',
  'wav',
  'mp3',
  'aac',
  'jpg',
  'heic',
  'unknown',
])
export type MediaType = z.infer<typeof MediaType>

export const Arrival = z.object({
  arrival: z.uuid(),
  ...Declared.omit({ sha256: true }).shape,
  ...Digests.shape,
  mediaType: MediaType,
  device: z.uuid().optional(),
  unit: z.uuid().optional(),
  /** The device's holder at the recording's time, who is taken to have recorded. */
  officer: z.uuid().optional(),
  station: z.uuid().optional(),
  flags: z.array(Flag),
  arrivedAt: Instant,
})
export type Arrival = z.infer<typeof Arrival>

export const QuarantineReason = z.enum(['digest-differs', 'cut-short', 'unreadable', 'not-a-recording', 'empty'])
export type QuarantineReason = z.infer<typeof QuarantineReason>

export const Quarantined = z.object({
  ...Arrival.shape,
  declaredSha256: Sha256,
  reason: QuarantineReason,
  message: Text,
})
export type Quarantined = z.infer<typeof Quarantined>

export const intakeEvents = {
  'RecordingPreserved/1': Arrival,
  'ArrivalRepeated/1': Arrival,
  'FileQuarantined/1': Quarantined,
  'QuarantineSettled/1': z.object({
    decision: z.enum(['accepted', 'superseded', 'dismissed']),
    reason: z.string().trim().min(2).max(500),
    recording: z.uuid().optional(),
  }),
} as const
