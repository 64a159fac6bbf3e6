import { type Box, type Mute, RedactionReason, redactionReasons } from '@liuhen/core/redactions'
import { Action, ArticleLink, SelectField, TextField } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

type Part = Box | Mute

export interface PartsListProps<P extends Part> {
  readonly of: readonly P[]
  readonly name: 'box' | 'mute'
  readonly length: number
  readonly position: () => number
  readonly selected?: number | undefined
  readonly onSeek: (at: number, from: number) => void
  readonly onChange: (at: number, part: P) => void
  readonly onRemove: (at: number) => void
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1)

/** From when to when each box or silence lasts, and why. */
export function PartsList<P extends Part>({ of, name, length, position, selected, ...on }: PartsListProps<P>) {
  const { t } = useWords()
  return (
    <ol className="redact-parts">
      {of.map((part, at) => {
        const change = (more: Partial<Part>): void => on.onChange(at, { ...part, ...more })
        const { citation, label, title } = redactionReasons[part.reason]
        const [pack = '', ...rest] = citation.article.split('/')
        return (
          // Their place in the list is their name.
          <li key={at} className={at === selected ? 'chosen' : undefined}>
            <div className="row between">
              <button type="button" className="button plain" onClick={() => on.onSeek(at, part.from)}>
                <b>{t(words[name], { n: at + 1 })}</b>
              </button>
              <Action kind="plain" onAct={() => on.onRemove(at)}>
                {t(words.remove)}
              </Action>
            </div>
            <div className="redact-times">
              <TextField
                label={t(words.from)}
                type="number"
                min={0}
                step={0.1}
                value={seconds(part.from)}
                onValue={(value) => change({ from: millisecondsIn(value) })}
              />
              <TextField
                label={t(words.to)}
                type="number"
                min={0}
                step={0.1}
                value={seconds(part.to)}
                onValue={(value) => change({ to: millisecondsIn(value) })}
              />
              <div className="row redact-here">
                <Action onAct={() => change({ from: Math.round(position()) })}>{t(words.fromHere)}</Action>
                <Action onAct={() => change({ to: Math.round(position()) })}>{t(words.toHere)}</Action>
                <Action onAct={() => change({ to: Math.max(1, Math.round(length)) })}>{t(words.toEnd)}</Action>
              </div>
            </div>
            <div className="redact-why">
              <SelectField
                label={t(words.reason)}
                value={part.reason}
                onValue={(value) => change({ reason: value as RedactionReason })}
                options={RedactionReason.options.map((one) => ({ value: one, label: t(redactionReasons[one].title) }))}
              />
              <TextField
                label={t(words.note)}
                value={part.note ?? ''}
                maxLength={200}
                onValue={(value) => change({ note: value })}
              />
            </div>
            <div className="small muted">
              <ArticleLink citation={{ pack, article: rest.join('/'), title, label }} />
            </div>
          </li>
        )
      })}
    </ol>
  )
}

const millisecondsIn = (value: string): number => Math.max(0, Math.round(Number(value) * 1000) || 0)
