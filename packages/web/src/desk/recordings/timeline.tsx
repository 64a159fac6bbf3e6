import type { GapView, RecordingView } from '@liuhen/contract/recordings'
import { instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { durationIn, missing, text, useWords } from '../../words/index.ts'
import { rowsOf, type Scene, sceneOf, type Span, spanOf, underOf } from './lanes.ts'
import { barsOf, type Peaks } from './peaks.ts'
import { type Playback, usePosition } from './playback.ts'
import { useWaveforms } from './queries.ts'
import { clockDigits } from './times.ts'

const own = {
  name: text('时间线：片段、缺口、声音、标记', 'Timeline: segments, gaps, sound, markers'),
  segments: text('片段', 'Segments'),
  sound: text('声音', 'Sound'),
  markers: text('标记', 'Markers'),
  black: text('黑屏', 'black'),
  frozen: text('静帧', 'frozen'),
  silent: text('静音', 'silent'),
  open: text('打开片段 {label}', 'Open segment {label}'),
  explain: text('{missing}，点击说明', '{missing}: choose to explain'),
} as const

/** Heights of the picture, in CSS pixels, from its top. */
const TOP = 26
const SEGMENT = 20
const SOUND = TOP + SEGMENT + 34
const MARKS = SOUND + 34
const ROW = 18
const AXIS = MARKS + 2 * ROW + 8
const HEIGHT = AXIS + 18
const LEFT = 52
const RIGHT = 14

export interface TimelineProps {
  readonly view: RecordingView
  readonly playback: Playback
  readonly onOther: (recording: string, position: number) => void
  readonly onGap: (gap: GapView) => void
}

/** The take as one picture: what was recorded and by which file, what was not, what can be heard, what was marked. */
export function Timeline({ view, playback, onOther, onGap }: TimelineProps) {
  const { t } = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(800)
  useLayoutEffect(() => {
    if (!frame.current) return
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.max(280, entry.contentRect.width)))
    watch.observe(frame.current)
    return () => watch.disconnect()
  }, [])
  const scene = useMemo(() => sceneOf(view), [view])
  const [under, setUnder] = useState<number>()
  const room = width - LEFT - RIGHT
  const at = (event: MouseEvent) => {
    const left = frame.current?.getBoundingClientRect().left ?? 0
    return Math.min(1, Math.max(0, (event.clientX - left - LEFT) / room))
  }
  const choose = (x: number) => {
    const found = underOf(scene, x)
    if (found.kind === 'here') playback.seek(found.position)
    if (found.kind === 'other') onOther(found.recording, found.position)
    if (found.kind === 'gap') onGap(found.gap)
  }
  return (
    <div
      className="timeline"
      ref={frame}
      onPointerMove={(event) => setUnder(at(event))}
      onPointerLeave={() => setUnder(undefined)}
      onClick={(event) => choose(at(event))}
    >
      <svg width={width} height={HEIGHT} role="group" aria-label={t(own.name)}>
        <Names />
        <Axis scene={scene} room={room} />
        <Segments scene={scene} room={room} onOther={onOther} />
        <Stretches view={view} scene={scene} room={room} />
        <Sound view={view} scene={scene} room={room} />
        <Gaps scene={scene} room={room} onGap={onGap} />
        <Marks view={view} scene={scene} room={room} playback={playback} />
        <Playhead view={view} scene={scene} room={room} playback={playback} />
        {under !== undefined && <Pointer scene={scene} room={room} x={under} />}
      </svg>
    </div>
  )
}

interface LaneProps {
  readonly scene: Scene
  readonly room: number
}
const left = (room: number, x: number): number => LEFT + x * room
/** At least two pixels, so that a photograph and a two-second gap in a day can still be seen. */
const wide = (room: number, span: Span): number => Math.max(2, span.width * room - 1)

