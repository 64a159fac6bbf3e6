import { checkCase, type CaseChecked, type Clock, type JudgedBy } from '../case/index.ts'
import type { CalendarDate, Citation, Text } from '../kernel/index.ts'
import { text } from '../kernel/index.ts'
import { ask, type Condition, type Done, rulesOf, rulesOn, stands, type Story } from '../policy/index.ts'
import type { RulesOn, ScoreItem, Standing, RuleOf } from '../policy/index.ts'
import { type Act, acts as ACTS, type CaseTold } from '../procedure/index.ts'

/** What an item points at: an act of the case, or a paper of it. */
export interface Pointer {
  /** The act by its key; its place in a file, from 1, where it has none. */
  readonly act?: string
  readonly number?: number
  readonly paper?: string
  readonly title: Text
  readonly on?: CalendarDate
}

/** Papers of the case as they are known where they are kept; a file of acts tells nothing of them. */
export interface PapersTold {
  /** Papers that the acts want and that are not there. */
  readonly missing: readonly PaperFound[]
  readonly unsigned: readonly PaperFound[]
  /** The case has ended and no volume is bound of it. */
  readonly unbound: boolean
}
export interface PaperFound {
  readonly paper?: string
  readonly act?: string
  readonly title: Text
  readonly message: Text
  readonly citations: readonly Citation[]
}

/** Points that one item costs at one place. */
export interface Deduction {
  /** `national/score-filing/approval` */
  readonly item: string
  readonly block: string
  readonly say: Text
  /** What is so, in the words of the rule that found it. */
  readonly why: Text
  /** Absent of a veto. */
  readonly points?: number
  readonly citations: readonly Citation[]
  readonly at?: Pointer
}

/** An item that could not be answered from what is on record. */
export interface Unsure extends Omit<Deduction, 'points'> {
  /** It fails the file if it turns out to be so. */
  readonly veto?: true
}

export interface BlockScored {
  readonly id: string
  readonly title: Text
  readonly points: number
  readonly lost: number
}

export type Band = 'failed' | 'passed' | 'excellent'
export const bandNames: Readonly<Record<Band, Text>> = {
  failed: text('不合格', 'Failed'),
  passed: text('合格', 'Passed'),
  excellent: text('优秀', 'Excellent'),
}

/** A case as a reviewer would score it on one day, by the sheet of that day. */
export interface Scored {
  readonly on: CalendarDate
  /** Absent where no pack of the rule set has a sheet, and while nothing is decided and no veto found. */
  readonly band?: Band
  readonly score: number
  readonly outOf: number
  readonly vetoes: readonly Deduction[]
  readonly deductions: readonly Deduction[]
  /** Vetoes first, as the sheet has them. */
  readonly unsure: readonly Unsure[]
  readonly blocks: readonly BlockScored[]
}

/** One block of the sheet that counts on a day. */
export type Block = Standing<RuleOf<'score'>>

interface Found {
  readonly why: Text
  readonly citations: readonly Citation[]
  readonly at?: Pointer
  readonly met: 'not-met' | 'unknown'
}

/** A case as it is looked at on one day. */
export interface Looked {
  readonly checked: CaseChecked
  readonly story: Story
  readonly rulesOf: (day: CalendarDate) => RulesOn
  readonly papers: PapersTold | undefined
}

/**
 * Scores a case as it stands on a day, the last act's unless told. An item that cannot be answered costs nothing and is told
 * apart; a block loses no more than it is worth; what is refused by its own rules counts against the file as it would on
 * paper. Throws what `checkCase` throws.
 */
