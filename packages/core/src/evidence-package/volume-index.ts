import { z } from 'zod'
import { Digests, Instant, Sha256, Uuid } from '../kernel/index.ts'
import { sealUnknowns, sealVerdicts } from '../seals/index.ts'

const line = z.string().max(4096)
const count = z.int().nonnegative()
const one = z.int().positive()
const uuid = Uuid
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/)

/** `id` is who the sealed events name. */
const Person = z.strictObject({ id: uuid, name: line })
const Kept = { bytes: count, ...Digests.shape }
const Part = z.enum(['main', 'side'])

/** The finished file of a volume, or one of 正卷 and 副卷. */
export const PackagedPart = z.strictObject({ part: Part, pages: one, ...Kept })
export type PackagedPart = z.infer<typeof PackagedPart>

/** One place of a paper that was signed or refused, with the page it was set on. */
export const PackagedSignature = z.strictObject({
  slot: line,
  page: one,
  /** Who it is of, as it was written down. */
  name: line,
  how: z.enum(['strokes', 'password', 'scan', 'refused']),
  /** Of the page: which page of which bytes. */
  pageDigest: Sha256,
  at: Instant,
  /** Whose account wrote it down. */
  by: Person,
  /** Of the strokes or the scan, which lie in the package. */
  kept: z.strictObject({ as: z.enum(['json', 'png', 'jpg', 'pdf']), ...Kept }).optional(),
  /** Of a refusal. */
  reason: line.optional(),
  witness: line.optional(),
})
export type PackagedSignature = z.infer<typeof PackagedSignature>

/** A paper as it came back from a seal service, beside the one that was fixed. */
export const PackagedSealed = z.strictObject({
  id: uuid,
  format: z.enum(['pdf', 'ofd']),
  ...Kept,
  keptAt: Instant,
  keptBy: Person,
  seals: z
    .array(
      z.strictObject({
        verdict: z.enum(sealVerdicts),
        unknown: z.enum(sealUnknowns).optional(),
        /** Of its certificate, as that says of itself. */
        subject: line.optional(),
        claimed: Instant.optional(),
      }),
    )
    .max(100),
})
export type PackagedSealed = z.infer<typeof PackagedSealed>

/** One paper of a volume, in its place. */
export const PackagedPaper = z.strictObject({
  number: one,
  /** `paper`: made and fixed here. `material`: made elsewhere and filed. */
  kind: z.enum(['paper', 'material']),
  id: uuid,
  title: line,
  /** 文号 */
  mark: line.optional(),
  author: line,
  on: day,
  section: line,
  part: Part,
  pages: one,
  from: one,
  to: one,
  /** Where the sheet itself is kept, of one that was scanned. */
  paperAt: line.optional(),
  /** Of a material that is said to be a paper of the rules: who else looked at each page, when, and what they know it by. */
  confirmed: z.strictObject({ reason: line, at: Instant, by: Person }).optional(),
  ...Kept,
  signatures: z.array(PackagedSignature).max(9999),
  sealed: z.array(PackagedSealed).max(99),
  /** How many sealed events of it travel along. */
  events: one.max(9999),
})
export type PackagedPaper = z.infer<typeof PackagedPaper>

/** One request for approval of an act of the case, with everything that was signed in its chain. */
export const PackagedApproval = z.strictObject({
  number: one,
  id: uuid,
  act: line,
  what: line,
  askedAt: Instant,
  askedBy: Person,
  note: line.optional(),
  /** The posts in their order, as the instrument prints them. */
  chain: z.array(line).min(1).max(1000),
  signatures: z
    .array(
      z.strictObject({
        post: line,
        opinion: z.enum(['agreed', 'differs', 'returned']),
        words: line.optional(),
        at: Instant,
        by: Person,
        /** Whose post it is, where a deputy signed. */
        inStead: Person.optional(),
      }),
    )
    .max(1000),
  withdrawn: z.strictObject({ reason: line, at: Instant, by: Person }).optional(),
  events: one.max(9999),
})
export type PackagedApproval = z.infer<typeof PackagedApproval>

