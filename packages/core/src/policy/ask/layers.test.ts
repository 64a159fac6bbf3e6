import { describe, expect, test } from 'vitest'
import { CalendarDate, Instant } from '../../kernel/index.ts'
import { ask, rulesOn } from '../index.ts'
import type { Question } from '../index.ts'
import { trialLibrary, trialPack } from '../trial.ts'

const on = CalendarDate.parse('2026-03-02')
const at = (given: string): Instant => Instant.parse(given)

/** What two instruments of one bureau say together. */
function together<Q extends Question>(one: readonly unknown[], other: readonly unknown[], question: Q, settings = {}) {
  const library = trialLibrary(trialPack({ id: 'one', rules: one }), trialPack({ id: 'other', rules: other }))
  return ask(rulesOn(library, { packs: ['one', 'other'], settings }, on), question)
}

const rule = (kind: string, more: object) => ({ id: `${kind}-rule`, kind, source: ['2.1'], ...more })
const packsOf = (answer: ReturnType<typeof together>) => answer.rules.map((used) => used.pack)

describe('of two instruments the stricter wins', () => {
  test('filming: the stronger duty, and both are named', () => {
    const activities = ['hearing']
    const answer = together(
      [rule('recording', { activities, level: 'as-needed' })],
      [rule('recording', { activities, level: 'must', crew: { operator: true, angles: false, level: 'as-needed' } })],
      { ask: 'recording', activity: 'hearing' },
    )
    expect(answer.value).toEqual({ level: 'must', crew: { operator: true, angles: false, level: 'as-needed' } })
    expect(packsOf(answer)).toEqual(['one', 'other'])
  })

  test('pauses: never goes before with a reason, and arrival before the act', () => {
    const answer = together(
      [rule('continuity', { start: 'arrival', pause: 'with-reason' })],
      [rule('continuity', { start: 'start-of-act', end: 'end-of-act', pause: 'never' })],
      { ask: 'continuity', activity: 'patrol' },
    )
    expect(answer.value).toEqual({ start: 'arrival', end: 'end-of-act', pause: 'never' })
  })

  test('keeping: the longer time, up to the long term', () => {
    const facts = { activity: 'patrol', evidence: false, triggers: [{ trigger: 'complaint' }] } as const
    const months = (count: number) =>
      rule('retention', { of: 'everything-else', keep: { atLeast: { count, unit: 'month' } } })
    const plain: Question = { ask: 'retention', facts: { ...facts, triggers: [], recordedOn: on } }
    expect(together([months(6)], [months(36)], plain).value).toMatchObject({ keep: '36 month', until: '2029-03-02' })
    const longTerm = rule('long-term', { trigger: 'complaint' })
    const answer = together([months(36)], [longTerm], {
      ask: 'retention',
      facts: { ...facts, triggers: [...facts.triggers] },
    })
    expect(answer.value).toMatchObject({ class: 'long-term', keep: 'long-term' })
    expect(packsOf(answer)).toEqual(['other'])
  })

  const handover = (within: object) => rule('handover', { what: 'all', from: 'recording-end', within })
  const day24 = handover({ count: 24, unit: 'hour' })
  const dutyDay = rule('handover', { what: 'all', from: 'duty-end', within: { unit: 'duty-day' } })
  const cutOff = { 'handover.cut-off': '18:00' }

  test('handing over: the earlier moment, whichever instrument has it', () => {
    const asked = (recordingEnd: string) => ({ ask: 'handover', what: 'all', recordingEnd: at(recordingEnd) }) as const
    // 10:00 in Beijing: the end of the day comes first.
    expect(together([day24], [dutyDay], asked('2026-03-02T02:00:00.000Z'), cutOff).value).toMatchObject({
      within: 'duty-day',
      due: '2026-03-02T10:00:00.000Z',
    })
    // 12 hours by the clock come before the next 18:00 after an evening's work.
    const half = handover({ count: 12, unit: 'hour' })
    expect(together([half], [dutyDay], asked('2026-03-02T11:00:00.000Z'), cutOff).value).toMatchObject({
      within: '12 hour',
      due: '2026-03-02T23:00:00.000Z',
    })
  })

  test('gathering: the more frequent', () => {
    const every = (word: string) => rule('consolidation', { every: word, by: word })
    const question = { ask: 'consolidation', recordedOn: CalendarDate.parse('2026-03-20') } as const
    expect(together([every('month')], [every('half-month')], question).value).toEqual({
      every: 'half-month',
      by: 'half-month',
      due: '2026-03-31',
    })
    expect(together([every('week')], [every('month')], question).value.due).toBe('2026-03-22')
  })

  test('approvers: all of both chains', () => {
    const by = (approvers: readonly string[]) => rule('access', { purpose: 'copy', approvers })
    expect(together([by(['甲'])], [by(['乙', '甲'])], { ask: 'access', purpose: 'copy' }).value).toMatchObject({
      approvers: ['甲', '乙'],
    })
  })
})

