import { z } from 'zod'
import { CalendarDate, text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'
import type { FactKey, FactType } from './facts.ts'

/**
 * What a fact holds while a paper is written. A draft is saved as it stands, half a number and all, so every member is
 * bounded and none is wanted here; what is wanted and what is wrong with it `problemsOf` says.
 */
const Line = z.string().max(300)
const Words = z.string().max(20_000)
/** Names a row for good; the page that adds it makes it. */
const RowId = z.string().regex(/^[0-9a-z-]{1,64}$/u)
/** `2026-11-21 15:20`, in Beijing. */
const Minute = z.string().max(16)
const Whole = z.number().int().min(1).max(9999)

export const PartyValue = z.strictObject({
  kind: z.enum(['citizen', 'organisation']).optional(),
  name: Line.optional(),
  sex: Line.optional(),
  born: Line.optional(),
  /** Of a citizen: the resident identity number, unless `idKind` says that it is another. */
  idNumber: Line.optional(),
  idKind: Line.optional(),
  /** 统一社会信用代码 */
  creditCode: Line.optional(),
  representative: Line.optional(),
  position: Line.optional(),
  address: Line.optional(),
  phone: Line.optional(),
  workplace: Line.optional(),
})
export type PartyValue = z.infer<typeof PartyValue>

export const PersonValue = z.strictObject({
  name: Line.optional(),
  sex: Line.optional(),
  idNumber: Line.optional(),
  idKind: Line.optional(),
  relation: Line.optional(),
  workplace: Line.optional(),
  address: Line.optional(),
  phone: Line.optional(),
  /** There is none, and why: of a witness, an interpreter, an agent. */
  none: Line.optional(),
})
export type PersonValue = z.infer<typeof PersonValue>

/** An officer of the register, by the id of their account. What the register says of them is looked up, never typed. */
export const OfficerValue = z.strictObject({
  person: z.uuid(),
  name: Line.optional(),
  certificate: Line.optional(),
  unit: Line.optional(),
})
export type OfficerValue = z.infer<typeof OfficerValue>

const withdrawn = { withdrawn: Line.optional() }
/** The rows of goods are the things themselves: safekeeping goes on with these ids. */
export const GoodsRow = z.strictObject({
  id: RowId,
  number: Line.optional(),
  name: Line.optional(),
  specification: Line.optional(),
  unit: Line.optional(),
  quantity: Line.optional(),
  condition: Line.optional(),
  disposal: Line.optional(),
  ...withdrawn,
})
export type GoodsRow = z.infer<typeof GoodsRow>
export const EvidenceRow = z.strictObject({ id: RowId, name: Line.optional(), proves: Words.optional(), ...withdrawn })
export type EvidenceRow = z.infer<typeof EvidenceRow>
export const PapersRow = z.strictObject({ id: RowId, name: Line.optional(), number: Line.optional(), ...withdrawn })
export type PapersRow = z.infer<typeof PapersRow>

/** Article, paragraph, item and sub-item, picked and not typed; the law by its title. */
export const Provision = z.strictObject({
  law: Line.optional(),
  article: Whole.optional(),
  /** 第五十七条之一 */
  inserted: Whole.optional(),
  paragraph: Whole.optional(),
  item: Whole.optional(),
  point: Whole.optional(),
})
export type Provision = z.infer<typeof Provision>

export const DialogueLine = z.strictObject({
  id: RowId,
  who: z.enum(['asked', 'answered', 'noted']),
  text: z.string().max(5000),
})
export type DialogueLine = z.infer<typeof DialogueLine>

/** By the kind of a fact, what a paper holds of it. What only the pack or the typesetter gives is held by none. */
export const factValues = {
  text: Words,
  choice: Line,
  party: PartyValue,
  person: PersonValue,
  officers: z.array(OfficerValue).max(60),
  signature: z.boolean(),
  opinion: z.never(),
  date: z.string().max(10),
  instant: Minute,
  interval: z.strictObject({ from: Minute.optional(), until: Minute.optional() }),
  length: z.strictObject({
    count: Whole.optional(),
    unit: z.enum(['hour', 'calendar-day', 'working-day', 'month', 'year']).optional(),
  }),
  place: Line,
  amount: z.number().nonnegative().max(1e12),
  number: Line,
  goods: z.array(GoodsRow).max(500),
  evidence: z.array(EvidenceRow).max(500),
  papers: z.array(PapersRow).max(500),
  provisions: z.array(Provision).max(30),
  statement: z.never(),
  confirmation: z.boolean(),
  proof: Words,
  pages: z.never(),
  dialogue: z.array(DialogueLine).max(5000),
} as const satisfies Readonly<Record<FactType, z.ZodType>>

export type ValueOf<T extends FactType> = z.infer<(typeof factValues)[T]>

/** Any of them, as an event or a request carries it; of which fact it is decides which it must be. */
export const FactValue = z.union([
  z.string().max(20_000),
  z.number(),
  z.boolean(),
  z.strictObject({ from: Minute.optional(), until: Minute.optional() }),
  factValues.length,
  PartyValue,
  PersonValue,
  factValues.officers,
  factValues.goods,
  factValues.evidence,
  factValues.papers,
  factValues.provisions,
  factValues.dialogue,
])
export type FactValue = z.infer<typeof FactValue>

/** The value as one of that kind; undefined where it is of another. */
export function valueOf<T extends FactType>(type: T, value: unknown): ValueOf<T> | undefined {
  const read = factValues[type].safeParse(value)
  return read.success ? (read.data as ValueOf<T>) : undefined
}

/** What says of a paper when that took place which it is the paper of. */
const HAPPENED: readonly FactKey[] = [
  'inspection-interval',
  'questioning-interval',
  'hearing-at',
  'meeting-at',
  'decided-at',
  'decided-on',
  'served-at',
  'public-notice-on',
]

/** The day of what a paper records, the first where it tells of several; undefined where it tells of none. */
export function dayRecorded(values: Readonly<Partial<Record<FactKey, unknown>>>): CalendarDate | undefined {
  const told = HAPPENED.flatMap((key) => {
    const value = values[key]
    const from = valueOf('interval', value)?.from ?? (typeof value === 'string' ? value : '')
    return CalendarDate.safeParse(from.slice(0, 10)).data ?? []
  })
  return told.toSorted()[0]
}

/** Rows that count: those that were not withdrawn. */
export const standing = <R extends { readonly withdrawn?: string | undefined }>(rows: readonly R[]): readonly R[] =>
  rows.filter((one) => one.withdrawn === undefined)

/** One member of a value that is not as it must be, so that a person can act on it. */
export interface Slip {
  /** Where in the value: `idNumber`, `rows.<id>.unit`; absent where it is about the whole. */
  readonly member?: string
  /** It is still to be given; otherwise it is wrong. */
  readonly lacks: boolean
  readonly message: Text
}

export const slip = (lacks: boolean, zh: string, en: string, member?: string): Slip => ({
  lacks,
  message: text(zh, en),
  ...(member !== undefined && { member }),
})
