import type { DayCoverage } from '@liuhen/contract/activities'
import { instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { activityNames } from '@liuhen/core/vocabulary'
import { Link } from '@tanstack/react-router'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import { useWords } from '../../words/index.ts'
import { endOf, labelEvery, type Lane, type LaneActivity, placeOf, type Scale, scaleOf, stackOf } from './lanes.ts'
import { minuteDigits } from './times.ts'
import { spanNames, words } from './words.ts'

/** Heights in CSS pixels. */
const AXIS = 26
const ROW = 32
const BAR = 24
const FILM = 12
const PAD = 6

export interface PictureProps {
  readonly day: Pick<DayCoverage, 'day' | 'lanes'>
  /** In milliseconds; drawn where it lies in the picture. */
  readonly now: number
  /** How many hours it shows at least. */
  readonly hours?: number
  /** A gap was chosen: what to do about it is asked for. */
  readonly onActivity: (activity: string) => void
}

/** A lane for each officer: activities outlined, recordings filled, what is missing red, what may still come pale blue. */
export function DayPicture({ day, now, hours = 8, onActivity }: PictureProps) {
  const { t } = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(800)
  const hatch = useId()
  useLayoutEffect(() => {
    if (!frame.current) return
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.max(280, entry.contentRect.width)))
    watch.observe(frame.current)
    return () => watch.disconnect()
  }, [])
  const scale = scaleOf(day, now, hours)
  const left = width < 560 ? 52 : 84
  const room = width - left - 12
  const x = (at: number): number => left + placeOf(scale, at) * room
  let top = AXIS
  const placed = day.lanes.map((lane) => {
    const rows = stackOf(lane, now)
    const height = Math.max(1, ...[...rows.values()].map((row) => row + 1)) * ROW + PAD
    const at = top
    top += height
    return { lane, rows, at }
  })
  return (
    <div className="day-picture" ref={frame}>
      <svg width={width} height={top + 4} role="group" aria-label={t(words.pictureOf, { day: day.day })}>
        <Hatching id={hatch} />
        <Hours scale={scale} room={room} x={x} height={top} />
        {placed.map((one) => (
          <LaneOf
            key={one.lane.officer.id}
            {...one}
            x={x}
            now={now}
            hatch={hatch}
            right={left - 8}
            onActivity={onActivity}
          />
        ))}
        {now >= scale.from && now <= scale.to && (
          <g className="now">
            <line x1={x(now)} x2={x(now)} y1={AXIS - 6} y2={top} />
            <text x={Math.min(x(now), width - 16)} y={10} textAnchor="middle">
              {t(words.now)}
            </text>
          </g>
        )}
      </svg>
    </div>
  )
}

const Hatching = ({ id }: { readonly id: string }) => (
  <defs>
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill="#fff" />
      <line x1="0" y1="0" x2="0" y2="6" stroke="#875309" strokeWidth="3.4" />
    </pattern>
  </defs>
)

