import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Instant } from '../kernel/index.ts'
import { folded, type Happened } from '../stream/index.ts'
import { nextIn, numberInWords, numberStream, type NumberCommand, openBlock, type SeriesState } from './index.ts'

const at = '2026-11-21T01:00:00.000Z' as Instant
const uuid = (n: number): string => `01930f2a-6c00-7000-8000-${String(n).padStart(12, '0')}`
const of = { mark: '当罚', year: 2026 }

const command = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('take' as const),
      paper: fc.integer({ min: 1, max: 30 }),
      block: fc.boolean(),
      who: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('void' as const), number: fc.integer({ min: 1, max: 20 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('spoil' as const),
      number: fc.integer({ min: 1, max: 4 }),
      who: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('give' as const),
      block: fc.integer({ min: 1, max: 9 }),
      count: fc.integer({ min: 1, max: 4 }),
      who: fc.integer({ min: 1, max: 3 }),
    }),
  },
)
type Asked = typeof command extends fc.Arbitrary<infer T> ? T : never

const commandOf = (one: Asked): NumberCommand => {
  if (one.do === 'void' || one.do === 'spoil') return { do: one.do, number: one.number, reason: '写错了' }
  if (one.do === 'give') return { do: 'give', ...of, block: uuid(one.block), count: one.count, person: uuid(one.who) }
  return { do: 'take', ...of, paper: uuid(one.paper), ...(one.block && { block: true as const }) }
}

test('whatever is taken, given out beforehand and voided, no number is given twice and none is left out', () => {
  let [refused, blocks, voided, spoiled] = [0, 0, 0, 0]
  fc.assert(
    fc.property(fc.array(command, { minLength: 10, maxLength: 40 }), (all) => {
      const events: Happened[] = []
      for (const one of all) {
        const actor = `person:${uuid('who' in one ? one.who : 1)}`
        const state = folded(numberStream, events) as SeriesState | undefined
        const told = commandOf(one)
        // Whoever makes a slip void mostly reads the one on top.
        const top = openBlock(state, actor)
        const asked = told.do === 'spoil' && told.number < 4 && top ? { ...told, number: nextIn(top) } : told
        if (numberStream.decider.obstacles(state, asked, { at, actor }).length > 0) refused++
        else
          events.push(
            ...numberStream.decider.decide(state, asked, { at, actor }).map((each) => ({ ...each, at, actor })),
          )
      }
      const state = folded(numberStream, events) as SeriesState | undefined
      const numbers = Object.values(state?.papers ?? {})
      expect(new Set(numbers).size).toBe(numbers.length)
      const spoilt = events.flatMap((one) =>
        one.kind === 'SlipSpoiled/1' ? [(one.body as { number: number }).number] : [],
      )
      // Every number up to the last was taken, was spoiled, or lies unused in a block that somebody has.
      const lying = (state?.blocks ?? []).flatMap(({ from, to, used }) =>
        Array.from({ length: to - from + 1 - used }, (_, i) => from + used + i),
      )
      expect([...numbers, ...spoilt, ...lying].toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: state?.last ?? 0 }, (_, i) => i + 1),
      )
      for (const { number } of state?.voided ?? []) expect([...numbers, ...spoilt]).toContain(number)
      blocks += state?.blocks.length ?? 0
      voided += state?.voided.length ?? 0
      spoiled += spoilt.length
    }),
    { numRuns: 300 },
  )
  expect([refused, blocks, voided, spoiled].every((one) => one > 20)).toBe(true)
})

test('a number is written as the bureau writes it', () => {
  const number = { type: '罚决', year: 2026, number: 12 }
  expect(numberInWords('某执{type}〔{year}〕{number}号', number)).toBe('某执罚决〔2026〕12号')
  expect(numberInWords('某执{type}[{year}]第{number:5}号', number)).toBe('某执罚决[2026]第00012号')
})
