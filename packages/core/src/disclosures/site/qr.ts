import { Html } from './html.ts'

/** A QR as squares, dark ones true, with the light border around it. */
export type QrSquares = readonly (readonly boolean[])[]

/**
 * A QR as a picture in the page: in each row a stroke for what is dark side by side. A square for each would make 400 KiB of the
 * twenty codes of a notice board.
 */
export function qrPicture(squares: QrSquares, label: string): Html {
  const rows = squares.map((row, y) => {
    let path = ''
    let from = 0
    for (let x = 0; x < row.length; x++) {
      if (row[x] !== true) continue
      let end = x
      while (row[end] === true) end++
      path += `${path === '' ? `M${x} ${y}` : `m${x - from} 0`}h${end - x}`
      from = end
      x = end
    }
    return path
  })
  const size = squares.length
  return new Html(
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path stroke="#000" transform="translate(0 .5)" d="${rows.join('')}"/></svg>`,
  )
}
