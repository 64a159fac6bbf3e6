import { Link } from '@tanstack/react-router'
import { Empty } from '../parts/index.ts'
import { useWords } from '../words/index.ts'

/** No page has this address. */
export function Lost() {
  const { say } = useWords()
  return (
    <Empty title={say('pageMissing')} mark="无" actions={<Link to="/">{say('workbench')}</Link>}>
      <code>{location.pathname}</code>
    </Empty>
  )
}

/** A page failed while it was drawn, or its file could not be fetched. */
export function Broken({ error }: { readonly error: unknown }) {
  const { say } = useWords()
  return (
    <Empty
      title={say('pageBroken')}
      mark="误"
      actions={
        <button type="button" className="button" onClick={() => location.reload()}>
          {say('tryAgain')}
        </button>
      }
    >
      <p>{say('pageBrokenHint')}</p>
      <code>{String(error)}</code>
    </Empty>
  )
}
