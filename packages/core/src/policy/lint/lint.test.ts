import { describe, expect, test } from 'vitest'
import { HolidayCalendar } from '../../calendar/index.ts'
import { diffPacks, lint } from '../index.ts'
import { trialPack } from '../trial.ts'
import type { Pack } from '../index.ts'

const ids = (...packs: readonly Pack[]): readonly string[] => lint(packs).map((one) => one.id)
const printed = (...lines: readonly string[]): readonly string[] =>
  ids(
    trialPack({
      articles: lines.map((text, at) => ({ id: String(at + 1), label: `第${'一二三四五六七八九'[at]}条`, text })),
    }),
  ).filter((id) => !id.includes('/article-missing/') && !id.includes('/quote-missing/'))

const rule = (id: string, more: object) => ({ id, source: ['1.1'], ...more })
const wanted = (key: string, value: object) => ({ key, title: { zh: '谁', en: 'Who' }, source: ['1.1'], value })
const period = (count: number, roll: string, more: object = {}) =>
  rule('period-x', {
    kind: 'period',
    title: { zh: '期限', en: 'Period' },
    start: { zh: '起', en: 'start' },
    end: { zh: '止', en: 'end' },
    length: { count, unit: 'calendar-day' },
    unit: 'calendar-day',
    roll,
    ...more,
  })
const keep = (id: string, count: number) =>
  rule(id, { kind: 'retention', of: 'everything-else', keep: { atLeast: { count, unit: 'month' } } })

test('a sound pack of a plain text has nothing to tell', () => {
  expect(ids(trialPack({}))).toEqual([])
  expect(printed('第一条 为规范执法，制定本制度。', '第二条 下列活动应当录像：\n（一）检查；\n（二）听证。')).toEqual(
    [],
  )
})

