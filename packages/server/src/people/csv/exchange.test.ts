import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { bare, decodeCsv, harmless, readRows } from './exchange.ts'
import { dateOf } from './facts.ts'

test('no cell leaves in a form a spreadsheet would run, and each comes back as it was', () => {
  const cell = fc.oneof(fc.string(), fc.stringMatching(/^'{0,3}[=+@\t-]?.{0,5}$/))
  fc.assert(
    fc.property(cell, (text) => {
      expect(harmless(text)).not.toMatch(/^[=+\-@\t\r]/)
      expect(bare(harmless(text))).toBe(text)
    }),
  )
})

test('text is read the same whichever of its encodings it came in', () => {
  const text = '姓名,单位\n喆,开福区𠮷庆街\n'
  const file = (bytes: Uint8Array) => decodeCsv({ file: Buffer.from(bytes).toString('base64') })
  expect(file(Buffer.from(text, 'utf8'))).toBe(text)
  const gb18030 = Buffer.from('0D0A', 'hex')
  expect(file(Buffer.concat([Buffer.from('D0D5C3FB', 'hex'), gb18030]))).toBe('姓名\r\n')
})

test('rows are numbered as a spreadsheet numbers them, over empty ones and line breaks in a cell', () => {
  const columns = [{ field: 'a', zh: '甲', en: 'a', required: true }]
  const rows = readRows(columns, '甲\n1\n\n"2\n2"\n3\n')
  expect(rows.map(({ row, cells }) => [row, cells['a']])).toEqual([
    [2, '1'],
    [4, '2\n2'],
    [5, '3'],
  ])
})

test.each(['2026-1-5', '2026/01/05', '2026.1.5', '2026年1月5日'])('%s is the fifth of January', (written) => {
  expect(dateOf(written)).toBe('2026-01-05')
})
