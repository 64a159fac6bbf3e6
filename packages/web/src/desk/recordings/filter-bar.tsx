import type { RecordingState } from '@liuhen/contract/recordings'
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { useMay, useReply } from '../../api/index.ts'
import { Choose, DateInput } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'
import { anyFilter, changed, counted, type Filters, states, stateWords } from './filters.ts'

const own = {
  search: text('文件名、设备编号、执法人员', 'File name, device number, officer'),
  from: text('从', 'From'),
  to: text('到', 'To'),
  clear: text('清除条件', 'Clear'),
  filters: text('筛选', 'Filters'),
  more: text('更多条件', 'More filters'),
} as const

export interface FilterBarProps {
  readonly filters: Filters
  readonly onFilters: (filters: Filters) => void
}

/** What the list is narrowed to. Every change goes into the address at once; typing waits for a pause. */
export function FilterBar({ filters, onFilters }: FilterBarProps) {
  const id = useId()
  const { t, say } = useWords()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const units = useReply('listUnits')
  const colleagues = useReply('listColleagues')
  const devices = useReply('listDevices', undefined, { when: may('listDevices') })
  const set = (name: keyof Filters) => (value: string | undefined) => onFilters(changed(filters, name, value))
  const unitName = new Map(units.data?.map((unit) => [unit.id, unit.name]))
  return (
    <div className="filter-bar" role="search" aria-label={t(own.filters)}>
      <Tabs filters={filters} onState={set('state')} />
      <div className={open ? 'fields open' : 'fields'}>
        <SearchField value={filters.search ?? ''} onSearch={set('search')} />
        <button type="button" className="button more" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(own.more)}
        </button>
        <Choose
          compact
          label={say('officer')}
          value={filters.officer}
          onValue={set('officer')}
          options={(colleagues.data ?? [])
            .filter((one) => one.recorder || one.id === filters.officer)
            .map((one) => ({ value: one.id, label: `${one.name} · ${unitName.get(one.unit) ?? ''}` }))}
        />
        <Choose
          compact
          label={say('unit')}
          value={filters.unit}
          onValue={set('unit')}
          options={(units.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        />
        {may('listDevices') && (
          <Choose
            compact
            label={say('device')}
            value={filters.device}
            onValue={set('device')}
            options={(devices.data ?? []).map((one) => ({ value: one.id, label: one.number }))}
          />
        )}
        <span className="days">
          <label htmlFor={`${id}-from`} className="muted small">
            {t(own.from)}
          </label>
          <DateInput id={`${id}-from`} value={filters.from ?? ''} max={filters.to} onValue={set('from')} />
        </span>
        <span className="days">
          <label htmlFor={`${id}-to`} className="muted small">
            {t(own.to)}
          </label>
          <DateInput id={`${id}-to`} value={filters.to ?? ''} min={filters.from} onValue={set('to')} />
        </span>
        {anyFilter(filters) && (
          <button type="button" className="button plain" onClick={() => onFilters({})}>
            {t(own.clear)}
          </button>
        )}
      </div>
    </div>
  )
}

/** Searches once typing has paused this long, in milliseconds. */
const PAUSE = 300

function SearchField({ value, onSearch }: { readonly value: string; readonly onSearch: (value: string) => void }) {
  const { t } = useWords()
  const [typed, setTyped] = useState(value)
  const sent = useRef(value)
  const send = useEffectEvent((words: string) => {
    sent.current = words
    onSearch(words)
  })
  useEffect(() => {
    // Changed from outside: the search box on top, “clear”, or the way back.
    if (value !== sent.current) setTyped(value)
    sent.current = value
  }, [value])
  useEffect(() => {
    if (typed.trim() === sent.current) return
    const waiting = setTimeout(() => send(typed.trim()), PAUSE)
    return () => clearTimeout(waiting)
  }, [typed])
  return (
    <input
      className="input search"
      type="search"
      value={typed}
      maxLength={80}
      placeholder={t(own.search)}
      aria-label={t(own.search)}
      onChange={(event) => setTyped(event.target.value)}
    />
  )
}

function Tabs({ filters, onState }: { readonly filters: Filters; readonly onState: (state?: string) => void }) {
  const { t, say } = useWords()
  return (
    <div className="tabs">
      <button type="button" aria-pressed={filters.state === undefined} onClick={() => onState(undefined)}>
        {say('all')}
      </button>
      {states.map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={filters.state === state}
          onClick={() => onState(filters.state === state ? undefined : state)}
        >
          {t(stateWords[state])} <Count filters={filters} state={state} />
        </button>
      ))}
    </div>
  )
}

function Count({ filters, state }: { readonly filters: Filters; readonly state: RecordingState }) {
  const reply = useReply('listRecordings', { query: { ...filters, state, limit: 1 } }, { keep: true, every: 60_000 })
  if (!reply.data) return null
  const urgent = reply.data.total > 0 && state === 'needs-explanation'
  return <b className={urgent ? 'urgent' : undefined}>{counted(reply.data)}</b>
}
