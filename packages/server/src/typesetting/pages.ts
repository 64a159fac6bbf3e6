import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { Cage } from '../platform/index.ts'
import { isBlankPicture } from './ink.ts'
import { type Part, qpdfIn } from './join.ts'

type Given = Pick<Part, 'title' | 'pdf'>
type Asking<T> = (qpdf: ReturnType<typeof qpdfIn>, folder: string) => Promise<T>

let cage: Promise<Cage> | undefined

/** Asks qpdf of one file, in the cage and in a folder of its own. Throws as joining does. */
async function asked<T>(part: Given, ask: Asking<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-pages-'))
  try {
    await writeFile(join(folder, '0.pdf'), part.pdf)
    return await ask(qpdfIn(await (cage ??= Cage.find()), folder, [part]), folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** One page of a PDF as a file of its own; the file it is of stays as it is. */
export const pageOfPdf = (part: Given, page: number): Promise<Uint8Array> =>
  asked(part, async (qpdf, folder) => {
    await qpdf('0.pdf', '--pages', '.', String(page), '--', '--deterministic-id', 'page.pdf')
    return readFile(join(folder, 'page.pdf'))
  })

const Picture = z.object({
  object: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  bitspercomponent: z.number().int().nullable(),
  colorspace: z.unknown(),
})
const Described = z.object({
  pages: z.array(z.object({ object: z.string(), contents: z.array(z.string()), images: z.array(z.json()) })),
})

/** Operators that leave something on a page: text, paths, shadings, pictures and forms. */
const PAINTS = /(?:^|[\s\])>])(?:Tj|TJ|'|"|Do|sh|EI|f\*?|F|B\*?|b\*?|S|s)(?=\s|$)/u

/** The same without pictures, and without the paths that clip one. */
const BESIDE = /(?:^|[\s\])>])(?:Tj|TJ|'|"|sh|EI|f\*?|F|B\*?|b\*?|S|s)(?=\s|$)/u

/** What paints nothing to be seen: text of blanks alone. */
const BLANKS = /\(\s*\)\s*Tj/gu
const STRINGS = /\((?:\\.|[^\\()])*\)/gu

/**
 * How many pages a PDF that can be joined to others has, and on which of them nothing is to be seen: nothing is drawn, or
 * nothing but pictures of a sheet without ink. A picture whose samples cannot be read here counts as one that shows something.
 */
export const pagesDrawn = (part: Given): Promise<{ readonly pages: number; readonly empty: readonly number[] }> =>
  asked(part, async (qpdf, folder) => {
    const told = await qpdf('--json=2', '--json-key=pages', '--json-stream-data=none', '0.pdf')
    const { pages } = Described.parse(JSON.parse(told))
    const empty: number[] = []
    for (const [at, { object, contents, images }] of pages.entries()) {
      const show = (reference: string, ...more: string[]): Promise<string> =>
        qpdf(`--show-object=${reference.split(' ').slice(0, 2).join(',')}`, ...more, '0.pdf')
      const drawn = await Promise.all(contents.map((one) => show(one, '--filtered-stream-data')))
      const said = drawn.join('\n').replaceAll(BLANKS, '').replaceAll(STRINGS, '()')
      const paints = images.length > 0 ? BESIDE : PAINTS
      if (paints.test(said) || (await show(object)).includes('/Annots')) continue
      const seen = await Promise.all(images.map((one) => isBlank(qpdf, folder, one)))
      if (seen.every((one) => one === true)) empty.push(at + 1)
    }
    await qpdf('--empty', '--pages', '0.pdf', '--', 'joined.pdf')
    return { pages: pages.length, empty }
  })

/** Whether a picture shows a sheet without ink; undefined where its samples cannot be read. */
async function isBlank(
  qpdf: ReturnType<typeof qpdfIn>,
  folder: string,
  described: unknown,
): Promise<boolean | undefined> {
  const picture = Picture.safeParse(described).data
  // Of a palette a number says nothing of how dark it is.
  if (!picture || picture.bitspercomponent === null || JSON.stringify(picture.colorspace).includes('Indexed'))
    return undefined
  const { object, width, height, bitspercomponent: bits } = picture
  const number = object.split(' ')[0] ?? ''
  const prefix = `picture-${number}-`
  const only = ['--json-key=qpdf', `--json-object=${object.split(' ').slice(0, 2).join(',')}`]
  const files = ['--json-stream-data=file', `--json-stream-prefix=${prefix}`, '--decode-level=all']
  await qpdf('--json=2', ...only, ...files, '0.pdf')
  const file = (await readdir(folder)).find((one) => one.startsWith(prefix))
  return file === undefined
    ? undefined
    : isBlankPicture({ width, height, bits, bytes: await readFile(join(folder, file)) })
}
