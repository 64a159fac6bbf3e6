import { fork } from 'node:child_process'
import { once } from 'node:events'
import { because, Refused } from '@liuhen/core/kernel'
import type { Json } from '@liuhen/core/kernel'
import type { Typesetting, Typeset as Answer } from './typeset-process.ts'

/**
 * Turns a Typst source and its data into a PDF/A-2a. A character of the data that no font has is printed as a substitute;
 * throws Refused, naming it, when it is of the source itself.
 */
export type Typeset = (source: string, data: Json) => Promise<Uint8Array>

/** Where Debian keeps the fonts the templates name: Noto CJK and DejaVu Sans Mono. */
const FONT_FOLDERS = ['/usr/share/fonts/opentype/noto', '/usr/share/fonts/truetype/dejavu']

/**
 * Typst, in a process of its own for each paper: it takes half a second of one core and, with the Chinese fonts, 300 MB,
 * neither of which the server should pay for while it takes in recordings.
 */
export function typst(fontFolders: readonly string[] = FONT_FOLDERS): Typeset {
  return async (source, data) => {
    const child = fork(new URL('./typeset-process.ts', import.meta.url), { serialization: 'advanced', execArgv: [] })
    const typesetting: Typesetting = { source, data: JSON.stringify(data), fontFolders }
    try {
      child.send(typesetting)
      const answer = await Promise.race([
        once(child, 'message').then(([message]) => message as Answer),
        once(child, 'exit').then(([code]): Answer => ({ failed: `the typesetter ended with ${code}` })),
      ])
      if ('pdf' in answer) return answer.pdf
      throw explained(answer.failed) ?? new Error(answer.failed)
    } finally {
      child.kill()
    }
  }
}

/** Typst says, under a PDF/A standard: the text `"㐀"` could not be displayed with font `"Noto Serif CJK SC"`. */
function explained(words: string): Error | undefined {
  const character = /the text `\\?"(.+?)\\?"` could not be displayed/u.exec(words)?.[1]
  if (character === undefined) return undefined
  const point = Array.from(
    character,
    (one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
  const name = `“${character}”（${point.join(' ')}）`
  return because(
    Refused,
    'character-without-font',
    `字库里没有${name}，无法排印。请安装含该字的字体，或改用字库已有的写法`,
    `No font here has the character ${character} (${point.join(' ')}). Install a font that has it, or write it otherwise`,
  )
}
