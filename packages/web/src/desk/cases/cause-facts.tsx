import type { CaseView, ConditionView } from '@liuhen/contract/cases'
import { type Fact, facts } from '@liuhen/core/procedure'
import { useWords } from '../../words/index.ts'
import { CauseField, ClausesField, GradeField, GroundsField } from '../causes/fields.tsx'
import type { ActTyped } from './act-draft.ts'
import { FieldConditions } from './act-fields.tsx'

const OF_CAUSE = ['cause', 'clauses', 'grade', 'grounds'] as const
type CauseFact = (typeof OF_CAUSE)[number]
export const isOfCause = (fact: Fact): fact is CauseFact => OF_CAUSE.some((one) => one === fact)

/** Texts for which provisions that were picked stand in: nobody types what the catalogue prints. */
const PRINTED: readonly Fact[] = ['suspected-provision', 'provision']

type Says = ActTyped['says']
const saidIn = (says: Says, fact: Fact): string => (typeof says[fact] === 'string' ? says[fact] : '')

/** What the case said of its cause before: a form goes on from there. */
export function carried({ acts }: CaseView, asks: readonly string[]): Says {
  const counting = acts.filter((one) => one.struck === undefined)
  return Object.fromEntries(
    OF_CAUSE.filter((fact) => asks.includes(fact)).flatMap((fact) => {
      const value = counting.findLast(({ says }) => says[fact] !== undefined)?.says[fact]
      return typeof value === 'string' ? [[fact, value] as const] : []
    }),
  )
}

/** Whether a text is left to the provisions that were picked. */
export const isPrinted = (fact: Fact, says: Says): boolean =>
  PRINTED.includes(fact) &&
  says['cause'] !== undefined &&
  says['clauses'] !== undefined &&
  says[fact] === says['clauses']

/** A fact of the cause with the control of its kind. */
export function CauseFactField({
  fact,
  view,
  says,
  asks,
  onSays,
  wrong,
  conditions,
}: {
  readonly fact: CauseFact
  readonly view: CaseView
  readonly says: Says
  /** What the form asks besides: texts that the picked provisions fill. */
  readonly asks: readonly Fact[]
  readonly onSays: (says: Says) => void
  readonly wrong?: string | undefined
  readonly conditions: readonly ConditionView[]
}) {
  const { t } = useWords()
  const ended = view.acts.findLast((one) => one.act === 'violation-ended' && one.struck === undefined)
  const days = { on: ended?.on ?? view.today, decided: view.today }
  const put = (part: Readonly<Partial<Record<Fact, string | undefined>>>) => {
    const next = Object.entries({ ...says, ...part }).filter(([, value]) => value !== undefined)
    onSays(Object.fromEntries(next) as Says)
  }
  // Filing asks only which provision is suspected; what is cited is filled in wherever it is asked.
  const cited = (clauses: string | undefined) => ({
    clauses,
    ...Object.fromEntries(PRINTED.filter((one) => asks.includes(one)).map((one) => [one, clauses])),
  })
  const common = {
    label: t(facts[fact].name),
    value: saidIn(says, fact),
    days,
    cause: saidIn(says, 'cause'),
    wrong,
    ...(conditions.length > 0 && { hint: <FieldConditions conditions={conditions} /> }),
  }
  switch (fact) {
    case 'cause':
      return (
        <CauseField
          {...common}
          onValue={(cause, clauses) => put({ cause, ...cited(clauses === '' ? undefined : clauses) })}
        />
      )
    case 'clauses':
      return <ClausesField {...common} onValue={(clauses) => put(cited(clauses))} />
    case 'grade':
      return <GradeField {...common} onValue={(grade) => put({ grade })} />
    case 'grounds':
      return <GroundsField {...common} onValue={(grounds) => put({ grounds })} />
  }
}
