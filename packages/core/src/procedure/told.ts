import { z } from 'zod'
import { CalendarDate } from '../kernel/index.ts'
import { Act } from './acts.ts'
import { EvidenceTold } from './evidence.ts'
import { CaseFact, Said } from './facts.ts'
import { Material, MaterialThere } from './materials.ts'

const Id = z.string().trim().min(1).max(64)
const Words = z.string().trim().min(1).max(2000)
/** Hour and minute in Beijing. */
export const ClockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)

/** First and last day on which a certificate or a qualification holds. */
const InForce = z.strictObject({ from: CalendarDate, to: CalendarDate.optional() })

/** Whoever acts for the bureau, with what the register says of them. */
export const Person = z.strictObject({
  name: Words,
  /** Enforcement certificate; absent: none, as auxiliaries have none. */
  certificate: InForce.optional(),
  /** Fit to review: 行政处罚法 art. 58(2). */
  reviewer: InForce.optional(),
  /** One of the heads who deliberate: 行政处罚法 art. 57(2). */
  leader: InForce.optional(),
  /** Posts they hold, as the instrument prints them: 法制员, 执法队主要负责人. */
  posts: z.array(Words).max(50).default([]),
})
export type Person = z.infer<typeof Person>

export const Approval = z.strictObject({
  /** As the instrument prints it. */
  post: Words,
  by: Id,
  on: CalendarDate,
  at: ClockTime.optional(),
  /** `differs`: who signs with the others and holds another opinion. */
  opinion: z.enum(['agreed', 'differs', 'returned']).default('agreed'),
  /** Whose post it is, where a deputy signed while they were away. */
  inStead: Id.optional(),
})
export type Approval = z.infer<typeof Approval>

/** One dated act, as somebody tells it. */
export const DatedAct = z.strictObject({
  /** By which later acts name it; its place in the list, from 1, where it has none. */
  id: Id.optional(),
  act: Act,
  on: CalendarDate,
  /** From when to when it lasted that day. */
  at: ClockTime.optional(),
  until: ClockTime.optional(),
  place: Words.optional(),
  /** Who acted, by their keys in `people`. */
  by: z.array(Id).max(50).default([]),
  /** The act it is about: the measure that is lifted, the notice that is answered. */
  of: Id.optional(),
  approvals: z.array(Approval).max(20).default([]),
  says: Said.default({}),
  /** The parts of the day that recordings cover, by their corrected times; or why there is none. */
  recorded: z
    .union([
      z
        .array(z.strictObject({ at: ClockTime, until: ClockTime }))
        .min(1)
        .max(100),
      /** `unconfirmed`: why, in the words of who handles it, which nobody else has confirmed. */
      z.strictObject({ missing: z.literal(true), unconfirmed: Words.optional() }),
      z.strictObject({ excused: Words }),
    ])
    .optional(),
  /** The last day a paper sets: by when to correct, to pay later, to remove. */
  dueOn: CalendarDate.optional(),
  /** Why it was done late. */
  reason: Words.optional(),
  /** What was handed in with it, each as it was then; absent: it is not told, or nothing is handed in with such an act. */
  materials: z.array(Material).max(2000).optional(),
})
export type DatedAct = z.infer<typeof DatedAct>

/** What another case of the bureau punished the same party for. */
export const Punished = z.strictObject({
  title: Words,
  on: CalendarDate,
  /** The day its violation ended, where that is told. */
  ended: CalendarDate.optional(),
  provision: Words.optional(),
})
export type Punished = z.infer<typeof Punished>

/** A paper that is there, by the name of its rule; with the act of the measure that it is of, where it says so. */
export const PaperThere = z.union([z.string().max(200), z.strictObject({ rule: z.string().max(200), of: Id })])
export type PaperThere = z.infer<typeof PaperThere>

/** A case as a list of dated acts. */
export const CaseTold = z.strictObject({
  format: z.literal('liuhen-case/1'),
  title: Words.optional(),
  procedure: z.enum(['ordinary', 'simple']).default('ordinary'),
  party: z.strictObject({ kind: z.enum(['citizen', 'organisation']), born: CalendarDate.optional() }).optional(),
  facts: z.partialRecord(CaseFact, z.boolean()).default({}),
  people: z.record(Id, Person).default({}),
  /** What the case rests on; absent: it is not told. */
  evidence: z.array(EvidenceTold).max(2000).optional(),
  punished: z.array(Punished).max(100).optional(),
  /** The papers of it that are there, signed or stored; absent: it is not told. */
  papers: z.array(PaperThere).max(2000).optional(),
  /** Its recordings beside which lies a gap that nobody has explained, by their files; absent: it is not told. */
  gaps: z.array(z.string().max(300)).max(2000).optional(),
  /** On which days of any year other cases of the bureau inspected the same party. */
  inspected: z.array(CalendarDate).max(1000).optional(),
  /** What of it there is on the day it is told, by its digests; absent: it is not told. */
  materials: z.array(MaterialThere).max(4000).optional(),
  acts: z.array(DatedAct).max(2000),
})
export type CaseTold = z.infer<typeof CaseTold>
