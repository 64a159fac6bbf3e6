import type { CaseView } from '@liuhen/contract/cases'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import { Table } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { type Item, type Lane, type Picture, type Piece, pictureOf } from './picture.ts'
import { kindNames, laneNames, pictureWords } from './picture-words.ts'
import { daysBetween } from './time-left.ts'

/** In CSS pixels. */
const AXIS = 30
const ROW = 25
const BAR = 19
const PAD = 9
const FOOT = 20
/** A day on which something is has room for one character at least. */
const LEAST = 22
const CHARACTER = 12.5
const DIGITS = 40
const ZOOMS = [1, 1.6, 2.5, 4] as const

/** The whole process of a case as one picture, with the same as a table for those who read it otherwise. */
export function CasePicture({ view }: { readonly view: CaseView }) {
  const { t } = useWords()
  const [zoom, setZoom] = useState(0)
  const picture = pictureOf(view)
  if (view.acts.length === 0) return null
  return (
    <figure className="sheet pad case-picture" aria-label={t(pictureWords.title)}>
      <div className="row between">
        <h2>{t(pictureWords.title)}</h2>
        <span className="row small no-print">
          <button
            type="button"
            className="button small"
            aria-label={t(pictureWords.smaller)}
            aria-disabled={zoom === 0}
            onClick={() => setZoom(Math.max(0, zoom - 1))}
          >
            −
          </button>
          <button
            type="button"
            className="button small"
            aria-label={t(pictureWords.larger)}
            aria-disabled={zoom === ZOOMS.length - 1}
            onClick={() => setZoom(Math.min(ZOOMS.length - 1, zoom + 1))}
          >
            ＋
          </button>
          <button type="button" className="button small" onClick={() => print()}>
            {t(pictureWords.print)}
          </button>
        </span>
      </div>
      <PictureLegend />
      <Drawn picture={picture} title={view.row.title} zoom={ZOOMS[zoom] ?? 1} />
      <details>
        <summary className="small">{t(pictureWords.asTable)}</summary>
        <AsTable picture={picture} />
      </details>
    </figure>
  )
}

function PictureLegend() {
  const { t } = useWords()
  const meanings = [
    ['recorded', pictureWords.legendRecorded],
    ['missing', pictureWords.legendMissing],
    ['excused', pictureWords.legendExcused],
    ['marked', pictureWords.legendMarked],
    ['clock-running', pictureWords.legendDue],
  ] as const
  return (
    <div className="row small muted picture-legend">
      {meanings.map(([kind, meaning]) => (
        <span key={kind}>
          <i className={`legend-${kind}`} aria-hidden /> {t(meaning)}
        </span>
      ))}
    </div>
  )
}

interface DrawnProps {
  readonly picture: Picture
  readonly title: string
  readonly zoom: number
}

function Drawn({ picture, title, zoom }: DrawnProps) {
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
  const left = width < 560 ? 52 : 76
  const unit = Math.max(LEAST, (width - left - 4) / picture.length) * zoom
  const whole = Math.ceil(left + picture.length * unit + 4)
  const x = (at: number): number => left + at * unit
  const lanes = placed(picture.lanes)
  const height = (lanes.at(-1)?.bottom ?? AXIS) + FOOT
  const today = picture.pieces.find((one) => one.from <= picture.today && picture.today <= one.to)
  const now = today ? x(today.x + today.width / 2) : 0
  useLayoutEffect(() => {
    // What is now is what one looks for; what came before is a scroll away.
    if (frame.current) frame.current.scrollLeft = now - frame.current.clientWidth * 0.7
  }, [whole])
  const [from, to] = [picture.pieces[0]?.from ?? '', picture.pieces.at(-1)?.to ?? '']
  return (
    <div className="picture-frame" ref={frame}>
      <svg width={whole} height={height} viewBox={`0 0 ${whole} ${height}`} aria-hidden>
        <title>{t(pictureWords.of, { title, from, to })}</title>
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" fill="#fff" />
            <line x1="0" y1="0" x2="0" y2="6" stroke="#875309" strokeWidth="3" />
          </pattern>
        </defs>
        <Axis pieces={picture.pieces} x={x} unit={unit} height={height - FOOT} />
        {today && (
          <g className="today">
            <line x1={now} x2={now} y1={AXIS - 6} y2={height - FOOT} />
            <text x={Math.min(now, whole - 34)} y={height - 3} textAnchor="middle">
              {t(pictureWords.today)} {picture.today.slice(5)}
            </text>
          </g>
        )}
        {lanes.map(({ lane, top, bottom }) => (
          <g key={lane.name}>
            <line className="rule" x1={0} x2={whole} y1={bottom} y2={bottom} />
            {lane.items.map((item) => (
              <Drawing key={item.key} item={item} x={x} unit={unit} top={top + item.row * ROW} hatch={hatch} />
            ))}
          </g>
        ))}
        {lanes.map(({ lane, top }) => (
          <text key={lane.name} className="lane-name" x={0} y={top + BAR - 5}>
            {t(laneNames[lane.name])}
          </text>
        ))}
      </svg>
    </div>
  )
}

