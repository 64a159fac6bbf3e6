import type { DutyOwed } from '@liuhen/contract/supervision'
import { CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { CheckTarget } from '@liuhen/core/policy'
import { CheckFacts, ScoringLabel, scoringLabels } from '@liuhen/core/supervision'
import { useState } from 'react'
import { useAct, useReply } from '../../api/index.ts'
import {
  AreaField,
  Choose,
  Cited,
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
import { dayAndRange } from '../recordings/times.ts'
import { ArticleField } from './article-field.tsx'
import { targetNames, words } from './words.ts'

const today = () => dayOf(instantOf(Date.now()))

/** `03:12` as milliseconds; undefined where it is none. */
export function millisecondsIn(moment: string): number | undefined {
  const [, minutes, seconds] = /^(\d{1,3}):([0-5]\d)$/.exec(moment.trim()) ?? []
  return minutes === undefined ? undefined : (Number(minutes) * 60 + Number(seconds)) * 1000
}

/** Enters a check, of a duty or of one's own accord, with at most one problem; more are entered by another check of the same. */
export function CheckForm({ duty, onClose }: { readonly duty?: DutyOwed; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft(`check ${duty?.rule ?? ''} ${duty?.unit?.id ?? ''} ${duty?.firstDay ?? ''}`, t(words.enter))
  const [unit, setUnit] = useDrafted<string | undefined>(kept, 'unit', duty?.unit?.id)
  const [of, setOf] = useDrafted<string>(kept, 'of', duty?.of[0] ?? 'recordings')
  const day = today()
  const [firstDay, setFirst] = useDrafted<string>(kept, 'firstDay', duty?.firstDay ?? day)
  const [lastDay, setLast] = useDrafted<string>(
    kept,
    'lastDay',
    duty?.lastDay !== undefined && duty.lastDay < day ? duty.lastDay : day,
  )
  const [result, setResult] = useDrafted(kept, 'result', '')
  const [recording, setRecording] = useDrafted(kept, 'recording', '')
  const [bad, setBad] = useDrafted(kept, 'bad', false)
  const [label, setLabel] = useDrafted<string>(kept, 'label', 'certificate')
  const [article, setArticle] = useDrafted(kept, 'article', '')
  const [what, setWhat] = useDrafted(kept, 'what', '')
  const [moment, setMoment] = useDrafted(kept, 'moment', '')
  const [points, setPoints] = useDrafted(kept, 'points', '0')
  const [due, setDue] = useDrafted<string>(kept, 'due', day)
  const [clears, setClears] = useDrafted(kept, 'clears', false)
  const [complaint, setComplaint] = useDrafted(kept, 'complaint', '')
  const [shows, setShows] = useDrafted(kept, 'shows', '')
  const [pressed, setPressed] = useState(false)
  const units = useReply('listUnits')
  const articles = useReply('scoringArticles')
  const days = { from: CalendarDate.safeParse(firstDay).data, to: CalendarDate.safeParse(lastDay).data }
  const recordings = useReply('listRecordings', { query: { limit: 200, unit, ...days } }, { keep: true })
  const act = useAct('enterCheck', {
    stale: ['supervisionPlan', 'listChecks', 'listFindings', 'workbench', 'indices'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const position = millisecondsIn(moment)
  const facts = CheckFacts.safeParse({
    ...(duty && { rule: duty.rule, office: duty.office }),
    of: duty && duty.of.length > 1 && of === 'all' ? duty.of : [of],
    ...(unit && { unit }),
    firstDay,
    lastDay,
    result,
    recordings: recording.trim() === '' ? [] : [recording.trim()],
    cases: [],
    devices: [],
    ...(clears &&
      recording !== '' && {
        disproves: { complaint: complaint.trim(), recording: recording.trim(), position: millisecondsIn(shows) },
      }),
  })
  const complete = facts.success && unit !== undefined && (!bad || (what.trim().length > 1 && article !== ''))
  const submit = () => {
    setPressed(!complete)
    if (!complete || act.isPending) return
    const finding = {
      label: label as ScoringLabel,
      what: what.trim(),
      article,
      points: Number(points) || 0,
      due: due as never,
      ...(recording.trim() !== '' && { recording: recording.trim(), ...(position !== undefined && { position }) }),
    }
    act.mutate({ body: { ...facts.data, findings: bad ? [finding] : [] } })
  }
  const targets = [
    ...(duty && duty.of.length > 1
      ? [{ value: 'all', label: duty.of.map((one) => t(targetNames[one])).join(' · ') }]
      : []),
    ...(duty?.of ?? CheckTarget.options).map((value) => ({ value, label: t(targetNames[value]) })),
  ]
  const proposed = articles.data?.find((one) => one.label === label)?.citations ?? []
  return (
    <FormDialog title={t(words.enter)} onClose={onClose} onSubmit={submit} busy={act.isPending}>
      <Restored draft={kept} />
      {duty && (
        <p>
          {t(duty.what)} · {duty.office} <Cited citations={duty.citations} />
        </p>
      )}
      <Choose
        label={t(words.unit)}
        value={unit}
        onValue={setUnit}
        options={(units.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        wrong={problem('unit') ?? (pressed && unit === undefined ? say('choose') : undefined)}
      />
      <SelectField label={t(words.what)} value={of} onValue={setOf} options={targets} wrong={problem('of')} />
      <div className="pair">
        <DateField label={t(words.firstDay)} value={firstDay} onValue={setFirst} wrong={problem('firstDay')} />
        <DateField label={t(words.lastDay)} value={lastDay} onValue={setLast} wrong={problem('lastDay')} />
      </div>
      <AreaField
        label={t(words.result)}
        value={result}
        onValue={setResult}
        maxLength={2000}
        wrong={problem('result') ?? (pressed && result.trim().length < 2 ? say('fillIn') : undefined)}
      />
      <Choose
        label={t(words.recording)}
        hint={t(words.recordingHint)}
        value={recording === '' ? undefined : recording}
        onValue={(value) => setRecording(value ?? '')}
        options={(recordings.data?.rows ?? []).map((one) => ({
          value: one.id,
          label: [dayAndRange(one.start, one.end), one.officer?.name, one.fileName].filter(Boolean).join(' · '),
        }))}
        wrong={problem('recordings')}
      />
      {recording !== '' && (
        <label className="row">
          <input type="checkbox" checked={clears} onChange={(event) => setClears(event.target.checked)} />{' '}
          {t(words.clears)}
        </label>
      )}
      {clears && recording !== '' && (
        <>
          <AreaField
            label={t(words.complaint)}
            hint={t(words.clearsHint)}
            value={complaint}
            onValue={setComplaint}
            maxLength={2000}
            wrong={problem('disproves') ?? (pressed && complaint.trim().length < 2 ? say('fillIn') : undefined)}
          />
          <TextField
            label={t(words.moment)}
            value={shows}
            onValue={setShows}
            wrong={pressed && millisecondsIn(shows) === undefined ? say('fillIn') : undefined}
          />
        </>
      )}
      <label className="row">
        <input type="checkbox" checked={bad} onChange={(event) => setBad(event.target.checked)} /> {t(words.hasProblem)}
      </label>
      {bad && (
        <>
          <div className="pair">
            <SelectField
              label={t(words.label)}
              value={label}
              onValue={setLabel}
              options={ScoringLabel.options.map((value) => ({ value, label: t(scoringLabels[value].title) }))}
            />
            <ArticleField
              of={proposed}
              value={article}
              onValue={setArticle}
              wrong={problem('article') ?? (pressed && article === '' ? say('choose') : undefined)}
            />
          </div>
          <AreaField
            label={t(words.problem)}
            value={what}
            onValue={setWhat}
            maxLength={2000}
            wrong={pressed && what.trim().length < 2 ? say('fillIn') : undefined}
          />
          <div className="pair">
            <TextField label={t(words.moment)} value={moment} onValue={setMoment} wrong={problem('position')} />
            <TextField label={t(words.points)} value={points} onValue={setPoints} inputMode="numeric" />
          </div>
          <DateField label={t(words.due)} value={due} onValue={setDue} wrong={problem('due')} />
        </>
      )}
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}
