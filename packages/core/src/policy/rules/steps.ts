import { z } from 'zod'
import { Text } from '../../kernel/index.ts'
import { Act, CaseFact, ClockTime, Fact, MaterialRole } from '../../procedure/index.ts'
import { rule } from './rule.ts'

const some = z.array(Act).min(1)

/**
 * What is asked of a named cause. `in-force`: a generation of it counts for the act; `clauses`, `clauses-doubt`: the provisions
 * cited are found faulty, or doubtful; `within-law`: the fine lies in the band of the law; `benchmark-reasons`: or in that of
 * the benchmark, or its reasons are told; `benchmark`: in that of the benchmark; `report`, `corrected`, `designated`: what the
 * cause itself wants; `grounds`: those named are of the catalogue and fit what is decided; `as-notified`: cause and provisions
 * are those of the prior notice.
 */
export const CAUSE_ASKS = [
  'in-force',
  'clauses',
  'clauses-doubt',
  'within-law',
  'benchmark-reasons',
  'benchmark',
  'report',
  'corrected',
  'designated',
  'grounds',
  'as-notified',
] as const

/**
 * One condition of an act, of a small closed set: no expressions, so that every text of it can be listed, told and tried.
 * Each is met, not met, or unknown because a fact has not been recorded; unknown is never met.
 */
