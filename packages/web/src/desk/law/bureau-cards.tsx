import './law.css'
import type { Text } from '@liuhen/core/kernel'
import { useId, type ReactNode } from 'react'
import { useWords } from '../../words/index.ts'
import type { Bureau } from './bureaus.ts'

interface Shown {
  readonly id: string
  readonly title: Text
  readonly issuer: string
}

/** The bureaus as cards to choose one of, each with its instruments; `none` is one more card, for no choice yet. */
export function BureauCards<P extends Shown>({
  bureaus,
  chosen,
  onChoose,
  none,
  label,
}: {
  readonly bureaus: readonly Bureau<P>[]
  readonly chosen: string | undefined
  readonly onChoose: (issuer: string | undefined) => void
  readonly none?: { readonly title: string; readonly hint: ReactNode }
  readonly label?: string
}) {
  const { t } = useWords()
  const name = useId()
  const card = (key: string, title: string, inside: ReactNode, issuer: string | undefined) => (
    <label key={key} className={chosen === issuer ? 'bureau-card chosen' : 'bureau-card'}>
      <input type="radio" name={name} checked={chosen === issuer} onChange={() => onChoose(issuer)} />
      <span>
        <b>{title}</b>
        {inside}
      </span>
    </label>
  )
  return (
    <div className="bureau-cards" role="radiogroup" aria-label={label}>
      {bureaus.map(({ issuer, packs }) =>
        card(
          issuer,
          issuer,
          packs.map((one) => (
            <span key={one.id} className="muted small whole-line">
              {t(one.title)}
            </span>
          )),
          issuer,
        ),
      )}
      {none && card('', none.title, <span className="muted small whole-line">{none.hint}</span>, undefined)}
    </div>
  )
}
