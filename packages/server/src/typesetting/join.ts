import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as pathOf } from 'node:path'
import { because, Corrupt, Refused } from '@liuhen/core/kernel'
import { z } from 'zod'
import { environment } from '../platform/index.ts'
import type { Cage } from '../platform/index.ts'

/** One stored paper of a volume. */
export interface Part {
  /** Its bookmark, and its name in a refusal. */
  readonly title: string
  readonly pdf: Uint8Array
  /** Whether its pages bear running numbers: those of a cover, a table of contents and a closing sheet do not. */
  readonly numbered: boolean
  /** How many pages it has, where that is known: looking it up takes a moment for each. */
  readonly pages?: number
  /** It bears seals: what they show is drawn on this copy of its pages, since a seal itself holds of its own file alone. */
  readonly sealed?: boolean
  /** What was signed on it and refused, to be drawn on this copy of its pages. */
  readonly marks?: readonly MarkDrawn[]
  /** Sheets that come behind one of its pages: of each its first page. */
  readonly behind?: readonly { readonly page: number; readonly pdf: Uint8Array }[]
}

/** A mark at a place of a page, in millimetres from its upper left corner. */
export interface MarkDrawn {
  readonly page: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Strokes of a hand, point by point, in a space of 1000 by 400. */
  readonly strokes?: readonly (readonly (readonly [x: number, y: number])[])[]
  /** A name as large as a signature. */
  readonly name?: string
  /** In small print. */
  readonly words: string
}

/** Where the number stands: `outer` is upper right on odd sheets' fronts and upper left on their backs. */
export type Stamp = 'upper-right' | 'lower-right' | 'outer'

export interface Joined {
  /** A new file: what was given is not touched, and its tags are not carried over. */
  readonly pdf: Uint8Array
  readonly pages: number
  /** In order: how many pages, and the numbers that the first and the last of them bear. */
  readonly parts: readonly { readonly pages: number; readonly from?: number; readonly to?: number }[]
}

/** A page as it is seen: in points, turned as its file says. */
interface Sheet {
  readonly width: number
  readonly height: number
  readonly number?: number
  readonly marks?: readonly MarkDrawn[]
}

/** Sets the numbers and the marks to be laid over pages of these sizes. */
export type SetNumbers = (sheets: readonly Sheet[]) => Promise<Uint8Array>

const LIMITS = { memory: 1024 << 20, processorSeconds: 120 }
const QPDF = process.env['QPDF'] || 'qpdf'
const TIME = 120_000
/** qpdf ends with 3 when it had to mend what it read, and says so; the file is whole. */
const MENDED = 3

type Qpdf = (...args: readonly string[]) => Promise<string>

/**
 * The files one after another, as they are stored, by qpdf in the cage; with `setNumbers`, running numbers are laid over a
 * copy of their pages. Throws Corrupt naming the paper that is no readable PDF, Refused when qpdf is not here.
 */
