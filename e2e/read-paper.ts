import { createCanvas } from '@napi-rs/canvas'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { decodeQR } from 'qr/decode.js'

/** One page of a paper, as whoever holds it reads it. */
export interface ReadPage {
  readonly text: string
  /** PNG, two points for each of the page's. */
  readonly picture: Uint8Array
  /** What the code on it says, when there is one. */
  readonly code: string | undefined
}

/** Sets the pages of a PDF as pictures, reads their text, and what a camera would read off them. */
export async function readPaper(bytes: Uint8Array): Promise<readonly ReadPage[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  try {
    const document = await task.promise
    const pages: ReadPage[] = []
    for (let n = 1; n <= document.numPages; n++) {
      const page = await document.getPage(n)
      const { items } = await page.getTextContent()
      const viewport = page.getViewport({ scale: 2 })
      const canvas = createCanvas(viewport.width, viewport.height)
      await page.render({ canvas: canvas as never, viewport }).promise
      const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
      pages.push({
        text: items.map((one) => ('str' in one ? one.str : '')).join(''),
        picture: canvas.toBuffer('image/png'),
        code: codeIn({ data, width, height }),
      })
    }
    return pages
  } finally {
    await task.destroy()
  }
}

function codeIn(picture: Parameters<typeof decodeQR>[0]): string | undefined {
  try {
    return decodeQR(picture)
  } catch {
    // It throws where a page bears none.
    return undefined
  }
}