interface PlacedLane {
  readonly lane: Lane
  readonly top: number
  readonly bottom: number
}

/** Lanes below one another; one with nothing in it is left out. */
function placed(lanes: readonly Lane[]): readonly PlacedLane[] {
  let top = AXIS
  return lanes
    .filter((lane) => lane.rows > 0)
    .map((lane) => {
      const at = { lane, top: top + PAD / 2, bottom: top + lane.rows * ROW + PAD }
      top = at.bottom
      return at
    })
}

/** Days with something on them, as far as their digits have room; quiet stretches say how long they are. */
function Axis({
  pieces,
  x,
  unit,
  height,
}: {
  readonly pieces: readonly Piece[]
  readonly x: (at: number) => number
  readonly unit: number
  readonly height: number
}) {
  const { t } = useWords()
  let [until, year] = [-1, '']
  const labelled = pieces.map((piece) => {
    const middle = x(piece.x + piece.width / 2)
    if (piece.empty || middle - DIGITS / 2 < until) return { piece, middle, label: undefined }
    const label = piece.from.slice(0, 4) === year ? piece.from.slice(5) : piece.from.slice(2)
    year = piece.from.slice(0, 4)
    until = middle + DIGITS / 2 + (label.length > 5 ? 10 : 0)
    return { piece, middle, label }
  })
  return (
    <g className="axis">
      {labelled.map(({ piece, middle, label }) =>
        piece.empty ? (
          <g key={piece.from}>
            <rect className="quiet" x={x(piece.x)} y={AXIS} width={piece.width * unit} height={height - AXIS} />
            {piece.width * unit >= DIGITS && (
              <text className="quiet-days" x={middle} y={AXIS - 4} textAnchor="middle">
                {t(pictureWords.quiet, { n: daysBetween(piece.from, piece.to) + 1 })}
              </text>
            )}
          </g>
        ) : (
          label !== undefined && (
            <text key={piece.from} x={middle} y={AXIS - 14} textAnchor="middle">
              {label}
            </text>
          )
        ),
      )}
    </g>
  )
}

interface DrawingProps {
  readonly item: Item
  readonly x: (at: number) => number
  readonly unit: number
  readonly top: number
  readonly hatch: string
}

function Drawing({ item, x, unit, top, hatch }: DrawingProps) {
  const { t, language } = useWords()
  const [left, width] = [x(item.x) + 1, item.width * unit - 2]
  const title = `${item.from}${item.to === item.from ? '' : ` – ${item.to}`} ${t(item.label)} · ${t(kindNames[item.kind])}`
  const room = Math.floor((width - 6) / (language === 'zh' ? CHARACTER : CHARACTER * 0.6))
  const isDot = item.kind === 'signed' || item.kind === 'returned'
  const shape = isDot ? (
    <circle cx={left + width / 2} cy={top + BAR / 2} r={5.5} />
  ) : (
    <rect
      x={left}
      y={top}
      width={width}
      height={BAR}
      rx={3}
      {...(item.kind === 'excused' && { style: { fill: `url(#${hatch})` } })}
    />
  )
  const drawn = (
    <>
      <title>{title}</title>
      {shape}
      {!isDot && !['recorded', 'missing', 'excused'].includes(item.kind) && (
        <text x={left + 3} y={top + BAR - 5.5}>
          {t(item.label).slice(0, Math.max(1, room))}
        </text>
      )}
      {item.kind === 'missing' && (
        <text x={left + width / 2} y={top + BAR - 5} textAnchor="middle">
          {t(pictureWords.missingMark)}
        </text>
      )}
    </>
  )
  if (item.act === undefined) return <g className={`item ${item.kind}`}>{drawn}</g>
  return (
    <a className={`item ${item.kind}`} href={`#act-${item.act}`} tabIndex={-1}>
      {drawn}
    </a>
  )
}

/** The picture in words, in the order of its days. */
function AsTable({ picture }: { readonly picture: Picture }) {
  const { t } = useWords()
  const rows = picture.lanes
    .flatMap((lane) => lane.items.map((item) => ({ lane: lane.name, item })))
    .toSorted((a, b) => (a.item.from < b.item.from ? -1 : a.item.from > b.item.from ? 1 : 0))
  return (
    <Table
      caption={t(pictureWords.title)}
      rows={rows}
      rowKey={(one) => one.item.key}
      columns={[
        {
          key: 'day',
          head: t(pictureWords.day),
          cell: ({ item }) => (item.to === item.from ? item.from : `${item.from} – ${item.to}`),
        },
        { key: 'lane', head: t(pictureWords.lane), cell: ({ lane }) => t(laneNames[lane]) },
        {
          key: 'what',
          head: t(pictureWords.what),
          lead: true,
          cell: ({ item }) =>
            item.act === undefined ? t(item.label) : <a href={`#act-${item.act}`}>{t(item.label)}</a>,
        },
        { key: 'state', head: t(pictureWords.state), cell: ({ item }) => t(kindNames[item.kind]) },
      ]}
    />
  )
}
