import type { Workbench } from '@liuhen/contract/workbench'
import { bytesIn, useWords } from '../../words/index.ts'
import { weekdays, words } from './words.ts'

export function TodayNumbers({ today, deriving }: Pick<Workbench, 'today' | 'deriving'>) {
  const { t } = useWords()
  const numbers = [
    [today.recordings.toLocaleString('en-US'), words.recordings],
    [today.minutes.toLocaleString('en-US'), words.minutes],
    [today.officers.toLocaleString('en-US'), words.officers],
    [bytesIn(today.bytes), words.stored],
  ] as const
  return (
    <section className="sheet pad">
      <h3>{t(words.numbers)}</h3>
      <div className="numbers">
        {numbers.map(([figure, name]) => (
          <div key={name.en}>
            <span className="figure">{figure}</span>
            <span className="muted small">{t(name)}</span>
          </div>
        ))}
      </div>
      {deriving > 0 && (
        <p className="muted small" style={{ marginTop: 10 }}>
          {t(words.deriving, { n: deriving })}
        </p>
      )}
    </section>
  )
}

const WIDTH = 332
const HEIGHT = 132
const FLOOR = HEIGHT - 22

/** Seven days as bars; the number stands on its bar, so no axis is needed. */
export function WeekChart({ week, today }: { readonly week: Workbench['week']; readonly today: string }) {
  const { t, language } = useWords()
  const most = Math.max(1, ...week.map((one) => one.recordings))
  const step = WIDTH / Math.max(1, week.length)
  return (
    <section className="sheet pad">
      <h3>{t(words.week)}</h3>
      <svg className="week" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t(words.weekLabel)}>
        <line x1="0" x2={WIDTH} y1={FLOOR + 0.5} y2={FLOOR + 0.5} stroke="var(--line)" />
        {week.map((one, i) => {
          const height = (one.recordings / most) * (FLOOR - 22)
          const middle = step * (i + 0.5)
          const name = weekdays[language][new Date(`${one.day}T00:00:00Z`).getUTCDay()]
          const now = one.day === today
          return (
            <g key={one.day}>
              <title>{`${one.day} · ${one.recordings} · ${bytesIn(one.bytes)}`}</title>
              <rect
                x={middle - 13}
                y={FLOOR - height}
                width="26"
                height={height}
                rx="2"
                fill={now ? 'var(--film)' : '#a9c3d8'}
              />
              <text x={middle} y={FLOOR - height - 6} textAnchor="middle" className={now ? 'now' : undefined}>
                {one.recordings || ''}
              </text>
              <text x={middle} y={HEIGHT - 5} textAnchor="middle" className={now ? 'now' : undefined}>
                {now ? t(words.today) : name}
              </text>
            </g>
          )
        })}
      </svg>
    </section>
  )
}
