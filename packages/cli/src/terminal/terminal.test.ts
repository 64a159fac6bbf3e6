import { because, Malformed, text } from '@liuhen/core/kernel'
import { expect, test } from 'vitest'
import {
  asksJson,
  common,
  fitted,
  helpOf,
  languageOf,
  manual,
  readOptions,
  problemOf,
  Screen,
  sizeOf,
  spanOf,
} from './index.ts'

const sample = manual({
  usage: 'pour <cup>',
  about: text('倒茶', 'Pours tea'),
  operands: [1, 1],
  options: {
    hot: { kind: 'flag', about: text('热的', 'hot') },
    spoons: { kind: 'number', value: 'N', about: text('几勺', 'how many') },
    name: { kind: 'text', value: 'NAME', about: text('名称', 'name') },
    with: { kind: 'list', value: 'WHAT', about: text('加什么', 'with what') },
    ...common,
  },
})

test('options are read by their kinds', () => {
  const given = readOptions(sample, ['cup', '--hot', '--spoons', '2', '--with', 'milk', '--with=sugar'])
  expect(given).toMatchObject({ hot: true, json: false, spoons: 2, with: ['milk', 'sugar'], operands: ['cup'] })
  expect(given.name).toBeUndefined()
})

test('a word that begins with a dash is an operand after the two dashes', () => {
  expect(readOptions(sample, ['--', '-cup']).operands).toEqual(['-cup'])
})

test.each([
  [[], /missing/],
  [['a', 'b'], /too many: b/],
  [['a', '--cold'], /no option --cold/],
  [['a', '--name'], /--name/],
  [['a', '--lang', 'xx'], /no language xx/],
  [['a', '--spoons', '1.5'], /--spoons takes a whole number/],
  [['a', '--spoons', '-1'], /--spoons/],
])('a wrong call %j names what is wrong', (args, said) => {
  expect(() => readOptions(sample, args)).toThrow(Malformed)
  expect(() => readOptions(sample, args)).toThrow(said)
})

test('whoever asks for JSON gets what is wrong as JSON, with both languages', () => {
  expect([['--json'], ['a', '--', '--json']].map(asksJson)).toEqual([true, false])
  const wrong = because(Malformed, 'not-json', '不是 JSON', 'is not JSON')
  expect(JSON.parse(problemOf(wrong) ?? '')).toEqual({
    problem: { kind: 'malformed', obstacles: [{ code: 'not-json', message: { zh: '不是 JSON', en: 'is not JSON' } }] },
  })
  expect(problemOf(new TypeError('a bug'))).toBeUndefined()
})

test('help lists every option in the language asked for', () => {
  const help = helpOf(sample, 'en')
  for (const name of [...Object.keys(sample.options), 'help']) expect(help).toContain(`--${name}`)
  expect(help).toContain('liuhen pour <cup>')
  expect(helpOf(sample, 'zh')).toContain('倒茶')
})

test('the language is the one asked for, else that of the environment, else Chinese', () => {
  expect(languageOf(['--lang', 'en'], { LANG: 'zh_CN.UTF-8' })).toBe('en')
  expect(languageOf(['--lang=zh'], { LANG: 'en_US.UTF-8' })).toBe('zh')
  expect(languageOf(['--', '--lang=en'], {})).toBe('zh')
  expect(languageOf([], { LANG: 'en_GB.UTF-8' })).toBe('en')
  expect(languageOf([], { LANG: 'C.UTF-8' })).toBe('zh')
})

test('sizes and spans are written for people', () => {
  expect([0, 1023, 1024, 1_500_000, 5 * 2 ** 40].map(sizeOf)).toEqual([
    '0 B',
    '1023 B',
    '1.0 KiB',
    '1.4 MiB',
    '5.0 TiB',
  ])
  expect([0, 7_000, 750_000, 3_723_000].map(spanOf)).toEqual(['0:00', '0:07', '12:30', '1:02:03'])
})

test('words are cut and padded by the columns they take', () => {
  expect(fitted('ab', 4)).toBe('ab  ')
  expect(fitted('现场', 4)).toBe('现场')
  expect(fitted('现场勘验', 6)).toBe('现场… ')
})

test('bars are drawn on a terminal only, lines everywhere, and no name can steer the terminal', () => {
  const drawnOn = (isTTY: boolean): string => {
    let drawn = ''
    const screen = new Screen({ write: (words) => (drawn += words), isTTY, columns: 80 })
    screen.show(() => [{ label: 'a\u001b[2Jb.mp4', done: 0.5, more: 'half' }])
    screen.line('file\u001b[31m\n.mp4')
    screen.close()
    return drawn
  }
  expect(drawnOn(false)).not.toContain('\u001b')
  expect(drawnOn(false)).not.toContain('half')
  const live = drawnOn(true)
  expect(live).toContain('█')
  for (const command of ['\u001b[2J', '\u001b[31m']) expect(live).not.toContain(command)
})
