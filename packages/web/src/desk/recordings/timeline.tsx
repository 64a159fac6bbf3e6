import './timeline.css'
import type { GapView, RecordingView } from '@liuhen/contract/recordings'
import { millisecondsOf } from '@liuhen/core/kernel'
import { type MouseEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import { text, useWords } from '../../words/index.ts'
import { type Scene, sceneOf, type Scope, underOf } from './lanes.ts'
import { type Playback } from './playback.ts'
import { following, panned, placeOf, seenAt, type Sight, sightOf, WHOLE, zoomed } from './scale.ts'
import {
  Axis,
  Gaps,
  HEIGHT,
  type LaneProps,
  LEFT,
  Marks,
  Names,
  Playhead,
  Pointer,
  RIGHT,
  Segments,
  Sound,
  Stretches,
  Undecodables,
} from './timeline-lanes.tsx'
import { useWidth } from './width.ts'

const own = {
  name: text('时间线：片段、缺口、声音、标记', 'Timeline: segments, gaps, sound, markers'),
  scope: text('时间线范围', 'What the timeline shows'),
  together: text('这一过程', 'This act'),
  day: text('当日全部', 'The whole day'),
  closer: text('放大', 'Closer'),
  further: text('缩小', 'Further away'),
  earlier: text('向前移', 'Earlier'),
  later: text('向后移', 'Later'),
  segment: text('本段', 'This file'),
  all: text('全程', 'Everything'),
  hint: text('按住 Ctrl 滚动滚轮也可缩放', 'Ctrl and the wheel zoom as well'),
} as const

export interface TimelineProps {
  readonly view: RecordingView
  readonly playback: Playback
  readonly onOther: (recording: string, position: number) => void
  readonly onGap: (gap: GapView) => void
}

/** Closest sight: this many milliseconds across the picture. */
const CLOSEST = 5000
const STEP = 1.6

/** The take as one picture: what was recorded and by which file, what was not, what can be heard, what was marked. */
export function Timeline({ view, playback, onOther, onGap }: TimelineProps) {
  const { t } = useWords()
  const clip = useId()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const [scope, setScope] = useState<Scope>('together')
  const scene = useMemo(() => sceneOf(view, scope), [view, scope])
  const closest = CLOSEST / scene.scale.drawn
  const [sight, setSight] = useSight(scene, view, playback)
  const [under, setUnder] = useState<number>()
  const room = width - LEFT - RIGHT
  const lanes: LaneProps = {
    scene,
    room,
    sight,
    left: (x) => LEFT + seenAt(sight, x) * room,
    long: (share) => (share / (sight.right - sight.left)) * room,
  }
  const at = (event: Pick<MouseEvent, 'clientX'>) => {
    const from = frame.current?.getBoundingClientRect().left ?? 0
    return placeOf(sight, Math.min(1, Math.max(0, (event.clientX - from - LEFT) / room)))
  }
  const choose = (x: number) => {
    const found = underOf(scene, x)
    if (found.kind === 'here') playback.seek(found.position)
    if (found.kind === 'other') onOther(found.recording, found.position)
    if (found.kind === 'gap') onGap(found.gap)
  }
  useWheel(frame, (event) => {
    const sideways = event.shiftKey ? event.deltaY : event.deltaX
    if (event.ctrlKey) setSight(zoomed(sight, event.deltaY < 0 ? STEP : 1 / STEP, at(event), closest))
    else if (sideways !== 0 && sight !== WHOLE) setSight(panned(sight, sideways / room))
    else return
    event.preventDefault()
  })
  return (
    <>
      <Sights scene={scene} view={view} playback={playback} sight={sight} onSight={setSight} closest={closest}>
        <Scopes view={view} scope={scope} onScope={setScope} />
      </Sights>
      <div
        className="timeline"
        ref={frame}
        title={t(own.hint)}
        onPointerMove={(event) => setUnder(at(event))}
        onPointerLeave={() => setUnder(undefined)}
        onClick={(event) => choose(at(event))}
      >
        <svg width={width} height={HEIGHT} role="group" aria-label={t(own.name)}>
          <clipPath id={clip}>
            <rect x={LEFT - 6} y={0} width={room + 12} height={HEIGHT} />
          </clipPath>
          <Names />
          <g clipPath={`url(#${clip})`}>
            <Axis {...lanes} />
            <Segments {...lanes} onOther={onOther} />
            <Stretches {...lanes} view={view} />
            <Sound {...lanes} view={view} />
            <Undecodables {...lanes} view={view} />
            <Gaps {...lanes} onGap={onGap} />
            <Marks {...lanes} view={view} playback={playback} />
            <Playhead {...lanes} view={view} playback={playback} />
            {under !== undefined && <Pointer {...lanes} x={under} />}
          </g>
        </svg>
      </div>
    </>
  )
}

/** What is seen of the scene; while it plays, the playhead stays in sight. */
function useSight(scene: Scene, view: RecordingView, playback: Playback): [Sight, (sight: Sight) => void] {
  const [sight, setSight] = useState<Sight>(WHOLE)
  const start = millisecondsOf(view.row.start)
  useEffect(() => setSight(WHOLE), [scene.from, scene.to])
  const { playing, position, subscribe } = playback
  useEffect(() => {
    if (!playing) return
    return subscribe(() => setSight((before) => following(before, scene.scale.toX(start + position()))))
  }, [playing, position, subscribe, scene, start])
  return [sight, setSight]
}

/** React listens to the wheel passively, which cannot keep the page from scrolling meanwhile. */
function useWheel(frame: { readonly current: HTMLElement | null }, turn: (event: WheelEvent) => void): void {
  const now = useRef(turn)
  useEffect(() => {
    now.current = turn
  }, [turn])
  useEffect(() => {
    const element = frame.current
    const heard = (event: WheelEvent) => now.current(event)
    element?.addEventListener('wheel', heard, { passive: false })
    return () => element?.removeEventListener('wheel', heard)
  }, [frame])
}

interface ScopesProps {
  readonly view: RecordingView
  readonly scope: Scope
  readonly onScope: (scope: Scope) => void
}

function Scopes({ view, scope, onScope }: ScopesProps) {
  const { t } = useWords()
  const together = sceneOf(view).segments.length
  if (view.takes.reduce((sum, take) => sum + take.segments.length, 0) <= together) return null
  return (
    <span className="keys" role="group" aria-label={t(own.scope)}>
      {(['together', 'day'] as const).map((one) => (
        <button key={one} type="button" className="key" aria-pressed={scope === one} onClick={() => onScope(one)}>
          {t(own[one])}
        </button>
      ))}
    </span>
  )
}

interface SightsProps {
  readonly scene: Scene
  readonly view: RecordingView
  readonly playback: Playback
  readonly sight: Sight
  readonly onSight: (sight: Sight) => void
  readonly closest: number
  readonly children: ReactNode
}

/** Closer, further away, earlier, later: all that the wheel does, for a keyboard. */
function Sights({ scene, view, playback, sight, onSight, closest, children }: SightsProps) {
  const { t } = useWords()
  const mine = scene.segments.find((one) => one.own)
  const playhead = () => {
    const x = scene.scale.toX(millisecondsOf(view.row.start) + playback.position())
    return x >= sight.left && x <= sight.right ? x : (sight.left + sight.right) / 2
  }
  const whole = sight.right - sight.left >= 1
  const keys: readonly [name: string, sign: string, act: () => void, off: boolean][] = [
    [t(own.further), '−', () => onSight(zoomed(sight, 1 / STEP, playhead(), closest)), whole],
    [t(own.closer), '+', () => onSight(zoomed(sight, STEP, playhead(), closest)), sight.right - sight.left <= closest],
    [t(own.earlier), '‹', () => onSight(panned(sight, -0.5)), sight.left <= 0],
    [t(own.later), '›', () => onSight(panned(sight, 0.5)), sight.right >= 1],
    [t(own.segment), t(own.segment), () => mine && onSight(sightOf(mine.x, mine.width, closest)), !mine],
    [t(own.all), t(own.all), () => onSight(WHOLE), whole],
  ]
  return (
    <div className="sights">
      {children}
      <span className="keys">
        {keys.map(([name, sign, act, off]) => (
          <button
            key={name}
            type="button"
            className="key"
            aria-label={name}
            title={name}
            aria-disabled={off}
            onClick={() => off || act()}
          >
            {sign}
          </button>
        ))}
      </span>
    </div>
  )
}
