import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateOf } from '../calendar/index.ts'
import { citedIn, clauseFrom, clauseWords, compactOf } from './clause.ts'
import { faultsOfCatalogue } from './faults.ts'
import { lintClauses } from './lint-clauses.ts'
import { numberFrom, numeral } from './numerals.ts'
import { ofTheDay } from './of-the-day.ts'
import { NO_ROWS } from './rows.ts'
import { basis, day, generation, trialBases, trialCatalogue } from './trial.ts'
import { holdsOn, overlap } from './validity.ts'

const someDay = fc.integer({ min: 18_000, max: 24_000 }).map((number) => dateOf(number))
const someNumber = fc.integer({ min: 1, max: 9999 })

describe('a provision in words', () => {
  test('numbers are those that laws print', () => {
    expect([7, 10, 11, 20, 100, 105, 110, 118, 1000, 1001, 1010, 1060, 1132].map(numeral)).toEqual([
      '七',
      '十',
      '十一',
      '二十',
      '一百',
      '一百零五',
      '一百一十',
      '一百一十八',
      '一千',
      '一千零一',
      '一千零一十',
      '一千零六十',
      '一千一百三十二',
    ])
  })
  test('every number is read back from its words', () => {
    fc.assert(fc.property(someNumber, (number) => numberFrom(numeral(number)) === number))
    expect(['', '条', '一条', '0'].map(numberFrom)).toEqual([undefined, undefined, undefined, undefined])
  })
  test('every provision is found again in the words it is printed with, and in its compact form', () => {
    const optional = fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined })
    fc.assert(
      fc.property(
        fc.constantFrom(...trialBases),
        someNumber,
        optional,
        optional,
        ({ id }, article, paragraph, item) => {
          const clause = { instrument: id, article, ...(paragraph && { paragraph }), ...(item && { item }) }
          expect(citedIn(`违反了${clauseWords(clause, trialBases).zh}的规定`, trialBases).clauses).toEqual([clause])
          expect(clauseFrom(compactOf(clause))).toEqual(clause)
        },
      ),
    )
  })
  test('each place belongs to the title before it, marked or bare; a title nobody has is told', () => {
    const { clauses, unknown } = citedIn(
      '违反旧法第5条、第六条第二款，依据《新法典》第五百条第（三）项和《某条例》第一条',
      trialBases,
    )
    expect(clauses.map(compactOf)).toEqual(['old-law/5', 'old-law/6.2', 'new-law/500(3)'])
    expect(unknown).toEqual(['某条例'])
  })
})

