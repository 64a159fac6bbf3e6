import { expect, test } from 'vitest'
import { bytesIn, clockIn, durationIn, missing, offsetIn } from './measures.ts'

test('a duration says its two largest parts, and a lone one in full', () => {
  expect(durationIn(418_000, 'zh')).toBe('6 分 58 秒')
  expect(durationIn(300_000, 'zh')).toBe('5 分钟')
  expect(durationIn(3_723_000, 'zh')).toBe('1 时 2 分')
  expect(durationIn(3_600_000, 'zh')).toBe('1 小时')
  expect(durationIn(90_061_000, 'en')).toBe('1 d 1 h')
  expect(durationIn(200, 'zh')).toBe('不足 1 秒')
  expect(durationIn(0, 'en')).toBe('0 s')
})

test('a clock within its error is called accurate, and otherwise slow or fast', () => {
  expect(offsetIn({ offset: -418_000, error: 1000 }, 'zh')).toBe('慢 6 分 58 秒 ± 1 秒')
  expect(offsetIn({ offset: 2000, error: 1000 }, 'en')).toBe('fast by 2 s ± 1 s')
  expect(offsetIn({ offset: 900, error: 1000 }, 'zh')).toBe('准 ± 1 秒')
  expect(offsetIn({ offset: -420_000, error: 21 }, 'zh')).toBe('慢 7 分钟 ± 0.1 秒')
})

test('bytes are counted in decimal units, with one digit after the point below a hundred', () => {
  expect(bytesIn(0)).toBe('0 B')
  expect(bytesIn(999)).toBe('999 B')
  expect(bytesIn(999_949)).toBe('1.0 MB')
  expect(bytesIn(9_400_000_000)).toBe('9.4 GB')
  expect(bytesIn(412_000_000)).toBe('412 MB')
})

test('a position runs on past the hour', () => {
  expect(clockIn(3_661_999)).toBe('01:01:01')
})

test('a gap says how much time is missing, and a skipped number which file, however long the pause was', () => {
  expect(missing({ kind: 'time', milliseconds: 300_000 }).zh).toBe('缺 5 分钟')
  expect(missing({ kind: 'number', milliseconds: 11_685_936, missing: [6] }).zh).toBe('缺第 6 号文件')
  expect(missing({ kind: 'number', milliseconds: 0, missing: [6, 7, 8, 9] }).en).toBe('4 files missing')
  expect(missing({ kind: 'number', milliseconds: 0 }).zh).toBe('缺号')
})
