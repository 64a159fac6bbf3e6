import { CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { IndexKind, indexKinds, tenths } from '@liuhen/core/supervision'
import { useAct, useReply } from '../../api/index.ts'
import {
  Await,
  DateField,
  FormDialog,
  ProblemNote,
  Restored,
  SelectField,
  TextField,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Heading } from './frame.tsx'
import { words } from './words.ts'

/** 指标目标: what was wanted of which index, by whom, from when and by what. */
export function GoalList() {
  const { t } = useWords()
  const reply = useReply('listIndexGoals')
  return (
    <section className="sheet pad">
      <Heading>{t(words.goals)}</Heading>
      <p className="muted small">{t(words.goalsHow)}</p>
      <Await reply={reply}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="small">{t(words.noGoals)}</p>
          ) : (
            <ul>
              {rows.map(({ id, index, goal, graceDays, from, source, by, at }) => (
                <li key={id} className="small">
                  <b>{t(indexKinds[index].title)}</b> {goal === undefined ? t(words.noGoal) : wantedOf(index, goal)} ·{' '}
                  {t(words.goalRow, { from, days: graceDays, source })} ·{' '}
                  <span className="muted">
                    {by} {dayOf(at)}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Await>
    </section>
  )
}

const SIGN = { 'at-most': '≤', 'at-least': '≥' } as const
/** A goal in tenths as it is wanted: `≤ 5%`. */
export const wantedOf = (index: IndexKind, goal: number): string =>
  `${SIGN[indexKinds[index].wants]} ${tenths(goal)}${indexKinds[index].unit}`

const today = () => dayOf(instantOf(Date.now()))

/** Sets what is wanted of an index in periods to come. */
export function GoalForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords()
  const kept = useDraft('index-goal', t(words.setGoal))
  const [index, setIndex] = useDrafted<string>(kept, 'index', 'late')
  const [goal, setGoal] = useDrafted(kept, 'goal', '')
  const [grace, setGrace] = useDrafted(kept, 'grace', '0')
  const [from, setFrom] = useDrafted<string>(kept, 'from', today())
  const [source, setSource] = useDrafted(kept, 'source', '')
  const act = useAct('setIndexGoal', {
    stale: ['listIndexGoals', 'indices'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const { wants, unit } = indexKinds[IndexKind.parse(index)]
  const [wanted, days] = [goal.trim(), grace.trim()]
  const goalWrong =
    wanted !== '' && !(/^\d{1,3}(\.\d)?$/.test(wanted) && Number(wanted) <= 100) ? t(words.goalTenths) : undefined
  const graceWrong = /^\d{1,3}$/.test(days) && Number(days) <= 366 ? undefined : t(words.graceWhole)
  const submit = () => {
    if (goalWrong !== undefined || graceWrong !== undefined || act.isPending) return
    act.mutate({
      body: {
        index: IndexKind.parse(index),
        ...(wanted !== '' && { goal: Math.round(Number(wanted) * 10) }),
        graceDays: Number(days),
        from: CalendarDate.parse(from),
        source,
      },
    })
  }
  return (
    <FormDialog title={t(words.setGoal)} onClose={onClose} onSubmit={submit} busy={act.isPending}>
      <Restored draft={kept} />
      <p className="muted small">{t(words.goalsHow)}</p>
      <SelectField
        label={t(words.goalOf)}
        value={index}
        onValue={setIndex}
        options={IndexKind.options.map((value) => ({ value, label: t(indexKinds[value].title) }))}
      />
      <TextField
        label={`${t(words.wants[wants])}${unit && `（${unit}）`}`}
        hint={t(words.goalHint)}
        value={goal}
        onValue={setGoal}
        maxLength={5}
        wrong={goalWrong ?? problem('goal')}
      />
      <TextField
        label={t(words.graceDays)}
        value={grace}
        onValue={setGrace}
        maxLength={3}
        wrong={graceWrong ?? problem('graceDays')}
        required
      />
      <DateField label={t(words.goalFrom)} value={from} onValue={setFrom} wrong={problem('from')} required />
      <TextField
        label={t(words.goalSource)}
        value={source}
        onValue={setSource}
        minLength={2}
        maxLength={200}
        wrong={problem('source')}
        required
      />
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}
