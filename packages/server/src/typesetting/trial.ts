import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { Canvas } from '@napi-rs/canvas'
import type { PaperLayout } from '@liuhen/core/papers'
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

export const NOTO = '/usr/share/fonts/opentype/noto'

/** Settings with the fonts every machine has that runs these tests, whatever else it has. Answers the file's path. */
export async function notoAlone(folder: string): Promise<string> {
  const path = join(folder, 'fonts.json')
  const [serif, sans] = ['Noto Serif CJK SC', 'Noto Sans CJK SC']
  const face = (name: string, family: string) => ({ name, families: [family] })
  const settings = {
    folders: [NOTO],
    families: [
      { family: serif, files: ['NotoSerifCJK-Regular.ttc', 'NotoSerifCJK-Bold.ttc'] },
      { family: sans, files: ['NotoSansCJK-Regular.ttc', 'NotoSansCJK-Bold.ttc'] },
    ],
    faces: {
      fangsong: face('仿宋', serif),
      kai: face('楷体', serif),
      hei: face('黑体', sans),
      song: face('宋体', serif),
      title: face('小标宋', serif),
    },
  }
  await writeFile(path, JSON.stringify(settings))
  return path
}

/** A piece of text as it stands on a page, in millimetres from the upper left corner to its baseline. */
export interface Piece {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  /** The name of the font, without the letters before its subset. */
  readonly font: string
}

export async function reading<T>(pdf: Uint8Array, read: (document: PDFDocumentProxy) => Promise<T>): Promise<T> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0, fontExtraProperties: true })
  try {
    return await read(await task.promise)
  } finally {
    await task.destroy()
  }
}

/** What the body of each page says: neither its foot nor what is printed across it, which are marked as no part of the text. */
export const piecesOf = (pdf: Uint8Array): Promise<readonly (readonly Piece[])[]> =>
  reading(pdf, async (document) => {
    const pages: Piece[][] = []
    for (let n = 1; n <= document.numPages; n++) {
      const page = await document.getPage(n)
      await page.getOperatorList()
      const { items } = await page.getTextContent({ includeMarkedContent: true })
      const pieces: Piece[] = []
      const open: string[] = []
      for (const item of items)
        if ('str' in item) {
          if (open.includes('Artifact') || item.str === '') continue
          const font = page.commonObjs.get(item.fontName) as { readonly name?: string }
          const [, , , , x = 0, y = 0] = item.transform as readonly number[]
          const name = (font.name ?? '').replace(/^[A-Z]{6}\+/u, '')
          pieces.push({
            text: item.str,
            x: (x / 72) * 25.4,
            y: 297 - (y / 72) * 25.4,
            width: (item.width / 72) * 25.4,
            font: name,
          })
        } else if (item.type === 'endMarkedContent') open.pop()
        else open.push((item as { readonly tag?: string }).tag ?? '')
      pages.push(pieces)
    }
    return pages
  })

/** All that stands on each page, its foot and what is printed across it with the rest. */
export const pagesOf = (pdf: Uint8Array): Promise<readonly string[]> =>
  reading(pdf, async (document) => {
    const pages: string[] = []
    for (let n = 1; n <= document.numPages; n++) {
      const { items } = await (await document.getPage(n)).getTextContent()
      pages.push(bare(items.map((item) => ('str' in item ? item.str : '')).join('')))
    }
    return pages
  })

/** How many lines and curves are drawn on all of its pages. */
export const linesIn = (pdf: Uint8Array): Promise<number> =>
  reading(pdf, async (document) => {
    let count = 0
    for (let n = 1; n <= document.numPages; n++) {
      const { fnArray } = await (await document.getPage(n)).getOperatorList()
      count += fnArray.filter((one) => one === OPS.constructPath).length
    }
    return count
  })

/** White space aside, which a page shows and does not store. */
export const bare = (text: string): string => text.replaceAll(/\s/gu, '')

export const textOf = async (pdf: Uint8Array): Promise<string> =>
  bare((await piecesOf(pdf)).flatMap((page) => page.map(({ text }) => text)).join(''))

/** Every text of a paper that is data of its own. */
export function wordsOf({ authority, title, number, addressee, blocks }: PaperLayout): readonly string[] {
  const texts = (value: unknown): readonly string[] =>
    typeof value === 'string'
      ? [value]
      : value !== null && typeof value === 'object'
        ? Object.entries(value).flatMap(([key, one]) => (['kind', 'who', 'on'].includes(key) ? [] : texts(one)))
        : []
  return texts([authority, title, number, addressee, blocks])
}

export interface Picture {
  readonly width: number
  readonly height: number
  /** How dark each point is, in six shades from 0 to 5: half the bytes, and nothing a reader of small pictures sees. */
  readonly ink: Uint8Array
}
const STEP = 51

/** A page as it looks, `scale` points of the picture for one of the page. */
export const pictureOf = (pdf: Uint8Array, n: number, scale: number): Promise<Picture> =>
  reading(pdf, async (document) => {
    const page = await document.getPage(n)
    const viewport = page.getViewport({ scale })
    const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height))
    await page.render({ canvas: canvas as never, viewport }).promise
    return pictureOn(canvas)
  })

function pictureOn(canvas: Canvas): Picture {
  const { width, height } = canvas
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
  const ink = new Uint8Array(width * height)
  for (let i = 0; i < ink.length; i++) ink[i] = Math.round((255 - (data[4 * i + 1] ?? 255)) / STEP)
  return { width, height, ink }
}

export function pngOf({ width, height, ink }: Picture): Uint8Array {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const image = context.createImageData(width, height)
  for (const [i, shade] of ink.entries()) image.data.set([0, 1, 2].map(() => 255 - shade * STEP).concat(255), 4 * i)
  context.putImageData(image, 0, 0)
  return canvas.toBuffer('image/png')
}

/** docs/papers: how large its pictures are, and what they are called. */
export const SHOWN = 0.9
export const pictureName = (name: string, filling: string, page: number): string => `${name}-${filling}-${page}.png`

/** How far the most different squares of eight by eight points are apart, as a share of one all black; 0 is alike. */
export function farthest(one: Picture, two: Picture): number {
  if (one.width !== two.width || one.height !== two.height) return 1
  const across = Math.ceil(one.width / 8)
  const squares = new Int32Array(across * Math.ceil(one.height / 8))
  for (let y = 0; y < one.height; y++)
    for (let x = 0; x < one.width; x++) {
      const [at, square] = [y * one.width + x, (y >> 3) * across + (x >> 3)]
      squares[square] = (squares[square] ?? 0) + (one.ink[at] ?? 0) - (two.ink[at] ?? 0)
    }
  return squares.reduce((most, difference) => Math.max(most, Math.abs(difference)), 0) / (64 * (255 / STEP))
}

export async function readPicture(path: string): Promise<Picture> {
  const image = await loadImage(path)
  const canvas = createCanvas(image.width, image.height)
  canvas.getContext('2d').drawImage(image, 0, 0)
  return pictureOn(canvas)
}
