import type {
  ActivityCoverage,
  ActivityExplanation,
  CoverageFinding,
  CoverageSpan,
  WantedExplanation,
} from '@liuhen/contract/activities'
import { ExemptionClaim } from '@liuhen/core/activities'
import { type ActivityCoverage as Judged, type Finding, type FindingCode, stretchesOf } from '@liuhen/core/coverage'
import { type CalendarDate, type Citation, dayOf, instantOf } from '@liuhen/core/kernel'
import type { Question } from '@liuhen/core/policy'
import { type ActivityRowOf, completionOn, filmingFreeOn } from '../activities/index.ts'
import { type Book, openSettings } from '../packs/index.ts'

/** The door to what a finding asks for. */
const ACTS: Partial<Record<FindingCode, NonNullable<CoverageFinding['act']>>> = {
  'not-recorded': 'explain',
  awaited: 'explain',
  'late-start': 'explain',
  'early-stop': 'explain',
  'inner-gap': 'explain',
  'notice-missing': 'complete',
  'notice-late': 'complete',
  'picture-unconfirmed': 'complete',
  'goods-unmarked': 'complete',
  'text-missing': 'complete',
  'crew-missing': 'complete',
  'worn-missing': 'complete',
  'kind-open': 'complete',
  'time-uncertain': 'look',
  'clock-unmeasured': 'look',
  'filmed-later': 'look',
  'part-missing': 'look',
  'not-ended': 'end-activity',
}

export function findingView(
  book: Book,
  { code, weight, stretches, message, todo, citations }: Finding,
): CoverageFinding {
  const act = ACTS[code]
  return {
    code,
    weight,
    message,
    todo,
    stretches: [...stretches],
    citations: citations.map((one) => book.shelf.citationView(one)),
    ...(act && { act }),
  }
}

const PARTS = ['covered', 'missing', 'awaited', 'uncertain', 'explained'] as const

function spansOf({ coverage }: Judged): CoverageSpan[] {
  const spans = PARTS.flatMap((kind) => stretchesOf(coverage[kind]).map((one) => ({ kind, ...one })))
  return spans.toSorted((a, b) => (a.from < b.from ? -1 : 1))
}

/** Until the bureau has chosen its rules nothing is required and nothing is found. */
const UNJUDGED: ActivityCoverage = {
  judged: false,
  spans: [],
  recordings: [],
  findings: [],
  rules: [],
  points: [],
  notices: [],
  open: [],
  asks: {},
  exemptions: [],
}

/** How one activity was recorded, by the rules of its day; undefined where there were none. */
export function coverageView(book: Book, row: ActivityRowOf, judged: Judged | undefined): ActivityCoverage {
  const day = dayOf(row.start_at)
  if (!judged) return UNJUDGED
  const { requirement, recordings, findings, waiting } = judged
  const cited = (citations: readonly Citation[]) => citations.map((one) => book.shelf.citationView(one))
  const kind = row.state.facts.activity
  return {
    judged: true,
    required: requirement.level,
    spans: spansOf(judged),
    recordings: [...recordings],
    findings: findings.map((one) => findingView(book, one)),
    ...(waiting && {
      awaiting: {
        running: waiting.isRunning,
        citations: cited(waiting.term.citations),
        ...(waiting.until !== undefined && { until: instantOf(waiting.until) }),
      },
    }),
    rules: [
      ...usedBy(book, day, { ask: 'recording', activity: kind }),
      ...usedBy(book, day, { ask: 'continuity', activity: kind }),
    ],
    points: requirement.pictures.map(({ point, citations }) => ({ point, citations: cited(citations) })),
    notices: requirement.notices.map(({ of, say, citations }) => ({ of, say, citations: cited(citations) })),
    asks: asksOf(book, row, judged),
    exemptions: exemptionsOf(book, row),
    explanation: wanted(book, day),
    open: openSettings(book, requirement.open),
  }
}

/** What the rules of the day turn on and only those who were there can tell. */
function asksOf(book: Book, row: ActivityRowOf, { requirement }: Judged): ActivityCoverage['asks'] {
  const cited = (citations: readonly Citation[]) => citations.map((one) => book.shelf.citationView(one))
  const { activity } = row.state.facts
  const continuity = book.ask(dayOf(row.start_at), { ask: 'continuity', activity })
  const day = dayOf(row.start_at)
  const isWorn = book.ask(day, { ask: 'device' })?.value.worn?.includes(activity) === true
  const worn = isWorn ? book.citing(day, { ask: 'device' }, 'worn') : []
  const free = filmingFreeOn(book, day)
  const goods = book.citing(day, { ask: 'content', activity }, 'eachGood')
  const asNeeded = requirement.crews.filter((one) => one.level === 'as-needed')
  return {
    ...(continuity?.value.start === 'arrival' && {
      arrival: cited(continuity.rules.flatMap((one) => one.citations)),
    }),
    ...(asNeeded.length > 0 && { oneCamera: cited(asNeeded.flatMap((one) => one.citations)) }),
    ...(worn.length > 0 && { fallback: cited(worn) }),
    ...(free && { restriction: cited([free]) }),
    ...(goods.length > 0 && { goods: cited(goods) }),
  }
}

/** The grounds the instruments of the day print, and whether this activity may go unfilmed on each. */
const exemptionsOf = (book: Book, row: ActivityRowOf): ActivityCoverage['exemptions'] =>
  ExemptionClaim.shape.ground.options.flatMap((ground) => {
    const answer = book.ask(dayOf(row.start_at), { ask: 'exemption', activity: row.state.facts.activity, ground })
    if (!answer || answer.rules.length === 0) return []
    const citations = answer.rules.flatMap((one) => one.citations).map((one) => book.shelf.citationView(one))
    const found = completionOn(book, dayOf(row.start_at), ground).foundBy !== undefined
    return [{ ground, available: answer.value.available, found, citations }]
  })

const usedBy = (book: Book, day: CalendarDate, question: Question) =>
  (book.ask(day, question)?.rules ?? []).flatMap((one) => book.shelf.usedView(one))

function wanted(book: Book, day: CalendarDate): WantedExplanation {
  const answer = book.ask(day, { ask: 'interruption' })
  const { reasons, spoken = false, written, writtenIntoFile, reportTo, besides } = answer?.value ?? {}
  return {
    spoken,
    citations: (answer?.rules ?? []).flatMap((one) => one.citations).map((one) => book.shelf.citationView(one)),
    ...(reasons && { reasons: [...reasons] }),
    ...(written && { written }),
    ...(writtenIntoFile !== undefined && { writtenIntoFile }),
    ...(reportTo !== undefined && { reportTo }),
    ...(besides && { besides: [...besides] }),
  }
}

/** What was said of the gaps of an activity, whether it closes them, and what it lacks otherwise. */
export function explanationViews(
  book: Book,
  { id, state }: ActivityRowOf,
  judged: Judged | undefined,
  names: (actor: string) => string,
): ActivityExplanation[] {
  const held = judged?.explanations.filter((one) => one.facts.activity === id)
  return state.explanations.map(({ at, by, ...explanation }, i) => {
    const found = held?.[i]
    return {
      explanation,
      at,
      by: names(by),
      // What is still to come may make of it what the rules accept.
      ...(found && !(found.lacks && judged?.waiting) && { accepted: found.lacks === undefined }),
      ...(found?.lacks && {
        lacks: found.lacks,
        citations: found.citations.map((one) => book.shelf.citationView(one)),
      }),
    }
  })
}
