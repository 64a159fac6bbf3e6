import type { z } from 'zod'
import { text } from './text.ts'
import type { Text } from './text.ts'

/** What a schema wants of a value that is not so: the rest of a sentence whose subject is the place of the value. */
export function sentenceFor(issue: z.core.$ZodIssue): Text {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? text('必须填写', 'is required')
        : text(`应为${TYPES[issue.expected] ?? issue.expected}`, `should be of type ${issue.expected}`)
    case 'too_small':
      return text(`太短或太小，至少为 ${issue.minimum}`, `is too short or too small, at least ${issue.minimum}`)
    case 'too_big':
      return text(`太长或太大，至多为 ${issue.maximum}`, `is too long or too large, at most ${issue.maximum}`)
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ')
      return text(`应为以下之一：${values}`, `should be one of: ${values}`)
    }
    case 'invalid_format':
      return FORMATS[issue.format] ?? text('格式不正确', 'is not of the right format')
    default:
      return text('不符合要求', 'is not as required')
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  array: '列表',
  object: '对象',
}
const FORMATS: Readonly<Record<string, Text>> = {
  uuid: text('应为编号（UUID）', 'should be an identifier (UUID)'),
  date: text('应为日期，例如 2026-11-22', 'should be a date such as 2026-11-22'),
  base64: text('应为 Base64 编码', 'should be Base64'),
}
