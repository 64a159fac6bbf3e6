import type { Strokes } from '@liuhen/contract/papers'
import { type PointerEvent, useRef } from 'react'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** The space in which a pen is told, whatever the screen: strokes drawn on a telephone are the same on a desk. */
const [WIDTH, HEIGHT] = [1000, 400]
export type Drawn = Strokes['strokes']
type Point = Drawn[number][number]

const pathOf = (stroke: Drawn[number]): string =>
  stroke.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('') + (stroke.length === 1 ? 'l0.1 0' : '')

/** Strokes as they were drawn, thicker where the pen was pressed. */
export function Handwriting({ strokes, label }: { readonly strokes: Drawn; readonly label: string }) {
  return (
    <svg className="handwriting" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {strokes.map((one, at) => (
        <path key={`${at + 1}`} d={pathOf(one)} strokeWidth={6 + 8 * (one[0]?.[3] ?? 0.5)} />
      ))}
    </svg>
  )
}

/** Where somebody writes their name with a finger, a pen or a mouse. The strokes are asked whether it is empty, not a picture. */
export function Pad({ value, onValue }: { readonly value: Drawn; readonly onValue: (value: Drawn) => void }) {
  const { t } = useWords()
  const begun = useRef<number | undefined>(undefined)
  const drawing = useRef<Point[] | undefined>(undefined)
  const pointOf = (event: PointerEvent<SVGSVGElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect()
    begun.current ??= event.timeStamp
    const within = (one: number, least: number, most: number) => Math.min(Math.max(Math.round(one), least), most)
    return [
      within(((event.clientX - box.left) / box.width) * WIDTH, -200, WIDTH + 200),
      within(((event.clientY - box.top) / box.height) * HEIGHT, -200, HEIGHT + 200),
      within(event.timeStamp - begun.current, 0, 600_000),
      Math.round(Math.min(Math.max(event.pressure, 0), 1) * 100) / 100,
    ]
  }
  const down = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    drawing.current = [pointOf(event)]
    onValue([...value, drawing.current])
  }
  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (!drawing.current || drawing.current.length >= 2000) return
    drawing.current = [...drawing.current, pointOf(event)]
    onValue([...value.slice(0, -1), drawing.current])
  }
  return (
    <div className="pad">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t(words.penHere)}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={() => (drawing.current = undefined)}
        onPointerCancel={() => (drawing.current = undefined)}
      >
        <line x1="60" y1="330" x2="940" y2="330" />
        {value.map((one, at) => (
          <path key={`${at + 1}`} d={pathOf(one)} />
        ))}
      </svg>
      {value.length > 0 && (
        <button
          type="button"
          className="button plain"
          onClick={() => {
            begun.current = undefined
            onValue([])
          }}
        >
          {t(words.again)}
        </button>
      )}
    </div>
  )
}
