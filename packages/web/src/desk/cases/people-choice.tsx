import { useReply } from '../../api/index.ts'
import { Choose } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** Several people, each taken away by a tap, another added by typing a name. The order is kept. */
export function PeopleChoice({
  label,
  hint,
  wrong,
  value,
  onValue,
  without = [],
  known = [],
}: {
  readonly label: string
  readonly hint?: string
  readonly wrong?: string | undefined
  readonly value: readonly string[]
  readonly onValue: (value: string[]) => void
  /** Those who are in it anyhow. */
  readonly without?: readonly string[]
  /** Names of those who no longer are among the colleagues. */
  readonly known?: readonly { readonly id: string; readonly name: string }[]
}) {
  const { t } = useWords()
  const people = useReply('listColleagues')
  const all = people.data ?? []
  const nameOf = (id: string) => [...all, ...known].find((one) => one.id === id)?.name ?? '…'
  return (
    <div className="people-choice">
      <Choose
        label={label}
        value={undefined}
        placeholder={t(words.addPerson)}
        onValue={(id) => id !== undefined && onValue([...value, id])}
        options={all
          .filter((one) => !value.includes(one.id) && !without.includes(one.id))
          .map((one) => ({ value: one.id, label: one.name }))}
        {...(hint !== undefined && { hint })}
        wrong={wrong}
      />
      {value.length > 0 && (
        <div className="tags">
          {value.map((id) => (
            <button
              key={id}
              type="button"
              className="tag"
              aria-label={t(words.remove, { name: nameOf(id) })}
              onClick={() => onValue(value.filter((one) => one !== id))}
            >
              {nameOf(id)} ×
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
