import { expect, test } from 'vitest'
import { z } from 'zod'
import { instantOf } from '@liuhen/core/kernel'
import { uuidv7 } from './index.ts'

test('identifiers are version 7, tell their moment, and sort by it', () => {
  const moments = [0, 1, 1_700_000_000_000, 1_700_000_000_001, 2 ** 41]
  const made = moments.map((moment) => uuidv7(instantOf(moment)))
  expect(made.map((one) => z.uuidv7().safeParse(one).success)).not.toContain(false)
  expect(made.toSorted()).toEqual(made)
  expect(made.map((one) => Number.parseInt(one.replace('-', '').slice(0, 12), 16))).toEqual(moments)
})

test('two of one moment differ', () => {
  expect(uuidv7(instantOf(0))).not.toBe(uuidv7(instantOf(0)))
})
