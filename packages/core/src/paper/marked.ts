import { beijing, type Instant, type Sha256 } from '../kernel/index.ts'
import { minuteInWords } from '../papers/index.ts'
import type { Frozen, Mark, PaperState } from './state.ts'

type Place = Frozen['places'][number]

/** What somebody left at a place of a page, in millimetres from its upper left corner. */
export interface PlacedMark {
  readonly place: Place
  readonly mark: Mark
}

/** A sheet that lies behind a page of the paper: the page as it was signed with a pen, or a refusal longer than its place. */
export type SheetBehind = { readonly page: number } & (
  | { readonly is: 'scan'; readonly sha256: Sha256 }
  | { readonly is: 'refusal'; readonly words: string }
)

type Marked = Pick<PaperState, 'frozen' | 'marks'>

/** Every mark with its place, in the order of the pages. */
export const placedMarks = ({ frozen, marks }: Marked): readonly PlacedMark[] =>
  (frozen?.places ?? []).flatMap((place) => {
    const mark = marks.find((one) => one.slot === place.slot && one.page === place.page)
    return mark === undefined ? [] : [{ place, mark }]
  })

const minute = ({ at }: Mark): string =>
  minuteInWords(
    beijing(at as Instant)
      .slice(0, 16)
      .replace('T', ' '),
  )

const refusalInWords = (mark: Extract<Mark, { is: 'refused' }>): string =>
  `${mark.name}拒绝签名，理由：${mark.reason.replaceAll(/\s+/gu, ' ')}；见证人：${mark.witness}。${minute(mark)}注明`

/** Millimetres that a character of the smallest print takes, along its line and between two lines. */
const LEAST = { wide: 2, high: 2.4 }

const fits = ({ width, height }: Place, words: string): boolean =>
  words.length <= Math.floor(width / LEAST.wide) * Math.floor(height / LEAST.high)

/** Said at the place itself: `name` as a signature stands there, `words` in small print. */
export function markInWords({ place, mark }: PlacedMark): { readonly name?: string; readonly words: string } {
  if (mark.is === 'refused') {
    const words = refusalInWords(mark)
    return { words: fits(place, words) ? words : `${mark.name}拒绝签名，理由和见证人见后页` }
  }
  switch (mark.how) {
    case 'strokes':
      return { words: `${mark.name}　${minute(mark)}` }
    case 'password':
      return { name: mark.name, words: `凭本人密码签署　${minute(mark)}` }
    case 'scan':
      return { words: `${mark.name}在纸上签名，扫描件见后页` }
  }
}

/** The sheets behind its pages, in order: one scan of a page once, though two have signed on it. */
export function sheetsBehind(paper: Marked): readonly SheetBehind[] {
  const seen = new Set<string>()
  return placedMarks(paper)
    .toSorted((one, other) => one.place.page - other.place.page)
    .flatMap(({ place, mark }): readonly SheetBehind[] => {
      const { page } = place
      if (mark.is === 'refused') {
        const words = refusalInWords(mark)
        return fits(place, words) ? [] : [{ page, is: 'refusal', words }]
      }
      if (mark.how !== 'scan' || mark.sha256 === undefined) return []
      const key = `${page} ${mark.sha256}`
      if (seen.has(key)) return []
      seen.add(key)
      return [{ page, is: 'scan', sha256: mark.sha256 }]
    })
}