describe('two generations of a cause', () => {
  const span = fc.tuple(someDay, fc.option(someDay, { nil: undefined })).map(([a, b]) => {
    const [from, until] = b !== undefined && b < a ? [b, a] : [a, b]
    return { from, ...(until !== undefined && { until }) }
  })
  test('are refused exactly where some day has two of them', () => {
    const old = basis('old-law', '旧法', { from: '1990-01-01' })
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 4 }), (spans) => {
        const causes = spans.map(({ from, until }) => generation(from, until, [1, 2]))
        const faults = faultsOfCatalogue({ ...NO_ROWS, causes }, { ...NO_ROWS, bases: [old] })
        const edges = spans.flatMap(({ from, until }) => (until === undefined ? [from] : [from, until]))
        const isTwice = edges.some((one) => causes.filter((cause) => holdsOn(cause, one)).length > 1)
        expect(faults.some((one) => one.code === 'generations-overlap')).toBe(isTwice)
        expect(causes.some((one, at) => causes.slice(at + 1).some((other) => overlap(one, other)))).toBe(isTwice)
      }),
    )
  })
  test('the newer counts only where it is lighter, and never makes it worse', () => {
    const band = fc
      .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
    fc.assert(
      fc.property(band, band, (then, now) => {
        const causes = [generation('2020-01-01', '2026-08-14', then), generation('2026-08-15', undefined, now)]
        const found = ofTheDay(causes, 'dust', day('2026-08-01'), day('2026-09-01'), {
          party: 'citizen',
          refused: false,
        })
        const isLighter = now[1] < then[1] || (now[1] === then[1] && now[0] < then[0])
        expect(found.which).toBe(isLighter ? 'now' : 'then')
        expect(found.counts?.penalties[0]?.most).toBeLessThanOrEqual(then[1])
        expect(found.differences.length > 0).toBe(then[0] !== now[0] || then[1] !== now[1])
      }),
    )
  })
  test('where both fall on one side of the change there is nothing to choose', () => {
    const causes = [generation('2020-01-01', '2026-08-14', [9, 9]), generation('2026-08-15', undefined, [1, 1])]
    expect(ofTheDay(causes, 'dust', day('2026-08-01'), day('2026-08-14')).counts?.from).toBe('2020-01-01')
    expect(ofTheDay(causes, 'dust', day('2026-08-15'), day('2026-09-14')).counts?.from).toBe('2026-08-15')
  })
  test('a fine that the newer law has only after refusal is lighter while nobody refused', () => {
    const newer = generation('2026-08-15', undefined, [1, 9], {
      penalties: [{ kind: 'fine', least: 1, most: 9, afterRefusal: true }],
      orderFirst: true,
    })
    const causes = [generation('2020-01-01', '2026-08-14', [1, 9]), newer]
    const at = (refused: boolean | undefined) =>
      ofTheDay(causes, 'dust', day('2026-08-01'), day('2026-09-01'), { party: 'citizen', refused })
    expect(at(false).which).toBe('now')
    expect(at(true).which).toBe('then')
    expect(at(undefined)).toMatchObject({ which: 'then', unsure: true })
    expect(
      at(true)
        .differences.map((one) => one.zh)
        .join(),
    ).toContain('先责令改正')
  })
  test('which is lighter may hang on who the party is', () => {
    const both = (organisation: number, citizen: number) => ({
      penalties: [
        { kind: 'fine', party: 'organisation', most: organisation },
        { kind: 'fine', party: 'citizen', most: citizen },
      ],
    })
    const causes = [
      generation('2020-01-01', '2026-08-14', [0, 0], both(500, 100)),
      generation('2026-08-15', undefined, [0, 0], both(1000, 50)),
    ]
    const at = (party?: 'citizen' | 'organisation') =>
      ofTheDay(causes, 'dust', day('2026-08-01'), day('2026-09-01'), { party })
    expect([at('citizen').which, at('organisation').which]).toEqual(['now', 'then'])
    expect(at().unsure).toBe(true)
  })
  test('what was no violation when it was done is none, and what the law no longer punishes is not punished', () => {
    const later = [generation('2026-08-15', undefined, [1, 2])]
    const before = [generation('2020-01-01', '2026-08-14', [1, 2])]
    expect(ofTheDay(later, 'dust', day('2026-08-01'), day('2026-09-01')).counts).toBeUndefined()
    const gone = ofTheDay(before, 'dust', day('2026-08-01'), day('2026-09-01'))
    expect([gone.counts, gone.why.zh]).toEqual([undefined, expect.stringContaining('不再规定')])
    expect(ofTheDay(before, 'smoke', day('2026-08-01'), day('2026-08-01')).why.zh).toContain('没有 smoke')
  })
})

