import type { ActivityView } from '@liuhen/contract/activities'
import type { ActivityCorrection } from '@liuhen/core/activities'
import { useState } from 'react'
import { useAct, useReply } from '../../api/index.ts'
import {
  AreaField,
  Choose,
  DateField,
  FormDialog,
  ProblemNote,
  TextField,
  useFieldProblems,
  Restored,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { fieldOf, momentOfField } from './times.ts'
import { words } from './words.ts'

/** What an annotation says besides or instead; only what was changed here is sent. */
export function AmendDialog({ view: { row }, onClose }: { readonly view: ActivityView; readonly onClose: () => void }) {
  const { t } = useWords()
  const kept = useDraft(`amend ${row.id}`, t(words.amend))
  const [note, setNote] = useDrafted(kept, 'note', '')
  const [place, setPlace] = useDrafted(kept, 'place', row.place ?? '')
  const [start, setStart] = useDrafted(kept, 'start', fieldOf(row.start))
  const [end, setEnd] = useDrafted(kept, 'end', row.end ? fieldOf(row.end) : '')
  const [colleagues, setColleagues] = useDrafted(
    kept,
    'colleagues',
    row.colleagues.map((one) => one.id),
  )
  const [pressed, setPressed] = useState(false)
  const people = useReply('listColleagues')
  const act = useAct('annotateActivity', {
    stale: ['showActivity', 'dayCoverage', 'listActivities', 'workbench', 'unrecorded'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const nameOf = (id: string) => people.data?.find((one) => one.id === id)?.name ?? ''
  const text = note.trim()
  const send = () => {
    setPressed(true)
    if (text.length < 2 || act.isPending) return
    const [from, to] = [momentOfField(start), momentOfField(end)]
    const corrects: ActivityCorrection = {
      ...(place.trim() !== (row.place ?? '') && place.trim() !== '' && { place: place.trim() }),
      ...(from && start !== fieldOf(row.start) && { start: from }),
      ...(to && end !== (row.end ? fieldOf(row.end) : '') && { end: to }),
      ...(colleagues.join() !== row.colleagues.map((one) => one.id).join() && { colleagues }),
    }
    const body = { text, ...(Object.keys(corrects).length > 0 && { corrects }) }
    act.mutate({ params: { id: row.id }, body })
  }
  return (
    <FormDialog title={t(words.amend)} onClose={onClose} onSubmit={send} busy={act.isPending}>
      <Restored draft={kept} />
      <p className="muted small">{t(words.amendHint)}</p>
      <TextField label={t(words.place)} value={place} onValue={setPlace} maxLength={120} wrong={problem('place')} />
      <div className="pair">
        <DateField label={t(words.start)} time value={start} onValue={setStart} wrong={problem('start')} />
        <DateField label={t(words.end)} time value={end} onValue={setEnd} wrong={problem('end')} />
      </div>
      <Choose
        label={t(words.colleagues)}
        value={undefined}
        onValue={(id) => id !== undefined && setColleagues([...colleagues, id])}
        options={(people.data ?? [])
          .filter((one) => one.id !== row.officer.id && !colleagues.includes(one.id))
          .map((one) => ({ value: one.id, label: one.name }))}
      />
      <div className="tags" style={{ marginBottom: 12 }}>
        {colleagues.map((id) => (
          <button
            key={id}
            type="button"
            className="tag"
            onClick={() => setColleagues(colleagues.filter((one) => one !== id))}
          >
            {nameOf(id)} ×
          </button>
        ))}
      </div>
      <AreaField
        label={t(words.note)}
        value={note}
        onValue={setNote}
        maxLength={2000}
        wrong={problem('text') ?? (pressed && text.length < 2 ? t(words.noteMissing) : undefined)}
      />
      <ProblemNote error={act.error} except={['place', 'start', 'end', 'text']} />
    </FormDialog>
  )
}
