import { assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { dateOf, numberOf } from '../calendar/index.ts'
import { CalendarDate } from '../kernel/index.ts'
import { ask, rulesAsDecided, rulesOn } from './index.ts'
import type { Pack, Question } from './index.ts'
import { trialLibrary, trialPack } from './trial.ts'

const day = (given: string): CalendarDate => CalendarDate.parse(given)

const patrol = (months: number) => ({
  id: 'retention-patrol',
  kind: 'retention',
  source: ['1.1'],
  of: 'patrol',
  keep: { atLeast: { count: months, unit: 'month' } },
})

const first = trialPack({ rules: [patrol(6)] })
const second = trialPack({ identity: { version: 2, effectiveFrom: '2024-07-01' }, rules: [patrol(12)] })
const ruleSet = { packs: ['trial'], settings: {} }
const question: Question = { ask: 'retention', facts: { activity: 'patrol', evidence: false, triggers: [] } }

const keepOn = (packs: readonly Pack[], on: string) =>
  ask(rulesOn(trialLibrary(...packs), ruleSet, day(on)), question).value['keep']

test('an act is judged by the version in force on its day', () => {
  expect(keepOn([first, second], '2024-06-30')).toBe('6 month')
  expect(keepOn([first, second], '2024-07-01')).toBe('12 month')
})

test('a later version changes nothing of any day before it', () => {
  const days = integer({ min: numberOf(day('2020-01-01')), max: numberOf(day('2024-06-30')) }).map(dateOf)
  assert(
    property(days, (on) => {
      const before = ask(rulesOn(trialLibrary(first), ruleSet, on), question)
      expect(ask(rulesOn(trialLibrary(second, first), ruleSet, on), question)).toEqual(before)
    }),
  )
})

test('what was decided is still shown by its own version when a later one reaches back before the act', () => {
  const retroactive = trialPack({ identity: { version: 2, effectiveFrom: '2021-01-01' }, rules: [patrol(12)] })
  const decided = ask(rulesOn(trialLibrary(first), ruleSet, day('2022-03-01')), question)
  const library = trialLibrary(first, retroactive)
  expect(ask(rulesOn(library, ruleSet, day('2022-03-01')), question).value['keep']).toBe('12 month')
  expect(ask(rulesAsDecided(library, ruleSet, day('2022-03-01'), decided.rules), question)).toEqual(decided)
})

test('a decision by a version that is no longer loaded cannot be shown, and says so', () => {
  const rules = () => rulesAsDecided(trialLibrary(second), ruleSet, day('2024-08-01'), [{ pack: 'trial', version: 1 }])
  expect(rules).toThrow('Version 1 of trial is not loaded')
})

test('a pack counts neither before its first day nor after its last, and the rule set says why', () => {
  const ended = trialPack({ identity: { effectiveTo: '2023-12-31' }, rules: [patrol(6)] })
  const why = (on: string) => rulesOn(trialLibrary(ended), ruleSet, day(on)).outOfForce.map((one) => one.why)
  expect(why('2019-12-31')).toEqual(['not-yet'])
  expect(why('2023-12-31')).toEqual([])
  expect(why('2024-01-01')).toEqual(['no-longer'])
  expect(keepOn([ended], '2024-01-01')).toBe('unsaid')
})

test('a pack that does not print its first day counts only from the day the bureau enters, and asks for it until then', () => {
  const undated = trialPack({ identity: { effectiveFrom: null }, rules: [patrol(6)] })
  const library = trialLibrary(undated)
  const open = ask(rulesOn(library, ruleSet, day('2024-01-01')), question)
  expect(open.open).toEqual(['effective-from'])
  expect(open.value['keep']).toBe('unsaid')
  const given = rulesOn(library, { ...ruleSet, effective: { trial: day('2022-03-01') } }, day('2022-03-01'))
  expect(ask(given, question)).toMatchObject({ value: { keep: '6 month' }, open: [] })
})

test('a pack nobody loaded, or one chosen twice, is no rule set', () => {
  expect(() => rulesOn(trialLibrary(first), { packs: ['other'], settings: {} }, day('2024-01-01'))).toThrow(
    'not loaded',
  )
  expect(() => rulesOn(trialLibrary(first), { packs: ['trial', 'trial'], settings: {} }, day('2024-01-01'))).toThrow(
    'twice',
  )
})
