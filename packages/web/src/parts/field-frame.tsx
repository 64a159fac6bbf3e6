import { type ReactNode, useId } from 'react'

export interface Labelled {
  readonly label: string
  readonly hint?: ReactNode
  /** What is wrong with it, in a sentence. */
  readonly wrong?: string | undefined
}

export interface Wiring {
  readonly id: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: boolean
}

/** A label above its control, and below it what is wrong and what helps. */
export function FieldFrame({
  label,
  hint,
  wrong,
  children,
}: Labelled & { readonly children: (wiring: Wiring) => ReactNode }) {
  const id = useId()
  const said = Boolean(hint) || Boolean(wrong)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, ...(said && { 'aria-describedby': `${id}-said` }), ...(wrong && { 'aria-invalid': true }) })}
      {said && (
        <div id={`${id}-said`}>
          {wrong && <div className="wrong">{wrong}</div>}
          {hint && <div className="hint">{hint}</div>}
        </div>
      )}
    </div>
  )
}
