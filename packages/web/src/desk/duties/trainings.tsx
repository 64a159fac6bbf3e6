import type { TrainingRow } from '@liuhen/contract/duties'
import { TrainingResult, TrainingTopic, trainingTopics } from '@liuhen/core/duties'
import { type CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { useState } from 'react'
import { useAct, useMay, useReply } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Await,
  Choose,
  Confirm,
  DateField,
  Empty,
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
import { words } from './words.ts'

const STALE = ['listTrainings', 'readiness', 'workbench'] as const
const today = (): CalendarDate => dayOf(instantOf(Date.now()))

/** Trainings that are planned, were held or were cancelled. */
export function Trainings() {
  const { t } = useWords()
  const may = useMay()
  const reply = useReply('listTrainings')
  const [planning, setPlanning] = useState(false)
  const [doing, setDoing] = useState<{ readonly what: 'hold' | 'cancel'; readonly row: TrainingRow }>()
  return (
    <section className="sheet" id="trainings">
      <h2 className="group row between" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.trainings)}
        {may('planTraining') && <Action onAct={() => setPlanning(true)}>{t(words.plan)}</Action>}
      </h2>
      <Await reply={reply}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t(words.noTrainings)}>{t(words.noTrainingsHint)}</Empty>
          ) : (
            rows.map((one) => (
              <div className="task" key={one.id}>
                <div className="due">
                  {t(trainingTopics[one.topic])}
                  <small>{one.on}</small>
                </div>
                <div className="task-text">
                  <b>{one.title}</b> {one.content}
                  <div className="muted small">
                    {one.held
                      ? t(words.held, {
                          on: one.held.on,
                          n: one.held.attendance.filter((each) => each.result === 'passed').length,
                        })
                      : one.cancelled
                        ? t(words.cancelled, { reason: one.cancelled.reason })
                        : t(words.planned)}
                    {' · '}
                    {one.held
                      ? one.held.attendance.map((each) => `${each.name} ${t(words[each.result])}`).join('、')
                      : one.people.map((each) => each.name).join('、')}
                  </div>
                </div>
                {!one.held && !one.cancelled && may('holdTraining') && (
                  <>
                    <Action onAct={() => setDoing({ what: 'cancel', row: one })}>{t(words.cancel)}</Action>
                    <Action kind="primary" onAct={() => setDoing({ what: 'hold', row: one })}>
                      {t(words.hold)}
                    </Action>
                  </>
                )}
              </div>
            ))
          )
        }
      </Await>
      {planning && <PlanForm onClose={() => setPlanning(false)} />}
      {doing?.what === 'hold' && <HoldForm row={doing.row} onClose={() => setDoing(undefined)} />}
      {doing?.what === 'cancel' && <Cancel row={doing.row} onClose={() => setDoing(undefined)} />}
    </section>
  )
}

function PlanForm({ onClose }: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft('training', t(words.plan))
  const [topic, setTopic] = useDrafted(kept, 'topic', 'recording')
  const [title, setTitle] = useDrafted(kept, 'title', '')
  const [on, setOn] = useDrafted<string>(kept, 'on', today)
  const [content, setContent] = useDrafted(kept, 'content', '')
  const [people, setPeople] = useDrafted<readonly string[]>(kept, 'people', [])
  const colleagues = useReply('listColleagues')
  const nameOf = (id: string) => colleagues.data?.find((one) => one.id === id)?.name ?? ''
  const act = useAct('planTraining', {
    stale: STALE,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const isShort = title.trim().length < 2 || content.trim().length < 2 || people.length === 0
  return (
    <FormDialog
      title={t(words.plan)}
      act={t(words.plan)}
      onClose={onClose}
      onSubmit={() =>
        act.mutate({
          body: {
            topic: TrainingTopic.safeParse(topic).data ?? 'recording',
            title: title.trim(),
            on: on as CalendarDate,
            content: content.trim(),
            people: [...people],
          },
        })
      }
      busy={act.isPending}
      why={isShort ? say('fillIn') : undefined}
    >
      <Restored draft={kept} />
      <SelectField
        label={t(words.topic)}
        value={topic}
        onValue={setTopic}
        options={TrainingTopic.options.map((value) => ({ value, label: t(trainingTopics[value]) }))}
      />
      <TextField
        label={t(words.trainingTitle)}
        value={title}
        onValue={setTitle}
        maxLength={200}
        wrong={problem('title')}
      />
      <DateField label={t(words.day)} value={on} onValue={setOn} wrong={problem('on')} />
      <AreaField
        label={t(words.content)}
        value={content}
        onValue={setContent}
        maxLength={2000}
        wrong={problem('content')}
      />
      <Choose
        label={t(words.people)}
        value={undefined}
        onValue={(id) => id !== undefined && setPeople([...people, id])}
        options={(colleagues.data ?? [])
          .filter((one) => !people.includes(one.id))
          .map((one) => ({ value: one.id, label: one.name }))}
      />
      <div className="tags" style={{ marginBottom: 12 }}>
        {people.map((id) => (
          <button key={id} type="button" className="tag" onClick={() => setPeople(people.filter((one) => one !== id))}>
            {nameOf(id)} ×
          </button>
        ))}
      </div>
      <ProblemNote error={act.error} except={['title', 'on', 'content']} />
    </FormDialog>
  )
}

function HoldForm({ row, onClose }: { readonly row: TrainingRow; readonly onClose: () => void }) {
  const { t } = useWords()
  const kept = useDraft(`training ${row.id}`, `${t(words.hold)} ${row.title}`)
  const [on, setOn] = useDrafted<string>(kept, 'on', row.on)
  const [results, setResults] = useDrafted<Readonly<Record<string, string>>>(kept, 'results', {})
  const act = useAct('holdTraining', {
    stale: STALE,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const resultOf = (id: string) => TrainingResult.safeParse(results[id]).data ?? 'passed'
  return (
    <FormDialog
      title={`${t(words.hold)} · ${row.title}`}
      act={t(words.hold)}
      onClose={onClose}
      onSubmit={() =>
        act.mutate({
          params: { id: row.id },
          body: {
            on: on as CalendarDate,
            attendance: row.people.map(({ id }) => ({ person: id, result: resultOf(id) })),
          },
        })
      }
      busy={act.isPending}
    >
      <Restored draft={kept} />
      <DateField label={t(words.day)} value={on} onValue={setOn} wrong={problem('on')} />
      {row.people.map(({ id, name }) => (
        <SelectField
          key={id}
          label={name}
          value={resultOf(id)}
          onValue={(value) => setResults({ ...results, [id]: value })}
          options={TrainingResult.options.map((value) => ({ value, label: t(words[value]) }))}
        />
      ))}
      <ProblemNote error={act.error} except={['on']} />
    </FormDialog>
  )
}

function Cancel({ row, onClose }: { readonly row: TrainingRow; readonly onClose: () => void }) {
  const { t } = useWords()
  const kept = useDraft(`training off ${row.id}`, `${t(words.cancel)} ${row.title}`)
  const act = useAct('cancelTraining', {
    stale: STALE,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  return (
    <Confirm
      draft={kept}
      title={`${t(words.cancel)} · ${row.title}`}
      act={t(words.cancel)}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={(reason) => act.mutate({ params: { id: row.id }, body: { reason } })}
    />
  )
}
