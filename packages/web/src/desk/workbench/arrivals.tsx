import { pathOf, table } from '@liuhen/contract'
import type { RecordingRow } from '@liuhen/contract/recordings'
import { beijing } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import { Empty } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** What arrived today, newest first, by its pictures. */
export function Arrivals({ rows, total }: { readonly rows: readonly RecordingRow[]; readonly total: number }) {
  const { t } = useWords()
  return (
    <section className="sheet" aria-label={t(words.arrivals)}>
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.arrivals)}
        <Link to="/recordings">{t(words.all)}</Link>
      </h2>
      {rows.length === 0 ? (
        <Empty title={t(words.arrivalsNone)}>{t(words.arrivalsHint)}</Empty>
      ) : (
        <ul className="film">
          {rows.map((row) => (
            <li key={row.id}>
              <Arrival row={row} />
            </li>
          ))}
        </ul>
      )}
      {total > rows.length && rows.length > 0 && (
        <p className="muted small" style={{ padding: '0 20px 16px' }}>
          {t(words.more, { n: total - rows.length })}
        </p>
      )}
    </section>
  )
}

function Arrival({ row }: { readonly row: RecordingRow }) {
  const { t } = useWords()
  const making = row.states.includes('deriving')
  return (
    <Link to="/recordings/$id" params={{ id: row.id }}>
      <span className="still">
        {row.closed ? (
          t(words.closedStill)
        ) : row.still ? (
          <img src={pathOf(table.cover, { id: row.id })} alt="" loading="lazy" />
        ) : (
          t(making ? words.makingStill : words.noStill)
        )}
      </span>
      <span className="line">
        {beijing(row.start).slice(11, 16)} {row.officer?.name ?? row.device?.number ?? row.fileName}
      </span>
      <span className="line muted small">
        {[row.device?.number, row.unit?.name].filter(Boolean).join(' · ') || row.fileName}
      </span>
    </Link>
  )
}