describe('what a bureau has to say first is never guessed', () => {
  const dutyDay = rule('handover', { what: 'all', from: 'duty-end', within: { unit: 'duty-day' } })
  const asked = { ask: 'handover', what: 'all', recordingEnd: at('2026-03-02T02:00:00.000Z') } as const

  test('without the hour there is no moment, and the hour is asked for', () => {
    const answer = together([dutyDay], [], asked)
    expect(answer.value.due).toBeUndefined()
    expect(answer.open).toEqual(['handover.cut-off'])
    expect(together([dutyDay], [], { ask: 'handover', what: 'all' })).toMatchObject({
      value: { within: 'duty-day' },
      open: ['handover.cut-off'],
    })
  })

  test('duty that goes on past midnight ends at the first hour after it', () => {
    const dutyEnd = at('2026-03-02T19:30:00.000Z')
    expect(together([dutyDay], [], { ...asked, dutyEnd }, { 'handover.cut-off': '17:30' }).value.due).toBe(
      '2026-03-03T09:30:00.000Z',
    )
  })

  test('an hour that is none is refused by its name', () => {
    expect(() => together([dutyDay], [], asked, { 'handover.cut-off': '25:00' })).toThrow('handover.cut-off')
  })

  test('a name the instrument leaves out is unnamed until the bureau names it', () => {
    const pack = trialPack({
      rules: [rule('access', { purpose: 'look', approvers: 'unnamed' })],
      settings: [
        {
          key: 'access.look.approver',
          title: { zh: '谁批准', en: 'Who' },
          source: ['2.1'],
          value: { type: 'approver' },
        },
      ],
    })
    const look = (settings: object) =>
      ask(rulesOn(trialLibrary(pack), { packs: ['trial'], settings: { ...settings } }, on), {
        ask: 'access',
        purpose: 'look',
      })
    expect(look({})).toMatchObject({ value: { approvers: 'unnamed' }, open: ['access.look.approver'] })
    expect(look({ 'access.look.approver': '局长' })).toMatchObject({ value: { approvers: ['局长'] }, open: [] })
  })

  test('the silence of an instrument is not an answer: a paper or a period it does not have is missing', () => {
    expect(() => together([], [], { ask: 'paper', title: '没有的文书' })).toThrow('There is no paper called')
  })
})

describe('the exception on returning to the unit', () => {
  const exception = { reasons: ['异地执法'], from: 'return-to-unit', within: { count: 24, unit: 'hour' } }
  const rules = [
    rule('handover', { what: 'all', from: 'recording-end', within: { count: 24, unit: 'hour' }, exception }),
  ]
  const asked = { ask: 'handover', what: 'all', recordingEnd: at('2026-03-02T02:00:00.000Z') } as const
  const returned = at('2026-03-05T02:00:00.000Z')

  test('runs from the return with a reason that counts', () => {
    expect(together(rules, [], { ...asked, returned, reason: '异地执法' }).value.due).toBe('2026-03-06T02:00:00.000Z')
  })

  test('does not run with another reason, without one, or without the return', () => {
    for (const more of [{ returned, reason: '忙' }, { returned }, { reason: '异地执法' }])
      expect(together(rules, [], { ...asked, ...more }).value.due).toBe('2026-03-03T02:00:00.000Z')
  })
})
