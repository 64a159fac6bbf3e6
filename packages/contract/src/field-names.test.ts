import { fieldInWords, fieldNames } from '@liuhen/core/vocabulary'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Endpoint } from './endpoint.ts'
import { table } from './table.ts'

type Schema = Readonly<Record<string, unknown>>

/** The names of all fields that a schema has anywhere. */
function namesIn(schema: unknown, found: Set<string> = new Set()): Set<string> {
  if (typeof schema !== 'object' || schema === null) return found
  const { properties, ...rest } = schema as Schema
  for (const [name, inner] of Object.entries((properties ?? {}) as Schema)) {
    found.add(name)
    namesIn(inner, found)
  }
  for (const inner of Object.values(rest)) namesIn(inner, found)
  return found
}

test('every field that can be wrong has a name in words, in both languages', () => {
  const names = new Set<string>()
  for (const endpoint of Object.values<Endpoint>(table))
    for (const schema of [endpoint.body, endpoint.query, endpoint.params])
      if (schema && endpoint.raw !== true)
        namesIn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), names)
  expect([...names].filter((name) => fieldNames[name] === undefined)).toEqual([])
})

test('a place inside a field is told as one counts', () => {
  expect(fieldInWords('certificate.validTo').zh).toBe('执法证 · 有效期止')
  expect(fieldInWords('colleagues.0').zh).toBe('同行人员 · 第 1 项')
  expect(fieldInWords('colleagues.0').en).toBe('colleagues · no. 1')
})
