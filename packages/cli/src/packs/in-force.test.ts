import { ActivityFacts, askingBy, judge, PersonFacts } from '@liuhen/core/coverage'
import { CalendarDate, type Instant, instantOf, millisecondsOf, Refused, startOf } from '@liuhen/core/kernel'
import { ask, checkSettings, Pack, rulesOn } from '@liuhen/core/policy'
import type { Question, RuleSet } from '@liuhen/core/policy'
import { describe, expect, test } from 'vitest'
import { states } from '../../../../scripts/proves.ts'
import { readPackFolder } from './folder.ts'

const library = await readPackFolder()
const setOf = (packs: readonly string[], settings: RuleSet['settings'] = {}): RuleSet => ({
  packs: [...packs],
  settings,
})

/** What is found, days later, when half an hour of that activity, with no case, goes unrecorded at noon of the day. */
function unrecorded(ruleSet: RuleSet, type: string, day: string, packs: readonly Pack[] = library.packs) {
  const noon = millisecondsOf(startOf(CalendarDate.parse(day))) + 12 * 3_600_000
  const [start, end, now] = [noon, noon + 1_800_000, noon + 3 * 86_400_000].map(instantOf) as [
    Instant,
    Instant,
    Instant,
  ]
  const activity = ActivityFacts.parse({ id: 'act', type, start, end, officers: ['A'] })
  const person = PersonFacts.parse({ id: 'A', kind: 'officer' })
  const facts = { people: [person], duties: [], activities: [activity], recordings: [], interruptions: [], checks: [] }
  const [one] = judge(facts, askingBy({ ...library, packs }, ruleSet), { now }).activities
  return (one?.findings ?? []).filter((finding) => finding.code === 'not-recorded')
}

const articles = (findings: ReturnType<typeof unrecorded>): readonly string[] =>
  findings.flatMap((one) => one.citations.map((place) => place.article))

describe('an act is judged by an instrument from its first day on, not the day before', () => {
  test.each([
    ['jilin-2017', 'hearing', '2017-06-13', '2017-06-14', '26.1'],
    ['changsha-county-2023', 'hearing', '2023-06-08', '2023-06-09', '47.1'],
    ['jinzhong-2022-recording', 'hearing', '2022-01-29', '2022-01-30', '23.1'],
  ])('%s', (pack, activity, before, first, obligation) => {
    expect(unrecorded(setOf([pack]), activity, before)).toEqual([])
    expect(unrecorded(setOf([pack]), activity, first)).toHaveLength(1)
    states(`${pack}/${obligation}`)
  })

  test.each([
    ['jinzhong-2022-disclosure', { ask: 'disclosure', list: 'items' }],
    ['jinzhong-2022-legal-review', { ask: 'review', list: 'decisions' }],
  ] as const)('%s', (pack, question) => {
    const items = (day: string) =>
      ask(rulesOn(library, setOf([pack]), CalendarDate.parse(day)), question).value['items']
    expect(items('2022-01-29')).toEqual([])
    expect(items('2022-01-30')).not.toEqual([])
    states(`${pack}/12.1`)
  })

  test('Yanzhou, in force before it was issued: it applies, and the answer says that it was issued later', () => {
    const answer = (day: string) =>
      ask(rulesOn(library, setOf(['yanzhou-2019']), CalendarDate.parse(day)), { ask: 'recording', activity: 'hearing' })
    const isNoted = (day: string) => answer(day).notes.some((one) => one.en.includes('was issued only on 2019-11-28'))
    expect(answer('2019-07-31').value['level']).toBe('none')
    expect(answer('2019-09-01').value['level']).toBe('must')
    expect(isNoted('2019-09-01')).toBe(true)
    expect(isNoted('2019-11-28')).toBe(false)
    states('yanzhou-2019/18.1')
  })

  test('Yongqing, without a printed day: the bureau is asked for it, and nothing is judged before', () => {
    const open = (ruleSet: RuleSet) => checkSettings(library, ruleSet).map((one) => one.key)
    expect(open(setOf(['yongqing-2022']))).toContain('effective-from')
    expect(unrecorded(setOf(['yongqing-2022']), 'patrol', '2024-03-05')).toEqual([])
    const given = setOf(['yongqing-2022'], { 'effective-from': '2022-06-01' })
    expect(open(given)).not.toContain('effective-from')
    expect(articles(unrecorded(given, 'patrol', '2022-06-01'))).toEqual(['yongqing-2022/6'])
    expect(unrecorded(given, 'patrol', '2022-05-31')).toEqual([])
    states('yongqing-2022/26.1')
  })
})

test('an inspection without a case is judged all the same', () => {
  expect(unrecorded(setOf(['changsha-county-2023']), 'site-inspection', '2024-03-05')).toHaveLength(1)
  expect(unrecorded(setOf(['yanzhou-2019']), 'site-inspection', '2024-03-05')).toHaveLength(1)
  states('changsha-county-2023/2.1', 'yanzhou-2019/2.1')
})

test('what a rule above demands must be filmed too, under its own article', () => {
  const above = Pack.parse({
    identity: {
      id: 'province',
      version: 1,
      kind: 'instrument',
      title: { zh: '省办法', en: 'Provincial measures' },
      issuer: '省政府',
      effectiveFrom: '2020-01-01',
    },
    articles: [{ id: '8', label: '第八条', text: '第八条 日常巡查应当录像。' }],
    obligations: [
      { id: '8.1', article: '8', kind: 'mandatory-recording', modality: 'must', quote: '日常巡查应当录像' },
    ],
    rules: [{ id: 'recording-patrol', kind: 'recording', source: ['8.1'], activities: ['patrol'], level: 'must' }],
    settings: [],
  })
  const own = 'changsha-county-2023'
  expect(unrecorded(setOf([own]), 'patrol', '2024-03-05')).toEqual([])
  const layered = unrecorded(setOf([own, 'province']), 'patrol', '2024-03-05', [...library.packs, above])
  expect(articles(layered)).toEqual(['province/8'])
})

