import { canonical } from '../kernel/index.ts'
import { PLACES, eventPath, proofPath } from './paths.ts'

/** The text files that travel inside manifest.js, in no particular order. */
export function companionPaths(items: readonly { readonly number: number }[]): readonly string[] {
  const { declaration, info, manifest, sm3, index, statement, checkpoint, keys } = PLACES
  const shared = [declaration, info, manifest, sm3, index, statement, checkpoint, keys]
  return [...shared, ...items.flatMap(({ number }) => [eventPath(number), proofPath(number)])]
}

const PREFIX = 'window.LIUHEN_PACKAGE = '

/**
 * The classic script that puts a package's text files where a page opened from disc can reach them: such a page may read
 * no file by itself. It is a function of those files, so a verifier makes it again and compares.
 */
export function companionScript(texts: { readonly [path: string]: string }): string {
  const escaped = canonical(texts).replace(
    /[<\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `${PREFIX}${escaped}\n`
}
