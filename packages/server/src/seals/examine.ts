import { Corrupt, Malformed } from '@liuhen/core/kernel'
import { pageProblems, type PdfObjects, type Seal, type SealProblem, signaturesIn } from '@liuhen/core/seals'
import type { Certificate } from 'pkijs'
import { objectsOf } from '../typesetting/index.ts'
import { signatureOf } from './signature.ts'

export interface Examined {
  readonly format: 'pdf' | 'ofd'
  readonly seals: readonly Seal[]
  readonly problems: readonly SealProblem[]
}

/** What can be said of a file that is brought as the sealed copy of a fixed paper. */
export async function examine(
  file: Uint8Array,
  fixed: Uint8Array,
  title: string,
  roots: readonly Certificate[],
): Promise<Examined> {
  // An OFD is another typesetting of the paper: whether it says the same nobody here can tell, and so it is said.
  if (isOfd(file)) return { format: 'ofd', seals: [{ verdict: 'not-verifiable', unknown: 'ofd' }], problems: [] }
  const wrong = (is: 'unreadable' | 'no-seal' | 'another-paper'): Examined => ({
    format: 'pdf',
    seals: [],
    problems: [{ is }],
  })
  if (!beginsWith(file, new TextEncoder().encode('%PDF-'))) return wrong('unreadable')
  const signatures = signaturesIn(file)
  if (signatures.length === 0) return wrong('no-seal')
  if (!beginsWith(file, fixed)) return wrong('another-paper')
  const problems: SealProblem[] = []
  const seals: Seal[] = []
  if (signatures.at(-1)?.covers[3] !== file.length) problems.push({ is: 'open-end' })
  for (const one of signatures) {
    const found = one ? await signatureOf(file, one, roots) : 'broken'
    if (typeof found !== 'string') seals.push(found)
    else if (!problems.some(({ is }) => is === found)) problems.push({ is: found })
  }
  return { format: 'pdf', seals, problems: [...problems, ...(await pagesOf(file, fixed, title))] }
}

async function pagesOf(file: Uint8Array, fixed: Uint8Array, title: string): Promise<readonly SealProblem[]> {
  try {
    const [before, after] = await objectsOf([
      { title, pdf: fixed, numbered: false },
      { title, pdf: file, numbered: false },
    ])
    return pageProblems(before as PdfObjects, after as PdfObjects)
  } catch (error) {
    if (error instanceof Corrupt || error instanceof Malformed) return [{ is: 'unreadable' }]
    throw error
  }
}

const beginsWith = (file: Uint8Array, start: Uint8Array): boolean =>
  file.length >= start.length && Buffer.from(file.buffer, file.byteOffset, start.length).equals(start)

/** A zip archive whose first entries name the document's root (GB/T 33190). */
const isOfd = (file: Uint8Array): boolean =>
  beginsWith(file, Uint8Array.of(0x50, 0x4b, 0x03, 0x04)) && Buffer.from(file).includes('OFD.xml')
