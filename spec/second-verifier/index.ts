import { Reading } from './reading.ts'
import type { Files, Judgement } from './reading.ts'

export type { Judgement } from './reading.ts'

/**
 * A second reading of package.md, from its text alone: it shares nothing with the verifier that the product has, so that
 * where the two disagree the text, or one of them, is wrong. Only for tests; it says verdict and standing, and no sentences.
 *
 * `all` are all files of a folder by path, `brought` the key lines a person has from elsewhere.
 */
export function judge(all: Files, brought: readonly string[] = []): Judgement {
  return new Reading(all, brought).judge()
}
