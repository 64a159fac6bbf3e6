import { createInterface } from 'node:readline/promises'
import { ProblemError } from '@liuhen/contract'
import { visible } from '@liuhen/core/evidence-package'
import { Failure } from '@liuhen/core/kernel'
import type { Text } from '@liuhen/core/kernel'
import { type Language, languageOf } from './language.ts'
import { asksJson, helpOf, type Manual } from './options.ts'

/** What a person is told of something that went wrong as it may; undefined when it is a bug. */
export function sentencesOf(thrown: unknown): readonly Text[] | undefined {
  if (thrown instanceof Failure) return thrown.obstacles.map((one) => one.message)
  if (thrown instanceof ProblemError) return thrown.problem.obstacles.map((one) => one.message)
  return undefined
}

/** The sentences of {@link sentencesOf} in one text. Throws what it was given when that is a bug. */
export function reasonOf(thrown: unknown): Text {
  const sentences = sentencesOf(thrown)
  if (sentences === undefined) throw thrown
  return { zh: sentences.map((one) => one.zh).join('；'), en: sentences.map((one) => one.en).join('; ') }
}

/** Whether the call itself was wrong, so that the usage helps. */
export const isUsage = (thrown: unknown): boolean => thrown instanceof Failure && thrown.obstacles[0]?.code === 'usage'

/**
 * The same for a program, one line: `{"problem":{"kind":"malformed","obstacles":[{"code":…,"message":{"zh":…,"en":…}}]}}`.
 * Undefined when it is a bug.
 */
export function problemOf(thrown: unknown): string | undefined {
  const found = thrown instanceof ProblemError ? thrown.problem : thrown instanceof Failure ? thrown : undefined
  return found && `${JSON.stringify({ problem: { kind: found.kind, obstacles: found.obstacles } })}\n`
}

/**
 * Says why a question could not be put, on the error output for people and, where JSON is asked for, on the other as JSON; the
 * exit status for that. Throws what it was given when that is a bug.
 */
export function unasked(thrown: unknown, { manual, args, streams }: Unasked): 2 {
  const language = languageOf(args)
  const sentences = sentencesOf(thrown)
  if (sentences === undefined) throw thrown
  streams.stderr.write(tell(sentences, language) + (isUsage(thrown) ? `\n${helpOf(manual, language)}` : ''))
  if (asksJson(args)) streams.stdout.write(problemOf(thrown) ?? '')
  return 2
}

interface Unasked {
  readonly manual: Manual
  readonly args: readonly string[]
  readonly streams: Readonly<Record<'stdout' | 'stderr', { write(words: string): unknown }>>
}

export const tell = (sentences: readonly Text[], language: Language): string =>
  sentences.map((one) => `${visible(one[language])}\n`).join('')

/** Asks a question on the terminal; only a clear yes is one. */
export async function agreed(question: Text, language: Language): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^(y|yes|是|好)$/i.test((await lines.question(`${question[language]} [y/N] `)).trim())
  } finally {
    lines.close()
  }
}
