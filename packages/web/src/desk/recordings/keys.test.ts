import { expect, test } from 'vitest'
import { actOf, keyboard } from './keys.ts'

const press = (key: string, more = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...more,
})

test('each key does one thing, in small letters and capitals, and a full-width question mark asks too', () => {
  expect(new Set(keyboard.map((one) => one.key)).size).toBe(keyboard.length)
  expect(new Set(keyboard.map((one) => one.act)).size).toBe(keyboard.length)
  expect(['j', 'K', 'l', 'F', '?', '？', ' '].map((key) => actOf(press(key), false))).toEqual([
    'backwards',
    'stop',
    'forwards',
    'whole',
    'help',
    'help',
    'toggle',
  ])
})

test('shortcuts of the browser and of an input method stay theirs', () => {
  expect(actOf(press('f', { ctrlKey: true }), false)).toBeUndefined()
  expect(actOf(press('l', { metaKey: true }), false)).toBeUndefined()
  expect(actOf(press('m', { isComposing: true }), false)).toBeUndefined()
  expect(actOf(press('q'), false)).toBeUndefined()
})

test('up and down scroll the page, and turn the sound up and down only where nothing scrolls', () => {
  expect(actOf(press('ArrowUp'), false)).toBeUndefined()
  expect(actOf(press('ArrowUp'), true)).toBe('louder')
})
