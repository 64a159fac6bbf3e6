import { expect, test } from 'vitest'
import { readYearFile, WrongYearFile } from './year-file.ts'

const source = { notice: '国务院办公厅关于2027年部分节假日安排的通知', published: '2026-11-10' as never }
const csv = (...rows: readonly string[]) => ({
  fileName: '2027.csv',
  file: Buffer.from(['日期,安排,节日,法定', ...rows].join('\r\n')).toString('base64'),
  source,
})
const yaml = (text: string) => ({ fileName: '2027.yaml', file: Buffer.from(text).toString('base64') })
const rowsOf = (read: () => unknown): (readonly [number | undefined, string])[] => {
  try {
    read()
  } catch (error) {
    if (error instanceof WrongYearFile) return error.rows.map(({ row, code }) => [row, code] as const)
    throw error
  }
  return []
}

test('a spreadsheet of the notice is read as the notice', () => {
  const year = readYearFile(csv('2027/1/1,放假,元旦,是', '2027-01-02,放假,元旦,', '2027-01-09,调休上班,元旦,'))
  expect(year).toEqual({
    year: 2027,
    status: 'loaded',
    source,
    rest: [
      { date: '2027-01-01', name: '元旦', statutory: true },
      { date: '2027-01-02', name: '元旦' },
    ],
    makeUp: [{ date: '2027-01-09', name: '元旦' }],
  })
})

test('each row that cannot be is named by its number in the file', () => {
  expect(
    rowsOf(() => readYearFile(csv('2027-01-01,放假,元旦,是', '2027-02-30,放假,春节,', '2027-02-08,放假,春节,'))),
  ).toEqual([[3, 'calendar-date-impossible']])
  expect(rowsOf(() => readYearFile(csv('2027-01-01,放假,元旦,', '2027-01-01,放假,元旦,')))).toEqual([
    [3, 'calendar-duplicate'],
  ])
  expect(rowsOf(() => readYearFile(csv('2027-01-01,放假,元旦,', '2027-01-05,调休上班,元旦,')))).toEqual([
    [3, 'calendar-make-up-weekday'],
  ])
  expect(rowsOf(() => readYearFile(csv('2027-01-01,休息,元旦,')))).toEqual([[2, 'calendar-kind']])
})

test('a sentence names a row once, by the number a spreadsheet shows, and a line of another file by its own', () => {
  const said = (read: () => unknown): readonly string[] => {
    try {
      read()
    } catch (error) {
      if (error instanceof WrongYearFile) return error.rows.map((one) => one.message.zh)
      throw error
    }
    return []
  }
  expect(said(() => readYearFile(csv('2027-01-01,放假,元旦,是', '2027-02-30,放假,春节,')))).toEqual([
    '第 3 行的“日期”："2027-02-30" 不是真实的日期',
  ])
  expect(
    said(() => readYearFile(csv('2027-01-09,调休上班,元旦,', '2027-01-01,放假,元旦,', '2027-01-01,放假,元旦,'))),
  ).toEqual(['第 4 行的“日期”：2027-01-01 重复，已见于第 3 行的“日期”'])
  const lines = [
    'year: 2027',
    'status: verified',
    'source: { notice: 通知, published: 2026-11-10 }',
    'makeUp: []',
    'rest:',
  ]
  const rest = '  - { date: 2027-02-30, name: 春节 }'
  expect(said(() => readYearFile(yaml([...lines, rest].join('\n'))))).toEqual([
    '2027.yaml:6（rest.0.date）："2027-02-30" 不是真实的日期',
  ])
})

test('a file without the notice it is taken from, or of a year not announced, is not loaded', () => {
  const { source: _none, ...bare } = csv('2027-01-01,放假,元旦,是')
  expect(rowsOf(() => readYearFile(bare)).map(([, code]) => code)).toEqual(['calendar-source-missing'])
  const provisional = 'year: 2027\nstatus: provisional\nrest:\n  - { date: 2027-01-01, name: 元旦 }\nmakeUp: []\n'
  expect(rowsOf(() => readYearFile(yaml(provisional))).map(([, code]) => code)).toEqual(['calendar-provisional'])
})

test('the form the program itself keeps its years in is read too, and its lines are named', () => {
  const lines = [
    'year: 2027',
    'status: verified',
    'source: { notice: 通知, published: 2026-11-10 }',
    'rest:',
    '  - { date: 2027-01-01, name: 元旦 }',
    'makeUp:',
    '  - { date: 2027-01-01, name: 元旦 }',
  ]
  expect(rowsOf(() => readYearFile(yaml(lines.join('\n')))).map(([row]) => row)).toContain(7)
  expect(readYearFile(yaml([...lines.slice(0, 5), 'makeUp: []'].join('\n')))).toMatchObject({
    year: 2027,
    status: 'loaded',
  })
})

test('what is no table at all is refused as such', () => {
  expect(rowsOf(() => readYearFile(yaml('year: [')))[0]?.[0]).toBe(1)
  expect(rowsOf(() => readYearFile({ fileName: 'x.csv', file: Buffer.of(0xff, 0).toString('base64') }))).toEqual([
    [undefined, 'csv-encoding'],
  ])
})
