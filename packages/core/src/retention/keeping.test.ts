import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CalendarDate, Instant } from '../kernel/index.ts'
import { folded } from '../stream/index.ts'
import { given } from '../stream/trial.ts'
import {
  disposalStands,
  disposalStream,
  type DisposalState,
  type Kept,
  keepingOf,
  type KeepingInputs,
  lengthens,
  longer,
  retentionStream,
  type RetentionState,
  suffice,
  warrantFaults,
} from './index.ts'

const [id, other] = ['01930f2a-6c00-7000-8000-000000000001', '01930f2a-6c00-7000-8000-000000000002']
const at = '2026-03-01T01:00:00.000Z' as Instant
const moment = { at, actor: `person:${id}` }
const day = fc
  .integer({ min: 0, max: 9000 })
  .map((n) => new Date(Date.UTC(2020, 0, 1) + n * 86_400_000).toISOString().slice(0, 10) as CalendarDate)
const kept: fc.Arbitrary<Kept> = fc.oneof(
  fc.record({
    class: fc.constantFrom('patrol' as const, 'everything-else' as const),
    until: day,
    citations: fc.constant<Kept['citations']>([]),
  }),
  fc.record({
    class: fc.constant('long-term' as const),
    forGood: fc.constant(true as const),
    citations: fc.constant<Kept['citations']>([]),
  }),
  fc.record({
    class: fc.constantFrom('gap' as const, 'evidence' as const),
    citations: fc.constant<Kept['citations']>([]),
  }),
)

const extended = (all: readonly Kept[]): RetentionState | undefined => {
  let state: RetentionState | undefined
  for (const one of all) {
    const events = retentionStream.decider.decide(state, { do: 'extend', kept: one }, moment)
    state = folded(
      retentionStream,
      events.map((event) => ({ ...event, ...moment })),
      state,
    ) as RetentionState | undefined
  }
  return state
}

test('whatever is found afterwards, keeping is never shortened: the longest that was ever found stands', () => {
  fc.assert(
    fc.property(fc.array(kept, { minLength: 1, maxLength: 8 }), kept, (before, next) => {
      const [was, is] = [extended(before)?.kept as Kept, extended([...before, next])?.kept as Kept]
      expect(is.forGood === true || was.forGood !== true).toBe(true)
      if (was.until !== undefined && is.forGood !== true) expect((is.until ?? '') >= was.until).toBe(true)
      for (const one of before) expect(lengthens(is, one)).toBe(false)
    }),
  )
})

test('the longest wins in whatever order they are found, and the same found again writes nothing', () => {
  fc.assert(
    fc.property(fc.array(kept, { minLength: 2, maxLength: 6 }), (all) => {
      const [one, turned] = [extended(all)?.kept as Kept, extended(all.toReversed())?.kept as Kept]
      expect([one.until, one.forGood]).toEqual([turned.until, turned.forGood])
      const standing = extended(all)
      for (const found of all)
        expect(retentionStream.decider.decide(standing, { do: 'extend', kept: found }, moment)).toEqual([])
      expect(longer(one, one)).toEqual(one)
    }),
  )
})

test('under a hold nothing ends, until somebody else than who placed it lets it go', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat(3), { maxLength: 4 }),
      (holds, let_) => {
        const placed = holds.map((hold) => ({ kind: 'HoldPlaced/1', body: { hold, reason: '调查' }, ...moment }))
        const released = [...new Set(let_)].flatMap((n) =>
          holds[n] === undefined
            ? []
            : [{ kind: 'HoldReleased/1', body: { hold: holds[n], reason: '结束' }, at, actor: `person:${other}` }],
        )
        const { obstacles } = given(retentionStream, ...placed, ...released).when({ do: 'end', disposal: id }, moment)
        expect(obstacles).toEqual(released.length === holds.length ? [] : ['held'])
      },
    ),
  )
  const [hold] = [id]
  const own = given(retentionStream, { kind: 'HoldPlaced/1', body: { hold, reason: '调查' }, ...moment })
  expect(own.when({ do: 'release', hold, reason: '结束' }, moment).obstacles).toEqual(['own-hold'])
})

