import { CalendarDate, instantOf, millisecondsOf, startOf } from '@liuhen/core/kernel'
import { secretNames, SecretKind } from '@liuhen/core/requests'
import { useState } from 'react'
import { useAct } from '../../api/index.ts'
import {
  AreaField,
  DateField,
  FormDialog,
  ProblemNote,
  Restored,
  SelectField,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { PeopleChoice } from '../cases/people-choice.tsx'
import { words } from './words.ts'

const DAY = 86_400_000

/** 国家秘密、商业秘密、个人隐私: what a recording touches, why, until when, and who may use it all the same. */
export function MarkSecret({ recording, onClose }: { readonly recording: string; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft(`mark ${recording}`, t(words.markTitle))
  const [kind, setKind] = useDrafted<string>(kept, 'kind', 'business')
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [until, setUntil] = useDrafted(kept, 'until', '')
  const [readers, setReaders] = useDrafted<string[]>(kept, 'readers', [])
  const [pressed, setPressed] = useState(false)
  const act = useAct('markSecret', {
    stale: ['useOfRecording', 'listRecordings'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const missing = reason.trim().length < 2
  const send = () => {
    setPressed(true)
    if (missing || act.isPending) return
    const day = CalendarDate.safeParse(until).data
    // Through that day: it ends when the next begins.
    const end = day && instantOf(millisecondsOf(startOf(day)) + DAY)
    act.mutate({
      params: { id: recording },
      body: { kind: SecretKind.parse(kind), reason: reason.trim(), readers, ...(end && { until: end }) },
    })
  }
  return (
    <FormDialog
      title={t(words.markTitle)}
      act={t(words.markTitle)}
      busy={act.isPending}
      onClose={onClose}
      onSubmit={send}
    >
      <Restored draft={kept} />
      <p className="muted small">{t(words.markHint)}</p>
      <SelectField
        label={t(words.kind)}
        value={kind}
        onValue={setKind}
        options={SecretKind.options.map((value) => ({ value, label: t(secretNames[value]) }))}
      />
      <AreaField
        label={t(words.markReason)}
        value={reason}
        onValue={setReason}
        maxLength={2000}
        wrong={problem('reason') ?? (pressed && missing ? say('fillIn') : undefined)}
      />
      <DateField label={t(words.until2)} value={until} onValue={setUntil} wrong={problem('until')} />
      <PeopleChoice label={t(words.readers)} value={readers} onValue={setReaders} wrong={problem('readers')} />
      <ProblemNote error={act.error} except={['reason', 'until', 'readers']} />
    </FormDialog>
  )
}