export async function joinPapers(
  cage: Cage,
  parts: readonly Part[],
  setNumbers?: SetNumbers,
  toBeSigned = false,
): Promise<Joined> {
  const folder = await mkdtemp(pathOf(tmpdir(), 'liuhen-volume-'))
  try {
    const files = [...parts, ...parts.flatMap(({ title, behind = [] }) => behind.map(({ pdf }) => ({ title, pdf })))]
    await Promise.all(files.map(({ pdf }, i) => writeFile(pathOf(folder, `${i}.pdf`), pdf)))
    const qpdf = qpdfIn(cage, folder, files)
    for (const [i, { sealed }] of parts.entries())
      if (sealed === true) {
        await qpdf('--flatten-annotations=all', `${i}.pdf`, 'drawn.pdf')
        await rename(pathOf(folder, 'drawn.pdf'), pathOf(folder, `${i}.pdf`))
      }
    await qpdf('--empty', '--pages', ...(await inOrder(qpdf, parts)), '--', 'joined.pdf')
    const book = await lookInto(qpdf)
    const counts = await countsOf(qpdf, parts, book.pages.length)
    const numbers = numbering(parts, counts)
    const marks = marksBySheet(parts, counts)
    await writeFile(pathOf(folder, 'bookmarks.json'), JSON.stringify(bookmarks(book, parts, counts)))
    const overlay: string[] = []
    if (setNumbers !== undefined) {
      const stamp = await setNumbers(book.sheets.map((sheet, i) => ({ ...sheet, ...numbers[i], ...marks[i] })))
      await writeFile(pathOf(folder, 'numbers.pdf'), stamp)
      overlay.push('--overlay', 'numbers.pdf', '--')
    }
    // What is signed is appended to, by a table of objects as this writes one.
    const form = toBeSigned ? ['--object-streams=disable'] : []
    const whole = ['--update-from-json=bookmarks.json', '--deterministic-id', ...form, ...overlay]
    await qpdf('joined.pdf', ...whole, 'volume.pdf')
    let page = 0
    return {
      pdf: await readFile(pathOf(folder, 'volume.pdf')),
      pages: book.sheets.length,
      parts: counts.map((pages, i) => {
        const from = setNumbers === undefined ? undefined : numbers[page]?.number
        page += pages
        return { pages, ...(from !== undefined && parts[i]?.numbered && { from, to: from + pages - 1 }) }
      }),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The files in their order with the pages of each: a sheet lies behind the page that it belongs to. */
async function inOrder(qpdf: Qpdf, parts: readonly Part[]): Promise<readonly string[]> {
  let next = parts.length
  const all: string[] = []
  for (const [i, { behind = [] }] of parts.entries()) {
    const own = `${i}.pdf`
    if (behind.length === 0) {
      all.push(own)
      continue
    }
    const last = Number(await qpdf('--show-npages', own))
    const sheets = behind.map(({ page }) => ({ page, file: `${next++}.pdf` })).toSorted((a, b) => a.page - b.page)
    let from = 1
    for (const { page, file } of sheets) {
      const until = Math.min(page, last)
      if (until >= from) all.push(own, `${from}-${until}`)
      from = Math.max(from, until + 1)
      all.push(file, '1')
    }
    if (from <= last) all.push(own, `${from}-${last}`)
  }
  return all
}

/** Where a page of a part has come to lie: behind the sheets of the pages before it. */
function marksBySheet(
  parts: readonly Part[],
  counts: readonly number[],
): readonly { readonly marks?: readonly MarkDrawn[] }[] {
  return parts.flatMap(({ marks = [], behind = [] }, i) => {
    const sheets = Array.from({ length: counts[i] ?? 0 }, (): MarkDrawn[] => [])
    for (const one of marks) sheets[one.page - 1 + behind.filter(({ page }) => page < one.page).length]?.push(one)
    return sheets.map((all) => (all.length > 0 ? { marks: all } : {}))
  })
}

/** qpdf in the cage, in a folder where the parts lie as `0.pdf`, `1.pdf` and so on. */
export function qpdfIn(cage: Cage, folder: string, parts: readonly Pick<Part, 'title'>[]): Qpdf {
  const [program, ...before] = [...cage.around(['/usr/bin/qpdf', '/usr/local/bin/qpdf', QPDF], LIMITS, folder), QPDF]
  return (...args) =>
    new Promise((resolve, reject) => {
      const options = {
        cwd: folder,
        env: environment(),
        timeout: TIME,
        maxBuffer: 256 << 20,
        killSignal: 'SIGKILL',
      } as const
      execFile(program, [...before, ...args], options, (error, stdout, stderr) => {
        const code = error?.code as number | string | undefined
        if (error === null || code === MENDED) resolve(stdout)
        else reject(failureOf(stderr, code, parts))
      })
    })
}

/** qpdf names the file it could not read, which is named by the number of its part. */
function failureOf(stderr: string, code: number | string | undefined, parts: readonly Pick<Part, 'title'>[]): Error {
  if (code === 'ENOENT' || /qpdf: (No such file|not found)|execvp qpdf|failed to execute/iu.test(stderr))
    return because(
      Refused,
      'joiner-missing',
      '合卷需要 qpdf，这台机器上没有。请安装它（Debian：apt-get install qpdf）',
      'Joining a volume takes qpdf, which is not on this machine. Install it (Debian: apt-get install qpdf)',
    )
  const part = parts[Number(/(?:^|[\s(])(\d+)\.pdf/mu.exec(stderr)?.[1])]
  if (part === undefined) return new Error(`qpdf ended with ${code}: ${stderr.slice(0, 500)}`)
  const locked = /password|encrypt/iu.test(stderr)
  return because(
    Corrupt,
    locked ? 'paper-encrypted' : 'paper-unreadable',
    locked
      ? `《${part.title}》的 PDF 加了密码，不能合卷。请存入没有密码的文件`
      : `《${part.title}》的 PDF 读不出来，不能合卷。请核对存入的文件`,
    locked
      ? `The PDF of “${part.title}” is locked by a password and cannot be joined. Store one without`
      : `The PDF of “${part.title}” cannot be read and cannot be joined. Check the file that was stored`,
  )
}

/** As the parts say, unless together they are not what the volume has. */
async function countsOf(qpdf: Qpdf, parts: readonly Part[], total: number): Promise<readonly number[]> {
  const said = parts.map(({ pages, behind = [] }) => (pages ?? Number.NaN) + behind.length)
  if (said.reduce((sum, one) => sum + one, 0) === total) return said
  const counts: number[] = []
  for (const [i, { behind = [] }] of parts.entries())
    counts.push(Number(await qpdf('--show-npages', `${i}.pdf`)) + behind.length)
  return counts
}

/** Of each page the number it bears, if any, counted over the pages that bear one. */
function numbering(parts: readonly Part[], counts: readonly number[]): readonly { readonly number?: number }[] {
  let next = 1
  return parts.flatMap(({ numbered }, i) =>
    Array.from({ length: counts[i] ?? 0 }, () => (numbered ? { number: next++ } : {})),
  )
}

const Box = z.tuple([z.number(), z.number(), z.number(), z.number()])
const Described = z.object({
  pages: z.array(z.object({ object: z.string() })),
  qpdf: z.tuple([
    z.object({ maxobjectid: z.number(), pdfversion: z.string() }).loose(),
    z.record(z.string(), z.object({ value: z.json().optional() })),
  ]),
})

interface Book {
  readonly header: { readonly maxobjectid: number }
  readonly pages: readonly string[]
  readonly sheets: readonly Sheet[]
  readonly catalog: readonly [name: string, value: Readonly<Record<string, unknown>>]
}

async function lookInto(qpdf: Qpdf): Promise<Book> {
  // Of the streams nothing: what is asked for are pages and the catalog, a few kilobytes.
  const keys = ['--json=2', '--json-key=pages', '--json-key=qpdf', '--json-stream-data=none']
  const { pages, qpdf: described } = Described.parse(JSON.parse(await qpdf('joined.pdf', ...keys)))
  const [header, objects] = described
  const of = (reference: unknown): Readonly<Record<string, unknown>> => {
    const value = objects[`obj:${String(reference)}`]?.value
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}
  }
  const trailer = objects['trailer']?.value as Readonly<Record<string, unknown>>
  const root = trailer['/Root']
  return {
    header,
    pages: pages.map(({ object }) => object),
    sheets: pages.map(({ object }) => sheetOf(of(object))),
    catalog: [`obj:${String(root)}`, of(root)],
  }
}

const A4 = [0, 0, 595.28, 841.89] as const

function sheetOf(page: Readonly<Record<string, unknown>>): Sheet {
  const box = Box.safeParse(page['/CropBox'] ?? page['/MediaBox'])
  const [left, bottom, right, top] = box.success ? box.data : A4
  const [width, height] = [Math.abs(right - left), Math.abs(top - bottom)]
  return Number(page['/Rotate'] ?? 0) % 180 === 0 ? { width, height } : { width: height, height: width }
}

/** What qpdf is told to add: a bookmark for each part, at its first page. */
function bookmarks({ header, pages, catalog }: Book, parts: readonly Part[], counts: readonly number[]): unknown {
  const [name, value] = catalog
  const reference = (i: number): string => `${header.maxobjectid + 1 + i} 0 R`
  const outline = {
    '/Type': '/Outlines',
    '/First': reference(1),
    '/Last': reference(parts.length),
    '/Count': parts.length,
  }
  let page = 0
  const items = parts.map(({ title }, i) => {
    const destination = pages[page]
    page += counts[i] ?? 0
    return {
      '/Title': `u:${title}`,
      '/Parent': reference(0),
      '/Dest': [destination, '/Fit'],
      ...(i > 0 && { '/Prev': reference(i) }),
      ...(i < parts.length - 1 && { '/Next': reference(i + 2) }),
    }
  })
  const added = [outline, ...items].map((one, i) => [`obj:${reference(i)}`, { value: one }] as const)
  const shown = { ...value, '/Outlines': reference(0), '/PageMode': '/UseOutlines' }
  return {
    version: 2,
    parameters: { decodelevel: 'none' },
    qpdf: [header, { ...Object.fromEntries(added), [name]: { value: shown } }],
  }
}
