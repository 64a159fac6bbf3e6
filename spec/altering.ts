import { relist, textAt } from '../scripts/package-in-memory.ts'
import type { Contents } from '../scripts/package-in-memory.ts'

/** A package somebody changed: how, what came of it, and the keys it is to be verified with. */
export interface Altered {
  readonly kind: string
  readonly contents: Contents
  readonly keys: readonly string[]
}

export type Change = (contents: Contents, pick: Pick) => Contents | void
/** A chance of its own for each package. */
export interface Pick {
  readonly among: <T>(all: readonly T[]) => T
  readonly upTo: (most: number) => number
}

export const utf8 = (words: string): Uint8Array => new TextEncoder().encode(words)
export const INDEX = 'data/index.json'
export const STATEMENT = 'data/statement.json'
export type Members = Record<string, unknown>

/** Changes a JSON file by its value; everything else is made again after it. */
export const inJson =
  (path: string, change: (value: Members, pick: Pick) => void): Change =>
  (contents, pick) => {
    const value = JSON.parse(textAt(contents, path)) as Members
    change(value, pick)
    contents.set(path, utf8(JSON.stringify(value)))
    relist(contents)
  }
export const inIndex = (
  change: (index: Members & { items: Members[]; takes: Members[] }, pick: Pick) => void,
): Change => inJson(INDEX, (value, pick) => change(value as Members & { items: Members[]; takes: Members[] }, pick))
/** Changes a text by its letters, and nothing else. */
export const inText =
  (
    path: string | ((contents: Contents, pick: Pick) => string),
    change: (words: string, pick: Pick) => string,
  ): Change =>
  (contents, pick) => {
    const where = typeof path === 'string' ? path : path(contents, pick)
    contents.set(where, utf8(change(textAt(contents, where), pick)))
  }
/** The same, with all that can be made again made again, but for what was changed. */
export const andAgain =
  (change: Change, ...except: string[]): Change =>
  (contents, pick) => {
    change(contents, pick)
    relist(contents, except)
  }

export const anyOf =
  (pattern: RegExp) =>
  (contents: Contents, pick: Pick): string =>
    pick.among([...contents.keys()].filter((path) => pattern.test(path)))
export const letters = (pick: Pick): string =>
  Array.from({ length: 1 + pick.upTo(5) }, () => pick.among('甲乙丙丁abc'.split(''))).join('')
/** One bit of one byte of any file, or of files of that name. */
export const flip =
  (pattern: RegExp): Change =>
  (contents, pick) => {
    const path = anyOf(pattern)(contents, pick)
    const bytes = Uint8Array.from(contents.get(path) ?? [])
    const at = pick.upTo(bytes.length - 1)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << pick.upTo(7))
    contents.set(path, bytes)
  }
