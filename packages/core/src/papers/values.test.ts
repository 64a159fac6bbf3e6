import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  capitals,
  creditCheck,
  factInWords,
  inDigits,
  isCreditCode,
  isResidentNumber,
  numeral,
  problemsOf,
  provisionInWords,
  residentCheck,
} from './index.ts'

const wrongs = (...given: Parameters<typeof problemsOf>) =>
  problemsOf(...given).map((one) => one.member ?? (one.lacks ? 'lacks' : 'wrong'))

describe('numbers that check themselves', () => {
  test('a resident number as the standard prints it is right, and no other last character is', () => {
    // GB 11643-1999, the example of its annex.
    expect(residentCheck('11010519491231002')).toBe('X')
    expect(Array.from('0123456789X').filter((last) => isResidentNumber(`11010519491231002${last}`))).toEqual(['X'])
    expect(isResidentNumber('11010519490231002X')).toBe(false)
  })

  const digit = fc.integer({ min: 0, max: 9 })
  test('one digit mistyped changes the last character of a resident number', () => {
    const seventeen = fc.array(digit, { minLength: 17, maxLength: 17 })
    fc.assert(
      fc.property(seventeen, fc.integer({ min: 0, max: 16 }), digit, (digits, at, other) => {
        fc.pre(digits[at] !== other)
        const right = residentCheck(digits.join(''))
        expect(residentCheck(digits.with(at, other).join(''))).not.toBe(right)
      }),
    )
  })

  test('a credit code is right with one last character of thirty-one, and without those it does not use', () => {
    // GB 32100-2015, the example of its text.
    expect(isCreditCode('91350100M000100Y43')).toBe(true)
    expect(isCreditCode('91350100M000100Y44')).toBe(false)
    expect(creditCheck('9135010OM000100Y4')).toBeUndefined()
  })

  test('what is wrong is said of the member it is in', () => {
    const party = { kind: 'citizen', name: '陈某', address: '星沙', idNumber: '110105194912310021' } as const
    expect(wrongs('party', party)).toEqual(['idNumber'])
    expect(wrongs('party', { ...party, idNumber: '11010519491231002x' })).toEqual([])
    expect(wrongs('party', { ...party, idNumber: '11010519491231002X', born: '1949-12-30' })).toEqual(['born'])
    expect(wrongs('party', { ...party, idKind: '护照', idNumber: 'E1234' })).toEqual([])
    expect(wrongs('party', { kind: 'organisation', name: '某商行', address: '星沙', representative: '李某' })).toEqual([
      'creditCode',
    ])
  })
})

describe('amounts', () => {
  test.each([
    [0, '零元整'],
    [10, '壹拾元整'],
    [105, '壹佰零伍元整'],
    [1000.5, '壹仟元伍角整'],
    [10_500, '壹万零伍佰元整'],
    [3.05, '叁元零伍分'],
    [0.05, '伍分'],
    [100_000_001, '壹亿零壹元整'],
    [20_300_000.21, '贰仟零叁拾万元贰角壹分'],
    [1_000_010_000, '壹拾亿零壹万元整'],
  ])('%d is %s', (yuan, words) => expect(capitals(yuan)).toBe(words))

  const DIGITS = '零壹贰叁肆伍陆柒捌玖'
  /** Read back by another way than it was written. */
  const read = (words: string): number => {
    const [whole = '', cents = ''] = words.includes('元') ? words.split('元') : ['', words]
    const group = (said: string): number =>
      [...said.matchAll(/([壹贰叁肆伍陆柒捌玖])(仟|佰|拾|)/gu)].reduce(
        (sum, [, digit = '', place = '']) => sum + DIGITS.indexOf(digit) * ({ 仟: 1000, 佰: 100, 拾: 10 }[place] ?? 1),
        0,
      )
    const [, high = '', low = ''] = /^(?:(.*)亿)?(.*)$/u.exec(whole) ?? []
    const [, tens = '', ones = ''] = /^(?:(.*)万)?(.*)$/u.exec(low) ?? []
    const [, jiao = '', fen = ''] = /^零?(?:(.)角)?(?:零?(.)分)?/u.exec(cents.replace('整', '')) ?? []
    return (
      group(high) * 1e8 +
      group(tens) * 1e4 +
      group(ones) +
      (jiao === '' ? 0 : DIGITS.indexOf(jiao) / 10) +
      (fen === '' ? 0 : DIGITS.indexOf(fen) / 100)
    )
  }
  test('what capitals say is the amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (fen) => {
        expect(Math.round(read(capitals(fen / 100)) * 100)).toBe(fen)
      }),
    )
  })

  test('in digits with thousands parted, and on paper both', () => {
    expect(inDigits(1234567.5)).toBe('1,234,567.50')
    expect(factInWords('fine-amount', 10_500)).toBe('人民币10,500.00元（大写：壹万零伍佰元整）')
    expect(wrongs('fine-amount', 0.001)).toEqual(['wrong'])
  })
})

test('articles, paragraphs and items are printed as laws count', () => {
  expect([57, 108, 10, 1100, 20].map(numeral)).toEqual(['五十七', '一百零八', '十', '一千一百', '二十'])
  const law = '《中华人民共和国行政处罚法》'
  expect(provisionInWords({ law, article: 57, paragraph: 1, item: 1 })).toBe(`${law}第五十七条第一款第（一）项`)
  expect(wrongs('penalty-basis', [{ law, article: 57, point: 1 }])).toEqual(['rows.0.item'])
})

test('times go to the minute and forwards', () => {
  const from = '2026-11-21 09:00'
  expect(wrongs('questioning-interval', { from, until: '2026-11-21 09:40' })).toEqual([])
  expect(wrongs('questioning-interval', { from, until: from })).toEqual(['until'])
  expect(wrongs('questioning-interval', { from, until: '2026-02-30 10:00' })).toEqual(['until'])
  expect(wrongs('questioning-interval', { from })).toEqual(['until'])
})

test('a row keeps its identity; one withdrawn is not counted and says why', () => {
  const row = { id: 'a', number: '1', name: '水泥', specification: '50kg', unit: '袋', quantity: '20' }
  expect(wrongs('case-goods', [row])).toEqual([])
  expect(wrongs('case-goods', [{ ...row, unit: '', quantity: '二十' }])).toEqual(['rows.a.unit', 'rows.a.quantity'])
  expect(wrongs('case-goods', [{ ...row, withdrawn: '登记重复' }])).toEqual(['lacks'])
  expect(wrongs('case-goods', [row, { id: 'b', withdrawn: '' }])).toEqual(['rows.b.withdrawn'])
})

test('a question without an answer is no record, and silence is an answer', () => {
  const asked = { id: '1', who: 'asked', text: '您叫什么名字？' } as const
  expect(wrongs('questions-and-answers', [asked])).toContain('wrong')
  expect(wrongs('questions-and-answers', [asked, { id: '2', who: 'answered', text: '（沉默）' }])).toEqual([])
})
