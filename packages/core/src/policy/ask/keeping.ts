import { dateOf, lastDayOfMonths, numberOf } from '../../calendar/index.ts'
import type { CalendarDate } from '../../kernel/index.ts'
import type { KeepingFacts } from '../question.ts'
import { rulesOf } from '../rule-set.ts'
import type { RulesOn, Standing } from '../rule-set.ts'
import type { RuleOf } from '../rules.ts'
import { nameFor, stricterTerm, termSetting, termString } from '../settings.ts'
import type { Term } from '../terms.ts'
import { each, together } from './reply.ts'
import type { Reply } from './reply.ts'
import type { Values } from './values.ts'

type Class = RuleOf<'retention'>['of']

/** How one pack, or the strictest of all, keeps a recording. Longer ranks higher. */
interface Keeping {
  readonly class: Class | 'fixed-camera' | 'gap'
  readonly keep: string
  readonly rank: number
  readonly term?: Term
  readonly carriers?: readonly string[] | undefined
  readonly caseFile?: string
  /** {@link caseFile} as a length, which counts from the day the file was closed. */
  readonly fileTerm?: Term
  /** Of the long term, where it has a least length. */
  readonly atLeast?: string
  readonly rules: readonly Standing[]
  readonly open: readonly string[]
}

const [FOR_LONG, AS_FILE] = [1e9, 1e8]

/** How long the bureau keeps recordings its instrument says nothing of. */
export const GAP = 'retention.gap'
/** The setting that says how long an approved disposal can still be undone; no rule prints it. */
export const UNDO_WINDOW = 'disposal.undo-window'

/** How long, and why: the longest of all packs that speak of keeping. */
export function retention(rules: RulesOn, facts: KeepingFacts): Reply<Values['retention']> {
  const found = [
    ...rules.packs.flatMap((pack) => keepingOf(rules, pack.identity.id, facts) ?? []),
    ...(facts.fixedCamera ? fixedCamera(rules) : []),
  ]
  const longest = found.sort((a, b) => b.rank - a.rank)[0]
  if (longest === undefined) return { value: { class: 'gap', keep: 'unsaid' }, rules: [] }
  const { term, fileTerm, carriers, caseFile, atLeast } = longest
  const until =
    (term && facts.recordedOn && lastDay(facts.recordedOn, term)) ??
    (fileTerm && facts.caseClosedOn && lastDay(facts.caseClosedOn, fileTerm))
  return {
    value: { class: longest.class, keep: longest.keep, until, carriers, caseFile, atLeast },
    // Every pack that keeps it just as long is a reason of its own.
    rules: found.filter((one) => one.rank === longest.rank).flatMap((one) => one.rules),
    open: found.flatMap((one) => one.open),
  }
}

function keepingOf(rules: RulesOn, pack: string, facts: KeepingFacts): Keeping | undefined {
  const ours = rulesOf(rules, 'retention').filter((one) => one.used.pack === pack)
  const triggered = rulesOf(rules, 'long-term').filter((one) => one.used.pack === pack && isTriggered(one.rule, facts))
  if (triggered.length > 0)
    return {
      class: 'long-term',
      keep: 'long-term',
      rank: FOR_LONG,
      carriers: together(triggered.map(({ rule }) => rule.carriers)),
      ...longTerm(rules, triggered, ours),
    }
  const rule = classesOf(facts)
    .map((of) => ours.find((one) => one.rule.of === of && speaksOf(one.rule, facts)))
    .find((one) => one !== undefined)
  if (rule !== undefined) return keepingBy(rules, rule, ours)
  return ours.length === 0 ? undefined : gap(rules)
}

/** What fixed public cameras record is kept for so long at least, whatever else is said of it. */
const fixedCamera = (rules: RulesOn): readonly Keeping[] =>
  rulesOf(rules, 'period').flatMap((one) => {
    const { of, length } = one.rule
    if (of !== 'fixed-camera-keeping' || !('count' in length)) return []
    return [
      {
        class: 'fixed-camera' as const,
        keep: termString(length),
        term: length,
        rank: days(length),
        rules: [one],
        open: [],
      },
    ]
  })

/** What the instrument is silent about is kept as long as the bureau says, and until then nothing of it is disposed of. */
function gap(rules: RulesOn): Keeping {
  const term = termSetting(rules, GAP)
  const base = { class: 'gap', rank: 0, rules: [] } as const
  return term === undefined
    ? { ...base, keep: 'unsaid', open: [GAP] }
    : { ...base, keep: termString(term), term, open: [] }
}

/** The classes a recording may belong to, the narrowest first. */
function classesOf({ evidence, procedure, activity }: KeepingFacts): readonly Class[] {
  const byCase: readonly Class[] = procedure === 'simple' ? ['simple-procedure', 'case'] : procedure ? ['case'] : []
  const byActivity: readonly Class[] = activity === 'minor-correction' || activity === 'patrol' ? [activity] : []
  return [
    ...(evidence ? (['evidence'] as const) : []),
    ...byCase,
    ...(procedure === undefined ? byActivity : []),
    'everything-else',
  ]
}

const speaksOf = ({ procedures }: RuleOf<'retention'>, { procedure }: KeepingFacts): boolean =>
  procedures === undefined || procedure === undefined || procedures.includes(procedure)

