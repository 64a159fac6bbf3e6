import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'
import { useWords } from '../words/index.ts'
import { FieldFrame, type Labelled } from './field-frame.tsx'
import { useMissing } from './required.tsx'

type Plain<A> = Omit<A, 'onChange' | 'value'> & { readonly value: string; readonly onValue: (value: string) => void }

/** What is wrong with it, or that it must be filled in and is not. */
function useWrong(
  wrong: string | undefined,
  { required, value, minLength }: { required?: boolean | undefined; value: string; minLength?: number | undefined },
): string | undefined {
  const { say } = useWords()
  const isMissing = useMissing(required, value, minLength)
  return wrong ?? (isMissing ? say('fillIn') : undefined)
}

export function TextField({
  label,
  hint,
  wrong,
  onValue,
  ...rest
}: Labelled & Plain<InputHTMLAttributes<HTMLInputElement>>) {
  return (
    <FieldFrame label={label} hint={hint} wrong={useWrong(wrong, rest)}>
      {(wiring) => (
        <input className="input" type="text" {...rest} {...wiring} onChange={(event) => onValue(event.target.value)} />
      )}
    </FieldFrame>
  )
}

/** Narrows the list below it as one types; what it looks through is said in it. */
export const SearchInput = ({
  label,
  value,
  onValue,
}: {
  readonly label: string
  readonly value: string
  readonly onValue: (value: string) => void
}) => (
  <input
    className="input"
    type="search"
    value={value}
    placeholder={label}
    aria-label={label}
    onChange={(event) => onValue(event.target.value)}
  />
)

/** A button that asks the browser for a file, and the name of the one that was chosen. */
export function FileField({
  label,
  hint,
  accept,
  fileName,
  onFile,
  required,
  ...given
}: Labelled & {
  readonly required?: boolean
  readonly accept: string
  readonly fileName: string | undefined
  readonly onFile: (file: File | undefined) => void
}) {
  const { say } = useWords()
  const isMissing = useMissing(required, fileName ?? '')
  const wrong = given.wrong ?? (isMissing ? say('choose') : undefined)
  return (
    <div className="field">
      <div className="label">{label}</div>
      <div className="row">
        <label className="button pick">
          {say('choose')}
          <input
            className="unseen"
            type="file"
            accept={accept}
            aria-label={label}
            aria-invalid={wrong !== undefined}
            onChange={(event) => {
              onFile(event.target.files?.[0])
              // The same file may be chosen again after it was mended.
              event.target.value = ''
            }}
          />
        </label>
        <span className="muted">{fileName}</span>
      </div>
      {hint && <div className="hint">{hint}</div>}
      {wrong && <div className="wrong">{wrong}</div>}
    </div>
  )
}

export function AreaField({
  label,
  hint,
  wrong,
  onValue,
  ...rest
}: Labelled & Plain<TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  return (
    <FieldFrame label={label} hint={hint} wrong={useWrong(wrong, rest)}>
      {(wiring) => (
        <textarea className="input" {...rest} {...wiring} onChange={(event) => onValue(event.target.value)} />
      )}
    </FieldFrame>
  )
}

export interface Option {
  readonly value: string
  readonly label: string
  readonly disabled?: boolean
}

export function SelectField({
  label,
  hint,
  wrong,
  onValue,
  options,
  empty,
  ...rest
}: Labelled &
  Plain<SelectHTMLAttributes<HTMLSelectElement>> & {
    readonly options: readonly Option[]
    /** The words of the empty choice; left out, there is none. */
    readonly empty?: string
  }) {
  const { say } = useWords()
  const isMissing = useMissing(rest.required, rest.value)
  return (
    <FieldFrame label={label} hint={hint} wrong={wrong ?? (isMissing ? say('choose') : undefined)}>
      {(wiring) => (
        <select className="input" {...rest} {...wiring} onChange={(event) => onValue(event.target.value)}>
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((one) => (
            <option key={one.value} value={one.value} disabled={one.disabled}>
              {one.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  )
}

export interface ActionProps {
  readonly children: ReactNode
  readonly onAct?: () => void
  /** Why it cannot be done now: greys it and is shown under it. */
  readonly why?: string | undefined
  readonly busy?: boolean
  readonly kind?: 'primary' | 'grave' | 'plain' | undefined
  readonly submit?: boolean
}

/** A button. It stays reachable by keyboard when greyed, so that its reason can be read. */
export function Action({ children, onAct, why, busy = false, kind, submit = false }: ActionProps) {
  const { say } = useWords()
  const id = useId()
  const closed = why !== undefined || busy
  const button = (
    <button
      type={submit && !closed ? 'submit' : 'button'}
      className={kind ? `button ${kind}` : 'button'}
      aria-disabled={closed}
      aria-busy={busy}
      {...(why && { 'aria-describedby': id })}
      onClick={() => !closed && onAct?.()}
    >
      {busy ? say('working') : children}
    </button>
  )
  if (!why) return button
  return (
    <span className="act">
      {button}
      <span className="why" id={id}>
        {why}
      </span>
    </span>
  )
}
