import type { JudgedBy } from '../case/index.ts'
import type { CalendarDate, Citation, Text } from '../kernel/index.ts'
import { type RulesOn, rulesOf, type ScoreItem, stepsAt } from '../policy/index.ts'
import type { Act, CaseTold } from '../procedure/index.ts'
import type { Total } from './events.ts'
import {
  type Band,
  bandOf,
  type Block,
  citationIn,
  deducted,
  lookAt,
  type Looked,
  type PapersTold,
  type Pointer,
} from './score.ts'

/** What was found where, by the rule that found it. */
export interface ComputedAt {
  readonly why: Text
  readonly citations: readonly Citation[]
  readonly at?: Pointer
}

/**
 * What can be reckoned of one item: `kept` and `lost` are known, `unsure` was asked and cannot be told, `unasked` was never
 * asked: nothing of the case raises it, the bureau's instruments have no such rule, or only a person can see it.
 */
export interface Computed {
  readonly stands: 'kept' | 'lost' | 'unsure' | 'unasked'
  /** Lost of it all told; of a veto absent. */
  readonly points?: number
  readonly found: readonly ComputedAt[]
}

/** One item of the sheet that counts on a day, with what is reckoned of it. */
export interface SheetItem {
  /** `national/score-filing/approval` */
  readonly item: string
  readonly block: string
  readonly say: Text
  readonly citations: readonly Citation[]
  /** The most it may cost: its points where it costs them once, else what its block is worth. Absent of a veto. */
  readonly most?: number
  readonly computed: Computed
}

/** One block of the sheet. Of vetoes `points` is none. */
export interface SheetBlock {
  readonly block: string
  readonly title: Text
  readonly points: number
}

/** A case held against every item of the sheet that counts on a day, vetoes first. */
export interface Sheet {
  readonly on: CalendarDate
  readonly blocks: readonly SheetBlock[]
  readonly items: readonly SheetItem[]
  /** From which score on a file passes, and is excellent, by the figures of that day. */
  readonly bandOf: (score: number, isVetoed: boolean) => Band
}

/** The sheet of a case, item by item. Empty where no pack of the rule set has one. Throws what `checkCase` throws. */
export function sheetOf(by: JudgedBy, told: CaseTold, asOf?: CalendarDate, papers?: PapersTold): Sheet {
  const { on, rules, looked } = lookAt(by, told, asOf, papers)
  const all = rulesOf(rules, 'score')
  const ordered = [...all.filter(({ rule }) => rule.points === 0), ...all.filter(({ rule }) => rule.points > 0)]
  return {
    on,
    blocks: ordered.map((one) => ({ block: nameOf(one), title: one.rule.title, points: one.rule.points })),
    items: ordered.flatMap((block) => block.rule.items.map((item) => itemOf(block, item, looked))),
    bandOf: (score, isVetoed) => bandOf(rules, score, isVetoed),
  }
}

const nameOf = ({ rule, used }: Block): string => `${used.pack}/${rule.id}`

function itemOf(block: Block, item: ScoreItem, looked: Looked): SheetItem {
  const most = item.points === undefined ? undefined : item.once ? item.points : block.rule.points
  return {
    item: `${nameOf(block)}/${item.id}`,
    block: nameOf(block),
    say: item.say,
    citations: item.source.map((source) => citationIn(block.pack, source)),
    ...(most !== undefined && { most }),
    computed: computedOf(block, item, looked, most),
  }
}

function computedOf(block: Block, item: ScoreItem, looked: Looked, most: number | undefined): Computed {
  const all = deducted(block, item, looked)
  const lost = all.filter((one) => one.met === 'not-met')
  const told = ({ why, citations, at }: (typeof all)[number]): ComputedAt => ({ why, citations, ...(at && { at }) })
  if (lost.length > 0) {
    const points = lost.reduce((sum, one) => sum + (one.points ?? 0), 0)
    return {
      stands: 'lost',
      ...(most !== undefined && { points: Math.min(points, most) }),
      found: lost.map(told),
    }
  }
  if (all.length > 0) return { stands: 'unsure', found: all.map(told) }
  return { stands: wasAsked(item, looked) ? 'kept' : 'unasked', found: [] }
}

/** Whether anything in the case made one of the item's own questions be asked. */
function wasAsked({ steps = [], periods = [], at = [], papers }: ScoreItem, looked: Looked): boolean {
  const named: readonly Act[] = at
  return (
    (papers !== undefined && looked.papers !== undefined) ||
    looked.checked.acts.some(
      ({ act }) => named.includes(act.act) || asksStep(looked.rulesOf(act.on), act.act, steps),
    ) ||
    looked.checked.clocks.some((one) => periods.includes(one.period))
  )
}

const asksStep = (rules: RulesOn, act: Act, steps: readonly string[]): boolean =>
  stepsAt(rules, act).some(({ used }) => steps.includes(`${used.pack}/${used.rule}`))

/** What one item came to, whoever says so. */
export interface Taken {
  readonly item: string
  readonly fails: boolean
  readonly points?: number | undefined
}

/** What all items come to: a block loses no more than it is worth, and a veto fails the file whatever else it is worth. */
export function reckoned(sheet: Sheet, taken: readonly Taken[]): { score: number; outOf: number; band: Band } {
  const byItem = new Map(taken.map((one) => [one.item, one]))
  const isFailed = (item: SheetItem): boolean => byItem.get(item.item)?.fails === true
  const worth = sheet.blocks.map(({ block, points }) => {
    const lost = sheet.items
      .filter((one) => one.block === block && isFailed(one))
      .reduce((sum, one) => sum + (byItem.get(one.item)?.points ?? 0), 0)
    return points - Math.min(points, lost)
  })
  const score = rounded(worth.reduce((sum, one) => sum + one, 0))
  const outOf = sheet.blocks.reduce((sum, one) => sum + one.points, 0)
  const isVetoed = sheet.items.some((one) => one.most === undefined && isFailed(one))
  return { score, outOf, band: sheet.bandOf(score, isVetoed) }
}

/** Halves and quarters of points add up to what they are. */
const rounded = (score: number): number => Math.round(score * 100) / 100

/** What the system itself takes: what is not known costs nothing. */
export const ownTaking = (sheet: Sheet): readonly Taken[] =>
  sheet.items.map(({ item, computed: { stands, points } }) => ({ item, fails: stands === 'lost', points }))

/** The same as points of a hundred, whatever the sheet is out of; undefined where there is nothing to lose. */
export const ofHundred = ({ score, band }: Total, outOf: number): Total | undefined =>
  outOf === 0 ? undefined : { score: Math.round((score * 100) / outOf), band }