export function scoreCase(by: JudgedBy, told: CaseTold, asOf?: CalendarDate, papers?: PapersTold): Scored {
  const { on, rules, looked } = lookAt(by, told, asOf, papers)
  const sheets = rulesOf(rules, 'score')
  const all = sheets.flatMap((sheet) => sheet.rule.items.flatMap((item) => deducted(sheet, item, looked)))
  const found = all.filter((one) => one.met === 'not-met').map(({ met: _met, ...one }) => one)
  const vetoes = found.filter((one) => one.points === undefined)
  const deductions = found.filter((one) => one.points !== undefined)
  const unsure = all
    .filter((one) => one.met === 'unknown')
    .map(({ met: _met, points, ...one }): Unsure => ({ ...one, ...(points === undefined && { veto: true }) }))
  const blocks = sheets
    .filter(({ rule }) => rule.points > 0)
    .map(({ rule, used }): BlockScored => {
      const id = `${used.pack}/${rule.id}`
      const lost = deductions.filter((one) => one.block === id).reduce((sum, one) => sum + (one.points ?? 0), 0)
      return { id, title: rule.title, points: rule.points, lost: Math.min(lost, rule.points) }
    })
  const isDecided = told.acts.some(({ act }) => DECISIONS.includes(act))
  const hasBand = sheets.length > 0 && (isDecided || vetoes.length > 0)
  const outOf = blocks.reduce((sum, one) => sum + one.points, 0)
  const score = blocks.reduce((sum, one) => sum + one.points - one.lost, 0)
  return {
    on,
    ...(hasBand && { band: bandOf(rules, score, vetoes.length > 0) }),
    score,
    outOf,
    vetoes,
    deductions,
    unsure,
    blocks,
  }
}

/** What a file is judged by: before it nothing tells whether the file is good. */
const DECISIONS: readonly Act[] = [
  'not-filed',
  'penalty-decided',
  'penalty-on-the-spot',
  'no-penalty-decided',
  'case-withdrawn',
  'transferred',
  'licence-decided',
  'other-act-decided',
  'case-closed',
  'archived',
]

/** Everything an item may be answered by, as it is on a day. Throws what `checkCase` throws. */
export function lookAt(by: JudgedBy, told: CaseTold, asOf: CalendarDate | undefined, papers: PapersTold | undefined) {
  const checked = checkCase(by, told, asOf)
  const { acts: _acts, ...rest } = told
  const { on } = checked
  const looked: Looked = {
    checked,
    story: { told: rest, effective: checked.acts.map((one) => one.act), refused: [] },
    rulesOf: (day) => rulesOn(by.library, by.ruleSet, day),
    papers,
  }
  return { on, rules: rulesOn(by.library, by.ruleSet, on), looked }
}

const figureOf = (rules: RulesOn, id: string): number | undefined =>
  rulesOf(rules, 'figure').find(({ rule }) => rule.id === id)?.rule.value

/** A veto fails the file whatever it is worth; the bounds are figures of the packs. */
export function bandOf(rules: RulesOn, score: number, isVetoed: boolean): Band {
  if (isVetoed || score < (figureOf(rules, 'score-pass') ?? 0)) return 'failed'
  const excellent = figureOf(rules, 'score-excellent')
  return excellent !== undefined && score >= excellent ? 'excellent' : 'passed'
}

/** What one item finds, at each place once. */
export function deducted(
  { pack, rule, used }: Block,
  item: ScoreItem,
  looked: Looked,
): readonly (Deduction & Pick<Found, 'met'>)[] {
  const block = `${used.pack}/${rule.id}`
  const own = item.source.map((source): Citation => citationIn(pack, source))
  const found = [
    ...byPapers(item, looked),
    ...byPeriods(item, looked),
    ...bySteps(item, looked),
    ...byNeeds(item, looked),
  ]
  // One fault at one place costs once, whichever of its rules found it.
  const apart = found.filter((one, i) => found.findIndex((other) => isSame(one, other)) === i)
  const missing = apart.filter((one) => one.met === 'not-met')
  const counted = item.once && missing.length > 0 ? missing.slice(0, 1) : apart
  return counted.map(({ why, citations, at, met }) => ({
    item: `${block}/${item.id}`,
    block,
    say: item.say,
    why,
    ...(item.points !== undefined && { points: item.points }),
    citations: distinct([...citations, ...own]),
    ...(at && { at }),
    met,
  }))
}

