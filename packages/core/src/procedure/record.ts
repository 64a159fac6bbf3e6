import { z } from 'zod'
import { CalendarDate, Instant, Text } from '../kernel/index.ts'
import { EvidenceItem, Qualities } from './evidence.ts'
import { CaseFact } from './facts.ts'
import { ClockTime, DatedAct, Person } from './told.ts'

const Reason = z.string().trim().min(2).max(2000)
const Cited = z.object({ article: z.string(), quote: z.string().exactOptional() })

/** Whom the case is against, as far as is known. */
export const Party = z.object({
  kind: z.enum(['citizen', 'organisation']),
  name: z.string().trim().min(1).max(120),
  born: CalendarDate.optional(),
  /** Of a citizen: the resident identity number, unless `idKind` says that it is another. */
  idNumber: z.string().trim().min(1).max(40).optional(),
  idKind: z.string().trim().min(1).max(40).optional(),
  /** 统一社会信用代码 */
  creditCode: z.string().trim().min(1).max(40).optional(),
})
export type Party = z.infer<typeof Party>

/** From which draw a lead came, what was drawn, and by whom of the drawn it is inspected. No form tells it. */
export const DrawnFrom = z.object({
  draw: z.uuid(),
  title: z.string(),
  object: z.uuid(),
  name: z.string(),
  /** The day of the drawing. */
  on: CalendarDate,
  officers: z.array(z.uuid()).min(1).max(20),
})
export type DrawnFrom = z.infer<typeof DrawnFrom>

export const CaseFacts = z.object({
  title: z.string().trim().min(2).max(120),
  procedure: z.enum(['ordinary', 'simple']),
  party: Party.optional(),
  unit: z.uuid(),
  /** Who handles it, the host first. */
  officers: z.array(z.uuid()).min(1).max(20),
  drawn: DrawnFrom.exactOptional(),
})
export type CaseFacts = z.infer<typeof CaseFacts>

/** Why an act that stands bears a mark, as the rules of its day said when it was entered: no later rule changes it. */
export const Mark = z.object({
  rule: z.string(),
  effect: z.enum(['late', 'noted']),
  met: z.enum(['not-met', 'unknown']),
  message: Text,
  citations: z.array(Cited),
})
export type Mark = z.infer<typeof Mark>

/** A recording that a person took to be of an act, and the part of that day it covers by its corrected times. */
export const TiedRecording = z.object({
  recording: z.uuid(),
  from: Instant,
  to: Instant,
  at: ClockTime,
  until: ClockTime,
})
export type TiedRecording = z.infer<typeof TiedRecording>

/**
 * What another case is to this one: this one goes on in it, or took it in; was split off it, or had it split off; or it is
 * about another who took part in the same act.
 */
export const RelationKind = z.enum(['joined-into', 'took-in', 'split-off', 'split-from', 'same-act'])
export type RelationKind = z.infer<typeof RelationKind>

export const caseEvents = {
  'CaseOpened/1': CaseFacts,
  /** What was done, as whoever entered it tells it, with what the register said of those who did it. */
  'CaseActDone/1': z.object({
    act: DatedAct.omit({ recorded: true }).extend({ id: z.string() }),
    people: z.record(z.string(), Person),
    recordings: z.array(TiedRecording),
    /** The approvals it carries. */
    approval: z.uuid().optional(),
    marks: z.array(Mark),
  }),
  /** `recordings` are all that are of the act from then on; `reason`: why one that was is not any more. */
  'CaseRecordingsTied/1': z.object({
    act: z.string(),
    recordings: z.array(TiedRecording),
    reason: z.string().optional(),
  }),
  /** Why there is no recording of an act. It is somebody's word, and no recording. */
  'CaseRecordingExcused/1': z.object({ act: z.string(), reason: Reason }),
  /** The same, which counts once somebody else has found it to be so. */
  'CaseRecordingExcused/2': z.object({ act: z.string(), reason: Reason }),
  /** What somebody else found of an explanation: that it is so, or is not taken. Of several the last counts. */
  'CaseExcuseJudged/1': z.object({ act: z.string(), is: z.boolean(), reason: Reason }),
  'CaseFactSaid/1': z.object({ fact: CaseFact, is: z.boolean(), reason: Reason }),
  /** Who the party is, as `document` shows it, in place of what was known; a reason where that was another. */
  'CasePartyIdentified/1': z.object({ party: Party, document: Reason, reason: Reason.exactOptional() }),
  'CaseOfficersNamed/1': z.object({ officers: z.array(z.uuid()).min(1).max(20), reason: Reason }),
  'CaseRelated/1': z.object({ to: z.uuid(), how: RelationKind, reason: Reason }),
  /** `afterDecision`: a decision stood when it was entered, which cannot rest on it. */
  'CaseEvidenceEntered/1': z.object({ evidence: EvidenceItem, afterDecision: z.literal(true).exactOptional() }),
  /** What whoever examined it found; a reason where it lacks something. Of several the last counts. */
  'CaseEvidenceExamined/1': z.object({
    evidence: z.uuid(),
    found: Qualities,
    reason: Reason.exactOptional(),
    proves: Reason.exactOptional(),
  }),
  'CaseEvidenceStruck/1': z.object({ evidence: z.uuid(), reason: Reason }),
  /** An act that was entered wrongly: it stays to be seen, and counts for nothing. */
  'CaseActStruck/1': z.object({ act: z.string(), reason: Reason }),
} as const
