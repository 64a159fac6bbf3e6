import { CauseCode, Grade, GROUND_EFFECTS } from '@liuhen/core/causes'
import { CalendarDate, Instant, Text } from '@liuhen/core/kernel'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'

/** Who decides what the bureau runs on: the legal section, and the head. */
const deciders = ['legal-section', 'head'] as const

const ClauseView = z.object({
  /** `ecology-code/1132.1(3)` */
  clause: z.string(),
  /** 《生态环境法典》第一千一百三十二条第一款第三项 */
  words: Text,
})

/** A cause as the law has it from one day to another. */
export const GenerationView = z.object({
  title: Text,
  from: CalendarDate,
  until: CalendarDate.optional(),
  elements: z.array(Text),
  prohibition: z.array(ClauseView),
  penalty: z.array(ClauseView),
  /** For each kind of party, once and after refusal where that differs. */
  fine: z.array(z.object({ party: z.enum(['citizen', 'organisation']), once: Text, refused: Text.optional() })),
  reportNeeded: z.boolean(),
  orderFirst: z.boolean(),
  designated: z.boolean(),
  dailyFine: z.boolean(),
  limitationYears: z.union([z.literal(2), z.literal(5)]).optional(),
  note: Text.optional(),
  source: z.string(),
  checkedOn: CalendarDate,
  read: z.enum(['text', 'secondary', 'memory']),
  invented: z.boolean(),
})
export type GenerationView = z.infer<typeof GenerationView>

export const CauseView = z.object({
  code: CauseCode,
  group: z.string(),
  /** Oldest first. */
  generations: z.array(GenerationView).min(1),
  /** Which of them was in force on the day of the act, and on that of the decision. */
  atAct: z.number().int().optional(),
  atDecision: z.number().int().optional(),
  /** By which the act is judged, as far as that can be said without the party. */
  counts: z.number().int().optional(),
  why: Text,
  differences: z.array(Text),
  benchmarks: z.array(
    z.object({
      grade: Grade,
      party: z.enum(['citizen', 'organisation']).optional(),
      criteria: z.string(),
      least: z.number(),
      most: z.number(),
      document: z.string(),
      from: CalendarDate,
      until: CalendarDate.optional(),
      invented: z.boolean(),
    }),
  ),
  /** The document that designates the bureau for it on the day, where there is one. */
  designation: z.string().optional(),
})
export type CauseView = z.infer<typeof CauseView>

export const CausesView = z.object({
  on: CalendarDate,
  decided: CalendarDate,
  causes: z.array(CauseView),
  grounds: z.array(
    z.object({
      code: z.string(),
      title: Text,
      effect: z.enum(GROUND_EFFECTS),
      clause: ClauseView,
      facts: z.array(Text),
    }),
  ),
  /** Files that the bureau adopted, the last first. */
  adopted: z.array(
    z.object({
      fileName: z.string(),
      from: CalendarDate,
      reason: z.string(),
      at: Instant,
      by: z.string(),
      counts: z.record(z.string(), z.number().int()),
    }),
  ),
})
export type CausesView = z.infer<typeof CausesView>

export const CatalogueFile = z.object({
  fileName: z.string().trim().min(1).max(200),
  /** YAML or CSV, in Base64. */
  file: z.base64().max(1_000_000),
  /** Look at it only. */
  check: z.boolean(),
  /** From when on acts are judged by it: today unless told. */
  from: CalendarDate.optional(),
  /** Why, and by which document; needed to adopt it. */
  reason: z.string().trim().min(2).max(500).optional(),
})
export type CatalogueFile = z.infer<typeof CatalogueFile>

export const CatalogueReport = z.object({
  /** False when only checked, or when a line was wrong: nothing has changed. */
  adopted: z.boolean(),
  /** Rows by their table. */
  counts: z.record(z.string(), z.number().int()),
  problems: z.array(z.object({ row: z.number().int(), message: Text })),
})
export type CatalogueReport = z.infer<typeof CatalogueReport>

export const causesEndpoints = endpoints({
  listCauses: {
    method: 'GET',
    path: '/api/causes',
    allow: 'signed-in',
    title: 'Causes in force on a day, with the generation that would count for a decision on another',
    query: z.object({ on: CalendarDate.optional(), decided: CalendarDate.optional() }),
    reply: CausesView,
  },
  adoptCatalogue: {
    method: 'POST',
    path: '/api/causes/files',
    allow: deciders,
    title: 'Check a file of causes and benchmarks line by line, or adopt it: all rows or none',
    body: CatalogueFile,
    most: 1_100_000,
    reply: CatalogueReport,
  },
})
