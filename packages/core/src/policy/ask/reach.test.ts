import { expect, test } from 'vitest'
import { packsOnDisk } from '../../../../../scripts/packs-on-disk.ts'
import { states } from '../../../../../scripts/proves.ts'
import { CalendarDate, Instant } from '../../kernel/index.ts'
import { ask, rulesOn } from '../index.ts'
import type { Pack, Question } from '../index.ts'
import { trialPack } from '../trial.ts'

const { packs, calendar } = packsOnDisk()
const DAY = CalendarDate.parse('2024-05-03')

/** An instrument of the province, which lets more time than the county does. */
const provincial = (level: 'province' | 'city' | 'county' = 'province'): Pack =>
  trialPack({
    identity: { level, division: { province: '430000', city: '430100', county: '430121' }[level] },
    rules: [
      {
        id: 'handover',
        kind: 'handover',
        source: ['1.1'],
        what: 'all',
        from: 'recording-end',
        within: { count: 48, unit: 'hour' },
      },
      {
        id: 'case',
        kind: 'period',
        source: ['2.1'],
        title: { zh: '办案期限', en: 'Time for a case' },
        start: { zh: '立案之日', en: 'the day the case is opened' },
        end: { zh: '作出处理决定之日', en: 'the day of the decision' },
        length: { count: 90, unit: 'calendar-day' },
        unit: 'calendar-day',
        roll: 'none',
      },
      { id: 'film', kind: 'recording', source: ['3.1'], activities: ['patrol'], level: 'must' },
    ],
  })

const under = <Q extends Question>(own: string, more: readonly Pack[], question: Q) => {
  const library = { packs: [...packs, ...more], calendar }
  const chosen = [own, ...more.map((one) => one.identity.id)]
  const { value, rules, notes } = ask(rulesOn(library, { packs: chosen, settings: {} }, DAY), question)
  const articles = rules.flatMap((one) => one.citations.map(({ article }) => article))
  return { value, articles: [...new Set(articles)], notes: notes.map((one) => one.zh).join() }
}
const CHANGSHA = 'changsha-county-2023'
const handover = {
  ask: 'handover',
  what: 'all',
  recordingEnd: Instant.parse('2024-05-03T02:00:00.000Z'),
} as const

test('where the superior has another rule, its value is the one that counts, with its article and the one that gives way', () => {
  states('changsha-county-2023/47.2')
  expect(under(CHANGSHA, [], handover).value).toMatchObject({ within: '24 hour', due: '2024-05-04T02:00:00.000Z' })
  const layered = under(CHANGSHA, [provincial()], handover)
  expect(layered.value).toMatchObject({ within: '48 hour', due: '2024-05-05T02:00:00.000Z' })
  expect(layered.articles).toEqual(['trial/1', 'changsha-county-2023/47'])
  expect(layered.notes).toContain('按《试用制度》执行')
})

test('the time for a case gives way to a superior’s by an article of its own, and a case then has ninety days', () => {
  const question = {
    ask: 'period',
    period: '办案期限',
    from: DAY,
    suspended: [],
    extended: false,
  } as const satisfies Question
  expect(under(CHANGSHA, [], question).value.last).toBe('2024-07-02')
  const layered = under(CHANGSHA, [provincial()], question)
  expect(layered.value.last).toBe('2024-08-01')
  expect(layered.articles).toEqual(['trial/2', 'changsha-county-2023/27'])
})

test('nothing gives way to an equal, nor where the instrument does not say so: then the stricter counts', () => {
  expect(under(CHANGSHA, [provincial('county')], handover).value.within).toBe('24 hour')
  expect(under('yanzhou-2019', [provincial()], handover).value.within).toBe('24 hour')
})

test('what the superior says nothing of stays with the instrument, and lists of both add up', () => {
  const interruption = { ask: 'interruption' } as const
  expect(under(CHANGSHA, [provincial()], interruption)).toEqual(under(CHANGSHA, [], interruption))
  const filmed = (activity: 'patrol' | 'sealing') =>
    under(CHANGSHA, [provincial()], { ask: 'recording', activity }).value.level
  expect([filmed('patrol'), filmed('sealing')]).toEqual(['must', 'must'])
})

test('an exemption of one instrument lifts no duty of another', () => {
  const question = { ask: 'exemption', activity: 'patrol', ground: 'text-suffices' } as const
  expect(under(CHANGSHA, [], question).value.available).toBe(true)
  const both = under(CHANGSHA, [provincial()], question)
  expect(both).toMatchObject({ value: { available: false }, articles: ['changsha-county-2023/5', 'trial/3'] })
  expect(under('yanzhou-2019', [], question)).toMatchObject({ value: { available: false }, articles: [] })
})

test('a bureau of another place is nobody’s superior, whatever its level', () => {
  const foreign = trialPack({
    id: 'elsewhere',
    identity: { level: 'city', division: '220200' },
    rules: provincial().rules,
  })
  const own = under(CHANGSHA, [], handover)
  expect(under(CHANGSHA, [foreign], handover).notes).not.toContain('上级')
  expect(own.value).toMatchObject({ within: '24 hour' })
  const asked = { ask: 'precedence', of: 'handover' } as const
  expect(under(CHANGSHA, [foreign], asked).value).toEqual({ yields: true, to: [] })
  expect(under(CHANGSHA, [provincial()], asked).value).toEqual({ yields: true, to: ['试用制度'] })
})
