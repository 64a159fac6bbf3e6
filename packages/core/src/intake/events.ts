import { z } from 'zod'
import { ClockSample, DeviceTime, mediaTypes } from '../evidence/index.ts'
import { CameraIdentity, ClockOffset, DeviceKind } from '../devices/index.ts'
import { Digests, Instant, Sha256, storable, Text } from '../kernel/index.ts'
import { Provenance, StationSignature } from './provenance.ts'

const name = (most: number) => z.string().max(most).transform(storable)

/** What the dock or the browser says of a file before its bytes arrive. Names are kept as text and never used as a path. */
export const Declared = z.object({
  fileName: name(4096),
  /** Where it lay on the card, relative, with `/`. */
  path: name(8192).optional(),
  bytes: z.number().int().nonnegative(),
  sha256: Sha256,
  /** Last change of the file as the card's file system has it. */
  modified: Instant.optional(),
  deviceNumber: name(64).optional(),
  officerNumber: name(64).optional(),
  /** Wall-clock digits the device put into the name, `2026-11-20 09:20:00`. */
  deviceTime: z
    .string()
    .refine((wall) => DeviceTime.safeParse({ wall }).success, 'not a time of day that exists')
    .optional(),
  /** When an application stored it under this name, in the same digits; it was recorded no later. */
  savedTime: z
    .string()
    .refine((wall) => DeviceTime.safeParse({ wall }).success, 'not a time of day that exists')
    .optional(),
  sequence: z.number().int().nonnegative().optional(),
  /** Which file of one recording, where its files keep one number. */
  chapter: z.number().int().nonnegative().optional(),
  flagged: z.boolean().optional(),
  /** With what sort of device it was recorded, as whoever sends it says. */
  kind: DeviceKind.optional(),
  clock: ClockOffset.optional(),
  identity: CameraIdentity.optional(),
  /** Names the dock run, so that one card's files stay together. */
  docking: z.uuid().optional(),
  /** A station's, over what it says of the file: spec/station-signature.md. */
  signature: StationSignature.optional(),
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
  'clock-fell-back',
  'time-impossible',
])
export type Flag = z.infer<typeof Flag>

export const MediaType = z.enum([...mediaTypes, 'unknown'])
export type MediaType = z.infer<typeof MediaType>

/** An arrival as it was noted before it was told how each file came: whatever the sender declared stood there as a fact. */
export const ArrivalBefore = z.object({
  arrival: z.uuid(),
  ...Declared.omit({ sha256: true, signature: true, kind: true }).shape,
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
export type ArrivalBefore = z.infer<typeof ArrivalBefore>

/**
 * One file as it came. Device, unit, officer, clock and identity are there only where a docking station had asked the device
 * itself; what the sender or the file claims stands in `provenance.claims` and nowhere else.
 */
export const Arrival = z.object({
  ...ArrivalBefore.omit({ station: true, officerNumber: true }).shape,
  provenance: Provenance,
})
export type Arrival = z.infer<typeof Arrival>

export const QuarantineReason = z.enum(['digest-differs', 'cut-short', 'unreadable', 'not-a-recording', 'empty'])
export type QuarantineReason = z.infer<typeof QuarantineReason>

const aside = { declaredSha256: Sha256, reason: QuarantineReason, message: Text }
export const QuarantinedBefore = z.object({ ...ArrivalBefore.shape, ...aside })
export type QuarantinedBefore = z.infer<typeof QuarantinedBefore>
export const Quarantined = z.object({ ...Arrival.shape, ...aside })
export type Quarantined = z.infer<typeof Quarantined>

export const Docked = z.object({
  deviceNumber: name(64).optional(),
  identity: CameraIdentity.optional(),
  clock: ClockOffset.optional(),
  /** Per cent. */
  battery: z.number().int().min(0).max(100).optional(),
  files: z.number().int().nonnegative(),
  /** Every look at the clocks, of which `clock` is the outcome: whoever doubts it works it out again. */
  samples: z
    .object({
      server: z
        .array(z.object({ before: z.number().int(), server: Instant, after: z.number().int() }))
        .min(1)
        .max(50),
      camera: z.array(ClockSample).min(1).max(50).optional(),
    })
    .optional(),
  /** A station's, over all the others: spec/station-signature.md. */
  signature: StationSignature.optional(),
})
export type Docked = z.infer<typeof Docked>

export const dockingEvents = {
  'CameraDocked/1': Docked.extend({ device: z.uuid().optional(), station: z.uuid().optional() }),
} as const

/** Bytes that were kept: what begins the stream of a recording, and comes to it again. */
export const arrivalEvents = {
  'RecordingPreserved/1': ArrivalBefore,
  'RecordingPreserved/2': Arrival,
  'ArrivalRepeated/1': ArrivalBefore,
  'ArrivalRepeated/2': Arrival,
} as const

const unfinished = z.object({
  upload: z.uuid(),
  fileName: name(4096),
  declaredSha256: Sha256,
  bytes: z.number().int(),
  /** How much of it had come, and was let go of. */
  received: z.number().int(),
})

/** What began to come in and never came whole. */
export const uploadEvents = {
  'UploadGivenUp/1': unfinished,
  /** `last`: when something last came of it. */
  'UploadExpired/1': unfinished.extend({ sender: z.string(), last: Instant }),
} as const

export const quarantineEvents = {
  'FileQuarantined/1': QuarantinedBefore,
  'FileQuarantined/2': Quarantined,
  'QuarantineSettled/1': z.object({
    decision: z.enum(['accepted', 'superseded', 'dismissed']),
    reason: z.string().trim().min(2).max(500),
    recording: z.uuid().optional(),
  }),
} as const
