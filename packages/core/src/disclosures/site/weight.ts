import { html, type Html } from './html.ts'
import type { SiteFile, SiteInput } from './input.ts'
import { page, type PageParts, STYLE } from './layout.ts'

/** What a page may weigh with everything it loads, uncompressed: it is read on old telephones and over poor lines. */
export const PAGE_BYTES = 100 * 1024
/** Kept free for the script of the page that verifies, which is built elsewhere; that it fits is tested. */
export const CHECK_BYTES = 60 * 1024

/** In UTF-8. Counted and not written: a site of thousands of pages is weighed whenever something on it changes. */
export function bytesOf(words: string): number {
  let bytes = words.length
  for (let at = 0; at < words.length; at++) {
    const unit = words.charCodeAt(at)
    // The two halves of a pair are two bytes each.
    if (unit >= 0x80) bytes += unit >= 0x800 && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1
  }
  return bytes
}

/** What is left of a page for what is written on it, beside its frame and its style. */
const roomOn = (site: SiteInput, parts: Omit<PageParts, 'body'>): number =>
  PAGE_BYTES - bytesOf(STYLE) - bytesOf(page(site, { ...parts, body: html`` }))

/** The parts by pages: so many on each as there is room for, and `most` at most. A part that is heavier has a page of its own. */
function parted(parts: readonly Html[], room: number, most = Number.POSITIVE_INFINITY): readonly Html[][] {
  const pages: Html[][] = [[]]
  let left = room
  for (const part of parts) {
    const weight = bytesOf(part.text)
    const now = pages.at(-1) ?? []
    if (now.length > 0 && (weight > left || now.length >= most)) {
      pages.push([part])
      left = room - weight
    } else {
      now.push(part)
      left -= weight
    }
  }
  return pages
}

/** For the way from page to page, a heading, a QR, and what else stands around the parts. */
const AROUND = 12 * 1024

/** One page, or as many as the parts need: `path` is that of the first, and `-2` and so on stands before the ending of the others. */
export function series(
  site: SiteInput,
  path: string,
  frame: Omit<PageParts, 'body'>,
  parts: readonly Html[],
  body: (on: readonly Html[], isFirst: boolean) => Html,
  most?: number,
): readonly SiteFile[] {
  const pages = parted(parts, roomOn(site, frame) - AROUND, most)
  const nameOf = (number: number): string => (number === 1 ? path : path.replace(/(-1)?\.html$/u, `-${number}.html`))
  return pages.map((on, at) => {
    const number = at + 1
    return {
      path: nameOf(number),
      text: page(site, {
        ...frame,
        title: number === 1 ? frame.title : `${frame.title}（第 ${number} 页）`,
        body: html`${body(on, number === 1)}
        ${pages.length > 1 && waysOf(number, pages.length, (to) => nameOf(to).split('/').at(-1) ?? '')}`,
      }),
    }
  })
}

const waysOf = (number: number, last: number, linkTo: (number: number) => string): Html => {
  const way = (to: number, words: string): Html => html`<a href="${linkTo(to)}">${words}</a> `
  return html`<nav class="no-print" aria-label="分页">
    <p>
      第 ${number} 页，共 ${last} 页
      ${number > 1 && html`${way(1, '第一页')}${way(number - 1, '上一页')}`}${number < last && html`${way(number + 1, '下一页')}${way(last, '最后一页')}`}
    </p>
  </nav>`
}
