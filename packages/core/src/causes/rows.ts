import { z } from 'zod'
import { CalendarDate, Text, text } from '../kernel/index.ts'
import { BasisId, Clause } from './clause.ts'
import { provenance, validity } from './validity.ts'

const Words = z.string().trim().min(1).max(500)

/** From the highest down: of two that contradict each other the higher counts (立法法 arts. 98–102). */
export const RANKS = [
  'law',
  'administrative-regulation',
  'local-regulation',
  'department-rule',
  'local-rule',
  'document',
] as const
export const Rank = z.enum(RANKS)
export type Rank = z.infer<typeof Rank>

/** An instrument that papers cite, and what is known of its articles. */
export const Basis = z.strictObject({
  id: BasisId,
  title: Text,
  /** Other names by which papers call it. */
  short: z.array(Words).optional(),
  rank: Rank,
  ...validity,
  /** What stands in its place since. */
  replacedBy: BasisId.optional(),
  /** It orders the procedure: what is in force when one acts counts, not what was when the violation was done. */
  procedural: z.boolean().optional(),
  /** So many articles it has. */
  articles: z.number().int().positive().max(9999).optional(),
  /** Articles of which it is known how many paragraphs and items they have. */
  known: z
    .array(
      z.strictObject({
        article: z.number().int().positive(),
        paragraphs: z.number().int().positive().optional(),
        items: z.number().int().positive().optional(),
      }),
    )
    .optional(),
  /** Articles that contradict something higher since a day: they are no basis from then on. */
  displaced: z
    .array(
      z.strictObject({ article: z.number().int().positive(), by: Clause, from: CalendarDate, why: Text.optional() }),
    )
    .optional(),
  ...provenance,
})
export type Basis = z.infer<typeof Basis>

export const PENALTY_KINDS = [
  'warning',
  'criticism',
  'fine',
  'gains-confiscated',
  'goods-confiscated',
  'licence-suspended',
  'licence-revoked',
  'work-stopped',
  'closure',
  'demolition',
] as const

/** As disclosures and papers call them. */
export const penaltyKindNames: Readonly<Record<(typeof PENALTY_KINDS)[number], Text>> = {
  warning: text('警告', 'warning'),
  criticism: text('通报批评', 'public criticism'),
  fine: text('罚款', 'fine'),
  'gains-confiscated': text('没收违法所得', 'confiscation of gains'),
  'goods-confiscated': text('没收非法财物', 'confiscation of goods'),
  'licence-suspended': text('暂扣许可证件', 'suspension of a licence'),
  'licence-revoked': text('吊销许可证件', 'revocation of a licence'),
  'work-stopped': text('责令停工整治', 'order to stop work'),
  closure: text('责令停业、关闭', 'closure'),
  demolition: text('限期拆除', 'demolition'),
}

/** A penalty that the law prints, with its band where it is money. */
export const Penalty = z.strictObject({
  kind: z.enum(PENALTY_KINDS),
  /** Absent: whoever did it. */
  party: z.enum(['citizen', 'organisation']).optional(),
  least: z.number().nonnegative().optional(),
  /** Absent of a fine: the law prints no amount, local rules do. */
  most: z.number().nonnegative().optional(),
  /** `yuan` unless told: a per cent or a multiple of what `of` says. */
  unit: z.enum(['yuan', 'percent', 'times']).default('yuan'),
  of: Text.optional(),
  /** Only where the order to correct was not followed. */
  afterRefusal: z.boolean().optional(),
})
export type Penalty = z.infer<typeof Penalty>

export const CauseCode = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/**
 * One 案由 as the law has it from one day to another. Its generations share the code, and no two of them count on one day.
 */
export const Cause = z.strictObject({
  code: CauseCode,
  title: Text,
  group: Words,
  /** What has to be proven for it. */
  elements: z.array(Text).default([]),
  prohibition: z.array(Clause).default([]),
  penalty: z.array(Clause).min(1),
  penalties: z.array(Penalty).min(1),
  /** It is one only where a standard was exceeded, which a report says. */
  reportNeeded: z.boolean().optional(),
  /** Correction is ordered first; a fine follows only where that was refused. */
  orderFirst: z.boolean().optional(),
  /** The power is with the department that the local government has designated. */
  designated: z.boolean().optional(),
  limitationYears: z.union([z.literal(2), z.literal(5)]).optional(),
  dailyFine: z.boolean().optional(),
  note: Text.optional(),
  ...validity,
  ...provenance,
})
export type Cause = z.infer<typeof Cause>

