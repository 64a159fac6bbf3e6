import { Malformed } from '@liuhen/core/kernel'
import { describe, expect, test } from 'vitest'
import { readPackFiles } from './index.ts'

const GOOD: Readonly<Record<string, string>> = {
  'packs/trial/pack.yaml': [
    'id: trial',
    'version: 1',
    'kind: instrument',
    'title: { zh: 试用制度, en: Trial }',
    'issuer: 试用局',
    'effectiveFrom: 2020-01-01',
  ].join('\n'),
  'packs/trial/articles.yaml': "- id: '1'\n  label: 第一条\n  text: |-\n    第一条 保存六个月。",
  'packs/trial/obligations.yaml':
    "- id: '1.1'\n  article: '1'\n  kind: retention\n  modality: must\n  quote: 保存六个月",
  'packs/trial/rules.yaml': [
    '- id: keep',
    '  kind: retention',
    "  source: ['1.1']",
    '  of: everything-else',
    '  keep: { atLeast: { count: 6, unit: month } }',
  ].join('\n'),
  'packs/trial/examples.yaml': [
    '- question: { ask: retention, facts: {} }',
    "  answer: { keep: '6 month' }",
    "  articles: ['1']",
  ].join('\n'),
  'packs/calendar/2026.yaml': [
    'year: 2026',
    'status: provisional',
    'rest:',
    '  - { date: 2026-01-01, name: 元旦 }',
    'makeUp: []',
  ].join('\n'),
}

const read = (changed: Readonly<Record<string, string | undefined>>) =>
  readPackFiles(
    Object.entries({ ...GOOD, ...changed }).flatMap(([path, text]) => (text === undefined ? [] : [{ path, text }])),
  )

/** The sentences a bad folder is refused with. */
function refused(changed: Readonly<Record<string, string | undefined>>): readonly string[] {
  try {
    read(changed)
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(Malformed)
    for (const { message } of (thrown as Malformed).obstacles) expect(message.zh).toMatch(/：/)
    return (thrown as Malformed).obstacles.map((one) => one.message.en)
  }
  throw new RangeError('it was read')
}

const edited = (name: string, from: string, to: string) => {
  const path = `packs/${name}`
  expect(GOOD[path]).toContain(from)
  return { [path]: GOOD[path]?.replace(from, to) }
}

test('a folder is read whole: packs, examples, working days', () => {
  const { packs, examples, calendar } = read({})
  expect(packs.map(({ identity, rules }) => [identity.id, rules.length])).toEqual([['trial', 1]])
  expect(examples[0]?.rows).toHaveLength(1)
  expect(calendar.years.map((one) => one.year)).toEqual([2026])
})

test('a byte order mark and Windows line ends are no fault', () => {
  const text = GOOD['packs/trial/rules.yaml']?.replaceAll('\n', '\r\n')
  expect(read({ 'packs/trial/rules.yaml': `\ufeff${text}` }).packs).toHaveLength(1)
})

