import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { deviceNumber, looksOf } from './number.ts'

const written = fc.stringMatching(/^[A-Z0-9][A-Z0-9._/-]{0,19}$/)

/** What an eye takes for the same character. */
const fullWidth = (one: string): string => String.fromCodePoint((one.codePointAt(0) as number) + 0xfee0)
const alike: Readonly<Record<string, string>> = {
  A: 'А',
  B: 'Β',
  C: 'С',
  E: 'Ε',
  H: 'Н',
  J: 'Ј',
  O: 'О',
  P: 'Р',
  S: 'Ѕ',
  T: 'Τ',
  X: 'х',
}
const disguises: readonly ((one: string) => string)[] = [
  (one) => one,
  (one) => one.toLowerCase(),
  fullWidth,
  (one) => fullWidth(one).toLowerCase(),
  (one) => `${one}\u200b`,
  (one) => `\u00ad${one}`,
  (one) => `${one}\ufe0f\u2060`,
  (one) => `${one} `,
  (one) => alike[one] ?? one,
  (one) => alike[one]?.toLowerCase() ?? one,
  (one) => (one === '-' ? '\u2010' : one),
]

test('however a number is typed that looks the same, it is the same device', () => {
  fc.assert(
    fc.property(written, fc.array(fc.nat(disguises.length - 1), { minLength: 20, maxLength: 20 }), (number, choice) => {
      const typed = Array.from(number, (one, i) =>
        (disguises[choice[i] as number] as (typeof disguises)[number])(one),
      ).join('')
      expect(deviceNumber(typed)).toBe(number)
    }),
  )
})

test('the one form of a number is its own form, whatever was typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      const number = deviceNumber(typed)
      if (number !== undefined) expect(deviceNumber(number)).toBe(number)
    }),
  )
})

test('a Chinese zero is a zero, and a mark at either end tells no device from another', () => {
  expect(deviceNumber('DSJ〇217')).toBe('DSJ0217')
  for (const typed of ['DSJ0217.', '-DSJ0217', 'DSJ0217_']) expect(looksOf(typed)).toBe(looksOf('DSJ0217'))
})

test('a number in letters no label bears names no device', () => {
  for (const typed of ['', ' ', '\u200b', 'DSJ٠٢١٧', 'ДСЖ0217', 'DSJ🚓', 'DSJ\u{1f130}'.concat('Ж')])
    expect(deviceNumber(typed)).toBeUndefined()
  expect(deviceNumber('执法仪０１')).toBe('执法仪01')
})

test('O and 0, I, L and 1, S and 5, B and 8, Z and 2 are told apart, and known to be taken for each other', () => {
  expect(deviceNumber('DSJO2I7')).not.toBe(deviceNumber('DSJ0217'))
  expect(looksOf('DSJO2L7')).toBe(looksOf('DSJ0217'))
  expect(looksOf('D5J0217')).toBe(looksOf('DSJ0217'))
  expect(looksOf('ZFB02')).toBe(looksOf('2F802'))
})

test('a mark beside a letter makes no other number on a label; between digits it does', () => {
  expect(looksOf('DSJ-0217')).toBe(looksOf('DSJ0217'))
  expect(looksOf('DSJ_O217')).toBe(looksOf('DSJ0217'))
  expect(looksOf('ZF-1-12')).not.toBe(looksOf('ZF-11-2'))
})
