import { z } from 'zod'
import { CalendarDate } from '../kernel/index.ts'
import { LiabilityOutcome } from '../policy/index.ts'

const words = z.string().trim().min(2).max(2000)
const people = z.array(z.uuid()).max(50)

/** What it is about; what is known of it. */
export const LiabilityAbout = z.object({
  case: z.uuid().optional(),
  activity: z.uuid().optional(),
  recording: z.uuid().optional(),
  device: z.uuid().optional(),
  disc: z.uuid().optional(),
  paper: z.uuid().optional(),
  /** What was handed out, by the package it is. */
  handout: z.uuid().optional(),
  /** What was done to a device, in its register: each deed is an item of its own. */
  deed: z.uuid().optional(),
  /** The act of the case from which a period ran that closed, where each of them is an item of its own. */
  act: z.string().min(1).max(64).optional(),
  /** A thing that is in no register, by its name; a report in the press or online by where it stands. */
  object: z.string().trim().min(2).max(300).optional(),
  report: z.string().trim().min(2).max(500).optional(),
})
export type LiabilityAbout = z.infer<typeof LiabilityAbout>

export const LiabilityFacts = z.object({
  /** The prohibition it falls under: `pack/rule`. */
  rule: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/),
  outcome: LiabilityOutcome,
  description: words.optional(),
  about: LiabilityAbout,
  /** Who may answer for it; whether they do is what it is opened to find out. */
  people,
  leaders: people,
  unit: z.uuid().optional(),
  /** By which day it is to be decided, and who owes that. */
  due: CalendarDate.optional(),
  owner: z.uuid().optional(),
  /** It opened by itself. */
  byItself: z.boolean(),
})
export type LiabilityFacts = z.infer<typeof LiabilityFacts>

export const Severity = z.enum(['minor', 'serious'])
export type Severity = z.infer<typeof Severity>

export const LiabilityDecision = z.object({
  severity: Severity,
  /** Word for word as the instrument prints them. */
  consequences: z.array(z.string().min(2).max(200)).max(10),
  reason: words,
  /** What of the responsible leaders. */
  leaders: words.optional(),
  /** To 监察机关: on which day, or why not. */
  handedOver: z.union([z.strictObject({ on: CalendarDate, to: words }), z.strictObject({ not: words })]).optional(),
  /** 赔偿 or a cost that is not reimbursed, in fen. */
  amount: z.number().int().nonnegative().optional(),
})
export type LiabilityDecision = z.infer<typeof LiabilityDecision>

export const liabilityEvents = {
  'LiabilityOpened/1': LiabilityFacts,
  /** What those concerned say. */
  'LiabilityExplained/1': z.object({ words }),
  'LiabilityDescribed/1': z.object({ description: words }),
  'DutySuspended/1': z.object({ person: z.uuid(), reason: words }),
  'DutyRestored/1': z.object({ person: z.uuid(), reason: words }),
  'LiabilityDecided/1': LiabilityDecision,
  /** Nobody answers for it. */
  'LiabilityDropped/1': z.object({ reason: words }),
} as const
