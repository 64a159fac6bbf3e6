import { because, Corrupt, type Sha256 } from '@liuhen/core/kernel'
import { markInWords, type PaperState, placedMarks, sheetsBehind } from '@liuhen/core/paper'
import { Strokes } from '@liuhen/contract/papers'
import type { Typesetter } from '../typesetting/index.ts'
import type { Keeping } from '../vault/index.ts'

/** What draws marks and sets the sheets that lie behind a paper. */
export interface Marking extends Pick<Keeping, 'vault'> {
  readonly typesetter: () => Promise<Pick<Typesetter, 'typeset' | 'join' | 'picture'>>
}

type Part = Parameters<Typesetter['join']>[0][number]

/**
 * What was signed and refused on a paper, as it is laid over a copy of its pages, and the sheets behind them. Throws Corrupt
 * where the vault gives back something else than was kept.
 */
export async function marksOf(here: Marking, state: PaperState): Promise<Pick<Part, 'marks' | 'behind'>> {
  const marks = await Promise.all(
    placedMarks(state).map(async (one) => {
      const { page, x, y, width, height } = one.place
      const drawn =
        one.mark.is === 'signed' && one.mark.how === 'strokes' && one.mark.sha256 !== undefined
          ? await strokesIn(here, state.title, one.mark.sha256)
          : undefined
      return { page, x, y, width, height, ...markInWords(one), ...(drawn && { strokes: drawn }) }
    }),
  )
  const behind = []
  for (const sheet of sheetsBehind(state))
    behind.push({
      page: sheet.page,
      pdf:
        sheet.is === 'scan'
          ? await sheetOfScan(
              here,
              `${state.title}第${sheet.page}页扫描件`,
              await read(here, state.title, sheet.sha256),
            )
          : await sheetOfRefusal(here, state, sheet),
    })
  return { marks, behind }
}

/** A copy to read: the fixed pages with what was signed on them, and the sheets behind; the fixed bytes stay as they are. */
export async function readingCopy(here: Marking, state: PaperState): Promise<Uint8Array> {
  const { frozen, title } = state
  if (frozen === undefined) throw new Error('a draft has no reading copy')
  const pdf = await read(here, title, frozen.sha256)
  const part = { title, pdf, pages: frozen.pageDigests.length, numbered: false, ...(await marksOf(here, state)) }
  return (await (await here.typesetter()).join([part])).pdf
}

const startsAsPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 5)).equals(Buffer.from('%PDF-'))

/** A scanned page as a sheet: a picture is set on one, a PDF is one. */
export const sheetOfScan = async (
  { typesetter }: Pick<Marking, 'typesetter'>,
  title: string,
  bytes: Uint8Array,
): Promise<Uint8Array> => (startsAsPdf(bytes) ? bytes : (await typesetter()).picture(title, bytes))

async function sheetOfRefusal(
  { typesetter }: Marking,
  { title, frozen }: PaperState,
  { page, words }: { readonly page: number; readonly words: string },
): Promise<Uint8Array> {
  const { pdf } = await (
    await typesetter()
  ).typeset({
    template: 'letter',
    authority: title,
    title: '拒绝签名的注记',
    blocks: [{ kind: 'field', label: `第${page}页`, text: words }],
    signatures: [],
    code: frozen?.code ?? '00000000',
    day: frozen?.on ?? '2000-01-01',
    draft: false,
  })
  return pdf
}

async function strokesIn(here: Marking, title: string, sha256: Sha256) {
  const found = Strokes.safeParse(JSON.parse(Buffer.from(await read(here, title, sha256)).toString('utf8')))
  if (!found.success) throw altered(title)
  return found.data.strokes.map((stroke) => stroke.map(([x, y]) => [x, y] as const))
}

/** The bytes of that digest, read whole. Throws Corrupt where they are others. */
export async function read({ vault }: Pick<Marking, 'vault'>, title: string, sha256: Sha256): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for await (const part of await vault.read(sha256)) parts.push(part as Buffer)
  const now = await vault.digest(sha256)
  if (now.sha256 !== sha256) throw altered(title)
  return Buffer.concat(parts)
}

const altered = (title: string) =>
  because(
    Corrupt,
    'paper-altered',
    `《${title}》在库里的文件已经不是原来的内容：请运行 liuhen audit`,
    `The stored file of “${title}” is no longer what it was: run liuhen audit`,
  )
