import { z } from 'zod'
import { ClockOffset } from '../devices/index.ts'
import { Digests, Instant, Sha256 } from '../kernel/index.ts'
import { isPlainPath } from './paths.ts'

export const PACKAGE_FORMAT = 'liuhen-package/1'

const Place = z
  .string()
  .refine((path) => path.startsWith('data/') && isPlainPath(path), 'not a path inside data/')
  .brand('Place')

const line = z.string().max(4096)

/** A file made from an original for looking at; never evidence itself. */
export const PackagedView = z.object({
  path: Place,
  kind: z.enum(['view-copy', 'still', 'waveform', 'transcript', 'other']),
  bytes: z.number().int().nonnegative(),
  ...Digests.shape,
  /** The program and version that made it, `ffmpeg 5.1.6`. */
  tool: line,
  /** How, well enough to make it again. */
  recipe: line,
  /** SHA-256 of the original it was made from. */
  original: Sha256,
})
export type PackagedView = z.infer<typeof PackagedView>

/** What the index says of one original. Where the sealed event says it too, the two must agree. */
export const PackagedItem = z.object({
  number: z.number().int().positive(),
  path: Place,
  /** As it was on the card, kept as text. */
  fileName: line,
  bytes: z.number().int().nonnegative(),
  ...Digests.shape,
  recording: z.uuid(),
  take: z.uuid().optional(),
  device: z.object({ number: line, model: line.optional() }).optional(),
  officer: z.object({ name: line, certificate: line.optional(), unit: line.optional() }).optional(),
  /** Wall-clock digits as the device wrote them, `2026-11-20 09:20:00`. */
  deviceTime: line.optional(),
  /** Device time less station time; subtracting it from the device time gives the corrected time. */
  clock: ClockOffset.pick({ offset: true, error: true }).optional(),
  correctedTime: Instant.optional(),
  durationSeconds: z.number().nonnegative().optional(),
  /** The folders the bureau's rules file it under, outermost first. */
  filing: z.array(line).max(20).optional(),
  preservedAt: Instant,
  views: z.array(PackagedView),
  event: Place,
  proof: Place,
})
export type PackagedItem = z.infer<typeof PackagedItem>

/** A stretch inside a take of which there is no recording, between two items, and what was said about it. */
export const PackagedGap = z.object({
  after: z.number().int().positive(),
  before: z.number().int().positive(),
  seconds: z.number().nonnegative(),
  explanation: z.object({ words: line, by: line, at: Instant }).optional(),
})
export type PackagedGap = z.infer<typeof PackagedGap>

/** One recording act of the officer, in as many files as the camera cut it into. */
export const PackagedTake = z.object({
  id: z.uuid(),
  items: z.array(z.number().int().positive()),
  gaps: z.array(PackagedGap),
})
export type PackagedTake = z.infer<typeof PackagedTake>

/** `data/index.json`, spec/package.md section 4. */
export const PackageIndex = z.object({
  format: z.literal(PACKAGE_FORMAT),
  id: z.string().min(1).max(200),
  bureau: line,
  madeAt: Instant,
  madeBy: line,
  items: z.array(PackagedItem).min(1).max(20_000),
  takes: z.array(PackagedTake).max(20_000),
})
export type PackageIndex = z.infer<typeof PackageIndex>
