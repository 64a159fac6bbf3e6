import { pathOf, type ProblemError, table } from '@liuhen/contract'
import type { RecordingRow } from '@liuhen/contract/recordings'
import { uncertaintyIn } from '@liuhen/core/evidence'
import { Link } from '@tanstack/react-router'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { ErrorState, Tag } from '../../parts/index.ts'
import { bytesIn, durationIn, text, useWords } from '../../words/index.ts'
import { stateWords } from './filters.ts'
import { flagWords } from './flags.ts'
import { between, clockRange, dayDigits } from './times.ts'

const own = {
  list: text('音像列表', 'Recordings'),
  select: text('选择', 'Select'),
  choose: text('选择 {name}', 'Select {name}'),
  range: text('按住 Shift 可连选', 'Hold Shift to select everything in between'),
  unmeasured: text('误差未知', 'error unknown'),
  take: text('{count} 段', '{count} segments'),
  deviceUnknown: text('设备未登记', 'Not registered'),
  deviceUnsure: text('设备未确认', 'Not confirmed'),
  officerUnknown: text('使用人不明', 'Holder unknown'),
  blind: text('下结论后显示', 'told with your verdict'),
  photo: text('照片', 'Photograph'),
  sound: text('录音', 'Sound'),
  closed: text('须批准', 'by approval'),
  film: text('未生成画面', 'No still yet'),
  more: text('正在读取下一页', 'Reading the next page'),
  recorded: text('校正时间', 'Corrected time'),
  who: text('执法人员 / 单位', 'Officer / unit'),
  what: text('设备', 'Device'),
  length: text('时长', 'Length'),
  notes: text('情况', 'State'),
  late: text('移交逾期', 'Handed over late'),
} as const

/** What is only said to be of a device is of none until somebody confirms it, which is another thing than one nobody entered. */
const withoutDevice = (row: RecordingRow) =>
  row.flags.includes('device-unknown') ? own.deviceUnknown : own.deviceUnsure

export interface RowsProps {
  readonly rows: readonly RecordingRow[]
  /** -2 where they are not counted to the end: a table of unknown length. */
  readonly total: number
  /** These are still the rows of the previous filters. */
  readonly stale: boolean
  /** Fetches the next page; undefined at the end of the list. */
  readonly more: (() => void) | undefined
  readonly error: ProblemError | null
  readonly selected?: ReadonlyMap<string, RecordingRow>
  /** `range`: with everything between the one ticked last and this one. */
  readonly onSelect?: (row: RecordingRow, range: boolean) => void
}

/** How far below the top of the page an element begins, in pixels. */
export function useAbove(frame: { readonly current: HTMLElement | null }): number {
  const [above, setAbove] = useState(0)
  useLayoutEffect(() => {
    const place = () => setAbove((frame.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
    place()
    window.addEventListener('resize', place)
    return () => window.removeEventListener('resize', place)
  }, [frame])
  return above
}

/** Fetches the next page before the end of what is there is reached. */
export function useNextPage(more: RowsProps['more'], error: RowsProps['error'], last: number, count: number): void {
  useEffect(() => {
    if (more && !error && last >= count - 30) more()
  }, [more, error, last, count])
}

/** The rows in view and a few around them; the window scrolls, and the next page comes before its end is reached. */
export function Rows({ rows, total, stale, more, error, selected, onSelect }: RowsProps) {
  const { t } = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const above = useAbove(frame)
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => (window.innerWidth > 760 ? 75 : 112),
    getItemKey: (i) => rows[i]?.id ?? i,
    overscan: 8,
    scrollMargin: above,
  })
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useNextPage(more, error, last, rows.length)
  return (
    <div
      role="table"
      aria-label={t(own.list)}
      aria-rowcount={total + 1}
      className={onSelect ? 'selectable' : undefined}
    >
      <div role="row" aria-rowindex={1} className="recording-row heads">
        {onSelect && (
          <span role="columnheader" className="tick">
            <span className="unseen">{t(own.select)}</span>
          </span>
        )}
        <span role="columnheader" className="span-still">
          {t(own.recorded)}
        </span>
        <span role="columnheader">{t(own.who)}</span>
        <span role="columnheader">{t(own.what)}</span>
        <span role="columnheader">{t(own.length)}</span>
        <span role="columnheader">{t(own.notes)}</span>
      </div>
      <div
        role="rowgroup"
        ref={frame}
        className={stale ? 'rows stale' : 'rows'}
        style={{ height: virtual.getTotalSize() }}
      >
        {shown.map((item) => {
          const row = rows[item.index]
          return (
            row && (
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 2}
                className="recording-row"
                data-index={item.index}
                ref={virtual.measureElement}
                style={{ transform: `translateY(${item.start - above}px)` }}
              >
                <Row row={row} chosen={selected?.has(row.id) ?? false} {...(onSelect && { onSelect })} />
              </div>
            )
          )
        })}
      </div>
      <More more={more} error={error} />
    </div>
  )
}

