import type { NodeCompiler, NodeError } from '@myriaddreamin/typst-ts-node-compiler'
import type { Answer, Job, Place, Setting } from './wire.ts'

// This file is started by itself in an empty root (platform/cage.ts): it may import the compiler and nothing else that runs.

/** ISO 19005-2, level A: tagged, fonts embedded, and a character without a glyph is an error instead of an empty box. */
const STANDARD = 'a-2a'

/** How many compilations what was computed for one paper is kept for the next. */
const CACHED = 10

type Outcome = Answer extends infer One ? (One extends unknown ? Omit<One, 'rss'> : never) : never

/** What the compiler says of a source; lines and characters (UTF-16) from 0. */
interface Diagnostic {
  readonly message: string
  /** 1 an error, {@link WARNING}, and beyond it what the compiler was doing meanwhile. */
  readonly severity: number
  readonly path: string
  readonly range: { readonly start: { readonly line: number; readonly character: number } } | null
}

const WARNING = 2

class Compiler {
  readonly #typst: NodeCompiler
  readonly #root: string
  readonly #faces: Setting['faces']
  readonly #wrong: Setting['wrong']
  /** Of each family that others stand behind: what it has, and what it lacks. */
  readonly #coverage = new Map<string, { has: Set<string>; lacks: Set<string> }>()

  constructor(typst: NodeCompiler, { root, sources, faces, wrong }: Setting) {
    this.#typst = typst
    this.#root = root
    this.#faces = faces
    this.#wrong = wrong
    for (const [name, source] of Object.entries(sources)) typst.mapShadow(`${root}/${name}`, Buffer.from(source))
  }

  set({ template, data, files = {} }: Job): Outcome {
    try {
      for (const [name, bytes] of Object.entries(files))
        this.#typst.mapShadow(`${this.#root}/${name}`, Buffer.from(bytes))
      const words = strings(JSON.parse(data))
      const inputs = { data, faces: JSON.stringify(this.#facesFor(words)), longest: String(longestWord(words)) }
      const mainFileContent = `#import "${template}.typ": paper\n#paper(json(bytes(sys.inputs.data)))\n`
      const compiled = this.#typst.compile({ mainFileContent, inputs })
      const document = compiled.result
      if (document === null) return failure(this.#said(compiled.takeDiagnostics()))
      const family = unknownFamily(this.#said(compiled.takeWarnings()))
      if (family !== undefined) return { failed: 'family', family }
      const pdf = this.#typst.pdf(document, { pdfStandard: STANDARD })
      const places = this.#typst.query(document, { selector: '<slot>', field: 'value' }) as Place[]
      return { pdf, pages: document.numOfPages, places }
    } catch (thrown) {
      return failure(thrown instanceof Error ? thrown.message : String(thrown))
    } finally {
      for (const name of Object.keys(files)) this.#typst.unmapShadow(`${this.#root}/${name}`)
      // After a failed one too: without it the memory grows with every paper.
      this.#typst.evictCache(CACHED)
    }
  }

  /** What the compiler found, each with file, line and column, counted from 1, where it is in a template. */
  #said(error: NodeError | null): string {
    const found = error === null ? [] : (this.#typst.fetchDiagnostics(error) as readonly Diagnostic[])
    const own = found.filter(({ severity }) => severity <= WARNING)
    return own.map(({ message, path, range }) => `${this.#placed(path, range)}${message}`).join('\n')
  }

  #placed(path: string, range: Diagnostic['range']): string {
    const own = `${this.#root}/`
    if (range === null || !path.startsWith(own)) return ''
    const { line, character } = range.start
    return `${path.slice(own.length)}:${line + 1}:${character + 1}: `
  }

  /**
   * Each face with its families, and the characters of this paper for which the first of them does not do. A family that
   * draws one of them as another does not stand in for the first.
   */
  #facesFor(words: readonly string[]): Record<string, { families: readonly string[]; rare: string }> {
    const characters = [...new Set(words.join(''))]
    // Marks between clauses belong to none and may be of another family.
    const letters = characters.filter((one) => /[\p{L}\p{N}]/u.test(one))
    const wrongIn = (family: string) => characters.filter((one) => this.#wrong[family]?.includes(one)).join('')
    return Object.fromEntries(
      Object.entries(this.#faces).map(([name, [first = '', ...others]]) => {
        const rare = others.length === 0 ? '' : wrongIn(first) + this.#lacking(first, letters)
        return [name, { families: [first, ...others.filter((family) => wrongIn(family) === '')], rare }]
      }),
    )
  }

  #lacking(family: string, characters: readonly string[]): string {
    let known = this.#coverage.get(family)
    if (known === undefined) this.#coverage.set(family, (known = { has: new Set(), lacks: new Set() }))
    const { has, lacks } = known
    const unseen = characters.filter((one) => !has.has(one) && !lacks.has(one))
    if (unseen.length > 0) {
      for (const one of this.#withoutGlyph(family, unseen)) lacks.add(one)
      for (const one of unseen) if (!lacks.has(one)) has.add(one)
    }
    return characters.filter((one) => lacks.has(one)).join('')
  }

  /** The compiler itself says what a family lacks: a text of these characters alone, in this family alone. */
  #withoutGlyph(family: string, characters: readonly string[]): readonly string[] {
    const mainFileContent =
      '#set document(title: "-")\n#set text(font: sys.inputs.family, fallback: false)\n#for one in json(bytes(sys.inputs.data)) [#text(one) ]'
    const inputs = { family, data: JSON.stringify(characters) }
    const { result } = this.#typst.compile({ mainFileContent, inputs })
    if (result === null) return []
    try {
      this.#typst.pdf(result, { pdfStandard: STANDARD })
      return []
    } catch (thrown) {
      const missing = new Set(withoutGlyph((thrown as Error).message).join(''))
      return characters.filter((one) => missing.has(one))
    }
  }
}

function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap(strings)
}

