import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { greatest, least } from './extremes.ts'

test('the least and the greatest are what Math says, of none and of a million too', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true })), (values) => {
      expect([least(values), greatest(values)]).toEqual([Math.min(...values), Math.max(...values)])
    }),
  )
  const many = Array.from({ length: 1_000_000 }, (_, at) => at)
  expect([least(many), greatest(many)]).toEqual([0, 999_999])
})