describe('faults of a pack', () => {
  test('an obligation of an article that is not there', () => {
    const pack = trialPack({})
    const broken = {
      ...pack,
      obligations: [...pack.obligations, { ...pack.obligations[0], id: '10.1', article: '10' }],
    } as Pack
    expect(ids(broken)).toEqual(['trial/article-missing/obligations/10.1'])
  })

  test('a quote that differs from the text by one mark', () => {
    const pack = trialPack({})
    const broken = {
      ...pack,
      obligations: pack.obligations.map((one) => (one.id === '3.1' ? { ...one, quote: '条文之３' } : one)),
    }
    expect(ids(broken)).toEqual(['trial/quote-missing/obligations/3.1'])
  })

  test('a rule on an obligation that is not there, and a setting', () => {
    const setting = { ...wanted('who', { type: 'approver' }), source: ['99.1'], waitsFor: 'cases' }
    const pack = trialPack({
      rules: [
        { ...rule('rule', { kind: 'statement', fields: [{ key: 'disc-maker', label: '制作人' }] }), source: ['88.1'] },
      ],
      settings: [setting],
    })
    expect(ids(pack)).toEqual(['trial/source-missing/rules/rule', 'trial/source-missing/settings/who'])
  })

  test('a rule that another names and that is not there, here or in the law', () => {
    const naming = (more: object) => trialPack({ rules: [period(1, 'none', more)] })
    const missing = ['trial/rule-missing/rules/period-x']
    const first = { decisions: ['on-the-spot'], source: '1.1' }
    for (const member of ['replacedBy', 'otherReading', 'displacedBy', 'after']) {
      expect([member, ids(naming({ [member]: 'period-y' }))]).toEqual([member, missing])
      expect([member, ids(naming({ [member]: 'period-x' }))]).toEqual([member, []])
    }
    expect(ids(naming({ notBefore: { ...first, period: 'period-y' } }))).toEqual(missing)
    expect(ids(naming({ notBefore: { ...first, period: 'period-x', source: '88' } }))).toEqual([
      'trial/source-missing/rules/period-x',
    ])
    const law = trialPack({ id: 'national', identity: { kind: 'national' }, rules: [period(1, 'none')] })
    expect(ids(naming({ after: 'national/period-y' }))).toEqual([])
    expect(ids(naming({ after: 'national/period-y' }), law)).toContain(missing[0])
    expect(ids(naming({ after: 'national/period-x' }), law)).not.toContain(missing[0])
  })

  test('a setting that no rule reads, unless it says what it waits for; and one that a rule reads and nobody is asked for', () => {
    const [who, length] = [wanted('who', { type: 'words' }), wanted('length', { type: 'term', unit: 'year' })]
    expect(ids(trialPack({ settings: [who] }))).toEqual(['trial/setting-unread/settings/who'])
    expect(ids(trialPack({ settings: [{ ...who, waitsFor: 'disclosure' }] }))).toEqual([])
    const named = rule('kept', { kind: 'custodian', of: 'media', who: '专人', bureauNames: { 专人: 'who' } })
    expect(ids(trialPack({ rules: [named], settings: [who] }))).toEqual([])
    expect(ids(trialPack({ rules: [named] }))).toEqual(['trial/setting-missing/rules/kept'])
    const kept = rule('file', { kind: 'retention', of: 'case-file', keep: { setting: 'length' } })
    expect(ids(trialPack({ rules: [kept], settings: [length] })).join()).not.toContain('setting-')
    expect(ids(trialPack({ rules: [kept] }))).toContain('trial/setting-missing/rules/file')
    // An approver is found by the obligation it stands on, and only where the rule leaves it to the bureau.
    const look = (approvers: unknown) => rule('look', { kind: 'access', purpose: 'look', approvers })
    const approver = wanted('look.approver', { type: 'approver' })
    expect(ids(trialPack({ rules: [look('unnamed')], settings: [approver] })).join()).not.toContain('setting-')
    expect(ids(trialPack({ rules: [look(['局长'])], settings: [approver] }))).toEqual([
      'trial/setting-unread/settings/look.approver',
    ])
  })

  test('a rule no example stands on', () => {
    const pack = trialPack({
      rules: [rule('rule', { kind: 'statement', fields: [{ key: 'disc-maker', label: '制作人' }] })],
    })
    const tried = (rows: object[]) =>
      lint([pack], {
        calendar: new HolidayCalendar([]),
        examples: [{ pack: 'trial', version: 1, rows: rows as never }],
      })
    expect(tried([]).map((one) => one.id)).toEqual(['trial/example-missing/rules/rule'])
    expect(tried([{ question: { ask: 'statement' }, answer: {}, articles: [] }])).toEqual([])
  })

  test('two rules that answer one question differently', () => {
    expect(ids(trialPack({ rules: [keep('six', 6), keep('twelve', 12)] }))).toContain(
      'trial/contradiction/rules/twelve',
    )
    expect(ids(trialPack({ rules: [keep('six', 6), keep('again', 6)] })).join()).not.toContain('contradiction')
  })

  test('days that do not fit', () => {
    const dated = (identity: object) => ids(trialPack({ identity: { ...identity } }))
    expect(dated({ effectiveTo: '2019-12-31' })).toEqual(['trial/dates/pack.yaml'])
    expect(dated({ issuedOn: '2020-05-01' })).toEqual(['trial/effective-before-issue'])
    expect(dated({ effectiveFrom: null })).toEqual(['trial/effective-missing'])
    const later = trialPack({ identity: { version: 2, effectiveFrom: '2019-01-01' } })
    expect(ids(trialPack({}), later)).toEqual(['trial/versions/pack.yaml'])
  })

  test('a slip whose words no longer stand in the text', () => {
    const says = { zh: '说', en: 'says' }
    const slip = { id: 'slip', kind: 'doubt', articles: ['1'], quotes: ['条文之一'], says, reading: says }
    expect(ids(trialPack({ slips: [slip] }))).toContain('trial/quote-missing/slips/slip')
    expect(ids(trialPack({ slips: [{ ...slip, quotes: ['条文之1'] }] }))).toEqual(['trial/slip'])
  })
})

describe('slips of print', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['a bracket without a partner', '第一条 依据文件（2019 55号办理。', 'trial/bracket/1'],
    ['a book title that is never closed', '第一条 依据《试用办法办理。', 'trial/bracket/1'],
    ['a book title that is never opened', '第一条 依据试用办法》办理。', 'trial/bracket/1'],
    ['a sentence without its stop', '第一条 应当录像', 'trial/punctuation/1'],
    ['an item without its mark', '第一条 录像：\n（一）检查\n（二）听证。', 'trial/punctuation/1'],
    ['a list without its colon', '第一条 下列活动应当录像\n（一）检查；\n（二）听证。', 'trial/punctuation/1'],
    ['a number that runs into the sentence', '第一条应当录像。', 'trial/label-space/1'],
    ['a number that is lost', '应当录像。', 'trial/label-lost/1'],
    ['a unit cut short', '第一条 应当在10个工作内完成。', 'trial/unit-cut/1'],
    ['a leftover of the word processor', '第一条 [bookmark: _GoBack]应当录像。', 'trial/leftover/1'],
    ['a word cut in a row of words', '第一条 遵循法、主动、全面、及时、便民的原则。', 'trial/word-cut/1'],
    ['the opening word of a purpose', '第一条 规范执法，制定本制度。', 'trial/purpose-cut/1'],
    ['another name for itself', '第一条 本办法由局解释。', 'trial/self-name/1'],
  ]
  test.each(cases)('%s', (_, text, id) => expect(printed(text)).toContain(id))

  test('a number that stands twice', () => {
    expect(printed('第一条 录像。', '第一条 存储。')).toContain('trial/label-twice/2')
  })

  test('a document number in other brackets than the standard’s', () => {
    const numbered = (documentNumber: string) => ids(trialPack({ identity: { documentNumber } }))
    for (const bad of ['试[2020] 1号', '试﹝2020﹞1号', '试〔2020〕 1号'])
      expect(numbered(bad)).toEqual(['trial/document-number'])
    expect(numbered('试〔2020〕1号')).toEqual([])
  })
})

