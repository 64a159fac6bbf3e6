import type { GapView, RecordingView } from '@liuhen/contract/recordings'
import { instantOf, millisecondsOf } from '@liuhen/core/kernel'
import type { KeyboardEvent } from 'react'
import { durationIn, missing, text, useWords } from '../../words/index.ts'
import { marksOf, rowsOf, type Scene, type Span, spanOf, stepOf } from './lanes.ts'
import { barsOf, type Peaks } from './peaks.ts'
import { type Playback, usePosition } from './playback.ts'
import { useWaveforms } from './queries.ts'
import type { Sight } from './scale.ts'
import { clockDigits } from './times.ts'

const own = {
  segments: text('片段', 'Segments'),
  sound: text('声音', 'Sound'),
  markers: text('标记', 'Markers'),
  black: text('黑屏', 'black'),
  frozen: text('静帧', 'frozen'),
  silent: text('静音', 'silent'),
  open: text('打开片段 {label}', 'Open segment {label}'),
  explain: text('{missing}，点击说明', '{missing}: choose to explain'),
  noPicture: text('画面解码不出 {length}', 'Picture that cannot be decoded, {length}'),
  noSound: text('声音解码不出 {length}', 'Sound that cannot be decoded, {length}'),
  broken: text('{length} 未摄录，此处缩短画出', '{length} not filmed, drawn shorter than it was'),
} as const

/** Heights of the picture, in CSS pixels, from its top. */
const TOP = 26
const SEGMENT = 20
const SOUND = TOP + SEGMENT + 34
const MARKS = SOUND + 34
const ROW = 18
const AXIS = MARKS + 2 * ROW + 8
export const HEIGHT = AXIS + 18
export const LEFT = 52
export const RIGHT = 14

export interface LaneProps {
  readonly scene: Scene
  /** Pixels from the left edge for a place of the scene. */
  readonly left: (x: number) => number
  /** Pixels of a share of the scene. */
  readonly long: (width: number) => number
  /** Pixels of what is seen. */
  readonly room: number
  /** The part of the scene that is seen. */
  readonly sight: Sight
}
interface OwnProps extends LaneProps {
  readonly view: RecordingView
}
/** At least two pixels, so that a photograph and a two-second gap in a day can still be seen. */
const wide = ({ long }: Pick<LaneProps, 'long'>, span: Span): number => Math.max(2, long(span.width) - 1)

