import type { ProblemError } from '@liuhen/contract'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useWords } from '../words/index.ts'
import { ProblemNote } from './problem.tsx'

/** Nothing is here, why that is so, and what brings something here. */
export function Empty({
  title,
  children,
  actions,
  mark = '空',
}: {
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
  readonly mark?: string
}) {
  return (
    <div className="state">
      <div className="mark" aria-hidden>
        {mark}
      </div>
      <h3>{title}</h3>
      {children && <div>{children}</div>}
      {actions && <div className="actions">{actions}</div>}
    </div>
  )
}

/** Grey lines in the place of what is being read. */
export function Loading({ lines = 6 }: { readonly lines?: number }) {
  const { say } = useWords()
  return (
    <div className="bones" role="status" aria-label={say('loading')}>
      {Array.from({ length: lines }, (_, i) => (
        <span key={i} style={{ width: `${[92, 74, 84, 61, 88, 70][i % 6]}%` }} />
      ))}
    </div>
  )
}

/** A page or a list that could not be read: what the server said, and a way to ask again. */
export function ErrorState({
  error,
  again,
}: {
  readonly error: ProblemError
  readonly again?: (() => void) | undefined
}) {
  const { say } = useWords()
  return (
    <div className="state">
      <div className="mark zhu" aria-hidden>
        止
      </div>
      <h3>{say('notOpened')}</h3>
      <ProblemNote error={error} bare />
      {again && (
        <div className="actions">
          <button type="button" className="button" onClick={again}>
            {say('tryAgain')}
          </button>
        </div>
      )}
    </div>
  )
}

/** Loading, error or the page itself, by how far a reply is. A reply once shown stays while it is asked for again. */
export function Await<T>({
  reply,
  children,
  lines,
}: {
  readonly reply: UseQueryResult<T, ProblemError>
  readonly children: (data: T) => ReactNode
  readonly lines?: number
}) {
  if (reply.data !== undefined) return children(reply.data)
  if (reply.error) return <ErrorState error={reply.error} again={() => void reply.refetch()} />
  return <Loading {...(lines !== undefined && { lines })} />
}
