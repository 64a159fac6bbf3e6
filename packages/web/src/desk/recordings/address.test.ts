import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { momentIn, searchAt } from './address.ts'

test('a position written into an address is the position read from it', () => {
  fc.assert(
    fc.property(fc.nat(86_400_000), (position) => {
      const written = searchAt(position)
      expect(momentIn(written, '')).toBe(position)
      expect(momentIn({ ...(written.t !== undefined && { t: String(written.t) }) }, '')).toBe(position)
    }),
  )
})

test('addresses sent before still lead to their moment, and nonsense to the beginning', () => {
  expect(momentIn({}, 't=247.5')).toBe(247_500)
  expect(momentIn({}, '#t=3')).toBe(3000)
  expect(momentIn({ t: 2 }, 't=247.5')).toBe(2000)
  for (const t of ['-3', 'abc', {}, Number.NaN, Number.POSITIVE_INFINITY, -1]) expect(momentIn({ t }, '')).toBe(0)
  expect(momentIn({}, '#t=1e9')).toBe(0)
})
