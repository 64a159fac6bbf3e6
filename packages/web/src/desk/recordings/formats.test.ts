import { expect, test } from 'vitest'
import { codecWords, placeWords } from './formats.ts'

test('codecs have the names people know', () => {
  expect(['hevc', 'pcm_s16le', 'aac'].map(codecWords)).toEqual(['H.265', 'PCM', 'AAC'])
})

test('a place is said in degrees, and shown as it came where it cannot be read', () => {
  expect(placeWords('+28.2460+113.0810/').zh).toBe('北纬 28.246° 东经 113.081°')
  expect(placeWords('-33.8+151.2+5.0/').en).toBe('33.8° S, 151.2° E')
  expect(placeWords('somewhere').zh).toBe('somewhere')
})
