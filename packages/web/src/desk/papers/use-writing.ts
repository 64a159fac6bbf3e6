import type { BodyOf, Table } from '@liuhen/contract'
import type { PaperView } from '@liuhen/contract/papers'
import type { FactKey, FactValue } from '@liuhen/core/papers'
import { useEffect, useState } from 'react'
import { type ProblemError, useAct } from '../../api/index.ts'
import { type Draft, useDraft, useDrafted } from '../../parts/index.ts'

/** How long a hand rests before what it wrote is sent, and how long before it is sent again, in milliseconds. */
const PAUSE = 500
const AGAIN = 3_000

/** What was typed in a field and is not in the reply of the server yet. */
interface Typed {
  readonly value: FactValue | null
  /** The version of the field that was seen when it was typed. */
  readonly base: number
  /** The version it became, once it was kept. */
  readonly kept?: number
}
type AllTyped = Readonly<Record<string, Typed>>

export interface Writing {
  readonly valueOf: (key: FactKey) => FactValue | undefined
  readonly put: (key: FactKey, value: FactValue | undefined) => void
  readonly state: 'saved' | 'saving' | 'kept-here'
  readonly error: ProblemError | null
  readonly draft: Draft
}

const unsent = (typed: AllTyped): readonly (readonly [FactKey, Typed])[] =>
  Object.entries(typed).flatMap(([key, one]) => (one.kept === undefined ? [[key as FactKey, one] as const] : []))

const wasSent = (edits: BodyOf<Table['writePaper']>['edits'], key: string, { value }: Typed): boolean =>
  edits.some((one) => one.field === key && one.value === value)

/** A paper that saves itself: what is typed is kept on this machine at once, and sent as soon as the hand rests. */
export function useWriting(view: PaperView, title: string): Writing {
  const draft = useDraft(`paper ${view.row.id}`, title)
  const [typed, setTyped] = useDrafted<AllTyped>(draft, 'typed', {})
  const [tick, setTick] = useState(0)
  const act = useAct('writePaper', {
    stale: ['showPaper', 'listPapers'],
    done: ({ versions }, { body }) =>
      setTyped((now) =>
        Object.fromEntries(
          Object.entries(now).map(([key, one]) => {
            const version = versions[key as FactKey]
            if (version === undefined) return [key, one]
            // Typed on while it was being sent: the rest goes upon what was kept.
            const isSame = wasSent(body.edits, key, one)
            return [key, isSame ? { ...one, kept: version } : { value: one.value, base: version }]
          }),
        ),
      ),
  })
  const waiting = unsent(typed)
  const isLost = act.error?.problem.kind === 'unreachable' || act.error?.problem.kind === 'unexpected'
  const isRefused = act.error !== null && !isLost
  const { mutate, isPending, variables } = act
  useEffect(() => {
    if (waiting.length === 0 || isPending) return undefined
    const edits = waiting.map(([field, { value, base }]) => ({ field, value, base }))
    const isSame = waiting.every(([key, one]) => wasSent(variables?.body.edits ?? [], key, one))
    if (isRefused && isSame) return undefined
    const timer = setTimeout(
      () => mutate({ params: { id: view.row.id }, body: { edits } }),
      isLost && isSame ? AGAIN : PAUSE,
    )
    return () => clearTimeout(timer)
    // What waits follows from what is typed.
  }, [typed, isPending, isLost, isRefused, tick, view.row.id])
  useEffect(() => {
    if (!isLost) return undefined
    const timer = setTimeout(() => setTick((now) => now + 1), AGAIN)
    return () => clearTimeout(timer)
  }, [isLost, tick])
  // What the reply of the server shows is no longer held beside it.
  useEffect(() => {
    const shown = Object.entries(typed).filter(([key, one]) => {
      const field = view.fields.find((each) => each.key === key)
      return one.kept !== undefined && (field?.version ?? 0) >= one.kept
    })
    if (shown.length === 0) return
    const gone = new Set(shown.map(([key]) => key))
    const rest = Object.fromEntries(Object.entries(typed).filter(([key]) => !gone.has(key)))
    setTyped(rest)
    if (Object.keys(rest).length === 0) draft.forget()
  }, [view, typed])
  const fieldOf = (key: FactKey) => view.fields.find((one) => one.key === key)
  return {
    draft,
    error: isRefused ? act.error : null,
    state: waiting.length === 0 ? 'saved' : isLost ? 'kept-here' : 'saving',
    valueOf: (key) => {
      const one = typed[key]
      return one === undefined ? fieldOf(key)?.value : (one.value ?? undefined)
    },
    put: (key, value) =>
      setTyped((now) => {
        const before = now[key]
        const base = before === undefined ? (fieldOf(key)?.version ?? 0) : (before.kept ?? before.base)
        return { ...now, [key]: { value: value ?? null, base } }
      }),
  }
}