/** The bound volume of a case, spec/package.md section 10. */
export const PackagedVolume = z.strictObject({
  case: uuid,
  /** 案卷号 */
  number: line,
  title: line,
  boundAt: Instant,
  boundBy: Person,
  files: z.array(PackagedPart).min(1).max(2),
  papers: z.array(PackagedPaper).max(9999),
  approvals: z.array(PackagedApproval).max(9999),
})
export type PackagedVolume = z.infer<typeof PackagedVolume>

const four = (number: number): string => String(number).padStart(4, '0')
const two = (number: number): string => String(number).padStart(2, '0')

/** Where the files of a volume lie: all but the extension of a scan follows from their numbers. */
export const partPath = ({ part }: Pick<PackagedPart, 'part'>): string => `data/volume/${part}.pdf`
export const paperPath = (number: number): string => `data/papers/${four(number)}.pdf`
export const sealedPath = (number: number, nth: number, { format }: Pick<PackagedSealed, 'format'>): string =>
  `data/sealed/${four(number)}-${two(nth)}.${format}`
export const signaturePath = (number: number, nth: number, as: 'json' | 'png' | 'jpg' | 'pdf'): string =>
  `data/signatures/${four(number)}-${two(nth)}.${as}`

/** An event file and its proof. */
export interface EventPlace {
  readonly event: string
  readonly proof: string
}
const placed = (stem: string): EventPlace => ({
  event: `data/proofs/${stem}.event.json`,
  proof: `data/proofs/${stem}.tlog-proof`,
})
export const VOLUME_EVENT = placed('volume')
const counted = (count: number, stem: (nth: number) => string): EventPlace[] =>
  Array.from({ length: count }, (_, i) => placed(stem(i + 1)))
export const paperEvents = ({ number, events }: Pick<PackagedPaper, 'number' | 'events'>): EventPlace[] =>
  counted(events, (nth) => `paper-${four(number)}-${two(nth)}`)
export const sealedEvents = ({ number, sealed }: Pick<PackagedPaper, 'number' | 'sealed'>): EventPlace[] =>
  counted(sealed.length, (nth) => `sealed-${four(number)}-${two(nth)}`)
export const approvalEvents = ({ number, events }: Pick<PackagedApproval, 'number' | 'events'>): EventPlace[] =>
  counted(events, (nth) => `approval-${four(number)}-${two(nth)}`)

/** All event files and proofs of a volume. */
export const volumeEventPaths = ({ papers, approvals }: Pick<PackagedVolume, 'papers' | 'approvals'>): string[] =>
  [
    VOLUME_EVENT,
    ...papers.flatMap((paper) => [...paperEvents(paper), ...sealedEvents(paper)]),
    ...approvals.flatMap(approvalEvents),
  ].flatMap(({ event, proof }) => [event, proof])

/** A file of a volume with what the index says of it. */
export interface VolumeFile extends Digests {
  readonly path: string
  readonly bytes: number
}

/** The scans and strokes of a paper, by the place of their signature. */
export const signatureFiles = ({ number, signatures }: Pick<PackagedPaper, 'number' | 'signatures'>): VolumeFile[] =>
  signatures.flatMap(({ kept }, i) => {
    if (kept === undefined) return []
    const { as, ...file } = kept
    return [{ ...file, path: signaturePath(number, i + 1, as) }]
  })

/** Every file of a volume but its events. */
export const volumeFiles = ({ files, papers }: Pick<PackagedVolume, 'files' | 'papers'>): VolumeFile[] => [
  ...files.map((file) => ({ ...digestsOf(file), path: partPath(file) })),
  ...papers.flatMap((paper) => [
    { ...digestsOf(paper), path: paperPath(paper.number) },
    ...paper.sealed.map((file, i) => ({ ...digestsOf(file), path: sealedPath(paper.number, i + 1, file) })),
    ...signatureFiles(paper),
  ]),
]
const digestsOf = ({ bytes, sha256, sm3 }: Omit<VolumeFile, 'path'>): Omit<VolumeFile, 'path'> => ({
  bytes,
  sha256,
  sm3,
})