function Names() {
  const { t } = useWords()
  return (
    <g className="lane-names" aria-hidden>
      <text x={14} y={TOP + 14}>
        {t(own.segments)}
      </text>
      <text x={14} y={SOUND + 4}>
        {t(own.sound)}
      </text>
      <text x={14} y={MARKS + 12}>
        {t(own.markers)}
      </text>
    </g>
  )
}

function Axis({ scene, room }: LaneProps) {
  const fine = scene.to - scene.from < 15 * 60_000
  const labelled = rowsOf(
    scene.ticks.map((tick) => tick.x),
    scene.ticks.map(() => (fine ? 70 : 50) / room),
    2,
  )
  return (
    <g className="axis" aria-hidden>
      {scene.ticks.map(({ x, at }, i) => (
        <g key={at} transform={`translate(${left(room, x)} 0)`}>
          <line y1={TOP - 4} y2={AXIS} />
          {labelled[i] === 0 && x < 0.97 && (
            <text y={HEIGHT - 5} textAnchor={x < 0.04 ? 'start' : 'middle'}>
              {clockDigits(instantOf(at)).slice(0, fine ? 8 : 5)}
            </text>
          )}
        </g>
      ))}
    </g>
  )
}

function Segments({ scene, room, onOther }: LaneProps & Pick<TimelineProps, 'onOther'>) {
  const { t } = useWords()
  return scene.segments.map((one) => (
    <g
      key={one.recording}
      className={one.own ? 'segment own' : 'segment'}
      {...(!one.own && {
        role: 'link',
        tabIndex: 0,
        'aria-label': t(own.open, { label: `${one.label} ${clockDigits(one.start)}` }),
        onKeyDown: (event: KeyboardEvent) => event.key === 'Enter' && onOther(one.recording, 0),
      })}
    >
      <title>{`${one.label} ${clockDigits(one.start)} – ${clockDigits(one.end)}`}</title>
      <rect x={left(room, one.x)} y={TOP} width={wide(room, one)} height={SEGMENT} rx={3} />
      {one.width * room > 44 && (
        <text x={left(room, one.x) + 8} y={TOP + 14}>
          {one.label}
        </text>
      )}
    </g>
  ))
}

function Gaps({ scene, room, onGap }: LaneProps & Pick<TimelineProps, 'onGap'>) {
  const { t } = useWords()
  const labels = scene.gaps.map(({ gap }) => t(missing(gap)))
  const middles = scene.gaps.map((one) => left(room, one.x + one.width / 2))
  const widths = labels.map((label) => label.length * 10)
  // A label that would cover the one before it is left to the title and the list of gaps.
  const rows = rowsOf(
    middles.map((middle, i) => middle - (widths[i] ?? 0) / 2),
    widths,
    2,
  )
  return scene.gaps.map((one, i) => {
    const place = Math.min(Math.max(middles[i] ?? 0, LEFT + 24), LEFT + room - 24)
    return (
      <g
        key={`${one.gap.after} ${one.gap.before} ${one.gap.from}`}
        className={one.gap.explained ? 'gap explained' : 'gap'}
        role="button"
        tabIndex={0}
        aria-label={t(own.explain, { missing: labels[i] ?? '' })}
        onKeyDown={(event) => event.key === 'Enter' && onGap(one.gap)}
      >
        <title>{`${labels[i]} ${clockDigits(one.gap.from)} – ${clockDigits(one.gap.to)}`}</title>
        <rect x={left(room, one.x)} y={TOP} width={wide(room, one)} height={SEGMENT} rx={3} />
        {rows[i] === 0 && (
          <text x={place} y={TOP - 7} textAnchor="middle">
            {labels[i]}
          </text>
        )}
      </g>
    )
  })
}

