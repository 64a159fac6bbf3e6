import type { FieldView, PaperView } from '@liuhen/contract/papers'
import { beijing, instantOf } from '@liuhen/core/kernel'
import { capitals, factInWords, type FactValue, valueOf } from '@liuhen/core/papers'
import { useState } from 'react'
import { Action, AreaField, Cited, DateField, SelectField, TextField } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { PeopleChoice } from '../cases/people-choice.tsx'
import { Dialogue } from './dialogue.tsx'
import { PartyFields, PersonFields } from './people-fields.tsx'
import { Provisions, Rows } from './rows.tsx'
import type { Writing } from './use-writing.ts'
import { CHOICES, words } from './words.ts'

/** A field of a paper: its control by its kind, what it lacks, and what others wrote in it. */
export function PaperField({
  field,
  view,
  writing,
}: {
  readonly field: FieldView
  readonly view: PaperView
  readonly writing: Writing
}) {
  const { t } = useWords()
  const isWritten = field.kind === 'asked' || field.kind === 'suggested'
  return (
    <div className="paper-field" id={`field-${field.key}`}>
      {isWritten && view.writes ? (
        <Control field={field} view={view} writing={writing} />
      ) : (
        <div className="told">
          <span className="label">{t(field.label)}</span>
          <Shown field={field} />
          {field.from && <span className="muted small">{t(words.from, { from: t(field.from) })}</span>}
        </div>
      )}
      {!isWritten &&
        field.lacks.map((one) => (
          <div key={one.message.zh} className="field-says zhu">
            {t(one.message)} <Cited citations={one.citations} />
          </div>
        ))}
      {field.now !== undefined && (
        <div className="note zhe small">
          {t(words.now, { what: factInWords(field.key, field.now) ?? '' })}{' '}
          <Action kind="plain" onAct={() => writing.put(field.key, field.now)}>
            {t(words.take)}
          </Action>
        </div>
      )}
      {field.rivals.map((one) => (
        <div key={`${one.by.at} ${one.by.by}`} className="note zhe">
          {t(words.rivals, { by: one.by.by })}：<b>{one.words ?? JSON.stringify(one.value ?? '')}</b>
          <div className="row">
            <Action onAct={() => writing.put(field.key, one.value)}>{t(words.chooseThis)}</Action>
            <Action onAct={() => writing.put(field.key, field.value)}>{t(words.keepOurs)}</Action>
          </div>
        </div>
      ))}
    </div>
  )
}

function Shown({ field }: { readonly field: FieldView }) {
  if (field.words !== undefined) return <span className="words">{field.words}</span>
  if (!Array.isArray(field.value)) return <span className="muted">—</span>
  return (
    <ul>
      {field.value.map((one) => (
        <li key={JSON.stringify(one)}>
          {Object.entries(one)
            .filter(([member]) => member !== 'id')
            .map(([, said]) => String(said))
            .join('　')}
        </li>
      ))}
    </ul>
  )
}

interface ControlProps {
  readonly field: FieldView
  readonly view: PaperView
  readonly writing: Writing
}

