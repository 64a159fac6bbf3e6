import type { RecordingView } from '@liuhen/contract/recordings'
import { durationIn, text, useWords } from '../../words/index.ts'
import { tiedTakes } from './lanes.ts'
import { between, clockRange } from './times.ts'

const own = {
  title: text('这台设备当日的其他摄录', 'Other takes of this device on that day'),
  segments: text('{count} 段', '{count} segments'),
} as const

export interface TakesProps {
  readonly view: RecordingView
  readonly onOpen: (recording: string) => void
}

/** The takes of the same device and day that are not on the picture above. Nothing when there are none. */
export function Takes({ view, onOpen }: TakesProps) {
  const { t, language } = useWords()
  const drawn = new Set(tiedTakes(view))
  const others = view.takes.filter((take) => !drawn.has(take))
  if (others.length === 0) return null
  return (
    <section className="sheet pad">
      <h3>{t(own.title)}</h3>
      <ul className="plain-list">
        {others.map((take) => (
          <li key={take.id}>
            <button
              type="button"
              className="button plain"
              onClick={() => take.segments[0] && onOpen(take.segments[0].recording)}
            >
              {clockRange(take.start, take.end)}
            </button>
            <span className="muted small">
              {t(own.segments, { count: take.segments.length })} · {durationIn(between(take.start, take.end), language)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
