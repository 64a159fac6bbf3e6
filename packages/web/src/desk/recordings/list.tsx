import './list.css'
import type { RecordingRow } from '@liuhen/contract/recordings'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { useMay } from '../../api/index.ts'
import { Empty, ErrorState, Loading, PageHeader } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'
import { anyFilter, type Filters, readFilters } from './filters.ts'
import { FilterBar } from './filter-bar.tsx'
import { PackagesDialog, SelectionBar } from './packages.tsx'
import { useRecordings } from './queries.ts'
import { Rows } from './rows.tsx'

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
} as const

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
  const toggle = useCallback((row: RecordingRow) => {
    setSelected((before) => {
      const after = new Map(before)
      if (!after.delete(row.id)) after.set(row.id, row)
      return after
    })
  }, [])

  const total = reply.data?.pages[0]?.total
  const rows = reply.data?.pages.flatMap((page) => page.rows) ?? []
  const count = total !== undefined && t(anyFilter(filters) ? own.found : own.total, { total })
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
      <FilterBar filters={filters} onFilters={narrow} />
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
          <Rows
            rows={rows}
            total={total}
            stale={reply.isPlaceholderData}
            more={reply.hasNextPage ? () => !reply.isFetching && void reply.fetchNextPage() : undefined}
            error={reply.isFetchNextPageError ? reply.error : null}
            {...(may('makePackage') && { selected, onSelect: toggle })}
          />
        )}
      </div>
      {selected.size > 0 && <SelectionBar selected={selected} onClear={() => setSelected(new Map())} />}
      {showing && <PackagesDialog onClose={() => setShowing(false)} />}
    </>
  )
}