/** How grave it is, as benchmarks grade it. */
export const GRADES = ['轻微', '较轻', '一般', '较重', '严重'] as const
export const Grade = z.enum(GRADES)
export type Grade = z.infer<typeof Grade>

/** A band of a benchmark (裁量基准), within what the law prints. */
export const Benchmark = z.strictObject({
  cause: CauseCode,
  grade: Grade,
  party: z.enum(['citizen', 'organisation']).optional(),
  criteria: Words,
  /** In yuan, both included. */
  least: z.number().nonnegative(),
  most: z.number().nonnegative(),
  /** The document that lays it down. */
  document: Words,
  ...validity,
  ...provenance,
})
export type Benchmark = z.infer<typeof Benchmark>

/** `must-not`: no penalty is imposed; `need-not`: it may be left at none; `lighter` within the band, `reduced` below it. */
export const GROUND_EFFECTS = ['must-not', 'need-not', 'reduced', 'lighter', 'heavier'] as const

/** Why it is punished lighter, heavier or not at all, and what has to be so for it. */
export const Ground = z.strictObject({
  code: CauseCode,
  title: Text,
  effect: z.enum(GROUND_EFFECTS),
  clause: Clause,
  facts: z.array(Text).min(1),
  /** It is nothing but the party's age when it was done: figures of the law by their ids, in full years. */
  ages: z.strictObject({ from: z.string().optional(), below: z.string().optional() }).optional(),
  ...validity,
  ...provenance,
})
export type Ground = z.infer<typeof Ground>

/** A document by which the local government designates the bureau for causes that leave it to that. */
export const Designation = z.strictObject({
  document: Words,
  causes: z.array(CauseCode).min(1),
  ...validity,
  invented: z.boolean().optional(),
})
export type Designation = z.infer<typeof Designation>

/** What a file of rows may hold. */
export const Catalogue = z.strictObject({
  bases: z.array(Basis).max(500).default([]),
  causes: z.array(Cause).max(3000).default([]),
  benchmarks: z.array(Benchmark).max(10_000).default([]),
  grounds: z.array(Ground).max(500).default([]),
  designations: z.array(Designation).max(200).default([]),
})
export type Catalogue = z.infer<typeof Catalogue>

export const NO_ROWS: Catalogue = { bases: [], causes: [], benchmarks: [], grounds: [], designations: [] }

const keyOf: { readonly [K in keyof Catalogue]: (row: Catalogue[K][number]) => string } = {
  bases: ({ id }) => id,
  causes: ({ code, from }) => `${code} ${from}`,
  benchmarks: ({ cause, grade, party, from }) => `${cause} ${grade} ${party ?? ''} ${from}`,
  grounds: ({ code, from }) => `${code} ${from}`,
  designations: ({ document, from }) => `${document} ${from}`,
}

/** The rows of the first that the second does not put others in the place of. */
export function withoutSame(standing: Catalogue, rows: Catalogue): Catalogue {
  const left = <K extends keyof Catalogue>(kind: K): Catalogue[K] => {
    const replaced = new Set((rows[kind] as Catalogue[K][number][]).map(keyOf[kind]))
    return (standing[kind] as Catalogue[K][number][]).filter((row) => !replaced.has(keyOf[kind](row))) as Catalogue[K]
  }
  return {
    bases: left('bases'),
    causes: left('causes'),
    benchmarks: left('benchmarks'),
    grounds: left('grounds'),
    designations: left('designations'),
  }
}

/** All rows of several, a later one in the place of an earlier of the same key. */
export function joinCatalogues(all: readonly Partial<Catalogue>[]): Catalogue {
  const joined = <K extends keyof Catalogue>(kind: K): Catalogue[K] => {
    const rows = all.flatMap((one) => (one[kind] ?? []) as Catalogue[K][number][])
    return [...new Map(rows.map((row) => [keyOf[kind](row), row])).values()] as Catalogue[K]
  }
  return {
    bases: joined('bases'),
    causes: joined('causes'),
    benchmarks: joined('benchmarks'),
    grounds: joined('grounds'),
    designations: joined('designations'),
  }
}