describe('what a text leaves out', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['a time that is none', '第一条 应当及时存储。', 'trial/time-vague/1'],
    ['days of no kind', '第一条 应当在七日内送达。', 'trial/day-unit-unsaid/1'],
    ['rules it does not name', '第一条 按照有关规定处理。', 'trial/reference-unnamed/1'],
    ['rules nobody has loaded', '第一条 按《某市案卷保存规定》保存。', 'trial/reference-outside/1'],
  ]
  test.each(cases)('%s', (_, text, id) => expect(printed(text)).toContain(id))

  test('working days, dates and rows of principles are no such gaps', () => {
    expect(
      printed('第一条 应当在10个工作日内于2019年11月28日前送达。', '第二条 坚持合法、及时、可追溯的原则。'),
    ).toEqual([])
  })

  test('one office under two names', () => {
    expect(printed('第一条 报行政机关负责人批准。', '第二条 报本机关负责人批准。')).toContain('trial/roles/head')
    expect(printed('第一条 报行政机关负责人批准。', '第二条 由行政机关负责人批准。')).toEqual([])
  })
})

describe('against the law above', () => {
  const law = (count: number, roll: string) =>
    trialPack({ id: 'national', identity: { kind: 'national' }, rules: [period(count, roll)] })
  const verdict = (ours: number, theirs: number, roll: string) =>
    lint([trialPack({ rules: [period(ours, roll)] }), law(theirs, roll)]).find(
      (one) => one.id === 'trial/superior-term/period-x',
    )?.verdict

  test('a limit on power may be tighter, not looser', () => {
    expect(verdict(60, 90, 'none')).toBe('permitted-stricter')
    expect(verdict(120, 90, 'none')).toBe('doubtful')
    expect(verdict(90, 90, 'none')).toBeUndefined()
  })

  test('a right of the party may be longer; shorter, it is void', () => {
    expect(verdict(10, 5, 'forward')).toBe('permitted-stricter')
    expect(verdict(3, 5, 'forward')).toBe('void')
  })

  test('an article cited by the number it had before the law was revised', () => {
    const article = {
      id: 'penalty-law/57',
      law: '中华人民共和国行政处罚法',
      label: '第五十七条',
      gist: { zh: '决定', en: 'Decisions' },
      formerly: ['第三十八条'],
    }
    const national = {
      ...trialPack({ id: 'national', identity: { kind: 'national' } }),
      articles: [article],
      obligations: [],
    } as Pack
    const text = (number: string) =>
      trialPack({
        articles: [{ id: '1', label: '第一条', text: `第一条 依《中华人民共和国行政处罚法》${number}决定。` }],
      })
    expect(ids(text('第三十八条'), national)).toContain('trial/article-number-old/1')
    expect(ids(text('第五十七条'), national).join()).not.toContain('article-number-old')
  })
})

test('lint changes nothing', () => {
  const pack = trialPack({ rules: [keep('six', 6)] })
  const before = structuredClone(pack)
  lint([pack])
  expect(pack).toEqual(before)
})

test('two versions differ by what was added, taken out and changed, and by nothing else', () => {
  const before = trialPack({ rules: [keep('six', 6), keep('gone', 6)] })
  const after = trialPack({ identity: { version: 2 }, rules: [keep('six', 12), keep('new', 12)] })
  expect(diffPacks(before, before)).toEqual([])
  expect(diffPacks(before, after).map(({ part, id, change }) => `${part} ${id} ${change}`)).toEqual([
    'identity version changed',
    'rule six changed',
    'rule gone removed',
    'rule new added',
  ])
})