describe('the linter of provisions', () => {
  const cause = generation('2020-01-01', '2026-08-14', [1, 2])
  const codes = (words: string, on: string, of?: typeof cause) => {
    const { clauses, unknown } = citedIn(words, trialBases)
    return lintClauses(clauses, day(on), { catalogue: trialCatalogue(), cause: of, unknown }).map((one) => one.code)
  }
  test.each([
    ['what was in force is a basis', 'old-law/5 old-law/50.1', '2026-08-14', []],
    ['repealed the day after its last', 'old-law/5', '2026-08-15', ['clause-repealed']],
    ['not yet in force the day before its first', 'new-law/5', '2026-08-14', ['clause-not-yet']],
    ['displaced by the higher law', 'rules/23', '2026-08-15', ['clause-displaced']],
    ['but not before it', 'rules/23', '2026-08-14', []],
    ['nor its other articles', 'rules/22', '2026-08-15', []],
    ['an article there is not', 'old-law/61', '2026-08-01', ['article-unknown']],
    ['a paragraph there is not', 'old-law/50.3', '2026-08-01', ['paragraph-unknown']],
    ['an item there is not', 'old-law/50.1(4)', '2026-08-01', ['item-unknown']],
    ['an instrument there is not', '《某条例》第一条', '2026-08-01', ['instrument-unknown']],
  ])('%s', (_, words, on, expected) => {
    expect(codes(words, on)).toEqual(expected)
  })
  test.each([
    ['all that its cause rests on', 'old-law/5 old-law/50.1', []],
    ['only the norm broken', 'old-law/5', ['clause-incomplete']],
    ['only the penalty', 'old-law/50.1', ['clause-incomplete']],
    ['nothing', '', ['clause-incomplete', 'clause-incomplete']],
    ['without the paragraph', 'old-law/5 old-law/50', ['paragraph-missing']],
    ['another paragraph', 'old-law/5 old-law/50.2', ['clause-not-of-cause']],
    ['something else besides', 'old-law/5 old-law/50.1 old-law/7', ['clause-not-of-cause']],
  ])('of a cause: %s', (_, words, expected) => {
    expect(codes(words, '2026-08-01', cause)).toEqual(expected)
  })
  test('what orders the procedure is asked of the day of the decision', () => {
    const cited = [{ instrument: 'procedure', article: 1 }]
    const at = (decided: string) =>
      lintClauses(cited, day('2026-08-01'), { catalogue: trialCatalogue(), decided: day(decided) }).map(
        (one) => one.code,
      )
    expect([at('2026-08-19'), at('2026-08-20')]).toEqual([['clause-not-yet'], []])
  })
  test('every finding says in both languages what is wrong, and where that is known from', () => {
    const found = lintClauses([{ instrument: 'old-law', article: 5 }], day('2026-09-01'), {
      catalogue: trialCatalogue(),
    })
    expect(found[0]?.message.zh).toContain('《旧法》第五条：2026-08-14 后已经失效')
    expect(found[0]?.message.en).toContain('new-law stands in its place')
    expect(found[0]?.source).toContain('2026-11-28')
  })
})

describe('rows that contradict', () => {
  const faults = (rows: Partial<typeof NO_ROWS>) =>
    faultsOfCatalogue({ ...NO_ROWS, ...rows }, trialCatalogue()).map((one) => one.code)
  const band = {
    grade: '一般',
    criteria: '示例',
    document: '示例',
    from: '2020-01-01',
    until: '2026-08-14',
    source: '示例',
    checkedOn: '2026-11-28',
    read: 'text',
  } as const
  const of = (least: number, most: number, cause = 'dust') => ({
    ...band,
    cause,
    least,
    most,
    from: day(band.from),
    until: day(band.until),
    checkedOn: day(band.checkedOn),
  })
  const causes = [generation('2020-01-01', '2026-08-14', [100, 200])]
  test('a benchmark lies within the law, upwards, of a cause there is, and once', () => {
    expect(faults({ causes, benchmarks: [of(100, 200)] })).toEqual([])
    expect(faults({ causes, benchmarks: [of(100, 201)] })).toEqual(['benchmark-outside-law'])
    expect(faults({ causes, benchmarks: [of(180, 120)] })).toEqual(['band-backwards'])
    expect(faults({ causes, benchmarks: [of(1, 2, 'smoke')] })).toEqual(['cause-unknown'])
    expect(faults({ causes, benchmarks: [of(100, 150), of(150, 200)] })).toEqual(['benchmark-twice', 'benchmark-twice'])
  })
  test('a cause rests on instruments that are there and in force as long as it is', () => {
    expect(faults({ causes: [generation('2020-01-01', undefined, [1, 2])] })).toEqual([
      'outlives-basis',
      'outlives-basis',
    ])
    expect(faults({ causes: [generation('2020-01-01', '2026-08-14', [1, 2], { penalty: ['no-law/1'] })] })).toEqual([
      'basis-unknown',
    ])
    expect(faults({ causes: [generation('2020-01-01', '2026-08-14', [1, 2], { penalty: ['old-law/61'] })] })).toEqual([
      'article-unknown',
    ])
    expect(faults({ causes: [generation('2020-02-01', '2020-01-01', [2, 1])] })).toContain('days-backwards')
  })
})
