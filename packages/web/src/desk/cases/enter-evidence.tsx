import type { CaseView } from '@liuhen/contract/cases'
import { CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { acts, EvidenceKind, evidenceKinds } from '@liuhen/core/procedure'
import { useState } from 'react'
import { freshId, useAct, useMe } from '../../api/index.ts'
import {
  AreaField,
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
import { evidenceWords } from './evidence-words.ts'
import { PeopleChoice } from './people-choice.tsx'

const FIELDS = ['kind', 'title', 'proves', 'obtainedOn', 'obtainedHow', 'by', 'compared', 'act', 'recording']

/** An item of evidence as whoever enters it tells it. Sent twice it is entered once: its key is made with the form. */
export function EnterEvidence({ view, onClose }: { readonly view: CaseView; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const me = useMe()
  const kept = useDraft(`evidence ${view.row.id}`, t(evidenceWords.enter))
  const [id, setId] = useDrafted(kept, 'id', freshId)
  const [kind, setKind] = useDrafted<string>(kept, 'kind', '')
  const [title, setTitle] = useDrafted(kept, 'title', '')
  const [proves, setProves] = useDrafted(kept, 'proves', '')
  const [on, setOn] = useDrafted<string>(kept, 'on', () => dayOf(instantOf(Date.now())))
  const [how, setHow] = useDrafted(kept, 'how', '')
  const [by, setBy] = useDrafted<string[]>(kept, 'by', view.handles && me ? [me.id] : [])
  const [form, setForm] = useDrafted<string>(kept, 'form', 'original')
  const [compared, setCompared] = useDrafted(kept, 'compared', '')
  const [whence, setWhence] = useDrafted(kept, 'act', '')
  const [recording, setRecording] = useDrafted(kept, 'recording', '')
  const [pressed, setPressed] = useState(false)
  const act = useAct('enterEvidence', {
    stale: ['showCase', 'checkAct'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const [chosenKind, day] = [EvidenceKind.safeParse(kind).data, CalendarDate.safeParse(on).data]
  const missing = {
    kind: chosenKind === undefined ? say('choose') : undefined,
    title: title.trim() === '' ? say('fillIn') : undefined,
    obtainedOn: day === undefined ? say('fillIn') : undefined,
    obtainedHow: how.trim().length < 2 ? say('fillIn') : undefined,
    by: by.length === 0 ? say('choose') : undefined,
  }
  const wrong = (field: keyof typeof missing) => problem(field) ?? (pressed ? missing[field] : undefined)
  const acting = view.acts.filter((one) => !one.struck)
  const takeAct = (value: string) => {
    setWhence(value)
    const chosen = acting.find((one) => one.id === value)
    if (chosen) setOn(chosen.on)
  }
  const send = () => {
    setPressed(true)
    if (act.isPending || chosenKind === undefined || day === undefined) return
    if (Object.values(missing).some((one) => one !== undefined)) return
    // Kept with the rest: after a reload the same item is sent under the same key.
    setId(id)
    act.mutate({
      params: { id: view.row.id },
      body: {
        id,
        kind: chosenKind,
        title: title.trim(),
        ...(proves.trim() !== '' && { proves: proves.trim() }),
        obtainedOn: day,
        obtainedHow: how.trim(),
        by,
        form: form === 'copy' ? 'copy' : 'original',
        ...(form === 'copy' && compared.trim() !== '' && { compared: compared.trim() }),
        ...(whence !== '' && { act: whence }),
        ...(recording !== '' && { recording }),
      },
    })
  }
  const tied = acting.flatMap((one) => one.recordings.map((each) => ({ ...each, of: one })))
  return (
    <FormDialog
      title={t(evidenceWords.enter)}
      onClose={onClose}
      onSubmit={send}
      act={t(evidenceWords.enter)}
      busy={act.isPending}
    >
      <Restored draft={kept} />
      <div className="pair">
        <SelectField
          label={t(evidenceWords.kind)}
          value={kind}
          empty={say('choose')}
          onValue={setKind}
          options={EvidenceKind.options.map((value) => ({ value, label: t(evidenceKinds[value]) }))}
          wrong={wrong('kind')}
        />
        <TextField
          label={t(evidenceWords.title)}
          value={title}
          onValue={setTitle}
          maxLength={200}
          hint={t(evidenceWords.titleHint)}
          wrong={wrong('title')}
        />
      </div>
      <AreaField
        label={t(evidenceWords.proves)}
        value={proves}
        onValue={setProves}
        maxLength={2000}
        hint={t(evidenceWords.provesHint)}
        wrong={problem('proves')}
      />
      <SelectField
        label={t(evidenceWords.act)}
        value={whence}
        empty={t(evidenceWords.actNone)}
        onValue={takeAct}
        options={acting.map((one) => ({ value: one.id, label: `${one.on} ${t(acts[one.act].name)}` }))}
        wrong={problem('act')}
      />
      {tied.length > 0 && (
        <SelectField
          label={t(evidenceWords.recording)}
          value={recording}
          empty={t(evidenceWords.recordingNone)}
          onValue={setRecording}
          options={tied.map((one) => ({ value: one.recording, label: `${one.of.on} ${one.at} ${one.fileName}` }))}
          wrong={problem('recording')}
        />
      )}
      <div className="pair">
        <DateField label={t(evidenceWords.obtainedOn)} value={on} onValue={setOn} wrong={wrong('obtainedOn')} />
        <SelectField
          label={t(evidenceWords.form)}
          value={form}
          onValue={setForm}
          options={[
            { value: 'original', label: t(evidenceWords.original) },
            { value: 'copy', label: t(evidenceWords.copy) },
          ]}
        />
      </div>
      <TextField
        label={t(evidenceWords.obtainedHow)}
        value={how}
        onValue={setHow}
        maxLength={2000}
        hint={t(evidenceWords.obtainedHowHint)}
        wrong={wrong('obtainedHow')}
      />
      {form === 'copy' && (
        <TextField
          label={`${t(evidenceWords.compared)}（${say('optional')}）`}
          value={compared}
          onValue={setCompared}
          maxLength={200}
          hint={t(evidenceWords.comparedHint)}
          wrong={problem('compared')}
        />
      )}
      <PeopleChoice
        label={t(evidenceWords.by)}
        value={by}
        onValue={setBy}
        known={view.row.officers}
        wrong={wrong('by')}
      />
      <ProblemNote error={act.error} except={FIELDS} />
    </FormDialog>
  )
}
