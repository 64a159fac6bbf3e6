import { type Citation, type Obstacle, text } from '../kernel/index.ts'

/** One obstacle, with its field and article where there is one. */
export const obstacle = (
  code: string,
  zh: string,
  en: string,
  more: { readonly field?: string; readonly citation?: Citation | undefined } = {},
): Obstacle => ({
  code,
  message: text(zh, en),
  ...(more.field !== undefined && { field: more.field }),
  ...(more.citation && { citation: more.citation }),
})

/** Those of these that stand in the way. */
export const standing = (...all: readonly (Obstacle | false | undefined)[]): Obstacle[] =>
  all.filter((one): one is Obstacle => one !== undefined && one !== false)
