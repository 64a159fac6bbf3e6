import { expect, test } from 'vitest'
import { freshId, idOf } from './request-id.ts'

test('an act that was not answered keeps its id, another act has another, and once answered the same call is a new act', () => {
  const call = { body: { reason: '更换电池' } }
  const first = idOf('annotate', call, false)
  expect(idOf('annotate', { ...call }, false).id).toBe(first.id)
  expect(idOf('annotate', { body: { reason: '没电' } }, false).id).not.toBe(first.id)
  expect(idOf('reviewActivity', call, false).id).not.toBe(first.id)
  first.answered()
  expect(idOf('annotate', call, false).id).not.toBe(first.id)
})

test('an id is a UUID of version 4', () => {
  for (let i = 0; i < 50; i++)
    expect(freshId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
