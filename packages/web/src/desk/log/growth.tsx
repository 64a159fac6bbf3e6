import type { LogStatus } from '@liuhen/contract/ledger'
import { beijing, millisecondsOf } from '@liuhen/core/kernel'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

const [WIDTH, HEIGHT, LEFT, FLOOR, TOP] = [332, 128, 4, 104, 16]

/** The size of the log over its latest checkpoints: steps, for it grows by whole batches and never shrinks. */
export function Growth({ recent }: Pick<LogStatus, 'recent'>) {
  const { t } = useWords()
  const points = recent.toSorted((a, b) => a.size - b.size)
  const [first, last] = [points[0], points.at(-1)]
  return (
    <section className="sheet pad">
      <h3>{t(words.growth)}</h3>
      {first && last && points.length > 1 ? (
        <Steps points={points} first={first} last={last} />
      ) : (
        <p className="muted small" style={{ marginTop: 6 }}>
          {t(words.growthNone)}
        </p>
      )}
    </section>
  )
}

type Point = LogStatus['recent'][number]

function Steps({
  points,
  first,
  last,
}: {
  readonly points: readonly Point[]
  readonly first: Point
  readonly last: Point
}) {
  const { t } = useWords()
  const begin = millisecondsOf(first.at)
  const span = Math.max(1, millisecondsOf(last.at) - begin)
  const rise = Math.max(1, last.size - first.size)
  const x = (point: Point) => LEFT + ((millisecondsOf(point.at) - begin) / span) * (WIDTH - 2 * LEFT)
  const y = (point: Point) => FLOOR - ((point.size - first.size) / rise) * (FLOOR - TOP)
  const line = points.map((point, i) => (i === 0 ? `M${x(point)} ${y(point)}` : `H${x(point)}V${y(point)}`)).join('')
  const range = { from: beijing(first.at).slice(5, 16), to: beijing(last.at).slice(5, 16), a: first.size, b: last.size }
  return (
    <svg className="growth" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t(words.growthLabel, range)}>
      <path d={`${line}V${FLOOR}H${LEFT}Z`} fill="var(--film-bg)" />
      <path d={line} fill="none" stroke="var(--film)" strokeWidth="1.6" />
      <line x1={LEFT} x2={WIDTH - LEFT} y1={FLOOR + 0.5} y2={FLOOR + 0.5} stroke="var(--line)" />
      <text x={LEFT} y={HEIGHT - 6}>
        {range.from} · {first.size.toLocaleString('en-US')}
      </text>
      <text x={WIDTH - LEFT} y={HEIGHT - 6} textAnchor="end">
        {range.to} · {last.size.toLocaleString('en-US')}
      </text>
    </svg>
  )
}
