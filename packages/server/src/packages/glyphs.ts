/**
 * What printers have always set where a character is missing: 〓, the geta. It stands out, and every Chinese font has it.
 */
export const SUBSTITUTE = '\u3013'

/**
 * The data of a paper with every character of which the typesetter says that no font has it replaced by a substitute, and
 * `substituted` set so that the paper can say so; undefined when nothing in the data is the cause. Typst says, under a
 * PDF/A standard: the text `"㐀"` could not be displayed with font `"Noto Serif CJK SC"`; some characters it writes as
 * `\u{f7c}`.
 */
export function withoutGlyphs(data: string, complaint: string): string | undefined {
  const missing = [...complaint.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/gu)]
    .map(([, words = '']) => plain(words))
    .filter((words) => words !== '' && words !== SUBSTITUTE)
  if (missing.length === 0) return undefined
  // The longest first: of a figure put together of several, the whole is one.
  const longestFirst = [...new Set(missing)].sort((a, b) => b.length - a.length)
  const replaced = (value: unknown): unknown => {
    if (typeof value === 'string') return longestFirst.reduce((words, one) => words.replaceAll(one, SUBSTITUTE), value)
    if (Array.isArray(value)) return value.map(replaced)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one)]))
  }
  const after = replaced(JSON.parse(data)) as object
  const words = JSON.stringify({ ...after, substituted: true })
  return words === data ? undefined : words
}

const plain = (words: string): string =>
  words.replaceAll(/\\+u\{([0-9a-f]{1,6})\}/gi, (_, point: string) => String.fromCodePoint(Number.parseInt(point, 16)))
