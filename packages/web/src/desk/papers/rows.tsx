import type { FactType, Provision } from '@liuhen/core/papers'
import { freshId } from '../../api/index.ts'
import { Action, TextField } from '../../parts/index.ts'
import { type Text, useWords } from '../../words/index.ts'
import { words } from './words.ts'

type Row = { readonly id: string; readonly withdrawn?: string | undefined } & Readonly<
  Record<string, string | undefined>
>

const COLUMNS: Readonly<Partial<Record<FactType, readonly (readonly [member: string, label: Text])[]>>> = {
  goods: [
    ['number', words.number],
    ['name', words.name],
    ['specification', words.specification],
    ['unit', words.unit],
    ['quantity', words.quantity],
    ['condition', words.condition],
  ],
  evidence: [
    ['name', words.name],
    ['proves', words.proves],
  ],
  papers: [
    ['name', words.name],
    ['number', words.paperNumber],
  ],
}

/** Rows of goods, evidence or papers, each with an identity of its own. */
export function Rows({
  type,
  label,
  value,
  onValue,
}: {
  readonly type: FactType
  readonly label: string
  readonly value: readonly Row[]
  readonly onValue: (value: Row[]) => void
}) {
  const { t } = useWords()
  const columns = COLUMNS[type] ?? []
  return (
    <fieldset className="rows field">
      <legend className="label">{label}</legend>
      {value.map((row, at) => (
        <div key={row.id} className="row-of" role="group" aria-label={`${label} ${at + 1}`}>
          {columns.map(([member, name]) => (
            <TextField
              key={member}
              label={t(name)}
              value={row[member] ?? ''}
              maxLength={300}
              inputMode={member === 'quantity' ? 'decimal' : 'text'}
              onValue={(typed) => onValue(value.map((one) => (one.id === row.id ? { ...one, [member]: typed } : one)))}
            />
          ))}
          <Action kind="plain" onAct={() => onValue(value.filter((one) => one.id !== row.id))}>
            {t(words.withdraw)}
          </Action>
        </div>
      ))}
      <Action
        onAct={() =>
          onValue([...value, { id: freshId(), ...(type === 'goods' && { number: String(value.length + 1) }) }])
        }
      >
        {t(words.addGoods)}
      </Action>
    </fieldset>
  )
}

const PARTS = ['article', 'inserted', 'paragraph', 'item', 'point'] as const

/** Provisions, picked by law, article, paragraph and item: what is printed follows from the numbers. */
export function Provisions({
  label,
  value,
  laws,
  onValue,
}: {
  readonly label: string
  readonly value: readonly Provision[]
  readonly laws: readonly string[]
  readonly onValue: (value: Provision[]) => void
}) {
  const { t } = useWords()
  const put = (at: number, part: Partial<Provision>) =>
    onValue(value.map((one, each) => (each === at ? { ...one, ...part } : one)))
  const whole = (typed: string): number | undefined =>
    /^\d{1,4}$/u.test(typed) && Number(typed) > 0 ? Number(typed) : undefined
  return (
    <fieldset className="rows field">
      <legend className="label">{label}</legend>
      <datalist id="laws">
        {laws.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      {value.map((one, at) => (
        <div key={`${at + 1}`} className="row-of provision" role="group" aria-label={`${label} ${at + 1}`}>
          <TextField
            label={t(words.law)}
            list="laws"
            value={one.law ?? ''}
            maxLength={300}
            onValue={(law) => put(at, { law })}
          />
          {PARTS.map((part) => (
            <TextField
              key={part}
              label={t(words[part])}
              inputMode="numeric"
              value={one[part] === undefined ? '' : String(one[part])}
              onValue={(typed) => put(at, { [part]: whole(typed) })}
            />
          ))}
          <Action kind="plain" onAct={() => onValue(value.filter((_, each) => each !== at))}>
            {t(words.withdraw)}
          </Action>
        </div>
      ))}
      <Action onAct={() => onValue([...value, {}])}>{t(words.addProvision)}</Action>
    </fieldset>
  )
}
