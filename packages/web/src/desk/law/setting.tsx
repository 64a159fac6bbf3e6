import type { SettingView } from '@liuhen/contract/packs'
import { CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { useState } from 'react'
import { useAct, useMay, whose } from '../../api/index.ts'
import {
  Action,
  Cited,
  DateField,
  ProblemNote,
  Steps,
  Tag,
  TextField,
  useFieldProblems,
  Restored,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { SettingField } from './setting-field.tsx'
import { typedOf, valueOf } from './setting-value.ts'
import { words } from './words.ts'
import { RULED } from './ruled.ts'

/** Something the instrument leaves to the bureau: what is asked, by which article, what counts, and a form to decide it. */
export function Setting({ setting }: { readonly setting: SettingView }) {
  const { t } = useWords()
  const may = useMay()
  const [deciding, setDeciding] = useState(false)
  const { current } = setting
  return (
    <div className="setting" id={setting.key}>
      <div className="row between">
        <b>{t(setting.title)}</b>
        {current && <span>{t(current.says)}</span>}
        {(current === undefined || setting.renewal?.state === 'due') && <Undecided setting={setting} />}
      </div>
      <Cited citations={setting.citations} quoted />
      {current && <div className="muted small">{t(words.decidedBy, { by: current.by, from: current.from })}</div>}
      {current === undefined && setting.suggestion && (
        <div className="muted small">{t(words.suggestion, { words: t(setting.suggestion) })}</div>
      )}
      {deciding ? (
        <Decide setting={setting} onClose={() => setDeciding(false)} />
      ) : (
        <Action onAct={() => setDeciding(true)} why={may('decideSetting') ? undefined : t(whose('decideSetting'))}>
          {t(current === undefined ? words.decide : words.decideAgain)}
        </Action>
      )}
      {setting.decisions.length > 1 && (
        <details>
          <summary className="small">{t(words.decisions)}</summary>
          <Steps
            of={setting.decisions.map((one, i) => ({
              key: `${one.at} ${i}`,
              what: t(one.says),
              detail: [t(words.decidedBy, { by: one.by, from: one.from }), one.reason].filter(Boolean).join(' · '),
              at: one.at,
            }))}
            whole
          />
        </details>
      )}
    </div>
  )
}

function Undecided({ setting: { optional, waitsFor, renewal } }: { readonly setting: SettingView }) {
  const { t } = useWords()
  if (renewal?.state === 'due') return <Tag tone="zhe">{t(renewal.say)}</Tag>
  if (waitsFor !== undefined) return <Tag>{t(words.waitsFor[waitsFor])}</Tag>
  return optional ? <Tag>{t(words.settingPrinted)}</Tag> : <Tag tone="zhe">{t(words.settingOpen)}</Tag>
}

function Decide({ setting, onClose }: { readonly setting: SettingView; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft(`setting ${setting.key}`, t(setting.title))
  const [typed, setTyped] = useDrafted(kept, 'typed', typedOf(setting.current?.value))
  const [from, setFrom] = useDrafted<string>(kept, 'from', dayOf(instantOf(Date.now())))
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [pressed, setPressed] = useState(false)
  const act = useAct('decideSetting', {
    stale: RULED,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const value = valueOf(setting.wanted, typed)
  const day = CalendarDate.safeParse(from)
  const send = () => {
    setPressed(true)
    if (value === undefined || !day.success || act.isPending) return
    const given = reason.trim()
    act.mutate({
      params: { key: setting.key },
      body: { value, from: day.data, ...(given.length > 1 && { reason: given }) },
    })
  }
  return (
    <form
      className="decide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Restored draft={kept} />
      <div className="pair">
        <SettingField
          label={t(words.value)}
          wanted={setting.wanted}
          typed={typed}
          onTyped={setTyped}
          wrong={pressed && value === undefined ? t(words.valueWrong) : undefined}
        />
        <DateField
          label={t(words.from)}
          value={from}
          onValue={setFrom}
          hint={t(words.fromHint)}
          wrong={problem('from') ?? (pressed && !day.success ? say('fillIn') : undefined)}
        />
      </div>
      <TextField
        label={`${say('reason')}（${say('optional')}）`}
        value={reason}
        onValue={setReason}
        maxLength={500}
        wrong={problem('reason')}
      />
      <ProblemNote error={act.error} except={['from', 'reason']} />
      <div className="row">
        <Action kind="primary" submit busy={act.isPending}>
          {say('save')}
        </Action>
        <Action onAct={onClose}>{say('cancel')}</Action>
      </div>
    </form>
  )
}
