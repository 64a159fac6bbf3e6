import { z } from 'zod'
import { ClockOffset } from '../devices/index.ts'
import { Digests, Instant, Sha256, Uuid } from '../kernel/index.ts'
import { readJson } from './json.ts'
import { eventPath, isPlainPath, proofPath } from './paths.ts'
import { PackagedVolume } from './volume-index.ts'

export const PACKAGE_FORMAT = 'liuhen-package/2'
/** A package that holds the bound volume of a case beside its recordings. */
export const VOLUME_FORMAT = 'liuhen-package/3'
/** A package in which at least one recording goes as its redacted copy, with or without a volume. */
export const REDACTED_FORMAT = 'liuhen-package/4'
/** Made until the package itself was sealed; only its originals can be proven. */
export const OLD_FORMAT = 'liuhen-package/1'

const Place = z
  .string()
  .refine((path) => path.startsWith('data/') && isPlainPath(path), 'not a path inside data/')
  .brand('Place')

const line = z.string().max(4096)
const count = z.int().nonnegative()
const uuid = Uuid

const view = {
  path: Place,
  kind: z.enum(['view-copy', 'track-copy', 'still', 'waveform', 'transcript', 'other']),
  bytes: count,
  ...Digests.shape,
  /** The program and version that made it, `ffmpeg 5.1.6`. */
  tool: line,
  /** How, well enough to make it again. */
  recipe: line,
  /** SHA-256 of the original it was made from. */
  original: Sha256,
}
/** A file made from an original for looking at; never evidence itself. */
export const PackagedView = z.strictObject(view)
export type PackagedView = z.infer<typeof PackagedView>

/** The copy that goes in place of an original, spec/package.md section 11. */
export const PackagedRedaction = z.strictObject({
  redaction: uuid,
  bytes: count,
  ...Digests.shape,
  tool: line,
  recipe: line,
  /** When it was approved by another than who looked it over. */
  approvedAt: Instant,
  /** Why something in it is not shown, in the bureau's words. */
  why: z.array(line).max(20),
})
export type PackagedRedaction = z.infer<typeof PackagedRedaction>

const item = {
  number: z.int().positive(),
  path: Place,
  /** As it was on the card, kept as text. */
  fileName: line,
  bytes: count,
  ...Digests.shape,
  recording: uuid,
  take: uuid.optional(),
  /** Wall-clock digits as the device wrote them, `2026-11-20 09:20:00`. */
  deviceTime: line.optional(),
  correctedTime: Instant.optional(),
  durationSeconds: z.number().nonnegative().optional(),
  /** The folders the bureau's rules file it under, outermost first. */
  filing: z.array(line).max(20).optional(),
  preservedAt: Instant,
}
const clock = ClockOffset.pick({ offset: true, error: true })
const officer = { name: line, certificate: line.optional(), unit: line.optional() }
const device = { number: line, model: line.optional() }

/** What the index says of one original. Where a sealed event says it too, the two must agree. */
export const PackagedItem = z.strictObject({
  ...item,
  device: z.strictObject(device).optional(),
  /** `id` is who the sealed events name. */
  officer: z.strictObject({ id: uuid, ...officer }).optional(),
  /** Device time less station time, when the device was docked. */
  clock: clock.strict().optional(),
  /** Milliseconds that the corrected time may be off, either way: {@link ClockOffset} and what the clock drifted since. */
  timeError: count.optional(),
  views: z.array(PackagedView).max(1000),
  /** How many sealed events of this recording travel along besides the one that preserved it. */
  further: z.int().nonnegative().max(9999),
})
type Packaged = z.infer<typeof PackagedItem>
/** As every version of the format has it. */
export type PackagedItem = Omit<Packaged, 'officer' | 'further'> & {
  readonly officer?: (Omit<NonNullable<Packaged['officer']>, 'id'> & { readonly id?: string }) | undefined
  readonly further?: number | undefined
  readonly redacted?: PackagedRedaction | undefined
}

/** The file of an item that lies at its path: its original, or the redacted copy of it. */
export const fileOf = ({
  path,
  redacted,
  ...item
}: Pick<PackagedItem, 'path' | 'bytes' | 'sha256' | 'sm3' | 'redacted'>): Digests & {
  readonly path: string
  readonly bytes: number
} => {
  const { bytes, sha256, sm3 } = redacted ?? item
  return { path, bytes, sha256, sm3 }
}

const explanation = { words: line, by: line, at: Instant }
const gap = { after: z.int().positive(), before: z.int().positive(), seconds: z.number().nonnegative() }

