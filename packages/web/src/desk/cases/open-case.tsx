import { CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { freshId, useAct, useMe } from '../../api/index.ts'
import {
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
import { PeopleChoice } from './people-choice.tsx'
import { procedureNames, words } from './words.ts'

const FIELDS = ['title', 'procedure', 'party.name', 'party.born', 'colleagues', 'on', 'source']

/** A lead, from which a case may come. Sent twice it is entered once: its key is made with the form. */
export function OpenCase({ onClose }: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const me = useMe()
  const navigate = useNavigate()
  const kept = useDraft('open case', t(words.register))
  const [key, setKey] = useDrafted(kept, 'key', freshId)
  const [title, setTitle] = useDrafted(kept, 'title', '')
  const [procedure, setProcedure] = useDrafted<string>(kept, 'procedure', 'ordinary')
  const [kind, setKind] = useDrafted(kept, 'kind', '')
  const [name, setName] = useDrafted(kept, 'name', '')
  const [born, setBorn] = useDrafted(kept, 'born', '')
  const [colleagues, setColleagues] = useDrafted<string[]>(kept, 'colleagues', [])
  const [on, setOn] = useDrafted<string>(kept, 'on', () => dayOf(instantOf(Date.now())))
  const [source, setSource] = useDrafted(kept, 'source', '')
  const [pressed, setPressed] = useState(false)
  const act = useAct('openCase', {
    stale: ['listCases', 'workbench'],
    done: ({ id }) => {
      kept.forget()
      void navigate({ to: '/cases/$id', params: { id } })
    },
  })
  const problem = useFieldProblems(act.error)
  const day = CalendarDate.safeParse(on).data
  const missing = {
    title: title.trim().length < 2 ? t(words.tooShort) : undefined,
    name: kind !== '' && name.trim() === '' ? say('fillIn') : undefined,
    on: day === undefined ? say('fillIn') : undefined,
    source: source.trim() === '' ? say('fillIn') : undefined,
  }
  const send = () => {
    setPressed(true)
    if (act.isPending || day === undefined || Object.values(missing).some((one) => one !== undefined)) return
    const birth = CalendarDate.safeParse(born).data
    const party =
      kind === 'citizen' || kind === 'organisation'
        ? { kind, name: name.trim(), ...(kind === 'citizen' && birth && { born: birth }) }
        : undefined
    // Kept with the rest: after a reload the same lead is sent under the same key.
    setKey(key)
    act.mutate({
      body: {
        title: title.trim(),
        procedure: procedure === 'simple' ? 'simple' : 'ordinary',
        ...(party && { party: party as typeof party & { kind: 'citizen' | 'organisation' } }),
        ...(colleagues.length > 0 && { colleagues }),
        on: day,
        discovered: { on: day },
        source: source.trim(),
        key,
      },
    })
  }
  const wrong = (field: keyof typeof missing, told: string) => problem(told) ?? (pressed ? missing[field] : undefined)
  return (
    <FormDialog
      title={t(words.register)}
      onClose={onClose}
      onSubmit={send}
      act={t(words.register)}
      busy={act.isPending}
    >
      <Restored draft={kept} />
      <p className="muted small">{t(words.leadHint)}</p>
      <TextField
        label={t(words.title)}
        value={title}
        onValue={setTitle}
        maxLength={120}
        hint={t(words.titleHint)}
        wrong={wrong('title', 'title')}
      />
      <SelectField
        label={t(words.procedure)}
        value={procedure}
        onValue={setProcedure}
        options={Object.entries(procedureNames).map(([value, label]) => ({ value, label: t(label) }))}
        hint={t(words.procedureHint)}
        wrong={problem('procedure')}
      />
      <div className="pair">
        <SelectField
          label={t(words.partyKind)}
          value={kind}
          empty={t(words.partyUnknown)}
          onValue={setKind}
          options={[
            { value: 'citizen', label: t(words.citizen) },
            { value: 'organisation', label: t(words.organisation) },
          ]}
        />
        {kind !== '' && (
          <TextField
            label={t(words.partyName)}
            value={name}
            onValue={setName}
            maxLength={120}
            wrong={wrong('name', 'party.name')}
          />
        )}
      </div>
      {kind === 'citizen' && (
        <DateField
          label={`${t(words.born)}（${say('optional')}）`}
          value={born}
          onValue={setBorn}
          wrong={problem('party.born')}
        />
      )}
      <PeopleChoice
        label={`${t(words.colleagues)}（${say('optional')}）`}
        hint={t(words.colleaguesHint)}
        value={colleagues}
        onValue={setColleagues}
        without={me ? [me.id] : []}
        wrong={problem('colleagues')}
      />
      <div className="pair">
        <DateField label={t(words.foundOn)} value={on} onValue={setOn} wrong={wrong('on', 'on')} />
        <TextField
          label={t(words.source)}
          value={source}
          onValue={setSource}
          maxLength={200}
          hint={t(words.sourceHint)}
          wrong={wrong('source', 'source')}
        />
      </div>
      <p className="muted small">
        {t(words.drawnLead)} <Link to="/inspections">{t(words.toDraws)}</Link>
      </p>
      <ProblemNote error={act.error} except={FIELDS} />
    </FormDialog>
  )
}
