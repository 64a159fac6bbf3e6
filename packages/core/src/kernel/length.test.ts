import { expect, test } from 'vitest'
import { lengthText } from './index.ts'

test.each([
  [20_235_907_000, '234 天 5 小时'],
  [-86_400_000, '1 天'],
  [3_661_000, '1 小时 1 分'],
  [59_400, '59 秒'],
  [0, '0 秒'],
])('a length of %i ms is said in its two largest units', (milliseconds, said) => {
  expect(lengthText(milliseconds).zh).toBe(said)
})