/** Below the last one: that more is being read, or why it could not be. */
export function More({ more, error }: Pick<RowsProps, 'more' | 'error'>) {
  const { t } = useWords()
  if (error) return <ErrorState error={error} again={more} />
  if (!more) return null
  return (
    <div className="muted small next-page" role="status">
      {t(own.more)}
    </div>
  )
}

interface RowProps {
  readonly row: RecordingRow
  readonly chosen: boolean
  readonly onSelect?: NonNullable<RowsProps['onSelect']>
}

/** Ticks one, or with Shift all from the last one ticked. */
export function Tick({ row, chosen, onSelect }: Required<RowProps>) {
  const { t } = useWords()
  return (
    <input
      type="checkbox"
      checked={chosen}
      aria-label={t(own.choose, { name: row.blind ? clockRange(row.start, row.end) : row.fileName })}
      title={t(own.range)}
      // A tick box that is changed by mouse or by space bar reports the click, and the click knows of Shift.
      onChange={({ nativeEvent }) => onSelect(row, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
    />
  )
}

/** Who, with which device, and how long, in words. */
export function useRowWords(row: RecordingRow) {
  const { t, language } = useWords()
  const photo = row.mediaType === 'jpg' || row.mediaType === 'heic'
  return {
    officer: row.officer?.name ?? t(row.blind ? own.blind : own.officerUnknown),
    device: row.device?.number ?? t(withoutDevice(row)),
    length: photo ? t(own.photo) : durationIn(between(row.start, row.end), language),
  }
}

const Row = memo(function Row({ row, chosen, onSelect }: RowProps) {
  const { t, language } = useWords()
  const length = between(row.start, row.end)
  const photo = row.mediaType === 'jpg' || row.mediaType === 'heic'
  return (
    <>
      {onSelect && (
        <span role="cell" className="tick">
          <Tick row={row} chosen={chosen} onSelect={onSelect} />
        </span>
      )}
      <span role="cell" className="still">
        <Still row={row} />
      </span>
      <span role="cell" className="when">
        <Link to="/recordings/$id" params={{ id: row.id }}>
          <span className="day">{dayDigits(row.start)}</span> <b>{clockRange(row.start, row.end)}</b>
        </Link>
        <span className="muted small error">
          {row.error === undefined ? t(own.unmeasured) : `± ${t(uncertaintyIn(row.error))}`}
        </span>
        <span className="muted small file" title={row.fileName}>
          {row.fileName}
        </span>
      </span>
      <span role="cell" className="who">
        {row.officer?.name ?? <span className="muted">{t(row.blind ? own.blind : own.officerUnknown)}</span>}
        <span className="muted small">{row.unit?.name}</span>
      </span>
      <span role="cell" className="device">
        {row.device?.number ?? <span className="muted">{t(withoutDevice(row))}</span>}
      </span>
      <span role="cell" className="length">
        {photo ? t(own.photo) : durationIn(length, language)}
        <span className="muted small">
          {row.takeSegments > 1 ? `${t(own.take, { count: row.takeSegments })} · ` : ''}
          {bytesIn(row.bytes)}
        </span>
      </span>
      <span role="cell" className="tags">
        <RowTags row={row} />
      </span>
    </>
  )
})

/** What has to be done about it, and what is doubtful of it. */
export function RowTags({ row }: { readonly row: RecordingRow }) {
  const { t } = useWords()
  return (
    <>
      {row.states.includes('needs-explanation') && <Tag tone="zhu">{t(stateWords['needs-explanation'])}</Tag>}
      {row.states.includes('outside-duty') && <Tag tone="zhu">{t(stateWords['outside-duty'])}</Tag>}
      {row.states.includes('unconfirmed') && <Tag tone="zhu">{t(stateWords.unconfirmed)}</Tag>}
      {row.states.includes('rejected') && <Tag tone="zhu">{t(stateWords.rejected)}</Tag>}
      {row.late === true && <Tag tone="zhu">{t(own.late)}</Tag>}
      {row.states.includes('failed') && <Tag tone="zhe">{t(stateWords.failed)}</Tag>}
      {row.states.includes('deriving') && <Tag>{t(stateWords.deriving)}</Tag>}
      {row.flags.map((flag) => (
        <Tag key={flag} tone="zhe">
          {t(flagWords[flag].name)}
        </Tag>
      ))}
    </>
  )
}

export function Still({ row }: { readonly row: RecordingRow }) {
  const { t } = useWords()
  const [broken, setBroken] = useState(false)
  const sound = ['wav', 'mp3', 'aac'].includes(row.mediaType)
  if (row.closed) return <span className="no-still">{t(own.closed)}</span>
  if (row.still && !broken)
    return (
      <img
        src={pathOf(table.cover, { id: row.id })}
        alt=""
        loading="lazy"
        decoding="async"
        width={96}
        height={54}
        onError={() => setBroken(true)}
      />
    )
  return <span className="no-still">{t(sound ? own.sound : own.film)}</span>
}
