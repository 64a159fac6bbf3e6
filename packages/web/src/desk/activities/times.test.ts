import { Instant } from '@liuhen/core/kernel'
import { expect, test } from 'vitest'
import { fieldOf, momentOfField, positionOf } from './times.ts'

test('a field for date and time speaks Beijing time, whatever zone the browser is in', () => {
  const at = Instant.parse('2026-11-21T01:20:00.000Z')
  expect(fieldOf(at)).toBe('2026-11-21T09:20')
  expect(momentOfField('2026-11-21T09:20')).toBe(at)
  expect(momentOfField('2026-02-30T09:20')).toBeUndefined()
  expect(momentOfField('')).toBeUndefined()
})

test('a place in a recording is read as it is shown there', () => {
  expect(positionOf('4:07')).toBe(247_000)
  expect(positionOf('1:02:07')).toBe(3_727_000)
  expect(positionOf('62：07')).toBe(3_727_000)
  for (const typed of ['', '4', '4:7', '4:75', '四分']) expect(positionOf(typed)).toBeUndefined()
})
