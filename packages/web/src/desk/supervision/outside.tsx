import type { OutsidePaperRow } from '@liuhen/contract/supervision'
import { dayOf, instantOf } from '@liuhen/core/kernel'
import { OutsidePaperKind } from '@liuhen/core/supervision'
import { useState } from 'react'
import { useAct, useMay, useReply } from '../../api/index.ts'
import {
  Action,
  Await,
  Choose,
  Cited,
  Confirm,
  DateField,
  Empty,
  FormDialog,
  ProblemNote,
  Restored,
  SelectField,
  Tag,
  TextField,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { SupervisionFrame } from './frame.tsx'
import { kindNames, words } from './words.ts'

const today = () => dayOf(instantOf(Date.now()))

/** 外部监督: papers that came in, the term each states, and what was answered. */
export function OutsidePage() {
  const { t } = useWords()
  const may = useMay()
  const reply = useReply('listOutsidePapers')
  const [entering, setEntering] = useState(false)
  return (
    <SupervisionFrame
      title={words.outside}
      lead={words.outsideLead}
      actions={
        may('enterOutsidePaper') && (
          <Action kind="primary" onAct={() => setEntering(true)}>
            {t(words.enterOutside)}
          </Action>
        )
      }
    >
      <section className="sheet">
        <Await reply={reply}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty title={t(words.noOutside)} mark="无">
                {t(words.noOutsideHint)}
              </Empty>
            ) : (
              rows.map((one) => <Paper key={one.id} {...one} />)
            )
          }
        </Await>
      </section>
      {entering && <EnterForm onClose={() => setEntering(false)} />}
    </SupervisionFrame>
  )
}

const stood = {
  open: words.open,
  overdue: words.overdue,
  answered: words.answered,
  'answered-late': words.answeredLate,
  'answered-claimed': words.answeredClaimed,
} as const

function Paper(one: OutsidePaperRow) {
  const { t } = useWords()
  const may = useMay()
  const [answering, setAnswering] = useState(false)
  const { stands, due, objectionBy, usual, from, title, number, kind, owner, answers, citations } = one
  const open = stands === 'open' || stands === 'overdue'
  return (
    <div className="task">
      <div className={stands === 'overdue' ? 'due zhu' : 'due'}>
        {t(stood[stands])}
        <small>{due}</small>
      </div>
      <div className="task-text">
        <b>{from}</b> <Tag>{t(kindNames[kind])}</Tag> {title} {number}
        <div className="muted small">
          {owner.name} · <Cited citations={citations} />
          {objectionBy !== undefined && ` · ${t(words.objectionTo, { day: objectionBy })}`}
          {usual !== undefined && ` · ${t(words.byUsual)}`}
          {answers.map((each) => (
            <span key={each.at}>
              {' '}
              · {each.on} {t(each.how === 'report' ? words.isReport : words.isObjection)}
              {each.late && <Tag tone="zhu">{t(words.answerLate)}</Tag>}：{each.words}
            </span>
          ))}
        </div>
      </div>
      {open && may('answerOutsidePaper') && <Action onAct={() => setAnswering(true)}>{t(words.answerPaper)}</Action>}
      {answering && <Answer id={one.id} onClose={() => setAnswering(false)} />}
    </div>
  )
}

function Answer({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useWords()
  const kept = useDraft(`outside-answer ${id}`, t(words.answerPaper))
  const [how, setHow] = useDrafted<'report' | 'objection'>(kept, 'how', 'report')
  const [on, setOn] = useDrafted<string>(kept, 'on', today())
  const act = useAct('answerOutsidePaper', { stale: ['listOutsidePapers', 'workbench'], done: onClose })
  return (
    <Confirm
      draft={kept}
      title={t(words.answerPaper)}
      act={t(words.answerPaper)}
      busy={act.isPending}
      error={act.error}
      reasonLabel={t(words.words)}
      onClose={onClose}
      onConfirm={(told) => act.mutate({ params: { id }, body: { how, on: on as never, words: told } })}
    >
      <SelectField
        label={t(words.kind)}
        value={how}
        onValue={(value) => setHow(value as 'report')}
        options={[
          { value: 'report', label: t(words.isReport) },
          { value: 'objection', label: t(words.isObjection) },
        ]}
      />
      <DateField label={t(words.answeredOn)} value={on} onValue={setOn} />
    </Confirm>
  )
}

function EnterForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords()
  const kept = useDraft('outside-paper', t(words.enterOutside))
  const [kind, setKind] = useDrafted<string>(kept, 'kind', 'urging-letter')
  const [from, setFrom] = useDrafted(kept, 'from', '')
  const [number, setNumber] = useDrafted(kept, 'number', '')
  const [title, setTitle] = useDrafted(kept, 'title', '')
  const [receivedOn, setReceived] = useDrafted<string>(kept, 'receivedOn', today())
  const [due, setDue] = useDrafted<string>(kept, 'due', '')
  const [objectionBy, setObjection] = useDrafted<string>(kept, 'objectionBy', '')
  const [owner, setOwner] = useDrafted<string | undefined>(kept, 'owner', undefined)
  const people = useReply('listColleagues')
  const act = useAct('enterOutsidePaper', {
    stale: ['listOutsidePapers', 'workbench'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const submit = () => {
    if (owner === undefined || act.isPending) return
    act.mutate({
      body: {
        kind: kind as OutsidePaperKind,
        from,
        title,
        ...(number.trim() !== '' && { number: number.trim() }),
        receivedOn: receivedOn as never,
        ...(due !== '' && { due: due as never }),
        ...(objectionBy !== '' && { objectionBy: objectionBy as never }),
        owner,
      },
    })
  }
  return (
    <FormDialog title={t(words.enterOutside)} onClose={onClose} onSubmit={submit} busy={act.isPending}>
      <Restored draft={kept} />
      <SelectField
        label={t(words.kind)}
        value={kind}
        onValue={setKind}
        options={OutsidePaperKind.options.map((value) => ({ value, label: t(kindNames[value]) }))}
      />
      <TextField
        label={t(words.from)}
        value={from}
        onValue={setFrom}
        maxLength={120}
        wrong={problem('from')}
        minLength={2}
        required
      />
      <TextField
        label={t(words.paperTitle)}
        value={title}
        onValue={setTitle}
        maxLength={200}
        wrong={problem('title')}
        minLength={2}
        required
      />
      <TextField label={t(words.number)} value={number} onValue={setNumber} maxLength={80} wrong={problem('number')} />
      <div className="pair">
        <DateField
          label={t(words.receivedOn)}
          value={receivedOn}
          onValue={setReceived}
          wrong={problem('receivedOn')}
          required
        />
        <DateField label={t(words.paperDue)} value={due} onValue={setDue} wrong={problem('due')} />
      </div>
      <p className="muted small">{t(words.paperDueHint)}</p>
      <DateField
        label={t(words.objectionBy)}
        value={objectionBy}
        onValue={setObjection}
        wrong={problem('objectionBy')}
      />
      <Choose
        label={t(words.owner)}
        value={owner}
        onValue={setOwner}
        options={(people.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        wrong={problem('owner')}
        required
      />
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}
