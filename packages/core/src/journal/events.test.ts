import { expect, test } from 'vitest'
import { type Happening, readBody } from './index.ts'

test('the body of one kind is not written under the name of another: neither compiled nor read', () => {
  const body = { code: 'Z1', name: '一中队', kind: 'squadron' } as const
  const right: Happening = { kind: 'UnitAdded/1', body }
  // @ts-expect-error a unit is no explanation of a gap
  const wrong: Happening = { kind: 'GapExplained/1', body }
  expect(() => readBody(right.kind, right.body)).not.toThrow()
  expect(() => readBody(wrong.kind, wrong.body)).toThrow(/GapExplained\/1/)
})
