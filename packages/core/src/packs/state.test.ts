import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, CalendarDate, type Instant, instantOf, startOf } from '../kernel/index.ts'
import { folded } from '../stream/index.ts'
import {
  choiceObstacles,
  choiceOn,
  decisionObstacles,
  type CalendarState,
  calendarStream,
  ruleSetStream,
  type RuleSetState,
  ruleSetOn,
} from './index.ts'

const date = (day: string): CalendarDate => CalendarDate.parse(day)
const during = (day: string): Instant => startOf(date(day))
const event = (kind: string, at: string, body: object) => ({ kind, at: during(at), actor: 'system', body })
const chosen = (at: string, from: string, ...packs: string[]) => event('RuleSetChosen/1', at, { packs, from })
const decided = (at: string, from: string, key: string, value: unknown) =>
  event('SettingDecided/1', at, { key, value, from })
const after = (before: RuleSetState | undefined, ...events: ReturnType<typeof event>[]) =>
  folded(ruleSetStream, events, before) as RuleSetState | undefined
const fold = (...events: ReturnType<typeof event>[]): RuleSetState | undefined => after(undefined, ...events)

test('what counts on a day is what was chosen and decided for it, with the national law', () => {
  const state = fold(
    chosen('2026-01-05', '2025-01-01', 'jilin-2017'),
    decided('2026-01-05', '2025-01-01', 'handover.cut-off', '18:00'),
    chosen('2026-03-02', '2026-04-01', 'yanzhou-2019'),
    decided('2026-03-02', '2026-04-01', 'handover.cut-off', '19:00'),
  )
  expect(ruleSetOn(state, date('2024-12-31'))).toBeUndefined()
  expect(ruleSetOn(state, date('2026-03-31'))).toEqual({
    packs: ['national', 'jilin-2017'],
    settings: { 'handover.cut-off': '18:00' },
  })
  expect(ruleSetOn(state, date('2026-04-01'))).toEqual({
    packs: ['national', 'yanzhou-2019'],
    settings: { 'handover.cut-off': '19:00' },
  })
})

test('of two choices for one day the one made last counts', () => {
  const state = fold(
    chosen('2026-01-05', '2026-01-05', 'jilin-2017'),
    chosen('2026-01-05', '2026-01-05', 'yanzhou-2019'),
  )
  expect(choiceOn(state, date('2026-01-05'))?.packs).toEqual(['yanzhou-2019'])
})

test('whatever is chosen later without an obstacle, no day gone by is judged otherwise than it was', () => {
  const days = fc
    .integer({ min: 0, max: 60 })
    .map((n) => date(new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)))
  fc.assert(
    fc.property(fc.array(fc.record({ at: days, from: days }), { maxLength: 12 }), days, (given, day) => {
      const acts = given.toSorted((a, b) => (a.at < b.at ? -1 : 1))
      let state: RuleSetState | undefined
      let judged: { readonly by: string; readonly on: string } | undefined
      for (const [i, { at, from }] of acts.entries()) {
        const standing = choiceOn(state, day)
        // A day that is over was judged by what stood at the end of a day: what was chosen today may be put right today.
        if (standing && day < at && dayOf(standing.at) < at) judged ??= { by: standing.packs.join(), on: at }
        if (choiceObstacles(state, from, at).length > 0) continue
        state = after(state, chosen(at, from, `pack-${i}`))
        if (judged) expect(choiceOn(state, day)?.packs.join()).toBe(judged.by)
      }
    }),
  )
})

test('a choice made today may be put right today and not tomorrow; what was open may be settled for days gone by', () => {
  const state = fold(chosen('2026-01-05', '2025-06-01', 'jilin-2017'))
  expect(choiceObstacles(state, date('2025-06-01'), date('2026-01-05'))).toEqual([])
  expect(choiceObstacles(state, date('2025-06-01'), date('2026-01-06'))).toMatchObject([
    { code: 'days-gone-by', field: 'from' },
  ])
  expect(choiceObstacles(state, date('2026-01-07'), date('2026-01-06'))).toEqual([])
  // Before the first choice nothing was judged.
  expect(choiceObstacles(state, date('2025-01-01'), date('2026-01-06'))).toEqual([])
  expect(decisionObstacles(state, 'handover.cut-off', date('2025-06-01'), date('2026-01-06'))).toEqual([])
  const settled = after(state, decided('2026-01-06', '2025-06-01', 'handover.cut-off', '18:00'))
  expect(decisionObstacles(settled, 'handover.cut-off', date('2026-01-07'), date('2026-01-07'))).toHaveLength(1)
  expect(decisionObstacles(settled, 'retention.case-file', date('2025-06-01'), date('2026-01-07'))).toEqual([])
})

test('of a year that was loaded twice the later file counts', () => {
  const loaded = (fileName: string, year: number) =>
    event('CalendarLoaded/1', '2026-01-05', { fileName, calendar: { year } })
  const state = folded(calendarStream, [loaded('a', 2027), loaded('b', 2028), loaded('c', 2027)]) as CalendarState
  expect(state.years.map((one) => [one.calendar.year, one.fileName])).toEqual([
    [2028, 'b'],
    [2027, 'c'],
  ])
  expect(state.years[0]?.at).toBe(instantOf(Date.parse('2026-01-04T16:00:00.000Z')))
})
