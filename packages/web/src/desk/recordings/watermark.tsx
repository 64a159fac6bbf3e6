import { beijing, instantOf } from '@liuhen/core/kernel'
import { useEffect, useState } from 'react'
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

/** Who is looking and when, moving over the picture: a film of the screen says whose screen it was. */
export function Watermark({ name }: { readonly name: string }) {
  const { t } = useWords()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const moving = setInterval(() => setNow(Date.now()), STEP)
    return () => clearInterval(moving)
  }, [])
  const [left, top] = PLACES[Math.floor(now / STEP) % PLACES.length] ?? PLACES[0]
  return (
    <span className="watermarked" aria-hidden>
      <span className="watermark" style={{ left: `${left}%`, top: `${top}%` }}>
        {t(viewing, { name, at: beijing(instantOf(now)).slice(0, 19) })}
      </span>
    </span>
  )
}
