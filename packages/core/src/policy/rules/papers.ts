import { z } from 'zod'
import { Text } from '../../kernel/index.ts'
import { FactKey, PaperField } from '../../papers/index.ts'
import { Act, CaseFact, Fact, Method, Outcome } from '../../procedure/index.ts'
import { Setting } from '../terms.ts'
import { rule } from './rule.ts'

/**
 * Texts that papers state in set words. Of the remedies each is of papers that do another thing: what is decided on the spot,
 * and information refused, go to reconsideration first (行政复议法 art. 23).
 */
export const Wording = z.enum([
  'remedy-ordinary',
  'remedy-on-the-spot',
  'remedy-information-refusal',
  'right-to-statement',
  'right-to-hearing',
  'preservation-duty',
  'measure-duty',
  'questioning-rights',
  'late-payment',
  'demand-consequence',
  'number',
])
export type Wording = z.infer<typeof Wording>

/** What a paper does of its own, by which its one remedy text is chosen. */
export const Effect = z.enum(['ordinary', 'on-the-spot', 'information-refusal'])
export type Effect = z.infer<typeof Effect>

/**
 * A text in set words. `{name}` in it is what `holds` says: what the bureau decided, or how long a period is on the day of the
 * paper, by the id of its rule; or what the paper itself fills in, such as `{authority}`.
 */
export const WordingRule = rule('wording', {
  wording: Wording,
  text: Text,
  holds: z
    .record(
      z.string().regex(/^[a-z]+$/u),
      z.union([Setting, z.strictObject({ period: z.string() }), z.strictObject({ figure: z.string() })]),
    )
    .optional(),
})

/** A paper, its fields, who signs and approves it in order. */
export const PaperRule = rule('paper', {
  title: Text,
  stage: z.string(),
  fields: z.array(PaperField),
  approvers: z.array(z.string()),
  signatures: z.array(z.string()),
  everyPageSigned: z.boolean().optional(),
  served: z.boolean().optional(),
  filmed: z.boolean().optional(),
  /** By which method of service it is the proof of a service that is filmed: without its recording it is not complete. */
  proofOf: Method.optional(),
  /** Every activity has one, also where it was filmed. */
  ofActivities: z.literal(true).optional(),
  /** The acts of a case that it is the paper of. */
  acts: z.array(Act).min(1).optional(),
  /** Only of such of these acts as say so: of a paper that was left, and not of every service. */
  ofWhat: z.strictObject({ fact: Fact, is: z.array(z.string()).min(1) }).optional(),
  /** The family of its layout; a form unless told. */
  template: z.enum(['form', 'letter', 'record']).optional(),
  /** 类型字 of its number; absent, it bears none. */
  mark: z
    .string()
    .regex(/^[\u4e00-\u9fff]{1,6}$/u)
    .optional(),
  /** Its numbers are given out in blocks beforehand. */
  numberedBeforehand: z.literal(true).optional(),
  /** Fields that there may be nothing to say in. */
  mayLack: z.array(FactKey).min(1).optional(),
  /** It counts for another paper of the same instrument, by the id of its rule: proof of a service made another way. */
  insteadOf: z.string().optional(),
  /** Papers of the same instrument that have to be there before it is fixed, by the ids of their rules. */
  beside: z.array(z.string()).min(1).optional(),
  /** A file lacks nothing without it: it is made where the case wants it, and what was done does not tell. */
  whereMade: z.literal(true).optional(),
  /** It is made only once one of these acts was done. */
  after: z.array(Act).min(1).optional(),
  /** It is not made where one of these acts is approved or done: another paper is. */
  notBeside: z.array(Act).min(1).optional(),
  /** A draft of it is begun by itself with an act that says so: with the opinion of a review to transfer. */
  draftedOn: z.strictObject({ act: Act, outcome: Outcome }).optional(),
  /** It has an effect of its own, against which its remedy text shows the way. */
  effect: Effect.optional(),
  /** It stands in only where none of the bureau's instruments has a paper of any of these acts. */
  byDefault: z.literal(true).optional(),
  /** Set words that stand on it besides. */
  states: z.array(Wording).min(1).optional(),
})

/**
 * What a law wants in whatever paper goes out of these acts, be the form an instrument's, a bureau's or none: 载明. A paper goes
 * out when it bears a number of its kind; proof of its service and forms for the file do not.
 */
export const PaperFieldsRule = rule('paper-fields', {
  title: Text,
  acts: z.array(Act).min(1),
  fields: z.array(PaperField).min(1),
  /** Fields that there may be nothing to say in. */
  mayLack: z.array(FactKey).min(1).optional(),
  /** Set words that stand on it besides. */
  states: z.array(Wording).min(1).optional(),
})

