/** Text that is already HTML. Everything else is escaped on its way into a page. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const escaped = (words: string): string => words.replaceAll(/[&<>"']/gu, (one) => ESCAPES[one] ?? one)

type Part = string | number | Html | undefined | false | readonly Part[]
const written = (part: Part): string => {
  if (part === undefined || part === false) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'string' || typeof part === 'number') return escaped(`${part}`)
  return part.map(written).join('')
}

/** A piece of a page: whatever is put into it is escaped, unless it was made by this. */
export const html = (pieces: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(pieces.reduce((so, piece, at) => so + written(parts[at - 1]) + piece))

/** A text as it was written, with its lines. */
export const lines = (words: string): Html => new Html(escaped(words).replaceAll(/\r?\n/gu, '<br>'))
