import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text as contentOf } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import { type Catalogue, holdsOn } from '@liuhen/core/causes'
import { CalendarDate, Malformed } from '@liuhen/core/kernel'
import { catalogueOfPacks } from '@liuhen/core/policy'
import type { Act } from '@liuhen/core/procedure'
import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { done, soundActs, told } from '../../../core/src/case/trial.ts'
import { type Answer, checked, outputOf } from '../case/trial.ts'
import { readPackFolder } from '../packs/index.ts'
import { causesCommand } from './index.ts'

const { packs } = await readPackFolder()
const national = packs.find((one) => one.identity.id === 'national') ?? expect.fail('no national law')
const folder = await mkdtemp(join(tmpdir(), 'liuhen-causes-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const SAMPLE = fileURLToPath(new URL('../demo/catalogue.yaml', import.meta.url))
const OWN = `--set statement.term=5 --catalogue ${SAMPLE}`
const FUME = {
  cause: 'cooking-fume',
  clauses: '《生态环境法典》第二百五十条；《生态环境法典》第一千一百三十二条第一款',
  'standard-report': '示例检测报告第1号',
  grade: '轻微',
  'fine-amount': 6000,
}
const OLD_FUME = { ...FUME, clauses: '《大气污染防治法》第八十一条第一款、第一百一十八条第一款', grade: undefined }

type Says = Readonly<Record<string, string | number | boolean | undefined>>
const DECIDING: readonly Act[] = ['handling-approved', 'notice-served', 'penalty-decided']

/** The sound case half a year later, whose violation was on that day and whose papers all say so. */
const fumeCase = (violation: string, says: Says, more: readonly ReturnType<typeof done>[] = []) => {
  const acts = soundActs.map((one) => ({
    ...one,
    on: one.act === 'violation-ended' ? violation : dateOf(numberOf(CalendarDate.parse(one.on)) + 184),
    approvals: one.approvals?.map((each) => ({ ...each, on: dateOf(numberOf(CalendarDate.parse(each.on)) + 184) })),
    says: { ...(one.says as object), ...(DECIDING.includes(one.act) && says) },
  }))
  return told([...more, ...acts] as Parameters<typeof told>[0], { party: { kind: 'organisation' } })
}

/** What is missing of the acts that decide, by their rules. */
const missing = async (telling: ReturnType<typeof told>, options = OWN) => {
  const file = join(folder, `${randomUUID()}.json`)
  await writeFile(file, JSON.stringify(telling))
  const [json] = await outputOf(['check', file, ...options.split(' '), '--json'])
  const { acts } = JSON.parse(json) as Answer
  // What follows from an act that does not stand is told elsewhere.
  return acts
    .filter((one) => DECIDING.includes(one.act as Act))
    .map((one) => ({ ...one, obstacles: one.obstacles.filter(({ code }) => ASKED.has(code)) }))
}
const ASKED = new Set(
  national.rules.flatMap((one) => (one.kind === 'step' && one.needs.kind === 'cause' ? [one.id] : [])),
)
const codesOf = (acts: Awaited<ReturnType<typeof missing>>) =>
  Object.fromEntries(acts.map((one) => [one.act, one.obstacles.map(({ code }) => code)]))
const ALL = (...codes: readonly string[]) => Object.fromEntries(DECIDING.map((act) => [act, [...codes]]))

describe('a case that names its cause', () => {
  test('stands where cause, provisions, grade and fine are those of the law of the day', async () => {
    const { answer, status } = await checked(fumeCase('2026-08-20', FUME), OWN)
    expect(answer.acts.filter((one) => one.verdict !== 'allowed')).toEqual([])
    expect(status).toBe(0)
  })
  test('done before the change and decided after it, it goes by the old law, and by its provisions', async () => {
    const acts = await missing(fumeCase('2026-08-14', OLD_FUME))
    expect(codesOf(acts)).toEqual(ALL())
    expect(acts[0]).toMatchObject({
      law: {
        which: 'then',
        from: '2016-01-01',
        atAct: { penalty: ['air-law/118.1'] },
        atDecision: { penalty: ['ecology-code/1132.1'] },
      },
    })
    expect(codesOf(await missing(fumeCase('2026-08-14', FUME)))).toEqual(ALL('step-clauses-sound'))
  })
  test('by the new law where that is lighter, which is told with both', async () => {
    const barbecue = {
      cause: 'barbecue',
      clauses: 'ecology-code/250 ecology-code/1132.3',
      'fine-amount': 4000,
    }
    const acts = await missing(fumeCase('2026-08-14', barbecue))
    expect(codesOf(acts)).toEqual(ALL())
    expect(acts[0]).toMatchObject({
      law: { which: 'now', differences: [{ zh: '公民：原 500–20000 元，现 500–5000 元' }, {}, {}, {}, {}] },
    })
    expect(codesOf(await missing(fumeCase('2026-08-14', { ...barbecue, 'fine-amount': 6000 })))).toEqual(
      ALL('step-fine-within-law'),
    )
  })
  test('and is asked whether correction was refused, where that settles which of the two is lighter', async () => {
    const barbecue = { cause: 'barbecue', clauses: 'air-law/81.3 air-law/118.3', 'fine-amount': 6000 }
    const ordered = [done('correction-ordered', '2026-09-05', { dueOn: '2026-09-06' as never })]
    const at = (says: Says) => missing(fumeCase('2026-08-14', { ...barbecue, ...says }, ordered))
    expect((await at({}))[0]).toMatchObject({
      verdict: 'unknown',
      obstacles: [{ code: 'step-cause-in-force', met: 'unknown', clears: { fact: 'correction-refused' } }],
    })
    expect(codesOf(await at({ 'correction-refused': true }))).toEqual(ALL())
  })
  test('not at all where there was no such cause on its day', async () => {
    const light = { cause: 'light-pollution', clauses: 'ecology-code/1210' }
    expect(codesOf(await missing(fumeCase('2026-08-14', light)))).toEqual(ALL('step-cause-in-force'))
    expect(codesOf(await missing(fumeCase('2026-08-20', { ...FUME, cause: 'no-such' })))).toEqual(
      ALL('step-cause-in-force'),
    )
  })
  test('that names none is judged as before, whatever it cites as text', async () => {
    expect(codesOf(await missing(fumeCase('2026-08-20', { provision: '大气污染防治法第一百一十八条' })))).toEqual(ALL())
  })
})

describe('the linter, when a case is drafted', () => {
  test.each([
    ['repealed', '大气污染防治法第一百一十八条第一款', ['clause-repealed', 'clause-incomplete', 'clause-incomplete']],
    ['wrong paragraph', 'ecology-code/250 ecology-code/1132.2', ['clause-not-of-cause']],
    ['without its paragraph', 'ecology-code/250 《生态环境法典》第一千一百三十二条', ['paragraph-missing']],
    ['only part of the bases', 'ecology-code/1132.1', ['clause-incomplete']],
    ['an article there is not', `${FUME.clauses}，生态环境法典第一千三百条`, ['article-unknown']],
    ['displaced by the higher law', `${FUME.clauses}，城市建筑垃圾管理规定第二十六条`, ['clause-displaced']],
    ['a paragraph there is not', `${FUME.clauses}，《示例市市容管理办法（示例）》第十条第三款`, ['paragraph-unknown']],
  ])('%s', async (_, clauses, found) => {
    const acts = await missing(fumeCase('2026-08-20', { ...FUME, clauses }))
    expect(codesOf(acts)).toEqual(ALL('step-clauses-sound'))
    const [obstacle] = acts[0]?.obstacles ?? []
    expect(obstacle).toMatchObject({ effect: 'refused', met: 'not-met', findings: found.map((code) => ({ code })) })
    expect(obstacle?.articles).toContain('national/penalty-law/38')
  })
  test('not yet in force when it was done', async () => {
    const acts = await missing(fumeCase('2026-08-14', FUME))
    expect(acts[0]?.obstacles[0]).toMatchObject({
      findings: [{ code: 'clause-not-yet' }, { code: 'clause-not-yet' }, {}, {}],
    })
  })
  test('what no instrument of the catalogue is, and what is none of its bases, only leaves a mark', async () => {
    const acts = await missing(
      fumeCase('2026-08-20', { ...FUME, clauses: `${FUME.clauses}，《某条例》第一条，ecology-code/1210` }),
    )
    expect(codesOf(acts)).toEqual(ALL('step-clauses-doubtful'))
    expect(acts[0]).toMatchObject({
      verdict: 'noted',
      obstacles: [{ findings: [{ code: 'instrument-unknown' }, { code: 'clause-not-of-cause' }] }],
    })
  })
  test('provisions untold of a named cause are asked for', async () => {
    const acts = await missing(fumeCase('2026-08-20', { ...FUME, clauses: undefined }))
    expect(acts[0]).toMatchObject({
      verdict: 'unknown',
      obstacles: [{ code: 'step-clauses-sound', clears: { fact: 'clauses' } }],
    })
  })
})

describe('the fine of a named cause', () => {
  test.each([
    ['above the law', { 'fine-amount': 50_001 }, ['step-fine-within-law', 'step-benchmark-reasons']],
    [
      'below the law without a ground',
      { 'fine-amount': 4000, reasons: '示例' },
      ['step-fine-within-law', 'step-benchmark-departed'],
    ],
    [
      'below the law by a ground that reduces it',
      { 'fine-amount': 4000, reasons: '示例', grounds: 'harm-removed' },
      ['step-benchmark-departed'],
    ],
    [
      'below the law by one that does not',
      { 'fine-amount': 4000, reasons: '示例', grounds: 'no-such' },
      ['step-fine-within-law', 'step-benchmark-departed', 'step-grounds'],
    ],
    ['at either end of its band', { 'fine-amount': 10_000 }, []],
    ['outside its band without reasons', { 'fine-amount': 10_001 }, ['step-benchmark-reasons']],
    ['outside its band with reasons', { 'fine-amount': 10_001, reasons: '示例理由' }, ['step-benchmark-departed']],
    ['of a grade that has none', { grade: '较重' }, ['step-benchmark-reasons']],
    ['without its grade', { grade: undefined }, ['step-benchmark-reasons']],
    ['of a higher grade', { grade: '严重', 'fine-amount': 50_000 }, []],
    ['against a ground for none', { grounds: 'no-fault' }, ['step-grounds']],
    ['without the report', { 'standard-report': undefined }, ['step-standard-report']],
  ])('%s', async (_, says, codes) => {
    expect(codesOf(await missing(fumeCase('2026-08-20', { ...FUME, ...says })))).toEqual(ALL(...codes))
  })
  test('of a part of the cost is reckoned on the cost', async () => {
    const building = {
      cause: 'building-without-permit',
      clauses: 'planning-law/40 planning-law/64',
      'fine-amount': 6000,
    }
    const at = async (base: number | undefined) =>
      codesOf(await missing(fumeCase('2026-08-20', { ...building, 'fine-base': base })))
    expect([await at(100_000), await at(50_000), await at(undefined)]).toEqual([
      ALL(),
      ALL('step-fine-within-law'),
      ALL('step-fine-within-law'),
    ])
  })
  test('after an order to correct, and only where that was refused', async () => {
    const noise = { cause: 'neighbour-noise', clauses: 'ecology-code/593 ecology-code/1190', 'fine-amount': 3000 }
    const ordered = [done('correction-ordered', '2026-09-05', { dueOn: '2026-09-06' as never })]
    const at = async (says: Says, more: typeof ordered = []) =>
      codesOf(await missing(fumeCase('2026-08-20', { ...noise, ...says }, more)))
    expect(await at({})).toEqual(ALL('step-correction-first'))
    expect(await at({ 'correction-refused': false }, ordered)).toEqual(ALL('step-correction-first'))
    expect(await at({ 'correction-refused': true }, ordered)).toEqual(ALL())
    expect(await at({ 'correction-refused': true, 'fine-amount': 20_001 }, ordered)).toEqual(
      ALL('step-fine-within-law'),
    )
  })
  test('by a department that the government has designated, by its document or the act’s', async () => {
    const leaves = { cause: 'burning-leaves', clauses: 'ecology-code/246 ecology-code/1131.1', 'fine-amount': 600 }
    const at = async (says: Says) =>
      codesOf(await missing(fumeCase('2026-08-20', { ...leaves, ...says }), '--set statement.term=5'))
    expect(await at({})).toEqual(ALL('step-department-designated'))
    expect(await at({ designation: '示例市人民政府通知' })).toEqual(ALL())
  })
  test('and what is decided is what was notified', async () => {
    const telling = fumeCase('2026-08-20', FUME)
    const acts = telling.acts.map((one) =>
      one.act === 'penalty-decided'
        ? { ...one, says: { ...one.says, clauses: `${FUME.clauses}，行政处罚法第二十八条` } }
        : one,
    )
    expect(codesOf(await missing({ ...telling, acts }))['penalty-decided']).toEqual(['step-cause-as-notified'])
  })
})

test('no day has two generations of a cause that comes along, nor a cause without its instruments', async () => {
  const { causes, bases } = catalogueOfPacks(packs)
  expect(causes.length).toBeGreaterThan(40)
  const codes = [...new Set(causes.map((one) => one.code))]
  const someDay = fc.integer({ min: 12_000, max: 24_000 }).map((number) => dateOf(number))
  fc.assert(
    fc.property(fc.constantFrom(...codes), someDay, (code, on) => {
      const counting = causes.filter((one) => one.code === code && holdsOn(one, on))
      expect(counting.length).toBeLessThanOrEqual(1)
      for (const { penalty } of counting)
        for (const { instrument } of penalty)
          expect(bases.some((one) => one.id === instrument && holdsOn(one, on))).toBe(true)
    }),
  )
})

async function said(...call: readonly string[]): Promise<readonly [json: unknown, status: number]> {
  const output = new PassThrough()
  const words = contentOf(output)
  try {
    const status = await causesCommand([...call, '--json'], output)
    output.end()
    return [JSON.parse(await words), status]
  } finally {
    output.end()
  }
}

describe('liuhen causes', () => {
  test('lists what is in force on a day, and not what is not', async () => {
    const codes = async (on: string) => ((await said('list', '--on', on))[0] as Catalogue).causes.map((one) => one.code)
    const [before, then] = [await codes('2026-08-14'), await codes('2026-08-15')]
    expect([before.includes('light-pollution'), then.includes('light-pollution')]).toEqual([false, true])
    expect(new Set(then).size).toBe(then.length)
  })
  test('shows both generations and which of them counts', async () => {
    const [shown] = await said(
      'show',
      'waste-dumped',
      '--on',
      '2026-08-10',
      '--decided',
      '2026-09-01',
      '--party',
      'citizen',
    )
    expect(shown).toMatchObject({
      generations: [{}, {}],
      law: { which: 'then', differences: [{ en: 'citizen: 100–500 yuan then, 100–1000 yuan now' }, {}, {}, {}] },
    })
  })
  test('lints provisions as a basis on a day', async () => {
    const [found, status] = await said('lint', '《大气污染防治法》第一百一十八条第一款', '--on', '2026-08-15')
    expect([found, status]).toMatchObject([{ clauses: ['air-law/118.1'], findings: [{ code: 'clause-repealed' }] }, 1])
    expect((await said('lint', 'air-law/118.1', '--on', '2026-08-14'))[1]).toBe(0)
  })
  test('reads a file of rows, CSV or YAML, and names every line that is wrong', async () => {
    expect((await said('check', SAMPLE))[0]).toMatchObject({ sound: true, counts: { benchmarks: 6 } })
    const refused = async (name: string, words: string): Promise<readonly string[]> => {
      await writeFile(join(folder, name), words)
      const thrown: unknown = await said('check', join(folder, name)).catch((error: unknown) => error)
      return thrown instanceof Malformed ? thrown.obstacles.map((one) => one.message.zh) : []
    }
    const head = '案由,裁量阶次,当事人,适用情形,下限,上限,文件,起始日期,核对日期'
    const good = 'cooking-fume,轻微,单位,初次,"5,000",10000,示例,2026/8/15,2026-11-28'
    expect(await refused('good.csv', `${head}\n${good}\n`)).toEqual([])
    expect(
      await refused(
        'bad.csv',
        `${head}\n${good}\ncooking-fume,轻度,单位,再次,1,2,示例,2026-08-15,2026-11-28\ncooking-fume,严重,单位,多次,5000,60000,示例,2026-08-15,2026-11-28\nno-such,一般,,示例,1,2,示例,2026-08-15,2026-11-28\n`,
      ),
    ).toEqual([
      expect.stringMatching(/^bad\.csv:3：“裁量阶次”应为以下之一/),
      expect.stringMatching(/^bad\.csv:4：5000–60000 元超出法律规定的幅度/),
      expect.stringMatching(/^bad\.csv:5：没有案由 no-such/),
    ])
    const row = (code: string) =>
      `  - { code: ${code}, title: { zh: 甲, en: A }, group: 示例, penalty: [air-law/1], penalties: [{ kind: fine }], from: 2026-08-01, source: 示例, checkedOn: 2026-11-28 }`
    expect(await refused('bad.yaml', `causes:\n${row('UPPER')}\n${row('barbecue')}\n`)).toEqual([
      expect.stringMatching(/^bad\.yaml:2：/),
      expect.stringMatching(/^bad\.yaml:3：案由 barbecue 有两代规定同日有效/),
      expect.stringMatching(/^bad\.yaml:3：2026-08-01– 超出《大气污染防治法》有效的/),
    ])
    expect(await refused('empty.csv', '甲,乙\n')).toEqual([
      expect.stringContaining('没有名为“甲”的列'),
      expect.stringContaining('乙'),
      expect.stringContaining('第一行应是列名'),
    ])
  })
})
