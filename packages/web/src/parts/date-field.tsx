import { useRef, useState } from 'react'
import { useWords } from '../words/index.ts'
import { dateOf, dateShown } from './date-digits.ts'
import { FieldFrame, type Labelled, type Wiring } from './field-frame.tsx'
import { useMissing } from './required.tsx'

interface Dated {
  /** `2026-11-22`, or with a time `2026-11-22T09:20`; empty while there is none. */
  readonly value: string
  /** Gets the same; empty while what is typed is none. */
  readonly onValue: (value: string) => void
  /** Whether the time of day belongs to it. */
  readonly time?: boolean
  readonly min?: string | undefined
  readonly max?: string | undefined
}

/** What is being typed, the value that stood there when it was, and whether the field was left meanwhile. */
interface Draft {
  readonly typed: string
  readonly beside: string
  readonly isLeft?: boolean
}

/**
 * A day to be typed as digits, `2026-11-22`, beside a button for the browser's own calendar. A browser shows its own date
 * fields in the order of its own language, whatever that of the page: 11/22/2026 is misread too easily in a bureau.
 */
export function DateInput({ value, onValue, time = false, min, max, ...wiring }: Dated & Partial<Wiring>) {
  const { say } = useWords()
  const calendar = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState<Draft>()
  // Once the value is another than what was typed or stood there before, somebody else has set it.
  const isDraft = draft !== undefined && [draft.beside, dateOf(draft.typed, time)].includes(value)
  const isWrong = isDraft && draft.isLeft === true && draft.typed.trim() !== ''
  const put = (typed: string) => {
    setDraft({ typed, beside: value })
    onValue(dateOf(typed, time))
  }
  return (
    <span className="date-input">
      <input
        className="input"
        type="text"
        autoComplete="off"
        placeholder={say(time ? 'dateTimeForm' : 'dateForm')}
        {...wiring}
        aria-invalid={wiring['aria-invalid'] ?? isWrong}
        value={isDraft ? draft.typed : dateShown(value)}
        onChange={(event) => put(event.target.value)}
        // What was read is shown as it was read; what could not be stays, to be mended.
        onBlur={() => setDraft(draft && dateOf(draft.typed, time) === '' ? { ...draft, isLeft: true } : undefined)}
      />
      <button
        type="button"
        aria-label={say('openCalendar')}
        title={say('openCalendar')}
        onClick={() => calendar.current?.showPicker()}
      >
        <svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" aria-hidden>
          <path d="M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 1.8v3M10.5 1.8v3" />
        </svg>
      </button>
      <input
        ref={calendar}
        className="calendar-of-browser"
        type={time ? 'datetime-local' : 'date'}
        tabIndex={-1}
        aria-hidden
        value={value}
        min={min}
        max={max}
        onChange={(event) => {
          setDraft(undefined)
          onValue(event.target.value.slice(0, 16))
        }}
      />
    </span>
  )
}

/** {@link DateInput} with its label. */
export function DateField({
  label,
  hint,
  wrong,
  required,
  ...dated
}: Labelled & Dated & { readonly required?: boolean }) {
  const { say } = useWords()
  const isMissing = useMissing(required, dated.value)
  return (
    <FieldFrame label={label} hint={hint} wrong={wrong ?? (isMissing ? say('fillIn') : undefined)}>
      {(wiring) => <DateInput {...dated} {...wiring} />}
    </FieldFrame>
  )
}