/** A stretch inside a take of which there is no recording, between two items, and what was said about it. */
export const PackagedGap = z.strictObject({
  ...gap,
  /** `time`: the clock ran on. `number`: numbers of files are missing. `container`: the file says so itself. */
  kind: z.enum(['time', 'number', 'container']),
  explanation: z.strictObject(explanation).optional(),
})
export type PackagedGap = Omit<z.infer<typeof PackagedGap>, 'kind'> & {
  readonly kind?: z.infer<typeof PackagedGap>['kind'] | undefined
}

/** One recording act of the officer, in as many files as the camera cut it into. */
export const PackagedTake = z.strictObject({ id: uuid, items: z.array(z.int().positive()), gaps: z.array(PackagedGap) })
export type PackagedTake = Omit<z.infer<typeof PackagedTake>, 'gaps'> & { readonly gaps: readonly PackagedGap[] }

const index = { id: z.string().min(1).max(200), bureau: line, madeAt: Instant, madeBy: line }

/** `data/index.json`, spec/package.md section 4. */
export const PackageIndex = z.strictObject({
  ...index,
  format: z.literal(PACKAGE_FORMAT),
  id: uuid,
  /** Digests of `data/statement.json`, so that the digest of the index is that of all there is to read and to see. */
  statement: z.strictObject(Digests.shape),
  items: z.array(PackagedItem).min(1).max(20_000),
  takes: z.array(PackagedTake).max(20_000),
})

/** `data/index.json` of a package with a volume: a case may have ended without a recording. */
export const VolumeIndex = PackageIndex.extend({
  format: z.literal(VOLUME_FORMAT),
  items: z.array(PackagedItem).max(20_000),
  volume: PackagedVolume,
})

/** What is looked at of a recording that goes redacted would show what the copy hides. */
const RedactableItem = PackagedItem.extend({ redacted: PackagedRedaction.optional() }).refine(
  (one) => one.redacted === undefined || one.views.length === 0,
)

/** `data/index.json` of a package in which recordings go as their redacted copies. */
export const RedactedIndex = PackageIndex.extend({
  format: z.literal(REDACTED_FORMAT),
  items: z
    .array(RedactableItem)
    .max(20_000)
    .refine((items) => items.some((one) => one.redacted !== undefined)),
  volume: PackagedVolume.optional(),
})

const OldIndex = z.object({
  ...index,
  format: z.literal(OLD_FORMAT),
  items: z
    .array(
      z.object({
        ...item,
        device: z.object(device).optional(),
        officer: z.object(officer).optional(),
        clock: clock.optional(),
        views: z.array(z.object(view)),
        event: Place,
        proof: Place,
      }),
    )
    .min(1)
    .max(20_000),
  takes: z
    .array(
      z.object({
        id: uuid,
        items: z.array(z.int().positive()),
        gaps: z.array(z.object({ ...gap, explanation: z.object(explanation).optional() })),
      }),
    )
    .max(20_000),
})

/** An index of any version. */
export interface PackageIndex {
  readonly version: 1 | 2 | 3 | 4
  readonly id: string
  readonly bureau: string
  readonly madeAt: Instant
  readonly madeBy: string
  readonly statement?: Digests
  readonly items: readonly PackagedItem[]
  readonly takes: readonly PackagedTake[]
  readonly volume?: PackagedVolume | undefined
}

/** What a package of these is written as. */
export function formatOf({ items, volume }: { readonly items: readonly object[]; readonly volume?: unknown }): string {
  if (items.some((one) => 'redacted' in one && one.redacted !== undefined)) return REDACTED_FORMAT
  return volume === undefined ? PACKAGE_FORMAT : VOLUME_FORMAT
}

/** Reads an index of any version that was ever written; undefined when it is none. */
export function readIndex(text: string | undefined): PackageIndex | undefined {
  const found = readJson(PackageIndex, text)
  if (found !== undefined) return { version: 2, ...found }
  const volume = readJson(VolumeIndex, text)
  if (volume !== undefined) return { version: 3, ...volume }
  const redacted = readJson(RedactedIndex, text)
  if (redacted !== undefined) return { version: 4, ...redacted }
  const old = readJson(OldIndex, text)
  const isPlaced = old?.items.every((one) => one.event === eventPath(one.number) && one.proof === proofPath(one.number))
  if (old === undefined || isPlaced !== true) return undefined
  return { version: 1, ...old }
}