function Hours({
  scale,
  room,
  x,
  height,
}: {
  readonly scale: Scale
  readonly room: number
  readonly x: (at: number) => number
  readonly height: number
}) {
  const every = labelEvery(scale, room, 40)
  return (
    <g className="hours" aria-hidden>
      {scale.hours.map((at) => {
        const hour = Number(minuteDigits(instantOf(at)).slice(0, 2))
        return (
          <g key={at}>
            <line x1={x(at)} x2={x(at)} y1={AXIS - 4} y2={height} />
            {hour % every === 0 && (
              <text x={x(at)} y={AXIS - 8} textAnchor="middle">
                {hour}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}

interface LaneProps {
  readonly lane: Lane
  readonly rows: ReadonlyMap<string, number>
  readonly at: number
  readonly x: (at: number) => number
  readonly now: number
  readonly hatch: string
  readonly right: number
  readonly onActivity: (activity: string) => void
}

function LaneOf({ lane, rows, at, x, now, hatch, right, onActivity }: LaneProps) {
  const rowTop = (id: string | undefined): number => at + (id === undefined ? 0 : (rows.get(id) ?? 0)) * ROW + PAD / 2
  return (
    <g className="lane">
      <text className="name" x={right} y={at + PAD / 2 + 17} textAnchor="end">
        {lane.officer.name}
      </text>
      {lane.activities.map((one) => (
        <Outline key={one.row.id} activity={one} top={rowTop(one.row.id)} x={x} now={now} />
      ))}
      {lane.recordings.flatMap((one) => {
        const of = one.activities.filter((id) => rows.has(id))
        return (of.length === 0 ? [undefined] : of).map((id) => (
          <Film key={`${one.id} ${id ?? ''}`} recording={one} top={rowTop(id)} x={x} />
        ))
      })}
      {lane.activities.map((one) => (
        <Spans
          key={one.row.id}
          lane={lane}
          activity={one}
          top={rowTop(one.row.id)}
          x={x}
          hatch={hatch}
          onActivity={onActivity}
        />
      ))}
    </g>
  )
}

interface PartProps {
  readonly top: number
  readonly x: (at: number) => number
}

function Outline({
  activity: { row, coverage },
  top,
  x,
  now,
}: PartProps & { readonly activity: LaneActivity; readonly now: number }) {
  const { t } = useWords()
  const [from, to] = [millisecondsOf(row.start), endOf(row, now)]
  const asked = coverage.required === 'must' || coverage.required === 'implied'
  const label = t(words.openActivity, {
    kind: t(activityNames[row.activity]),
    from: minuteDigits(row.start),
    to: row.end ? minuteDigits(row.end) : '…',
  })
  return (
    <Link to="/activities/$id" params={{ id: row.id }} aria-label={label}>
      <rect
        className={`activity${asked ? ' asked' : ''}${row.end ? '' : ' running'}`}
        x={x(from)}
        y={top}
        width={Math.max(6, x(to) - x(from))}
        height={BAR}
        rx={4}
      >
        <title>{[label, row.place].filter(Boolean).join(' · ')}</title>
      </rect>
    </Link>
  )
}

const MIDDLE = (BAR - FILM) / 2

function Film({ recording, top, x }: PartProps & { readonly recording: Lane['recordings'][number] }) {
  const [from, to] = [millisecondsOf(recording.start), millisecondsOf(recording.end)]
  const label = `${minuteDigits(recording.start)}–${minuteDigits(recording.end)} ${recording.device ?? recording.fileName}`
  return (
    <Link to="/recordings/$id" params={{ id: recording.id }} aria-label={label}>
      <rect className="film-bar" x={x(from)} y={top + MIDDLE} width={Math.max(2, x(to) - x(from))} height={FILM} rx={2}>
        <title>{label}</title>
      </rect>
    </Link>
  )
}

interface SpansProps extends PartProps {
  readonly lane: Lane
  readonly activity: LaneActivity
  readonly hatch: string
  readonly onActivity: (activity: string) => void
}

function Spans({ lane, activity: { row, coverage }, top, x, hatch, onActivity }: SpansProps) {
  const { t } = useWords()
  return coverage.spans.map((span) => {
    if (span.kind === 'covered') return null
    const [from, to] = [millisecondsOf(span.from), millisecondsOf(span.to)]
    const times = { from: minuteDigits(span.from), to: minuteDigits(span.to) }
    const title = `${t(spanNames[span.kind])} ${times.from}–${times.to}`
    const bar = { x: x(from), y: top + MIDDLE, width: Math.max(2, x(to) - x(from)), height: FILM, rx: 2 }
    if (span.kind !== 'missing')
      return (
        <rect
          key={`${span.kind} ${span.from}`}
          className={`span ${span.kind}`}
          {...bar}
          {...(span.kind === 'uncertain' && { fill: `url(#${hatch})` })}
        >
          <title>{title}</title>
        </rect>
      )
    return (
      <g
        key={`${span.kind} ${span.from}`}
        className="span missing"
        role="button"
        tabIndex={0}
        aria-label={t(words.laneGap, { name: lane.officer.name, kind: t(activityNames[row.activity]), ...times })}
        onClick={() => onActivity(row.id)}
        onKeyDown={(event) => event.key === 'Enter' && onActivity(row.id)}
      >
        <title>{title}</title>
        <rect {...bar} />
      </g>
    )
  })
}

const meanings = [
  ['activity', words.legendActivity],
  ['film', words.legendRecording],
  ['missing', spanNames.missing],
  ['awaited', spanNames.awaited],
  ['uncertain', spanNames.uncertain],
  ['explained', spanNames.explained],
] as const

/** What the colours mean. */
export function Legend() {
  const { t } = useWords()
  return (
    <div className="row small legend-row muted">
      {meanings.map(([key, meaning]) => (
        <span key={key}>
          <i className={`key-${key}`} aria-hidden /> {t(meaning)}
        </span>
      ))}
    </div>
  )
}
