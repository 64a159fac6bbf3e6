import type { SealProblem } from './decider.ts'

/** The objects of a PDF as qpdf tells them (its JSON, version 2), streams with their data. */
export interface PdfObjects {
  readonly pages: readonly { readonly object: string }[]
  readonly qpdf: readonly [unknown, Readonly<Record<string, PdfObject>>]
}
type PdfObject = { readonly value?: unknown; readonly stream?: { readonly dict: unknown; readonly data?: string } }
type Dict = Readonly<Record<string, unknown>>

const REFERENCE = /^\d+ \d+ R$/
/** What of the document a seal adds to: the form it is a field of, its proofs, and what names the form of the file. */
const SEALS_OWN = new Set(['/AcroForm', '/DSS', '/Extensions', '/Perms', '/Version', '/Pages'])
const isDict = (value: unknown): value is Dict => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * What differs, beyond seals, between a paper as it was fixed and as it came back: pages that show something else, pages on
 * which anything but a seal was laid, and anything else of the document.
 */
export function pageProblems(fixed: PdfObjects, sealed: PdfObjects): SealProblem[] {
  const [before, after] = [readerOf(fixed), readerOf(sealed)]
  if (fixed.pages.length !== sealed.pages.length) return [{ is: 'more-than-seal' }]
  const numbers = fixed.pages.map((_, i) => i + 1)
  const pagesWhere = (test: (page: number) => boolean): number[] => numbers.filter(test)
  const object = (file: PdfObjects, page: number): string => file.pages[page - 1]?.object ?? ''
  const changed = pagesWhere((page) => before.look(object(fixed, page)) !== after.look(object(sealed, page)))
  const laid = pagesWhere((page) => {
    const known = new Set(before.annotations(object(fixed, page)).map((one) => before.whole(one)))
    return after.annotations(object(sealed, page)).some((one) => !after.isSeal(one) && !known.has(after.whole(one)))
  })
  return [
    ...(changed.length > 0 ? [{ is: 'page-changed', pages: changed } as const] : []),
    ...(laid.length > 0 ? [{ is: 'laid-over', pages: laid } as const] : []),
    ...(before.rest() === after.rest() && !after.hasForm() ? [] : [{ is: 'more-than-seal' } as const]),
  ]
}

function readerOf({ qpdf: [, objects] }: PdfObjects) {
  const at = (value: unknown): unknown => {
    if (typeof value !== 'string' || !REFERENCE.test(value)) return value
    const found = objects[`obj:${value}`]
    return found?.stream ?? found?.value
  }
  /** Everything that can be reached, written out; what leads back up and round is left out. */
  const whole = (value: unknown, above: readonly string[] = [], without: ReadonlySet<string> = UP): string => {
    if (typeof value === 'string' && REFERENCE.test(value)) {
      if (above.includes(value)) return '"…"'
      return whole(at(value), [...above, value], without)
    }
    if (Array.isArray(value)) return `[${value.map((one) => whole(one, above, without)).join(',')}]`
    if (!isDict(value)) return JSON.stringify(value) ?? 'null'
    const keys = Object.keys(value)
      .filter((key) => !without.has(key))
      .sort()
    return `{${keys.map((key) => `${JSON.stringify(key)}:${whole(value[key], above, without)}`).join(',')}}`
  }
  const dict = (value: unknown): Dict => {
    const found = at(value)
    return isDict(found) ? found : {}
  }
  /** A page's own entry, or that of the nearest node above which it inherits from. */
  const inherited = (page: unknown, key: string): unknown => {
    let node: unknown = page
    for (let steps = 0; steps < 50 && node !== undefined; steps++) {
      const own = dict(node)
      if (own[key] !== undefined) return own[key]
      node = own['/Parent']
    }
    return undefined
  }
  const list = (value: unknown): readonly unknown[] => {
    const found = at(value)
    return Array.isArray(found) ? found : []
  }
  return {
    whole: (value: unknown) => whole(value),
    look: (page: string) =>
      [
        ...['/MediaBox', '/CropBox', '/Rotate', '/Resources'].map((key) => whole(inherited(page, key))),
        ...['/Contents', '/UserUnit', '/AA'].map((key) => whole(dict(page)[key])),
      ].join('\n'),
    annotations: (page: string) => list(dict(page)['/Annots']),
    isSeal: (annotation: unknown) => {
      const own = dict(annotation)
      return own['/Subtype'] === '/Widget' && (own['/FT'] ?? dict(own['/Parent'])['/FT']) === '/Sig'
    },
    /** A form of another kind, which some programs show instead of the pages. */
    hasForm: () => dict(dict(dict(objects['trailer']?.value)['/Root'])['/AcroForm'])['/XFA'] !== undefined,
    /** The document itself, without its pages and what a seal adds to. */
    rest: () => {
      const root = dict(dict(objects['trailer']?.value)['/Root'])
      return whole(Object.fromEntries(Object.entries(root).filter(([key]) => !SEALS_OWN.has(key))), [], DOCUMENT)
    },
  }
}

const UP: ReadonlySet<string> = new Set(['/Parent', '/P'])
/** Structure and outline name pages, which are compared by themselves. */
const DOCUMENT: ReadonlySet<string> = new Set(['/Parent', '/P', '/Pg', '/Dest', '/Annots', '/Metadata'])
