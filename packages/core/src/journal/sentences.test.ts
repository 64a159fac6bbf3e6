import { expect, test } from 'vitest'
import { eventKinds } from './events.ts'
import { eventTold } from './sentences.ts'

test.each(Object.keys(eventKinds))(
  '%s has a title and a sentence in Chinese and in English, without a name of ours',
  (kind) => {
    const told = eventTold(kind)
    for (const { zh, en } of [told?.title, told?.sentence].map((one) => one ?? { zh: '', en: '' })) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en.replaceAll(/\{\w+\}/g, '')).toMatch(/[a-z]{2}/)
      expect(en).not.toMatch(/\p{Script=Han}/u)
      for (const one of [zh, en]) expect(one).not.toMatch(/\/\d|[a-z][A-Z]/)
    }
    expect(told?.sentence.zh.includes('{other}')).toBe(told?.other !== undefined)
  },
)

test('a kind that is not known yet has no sentence', () => {
  expect(eventTold('RecordingSealedByWitness/3')).toBeUndefined()
})
