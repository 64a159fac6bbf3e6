import type { InspectionPool } from '@liuhen/contract/inspections'
import { leftOutFor } from '@liuhen/core/inspections'
import { CalendarDate } from '@liuhen/core/kernel'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useReply } from '../../api/index.ts'
import {
  AreaField,
  Await,
  DateField,
  FileField,
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

const FIELDS = ['title', 'objects', 'take.objects', 'take.officers', 'again', 'outside', 'outside.on']

/** UTF-8, or what spreadsheets write beside it. */
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** Two lists, how many of each, and nothing else: who is drawn is nobody's choice. */
export function SetUpDraw({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const kept = useDraft('inspection draw', t(words.setUp))
  const [title, setTitle] = useDrafted(kept, 'title', '')
  const [objects, setObjects] = useDrafted(kept, 'objects', '')
  const [unit, setUnit] = useDrafted(kept, 'unit', '')
  const [things, setThings] = useDrafted(kept, 'things', '2')
  const [people, setPeople] = useDrafted(kept, 'people', '2')
  const [again, setAgain] = useDrafted(kept, 'again', '')
  const [name, setName] = useDrafted(kept, 'name', '')
  const [on, setOn] = useDrafted<string>(kept, 'on', '')
  const [fileName, setFileName] = useState('')
  const units = useReply('listUnits')
  const pool = useReply('inspectionPool', { query: unit === '' ? {} : { unit } }, { keep: true })
  const act = useAct('freezeInspectionLists', {
    stale: ['listInspectionDraws'],
    done: ({ id }) => {
      kept.forget()
      void navigate({ to: '/inspections/$id', params: { id } })
    },
  })
  const problem = useFieldProblems(act.error)
  const read = async (file: File | undefined): Promise<void> => {
    if (!file) return
    setFileName(file.name)
    setObjects(decoded(await file.arrayBuffer()))
  }
  const day = CalendarDate.safeParse(on).data
  const submit = () =>
    act.mutate({
      body: {
        title: title.trim(),
        objects,
        ...(unit !== '' && { units: [unit] }),
        take: { objects: Number(things), officers: Number(people) },
        ...(again.trim() !== '' && { again: again.trim() }),
        ...(name.trim() !== '' && day && { outside: { name: name.trim(), on: day } }),
      },
    })
  return (
    <FormDialog
      title={t(words.setUp)}
      onClose={onClose}
      onSubmit={submit}
      busy={act.isPending}
      act={t(words.freeze)}
      wide
    >
      <Restored draft={kept} />
      <p className="muted small">{t(words.freezeHint)}</p>
      <TextField
        label={t(words.name)}
        hint={t(words.nameHint)}
        value={title}
        onValue={setTitle}
        maxLength={120}
        minLength={2}
        wrong={problem('title')}
        required
      />
      <AreaField
        label={t(words.objects)}
        hint={t(words.objectsHint)}
        value={objects}
        onValue={setObjects}
        rows={8}
        wrong={problem('objects')}
        required
      />
      <FileField
        label={t(words.objectsFile)}
        fileName={fileName}
        accept=".csv,text/csv,text/plain"
        onFile={(file) => void read(file)}
      />
      <SelectField
        label={t(words.unit)}
        value={unit}
        onValue={setUnit}
        empty={t(words.wholeBureau)}
        options={(units.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
      />
      <Await reply={pool}>{(found) => <Pool pool={found} />}</Await>
      <div className="pair">
        <TextField
          label={t(words.takeObjects)}
          value={things}
          onValue={setThings}
          inputMode="numeric"
          wrong={problem('take.objects')}
          required
        />
        <TextField
          label={t(words.takeOfficers)}
          value={people}
          onValue={setPeople}
          inputMode="numeric"
          wrong={problem('take.officers')}
          required
        />
      </div>
      <AreaField
        label={t(words.again)}
        hint={t(words.againHint)}
        value={again}
        onValue={setAgain}
        rows={2}
        wrong={problem('again')}
      />
      <div className="pair">
        <TextField label={t(words.outsideName)} value={name} onValue={setName} wrong={problem('outside')} />
        <DateField
          label={t(words.outsideOn)}
          value={on}
          onValue={setOn}
          wrong={problem('outside.on')}
          required={name.trim() !== ''}
        />
      </div>
      <ProblemNote error={act.error} except={FIELDS} />
    </FormDialog>
  )
}

/** Who may be drawn today, and who not and why. */
export function Pool({ pool: { officers, leftOut } }: { readonly pool: InspectionPool }) {
  const { t } = useWords()
  return (
    <div className="small">
      <p>{t(words.pool, { n: officers.length })}</p>
      {leftOut.length > 0 && (
        <details>
          <summary>{t(words.leftOut, { n: leftOut.length })}</summary>
          <ul>
            {leftOut.map((one) => (
              <li key={one.id}>
                {one.name} <span className="muted">{t(leftOutFor[one.why])}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
