import type { RuleSetView } from '@liuhen/contract/packs'
import { CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { ActAttribute, Activity } from '@liuhen/core/policy'
import { activityNames } from '@liuhen/core/vocabulary'
import { useState } from 'react'
import { useAct, useMay, whose } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Cited,
  DateField,
  ProblemNote,
  Restored,
  SelectField,
  Tag,
  Time,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { nextDay } from './months.ts'
import { words } from './words.ts'

/** Kinds of activity the bureau has recorded besides those its instruments name, where one of them leaves it others. */
export function Mandatory({ ruleSet }: { readonly ruleSet: RuleSetView }) {
  const { t } = useWords()
  const may = useMay()
  const { mandatory, mandatoryBy } = ruleSet
  const [adding, setAdding] = useState(false)
  if (mandatoryBy.length === 0 && mandatory.length === 0) return null
  return (
    <section className="sheet" id="mandatory">
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.mandatory)}
      </h2>
      <p className="muted small lead-in">
        {t(words.mandatoryLead)} <Cited citations={mandatoryBy} />
      </p>
      {mandatory.map((one, i) => (
        <div className="task two" key={`${one.at} ${i}`}>
          <div className="task-text">
            <b>{t(activityNames[one.activity])}</b>{' '}
            <Tag tone={one.required ? 'act' : undefined}>
              {t(one.required ? words.mandatoryFrom : words.mandatoryUntil, { from: one.from })}
            </Tag>
            <div className="muted small">
              “{one.reason}” · {one.by} · <Time at={one.at} />
            </div>
          </div>
        </div>
      ))}
      <div className="lead-in">
        {adding ? (
          <Add onClose={() => setAdding(false)} />
        ) : (
          <Action why={may('decideMandatory') ? undefined : t(whose('decideMandatory'))} onAct={() => setAdding(true)}>
            {t(words.mandatoryAdd)}
          </Action>
        )}
      </div>
    </section>
  )
}

function Add({ onClose }: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft('mandatory', t(words.mandatoryAdd))
  const tomorrow = nextDay(dayOf(instantOf(Date.now())))
  const [kind, setKind] = useDrafted(kept, 'kind', '')
  const [required, setRequired] = useDrafted<'yes' | 'no'>(kept, 'required', 'yes')
  const [from, setFrom] = useDrafted(kept, 'from', () => tomorrow)
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [like, setLike] = useDrafted<readonly string[]>(kept, 'attributes', [])
  const act = useAct('decideMandatory', {
    stale: ['ruleSet', 'dayCoverage', 'showActivity', 'workbench'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const [activity, day] = [Activity.safeParse(kind).data, CalendarDate.safeParse(from).data]
  const why = !activity || !day || reason.trim().length < 2 ? say('fillIn') : undefined
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (why || act.isPending || !activity || !day) return
        const attributes = ActAttribute.options.filter((one) => like.includes(one))
        const body = {
          required: required === 'yes',
          from: day,
          reason: reason.trim(),
          ...(attributes.length > 0 && { attributes }),
        }
        act.mutate({ params: { activity }, body })
      }}
    >
      <Restored draft={kept} />
      <SelectField
        label={t(words.mandatoryKind)}
        value={kind}
        empty="—"
        onValue={setKind}
        options={Activity.options.map((value) => ({ value, label: t(activityNames[value]) }))}
        wrong={problem('activity')}
      />
      <SelectField
        label={t(words.mandatoryWhat)}
        value={required}
        onValue={(value) => setRequired(value === 'no' ? 'no' : 'yes')}
        options={[
          { value: 'yes', label: t(words.mandatoryYes) },
          { value: 'no', label: t(words.mandatoryNo) },
        ]}
      />
      <fieldset className="row" style={{ border: 0, padding: 0 }} aria-label={t(words.mandatoryLike)}>
        {ActAttribute.options.map((one) => (
          <label key={one} className="check">
            <input
              type="checkbox"
              checked={like.includes(one)}
              onChange={() => setLike(like.includes(one) ? like.filter((each) => each !== one) : [...like, one])}
            />
            {t(words.attributes[one])}
          </label>
        ))}
      </fieldset>
      <DateField
        label={t(words.mandatoryDay)}
        hint={t(words.mandatoryDayHint)}
        value={from}
        onValue={setFrom}
        wrong={problem('from')}
      />
      <AreaField label={say('reason')} value={reason} onValue={setReason} maxLength={500} wrong={problem('reason')} />
      <div className="row">
        <Action onAct={onClose}>{say('cancel')}</Action>
        <Action submit kind="primary" busy={act.isPending} why={why}>
          {say('save')}
        </Action>
      </div>
      <ProblemNote error={act.error} except={['from', 'activity', 'reason']} />
    </form>
  )
}
