import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { PaperLayout } from '@liuhen/core/papers'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
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
          pieces.push({ text: item.str, x: (x / 72) * 25.4, y: 297 - (y / 72) * 25.4, font: name })
        } else if (item.type === 'endMarkedContent') open.pop()
        else open.push((item as { readonly tag?: string }).tag ?? '')
      pages.push(pieces)
    }
    return pages
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
  /** PNG. */
  readonly png: Uint8Array
  /** How dark each point is, from 0 to 255. */
  readonly ink: Uint8Array
}

/** A page as it looks, `scale` points of the picture for one of the page. */
export const pictureOf = (pdf: Uint8Array, n: number, scale: number): Promise<Picture> =>
  reading(pdf, async (document) => {
    const page = await document.getPage(n)
    const viewport = page.getViewport({ scale })
    const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height))
    await page.render({ canvas: canvas as never, viewport }).promise
    const { width, height } = canvas
    const context = canvas.getContext('2d')
    const image = context.getImageData(0, 0, width, height)
    // In few shades: half the bytes, and nothing a reader of small pictures sees.
    image.data.forEach((value, i) => {
      if (i % 4 !== 3) image.data[i] = Math.round(value / STEP) * STEP
    })
    context.putImageData(image, 0, 0)
    return { width, height, png: canvas.toBuffer('image/png'), ink: inkOf(image.data) }
  })

const STEP = 51

export const inkOf = (rgba: Uint8ClampedArray): Uint8Array =>
  Uint8Array.from({ length: rgba.length / 4 }, (_, i) => 255 - (rgba[4 * i + 1] ?? 255))

/** docs/papers: how large its pictures are, and what they are called. */
export const SHOWN = 0.9
export const pictureName = (name: string, filling: string, page: number): string => `${name}-${filling}-${page}.png`

/** The darkest square of eight by eight points that two pictures do not share, as a share of all its ink; 0 is alike. */
export function farthest(one: Picture, two: Picture): number {
  if (one.width !== two.width || one.height !== two.height) return 1
  let most = 0
  for (let top = 0; top + 8 <= one.height; top += 8)
    for (let left = 0; left + 8 <= one.width; left += 8) {
      let difference = 0
      for (let y = top; y < top + 8; y++)
        for (let x = left; x < left + 8; x++) {
          const at = y * one.width + x
          difference += (one.ink[at] ?? 0) - (two.ink[at] ?? 0)
        }
      most = Math.max(most, Math.abs(difference) / (64 * 255))
    }
  return most
}

export async function readPicture(path: string): Promise<Picture> {
  const image = await loadImage(path)
  const { width, height } = image
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  return {
    width,
    height,
    png: canvas.toBuffer('image/png'),
    ink: inkOf(context.getImageData(0, 0, width, height).data),
  }
}