function isTriggered({ trigger, by }: RuleOf<'long-term'>, facts: KeepingFacts): boolean {
  if (trigger === 'used-as-evidence' && facts.evidence) return true
  // Who did it is often not known at first; until then it is kept.
  return facts.triggers.some((one) => one.trigger === trigger && (by !== 'party' || (one.by ?? 'party') === 'party'))
}

function keepingBy(
  rules: RulesOn,
  one: Standing<RuleOf<'retention'>>,
  ours: readonly Standing<RuleOf<'retention'>>[],
): Keeping {
  const { keep, of } = one.rule
  const base = { class: of, rules: [one], open: [] }
  if ('longTerm' in keep) return { ...base, keep: 'long-term', rank: FOR_LONG }
  if ('sameAs' in keep) return { ...base, keep: 'same-as-case-file', rank: AS_FILE, ...caseFile(rules, one, ours) }
  const printed = 'setting' in keep ? termSetting(rules, keep.setting) : keep.atLeast
  if (printed === undefined) return { ...base, keep: 'unsaid', rank: 1, open: 'setting' in keep ? [keep.setting] : [] }
  const term = longer(printed, stricterTerm(rules, one))
  return { ...base, keep: termString(term), rank: days(term), term }
}

/** For how long at least the long term is, where the instrument leaves that to the bureau. */
function longTerm(
  rules: RulesOn,
  triggered: readonly Standing[],
  ours: readonly Standing<RuleOf<'retention'>>[],
): Pick<Keeping, 'rules' | 'open' | 'term' | 'atLeast'> {
  const length = ours.find(({ rule }) => rule.of === 'long-term')
  if (length === undefined || !('setting' in length.rule.keep)) return { rules: triggered, open: [] }
  const key = length.rule.keep.setting
  const term = termSetting(rules, key)
  if (term === undefined) return { rules: triggered, open: [key] }
  return { rules: [...triggered, length], open: [], term, atLeast: termString(term) }
}

/** How long the case file itself is kept, which is usually left to the bureau. */
function caseFile(rules: RulesOn, one: Standing<RuleOf<'retention'>>, ours: readonly Standing<RuleOf<'retention'>>[]) {
  const file = ours.find(({ rule }) => rule.of === 'case-file')
  const keep = file?.rule.keep
  if (file === undefined || keep === undefined) return {}
  const term = 'setting' in keep ? termSetting(rules, keep.setting) : 'atLeast' in keep ? keep.atLeast : undefined
  if (term !== undefined) return { rules: [one, file], caseFile: termString(term), fileTerm: term }
  return { open: 'setting' in keep ? [keep.setting] : [] }
}

const DAYS = { hour: 1 / 24, 'working-day': 1, 'calendar-day': 1, month: 30, year: 365 } as const

/** About how many days, enough to tell which of two terms is longer. */
export const days = ({ count, unit }: Term): number => count * DAYS[unit]

const longer = (a: Term, b: Term | undefined): Term => (b !== undefined && days(b) > days(a) ? b : a)

/** The last day on which it must be kept: 民法典 art. 202 for months and years. */
function lastDay(from: CalendarDate, { count, unit }: Term): CalendarDate {
  if (unit === 'month' || unit === 'year') return lastDayOfMonths(from, { count, unit })
  return dateOf(numberOf(from) + Math.ceil(days({ count, unit })))
}

const CADENCES = ['week', 'half-month', 'month'] as const

/** How often it is gathered centrally: the most frequent wins, and of what was recorded that day when it is due. */
export function consolidation(rules: RulesOn, recordedOn: CalendarDate | undefined): Reply<Values['consolidation']> {
  const found = rulesOf(rules, 'consolidation')
  const every = CADENCES.find((one) => found.some(({ rule }) => rule.every === one))
  const first = found.filter(({ rule }) => rule.every === every)
  const by = each(first.map(({ rule }) => rule.by)).join('、')
  if (every === undefined) return { value: {}, rules: [] }
  return { value: { every, by, due: recordedOn && endOf(every, recordedOn) }, rules: first }
}

/** The last day of the week (Sunday), half-month or month a day lies in. */
function endOf(every: (typeof CADENCES)[number], day: CalendarDate): CalendarDate {
  const number = numberOf(day)
  const date = new Date(day)
  if (every === 'week') return dateOf(number + ((7 - date.getUTCDay()) % 7))
  if (every === 'half-month' && date.getUTCDate() <= 15) return dateOf(number + 15 - date.getUTCDate())
  return dateOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0) / 86_400_000)
}

/** Who keeps it, and where. */
export function custodian(rules: RulesOn, of: RuleOf<'custodian'>['of']): Reply<Values['custodian']> {
  const found = rulesOf(rules, 'custodian').filter(({ rule }) => rule.of === of)
  const who = found.map((one) => nameFor(rules, one, one.rule.who))
  const where = found.flatMap((one) => (one.rule.where === undefined ? [] : [nameFor(rules, one, one.rule.where)]))
  const joined = (named: typeof who) => each(named.flatMap(({ names }) => names)).join('、') || undefined
  return {
    value: { who: joined(who), where: joined(where) },
    rules: found,
    open: [...who, ...where].flatMap(({ open }) => open),
  }
}
