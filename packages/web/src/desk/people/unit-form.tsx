import type { Unit } from '@liuhen/contract/people'
import { Contact, UnitFacts, UnitKind } from '@liuhen/core/people'
import { useState } from 'react'
import { useAct } from '../../api/index.ts'
import {
  Action,
  Choose,
  Dialog,
  ProblemNote,
  SelectField,
  TextField,
  useFieldProblems,
  Restored,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { unitsBelow } from './unit-tree.tsx'
import { contactWords, unitKindWords, words } from './words.ts'

/** Adds a unit, or changes one. */
export function UnitForm({
  units,
  unit,
  onClose,
}: {
  readonly units: readonly Unit[]
  readonly unit?: Unit
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const kept = useDraft(`unit ${unit?.id ?? ''}`, t(unit ? words.changeUnit : words.addUnit))
  const [code, setCode] = useDrafted(kept, 'code', unit?.code ?? '')
  const [name, setName] = useDrafted(kept, 'name', unit?.name ?? '')
  const [kind, setKind] = useDrafted<UnitKind>(kept, 'kind', unit?.kind ?? 'squadron')
  const [parent, setParent] = useDrafted(kept, 'parent', unit?.parent)
  const [contact, setContact] = useDrafted<Contact>(kept, 'contact', unit?.contact ?? {})
  const [pressed, setPressed] = useState(false)
  const options = {
    stale: ['listUnits', 'listPeople'],
    done: () => {
      kept.forget()
      onClose()
    },
  } as const
  const add = useAct('addUnit', options)
  const change = useAct('changeUnit', options)
  const act = unit ? change : add
  const problem = useFieldProblems(act.error)
  const said = Object.fromEntries(
    Object.entries(contact).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const facts = UnitFacts.safeParse({
    code,
    name,
    kind,
    ...(parent !== undefined && { parent }),
    ...(Object.keys(said).length > 0 && { contact: said }),
  })
  const own = unit ? unitsBelow(units, unit.id) : new Set<string>()
  return (
    <Dialog
      title={t(unit ? words.changeUnit : words.addUnit)}
      onClose={onClose}
      onSubmit={() => {
        setPressed(!facts.success)
        if (!facts.success || act.isPending) return
        if (unit) change.mutate({ params: { id: unit.id }, body: facts.data })
        else add.mutate({ body: facts.data })
      }}
      footer={
        <>
          <Action onAct={onClose}>{say('cancel')}</Action>
          <Action submit kind="primary" busy={act.isPending}>
            {say('save')}
          </Action>
        </>
      }
    >
      <Restored draft={kept} />
      <div className="pair">
        <TextField
          label={t(words.unitName)}
          value={name}
          onValue={setName}
          maxLength={80}
          wrong={problem('name') ?? (pressed && name.trim() === '' ? say('fillIn') : undefined)}
        />
        <TextField
          label={t(words.code)}
          value={code}
          onValue={setCode}
          maxLength={32}
          wrong={problem('code') ?? (pressed && code.trim() === '' ? say('fillIn') : undefined)}
        />
        <SelectField
          label={t(words.unitKind)}
          value={kind}
          onValue={(value) => setKind(UnitKind.parse(value))}
          options={UnitKind.options.map((value) => ({ value, label: t(unitKindWords[value]) }))}
        />
        <Choose
          label={t(words.parent)}
          placeholder={t(words.bureauItself)}
          value={parent}
          onValue={setParent}
          options={units.filter((one) => !own.has(one.id)).map((one) => ({ value: one.id, label: one.name }))}
          wrong={problem('parent')}
        />
        {Contact.keyof().options.map((key) => (
          <TextField
            key={key}
            label={t(contactWords[key])}
            value={contact[key] ?? ''}
            onValue={(value) => setContact((now) => ({ ...now, [key]: value }))}
            maxLength={200}
            wrong={problem(`contact.${key}`)}
          />
        ))}
      </div>
      <ProblemNote error={act.error} except={['name', 'code', 'parent']} />
    </Dialog>
  )
}
