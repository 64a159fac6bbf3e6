import { DeviceKind } from '@liuhen/core/devices'
import { CalendarDate, Instant, Sha256, Text } from '@liuhen/core/kernel'
import { Act } from '@liuhen/core/procedure'
import { BoundFile, Entry, Listed, Material, Retention } from '@liuhen/core/volumes'
import { z } from 'zod'
import { PackageRow } from '../packages/index.ts'
import { CitationView } from '../packs/views.ts'

const Stamp = z.object({ at: Instant, by: z.string() })
const named = z.object({ id: z.uuid(), name: z.string() })

/** What is missing before a volume is bound, with the place one goes to for it. */
export const VolumeLack = z.object({
  code: z.string(),
  message: Text,
  citations: z.array(CitationView),
  at: z
    .object({
      paper: z.string().optional(),
      rule: z.string().optional(),
      material: z.string().optional(),
      act: z.string().optional(),
      recording: z.string().optional(),
      activity: z.string().optional(),
      approval: z.literal(true).optional(),
      setting: z.string().optional(),
      people: z.literal(true).optional(),
      cause: z.literal(true).optional(),
    })
    .optional(),
})
export type VolumeLack = z.infer<typeof VolumeLack>

export const VolumeStands = z.enum(['open', 'bound', 'archived'])

/** A recording of the case, and what is said of it. */
export const VolumeRecording = z.object({
  recording: z.uuid(),
  fileName: z.string(),
  act: Act,
  on: CalendarDate,
  at: z.string(),
  until: z.string(),
  proves: z.string().optional(),
  method: z.string().optional(),
  by: z.string().optional(),
  disc: z.string().optional(),
  /** The folders it is filed under by the rules of its day, outermost first. */
  path: z.array(z.string()).optional(),
})

export const LoanView = z.object({
  id: z.uuid(),
  borrower: z.string(),
  organ: z.string().optional(),
  reason: z.string(),
  due: CalendarDate,
  lent: Stamp,
  back: Stamp.extend({ condition: z.string() }).optional(),
  overdue: z.boolean(),
})

export const VolumeView = z.object({
  case: z.object({ id: z.uuid(), title: z.string() }),
  stands: VolumeStands,
  /** The order that is followed, in its words, with its articles. */
  order: z.object({ name: z.string(), title: Text, citations: z.array(CitationView) }).optional(),
  /** The day by which it is to be archived, where the case has ended. */
  due: z
    .object({ title: Text, last: z.string().optional(), overdue: z.boolean(), citations: z.array(CitationView) })
    .optional(),
  lacks: z.array(VolumeLack),
  /** What should be on film and is not; it keeps no file open. */
  remarks: z.array(VolumeLack),
  /** As it would be bound now, or as it was. */
  entries: z.array(Entry),
  materials: z.array(
    Material.extend({
      form: z.enum(['paper', 'electronic']),
      filed: Stamp,
      /** Which paper of the rules whoever stored it says it is, with its articles. */
      claims: z.object({ title: Text, citations: z.array(CitationView) }).optional(),
      confirmed: Stamp.extend({ reason: z.string() }).optional(),
      /** Where the viewer may confirm it: the pages that they have not opened. */
      unseen: z.array(z.number().int()).optional(),
      withdrawn: Stamp.extend({ reason: z.string() }).optional(),
    }),
  ),
  /** Papers that a file may be stored as. */
  fileable: z.array(
    z.object({
      rule: z.string(),
      title: Text,
      held: z.number().int(),
      wanted: z.number().int(),
      /** Where the case has several measures that it can be of: which. */
      measures: z.array(z.object({ id: z.uuid(), title: Text })).optional(),
    }),
  ),
  /** 案由: of the catalogue by the act that named it last, or as whoever handles the case named it. */
  cause: z.object({ name: z.string(), by: z.enum(['catalogue', 'handler']) }).optional(),
  recordings: z.array(VolumeRecording),
  custodian: z.object({
    who: z.string().optional(),
    where: z.string().optional(),
    /** Where the instrument has those keep it who handle the case: their unit. */
    unit: z.string().optional(),
    people: z.array(z.string()),
    citations: z.array(CitationView),
  }),
  number: z.string().optional(),
  bound: Stamp.extend({
    retention: Retention,
    files: z.array(BoundFile.omit({ sm3: true })),
    note: z.string().optional(),
    recordings: z.array(Listed),
  }).optional(),
  /** How long it is kept now: as it was bound, or longer. */
  kept: Retention.optional(),
  keptLonger: Stamp.extend({ reason: z.string() }).optional(),
  sentBack: Stamp.extend({ reason: z.string() }).optional(),
  takenIn: Stamp.optional(),
  place: Stamp.extend({ cabinet: z.string(), shelf: z.string() }).optional(),
  loans: z.array(LoanView),
  /** Archive packages that were made of it, as whoever keeps it sees them. */
  packages: z.array(
    PackageRow.pick({ id: true, madeAt: true, madeBy: true, recipient: true, bytes: true, ready: true }),
  ),
  may: z.object({ file: z.boolean(), bind: z.boolean(), takeIn: z.boolean(), keep: z.boolean(), pack: z.boolean() }),
})
export type VolumeView = z.infer<typeof VolumeView>