const isSame = (one: Found, other: Found): boolean =>
  one.met === other.met &&
  (one.at?.paper ?? one.at?.act) === (other.at?.paper ?? other.at?.act) &&
  (one.at !== undefined || one.why.zh === other.why.zh)

const distinct = (all: readonly Citation[]): readonly Citation[] =>
  all.filter((one, i) => all.findIndex((other) => other.article === one.article) === i)

/** A place of a pack, with its words where an obligation quotes them. */
export function citationIn(pack: Block['pack'], source: string): Citation {
  const obligation = pack.obligations.find((one) => one.id === source)
  const { id } = pack.identity
  return obligation
    ? { article: `${id}/${obligation.article}`, quote: obligation.quote }
    : { article: `${id}/${source}` }
}

const pointTo = ({ act, key, number, on }: Done): Pointer => ({ act: key, number, title: ACTS[act].name, on })

function bySteps({ steps }: ScoreItem, { checked }: Looked): readonly Found[] {
  if (steps === undefined) return []
  return checked.acts.flatMap(({ act, conditions }) =>
    conditions.filter((one) => steps.includes(one.rule)).map((one) => foundBy(one, act)),
  )
}

const foundBy = ({ message, citations, met }: Condition, act: Done): Found => ({
  why: message,
  citations,
  met,
  at: pointTo(act),
})

const LATE: readonly Clock['state'][] = ['overdue', 'ended-late']

function byPeriods({ periods }: ScoreItem, { checked }: Looked): readonly Found[] {
  if (periods === undefined) return []
  return checked.clocks
    .filter((one) => periods.includes(one.period) && LATE.includes(one.state))
    .map((one) => {
      const last = String(one.last ?? '').slice(0, 10)
      const done = one.endedBy?.on
      return {
        why: text(
          `「${one.title.zh}」到 ${last} 届满，${done === undefined ? '至今没有完成' : `${done} 才完成`}`,
          `${one.title.en} was over on ${last}, ${done === undefined ? 'and is not done' : `and was done on ${done}`}`,
        ),
        citations: one.used.flatMap((used) => used.citations),
        met: 'not-met' as const,
        at: pointTo(one.endedBy ?? one.startedBy),
      }
    })
}

/** Each act of the item as its own telling answers, with what was done before it. */
function byNeeds({ at, when, needs, say }: ScoreItem, { story, rulesOf: byDay }: Looked): readonly Found[] {
  if (needs === undefined || at === undefined) return []
  const named: readonly Act[] = at
  return story.effective.flatMap((act, i): readonly Found[] => {
    if (!named.includes(act.act)) return []
    const asked = {
      act,
      story: { ...story, effective: story.effective.slice(0, i) },
      rules: byDay(act.on),
      rulesOn: byDay,
      ask,
    }
    if (when !== undefined && stands(when, asked).met !== 'met') return []
    const { met, why } = stands(needs, asked)
    if (met === 'met') return []
    return [{ why: why ?? say, citations: [], met, at: pointTo(act) }]
  })
}

const UNTOLD = text(
  '这里没有文书，只有逐项行为：在案件页面上评查',
  'nothing is told of papers here, only of acts: score it where the case is kept',
)

function byPapers({ papers: which, say }: ScoreItem, { papers }: Looked): readonly Found[] {
  if (which === undefined) return []
  if (papers === undefined) return [{ why: UNTOLD, citations: [], met: 'unknown' }]
  if (which === 'unbound') return papers.unbound ? [{ why: say, citations: [], met: 'not-met' }] : []
  return papers[which].map(({ paper, act, title, message, citations }) => ({
    why: message,
    citations,
    met: 'not-met' as const,
    at: { title, ...(paper !== undefined && { paper }), ...(act !== undefined && { act }) },
  }))
}
