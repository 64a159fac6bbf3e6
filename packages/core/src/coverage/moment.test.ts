import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOf } from '../kernel/index.ts'
import { instantAt, momentOf } from './moment.ts'

test('a moment is read as any parser of dates reads it', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('0100-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
      const instant = instantOf(date.getTime())
      expect(momentOf(instant)).toBe(date.getTime())
      expect(instantAt(momentOf(instant))).toBe(instant)
    }),
  )
})
