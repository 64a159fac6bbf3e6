import { Malformed, sentenceFor, text } from '@liuhen/core/kernel'
import type { Obstacle, Text } from '@liuhen/core/kernel'
import { fieldInWords } from '@liuhen/core/vocabulary'
import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** Every field that is not as it should be, and what it should be, in both languages. */
export const malformed = (issues: readonly Issue[]): Malformed => new Malformed(issues.flatMap(obstaclesOf))

function obstaclesOf(issue: Issue): Obstacle[] {
  const field = issue.path.map(String).join('.')
  const message = sentenceFor(issue)
  return [
    { code: 'field-wrong', message: field === '' ? message : named(field, message), ...(field !== '' && { field }) },
  ]
}

function named(path: string, { zh, en }: Text): Text {
  const field = fieldInWords(path)
  return text(`${field.zh}：${zh}`, `${field.en}: ${en}`)
}
