import type { ProblemError } from '@liuhen/contract'
import { useWords } from '../words/index.ts'
import { Article } from './article-link.tsx'

export interface ProblemNoteProps {
  readonly error: ProblemError | null | undefined
  /** Leaves out obstacles that a form shows beside their own fields. */
  readonly except?: readonly string[]
  /** Without the headline. */
  readonly bare?: boolean
}

/** Everything that stands in the way, each with its article when it has one. Nothing when there is no error. */
export function ProblemNote({ error, except = [], bare = false }: ProblemNoteProps) {
  const { say } = useWords()
  const listed = error?.problem.obstacles.filter((one) => one.field === undefined || !except.includes(one.field)) ?? []
  if (!error) return null
  return (
    <div className="note zhu" role="alert">
      {!bare && (
        <b>
          {say('notDone')} · {say('nothingLost')}
        </b>
      )}
      {listed.length === 1 && listed[0] ? (
        <Said obstacle={listed[0]} />
      ) : (
        <ul>
          {listed.map((one) => (
            <li key={`${one.code} ${one.field ?? ''}`}>
              <Said obstacle={one} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Said({ obstacle }: { readonly obstacle: ProblemError['problem']['obstacles'][number] }) {
  const { t } = useWords()
  return (
    <>
      <div>{t(obstacle.message)}</div>
      {[...(obstacle.citation ? [obstacle.citation] : []), ...(obstacle.also ?? [])].map((one) => (
        <Article key={`${one.article} ${one.quote ?? ''}`} {...one} />
      ))}
    </>
  )
}

/** What the server said about one field of a form. */
export function useFieldProblems(error: ProblemError | null | undefined): (field: string) => string | undefined {
  const { t } = useWords()
  return (field) => {
    const found = error?.problem.obstacles.filter((one) => one.field === field) ?? []
    return found.length > 0 ? found.map((one) => t(one.message)).join(' ') : undefined
  }
}
