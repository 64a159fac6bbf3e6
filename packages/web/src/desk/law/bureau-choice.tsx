import './law.css'
import type { Text } from '@liuhen/core/kernel'
import { useId } from 'react'
import { useWords } from '../../words/index.ts'
import type { Bureau } from './bureaus.ts'
import { words } from './words.ts'

interface Shown {
  readonly id: string
  readonly title: Text
}

/** The bureaus, a line each, to choose one of; what each has issued unfolds. `none` is one more line, for no choice yet. */
export function BureauChoice<P extends Shown>({
  bureaus,
  chosen,
  onChoose,
  none,
  label,
}: {
  readonly bureaus: readonly Bureau<P>[]
  readonly chosen: string | undefined
  readonly onChoose: (issuer: string | undefined) => void
  readonly none?: { readonly title: string; readonly hint: string }
  readonly label?: string
}) {
  const { t } = useWords()
  const name = useId()
  const radio = (issuer: string | undefined, title: string) => (
    <label className="check">
      <input type="radio" name={name} checked={chosen === issuer} onChange={() => onChoose(issuer)} />
      {title}
    </label>
  )
  return (
    <div className="bureau-choice" role="radiogroup" aria-label={label}>
      {none && (
        <div>
          {radio(undefined, none.title)}
          <span className="muted small">{none.hint}</span>
        </div>
      )}
      {bureaus.map(({ issuer, packs }) => (
        <div key={issuer}>
          {radio(issuer, issuer)}
          <details className="muted small">
            <summary>{t(words.instrumentCount, { n: packs.length })}</summary>
            <ul>
              {packs.map((one) => (
                <li key={one.id}>{t(one.title)}</li>
              ))}
            </ul>
          </details>
        </div>
      ))}
    </div>
  )
}
