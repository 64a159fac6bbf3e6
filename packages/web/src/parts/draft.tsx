import { beijing, instantOf } from '@liuhen/core/kernel'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useMe } from '../api/index.ts'
import { useWords } from '../words/index.ts'
import { Drafts, fits } from './draft-store.ts'

/** A form whose fields outlive Escape, a reload, a lost line and the end of a session. */
export interface Draft {
  readonly form: string
  /** What was found when the form was opened. */
  readonly found: Readonly<Record<string, unknown>>
  /** When that was typed, in milliseconds; undefined when nothing was found, or it was put away. */
  readonly at: number | undefined
  /** One more each time it is put away: the fields begin anew. */
  readonly round: number
  readonly keep: (name: string, value: unknown) => void
  /** It was sent: nothing is kept any more. */
  readonly forget: () => void
  /** What was found is not wanted. */
  readonly discard: () => void
}

/** `form` names the form and what it is about, `label` is what a person calls it. */
export function useDraft(form: string, label: string): Draft {
  const person = useMe()?.id ?? 'nobody'
  const drafts = useMemo(() => new Drafts(localStorage, person), [person])
  const [kept] = useState(() => drafts.of(form))
  const [round, setRound] = useState(0)
  const fields = useRef<Record<string, unknown>>({ ...kept?.fields })
  const forget = useCallback(() => {
    fields.current = {}
    drafts.forget(form)
  }, [drafts, form])
  const keep = useCallback(
    (name: string, value: unknown) => {
      fields.current = { ...fields.current, [name]: value }
      const href = location.pathname + location.search
      drafts.keep(form, { label, href, at: Date.now(), fields: fields.current })
    },
    [drafts, form, label],
  )
  const discard = () => {
    forget()
    setRound(round + 1)
  }
  const [found] = useState(() => kept?.fields ?? {})
  return { form, found, at: round === 0 ? kept?.at : undefined, round, keep, forget, discard }
}

/**
 * One field of a draft, like `useState`: a function is given what stands there when it is called, however long ago its
 * caller was rendered. A value that was kept and is of another shape is not taken.
 */
export function useDrafted<T>(
  { found, round, keep }: Draft,
  name: string,
  initial: T | (() => T),
): readonly [T, (value: T | ((before: T) => T)) => void] {
  const [first] = useState(initial)
  const [value, setValue] = useState<T>(() => (name in found && fits(found[name], first) ? found[name] : first))
  const latest = useRef(value)
  const put = (now: T) => {
    latest.current = now
    setValue(now)
  }
  useEffect(() => {
    if (round > 0) put(first)
  }, [round, first])
  const set = (next: T | ((before: T) => T)) => {
    const now = typeof next === 'function' ? (next as (before: T) => T)(latest.current) : next
    put(now)
    keep(name, now)
  }
  return [value, set]
}

/** Says that what stands in the form was typed earlier, and lets it be put away. */
export function Restored({ draft }: { readonly draft: Draft }) {
  const { say } = useWords()
  if (draft.at === undefined) return null
  return (
    <div className="note small restored" role="status">
      {say('draftRestored', { at: beijing(instantOf(draft.at)).slice(5, 16) })}{' '}
      <button type="button" className="button plain small" onClick={draft.discard}>
        {say('draftDiscard')}
      </button>
    </div>
  )
}
