import type { ConditionView } from '@liuhen/contract/cases'
import { beijing, instantOf } from '@liuhen/core/kernel'
import { type Choice, choices, type Fact, facts, Method, Outcome } from '@liuhen/core/procedure'
import { methodNames, outcomeNames } from '@liuhen/core/vocabulary'
import type { ReactNode } from 'react'
import { AreaField, Cited, SelectField, TextField } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { YesNo } from './about-case.tsx'
import { timeOf } from './act-draft.ts'
import { formWords } from './form-words.ts'

type Answer = boolean | string

/** A fact of an act with the control of its kind, and below it what the rules say of its answer. */
export function FactField({
  fact,
  value,
  onValue,
  wrong,
  conditions,
}: {
  readonly fact: Fact
  readonly value: Answer | undefined
  readonly onValue: (value: Answer | undefined) => void
  readonly wrong?: string | undefined
  readonly conditions: readonly ConditionView[]
}) {
  const { t } = useWords()
  const { type, name } = facts[fact]
  const hint = <FieldConditions conditions={conditions} />
  const typed = typeof value === 'string' ? value : ''
  const common = { label: t(name), wrong, ...(conditions.length > 0 && { hint }) }
  if (type === 'yes-no')
    return <YesNo {...common} value={typeof value === 'boolean' ? value : undefined} onValue={onValue} />
  if (type === 'text' || type === 'plan')
    return <AreaField {...common} value={typed} onValue={onValue} maxLength={2000} rows={2} />
  if (type === 'count') return <TextField {...common} value={typed} onValue={onValue} inputMode="numeric" />
  if (type === 'amount')
    return (
      <TextField
        {...common}
        label={`${t(name)}（${t(formWords.yuan)}）`}
        value={typed}
        onValue={onValue}
        inputMode="decimal"
      />
    )
  const options =
    type === 'choice'
      ? Object.entries(choices[fact as Choice]).map(([one, called]) => ({ value: one, label: t(called) }))
      : type === 'method'
        ? Method.options.map((one) => ({ value: one, label: t(methodNames[one]) }))
        : Outcome.options.map((one) => ({ value: one, label: t(outcomeNames[one]) }))
  return <SelectField {...common} value={typed} onValue={onValue} empty={t(formWords.unsaid)} options={options} />
}

/** What stands in the way beside its field: the sentence and the article. */
export function FieldConditions({ conditions }: { readonly conditions: readonly ConditionView[] }) {
  const { t } = useWords()
  return conditions.map((one) => (
    <span
      key={one.code}
      className={one.met === 'not-met' && one.effect === 'refused' ? 'field-says zhu' : 'field-says'}
    >
      {t(one.message)} <Cited citations={one.citations} />
    </span>
  ))
}

/** A time of day, typed as digits; one tap takes the present minute. */
export function TimeField({
  label,
  value,
  onValue,
  wrong,
}: {
  readonly label: string
  readonly value: string
  readonly onValue: (value: string) => void
  readonly wrong?: string | undefined
}) {
  const { t } = useWords()
  const isSlip = value.trim() !== '' && timeOf(value) === ''
  return (
    <div className="time-field">
      <TextField
        label={label}
        value={value}
        onValue={onValue}
        inputMode="numeric"
        autoComplete="off"
        placeholder={t(formWords.timeForm)}
        wrong={wrong ?? (isSlip ? t(formWords.timeWrong) : undefined)}
        onBlur={() => timeOf(value) !== '' && timeOf(value) !== value && onValue(timeOf(value))}
      />
      <button
        type="button"
        className="button plain"
        aria-label={`${label}：${t(formWords.now)}`}
        onClick={() => onValue(beijing(instantOf(Date.now())).slice(11, 16))}
      >
        {t(formWords.now)}
      </button>
    </div>
  )
}

/** Those of the case to tick, and others to add by name. */
export function Ticks({
  legend,
  wrong,
  people,
  chosen,
  onChosen,
  children,
}: {
  readonly legend: string
  readonly wrong?: string | undefined
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly chosen: readonly string[]
  readonly onChosen: (chosen: string[]) => void
  readonly children?: ReactNode
}) {
  return (
    <fieldset className="ticks field" aria-invalid={wrong !== undefined}>
      <legend className="label">{legend}</legend>
      <div className="row">
        {people.map(({ id, name }) => (
          <label key={id} className="check">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) =>
                onChosen(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
            {name}
          </label>
        ))}
      </div>
      {wrong && <div className="wrong">{wrong}</div>}
      {children}
    </fieldset>
  )
}
