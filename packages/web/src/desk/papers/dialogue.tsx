import type { DialogueLine } from '@liuhen/core/papers'
import { type KeyboardEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { freshId } from '../../api/index.ts'
import { Action } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

const line = (who: DialogueLine['who']): DialogueLine => ({ id: freshId(), who, text: '' })

/** Questions and answers, typed as they are said: the keyboard alone is enough, and a tap where there is none. */
export function Dialogue({
  value,
  onValue,
  closed,
}: {
  readonly value: readonly DialogueLine[]
  readonly onValue: (value: DialogueLine[]) => void
  /** Somebody else types it. */
  readonly closed: boolean
}) {
  const { t } = useWords()
  const frame = useRef<HTMLOListElement>(null)
  const [blank] = useState(() => [line('asked'), line('answered')])
  const lines = value.length === 0 ? blank : value
  const focus = (id: string | undefined) =>
    frame.current?.querySelector<HTMLTextAreaElement>(`[data-line="${id}"]`)?.focus()
  const insert = (at: number, ...fresh: readonly DialogueLine[]) => {
    // At once: the next key that is pressed belongs in the new line already.
    flushSync(() => onValue([...lines.slice(0, at), ...fresh, ...lines.slice(at)]))
    focus(fresh[0]?.id)
  }
  const onKey = (event: KeyboardEvent, at: number) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (event.ctrlKey || event.metaKey) {
      insert(at + 1, line('asked'), line('answered'))
      return
    }
    const next = lines[at + 1]
    if (next) focus(next.id)
    else if (lines[at]?.who === 'asked') insert(at + 1, line('answered'))
    else insert(at + 1, line('asked'), line('answered'))
  }
  return (
    <div className="dialogue">
      <ol ref={frame}>
        {lines.map((one, at) => (
          <li key={one.id} className={one.who}>
            <span className="who" aria-hidden>
              {t(words[one.who])}
            </span>
            <textarea
              className="input"
              rows={Math.max(1, Math.ceil(one.text.length / 30))}
              data-line={one.id}
              aria-label={t(words.line, { n: at + 1, who: t(words[one.who]) })}
              value={one.text}
              readOnly={closed}
              maxLength={5000}
              onChange={(event) =>
                onValue(lines.map((each) => (each.id === one.id ? { ...each, text: event.target.value } : each)))
              }
              onKeyDown={(event) => onKey(event, at)}
            />
          </li>
        ))}
      </ol>
      {!closed && (
        <div className="row">
          <Action onAct={() => insert(lines.length, line('asked'), line('answered'))}>{t(words.addQuestion)}</Action>
          <Action kind="plain" onAct={() => insert(lines.length, line('noted'))}>
            {t(words.addNote)}
          </Action>
        </div>
      )}
      <p className="hint muted small">{t(words.dialogueHint)}</p>
    </div>
  )
}
