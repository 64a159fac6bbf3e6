import { expect, test } from 'vitest'
import { withoutGlyphs } from './glyphs.ts'

const said = (...texts: readonly string[]): string =>
  texts
    .map((one) => `PDF/A-2a error: the text \`"${one}"\` could not be displayed with font \`"Noto Serif CJK SC"\``)
    .join(', ')

test('what no font has is replaced wherever it stands in the data, and the paper is told', () => {
  const data = JSON.stringify({ title: '说明', items: [{ fileName: '现场🚓.mp4', rows: [{ value: '🚓🚓' }] }, 'བོད'] })
  expect(JSON.parse(withoutGlyphs(data, said('🚓', 'བ', String.raw`\\u{f7c}`, 'ད')) ?? '')).toEqual({
    title: '说明',
    items: [{ fileName: '现场〓.mp4', rows: [{ value: '〓〓' }] }, '〓〓〓'],
    substituted: true,
  })
})

test('of a figure put together of several characters the whole is one', () => {
  const without = withoutGlyphs(JSON.stringify({ name: 'a👮🏽‍♂️b👮' }), said('👮', '👮🏽‍♂️'))
  expect(JSON.parse(without ?? '')).toEqual({ name: 'a〓b〓', substituted: true })
})

test('another complaint, or one of something that is not in the data, is not answered for ever', () => {
  expect(withoutGlyphs('{}', 'unknown variable: x')).toBeUndefined()
  const once = withoutGlyphs(JSON.stringify({ a: 'b' }), said('𒀀'))
  expect(withoutGlyphs(once ?? '', said('𒀀'))).toBeUndefined()
})
