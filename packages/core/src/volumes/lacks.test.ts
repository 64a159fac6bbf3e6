import { expect, test } from 'vitest'
import { packsOnDisk } from '../../../../scripts/packs-on-disk.ts'
import { CalendarDate } from '../kernel/index.ts'
import { rulesOn, type RulesOn } from '../policy/index.ts'
import { wantedOf } from './lacks.ts'

const library = packsOnDisk()
const day = (on: string) => CalendarDate.parse(on)
const [before, after] = [day('2026-03-02'), day('2026-09-01')]
/** The bureau leaves its instrument in the course of the case. */
const chosen = (on: CalendarDate): RulesOn =>
  rulesOn(library, { packs: on < '2026-06-01' ? ['changsha-county-2023', 'national'] : ['national'], settings: {} }, on)

test('what was done calls for the papers of its own day, whatever the bureau goes by now', () => {
  const wanted = wantedOf(
    [
      { act: 'site-inspected', on: before },
      { act: 'penalty-decided', on: after },
    ],
    chosen,
    [],
    [],
  )
  expect(wanted.map((one) => [one.rule, one.wanted, one.held])).toEqual([
    ['changsha-county-2023/paper-site-inspection', 1, 0],
    ['national/paper-penalty-decision', 1, 0],
  ])
})

test('two notices of one measure are not the notice of another', () => {
  const done = [
    { id: 'a', act: 'evidence-preserved' as const, on: before },
    { id: 'b', act: 'evidence-preserved' as const, on: before },
    { id: 'c', act: 'preservation-disposed' as const, on: before, of: 'a' },
    { id: 'd', act: 'preservation-disposed' as const, on: before, of: 'b' },
  ]
  const rule = 'changsha-county-2023/paper-preservation-handling'
  const held = (...abouts: readonly (string | undefined)[]) =>
    wantedOf(
      done,
      chosen,
      [],
      abouts.map((about) => ({ rule, about })),
    ).flatMap((one) => (one.rule === rule ? [[one.wanted, one.held]] : []))
  expect(held('a', 'a')).toEqual([[2, 1]])
  expect(held('a', 'b')).toEqual([[2, 2]])
  // One that says nothing, from before papers said it, may be of either.
  expect(held('a', undefined)).toEqual([[2, 2]])
})

test('a file under the rule of that day counts, and the one that stands in today does not', () => {
  const done = [{ act: 'penalty-decided' as const, on: before }]
  const held = (rule: string) => wantedOf(done, chosen, [], [{ rule }]).map((one) => [one.rule, one.held])
  expect(held('changsha-county-2023/paper-penalty-decision')).toEqual([
    ['changsha-county-2023/paper-penalty-decision', 1],
  ])
  expect(held('national/paper-penalty-decision')).toEqual([['changsha-county-2023/paper-penalty-decision', 0]])
})
