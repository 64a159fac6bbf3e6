import { expect, test } from 'vitest'
import type { Instant, Sha256 } from '../kernel/index.ts'
import { given } from '../stream/trial.ts'
import { type PaperContext, paperStream } from './index.ts'

const at = '2026-11-21T01:00:00.000Z' as Instant
const [first, second] = ['a', 'b'].map((one) => `person:01930f2a-6c00-7000-8000-00000000000${one}`) as [string, string]
const sha = (one: string) => one.repeat(64) as Sha256
const [OLD, NEW] = [
  { name: 'record' as const, sha256: sha('a') },
  { name: 'record' as const, sha256: sha('b') },
]
const begun = (values: object = {}) => ({
  kind: 'PaperBegun/1',
  at,
  actor: first,
  body: { case: '01930f2a-6c00-7000-8000-000000000001', rule: 'x/paper-x', title: '询问笔录', template: OLD, values },
})
const wrote = (actor: string, value: string, base: number) => ({
  kind: 'PaperWritten/1',
  at,
  actor,
  body: { edits: [{ field: 'questioning-place', value, base }] },
})
const context = (more: Partial<PaperContext> = {}): PaperContext => ({
  at,
  actor: first,
  writable: ['questioning-place'],
  template: OLD,
  lacks: [],
  ...more,
})
const number = { do: 'number', number: undefined } as const

test('what another wrote without seeing the last is kept beside it, and a choice clears both', () => {
  const paper = [begun(), wrote(first, '甲处', 0), wrote(second, '乙处', 0)]
  expect(given(paperStream, ...paper).when(number, context()).obstacles).toEqual(['two-values'])
  expect(given(paperStream, ...paper, wrote(first, '乙处', 1)).when(number, context()).obstacles).toEqual([])
})

test('who goes on from their own, or says the same again, is no second voice', () => {
  const lost = [begun(), wrote(first, '甲处', 0), wrote(first, '甲处之一', 0)]
  expect(given(paperStream, ...lost).when(number, context()).obstacles).toEqual([])
  const same = [begun(), wrote(first, '甲处', 0), wrote(second, '甲处', 0)]
  expect(given(paperStream, ...same).when(number, context()).obstacles).toEqual([])
  // But not past what somebody else has written meanwhile.
  const past = [begun(), wrote(first, '甲处', 0), wrote(second, '乙处', 1), wrote(first, '丙处', 1)]
  expect(given(paperStream, ...past).when(number, context()).obstacles).toEqual(['two-values'])
})

test('a draft keeps the template it was begun with, and is fixed by the newer one only once somebody has said so', () => {
  const paper = given(paperStream, begun())
  expect(paper.when(number, context({ template: NEW })).obstacles).toEqual(['template-newer'])
  const moved = paper.when({ do: 'move' }, context({ template: NEW })).happens
  expect(moved).toEqual([{ kind: 'PaperMoved/1', body: { template: NEW } }])
  const after = given(paperStream, begun(), ...moved.map((one) => ({ ...one, at, actor: first })))
  expect(after.when(number, context({ template: NEW })).obstacles).toEqual([])
})

test('what follows from the case is nobody’s to write, nor a value of another kind', () => {
  const write = (field: 'party' | 'questioning-place', value: string | boolean) =>
    given(paperStream, begun()).when({ do: 'write', edits: [{ field, value, base: 0 }] }, context()).obstacles
  expect(write('party', '陈某')).toEqual(['field-not-written', 'value-of-another-kind'])
  expect(write('questioning-place', true)).toEqual(['value-of-another-kind'])
  expect(write('questioning-place', '询问室')).toEqual([])
})
