import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { notAsDecided } from './as-decided.ts'
import type { Content } from './content.ts'
import { NOBODY } from './mask.ts'

const around = { known: NOBODY, masking: new Map(), citation: undefined }
const content = (words: string): Content => ({
  title: '决定',
  subject: 'results',
  stage: 'after',
  category: '行政处罚',
  department: '法制科',
  authority: '示例局',
  texts: [{ key: 'content', name: '处罚内容', text: words }],
  cites: [],
  attachments: [],
})

test('whatever was fined may be told as it was fined, to the cent, and no other sum may', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000_000 }), (cents) => {
      const yuan = cents / 100
      const decided = { amount: String(yuan / 10_000) }
      const told = (sum: number) => notAsDecided(content(`罚款人民币 ${sum.toFixed(2)} 元`), decided, around)
      expect(told(yuan)).toEqual([])
      expect(told(yuan + 1)).toMatchObject([{ code: 'not-as-decided', field: 'texts.content' }])
    }),
  )
})

test('a text that says nothing of what was decided is left to who writes it', () => {
  expect(notAsDecided(content('罚款人民币 5 元'), {}, around)).toEqual([])
})
