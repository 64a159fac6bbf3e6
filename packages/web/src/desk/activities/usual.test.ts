import { expect, test } from 'vitest'
import { usualKinds } from './usual.ts'

test('who has registered nothing is offered the usual kinds', () => {
  expect(usualKinds([])).toHaveLength(6)
  expect(usualKinds([])[0]).toBe('patrol')
})

test('what an officer registers most stands first, and nothing stands twice', () => {
  const kinds = usualKinds([
    { activity: 'minor-correction' },
    { activity: 'random-check' },
    { activity: 'random-check' },
    { activity: 'patrol' },
  ])
  expect(kinds.slice(0, 3)).toEqual(['random-check', 'patrol', 'minor-correction'])
  expect(new Set(kinds).size).toBe(6)
})