export function Names() {
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

export function Axis({ scene: { scale, broken }, left, long, room, sight }: LaneProps) {
  const { t, language } = useWords()
  const marks = marksOf(scale, sight)
  const fine = stepOf(scale.drawn * (sight.right - sight.left)) < 60_000
  const places = marks.map(({ x }) => left(x))
  const rows = rowsOf(
    places,
    places.map(() => (fine ? 70 : 50)),
    2,
  )
  return (
    <g className="axis">
      {broken.map((one, i) => (
        <g key={one.x} className="broken">
          <title>{t(own.broken, { length: durationIn(lengthOf(scale.broken[i]), language) })}</title>
          <rect x={left(one.x)} y={TOP - 4} width={Math.max(2, long(one.width))} height={AXIS - TOP + 4} />
          <path d={`M${left(one.x + one.width / 2) - 5} ${AXIS}l4-10 4 10 4-10`} />
        </g>
      ))}
      {marks.map(({ at }, i) => {
        const place = places[i] ?? 0
        return (
          <g key={at} transform={`translate(${place} 0)`} aria-hidden>
            <line y1={TOP - 4} y2={AXIS} />
            {rows[i] === 0 && place < LEFT + room - 24 && (
              <text y={HEIGHT - 5} textAnchor={place < LEFT + 26 ? 'start' : 'middle'}>
                {clockDigits(instantOf(at)).slice(0, fine ? 8 : 5)}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}

const lengthOf = (one: { readonly from: number; readonly to: number } | undefined): number =>
  one ? one.to - one.from : 0

export function Segments({
  scene,
  left,
  long,
  onOther,
}: LaneProps & { readonly onOther: (recording: string, position: number) => void }) {
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
      <rect x={left(one.x)} y={TOP} width={wide({ long }, one)} height={SEGMENT} rx={3} />
      {long(one.width) > 44 && (
        <text x={left(one.x) + 8} y={TOP + 14}>
          {one.label}
        </text>
      )}
    </g>
  ))
}

export function Gaps({ scene, left, long, room, onGap }: LaneProps & { readonly onGap: (gap: GapView) => void }) {
  const { t } = useWords()
  const labels = scene.gaps.map(({ gap }) => t(missing(gap)))
  const middles = scene.gaps.map((one) => left(one.x + one.width / 2))
  const widths = labels.map((label) => label.length * 10)
  // A label that would cover the one before it is left to the title and the list of gaps.
  const rows = rowsOf(
    middles.map((middle, i) => middle - (widths[i] ?? 0) / 2),
    widths,
    2,
  )
  return scene.gaps.map((one, i) => {
    // One that is half out of sight is named where it can still be seen; one that is wholly out of it is not.
    const place = Math.min(Math.max(middles[i] ?? 0, LEFT + 24), LEFT + room - 24)
    const [from, to] = [left(one.x), left(one.x + one.width)]
    const seen = to >= LEFT && from <= LEFT + room
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
        <rect x={left(one.x)} y={TOP} width={wide({ long }, one)} height={SEGMENT} rx={3} />
        {seen && rows[i] === 0 && (
          <text x={place} y={TOP - 7} textAnchor="middle">
            {labels[i]}
          </text>
        )}
      </g>
    )
  })
}

export function Stretches({ view, scene, left, long }: OwnProps) {
  const { t, language } = useWords()
  const start = millisecondsOf(view.row.start)
  return view.stretches.map((one) => {
    const span = spanOf(scene.scale, start + one.from, start + one.to)
    const sound = one.kind === 'silent'
    const words = `${t(own[one.kind])} ${durationIn(one.to - one.from, language)}`
    return (
      <g key={`${one.kind} ${one.from}`} className={`stretch ${one.kind}`}>
        <title>{words}</title>
        <rect
          x={left(span.x)}
          y={sound ? SOUND - 16 : TOP + SEGMENT + 2}
          width={wide({ long }, span)}
          height={sound ? 32 : 5}
        />
        {sound && long(span.width) > 40 && (
          <text x={left(span.x) + 4} y={SOUND + 4}>
            {t(own.silent)}
          </text>
        )}
      </g>
    )
  })
}

/** What the decoder could not make out: there is no picture or no sound to be had there, here or anywhere. */
export function Undecodables({ view, scene, left, long }: OwnProps) {
  const { t, language } = useWords()
  const start = millisecondsOf(view.row.start)
  return view.undecodable.map((one) => {
    const span = spanOf(scene.scale, start + one.from, start + one.to)
    const sound = one.kind === 'sound'
    const words = t(sound ? own.noSound : own.noPicture, { length: durationIn(one.to - one.from, language) })
    return (
      <g key={`${one.track} ${one.from}`} className="undecodable" role="img" aria-label={words}>
        <title>{`${words} · ${one.said}`}</title>
        <rect
          x={left(span.x)}
          y={sound ? SOUND - 16 : TOP}
          width={wide({ long }, span)}
          height={sound ? 32 : SEGMENT}
        />
      </g>
    )
  })
}

/** More segments than this are drawn without their sound: each is one request. */
const MOST_WAVEFORMS = 16

export function Sound({ view, scene, left, long }: OwnProps) {
  const sounding = scene.segments.filter((one) => one.start !== one.end)
  const near = sounding.filter((one) => one.recording === view.id || sounding.length <= MOST_WAVEFORMS)
  const waveforms = useWaveforms(near.map((one) => one.recording))
  return near.map((one) => {
    const peaks = waveforms.get(one.recording)
    if (!peaks) return null
    return <path key={one.recording} className="wave" d={wavePath(peaks, left(one.x), wide({ long }, one))} />
  })
}

/** Bars two pixels wide and three apart at least, about the middle of the lane; no more of them than is known. */
function wavePath(peaks: Peaks, from: number, width: number): string {
  const count = Math.min(peaks.length, Math.max(1, Math.floor(width / 3)))
  const apart = width / count
  return barsOf(peaks, count)
    .map((loudness, i) => {
      const half = 0.75 + loudness * 14
      return `M${(from + i * apart + 1).toFixed(1)} ${(SOUND - half).toFixed(1)}v${(2 * half).toFixed(1)}`
    })
    .join('')
}

export function Marks({ view, scene, left, room, playback }: OwnProps & { readonly playback: Playback }) {
  const start = millisecondsOf(view.row.start)
  const markers = [...view.markers].sort((a, b) => a.position - b.position)
  const places = markers.map((one) => left(scene.scale.toX(start + one.position)))
  const widths = markers.map((one) => 22 + one.label.length * 12.5)
  // What would cover another label on both rows keeps its diamond and its title.
  const rows = rowsOf(places, widths, 3)
  return markers.map((one, i) => {
    const x = places[i] ?? 0
    const row = rows[i] ?? 0
    const y = MARKS + 8 + (row % 2) * ROW
    const leftward = x + (widths[i] ?? 0) > LEFT + room
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

export function Playhead({ view, scene, left, playback }: OwnProps & { readonly playback: Playback }) {
  const position = usePosition(playback)
  const x = left(scene.scale.toX(millisecondsOf(view.row.start) + position))
  return <line className="playhead" x1={x} x2={x} y1={TOP - 12} y2={AXIS} aria-hidden />
}

export function Pointer({ scene, left, room, x }: LaneProps & { readonly x: number }) {
  const at = clockDigits(instantOf(Math.round(scene.scale.toTime(x))))
  const place = left(x)
  const anchor = place > LEFT + room - 40 ? 'end' : place < LEFT + 40 ? 'start' : 'middle'
  return (
    <g className="pointer" aria-hidden>
      <line x1={place} x2={place} y1={TOP - 4} y2={AXIS} />
      <text x={place} y={10} textAnchor={anchor}>
        {at}
      </text>
    </g>
  )
}
