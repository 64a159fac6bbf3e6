import { expect, test } from 'vitest'
import { ended, stageOf } from './stages.ts'

test('nothing is called kept before its receipt is sealed', () => {
  for (const state of ['arriving', 'checking', 'preserved', 'repeated'] as const)
    expect(stageOf({ state, sealed: false })).not.toBe('kept')
  expect(stageOf({ state: 'preserved', sealed: true })).toBe('kept')
  expect(stageOf({ state: 'repeated', sealed: true })).toBe('kept')
})

test('bytes that are all there are not kept yet, sealed or not', () => {
  expect(stageOf({ state: 'checking', sealed: true })).toBe('checking')
  expect(stageOf({ state: 'quarantined', sealed: true })).toBe('quarantined')
})

test('a file in quarantine is an end, one waiting for its receipt is not', () => {
  expect(ended('quarantined')).toBe(true)
  expect(ended('sealing')).toBe(false)
})
