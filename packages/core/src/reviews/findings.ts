import type { CaseState } from '../case/index.ts'
import { storyOf } from '../case/index.ts'
import type { CalendarDate, Citation, Obstacle, Text } from '../kernel/index.ts'
import { text } from '../kernel/index.ts'
import { type PaperStands } from '../paper/index.ts'
import { ask, type Condition, type Done, type Guard, judge, type RulesOn, type Story } from '../policy/index.ts'
import { type Act, acts, type Person } from '../procedure/index.ts'
import { pointOf, type ReviewPoint } from './points.ts'

/** A paper of the file: what it lacks, while it is a draft or places in it are empty. */
export interface PaperInFile {
  readonly id: string
  readonly title: Text
  readonly stands: PaperStands
  readonly lacks: readonly Obstacle[]
}

/** A paper that an act which was done calls for, and that is not there. */
export interface PaperMissing {
  readonly title: Text
  readonly acts: readonly Act[]
  readonly citations: readonly Citation[]
}

export interface FileUnderReview {
  readonly state: CaseState
  readonly today: CalendarDate
  readonly rulesOn: (day: CalendarDate) => RulesOn
  /** What the register says today of everybody who took part in that act. */
  readonly peopleAt: (act: Done) => Readonly<Record<string, Person>>
  readonly papers: readonly PaperInFile[]
  readonly missing: readonly PaperMissing[]
}

/** What the file shows at one point: a step that was missing at an act, or a paper. It decides nothing. */
export interface ReviewFinding extends Obstacle {
  readonly point: ReviewPoint
  /** Whether it is so, or only cannot be told. */
  readonly met: Condition['met']
  readonly citations: readonly Citation[]
  readonly act?: string
  readonly paper?: string
}

/**
 * Everything in a file that a reviewer would have to find by reading it: each act judged again by the rules of its day, with what
 * the register says *now* of the people who did it; the decision that is proposed, by the law and the benchmark; and its papers.
 */
export function findingsOf(file: FileUnderReview): readonly ReviewFinding[] {
  return [...ofActs(file), ...ofProposal(file), ...ofPapers(file)]
}

function ofActs({ state, rulesOn, peopleAt }: FileUnderReview): readonly ReviewFinding[] {
  const { told, effective } = storyOf(state)
  return effective.flatMap((act, at) => {
    const people = joined(told.people, peopleAt(act))
    const story: Story = { told: { ...told, people }, effective: effective.slice(0, at), refused: [] }
    return conditionsAt(act, story, rulesOn).map((one) => ({ ...one, act: act.key }))
  })
}

/** Posts are those they signed in; everything else is what the register says. */
function joined(before: Readonly<Record<string, Person>>, now: Readonly<Record<string, Person>>) {
  const both = Object.entries(now).map(([id, person]) => [id, { ...person, posts: before[id]?.posts ?? [] }] as const)
  return { ...before, ...Object.fromEntries(both) }
}

function conditionsAt(
  act: Done,
  story: Story,
  rulesOn: FileUnderReview['rulesOn'],
  asking: (kind: Guard['kind']) => boolean = () => true,
): readonly ReviewFinding[] {
  const { conditions, steps } = judge({ act, story, rules: rulesOn(act.on), rulesOn, ask })
  return conditions.flatMap((one, at): readonly ReviewFinding[] => {
    const needs = steps[at]?.rule.needs
    if (needs !== undefined && !asking(needs.kind)) return []
    return [{ ...one, point: needs ? pointOf(needs) : 'procedure-lawful' }]
  })
}

/** Only the law, the benchmark and what others were punished for are held against a proposal: the rest is still to be done. */
const OF_A_PROPOSAL: readonly Guard['kind'][] = ['cause', 'at-most', 'punished-once', 'age', 'younger']

function ofProposal({ state, today, rulesOn }: FileUnderReview): readonly ReviewFinding[] {
  const story = storyOf(state)
  if (story.effective.some((one) => one.act === 'penalty-decided')) return []
  const proposed = story.effective.findLast(
    (one) => (one.act === 'review-submitted' || one.act === 'handling-approved') && 'fine-amount' in one.says,
  )
  if (proposed === undefined) return []
  const decision: Done = { ...proposed, act: 'penalty-decided', on: today, by: [], approvals: [] }
  return conditionsAt(decision, story, rulesOn, (kind) => OF_A_PROPOSAL.includes(kind))
    .filter((one) => one.met === 'not-met')
    .map((one) => ({ ...one, act: proposed.key }))
}

/** By which a paper reaches its addressee, in whatever part of the procedure. */
const SERVING: readonly Act[] = [
  'notice-served',
  'hearing-notified',
  'extension-served',
  'demand-served',
  'execution-served',
  'compensation-served',
]

function ofPapers({ papers, missing }: FileUnderReview): readonly ReviewFinding[] {
  const lacking = papers.flatMap(({ id, title, stands, lacks }) =>
    stands === 'draft' || stands === 'signing'
      ? lacks.map((lack): ReviewFinding => {
          const { zh, en } = lack.message
          const message = text(`《${title.zh}》${zh}`, `${title.en}: ${en}`)
          const citations = lack.citation ? [lack.citation] : []
          return { ...lack, message, citations, point: 'papers-in-order', met: 'not-met', paper: id }
        })
      : [],
  )
  const absent = missing.map(({ title, acts: of, citations }): ReviewFinding => {
    const isOfService = of.every((one) => acts[one].stage === 'service' || SERVING.includes(one))
    return {
      code: 'paper-not-made',
      message: text(`没有《${title.zh}》`, `There is no ${title.en}`),
      citations,
      point: isOfService ? 'procedure-lawful' : 'papers-in-order',
      met: 'not-met',
    }
  })
  return [...lacking, ...absent]
}