const answer =
  (value: object, open: readonly string[] = []) =>
  () =>
    ({ value: { keep: '', ...value }, rules: [], open, notes: [] }) as never
const inputs: KeepingInputs = { recordedOn: '2026-01-10' as CalendarDate, cases: [], activities: [], facts: [] }

test('what counts now lengthens what counted then and never shortens it; what is open now waits', () => {
  const [short, long] = [
    answer({ class: 'patrol', until: '2026-07-10' }),
    answer({ class: 'patrol', until: '2029-01-10' }),
  ]
  expect(keepingOf(inputs, short, long).kept?.until).toBe('2029-01-10')
  expect(keepingOf(inputs, long, short).kept?.until).toBe('2029-01-10')
  expect(keepingOf(inputs, long, answer({ class: 'gap' }, ['retention.gap']))).toMatchObject({
    kept: { until: '2029-01-10' },
    waitsFor: ['rules'],
    open: ['retention.gap'],
  })
  expect(keepingOf(inputs, () => undefined, long)).toMatchObject({ kept: { until: '2029-01-10' }, waitsFor: [] })
  const open = { id, title: '', procedure: 'simple' as const, open: true, evidence: false, triggers: [] }
  expect(keepingOf({ ...inputs, cases: [open] }, long, long).waitsFor).toEqual(['case'])
})

const person = (n: number) => `person:01930f2a-6c00-7000-8000-00000000000${n}`
const happened = (kind: string, body: object, actor = person(1), when = at) => ({ kind, body, at: when, actor })
const item = { recording: id, class: 'patrol', until: '2026-01-01' }
const later = '2026-03-20T01:00:00.000Z' as Instant
const whole = [
  happened('DisposalListed/1', { items: [item], reason: '期满' }),
  happened('DisposalAppraised/1', { recording: id, opinion: 'dispose', words: '无保存价值' }),
  happened('DisposalSigned/1', { role: 'head', opinion: 'agreed' }, person(2)),
  happened('DisposalSigned/1', { role: 'legal-section', opinion: 'agreed' }, person(3)),
  happened('DisposalApproved/1', { undoUntil: '2026-03-12T16:00:00.000Z' }, person(3)),
]
const body = {
  items: [{ recording: id, fileName: 'a.mp4', sha256: 'a'.repeat(64), sm3: 'b'.repeat(64), bytes: 1, blobs: [] }],
  packages: [],
  spared: [],
  shared: [],
}
const warrant = { kind: 'DisposalBegun/1', body, at: later, actor: 'system' } as never
const without = (n: number) => whole.filter((_, i) => i !== n)

test.each([
  ['nothing before it', [], 'warrant-without-list'],
  ['no appraisal', without(1), 'warrant-beyond-list'],
  ['one signature', without(2), 'warrant-unsigned'],
  ['nobody of the legal section', without(3), 'warrant-unsigned'],
  ['no approval', without(4), 'warrant-out-of-turn'],
  ['an undoing before it', [...whole, happened('DisposalUndone/1', { reason: '撤销' })], 'warrant-out-of-turn'],
  [
    'its recording taken off',
    [...whole, happened('DisposalUndone/1', { recording: id, reason: '留下' })],
    'warrant-beyond-list',
  ],
  [
    'two signatures of one person',
    [...without(3), happened('DisposalSigned/1', { role: 'legal-section', opinion: 'agreed' }, person(2))],
    'warrant-unsigned',
  ],
  [
    'whoever listed it among the signers',
    [...without(2), happened('DisposalSigned/1', { role: 'head', opinion: 'agreed' })],
    'warrant-own-list',
  ],
])('a warrant with %s does not hold', (_what, before, code) => {
  expect(warrantFaults(before, warrant).map((one) => one.code)).toContain(code)
})

test('a warrant after everything the law wants holds, and not a moment before its time', () => {
  expect(warrantFaults(whole, warrant)).toEqual([])
  expect(warrantFaults(whole, { ...(warrant as object), at } as never).map((one) => one.code)).toEqual([
    'warrant-early',
  ])
  expect(disposalStands(folded(disposalStream, whole) as DisposalState)).toBe('undo-window')
  expect(suffice([])).toBe(false)
})
