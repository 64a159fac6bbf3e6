import { everyNames, unitNames } from '@liuhen/core/packs'
import type { Text } from '@liuhen/core/kernel'
import type { ReactNode } from 'react'
import { DateField, SelectField, TextField } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import type { Wanted } from './setting-value.ts'
import { words } from './words.ts'

export interface SettingFieldProps {
  readonly label: string
  readonly wanted: Wanted
  readonly typed: string
  readonly onTyped: (typed: string) => void
  readonly hint?: ReactNode
  readonly wrong?: string | undefined
}

const choiceNames: Readonly<Record<string, Text>> = everyNames
const inputs = {
  term: 'number',
  amount: 'number',
  time: 'text',
  approver: 'text',
  folders: 'text',
  words: 'text',
} as const

/** The field in which a bureau says what its instrument leaves to it, of the sort that is asked for. */
export function SettingField({ label, wanted, typed, onTyped, hint, wrong }: SettingFieldProps) {
  const { t, say } = useWords()
  if (wanted.type === 'choice')
    return (
      <SelectField
        label={label}
        hint={hint}
        wrong={wrong}
        value={typed}
        onValue={onTyped}
        empty={say('choose')}
        options={wanted.of.map((value) => ({ value, label: choiceNames[value] ? t(choiceNames[value]) : value }))}
      />
    )
  if (wanted.type === 'date')
    return <DateField label={label} hint={hint} wrong={wrong} value={typed} onValue={onTyped} />
  if (wanted.type === 'sourced-term') {
    const [count = '', ...rest] = typed.split('\n')
    return (
      <>
        <TextField
          label={`${label}（${t(unitNames[wanted.unit])}）`}
          type="number"
          hint={hint}
          wrong={wrong}
          value={count}
          onValue={(value) => onTyped([value, ...rest].join('\n'))}
          min={1}
          step={1}
          inputMode="numeric"
        />
        <TextField
          label={t(words.settingSource)}
          hint={t(words.settingSourceHint)}
          value={rest.join(' ')}
          onValue={(value) => onTyped(`${count}\n${value}`)}
          maxLength={300}
        />
      </>
    )
  }
  const own =
    wanted.type === 'approver' ? words.approverHint : wanted.type === 'folders' ? words.foldersHint : undefined
  const unit = wanted.type === 'term' ? t(unitNames[wanted.unit]) : wanted.type === 'amount' ? wanted.unit : undefined
  return (
    <TextField
      label={unit === undefined ? label : `${label}（${unit}）`}
      type={inputs[wanted.type]}
      hint={own ? [hint, hint && ' ', t(own)] : hint}
      wrong={wrong}
      value={typed}
      onValue={onTyped}
      {...(wanted.type === 'term' && { min: 1, step: 1, inputMode: 'numeric' as const })}
      {...(wanted.type === 'amount' && { min: 0, step: 'any', inputMode: 'decimal' as const })}
      {...(wanted.type === 'time' && { placeholder: '17:30' })}
      maxLength={500}
    />
  )
}