/** Legal review: which decisions, what is handed in, what is looked at, how it may end. */
export const ReviewRule = rule('review', {
  list: z.enum(['decisions', 'materials', 'points', 'outcomes']),
  items: z.array(Text).min(1),
  /** Of a decision: one whose fine is as high as a setting of the bureau is such a one, by its key. */
  amount: Setting.optional(),
  /** Of a point that nobody has to answer: the form of that act asks it. */
  asks: z.strictObject({ act: Act, fact: Fact }).optional(),
})

/** Where a matter stands when it is disclosed: 事前, 事中, 事后. */
export const DisclosureStage = z.enum(['before', 'during', 'after'])
export type DisclosureStage = z.infer<typeof DisclosureStage>
/** What it tells of enforcement: 执法主体, 依据, 范围, 权限, 程序, 结果. */
export const DisclosureSubject = z.enum(['who', 'basis', 'scope', 'powers', 'procedure', 'results'])
export type DisclosureSubject = z.infer<typeof DisclosureSubject>
/** 公告, 网站, 公示栏或电子显示屏, 公示册和公示卡, 其他法定方式. */
export const DisclosureForm = z.enum(['announcement', 'website', 'board', 'booklet', 'by-law'])
export type DisclosureForm = z.infer<typeof DisclosureForm>
/** What makes a disclosed matter out of date. */
/** What an item is drafted from: a case, the register of people and units, a catalogue, what was inspected. */
export const DisclosureSource = z.enum([
  'case',
  'register',
  'contact',
  'causes',
  'benchmarks',
  'inspections',
  'figures',
  'complaints',
])
export const DisclosureTrigger = z.enum(['law', 'functions', 'staff'])
export type DisclosureTrigger = z.infer<typeof DisclosureTrigger>
/** What of a person or a thing is covered in a publication copy. */
export const MaskedThing = z.enum([
  'person-name',
  'other-person',
  'complainant',
  'id-number',
  'home-address',
  'contact',
  'account',
  'plate',
])
export type MaskedThing = z.infer<typeof MaskedThing>
/** `surname`: 张某; `county`: up to the county; `plate`: the province and the last character; `delete`: nothing is left. */
export const MaskedHow = z.enum(['surname', 'county', 'plate', 'delete'])
export type MaskedHow = z.infer<typeof MaskedHow>

const Key = z.string().regex(/^[a-z]+(-[a-z]+)*$/u)

/** What is disclosed, where, and what makes it change. */
export const DisclosureRule = rule('disclosure', {
  list: z.enum(['items', 'forms', 'update-triggers', 'withheld', 'masking', 'credit-fields']),
  items: z.array(Text).min(1),
  primary: z.string().optional(),
  /** Of an item: the texts it consists of, in their order; `optional` where there may be nothing to say. */
  needs: z
    .array(z.strictObject({ key: Key, name: Text, optional: z.literal(true).optional() }))
    .min(1)
    .optional(),
  /** Of an item: it wants a picture or a PDF. */
  attachment: z.literal(true).optional(),
  stage: DisclosureStage.optional(),
  subject: DisclosureSubject.optional(),
  /** Of an item: what makes it out of date. */
  follows: z.array(DisclosureTrigger).min(1).optional(),
  /** Of an item: what it is drafted from. */
  from: DisclosureSource.optional(),
  /** Of one drafted from a case: the acts that are such a decision, and the period, by its rule, in which it is public. */
  acts: z.array(Act).min(1).optional(),
  term: z.string().optional(),
  /** Of one drafted from a case: only where the case is said to be so. */
  when: CaseFact.optional(),
  /** Of a form: which it is. */
  form: DisclosureForm.optional(),
  /** Of what makes it change: which, and the period, by its rule, in which it is changed. */
  trigger: DisclosureTrigger.optional(),
  /** Of what may not be disclosed: the ground, by a name that stays. */
  ground: Key.optional(),
  /** It is found by itself: a party of less than this age, in years. */
  under: z.number().int().positive().optional(),
  /** Of masking: what, and how. */
  mask: z.strictObject({ what: MaskedThing, how: MaskedHow }).optional(),
  /** Of the table of both disclosures of credit: its columns in their order, and the text of the item each is taken from. */
  columns: z
    .array(z.strictObject({ name: z.string().min(1), from: Key, optional: z.literal(true).optional() }))
    .min(1)
    .optional(),
})
