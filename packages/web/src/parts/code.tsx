import { encode } from 'uqr'

/** A text as a code that a camera reads. */
export function Code({ of, label }: { readonly of: string; readonly label: string }) {
  const { data, size } = encode(of, { border: 3 })
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={dark.join('')} fill="#17222d" />
    </svg>
  )
}
