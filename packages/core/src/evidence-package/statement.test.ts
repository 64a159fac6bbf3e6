import { expect, test } from 'vitest'
import { states } from '../../../../scripts/proves.ts'
import { Instant, Refused } from '../kernel/index.ts'
import { asciiName, isPlainPath, obstaclesToStatement, originalPath, statementOf } from './index.ts'

const whole = {
  method: '自保管库逐字节复制',
  maker: '王执法',
  madeAt: Instant.parse('2026-11-20T08:00:00.000Z'),
  object: '现场检查经过',
  extractor: '周保管',
  extractedAt: Instant.parse('2026-11-20T08:05:00.000Z'),
}

test('a statement without the object of proof, or any other thing it must give, is refused and says which', () => {
  states('changsha-county-2023/43.1')
  expect(statementOf(whole).object).toBe('现场检查经过')
  for (const field of Object.keys(whole)) {
    const missing = obstaclesToStatement({ ...whole, [field]: undefined })
    expect(missing.map((one) => one.field)).toEqual([field])
    expect(() => statementOf({ ...whole, [field]: undefined })).toThrow(Refused)
  }
  expect(obstaclesToStatement({ ...whole, object: '  ' }).map((one) => one.message.zh)).toEqual([
    '文字说明没有注明证明对象',
  ])
})

test.each([
  ['现场检查.MP4', 'data/originals/0007.mp4'],
  ['现场-0217 (1).mp4', 'data/originals/0007_0217-1.mp4'],
  ['../../etc/passwd', 'data/originals/0007_etc-passwd'],
  ['', 'data/originals/0007'],
  ['.mp4', 'data/originals/0007_mp4'],
  [`${'x'.repeat(300)}.wav`, `data/originals/0007_${'x'.repeat(48)}.wav`],
])('the name %j becomes a path every disc keeps', (name, path) => {
  expect(originalPath(7, name)).toBe(path)
  expect(isPlainPath(path)).toBe(true)
  expect(asciiName(name)).toMatch(/^[A-Za-z0-9.-]*$/)
})
