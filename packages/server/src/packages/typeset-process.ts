import { existsSync } from 'node:fs'
import { withoutGlyphs } from './glyphs.ts'

/** What the typesetting process is asked for, once. */
export interface Typesetting {
  readonly source: string
  readonly data: string
  readonly fontFolders: readonly string[]
}

export type Typeset = { readonly pdf: Uint8Array } | { readonly failed: string }

/** ISO 19005-2, level A: tagged, fonts embedded, and a missing character is an error instead of an empty box. */
const STANDARD = 'a-2a'

/** A text is set again for each round of characters that turn out to have no glyph; all of one font are told at once. */
const MOST_ROUNDS = 12

async function typeset({ source, data, fontFolders }: Typesetting): Promise<Typeset> {
  try {
    // Its native part exists for Linux on x86-64 only: where it is missing, only papers fail.
    const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
    const fontPaths = fontFolders.filter((folder) => existsSync(folder))
    const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths }] })
    let words = data
    for (let round = 0; ; round++)
      try {
        return { pdf: compiler.pdf({ mainFileContent: source, inputs: { data: words } }, { pdfStandard: STANDARD }) }
      } catch (thrown) {
        const without = withoutGlyphs(words, messageOf(thrown))
        if (without === undefined || round === MOST_ROUNDS) throw thrown
        words = without
      }
  } catch (thrown) {
    return { failed: messageOf(thrown) }
  }
}

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : JSON.stringify(thrown))

process.once('message', (typesetting) => {
  void typeset(typesetting as Typesetting).then((answer) => process.send?.(answer))
})
