import type { LiabilityRow } from '@liuhen/contract/accountability'
import type { LiabilityOutcome } from '@liuhen/core/policy'
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
import { outcomeNames, words } from './words.ts'

const STALE = ['listLiabilities', 'workbench'] as const

/** Opens an item by a rule of the packs. */
export function OpenForm({ onClose }: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft('liability', t(words.open))
  const [rule, setRule] = useDrafted(kept, 'rule', '')
  const [outcome, setOutcome] = useDrafted(kept, 'outcome', '')
  const [person, setPerson] = useDrafted<string | undefined>(kept, 'person', undefined)
  const [description, setDescription] = useDrafted(kept, 'description', '')
  const [object, setObject] = useDrafted(kept, 'object', '')
  const [report, setReport] = useDrafted(kept, 'report', '')
  const [due, setDue] = useDrafted<string>(kept, 'due', '')
  const [owner, setOwner] = useDrafted<string | undefined>(kept, 'owner', undefined)
  const rules = useReply('liabilityRules')
  const people = useReply('listColleagues')
  const named = (people.data ?? []).map((one) => ({ value: one.id, label: one.name }))
  const found = rules.data?.find((one) => one.rule === rule)
  const act = useAct('openLiability', {
    stale: STALE,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const happened = (outcome || found?.outcomes[0]) as LiabilityOutcome | undefined
  const submit = () => {
    if (!found || !happened) return
    act.mutate({
      body: {
        rule,
        outcome: happened,
        about: { ...(object.trim() && { object: object.trim() }), ...(report.trim() && { report: report.trim() }) },
        people: person === undefined ? [] : [person],
        leaders: [],
        ...(description.trim() && { description: description.trim() }),
        ...(due !== '' && { due: due as never }),
        ...(owner !== undefined && { owner }),
      },
    })
  }
  return (
    <FormDialog title={t(words.open)} act={t(words.open)} onClose={onClose} onSubmit={submit} busy={act.isPending}>
      <Restored draft={kept} />
      <SelectField
        label={t(words.rule)}
        value={rule}
        onValue={setRule}
        empty={say('choose')}
        options={(rules.data ?? []).map((one) => ({ value: one.rule, label: t(one.act) }))}
        wrong={problem('rule')}
        required
      />
      {found && <Cited citations={found.citations} />}
      {found && found.outcomes.length > 1 && (
        <SelectField
          label={t(words.outcome)}
          value={happened ?? ''}
          onValue={setOutcome}
          options={found.outcomes.map((value) => ({ value, label: t(outcomeNames[value]) }))}
        />
      )}
      <Choose label={t(words.people)} value={person} onValue={setPerson} options={named} wrong={problem('people')} />
      <AreaField
        label={t(words.description)}
        value={description}
        onValue={setDescription}
        maxLength={2000}
        wrong={problem('description')}
      />
      {found?.states === 'object' && (
        <TextField label={t(words.object)} value={object} onValue={setObject} wrong={problem('about')} required />
      )}
      {found?.states === 'report' && (
        <TextField label={t(words.report)} value={report} onValue={setReport} wrong={problem('about')} required />
      )}
      <div className="pair">
        <DateField label={t(words.due)} value={due} onValue={setDue} wrong={problem('due')} required />
        <Choose label={t(words.owner)} value={owner} onValue={setOwner} options={named} wrong={problem('owner')} />
      </div>
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}

/** Decides an item: what the instrument lets follow, word for word, and what it wants said besides. */
export function DecideForm({ item, onClose }: { readonly item: LiabilityRow; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft(`liability ${item.id}`, t(words.decide))
  const [severity, setSeverity] = useDrafted<'minor' | 'serious'>(kept, 'severity', 'minor')
  const [consequence, setConsequence] = useDrafted(kept, 'consequence', '')
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [leaders, setLeaders] = useDrafted(kept, 'leaders', '')
  const [on, setOn] = useDrafted<string>(kept, 'on', '')
  const [not, setNot] = useDrafted(kept, 'not', '')
  const act = useAct('decideLiability', {
    stale: STALE,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const { minor, serious, handsOver } = item.rule
  const options = severity === 'minor' ? minor : [...serious, ...minor]
  const isSerious = severity === 'serious'
  const handedOver =
    on !== '' ? { on: on as never, to: '监察机关' } : not.trim().length > 1 ? { not: not.trim() } : undefined
  const submit = () =>
    act.mutate({
      params: { id: item.id },
      body: {
        severity,
        consequences: consequence.trim() === '' ? [] : [consequence.trim()],
        reason,
        ...(leaders.trim().length > 1 && { leaders: leaders.trim() }),
        ...(handedOver && { handedOver }),
      },
    })
  return (
    <FormDialog title={t(words.decide)} act={t(words.decide)} onClose={onClose} onSubmit={submit} busy={act.isPending}>
      <Restored draft={kept} />
      <p>
        {t(item.rule.act)} <Cited citations={item.rule.citations} />
      </p>
      <SelectField
        label={t(words.severity)}
        value={severity}
        onValue={(value) => setSeverity(value as 'minor')}
        options={[
          { value: 'minor', label: t(words.minor) },
          { value: 'serious', label: t(words.serious) },
        ]}
      />
      {options.length > 0 ? (
        <SelectField
          label={t(words.consequence)}
          value={consequence}
          onValue={setConsequence}
          empty={say('choose')}
          options={options.map((value) => ({ value, label: value }))}
          wrong={problem('consequences')}
        />
      ) : (
        <TextField
          label={t(words.consequence)}
          value={consequence}
          onValue={setConsequence}
          wrong={problem('consequences')}
        />
      )}
      <AreaField
        label={t(words.why)}
        value={reason}
        onValue={setReason}
        minLength={2}
        maxLength={2000}
        wrong={problem('reason')}
        required
      />
      {isSerious && (
        <AreaField label={t(words.leadersLiable)} value={leaders} onValue={setLeaders} wrong={problem('leaders')} />
      )}
      {isSerious && handsOver && (
        <div className="pair">
          <DateField label={t(words.handedOn)} value={on} onValue={setOn} wrong={problem('handedOver')} />
          <TextField label={t(words.notHanded)} value={not} onValue={setNot} />
        </div>
      )}
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}
