import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64Of, bytesOfBase64, bytesOfHex, concat, hexOf, utf8 } from './index.ts'

test('a string becomes the UTF-8 that the platform makes of it, lone surrogates included', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0xd700, max: 0xe000 }), (string, code) => {
      const odd = string + String.fromCharCode(code) + string
      expect([...utf8(odd)]).toEqual([...new TextEncoder().encode(odd)])
    }),
  )
})

test('base64 and hexadecimal come back as they went', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      expect([...bytesOfBase64(base64Of(bytes))]).toEqual([...bytes])
      expect([...bytesOfHex(hexOf(bytes))]).toEqual([...bytes])
    }),
  )
})

test('base64 with spare bits, without padding or with strange digits is refused, so that one value has one spelling', () => {
  for (const wrong of ['QQ', 'QR==', 'Q Q=', 'QQ=', '=QQ=', 'Q-Q='])
    expect(() => bytesOfBase64(wrong), wrong).toThrow(RangeError)
})

test('parts are joined in order', () => {
  expect([...concat(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3))]).toEqual([1, 2, 3])
})
