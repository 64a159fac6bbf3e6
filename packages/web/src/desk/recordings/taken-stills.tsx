import { pathOf, table } from '@liuhen/contract'
import type { RecordingView } from '@liuhen/contract/recordings'
import { Digest } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'
import { clockDigits, later, positionDigits } from './times.ts'

const own = {
  title: text('截图', 'Stills taken'),
  hint: text(
    '从原件截取的画面，各有摘要，指向原件。',
    'Frames taken from the original; each has its digest and names its original.',
  ),
  alt: text('{clock} 的画面', 'The picture at {clock}'),
  by: text('{by} 截取', 'Taken by {by}'),
} as const

export interface TakenStillsProps {
  readonly view: RecordingView
  readonly onSeek: (position: number) => void
}

/** The frames that people took from the original. Nothing while there are none. */
export function TakenStills({ view, onSeek }: TakenStillsProps) {
  const { t } = useWords()
  const taken = view.derivatives
    .flatMap((one) =>
      one.kind === 'taken-still' && one.position !== undefined ? [{ ...one, position: one.position }] : [],
    )
    .toSorted((a, b) => a.position - b.position)
  if (taken.length === 0) return null
  const byOf = (sha256: string) =>
    view.history.find((one) => one.kind === 'DerivativeMade/1' && (one.body as { sha256?: string }).sha256 === sha256)
      ?.by
  return (
    <section className="sheet pad" id="stills">
      <h3>{t(own.title)}</h3>
      <p className="muted small">{t(own.hint)}</p>
      <ul className="taken-stills">
        {taken.map((one) => {
          const clock = clockDigits(later(view.row.start, one.position))
          const by = byOf(one.sha256)
          return (
            <li key={one.sha256}>
              <img
                src={pathOf(table.takenStill, { id: view.id, digest: one.sha256 })}
                alt={t(own.alt, { clock })}
                loading="lazy"
              />
              <div>
                <button type="button" className="button plain" onClick={() => onSeek(one.position)}>
                  {positionDigits(one.position, true)}
                </button>{' '}
                <span className="muted small">{clock}</span>
              </div>
              <div className="muted small">
                {Number(one.parameters['width'])}×{Number(one.parameters['height'])}
                {by !== undefined && ` · ${t(own.by, { by })}`}
              </div>
              <div className="small">
                SHA-256 <Digest hex={one.sha256} short />
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
