import type { RecordingView } from '@liuhen/contract/recordings'
import { uncertaintyIn } from '@liuhen/core/evidence'
import { text, useWords } from '../../words/index.ts'
import { type Playback, usePosition } from './playback.ts'
import { clockDigits, later } from './times.ts'

const own = {
  corrected: text('校正', 'corrected'),
  unmeasured: text('误差未知', 'error unknown'),
  device: text('设备 {clock}', 'device {clock}'),
} as const

export interface ClockProps {
  readonly view: RecordingView
  readonly playback: Playback
  readonly large?: boolean
}

/** What the clock showed at the playhead: corrected in front with what it may be off, the device's own beside it. */
export function Clock({ view, playback, large = false }: ClockProps) {
  const { t } = useWords()
  const position = usePosition(playback)
  const corrected = clockDigits(later(view.row.start, position))
  const device = view.times && clockDigits(later(view.times.deviceStart, position))
  const { error } = view.row
  return (
    <span className={large ? 'clock-line large' : 'clock-line'}>
      <b>{corrected}</b>{' '}
      <span className="muted small">
        {t(own.corrected)} {error === undefined ? t(own.unmeasured) : `± ${t(uncertaintyIn(error))}`}
      </span>
      {device && device !== corrected && <span className="muted small">{t(own.device, { clock: device })}</span>}
    </span>
  )
}
