import { expect, test } from 'vitest'
import type { Instant } from '../kernel/index.ts'
import { type InspectionDraw, inspectorsOf, isSameObject, pairOf } from './index.ts'

const id = (n: number): string => `01930f2a-6c00-7000-8000-${n.toString(16).padStart(12, '0')}`
const drawOf = (objects: number, officers: number): InspectionDraw =>
  ({
    objects: Array.from({ length: objects }, (_, i) => ({ id: id(i), name: `第${i}家`, kind: 'organisation' })),
    officers: Array.from({ length: officers }, (_, i) => ({ id: id(1000 + i), name: `第${i}人` })),
    drawn: { sample: Array.from({ length: objects + officers }, (_, i) => id(i < objects ? i : 1000 + i - objects)) },
    replaced: [],
    begun: [],
  }) as unknown as InspectionDraw

test('two different officers inspect each drawn object, and none of them much more often than another', () => {
  for (const officers of [2, 3, 5, 8]) {
    const draw = drawOf(24, officers)
    const times = new Map<string, number>()
    for (const { id: object } of draw.objects) {
      const pair = pairOf(draw, object)
      expect(new Set(pair).size).toBe(2)
      for (const one of pair) times.set(one, (times.get(one) ?? 0) + 1)
    }
    expect(times.size).toBe(officers)
    expect(Math.max(...times.values()) - Math.min(...times.values())).toBeLessThan(3)
  }
})

test('who was replaced goes to that object no more, and to others as before', () => {
  const draw = drawOf(4, 4)
  const [first, second] = pairOf(draw, id(0))
  const replaced = [
    { object: id(0), officer: first as string, instead: id(9), passed: [], reason: '住院', at: '' as Instant, by: '' },
  ]
  expect(inspectorsOf({ ...draw, replaced }, id(0))).toEqual([id(9), second])
  expect(inspectorsOf({ ...draw, replaced }, id(2))).toEqual([first, second])
})

test('one number is one object whatever it is called, and without numbers one name is', () => {
  const one = { name: '春雨饭店', number: 'a-1', kind: 'organisation' as const }
  expect(isSameObject(one, { name: '春雨 大饭店', number: 'Ａ－1', kind: 'organisation' })).toBe(true)
  expect(isSameObject(one, { name: '春雨饭店', number: 'A-2', kind: 'organisation' })).toBe(false)
  expect(isSameObject(one, { name: '春 雨饭店', kind: 'organisation' })).toBe(true)
})
