import type { z } from 'zod'
import { sentenceFor, text } from '../kernel/index.ts'
import type { Obstacle, Text } from '../kernel/index.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** `activities[3].marks[0].at` */
export const pathInWords = (path: Path): string =>
  path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i > 0 ? '.' : ''}${String(part)}`)).join('')

/** A sentence about one place of one file. */
export function wrongAt(file: string, path: Path, code: string, { zh, en }: Text): Obstacle {
  const at = pathInWords(path)
  const where = at === '' ? file : `${file} ${at}`
  return { code, message: text(`${where}：${zh}`, `${where}: ${en}`), ...(at !== '' && { field: `${file}#${at}` }) }
}

/** What a schema found wrong, a sentence for each place. */
export function obstaclesOf(file: string, at: Path, issues: readonly Issue[]): readonly Obstacle[] {
  return issues.flatMap((issue) => {
    const path = [...at, ...issue.path]
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) =>
        wrongAt(file, [...path, key], 'member-unknown', text('格式中没有这一项', 'the format has no such member')),
      )
    const isMissing = isAbsent(issue)
    return [wrongAt(file, path, isMissing ? 'member-missing' : codeOf(issue), sentenceIn(issue))]
  })
}

const isAbsent = (issue: Issue): boolean =>
  (issue.code === 'invalid_type' || issue.code === 'invalid_union') && issue.input === undefined

const codeOf = (issue: Issue): string =>
  issue.code === 'custom' ? String(issue.params?.['code'] ?? 'member-wrong') : 'member-wrong'

/** What the formats of this folder want; of a union, a custom check and a format other than a date they have one each. */
function sentenceIn(issue: Issue): Text {
  if (isAbsent(issue)) return text('必须填写', 'is required')
  if (issue.code === 'invalid_union')
    return text('应为非负整数或 "unknown"', 'should be a whole number that is not negative, or "unknown"')
  if (issue.code === 'invalid_format' && WELL_WRITTEN.test(String(issue.input)))
    return text('没有这一天', 'there is no such day')
  if (issue.code === 'invalid_format' && issue.format !== 'date')
    return text(
      '应为世界时的时刻，精确到毫秒，例如 2026-11-22T01:20:00.000Z',
      'should be an instant in UTC with milliseconds, such as 2026-11-22T01:20:00.000Z',
    )
  if (issue.code === 'custom')
    return text(
      '应写明中断前后的录制（after、before）或所属活动（activity）',
      'should name the recordings before and after it (after, before) or the activity',
    )
  return sentenceFor(issue)
}

/** Of the form of an instant or a date; what is wrong then is that there is no such day or time. */
const WELL_WRITTEN = /^\d{4}-\d\d-\d\d(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z)?$/
