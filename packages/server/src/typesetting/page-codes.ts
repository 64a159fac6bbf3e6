import { codeOfPage } from '@liuhen/core/paper'
import { encode } from 'uqr'

/** What stands at the foot of one page: its code in letters, and as a picture that a program reads off a scan. */
export interface PageCode {
  readonly text: string
  /** SVG. */
  readonly picture: string
}

/** Black runs of a row as one path: a rectangle for each module would be a page of its own. */
function pictureOf(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const runs = data.flatMap((row, y) => {
    const found: string[] = []
    for (let x = 0; x < size; x++) {
      if (row[x] !== true || row[x - 1] === true) continue
      let end = x
      while (row[end] === true) end++
      found.push(`M${x} ${y}h${end - x}v1h-${end - x}z`)
    }
    return found
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${runs.join('')}"/></svg>`
}

/** The codes of the first pages of a paper. */
export const pageCodes = (code: string, pages: number): readonly PageCode[] =>
  Array.from({ length: pages }, (_, at) => {
    const text = codeOfPage(code, at + 1)
    return { text, picture: pictureOf(text) }
  })
