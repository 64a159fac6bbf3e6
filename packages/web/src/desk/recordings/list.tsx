import './list.css'
import type { RecordingRow } from '@liuhen/contract/recordings'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useMay } from '../../api/index.ts'
import { Empty, ErrorState, Loading, PageHeader } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'
import { CardReadings } from './card-readings.tsx'
import { anyFilter, counted, type Filters, readFilters } from './filters.ts'
import { FilterBar } from './filter-bar.tsx'
import { Grid } from './grid.tsx'
import { PackagesDialog, SelectionBar } from './packages.tsx'
import { useRecordings } from './queries.ts'
import { Rows } from './rows.tsx'
import { afterTick } from './selection.ts'

const own = {
  total: text('共 {total} 份', '{total} in all'),
  found: text('符合的有 {total} 份', '{total} found'),
  packages: text('证据包', 'Evidence packages'),
  none: text('还没有音像', 'There are no recordings yet'),
  noneHint: text(
    '执法记录仪接入采集站后，音像会自动出现在这里；也可以在“接入”页拖入文件。',
    'Recordings appear here when a camera is docked; files can also be dropped on the Intake page.',
  ),
  toIntake: text('去接入', 'Go to intake'),
  noMatch: text('没有符合这些条件的音像', 'No recording matches'),
  noMatchHint: text(
    '可放宽日期或清除条件。只列出您有权查看的范围。',
    'Widen the days or clear the filters. Only what you may see is listed.',
  ),
  clear: text('清除全部条件', 'Clear all filters'),
  views: text('显示方式', 'How they are shown'),
  list: text('列表', 'List'),
  grid: text('图墙', 'Pictures'),
} as const

/** The way of showing that was chosen last is remembered in this browser, where it allows that. */
const VIEW = 'liuhen.recordings.view'
type ListView = 'list' | 'grid'

function useListView(): [ListView, (view: ListView) => void] {
  const [view, setView] = useState<ListView>(() =>
    globalThis.localStorage?.getItem(VIEW) === 'grid' ? 'grid' : 'list',
  )
  const choose = (next: ListView) => {
    setView(next)
    globalThis.localStorage?.setItem(VIEW, next)
  }
  return [view, choose]
}

/** 音像: everything the viewer may see, newest first, narrowed by what stands in the page's address. */
export function RecordingList() {
  const { t, say } = useWords()
  const may = useMay()
  const navigate = useNavigate()
  const filters = readFilters(useSearch({ strict: false }))
  const reply = useRecordings(filters)
  const [selected, setSelected] = useState<ReadonlyMap<string, RecordingRow>>(new Map())
  const [showing, setShowing] = useState(false)
  const narrow = (to: Filters) => void navigate({ to: '/recordings', search: to, replace: true })
  const [view, setView] = useListView()
  const first = reply.data?.pages[0]
  const total = first?.total
  const rows = reply.data?.pages.flatMap((page) => page.rows) ?? []
  const listed = useRef(rows)
  const anchor = useRef<string>(undefined)
  useEffect(() => {
    listed.current = rows
  })
  const tick = useCallback((row: RecordingRow, range: boolean) => {
    const from = anchor.current
    anchor.current = row.id
    setSelected((before) => afterTick(before, listed.current, row, { range, anchor: from }))
  }, [])
  const Shown = view === 'grid' ? Grid : Rows
  const count = first && t(anyFilter(filters) ? own.found : own.total, { total: counted(first) })
  return (
    <>
      <PageHeader
        title={say('recordings')}
        aside={count}
        actions={
          may('listPackages') && (
            <button type="button" className="button" onClick={() => setShowing(true)}>
              {t(own.packages)}
            </button>
          )
        }
      />
      {filters.state === 'unconfirmed' && may('cardReadings') && <CardReadings />}
      <FilterBar filters={filters} onFilters={narrow} />
      <div className="keys list-views" role="group" aria-label={t(own.views)}>
        {(['list', 'grid'] as const).map((one) => (
          <button key={one} type="button" className="key" aria-pressed={view === one} onClick={() => setView(one)}>
            {t(own[one])}
          </button>
        ))}
      </div>
      <div className="sheet recordings" aria-busy={reply.isFetching}>
        {reply.error && rows.length === 0 ? (
          <ErrorState error={reply.error} again={() => void reply.refetch()} />
        ) : total === undefined ? (
          <Loading lines={8} />
        ) : rows.length === 0 && anyFilter(filters) ? (
          <Empty
            title={t(own.noMatch)}
            actions={
              <button type="button" className="button" onClick={() => narrow({})}>
                {t(own.clear)}
              </button>
            }
          >
            {t(own.noMatchHint)}
          </Empty>
        ) : rows.length === 0 ? (
          <Empty
            title={t(own.none)}
            actions={
              may('listUploads') && (
                <button type="button" className="button" onClick={() => void navigate({ to: '/intake' })}>
                  {t(own.toIntake)}
                </button>
              )
            }
          >
            {t(own.noneHint)}
          </Empty>
        ) : (
          <Shown
            rows={rows}
            total={first?.more ? -2 : total}
            stale={reply.isPlaceholderData}
            more={reply.hasNextPage ? () => !reply.isFetching && void reply.fetchNextPage() : undefined}
            error={reply.isFetchNextPageError ? reply.error : null}
            {...(may('makePackage') && { selected, onSelect: tick })}
          />
        )}
      </div>
      {selected.size > 0 && <SelectionBar selected={selected} onClear={() => setSelected(new Map())} />}
      {showing && <PackagesDialog onClose={() => setShowing(false)} />}
    </>
  )
}
