import { expect, test } from 'vitest'
import { passwordObstacles } from './index.ts'

const codes = (password: string, userName = 'zhao') => passwordObstacles(password, userName).map((one) => one.code)

test('ten characters of three classes are enough, and one fewer of either is not', () => {
  expect(codes('abcdefgh1X')).toEqual([])
  expect(codes('abcdefg1X')).toEqual(['password-short'])
  expect(codes('abcdefghiX')).toEqual(['password-simple'])
  expect(codes('abc')).toEqual(['password-short', 'password-simple'])
})

test('Chinese characters count as symbols, and each as one character', () => {
  expect(codes('执法留痕1a执法留痕')).toEqual([])
  expect(codes('执法留痕1a')).toEqual(['password-short'])
})

test('the user name is not part of the password in any case of letters', () => {
  expect(codes('My-Zhao-2026')).toEqual(['password-has-name'])
  expect(passwordObstacles('abcdefgh1X', '')).toEqual([])
})
