import type { CircularRow } from '@liuhen/contract/supervision'
import { dayOf, instantOf } from '@liuhen/core/kernel'
import { periodAround, scoringLabels } from '@liuhen/core/supervision'
import { useState } from 'react'
import { useAct, useMay, useReply } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Await,
  Cited,
  DateField,
  Empty,
  FormDialog,
  ProblemNote,
  Restored,
  Tag,
  TextField,
  Time,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { SupervisionFrame } from './frame.tsx'
import { standsNames, words } from './words.ts'

/** 通报: how devices were used in a period and what was found, told to all. */
export function CircularsPage() {
  const { t } = useWords()
  const may = useMay()
  const reply = useReply('listCirculars')
  const [issuing, setIssuing] = useState(false)
  return (
    <SupervisionFrame
      title={words.circulars}
      actions={
        may('issueCircular') && (
          <Action kind="primary" onAct={() => setIssuing(true)}>
            {t(words.issue)}
          </Action>
        )
      }
    >
      <Await reply={reply}>
        {(rows) =>
          rows.length === 0 ? (
            <section className="sheet">
              <Empty title={t(words.noCirculars)}>{t(words.noCircularsHint)}</Empty>
            </section>
          ) : (
            rows.map((one) => <Circular key={one.id} {...one} />)
          )
        }
      </Await>
      {issuing && <IssueForm onClose={() => setIssuing(false)} />}
    </SupervisionFrame>
  )
}

function Circular({
  title,
  words: told,
  by,
  at,
  firstDay,
  lastDay,
  office,
  findings,
  withdrawn,
  devices,
  citations,
}: CircularRow) {
  const { t } = useWords()
  return (
    <section className="sheet pad">
      <h2>{title}</h2>
      <p className="muted small">
        {firstDay} – {lastDay} · {office ?? by} · <Time at={at} to="minute" />{' '}
        {citations.length > 0 && <Cited citations={citations} />}
      </p>
      <p>{told}</p>
      {withdrawn > 0 && <p className="muted small">{t(words.struckSince, { n: withdrawn })}</p>}
      {devices.length > 0 && (
        <p className="small">
          {t(words.devicesUsed)}：
          {devices
            .map(
              (one) => `${one.number} ${t(words.files, { n: one.recordings })} ${t(words.gaps, { n: one.openGaps })}`,
            )
            .join('；')}
        </p>
      )}
      {findings.map((one) => (
        <p key={one.id} className="small">
          <b>{one.unit}</b> {one.officer} <Tag>{t(scoringLabels[one.label].title)}</Tag> {one.what}{' '}
          <span className="muted">
            {t(standsNames[one.stands])}
            {one.appealed && ` · ${t(words.appealWaits)}`}
          </span>
        </p>
      ))}
    </section>
  )
}

function IssueForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords()
  const kept = useDraft('circular', t(words.issue))
  const today = dayOf(instantOf(Date.now()))
  const [title, setTitle] = useDrafted(kept, 'title', '')
  const [told, setTold] = useDrafted(kept, 'words', '')
  const [firstDay, setFirst] = useDrafted<string>(kept, 'firstDay', periodAround('month', today).firstDay)
  const [lastDay, setLast] = useDrafted<string>(kept, 'lastDay', today)
  const plan = useReply('supervisionPlan')
  const duty = plan.data?.find((one) => one.circulates && one.yours && one.stands !== 'done')
  const act = useAct('issueCircular', {
    stale: ['listCirculars', 'supervisionPlan', 'workbench'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const submit = () =>
    act.mutate({
      body: {
        ...(duty && { rule: duty.rule, office: duty.office }),
        title,
        words: told,
        firstDay: firstDay as never,
        lastDay: lastDay as never,
      },
    })
  return (
    <FormDialog title={t(words.issue)} act={t(words.issue)} onClose={onClose} onSubmit={submit} busy={act.isPending}>
      <Restored draft={kept} />
      <p>
        {t(words.issueHint)} {duty && <Cited citations={duty.citations} />}
      </p>
      <TextField
        label={t(words.circularTitle)}
        value={title}
        onValue={setTitle}
        minLength={2}
        maxLength={120}
        wrong={problem('title')}
        required
      />
      <div className="pair">
        <DateField label={t(words.firstDay)} value={firstDay} onValue={setFirst} wrong={problem('firstDay')} required />
        <DateField label={t(words.lastDay)} value={lastDay} onValue={setLast} wrong={problem('lastDay')} required />
      </div>
      <AreaField
        label={t(words.words)}
        value={told}
        onValue={setTold}
        minLength={2}
        maxLength={2000}
        wrong={problem('words')}
        required
      />
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}