/** Templates look for places to break in long words only where there are any. */
const longestWord = (words: readonly string[]): number =>
  words.reduce((most, one) => Math.max(most, ...(one.match(/[!-~]+/gu) ?? []).map(({ length }) => length)), 0)

function failure(words: string): Outcome {
  const characters = withoutGlyph(words)
  return characters.length > 0 ? { failed: 'characters', characters } : { failed: 'template', words }
}

/** Typst says, under a PDF/A standard: the text `"㐀"` could not be displayed with font `"Noto Serif CJK SC"`. */
const withoutGlyph = (words: string): readonly string[] => [
  ...new Set(
    [...words.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/gu)].map(([, text = '']) =>
      text.replaceAll(/\\+u\{([0-9a-f]{1,6})\}/gi, (_, point: string) =>
        String.fromCodePoint(Number.parseInt(point, 16)),
      ),
    ),
  ),
]

/** Typst only warns of it, and sets the text in another. */
const unknownFamily = (words: string): string | undefined => /unknown font family: (.+)/u.exec(words)?.[1]

const answer = (outcome: Outcome): void => {
  process.send?.({ ...outcome, rss: process.memoryUsage.rss() } satisfies Answer)
}

async function begin(setting: Setting): Promise<Compiler> {
  // Its native part exists for Linux on x86-64 only: where it is missing, only papers fail.
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  const typst = NodeCompiler.create({ workspace: setting.root, fontArgs: [{ fontPaths: [...setting.fontFiles] }] })
  return new Compiler(typst, setting)
}

// Whoever asks before it has begun is answered when it has.
process.once('message', (setting) => {
  const beginning = begin(setting as Setting)
  process.on('message', (job) => {
    beginning.then(
      (compiler) => answer(compiler.set(job as Job)),
      (thrown: unknown) => answer({ failed: 'template', words: String(thrown) }),
    )
  })
})
process.once('disconnect', () => process.exit(0))
