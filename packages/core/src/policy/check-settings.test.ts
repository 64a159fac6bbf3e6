import { describe, expect, test } from 'vitest'
import { CalendarDate, Malformed, Refused } from '../kernel/index.ts'
import type { Obstacle } from '../kernel/index.ts'
import { ask, checkSettings, rulesOn, stricterKey } from './index.ts'
import { trialLibrary, trialPack } from './trial.ts'

const setting = (key: string, value: object) => ({ key, title: { zh: key, en: key }, source: ['3.1'], value })
const term = (count: number, unit: string) => ({ count, unit })

const pack = trialPack({
  rules: [
    { id: 'keep', kind: 'retention', source: ['4.1'], of: 'everything-else', keep: { atLeast: term(6, 'month') } },
    { id: 'hand', kind: 'handover', source: ['5.1'], what: 'all', from: 'recording-end', within: term(24, 'hour') },
    {
      id: 'right',
      kind: 'period',
      source: ['6.1'],
      title: { zh: '陈述', en: 'Statement' },
      start: { zh: '送达', en: 'service' },
      end: { zh: '提出', en: 'made' },
      length: term(5, 'working-day'),
      unit: 'working-day',
      roll: 'forward',
    },
  ],
  settings: [
    setting('sealing', { type: 'term', unit: 'calendar-day', most: 30, boundBy: 'national/coercion-law/25' }),
    setting('hearing', { type: 'term', unit: 'working-day', least: 7 }),
    setting('who', { type: 'approver' }),
    setting('hour', { type: 'time' }),
    setting('how', { type: 'choice', of: ['week', 'month'] }),
  ],
})

const check = (settings: Record<string, unknown>) => checkSettings(trialLibrary(pack), { packs: ['trial'], settings })

function refusal(
  settings: Record<string, unknown>,
  kind: typeof Refused | typeof Malformed = Refused,
): readonly Obstacle[] {
  try {
    check(settings)
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(kind)
    return (thrown as Refused).obstacles
  }
  throw new RangeError('nothing was refused')
}

test('what the bureau has not decided is open, with the article that leaves it to it', () => {
  const open = check({ who: '局长' })
  expect(open.map((one) => one.key)).toEqual(['sealing', 'hearing', 'hour', 'how'])
  expect(open[0]?.citations).toEqual([{ article: 'trial/3', quote: '条文之3' }])
})

test('what the instrument prints itself is not open, though a district may put its own in the place', () => {
  const printed = trialPack({ settings: [{ ...setting('who', { type: 'approver' }), optional: true }] })
  const open = (settings: Record<string, unknown>) =>
    checkSettings(trialLibrary(printed), { packs: ['trial'], settings })
  expect(open({})).toEqual([])
  expect(open({ who: '区局局长' })).toEqual([])
})

test('what governs work that is not done here yet may be decided, and is not open before', () => {
  const later = trialPack({ settings: [{ ...setting('who', { type: 'words' }), waitsFor: 'cases' }] })
  const open = (settings: Record<string, unknown>) =>
    checkSettings(trialLibrary(later), { packs: ['trial'], settings }).map((one) => one.key)
  expect(open({})).toEqual([])
  expect(open({ who: '承办人' })).toEqual([])
})

test('folders are named in the words of the vocabulary, and a word that names none is malformed', () => {
  const filed = trialPack({ settings: [setting('path', { type: 'folders' })] })
  const decide = (path: unknown) => () => checkSettings(trialLibrary(filed), { packs: ['trial'], settings: { path } })
  expect(decide(['单位', '设备', '摄录日期'])).not.toThrow()
  expect(decide('单位')).not.toThrow()
  for (const wrong of [['单位', '颜色'], 'unit', []]) expect(decide(wrong)).toThrow(Malformed)
})

test('the day a pack comes into force is not asked for where the rule set has it', () => {
  const undated = trialPack({
    identity: { effectiveFrom: null },
    settings: [setting('effective-from', { type: 'date' })],
  })
  const open = (more: object) => checkSettings(trialLibrary(undated), { packs: ['trial'], settings: {}, ...more })
  expect(open({}).map((one) => one.key)).toEqual(['effective-from'])
  expect(open({ effective: { trial: CalendarDate.parse('2022-03-01') } })).toEqual([])
})

describe('laxer than the law is refused with the article, stricter is taken', () => {
  test('a length above the most the law allows', () => {
    expect(refusal({ sealing: 31 })[0]).toMatchObject({
      code: 'setting-laxer',
      citation: { article: 'national/coercion-law/25' },
      field: 'settings.sealing',
    })
    expect(() => check({ sealing: 30 })).not.toThrow()
    expect(() => check({ sealing: 3 })).not.toThrow()
  })

  test('a length below the least', () => {
    expect(refusal({ hearing: 6 })[0]).toMatchObject({ code: 'setting-laxer', citation: { article: 'trial/3' } })
    expect(() => check({ hearing: 8 })).not.toThrow()
  })

  test('keeping for less than the pack prints', () => {
    const key = stricterKey('trial', 'keep')
    expect(refusal({ [key]: term(5, 'month') })[0]).toMatchObject({
      code: 'setting-laxer',
      citation: { article: 'trial/4', quote: '条文之4' },
    })
    expect(() => check({ [key]: term(1, 'year') })).not.toThrow()
  })

  test('handing over later than the pack prints', () => {
    const key = stricterKey('trial', 'hand')
    expect(refusal({ [key]: term(25, 'hour') })[0]).toMatchObject({ citation: { article: 'trial/5' } })
    expect(() => check({ [key]: term(12, 'hour') })).not.toThrow()
  })

  test('a right of the party is not the bureau’s to shorten', () => {
    expect(refusal({ [stricterKey('trial', 'right')]: term(3, 'working-day') })[0]?.code).toBe('setting-unknown')
  })

  test('all that is wrong is told at once', () => {
    expect(refusal({ sealing: 90, hearing: 1, other: 1 }).map((one) => one.field)).toEqual([
      'settings.sealing',
      'settings.hearing',
      'settings.other',
    ])
  })
})

test('a value of another sort is malformed, and says what is wanted', () => {
  const wrong = { sealing: term(3, 'month'), who: [''], hour: '24:00', how: 'year' }
  for (const [key, value] of Object.entries(wrong))
    expect(refusal({ [key]: value }, Malformed)[0]).toMatchObject({
      code: 'setting-malformed',
      field: `settings.${key}`,
    })
})

test('what is stricter is what the rules then answer', () => {
  const on = CalendarDate.parse('2026-03-02')
  const keep = (settings: Record<string, unknown>) =>
    ask(rulesOn(trialLibrary(pack), { packs: ['trial'], settings }, on), {
      ask: 'retention',
      facts: { evidence: false, triggers: [] },
    }).value['keep']
  expect(keep({})).toBe('6 month')
  expect(keep({ [stricterKey('trial', 'keep')]: term(1, 'year') })).toBe('1 year')
})