function Control({ field, view, writing }: ControlProps) {
  const { t } = useWords()
  const { key, type } = field
  const value = writing.valueOf(key)
  const put = (next: FactValue | undefined) => writing.put(key, next)
  const label = field.mayLack ? `${t(field.label)}（${t(words.optional)}）` : t(field.label)
  // What is merely empty is said once, above; what is wrong is said here.
  const wrongs = field.lacks.filter((one) => one.code === 'field-wrong')
  const own = wrongs.filter((one) => one.field === key)
  const wrong = own.length > 0 ? own.map((one) => t(one.message)).join(' ') : undefined
  const slips = (member: string) => {
    const found = wrongs.find((one) => one.field === `${key}.${member}`)
    return found && t(found.message)
  }
  const line = typeof value === 'string' ? value : ''
  switch (type) {
    case 'party':
      return (
        <PartyFields
          label={label}
          value={valueOf('party', value) ?? {}}
          named={valueOf('party', field.value)?.name !== undefined && field.kind === 'suggested'}
          slips={slips}
          onValue={put}
        />
      )
    case 'person':
      return <PersonFields label={label} value={valueOf('person', value) ?? {}} slips={slips} onValue={put} />
    case 'officers': {
      const officers = valueOf('officers', value) ?? []
      return (
        <PeopleChoice
          label={label}
          value={officers.map((one) => one.person)}
          known={officers.map((one) => ({ id: one.person, name: one.name ?? '' }))}
          wrong={wrong}
          onValue={(people) => put(people.map((person) => officers.find((one) => one.person === person) ?? { person }))}
        />
      )
    }
    case 'goods':
    case 'evidence':
    case 'papers':
      return (
        <>
          <Rows
            type={type}
            label={label}
            value={(valueOf(type, value) ?? []) as never}
            onValue={(rows) => put(rows as never)}
          />
          {wrongs.map((one) => (
            <div key={one.message.zh} className="wrong">
              {t(one.message)}
            </div>
          ))}
        </>
      )
    case 'provisions':
      return <Provisions label={label} value={valueOf('provisions', value) ?? []} laws={view.laws} onValue={put} />
    case 'dialogue':
      return (
        <div className="field">
          <div className="label">{label}</div>
          <Dialogue
            value={valueOf('dialogue', value) ?? []}
            closed={view.recorder !== undefined && !view.recorder.mine}
            onValue={put}
          />
          {wrong && <div className="wrong">{wrong}</div>}
        </div>
      )
    case 'interval':
      return <Interval label={label} value={valueOf('interval', value) ?? {}} slips={slips} onValue={put} />
    case 'instant':
      return (
        <MinuteField label={label} value={line} wrong={wrong} onValue={(next) => put(next === '' ? undefined : next)} />
      )
    case 'date':
      return (
        <DateField label={label} value={line} wrong={wrong} onValue={(next) => put(next === '' ? undefined : next)} />
      )
    case 'length':
      return <Length label={label} value={valueOf('length', value) ?? {}} onValue={put} />
    case 'amount':
      return <Amount label={label} value={typeof value === 'number' ? value : undefined} wrong={wrong} onValue={put} />
    case 'confirmation':
    case 'signature':
      return (
        <label className="check">
          <input type="checkbox" checked={value === true} onChange={(event) => put(event.target.checked)} />
          {label}：{t(words.confirm)}
        </label>
      )
    case 'text':
    case 'proof':
      return <AreaField label={label} value={line} wrong={wrong} maxLength={20_000} rows={3} onValue={put} />
    default:
      return (
        <>
          <TextField label={label} value={line} wrong={wrong} maxLength={300} list={`of-${key}`} onValue={put} />
          {CHOICES[key] && (
            <datalist id={`of-${key}`}>
              {CHOICES[key].map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
          )}
        </>
      )
  }
}

interface MinuteProps {
  readonly label: string
  readonly value: string
  readonly wrong?: string | undefined
  readonly onValue: (value: string) => void
}

/** Day and minute; one tap takes the present one. */
function MinuteField({ label, value, wrong, onValue }: MinuteProps) {
  const { t } = useWords()
  return (
    <div className="time-field">
      <DateField
        label={label}
        time
        wrong={wrong}
        value={value.replace(' ', 'T')}
        onValue={(next) => onValue(next.replace('T', ' '))}
      />
      <button
        type="button"
        className="button plain"
        aria-label={`${label}：${t(words.nowMinute)}`}
        onClick={() => onValue(beijing(instantOf(Date.now())).slice(0, 16))}
      >
        {t(words.nowMinute)}
      </button>
    </div>
  )
}

interface IntervalValue {
  readonly from?: string | undefined
  readonly until?: string | undefined
}

function Interval({
  label,
  value,
  slips,
  onValue,
}: {
  readonly label: string
  readonly value: IntervalValue
  readonly slips: (member: string) => string | undefined
  readonly onValue: (value: { from?: string; until?: string }) => void
}) {
  const { t } = useWords()
  const put = (part: IntervalValue) => {
    const { from, until } = { ...value, ...part }
    onValue({ ...(from && { from }), ...(until && { until }) })
  }
  return (
    <div className="pair">
      <MinuteField
        label={`${label}：${t(words.begins)}`}
        value={value.from ?? ''}
        wrong={slips('from')}
        onValue={(from) => put({ from })}
      />
      <MinuteField
        label={`${label}：${t(words.ends)}`}
        value={value.until ?? ''}
        wrong={slips('until')}
        onValue={(until) => put({ until })}
      />
    </div>
  )
}

const UNITS = ['calendar-day', 'working-day', 'month', 'year', 'hour'] as const

function Length({
  label,
  value,
  onValue,
}: {
  readonly label: string
  readonly value: { readonly count?: number | undefined; readonly unit?: (typeof UNITS)[number] | undefined }
  readonly onValue: (value: { count?: number; unit?: (typeof UNITS)[number] }) => void
}) {
  const { t, say } = useWords()
  const unitNames = {
    'calendar-day': '日',
    'working-day': '个工作日',
    month: '个月',
    year: '年',
    hour: '小时',
  } as const
  const put = (part: typeof value) => {
    const { count, unit } = { ...value, ...part }
    onValue({ ...(count !== undefined && { count }), ...(unit && { unit }) })
  }
  return (
    <div className="pair">
      <TextField
        label={`${label}：${t(words.count)}`}
        inputMode="numeric"
        value={value.count === undefined ? '' : String(value.count)}
        onValue={(typed) => put({ count: /^[1-9]\d{0,3}$/u.test(typed) ? Number(typed) : undefined })}
      />
      <SelectField
        label={`${label}：${t(words.unit)}`}
        value={value.unit ?? ''}
        empty={say('choose')}
        options={UNITS.map((one) => ({ value: one, label: unitNames[one] }))}
        onValue={(unit) => put({ unit: UNITS.find((one) => one === unit) })}
      />
    </div>
  )
}

function Amount({
  label,
  value,
  wrong,
  onValue,
}: {
  readonly label: string
  readonly value: number | undefined
  readonly wrong: string | undefined
  readonly onValue: (value: number | undefined) => void
}) {
  const { t } = useWords()
  // As it is typed: what ends in a point is no amount yet, and stays to be typed on.
  const [text, setText] = useState<string>()
  const isTyped = text !== undefined && amountOf(text) === value
  return (
    <TextField
      label={`${label}（${t(words.yuan)}）`}
      inputMode="decimal"
      value={isTyped ? text : value === undefined ? '' : String(value)}
      wrong={wrong}
      {...(value !== undefined && value < 1e12 && { hint: capitals(Math.round(value * 100) / 100) })}
      onValue={(typed) => {
        setText(typed)
        onValue(amountOf(typed))
      }}
    />
  )
}

const amountOf = (typed: string): number | undefined =>
  /^\d{1,12}(?:\.\d{0,2})?$/u.test(typed) ? Number(typed) : undefined
