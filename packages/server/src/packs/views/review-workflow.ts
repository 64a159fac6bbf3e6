import type { ReviewWorkflow } from '@liuhen/contract/packs'
import { termText } from '@liuhen/core/calendar'
import type { CalendarDate, Citation } from '@liuhen/core/kernel'
import { type RuleOf, rulesOf, type RulesOn, type Standing } from '@liuhen/core/policy'
import { type Act, acts as ACTS } from '@liuhen/core/procedure'
import type { Book } from '../book.ts'

/** Acts of legal review in the order a review goes, and the decisions it stands before. */
const COURSE: readonly Act[] = [
  'review-submitted',
  'supplements-demanded',
  'supplements-handed-in',
  'adviser-advised',
  'reviewed',
  'disagreement-ruled',
  'penalty-decided',
  'licence-decided',
]

type Cited = { readonly used: { readonly citations: readonly Citation[] } }

/** How a legal review goes by the rules of a day: its course, what is handed in, what is looked at, how it may end, by when. */
export function reviewWorkflow(book: Book, on: CalendarDate): ReviewWorkflow {
  const rules = book.on(on)
  const cited = ({ used }: Cited) => used.citations.map((one) => book.shelf.citationView(one))
  const bodies = rules ? reviewsOf(rules) : new Set<string>()
  const list = (name: RuleOf<'review'>['list']) =>
    (rules ? rulesOf(rules, 'review') : [])
      .filter(({ rule }) => rule.list === name)
      .flatMap((one) => one.rule.items.map((title) => ({ title, citations: cited(one) })))
  const course = COURSE.flatMap((act) => {
    const wants = (rules ? rulesOf(rules, 'step') : []).filter(
      ({ rule, used }) => bodies.has(used.pack) && rule.at.includes(act),
    )
    if (wants.length === 0) return []
    return [
      { act, title: ACTS[act].name, refusedWhere: wants.map((one) => ({ say: one.rule.say, citations: cited(one) })) },
    ]
  })
  const period = (rules ? rulesOf(rules, 'period') : []).find(
    ({ rule, used }) =>
      bodies.has(used.pack) &&
      rule.startsOn?.includes('review-submitted') === true &&
      rule.endsOn?.includes('reviewed') === true,
  )
  const found = {
    course,
    decisions: list('decisions'),
    materials: list('materials'),
    points: list('points'),
    outcomes: list('outcomes'),
    ...(period && { term: termOf(period, cited(period)) }),
  }
  const missing = [
    ...(course.length === 0 ? ['course' as const] : []),
    ...(['materials', 'points', 'outcomes'] as const).filter((one) => found[one].length === 0),
    ...(period === undefined ? ['term' as const] : []),
  ]
  return { on, ...found, missing }
}

/** The packs that lay a legal review down, so that a step of another is not taken for one of it. */
const reviewsOf = (rules: RulesOn): ReadonlySet<string> =>
  new Set(rulesOf(rules, 'review').map(({ used }) => used.pack))

function termOf({ rule }: Standing<RuleOf<'period'>>, citations: NonNullable<ReviewWorkflow['term']>['citations']) {
  const { length, start, end } = rule
  return {
    start,
    end,
    ...('count' in length && { says: termText(length) }),
    citations,
  }
}