function Stretches({ view, scene, room }: LaneProps & Pick<TimelineProps, 'view'>) {
  const { t, language } = useWords()
  const start = millisecondsOf(view.row.start)
  return view.stretches.map((one) => {
    const span = spanOf(scene, start + one.from, start + one.to)
    const sound = one.kind === 'silent'
    const words = `${t(own[one.kind])} ${durationIn(one.to - one.from, language)}`
    return (
      <g key={`${one.kind} ${one.from}`} className={`stretch ${one.kind}`}>
        <title>{words}</title>
        <rect
          x={left(room, span.x)}
          y={sound ? SOUND - 16 : TOP + SEGMENT + 2}
          width={wide(room, span)}
          height={sound ? 32 : 5}
        />
        {sound && span.width * room > 40 && (
          <text x={left(room, span.x) + 4} y={SOUND + 4}>
            {t(own.silent)}
          </text>
        )}
      </g>
    )
  })
}

/** More segments than this are drawn without their sound: each is one request. */
const MOST_WAVEFORMS = 16

function Sound({ view, scene, room }: LaneProps & Pick<TimelineProps, 'view'>) {
  const near = scene.segments.filter((one) => one.recording === view.id || scene.segments.length <= MOST_WAVEFORMS)
  const waveforms = useWaveforms(near.map((one) => one.recording))
  return near.map((one) => {
    const peaks = waveforms.get(one.recording)
    if (!peaks) return null
    return <path key={one.recording} className="wave" d={wavePath(peaks, left(room, one.x), wide(room, one))} />
  })
}

/** Bars two pixels wide, three apart, about the middle of the lane. */
function wavePath(peaks: Peaks, from: number, width: number): string {
  const bars = barsOf(peaks, Math.max(1, Math.floor(width / 3)))
  return bars
    .map((loudness, i) => {
      const half = 0.75 + loudness * 14
      return `M${(from + i * 3 + 1).toFixed(1)} ${(SOUND - half).toFixed(1)}v${(2 * half).toFixed(1)}`
    })
    .join('')
}

function Marks({ view, scene, room, playback }: LaneProps & Pick<TimelineProps, 'view' | 'playback'>) {
  const start = millisecondsOf(view.row.start)
  const markers = [...view.markers].sort((a, b) => a.position - b.position)
  const places = markers.map((one) => spanOf(scene, start + one.position, start + one.position).x)
  const widths = markers.map((one) => (22 + one.label.length * 12.5) / room)
  // What would cover another label on both rows keeps its diamond and its title.
  const rows = rowsOf(places, widths, 3)
  return markers.map((one, i) => {
    const x = left(room, places[i] ?? 0)
    const row = rows[i] ?? 0
    const y = MARKS + 8 + (row % 2) * ROW
    const leftward = (places[i] ?? 0) + (widths[i] ?? 0) > 1
    return (
      <g
        key={one.marker}
        className="mark"
        role="button"
        tabIndex={0}
        aria-label={one.label}
        onClick={(event) => {
          event.stopPropagation()
          playback.seek(one.position)
        }}
        onKeyDown={(event) => event.key === 'Enter' && playback.seek(one.position)}
      >
        <title>{`${one.label} · ${one.by}`}</title>
        <path d={`M${x} ${y - 6}l5 6-5 6-5-6z`} />
        {row < 2 && (
          <text x={leftward ? x - 9 : x + 9} y={y + 4} textAnchor={leftward ? 'end' : 'start'}>
            {one.label}
          </text>
        )}
      </g>
    )
  })
}

function Playhead({ view, scene, room, playback }: LaneProps & Pick<TimelineProps, 'view' | 'playback'>) {
  const position = usePosition(playback)
  const at = millisecondsOf(view.row.start) + position
  const x = left(room, spanOf(scene, at, at).x)
  return <line className="playhead" x1={x} x2={x} y1={TOP - 12} y2={AXIS} aria-hidden />
}

function Pointer({ scene, room, x }: LaneProps & { readonly x: number }) {
  const at = clockDigits(instantOf(Math.round(scene.from + x * (scene.to - scene.from))))
  const place = left(room, x)
  return (
    <g className="pointer" aria-hidden>
      <line x1={place} x2={place} y1={TOP - 4} y2={AXIS} />
      <text x={place} y={10} textAnchor={x > 0.93 ? 'end' : x < 0.07 ? 'start' : 'middle'}>
        {at}
      </text>
    </g>
  )
}