export const Guard = z.discriminatedUnion('kind', [
  /** One of these was done before. `same`: about the same thing: the measure, the notice, the order it names with `of`. */
  z.strictObject({ kind: z.literal('done'), acts: some, same: z.literal(true).optional() }),
  /** None of these was done before. */
  z.strictObject({ kind: z.literal('not-done'), acts: some, same: z.literal(true).optional() }),
  /** After the last of `acts`, one of `by` was done: a hearing that was asked for was held. */
  z.strictObject({ kind: z.literal('answered'), acts: some, by: some }),
  /** Each of `acts` was followed by one of `by` that names it. */
  z.strictObject({ kind: z.literal('settled'), acts: some, by: some }),
  /**
   * A period of that id is over: its last day lies before the act. `orSet`: where the last of these acts set a day itself
   * (`dueOn`), the later of the two counts, or that day alone where the bureau has not decided the length.
   */
  z.strictObject({ kind: z.literal('over'), period: z.string(), orSet: some.optional() }),
  /** The act falls within a period of that id. */
  z.strictObject({ kind: z.literal('within'), period: z.string() }),
  /**
   * What ends a period of that id was done within it; where nothing has ended it yet, the act itself is the measure. Of a
   * period counted back from the act: it was done by then.
   */
  z.strictObject({ kind: z.literal('kept'), period: z.string() }),
  /** The day that the last of `acts` set (`dueOn`) lies before the act; where it set instalments, one of them was missed. */
  z.strictObject({ kind: z.literal('past-due'), acts: some }),
  /** The day it sets (`dueOn`) lies so far ahead that a period of that id, counted back from it, lets it be done on its own day. */
  z.strictObject({ kind: z.literal('sets-after'), period: z.string() }),
  /**
   * The act lengthens a period of that id no more often, and to the day it sets (`dueOn`) by no more, than the text and the
   * law over it allow.
   */
  z.strictObject({ kind: z.literal('lengthens'), period: z.string() }),
  /** The text of a period of that id leaves out of its count what the act begins. */
  z.strictObject({ kind: z.literal('stops'), period: z.string() }),
  /** The bureau has decided a setting, by its key. */
  z.strictObject({ kind: z.literal('decided'), setting: z.string() }),
  /** So many people whose enforcement certificate is in force on the day. */
  z.strictObject({ kind: z.literal('officers'), atLeast: z.number().int().positive() }),
  /** None of those who act, nor, where `signers`, of those who approved it, took part in these acts. */
  z.strictObject({ kind: z.literal('apart'), acts: some, signers: z.literal(true).optional() }),
  /** Nobody took part in these acts who approved this one, otherwise than as the officer handling it. */
  z.strictObject({ kind: z.literal('signers-apart'), acts: some }),
  /** None of those who act approved anything of the case before, otherwise than as the officer handling it. */
  z.strictObject({ kind: z.literal('signed-nothing') }),
  /** It says from when to when it was, and where: as far as these are to be written down. */
  z.strictObject({ kind: z.literal('written'), of: z.array(z.enum(['at', 'until', 'place'])).min(1) }),
  /** So many people at least do it together. */
  z.strictObject({ kind: z.literal('together'), atLeast: z.number().int().positive() }),
  /** All who act are fit for it on the day. */
  z.strictObject({ kind: z.literal('qualified'), as: z.enum(['reviewer', 'leader']) }),
  /** The approvals that the rule of that id asks for were given, in its order, by people who hold the posts. */
  z.strictObject({ kind: z.literal('approved'), approval: z.string() }),
  /** The act, or the last of `acts`, says so; `is` absent means yes. */
  z.strictObject({
    kind: z.literal('says'),
    fact: Fact,
    is: z.union([z.boolean(), z.array(z.string()).min(1)]).optional(),
    /** Whatever else stands around it, one of these words is in what it says, spaces left out. */
    naming: z.array(z.string().min(1)).min(1).optional(),
    acts: some.optional(),
    /** What is special and not told is not so. */
    untold: z.literal(false).optional(),
  }),
  /** What it says is what the last of `acts` said, fact by fact. */
  z.strictObject({ kind: z.literal('agrees'), acts: some, facts: z.array(Fact).min(1) }),
  /** One at least of these facts is told otherwise than the last of `acts` told it. */
  z.strictObject({ kind: z.literal('differs'), acts: some, facts: z.array(Fact).min(1) }),
  /** An amount is no higher than in the last of `acts`; where `than` is given, than what was last told there by that name. */
  z.strictObject({ kind: z.literal('no-more'), acts: some, fact: Fact, than: Fact.optional() }),
  /** What is written in words names no sum of money but the one that the last of `acts` told. */
  z.strictObject({ kind: z.literal('no-other-sum'), fact: Fact, acts: some, sum: Fact }),
  /** An amount, of this act or the last that `acts` told, is no higher than a figure of the law, by its id, for each kind of party. */
  z.strictObject({
    kind: z.literal('at-most'),
    fact: Fact,
    acts: some.optional(),
    citizen: z.string(),
    organisation: z.string(),
  }),
  /** An amount is as high as a setting of the bureau, by its key, for each kind of party; not so where it has set none. */
  z.strictObject({
    kind: z.literal('reaches'),
    fact: Fact,
    citizen: z.strictObject({ setting: z.string() }),
    organisation: z.strictObject({ setting: z.string() }),
  }),
  /**
   * What the payments come to reaches an amount that the last of `to.acts` set. Of each the first of `facts` that it tells
   * counts; where none of them tells how much, that is left to who says that all is paid.
   */
  z.strictObject({
    kind: z.literal('adds-up'),
    acts: some,
    facts: z.array(Fact).min(1),
    to: z.strictObject({ acts: some, fact: Fact }),
  }),
  /**
   * Of what the act of `taken` that this one names told to be so many `pieces`: those that went into `stored` since and those
   * that this one gives `back` come to all of them; where nothing is given back, those it stores itself to no more. Where it was
   * not told how many were taken there is nothing to hold it against.
   */
  z.strictObject({
    kind: z.literal('tallies'),
    taken: some,
    stored: some,
    pieces: Fact,
    back: Fact.optional(),
  }),
  /**
   * An amount is no higher than what has grown on the one that the last of `on.acts` set, or one of `changed` since: so many
   * per cent of it, a figure of the law, each day since a period was over or since the last day that one of `orSet` set, up to
   * so many per cent in all, another figure. Days between `from` and `to` do not count; what was paid of it by then grows no
   * more, less what was `refunded`. Nothing is owed once one of `gone` took the decision away and set no other amount.
   */
  z.strictObject({
    kind: z.literal('accrued'),
    fact: Fact,
    on: z.strictObject({ acts: some, fact: Fact }),
    changed: some.optional(),
    gone: some.optional(),
    after: z.string(),
    orSet: some.optional(),
    rate: z.string(),
    cap: z.string(),
    without: z.array(z.strictObject({ from: some, to: some })).optional(),
    paid: z.strictObject({ acts: some, facts: z.array(Fact).min(1) }).optional(),
    refunded: z.strictObject({ acts: some, facts: z.array(Fact).min(1) }).optional(),
  }),
  /** Not at night and, unless `holidays`, not on a statutory holiday. */
  z.strictObject({ kind: z.literal('hours'), from: ClockTime, until: ClockTime, holidays: z.boolean() }),
  /**
   * What the instruments want recorded was: of the act itself, or of each of `acts` whose absence is not explained.
   * `always`: whether an instrument wants it or not.
   */
  z.strictObject({ kind: z.literal('recorded'), acts: some.optional(), always: z.literal(true).optional() }),
  /** The hours written down are those of its recordings, without a hole between them, to so many minutes. */
  z.strictObject({ kind: z.literal('matches-recording'), minutes: z.number().int().nonnegative() }),
  /**
   * Nobody who acts is written down somewhere else at the same time; nor, at the same place, in two of `alone`, each of which
   * wants whoever does it for itself.
   */
  z.strictObject({ kind: z.literal('nowhere-else'), alone: some.optional() }),
  /** Something is so of the case as a whole. */
  z.strictObject({ kind: z.literal('case'), fact: CaseFact, is: z.boolean() }),
  /**
   * Of the items of evidence, where they are told: there are some; each was examined and says what it proves; one at least is
   * authentic, lawfully obtained and relevant. `proved`: each says what it proves; not asked where none is told.
   */
  z.strictObject({ kind: z.literal('evidence'), is: z.enum(['told', 'examined', 'admitted', 'proved']) }),
  /**
   * One of these papers is there, signed or stored, by the ids of their rules. `untold`: where nothing is told of papers at
   * all, as in a list of acts, it is not asked. `same`: it is of the very measure that the act is about.
   */
  z.strictObject({
    kind: z.literal('filed'),
    papers: z.array(z.string()).min(1),
    same: z.literal(true).optional(),
    untold: z.literal('not-asked').optional(),
  }),
  /**
   * Something is handed in with it as that. `or`: the word of a file in which nothing is told piece by piece, as those from
   * before.
   */
  z.strictObject({ kind: z.literal('attached'), as: MaterialRole, or: Fact }),
  /**
   * What was handed in with the last of `acts`, and with `more` since, is in the case as it was then, and no item of evidence
   * has come in besides; not asked where it is not told piece by piece.
   */
  z.strictObject({ kind: z.literal('as-handed-in'), acts: some, more: some.optional() }),
  /**
   * None of the goods of the case is kept that was neither handed in with one of `acts` as that, nor passed on by itself; where
   * nothing is told of what there is, it is not asked.
   */
  z.strictObject({ kind: z.literal('none-kept'), acts: some, as: MaterialRole, passed: some }),
  /** No gap beside the recordings of the case is left unexplained; where nothing is told of gaps, it is not asked. */
  z.strictObject({ kind: z.literal('gaps-explained') }),
  /** No other case punished the party for what looks the same act, or `but` says why it is another. */
  z.strictObject({ kind: z.literal('punished-once'), but: Fact }),
  /** With this one the party is inspected no more often in a year than a setting of the bureau lets it; so where it set none. */
  z.strictObject({ kind: z.literal('inspected-at-most'), setting: z.string() }),
  /** What the catalogue of causes says of the one the case names: met where it names none. {@link CAUSE_ASKS} */
  z.strictObject({ kind: z.literal('cause'), asks: z.enum(CAUSE_ASKS), reads: z.array(Fact).min(1) }),
  z.strictObject({ kind: z.literal('procedure'), is: z.enum(['ordinary', 'simple']) }),
  /** The party is no citizen, or one of at least the age that a figure of the law sets, by its id. */
  z.strictObject({ kind: z.literal('age'), atLeast: z.string() }),
  /** The party is a citizen known to be younger than a figure of the law, by its id. */
  z.strictObject({ kind: z.literal('younger'), than: z.string() }),
  z.strictObject({
    kind: z.literal('any'),
    get of() {
      return z.array(Guard).min(2)
    },
  }),
  z.strictObject({
    kind: z.literal('all'),
    get of() {
      return z.array(Guard).min(2)
    },
  }),
])
export type Guard = z.infer<typeof Guard>
export type GuardOf<K extends Guard['kind']> = Extract<Guard, { kind: K }>

/** What an act of a case needs before it may be done, and what follows where it is missing. */
export const StepRule = rule('step', {
  /** The acts that need it. */
  at: some,
  /** Where it applies; absent: always. Where that is unknown, so is whether the act may be done. */
  when: Guard.optional(),
  needs: Guard,
  /** `refused`: the act is void without it; `late`: it stands and is marked; `noted`: it stands with a defect shown. */
  effect: z.enum(['refused', 'late', 'noted']),
  /** What else will do, each on a place of its own. */
  unless: z
    .array(z.strictObject({ needs: Guard, source: z.string(), say: Text }))
    .min(1)
    .optional(),
  /** What is missing, in a sentence. */
  say: Text,
})
