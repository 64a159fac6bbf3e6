import type { CaseFilter } from '@liuhen/contract/cases'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useReply } from '../../api/index.ts'
import { Action, ProblemNote, useDraft, useDrafted } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'

const words = {
  saved: text('我的筛选', 'My filters'),
  keep: text('保存这个筛选', 'Keep this filter'),
  name: text('筛选的名称', 'Name of the filter'),
  forget: text('删去“{name}”', 'Forget “{name}”'),
  clear: text('清除条件', 'Clear'),
}

/** Whether two narrow the list alike. */
const same = (one: CaseFilter, other: CaseFilter): boolean => {
  const told = (filter: CaseFilter) => JSON.stringify(Object.entries(filter).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return told(one) === told(other)
}

interface Props {
  /** The list is narrowed by a kept filter, whose words these are. */
  readonly onTaken: (words: string | undefined) => void
}

/** Filters one keeps by name, and the way to keep what the list is narrowed to now. */
export function SavedFilters({ onTaken }: Props) {
  const { t } = useWords()
  const search = useSearch({ from: '/desk/cases' })
  const navigate = useNavigate()
  const kept = useReply('listCaseFilters')
  const drop = useAct('dropCaseFilter', { stale: ['listCaseFilters'] })
  const now = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as CaseFilter
  const filters = kept.data?.filters ?? []
  const chosen = filters.find((one) => same(one.filter, now))
  const narrowed = Object.keys(now).length > 0
  const go = (filter: CaseFilter) => {
    onTaken(filter.text)
    void navigate({ to: '/cases', search: filter, replace: true, resetScroll: false })
  }
  if (filters.length === 0 && !narrowed) return null
  return (
    <div className="saved-filters" role="group" aria-label={t(words.saved)}>
      {filters.map((one) => (
        <span key={one.id} className="saved">
          <button
            type="button"
            className={`button plain${one === chosen ? ' chosen' : ''}`}
            aria-pressed={one === chosen}
            onClick={() => go(one === chosen ? {} : one.filter)}
          >
            {one.name}
          </button>
          <button
            type="button"
            className="button plain"
            aria-label={t(words.forget, { name: one.name })}
            title={t(words.forget, { name: one.name })}
            onClick={() => drop.mutate({ params: { id: one.id } })}
          >
            ×
          </button>
        </span>
      ))}
      {narrowed && <Action onAct={() => go({})}>{t(words.clear)}</Action>}
      {narrowed && !chosen && <Keep filter={now} />}
      <ProblemNote error={drop.error} bare />
    </div>
  )
}

function Keep({ filter }: { readonly filter: CaseFilter }) {
  const { t, say } = useWords()
  const kept = useDraft('keep case filter', t(words.keep))
  const [name, setName] = useDrafted(kept, 'name', '')
  const [naming, setNaming] = useState(false)
  const keep = useAct('keepCaseFilter', { stale: ['listCaseFilters'], done: kept.forget })
  if (!naming && name === '') return <Action onAct={() => setNaming(true)}>{t(words.keep)}</Action>
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') keep.mutate({ body: { name, filter } })
      }}
    >
      <input
        className="input"
        value={name}
        maxLength={40}
        aria-label={t(words.name)}
        placeholder={t(words.name)}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button" disabled={keep.isPending}>
        {say('save')}
      </button>
      <ProblemNote error={keep.error} bare />
    </form>
  )
}