/** One thing that happened in a case, or was recorded of it. */
export const TimelineEntry = z.object({
  at: Instant,
  by: z.string(),
  title: Text,
  /** The act, paper, file or item of evidence it is about, by its name. */
  about: z.string().optional(),
  /** 文字记录 or 动态记录, where it is a record of what was done. */
  form: z.enum(['text', 'media']).optional(),
  /** What it was recorded with. */
  source: DeviceKind.optional(),
  act: z.string().optional(),
  paper: z.uuid().optional(),
  recording: z.uuid().optional(),
  /** Of a file its own; of an event what the log holds of it. */
  sha256: Sha256,
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const CaseTimeline = z.object({
  case: z.object({ id: z.uuid(), title: z.string() }),
  /** Whose stages these are, where the bureau's own instrument names them. */
  order: z.object({ title: Text, citations: z.array(CitationView) }).optional(),
  stages: z.array(z.object({ title: Text, entries: z.array(TimelineEntry) })),
  /** Each act with its records, by form. */
  steps: z.array(
    z.object({
      id: z.string(),
      act: Act,
      on: CalendarDate,
      text: z.array(z.object({ kind: z.enum(['paper', 'material']), id: z.uuid(), title: z.string() })),
      media: z.array(
        z.object({ recording: z.uuid(), fileName: z.string(), sha256: Sha256, source: DeviceKind.optional() }),
      ),
    }),
  ),
})
export type CaseTimeline = z.infer<typeof CaseTimeline>

const Pointer = z.object({
  act: z.string().optional(),
  number: z.number().int().optional(),
  paper: z.string().optional(),
  title: Text,
  on: CalendarDate.optional(),
})
const Cost = z.object({
  item: z.string(),
  block: z.string(),
  say: Text,
  why: Text,
  points: z.number().optional(),
  citations: z.array(CitationView),
  at: Pointer.optional(),
})
/** A case as a review of its file would score it now. */
export const ScoreView = z.object({
  on: CalendarDate,
  band: z.enum(['failed', 'passed', 'excellent']).optional(),
  score: z.number(),
  outOf: z.number(),
  vetoes: z.array(Cost),
  deductions: z.array(Cost),
  unsure: z.array(Cost.extend({ veto: z.literal(true).optional() })),
  blocks: z.array(z.object({ id: z.string(), title: Text, points: z.number(), lost: z.number() })),
})
export type ScoreView = z.infer<typeof ScoreView>

const OfCase = z.object({ case: named, unit: z.string() })
/** Volumes as whoever keeps them sees them. */
export const VolumesView = z.object({
  /** Cases that have ended and are not archived, the longest over first. */
  due: z.array(
    OfCase.extend({ ended: CalendarDate, last: z.string().optional(), overdue: z.boolean(), stands: VolumeStands }),
  ),
  waiting: z.array(OfCase.extend({ number: z.string(), bound: Stamp, pages: z.number().int() })),
  lent: z.array(OfCase.extend({ number: z.string(), borrower: z.string(), due: CalendarDate, overdue: z.boolean() })),
  kept: z.array(
    OfCase.extend({
      number: z.string(),
      cabinet: z.string(),
      shelf: z.string(),
      retention: Retention,
      takenIn: Stamp,
      lent: z.boolean(),
    }),
  ),
  orphans: z.object({
    recordings: z.array(z.object({ id: z.uuid(), fileName: z.string(), start: Instant, unit: z.string() })),
    /** Acts of enforcement of which nothing is archived: without a record in any case, or with one in a case that is not archived. */
    activities: z.array(
      z.object({
        id: z.uuid(),
        activity: z.string(),
        end: Instant,
        unit: z.string(),
        recordings: z.number().int(),
        case: named.optional(),
        why: Text,
      }),
    ),
    /** Leads that nobody has followed to an end, and of which nothing is archived. */
    leads: z.array(z.object({ case: named, on: CalendarDate, unit: z.string() })),
    papers: z.array(z.object({ id: z.uuid(), title: z.string(), case: named, why: Text })),
    /** Since when they belong to nobody: so many days after they came to be. */
    days: z.number().int(),
    citations: z.array(CitationView),
  }),
  custodians: z.array(z.string()),
  /** Units whose recordings came in and that have named nobody to keep them, where the instrument has each unit do so. */
  unkept: z.array(
    z.object({ unit: named, recordings: z.number().int(), message: Text, citations: z.array(CitationView) }),
  ),
  citations: z.array(CitationView),
})
export type VolumesView = z.infer<typeof VolumesView>

/** Whether what the vault holds is what was bound. */
export const VolumeVerified = z.object({
  verified: z.boolean(),
  papers: z.number().int(),
  pages: z.number().int(),
  wrong: z.array(z.object({ what: z.string(), message: Text })),
})
export type VolumeVerified = z.infer<typeof VolumeVerified>
