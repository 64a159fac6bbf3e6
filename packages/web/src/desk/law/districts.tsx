import type { RuleSetView } from '@liuhen/contract/packs'
import { CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { useState } from 'react'
import { useAct, useMay, useReply, whose } from '../../api/index.ts'
import {
  Action,
  Cited,
  DateField,
  ProblemNote,
  Restored,
  SelectField,
  TextField,
  Time,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { SettingField } from './setting-field.tsx'
import { valueOf } from './setting-value.ts'
import { words } from './words.ts'
import { RULED } from './ruled.ts'

/** What an instrument leaves to each district, and what units have decided for themselves: who, when, and what of. */
export function Districts({ districts }: Pick<RuleSetView, 'districts'>) {
  const { t } = useWords()
  const may = useMay()
  const [deciding, setDeciding] = useState(false)
  const { settings, decided } = districts
  if (settings.length === 0) return null
  return (
    <section className="sheet" id="districts">
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.districts)}
      </h2>
      <p className="muted small lead-in">
        {t(words.districtsLead)} <Cited citations={settings.flatMap((one) => one.citations)} />
      </p>
      {decided.length === 0 && <p className="muted small lead-in">{t(words.districtsNone)}</p>}
      {decided.map((one, i) => {
        const title = settings.find((each) => each.key === one.key)?.title
        return (
          <div className="task two" key={`${one.at} ${i}`}>
            <div className="task-text">
              <b>{one.unit.name}</b> {title && t(title)}：{t(one.says)}
              <div className="muted small">
                {t(words.decidedBy, { by: one.by, from: one.from })}
                {one.reason !== undefined && ` · ${one.reason}`} · <Time at={one.at} />
              </div>
            </div>
          </div>
        )
      })}
      <div className="lead-in">
        {deciding ? (
          <Decide settings={settings} onClose={() => setDeciding(false)} />
        ) : (
          <Action why={may('decideForUnit') ? undefined : t(whose('decideForUnit'))} onAct={() => setDeciding(true)}>
            {t(words.districtsDecide)}
          </Action>
        )}
      </div>
    </section>
  )
}

function Decide({
  settings,
  onClose,
}: {
  readonly settings: RuleSetView['districts']['settings']
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const units = useReply('listUnits')
  const kept = useDraft('districts', t(words.districtsDecide))
  const [unit, setUnit] = useDrafted(kept, 'unit', '')
  const [key, setKey] = useDrafted(kept, 'key', settings[0]?.key ?? '')
  const [typed, setTyped] = useDrafted(kept, 'typed', '')
  const [from, setFrom] = useDrafted<string>(kept, 'from', dayOf(instantOf(Date.now())))
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const act = useAct('decideForUnit', {
    stale: [...RULED, 'requestRules', 'listRequests', 'showRequest'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const setting = settings.find((one) => one.key === key)
  const value = setting && valueOf(setting.wanted, typed)
  const day = CalendarDate.safeParse(from).data
  const why = unit === '' || value === undefined || day === undefined ? say('fillIn') : undefined
  return (
    <form
      className="decide"
      onSubmit={(event) => {
        event.preventDefault()
        if (why !== undefined || act.isPending || value === undefined || day === undefined) return
        const said = reason.trim()
        act.mutate({ params: { unit, key }, body: { value, from: day, ...(said.length > 1 && { reason: said }) } })
      }}
    >
      <Restored draft={kept} />
      <SelectField
        label={t(words.districtsUnit)}
        value={unit}
        empty="—"
        onValue={setUnit}
        options={(units.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        wrong={problem('unit')}
      />
      <SelectField
        label={t(words.districtsWhat)}
        value={key}
        onValue={setKey}
        options={settings.map((one) => ({ value: one.key, label: t(one.title) }))}
        wrong={problem('key')}
      />
      {setting && (
        <SettingField
          label={t(words.value)}
          wanted={setting.wanted}
          typed={typed}
          onTyped={setTyped}
          wrong={problem(`settings.${key}`)}
        />
      )}
      <DateField
        label={t(words.from)}
        value={from}
        onValue={setFrom}
        hint={t(words.fromHint)}
        wrong={problem('from')}
      />
      <TextField
        label={`${say('reason')}（${say('optional')}）`}
        value={reason}
        onValue={setReason}
        maxLength={500}
        wrong={problem('reason')}
      />
      <ProblemNote error={act.error} except={['from', 'reason', 'unit', 'key', `settings.${key}`]} />
      <div className="row">
        <Action kind="primary" submit busy={act.isPending} why={why}>
          {say('save')}
        </Action>
        <Action onAct={onClose}>{say('cancel')}</Action>
      </div>
    </form>
  )
}