describe('each fault names file and line', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string | undefined>>, string])[] = [
    [
      'what is no YAML',
      edited('trial/rules.yaml', 'of: everything-else', 'of: [every'),
      'packs/trial/rules.yaml:5: not YAML',
    ],
    [
      'a name written twice',
      edited('trial/rules.yaml', '  of:', '  id: other\n  of:'),
      'packs/trial/rules.yaml:4: not YAML',
    ],
    [
      'a number where text is meant',
      edited('trial/obligations.yaml', "'1.1'", '1.1'),
      'packs/trial/obligations.yaml:1: 0.id must be text',
    ],
    [
      'a member nobody knows',
      edited('trial/rules.yaml', '  of:', '  off: 1\n  of:'),
      'packs/trial/rules.yaml:1: 0 has no member called off',
    ],
    [
      'a kind of rule nobody knows',
      edited('trial/rules.yaml', 'retention', 'storage'),
      'packs/trial/rules.yaml:2: 0.kind',
    ],
    [
      'a class nobody knows',
      edited('trial/rules.yaml', 'everything-else', 'all'),
      'packs/trial/rules.yaml:4: 0.of must be one of',
    ],
    [
      'a length of nothing',
      edited('trial/rules.yaml', 'count: 6', 'count: 0'),
      'packs/trial/rules.yaml:5: 0.keep.atLeast.count',
    ],
    [
      'a day that does not exist',
      edited('trial/pack.yaml', '2020-01-01', '2020-02-30'),
      'packs/trial/pack.yaml:6: effectiveFrom',
    ],
    [
      'a missing first day',
      edited('trial/pack.yaml', '\neffectiveFrom: 2020-01-01', ''),
      'packs/trial/pack.yaml:1: effectiveFrom',
    ],
    [
      'an article without its text',
      edited('trial/articles.yaml', '第一条 保存六个月。', ''),
      'packs/trial/articles.yaml:3: 0.text',
    ],
    [
      'a question nobody answers',
      edited('trial/examples.yaml', 'ask: retention', 'ask: weather'),
      'packs/trial/examples.yaml:1: 0.question',
    ],
    ['a file that is missing', { 'packs/trial/rules.yaml': undefined }, 'packs/trial/rules.yaml: this file is missing'],
    ['a file no pack has', { 'packs/trial/rule.yaml': '[]' }, 'packs/trial/rule.yaml: a pack has no such file'],
    [
      'a pack in another’s folder',
      edited('trial/pack.yaml', 'id: trial', 'id: other'),
      'packs/trial/pack.yaml: version 1 of other belongs in the folder other',
    ],
    [
      'a rule given twice',
      { 'packs/trial/rules.yaml': `${GOOD['packs/trial/rules.yaml']}\n${GOOD['packs/trial/rules.yaml']}` },
      'packs/trial/rules.yaml: the id keep is there twice',
    ],
    [
      'an impossible date of a calendar',
      edited('calendar/2026.yaml', '2026-01-01', '2026-02-30'),
      'packs/calendar/2026.yaml:4',
    ],
    [
      'a day given twice in a calendar',
      edited('calendar/2026.yaml', 'makeUp', '  - { date: 2026-01-01, name: 元旦 }\nmakeUp'),
      'packs/calendar/2026.yaml:5',
    ],
    [
      'a year given twice',
      { 'packs/calendar/again.yaml': GOOD['packs/calendar/2026.yaml'] },
      'packs/calendar/again.yaml: 2026 is in packs/calendar/2026.yaml already',
    ],
  ]
  test.each(cases)('%s', (_, changed, sentence) => {
    expect(
      refused(changed).some((one) => one.startsWith(sentence)),
      refused(changed).join('\n'),
    ).toBe(true)
  })

  const cause = (code: string, from: string) =>
    `- { code: ${code}, title: { zh: 甲, en: A }, group: 示例, penalty: ['law-a/5'], penalties: [{ kind: fine }], from: ${from}, source: 示例, checkedOn: 2026-01-01 }`
  const bases =
    '- { id: law-a, title: { zh: 甲法, en: Law A }, rank: law, from: 2020-01-01, articles: 9, source: 示例, checkedOn: 2026-01-01 }'
  test.each([
    ['a row of no known shape', cause('Dust', '2020-01-01'), 'packs/trial/causes.yaml:1: 0.code'],
    [
      'a second generation that counts on the same day',
      `${cause('dust', '2020-01-01')}\n${cause('dust', '2024-01-01')}`,
      'packs/trial/causes.yaml:2: two generations of dust count on one day',
    ],
    [
      'a cause that is older than its law',
      `\n${cause('dust', '2019-01-01')}`,
      'packs/trial/causes.yaml:2: counts 2019-01-01–, beyond Law A',
    ],
  ])('of a catalogue: %s', (_, causes, sentence) => {
    const files = { 'packs/trial/bases.yaml': bases, 'packs/trial/causes.yaml': causes }
    expect(
      refused(files).some((one) => one.startsWith(sentence)),
      refused(files).join('\n'),
    ).toBe(true)
  })

  test('an alias that grows without end', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x]',
      'b: &b [*a, *a, *a, *a, *a, *a, *a, *a]',
      'c: [*b, *b, *b, *b, *b, *b, *b, *b]',
    ]
    const deep = `${bomb.join('\n')}\nd: &d [${'*b, '.repeat(40)}*b]\ne: [${'*d, '.repeat(40)}*d]`
    expect(refused({ 'packs/trial/settings.yaml': deep })[0]).toContain('packs/trial/settings.yaml:1: not YAML')
  })
})

test('a later version stands in a folder of its own beside the first', () => {
  const later = Object.fromEntries(
    Object.entries(GOOD)
      .filter(([path]) => path.includes('/trial/'))
      .map(([path, text]) => [path.replace('/trial/', '/trial@2/'), text.replace('version: 1', 'version: 2')]),
  )
  expect(read(later).packs.map((one) => one.identity.version)).toEqual([1, 2])
})

test('one bad pack among good ones: nothing of any is read', () => {
  const bad = { 'packs/other/pack.yaml': 'id: other' }
  expect(refused(bad).length).toBeGreaterThan(3)
})

describe('names and facts of a pack', () => {
  const paper = (key: string) =>
    [
      '- id: paper-x',
      '  kind: paper',
      "  source: ['1.1']",
      '  title: { zh: 文书, en: Paper }',
      '  stage: 受理',
      '  fields:',
      `    - { key: ${key}, label: 当事人 }`,
      '  approvers: [局长]',
      '  signatures: []',
    ].join('\n')

  test('are read with it', () => {
    const files = {
      'packs/trial/rules.yaml': paper('[party, agent]'),
      'packs/trial/posts.yaml': '局长: authority-head',
    }
    const [pack] = read(files).packs
    expect(pack?.posts).toEqual({ 局长: 'authority-head' })
    expect(pack?.rules).toMatchObject([{ fields: [{ key: ['party', 'agent'], label: '当事人' }] }])
  })

  test('an unknown one is refused with its line', () => {
    expect(refused({ 'packs/trial/rules.yaml': paper('partie') })).toEqual([
      expect.stringMatching(
        /^packs\/trial\/rules\.yaml:7: 0\.fields\.0\.key "partie" is none of the \d+ keys of the vocabulary; near it are party, /,
      ),
    ])
    expect(refused({ 'packs/trial/posts.yaml': '局长: boss\n门卫: { open: [] }' })).toEqual([
      expect.stringMatching(/^packs\/trial\/posts\.yaml:1: 局长 /),
      expect.stringMatching(/^packs\/trial\/posts\.yaml:2: 门卫/),
    ])
  })
})
