import { beijing, instantOf } from '@liuhen/core/kernel'
import { useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useMe } from '../../api/index.ts'
import { Drafts } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Task } from './tasks.tsx'

/** What the viewer typed into forms and did not send: the way back to each. */
export function Unsent() {
  const { say } = useWords()
  const { history } = useRouter()
  const person = useMe()?.id
  const drafts = useMemo(() => (person === undefined ? [] : new Drafts(localStorage, person).all()), [person])
  if (drafts.length === 0) return null
  return (
    <section className="sheet" aria-label={say('draftsWait')}>
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {say('draftsWait')}
      </h2>
      {drafts.slice(0, 6).map(({ form, draft }) => (
        <Task
          key={form}
          due={beijing(instantOf(draft.at)).slice(5, 16)}
          title={draft.label}
          detail=""
          act={
            <button type="button" className="button" onClick={() => history.push(draft.href)}>
              {say('draftGoOn')}
            </button>
          }
        />
      ))}
    </section>
  )
}
