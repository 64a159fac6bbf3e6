import { useIsFetching, useIsMutating } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { beijing, instantOf } from '@liuhen/core/kernel'
import { look, useLost } from '../api/index.ts'
import { useWords } from '../words/index.ts'

/**
 * A bar at the top while a page, its first content or an act is under way: shown 30 ms after it began, by the style sheet, so
 * that what is quick does not flicker. What is asked again in the background is not shown.
 */
export function Busy() {
  const { say } = useWords()
  const fetching = useIsFetching({ predicate: ({ state }) => state.data === undefined })
  const acting = useIsMutating()
  const moving = useRouterState({ select: (state) => state.isLoading })
  if (fetching + acting === 0 && !moving) return null
  return <div className="busy-bar" role="progressbar" aria-label={say('working')} />
}

/** Says that the server is not reached, what that means for what was typed, and that it is being looked for. */
export function LineLost() {
  const { say } = useWords()
  const since = useLost()
  if (since === undefined) return null
  return (
    <div className="line-lost" role="alert">
      {say('lineLost', { at: beijing(instantOf(since)).slice(11, 16) })}{' '}
      <button type="button" className="button small" onClick={() => void look()}>
        {say('tryAgain')}
      </button>
    </div>
  )
}
