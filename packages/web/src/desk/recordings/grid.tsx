import { Link } from '@tanstack/react-router'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { text, useWords } from '../../words/index.ts'
import { More, RowTags, type RowsProps, Still, Tick, useAbove, useNextPage, useRowWords } from './rows.tsx'
import { clockRange, dayDigits } from './times.ts'
import { useWidth } from './width.ts'

const own = { grid: text('音像图墙', 'Recordings as pictures') } as const

/** The least width of one picture, and the room between two, in pixels. */
const CARD = 208
const BETWEEN = 12
/** Of one picture with its words and what is below it, in pixels; all are equally high, see list.css. */
const HEIGHT = 236

/** The same recordings as pictures, for whoever remembers what was seen and not when. */
export function Grid(props: RowsProps) {
  const { rows, stale, error, more, selected, onSelect } = props
  const { t } = useWords()
  const frame = useRef<HTMLUListElement>(null)
  const width = useWidth(frame)
  const columns = Math.max(1, Math.floor((width + BETWEEN) / (CARD + BETWEEN)))
  const above = useAbove(frame)
  const virtual = useWindowVirtualizer({
    count: Math.ceil(rows.length / columns),
    estimateSize: () => HEIGHT,
    overscan: 3,
    scrollMargin: above,
  })
  const shown = virtual.getVirtualItems()
  useNextPage(more, error, (shown.at(-1)?.index ?? 0) * columns, rows.length)
  return (
    <div className="grid-of-recordings">
      <ul
        aria-label={t(own.grid)}
        ref={frame}
        className={stale ? 'rows stale' : 'rows'}
        style={{ height: virtual.getTotalSize() }}
      >
        {shown.flatMap((line) =>
          rows.slice(line.index * columns, (line.index + 1) * columns).map((row, i) => (
            <li
              key={row.id}
              className={selected?.has(row.id) ? 'card chosen' : 'card'}
              style={{
                width: (width - BETWEEN * (columns - 1)) / columns,
                transform: `translate(${(i * (width + BETWEEN)) / columns}px, ${line.start - above}px)`,
              }}
            >
              <Card row={row} chosen={selected?.has(row.id) ?? false} {...(onSelect && { onSelect })} />
            </li>
          )),
        )}
      </ul>
      <More more={more} error={error} />
    </div>
  )
}

function Card({
  row,
  chosen,
  onSelect,
}: { row: RowsProps['rows'][number]; chosen: boolean } & Pick<RowsProps, 'onSelect'>) {
  const words = useRowWords(row)
  return (
    <>
      <span className="still">
        <Still row={row} />
      </span>
      {onSelect && (
        <span className="tick">
          <Tick row={row} chosen={chosen} onSelect={onSelect} />
        </span>
      )}
      <span className="when">
        <Link to="/recordings/$id" params={{ id: row.id }}>
          {dayDigits(row.start)} <b>{clockRange(row.start, row.end)}</b>
        </Link>
      </span>
      <span className="muted small">
        {words.officer} · {words.device} · {words.length}
      </span>
      <span className="tags">
        <RowTags row={row} />
      </span>
    </>
  )
}