test('a kind of act that the bureau puts on its own list of what is filmed is judged from the day the list counts', () => {
  const list = Pack.parse({
    identity: {
      id: 'own-list',
      version: 1,
      kind: 'instrument',
      level: 'county',
      title: { zh: '本局补充清单', en: 'The bureau’s own list' },
      issuer: '长沙县行政执法局',
      effectiveFrom: '2024-03-06',
    },
    articles: [{ id: '1', label: '第一条', text: '第一条 日常巡查应当录像。' }],
    obligations: [{ id: '1.1', article: '1', kind: 'mandatory-recording', modality: 'must', quote: '应当录像' }],
    rules: [{ id: 'recording-patrol', kind: 'recording', source: ['1.1'], activities: ['patrol'], level: 'must' }],
    settings: [],
  })
  const judged = (day: string) =>
    articles(unrecorded(setOf(['changsha-county-2023', 'own-list']), 'patrol', day, [...library.packs, list]))
  expect(judged('2024-03-05')).toEqual([])
  expect(judged('2024-03-06')).toEqual(['own-list/1'])
  states('changsha-county-2023/7.5')
})

test('a district of Jilin may name its own approver of footage, and may not keep minor corrections for less', () => {
  const own = { 'access.publish-footage.approver': '区局局长' }
  expect(() => checkSettings(library, setOf(['jilin-2017'], own))).not.toThrow()
  const laxer = { ...own, 'stricter.jilin-2017.retention-minor-correction': { count: 3, unit: 'month' } }
  expect(() => checkSettings(library, setOf(['jilin-2017'], laxer))).toThrow(Refused)
  expect(() => checkSettings(library, setOf(['jilin-2017'], laxer))).toThrow('第十四条')
})

test('an approver of a district’s own takes the place of the city’s, and a look is entered in the register all the same', () => {
  const value = (purpose: 'look-by-authority' | 'publish-footage', settings: RuleSet['settings']) =>
    ask(rulesOn(library, setOf(['jilin-2017'], settings), CalendarDate.parse('2024-03-05')), { ask: 'access', purpose })
      .value
  expect(value('publish-footage', {})['approvers']).toEqual(['市局主要领导'])
  expect(value('publish-footage', { 'access.publish-footage.approver': '区局局长' })['approvers']).toEqual(['区局局长'])
  expect(value('look-by-authority', { 'access.look-by-authority.approver': '区局局长' })).toMatchObject({
    approvers: ['区局局长'],
    register: ['查阅人', '查阅事由', '查阅时间'],
  })
})

test('two cases of one officer on one day stand side by side under that day', () => {
  const rules = rulesOn(library, setOf(['jilin-2017']), CalendarDate.parse('2024-03-05'))
  const facts = {
    unit: '一大队',
    device: 'D1',
    officer: '王',
    recordedOn: CalendarDate.parse('2024-03-05'),
    cause: '占道经营',
  }
  const [one, other] = ['李', '张'].map(
    (party) => ask(rules, { ask: 'path', facts: { ...facts, party } }).value['path'] as string[],
  )
  expect(one?.slice(0, -1)).toEqual(['一大队', 'D1', '王', '2024', '03', '05'])
  expect(other?.slice(0, -1)).toEqual(one?.slice(0, -1))
  expect([one?.at(-1), other?.at(-1)]).toEqual(['李_占道经营', '张_占道经营'])
  states('jilin-2017/13.3')
})

test('the same recording under five bureaus: five hand-overs, paths, retentions and approvers', () => {
  const jinzhong = ['plan', 'disclosure', 'recording', 'legal-review'].map((one) => `jinzhong-2022-${one}`)
  const settings = { 'handover.cut-off': '18:00', 'effective-from': '2022-06-01' }
  const facts = {
    unit: '一队',
    device: 'D1',
    officer: '王',
    recordedOn: CalendarDate.parse('2026-03-02'),
    storedOn: CalendarDate.parse('2026-03-03'),
    party: '李',
    cause: '占道',
    case: '李案',
  }
  const told = [['jilin-2017'], ['changsha-county-2023'], jinzhong, ['yanzhou-2019'], ['yongqing-2022']].map(
    (packs) => {
      const rules = rulesOn(library, setOf(packs, settings), CalendarDate.parse('2026-03-02'))
      const value = <Q extends Question>(question: Q) => ask(rules, question).value
      return [
        [value({ ask: 'handover', what: 'all' }).within, value({ ask: 'consolidation' }).every],
        value({ ask: 'path', facts }).path.join('/'),
        value({
          ask: 'retention',
          facts: { activity: 'patrol', evidence: false, triggers: [{ trigger: 'complaint', by: 'party' }] },
        }).keep,
        value({ ask: 'access', purpose: 'copy' }).approvers,
      ]
    },
  )
  expect(told).toEqual([
    [['duty-day', 'half-month'], '一队/D1/王/2026/03/02/李_占道', 'long-term', 'unnamed'],
    [['24 hour', undefined], '', 'unsaid', 'none-stated'],
    [['duty-day', 'week'], '王/2026-03-02/占道/李', 'long-term', ['单位负责人']],
    [['24 hour', undefined], '一队/D1/王/李案/李/2026-03-02/2026-03-03', '3 year', ['局法制机构', '主管领导']],
    [['duty-day', 'month'], '一队/D1/王/2026-03-02/李/占道', 'long-term', 'unnamed'],
  ])
})
