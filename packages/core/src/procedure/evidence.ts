import { z } from 'zod'
import { CalendarDate, text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'

/** The kinds of evidence: 行政处罚法 art. 46(1). */
export const evidenceKinds = {
  documentary: text('书证', 'Documentary evidence'),
  physical: text('物证', 'Physical evidence'),
  'audio-visual': text('视听资料', 'Audio-visual material'),
  'electronic-data': text('电子数据', 'Electronic data'),
  'witness-testimony': text('证人证言', 'Testimony of a witness'),
  'party-statement': text('当事人的陈述', 'Statement of the party'),
  'expert-opinion': text('鉴定意见', 'Expert opinion'),
  'scene-record': text('勘验笔录、现场笔录', 'Record of the scene'),
} as const satisfies Readonly<Record<string, Text>>
export type EvidenceKind = keyof typeof evidenceKinds
export const EvidenceKind = z.enum(Object.keys(evidenceKinds) as [EvidenceKind, ...EvidenceKind[]])

/** What each item is examined for; one it lacks takes it out of what a decision may rest on. */
export const evidenceQualities = {
  authentic: text('真实', 'authentic'),
  lawful: text('合法', 'lawfully obtained'),
  relevant: text('关联', 'relevant'),
} as const satisfies Readonly<Record<string, Text>>
export type EvidenceQuality = keyof typeof evidenceQualities
export const EVIDENCE_QUALITIES = Object.keys(evidenceQualities) as readonly EvidenceQuality[]

export const Qualities = z.object({ authentic: z.boolean(), lawful: z.boolean(), relevant: z.boolean() })
export type Qualities = z.infer<typeof Qualities>

/** Whether a decision may rest on it: 经查证属实, and not obtained by unlawful means (art. 46(2), (3)). */
export const isAdmitted = (found: Qualities): boolean => EVIDENCE_QUALITIES.every((quality) => found[quality])

const Line = z.string().trim().min(1).max(200)
const Words = z.string().trim().min(2).max(2000)

/** An item as whoever enters it tells it; `by`: who obtained it. */
export const EvidenceItem = z.object({
  id: z.uuid(),
  kind: EvidenceKind,
  title: Line,
  /** 证明事项: what it is to prove. Absent: it was taken in before that was told, and no form rests on it until it is. */
  proves: Words.optional(),
  obtainedOn: CalendarDate,
  /** How it was obtained or made, and from whom. */
  obtainedHow: Words,
  by: z.array(z.uuid()).min(1).max(20),
  form: z.enum(['original', 'copy']),
  /** Of a copy: who compared it with the original, and where that is. */
  compared: Line.optional(),
  /** The act of the case in which it was obtained. */
  act: z.string().min(1).max(64).optional(),
  /** Of audio-visual material: the recording, tied to an act of the case already. */
  recording: z.uuid().optional(),
})
export type EvidenceItem = z.infer<typeof EvidenceItem>

/** An item in a case that is told from a file (spec/case.md). */
export const EvidenceTold = z.strictObject({
  kind: EvidenceKind,
  title: Line,
  proves: Words.optional(),
  /** As it was found to be; absent: nobody has examined it. */
  examined: z
    .strictObject({ on: CalendarDate, authentic: z.boolean(), lawful: z.boolean(), relevant: z.boolean() })
    .optional(),
})
export type EvidenceTold = z.infer<typeof EvidenceTold>
