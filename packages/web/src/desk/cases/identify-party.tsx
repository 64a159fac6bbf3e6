import type { CaseView } from '@liuhen/contract/cases'
import { CalendarDate } from '@liuhen/core/kernel'
import { useState } from 'react'
import { useAct } from '../../api/index.ts'
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
import { words } from './words.ts'

const FIELDS = ['party.name', 'party.idNumber', 'party.creditCode', 'party.born', 'document', 'reason']

/** Who the party is, by a document that somebody saw. */
export function IdentifyParty({ view, onClose }: { readonly view: CaseView; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const { row, party } = view
  const kept = useDraft(`party ${row.id}`, t(words.identify))
  const [kind, setKind] = useDrafted<string>(kept, 'kind', party?.kind ?? '')
  const [name, setName] = useDrafted(kept, 'name', party?.name ?? '')
  const [born, setBorn] = useDrafted<string>(kept, 'born', party?.born ?? '')
  // The number that is known is covered here, and is typed anew.
  const [number, setNumber] = useDrafted(kept, 'number', party?.creditCode ?? '')
  const [idKind, setIdKind] = useDrafted(kept, 'idKind', party?.idKind ?? '')
  const [document, setDocument] = useDrafted(kept, 'document', '')
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [pressed, setPressed] = useState(false)
  const act = useAct('identifyParty', {
    stale: ['showCase', 'checkAct', 'listCases'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const missing = {
    kind: kind === '' ? say('choose') : undefined,
    name: name.trim() === '' ? say('fillIn') : undefined,
    document: document.trim().length < 2 ? t(words.tooShort) : undefined,
  }
  const send = () => {
    setPressed(true)
    if (act.isPending || Object.values(missing).some((one) => one !== undefined)) return
    const birth = CalendarDate.safeParse(born).data
    const given = number.trim()
    const who =
      kind === 'citizen'
        ? {
            kind: 'citizen' as const,
            name: name.trim(),
            ...(birth && { born: birth }),
            ...(given !== '' && { idNumber: given }),
            ...(given !== '' && idKind.trim() !== '' && { idKind: idKind.trim() }),
          }
        : { kind: 'organisation' as const, name: name.trim(), ...(given !== '' && { creditCode: given }) }
    act.mutate({
      params: { id: row.id },
      body: { party: who, document: document.trim(), ...(reason.trim() !== '' && { reason: reason.trim() }) },
    })
  }
  const wrong = (field: keyof typeof missing, told: string) => problem(told) ?? (pressed ? missing[field] : undefined)
  const ofCitizen = kind === 'citizen'
  return (
    <FormDialog title={t(words.identify)} onClose={onClose} onSubmit={send} busy={act.isPending}>
      <Restored draft={kept} />
      <p className="muted small">{t(words.identifyHint)}</p>
      <div className="pair">
        <SelectField
          label={t(words.partyKind)}
          value={kind}
          empty={say('choose')}
          onValue={setKind}
          options={[
            { value: 'citizen', label: t(words.citizen) },
            { value: 'organisation', label: t(words.organisation) },
          ]}
          wrong={wrong('kind', 'party.kind')}
        />
        <TextField
          label={t(words.partyName)}
          value={name}
          onValue={setName}
          maxLength={120}
          wrong={wrong('name', 'party.name')}
        />
      </div>
      {kind !== '' && (
        <TextField
          label={`${t(ofCitizen ? words.idNumber : words.creditCode)}（${say('optional')}）`}
          value={number}
          onValue={setNumber}
          maxLength={40}
          hint={
            party?.idNumber !== undefined && ofCitizen ? t(words.numberAgain, { number: party.idNumber }) : undefined
          }
          wrong={problem(ofCitizen ? 'party.idNumber' : 'party.creditCode')}
        />
      )}
      {ofCitizen && (
        <div className="pair">
          <TextField
            label={`${t(words.idKind)}（${say('optional')}）`}
            value={idKind}
            onValue={setIdKind}
            maxLength={40}
            hint={t(words.idKindHint)}
          />
          <DateField
            label={`${t(words.born)}（${say('optional')}）`}
            value={born}
            onValue={setBorn}
            wrong={problem('party.born')}
          />
        </div>
      )}
      <TextField
        label={t(words.identifiedBy)}
        value={document}
        onValue={setDocument}
        maxLength={200}
        hint={t(words.identifiedByHint)}
        wrong={wrong('document', 'document')}
      />
      {party !== undefined && (
        <AreaField
          label={t(words.partyChanged)}
          value={reason}
          onValue={setReason}
          maxLength={2000}
          wrong={problem('reason')}
        />
      )}
      <ProblemNote error={act.error} except={FIELDS} />
    </FormDialog>
  )
}
