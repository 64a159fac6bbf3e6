import type { Box, ProposedBox } from '@liuhen/core/redactions'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useWords } from '../../words/index.ts'
import { between, moved, type Point, pointAt, type Rectangle, resized } from './drawing.ts'
import { words } from './words.ts'

export interface CanvasProps {
  readonly boxes: readonly Box[]
  /** What a model proposes and nobody has taken over: shown, and not covered. */
  readonly proposed: readonly ProposedBox[]
  /** Which are shown now: the picture stands at this moment, in milliseconds. */
  readonly position: number
  readonly selected: number | undefined
  readonly onSelect: (at: number | undefined) => void
  readonly onDraw: (drawn: Rectangle) => void
  readonly onChange: (at: number, box: Box) => void
  readonly onRemove: (at: number) => void
}

/** What the hand is doing: drawing a new box, or moving or stretching one. */
type Doing =
  | { readonly what: 'draw'; readonly from: Point; readonly to: Point }
  | { readonly what: 'move' | 'stretch'; readonly at: number; readonly last: Point }

/** Lies over the picture: dragged on with mouse, finger or pen it draws; a box is dragged, stretched at its corner, or moved by keys. */
export function Canvas({ boxes, proposed, position, selected, onSelect, onDraw, onChange, onRemove }: CanvasProps) {
  const { t } = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const [doing, setDoing] = useState<Doing>()
  const pointOf = (event: PointerEvent): Point =>
    pointAt(event.clientX, event.clientY, frame.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1))
  const begin = (next: Doing) => (event: PointerEvent) => {
    event.preventDefault()
    event.stopPropagation()
    frame.current?.setPointerCapture(event.pointerId)
    setDoing(next)
  }
  const move = (event: PointerEvent) => {
    if (!doing) return
    const to = pointOf(event)
    if (doing.what === 'draw') return setDoing({ ...doing, to })
    const box = boxes[doing.at]
    if (!box) return
    const change = doing.what === 'move' ? moved : resized
    onChange(doing.at, change(box, to.x - doing.last.x, to.y - doing.last.y))
    setDoing({ ...doing, last: to })
  }
  const end = () => {
    if (doing?.what === 'draw') {
      const drawn = between(doing.from, doing.to)
      if (drawn) onDraw(drawn)
      else onSelect(undefined)
    }
    setDoing(undefined)
  }
  const onKey = (at: number, box: Box) => (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (event.key === 'Delete' || event.key === 'Backspace') onRemove(at)
    else if (step) onChange(at, (event.shiftKey ? resized : moved)(box, step[0], step[1]))
    else return
    event.preventDefault()
  }
  const drawing = doing?.what === 'draw' ? between(doing.from, doing.to) : undefined
  return (
    <div
      ref={frame}
      className="redact-canvas"
      role="group"
      aria-label={t(words.draw)}
      onPointerDown={(event) => {
        const from = pointOf(event)
        begin({ what: 'draw', from, to: from })(event)
      }}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={() => setDoing(undefined)}
    >
      {boxes.map((box, at) =>
        box.from <= position && position <= box.to ? (
          <button
            // Boxes have no name of their own; their place in the list is it.
            key={at}
            type="button"
            className={at === selected ? 'redact-box chosen' : 'redact-box'}
            style={placed(box)}
            aria-label={t(words.box, { n: at + 1 })}
            aria-pressed={at === selected}
            onFocus={() => onSelect(at)}
            onKeyDown={onKey(at, box)}
            onPointerDown={(event) => {
              onSelect(at)
              begin({ what: 'move', at, last: pointOf(event) })(event)
              event.currentTarget.focus()
            }}
          >
            {at + 1}
            <span
              className="redact-corner"
              aria-hidden
              onPointerDown={(event) => {
                onSelect(at)
                begin({ what: 'stretch', at, last: pointOf(event) })(event)
              }}
            />
          </button>
        ) : null,
      )}
      {proposed.map((box, at) =>
        box.from <= position && position <= box.to ? (
          <span key={`proposed ${at}`} className="redact-box proposed" style={placed(box)} aria-hidden />
        ) : null,
      )}
      {drawing && <span className="redact-box drawing" style={placed(drawing)} />}
    </div>
  )
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-10, 0],
  ArrowRight: [10, 0],
  ArrowUp: [0, -10],
  ArrowDown: [0, 10],
}

const placed = ({ x, y, width, height }: Rectangle) => ({
  left: `${x / 10}%`,
  top: `${y / 10}%`,
  width: `${width / 10}%`,
  height: `${height / 10}%`,
})
