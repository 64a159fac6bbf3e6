import { beijing, instantOf } from '@liuhen/core/kernel'
import { useEffect, useRef, useState } from 'react'
import { text, useWords } from '../../words/index.ts'

const viewing = text('仅供查阅 · {name} · {at}', 'For viewing only · {name} · {at}')

/** Where it goes from one to the next, in hundredths of the frame: no cut of the picture is without it for long. */
const PLACES = [
  [30, 25],
  [70, 40],
  [35, 70],
  [65, 75],
  [50, 45],
] as const
const STEP = 4000
/** So often it is looked whether it still stands there. */
const LOOK = 500

/** Who is looking and when, moving over the picture: a film of the screen says whose screen it was. */
export function Watermark({ name, onGone }: { readonly name: string; readonly onGone?: () => void }) {
  const { t } = useWords()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const moving = setInterval(() => setNow(Date.now()), STEP)
    return () => clearInterval(moving)
  }, [])
  const mark = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (!onGone) return undefined
    // Whoever takes it away with the tools of a browser is shown nothing more.
    const looking = setInterval(() => {
      const here = mark.current
      if (!here?.isConnected || !here.checkVisibility({ opacityProperty: true, visibilityProperty: true })) onGone()
    }, LOOK)
    return () => clearInterval(looking)
  }, [onGone])
  const [left, top] = PLACES[Math.floor(now / STEP) % PLACES.length] ?? PLACES[0]
  return (
    <span className="watermarked" aria-hidden>
      <span ref={mark} className="watermark" style={{ left: `${left}%`, top: `${top}%` }}>
        {t(viewing, { name, at: beijing(instantOf(now)).slice(0, 19) })}
      </span>
    </span>
  )
}
