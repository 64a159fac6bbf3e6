import { pathOf, table } from '@liuhen/contract'
import type { RecordingView } from '@liuhen/contract/recordings'
import { type CSSProperties, useState } from 'react'
import { text, useWords } from '../../words/index.ts'
import { type Playback, usePosition } from './playback.ts'
import { previewAt } from './preview.ts'
import { clockDigits, later, positionDigits } from './times.ts'

const own = { position: text('播放位置', 'Position') } as const

export interface ScrubberProps {
  readonly view: RecordingView
  readonly playback: Playback
}

/** Where in the recording one is. Pointing at it, dragging or moving it by keys shows what is there. */
export function Scrubber({ view, playback }: ScrubberProps) {
  const { t } = useWords()
  const position = usePosition(playback)
  const [pointed, setPointed] = useState<number>()
  const [last, setLast] = useState<number>()
  const point = (to: number | undefined) => {
    setPointed(to)
    if (to !== undefined) setLast(to)
  }
  const share = playback.length > 0 ? Math.min(1, position / playback.length) : 0
  return (
    <div className="scrub">
      {/* Once shown it stays where it is, unseen: the sheet would else be fetched anew each time. */}
      {last !== undefined && (
        <Glimpse view={view} position={last} length={playback.length} shown={pointed !== undefined} />
      )}
      <input
        className="scrubber"
        type="range"
        min={0}
        max={playback.length}
        step={100}
        value={Math.round(position)}
        style={{ '--played': `${share * 100}%` } as CSSProperties}
        aria-label={t(own.position)}
        aria-valuetext={`${positionDigits(position)} / ${positionDigits(playback.length)}`}
        onPointerMove={(event) => {
          const { left, width } = event.currentTarget.getBoundingClientRect()
          point(Math.min(1, Math.max(0, (event.clientX - left) / width)) * playback.length)
        }}
        onPointerLeave={() => point(undefined)}
        onBlur={() => point(undefined)}
        onChange={(event) => {
          const to = Number(event.target.value)
          playback.seek(to)
          point(to)
        }}
      />
    </div>
  )
}

/** Half of the widest glimpse, in pixels: it never sticks out at the side. */
const HALF = 84

interface GlimpseProps {
  readonly view: RecordingView
  readonly position: number
  readonly length: number
  readonly shown: boolean
}

function Glimpse({ view, position, length, shown }: GlimpseProps) {
  const seen = previewAt(view, position)
  const left = `clamp(${HALF}px, ${length > 0 ? (position / length) * 100 : 0}%, 100% - ${HALF}px)`
  return (
    <div className="glimpse" style={{ left, visibility: shown ? 'visible' : 'hidden' }} aria-hidden>
      {seen?.kind === 'thumbnail' && (
        <i
          style={{
            width: seen.of.width,
            height: seen.of.height,
            backgroundImage: `url("${pathOf(table.thumbnails, { id: view.id })}")`,
            backgroundPosition: `-${seen.of.x}px -${seen.of.y}px`,
          }}
        />
      )}
      {seen?.kind === 'still' && (
        <img src={pathOf(table.still, { id: view.id, position: seen.position })} alt="" decoding="async" />
      )}
      <span>
        {positionDigits(position)} · {clockDigits(later(view.row.start, position))}
      </span>
    </div>
  )
}
