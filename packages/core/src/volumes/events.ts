import { z } from 'zod'
import { CalendarDate, Instant, Sha256, Sm3 } from '../kernel/index.ts'
import { Act } from '../procedure/index.ts'
import { VolumePart } from '../policy/index.ts'
import { SealCertificate } from '../seals/index.ts'

const Reason = z.string().trim().min(2).max(2000)
const Words = z.string().trim().min(1).max(2000)
const Name = z.string().trim().min(1).max(120)
/** Bytes kept in the vault. */
const Kept = { sha256: Sha256, sm3: Sm3, bytes: z.number().int().positive() }

/** A paper that was made elsewhere and came in as a PDF: a receipt, a report, a page signed by hand. */
export const Material = z.object({
  id: z.uuid(),
  title: z.string().trim().min(2).max(120),
  /** The paper of the rules that it is: `changsha-county-2023/paper-case-closing`. */
  rule: z.string().max(200).exactOptional(),
  /** The measure that it is of, by its act. */
  about: z.uuid().exactOptional(),
  /** The act of the case that it is of, where it is no paper of the rules. */
  act: Act.exactOptional(),
  number: z.string().trim().min(1).max(80).exactOptional(),
  /** 责任者: who made it. */
  author: Name,
  on: CalendarDate,
  pages: z.number().int().positive(),
  /** Of a paper that was scanned: where the sheet itself is kept. */
  paperAt: z.string().trim().min(1).max(120).exactOptional(),
  /** Pages on which nothing is to be seen, and which whoever brought it in kept all the same. */
  blank: z.array(z.number().int().positive()).min(1).exactOptional(),
  ...Kept,
})
export type Material = z.infer<typeof Material>

/** What a recording that goes with the file proves, and how it was made: 长沙县 art. 43. */
export const Explanation = z.object({ recording: z.uuid(), proves: Words, method: Words })
export type Explanation = z.infer<typeof Explanation>

/** One paper as it lies in the volume. */
export const Entry = z.object({
  kind: z.enum(['paper', 'material']),
  id: z.uuid(),
  title: z.string(),
  number: z.string().exactOptional(),
  author: z.string(),
  on: CalendarDate,
  /** The heading it lies under, in the words of the order. */
  section: z.string(),
  part: VolumePart,
  pages: z.number().int().positive(),
  /** The numbers that its first and last page bear. */
  from: z.number().int().positive(),
  to: z.number().int().positive(),
  /** Sheets behind its pages: scans of those signed with a pen, refusals longer than their place. */
  behind: z.number().int().positive().exactOptional(),
  /** Of the stored file, which was joined as it is. */
  sha256: Sha256,
  /** Of a paper that was scanned: where the sheet itself is kept. */
  paperAt: z.string().exactOptional(),
  /** As it came back from the seal service; a PDF lies in the volume in place of what was fixed, an OFD beside it. */
  sealed: z.object({ id: z.uuid(), format: z.enum(['pdf', 'ofd']), sha256: Sha256 }).exactOptional(),
})
export type Entry = z.infer<typeof Entry>

/** A recording of the case, listed with the file and not in it. */
export const Listed = z.object({
  recording: z.uuid(),
  fileName: z.string(),
  sha256: Sha256,
  act: Act,
  on: CalendarDate,
  at: z.string(),
  until: z.string(),
  proves: z.string(),
  method: z.string(),
  maker: z.string(),
  made: z.string(),
  /** Its disc, where there is one. */
  disc: z.string().exactOptional(),
  /** The folders it is filed under by the instrument of its day, outermost first; absent where that has none. */
  path: z.array(z.string()).exactOptional(),
})
export type Listed = z.infer<typeof Listed>

/** How long the volume is kept: for good, until a day, or as long as the bureau is still to say. */
export const Retention = z.object({
  keep: z.enum(['permanent', 'term', 'undecided']),
  /** `30 year` */
  term: z.string().exactOptional(),
  until: CalendarDate.exactOptional(),
  /** Why it is kept for good. */
  reason: Reason.exactOptional(),
})
export type Retention = z.infer<typeof Retention>

/** A finished file of the volume. `signed`: by the bureau's own certificate, to the end of the file. */
export const BoundFile = z.object({
  part: VolumePart,
  pages: z.number().int().positive(),
  ...Kept,
  signed: z.object({ at: Instant, certificate: SealCertificate }).exactOptional(),
})
export type BoundFile = z.infer<typeof BoundFile>

export const Bound = z.object({
  case: z.uuid(),
  /** 案卷号: year and place in order. */
  number: z.string(),
  /** `changsha-county-2023/volume-stages` */
  order: z.string(),
  entries: z.array(Entry),
  recordings: z.array(Listed),
  retention: Retention,
  /** 本卷情况说明 in whoever bound it's own words. */
  note: z.string().exactOptional(),
  /** One file, or 正卷 and 副卷. */
  files: z.array(BoundFile).min(1),
})
export type Bound = z.infer<typeof Bound>

export const Borrower = z.object({
  /** Whose account it is; absent for somebody of another organ. */
  person: z.uuid().exactOptional(),
  name: Name,
  organ: z.string().trim().min(2).max(120).exactOptional(),
})
export type Borrower = z.infer<typeof Borrower>

const Place = { cabinet: z.string().trim().min(1).max(60), shelf: z.string().trim().min(1).max(60) }

export const volumeEvents = {
  'MaterialFiled/1': Material,
  /** A page of it was opened, by somebody else than who stored it: what is confirmed was looked at. */
  'MaterialPageSeen/1': z.object({ material: z.uuid(), page: z.number().int().positive() }),
  /** That it is the paper it is said to be, by somebody else than who stored it, and what that is recognised by. */
  'MaterialConfirmed/1': z.object({ material: z.uuid(), pages: z.number().int().positive(), reason: Reason }),
  'MaterialWithdrawn/1': z.object({ material: z.uuid(), reason: Reason }),
  'RecordingProved/1': Explanation,
  /** 案由 in the words of who handles the case, where no act of it names one of the catalogue. */
  'CauseNamed/1': z.object({ cause: z.string().trim().min(2).max(120) }),
  'VolumeBound/1': Bound,
  /** `files`: what was taken in, by its digests; `reason`: why it is late. */
  'VolumeTakenIn/1': z.object({ ...Place, files: z.array(Sha256).min(1), reason: Reason.exactOptional() }),
  'VolumeSentBack/1': z.object({ reason: Reason }),
  'VolumeMoved/1': z.object({ ...Place, reason: Reason }),
  'VolumeLent/1': z.object({ loan: z.uuid(), borrower: Borrower, reason: Reason, due: CalendarDate }),
  /** The file is kept longer than what was written on its cover; never for a shorter time. */
  'VolumeKeptLonger/1': z.object({ retention: Retention, reason: Reason }),
  'VolumeGivenBack/1': z.object({ loan: z.uuid(), condition: Words }),
} as const
