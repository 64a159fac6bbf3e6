import type { RuleSetView } from '@liuhen/contract/packs'
import { CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { ActAttribute, Activity } from '@liuhen/core/policy'
import { activityNames } from '@liuhen/core/vocabulary'
import { useState } from 'react'
import { freshId, useAct, useMay, whose } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Cited,
  DateField,
  ProblemNote,
  Restored,
  SelectField,
  Tag,
  TextField,
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
  const { mandatory, mandatoryBy, ownKinds } = ruleSet
  const [adding, setAdding] = useState<'decision' | 'kind'>()
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
      {ownKinds.map((one) => (
        <div className="task two" key={one.kind}>
          <div className="task-text">
            <b>{one.name}</b> <Tag tone="act">{t(words.mandatoryFrom, { from: one.from })}</Tag>{' '}
            <Tag>{t(words.ownKind)}</Tag>
            <div className="muted small">
              “{one.reason}” · {one.by} · <Time at={one.at} />
            </div>
          </div>
        </div>
      ))}
      <div className="lead-in">
        {adding === 'decision' && <Add onClose={() => setAdding(undefined)} />}
        {adding === 'kind' && <AddKind onClose={() => setAdding(undefined)} />}
        {adding === undefined && (
          <span className="row">
            <Action
              why={may('decideMandatory') ? undefined : t(whose('decideMandatory'))}
              onAct={() => setAdding('decision')}
            >
              {t(words.mandatoryAdd)}
            </Action>
            <Action
              why={may('addActivityKind') ? undefined : t(whose('addActivityKind'))}
              onAct={() => setAdding('kind')}
            >
              {t(words.ownKindAdd)}
            </Action>
          </span>
        )}
      </div>
    </section>
  )
}

/** A kind of the bureau's own: its name, what it is like, and from when on it is recorded. */
function AddKind({ onClose }: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft('own-kind', t(words.ownKindAdd))
  const tomorrow = nextDay(dayOf(instantOf(Date.now())))
  const [key] = useDrafted(kept, 'key', freshId)
  const [name, setName] = useDrafted(kept, 'name', '')
  const [from, setFrom] = useDrafted(kept, 'from', () => tomorrow)
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [like, setLike] = useDrafted<readonly string[]>(kept, 'attributes', [])
  const act = useAct('addActivityKind', {
    stale: ['ruleSet'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const day = CalendarDate.safeParse(from).data
  const why = !day || name.trim().length < 2 || reason.trim().length < 2 ? say('fillIn') : undefined
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (why || act.isPending || !day) return
        const attributes = ActAttribute.options.filter((one) => like.includes(one))
        const body = { key, name: name.trim(), from: day, reason: reason.trim() }
        act.mutate({ body: { ...body, ...(attributes.length > 0 && { attributes }) } })
      }}
    >
      <Restored draft={kept} />
      <TextField
        label={t(words.ownKindName)}
        value={name}
        onValue={setName}
        minLength={2}
        maxLength={60}
        wrong={problem('name')}
        required
      />
      <Likes like={like} onLike={setLike} />
      <DateField
        label={t(words.mandatoryDay)}
        hint={t(words.mandatoryDayHint)}
        value={from}
        onValue={setFrom}
        wrong={problem('from')}
      />
      <AreaField label={say('reason')} value={reason} onValue={setReason} maxLength={500} wrong={problem('reason')} />
      <ProblemNote error={act.error} except={['name', 'from', 'reason']} />
      <div className="row">
        <Action onAct={onClose}>{say('cancel')}</Action>
        <Action submit kind="primary" busy={act.isPending} why={why}>
          {say('save')}
        </Action>
      </div>
    </form>
  )
}

function Likes({
  like,
  onLike,
}: {
  readonly like: readonly string[]
  readonly onLike: (like: readonly string[]) => void
}) {
  const { t } = useWords()
  return (
    <fieldset className="row" style={{ border: 0, padding: 0 }} aria-label={t(words.mandatoryLike)}>
      {ActAttribute.options.map((one) => (
        <label key={one} className="check">
          <input
            type="checkbox"
            checked={like.includes(one)}
            onChange={() => onLike(like.includes(one) ? like.filter((each) => each !== one) : [...like, one])}
          />
          {t(words.attributes[one])}
        </label>
      ))}
    </fieldset>
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
      <Likes like={like} onLike={setLike} />
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
