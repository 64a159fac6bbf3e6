import { readFile } from 'node:fs/promises'
import { numberOf, dateOf } from '@liuhen/core/calendar'
import { checkCase } from '@liuhen/core/case'
import type { CaseChecked } from '@liuhen/core/case'
import type { CalendarDate } from '@liuhen/core/kernel'
import { Malformed, Missing, Refused } from '@liuhen/core/kernel'
import { inOrder, judge, ask, rulesOn } from '@liuhen/core/policy'
import type { Condition } from '@liuhen/core/policy'
import { Act, acts, CaseFact, CaseTold, Fact } from '@liuhen/core/procedure'
import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { approvedBy, done, soundActs, soundBut, told } from '../../../core/src/case/trial.ts'
import { readPackFolder } from '../packs/index.ts'
import { checked, outputOf } from './trial.ts'

let library: Awaited<ReturnType<typeof readPackFolder>>
beforeAll(async () => {
  library = await readPackFolder()
})
const settings = { 'statement.term': 5, 'approval.case-handling.approver': ['法制员', '行政执法机关负责人'] }
const check = (given: CaseTold, packs: readonly string[] = ['national'], on?: string): CaseChecked =>
  checkCase({ library, ruleSet: { packs: [...packs], settings } }, given, on as CalendarDate | undefined)

test('the names of acts and facts are listed, each in both languages', async () => {
  const [json, status] = await outputOf(['acts', '--json'])
  const listed = JSON.parse(json) as { acts: { act: string; name: { zh: string; en: string } }[]; facts: object }
  expect([status, listed.acts.length, Object.keys(listed.facts).length > 40]).toEqual([
    0,
    Object.keys(acts).length,
    true,
  ])
  for (const { name } of listed.acts) expect([name.zh !== '', name.en !== '']).toEqual([true, true])
  expect((await outputOf(['acts', '--lang', 'zh']))[0]).toContain('penalty-decided                作出行政处罚决定')
})

test('a person reads what an act lacked, the article, the exception that is no help, and what comes next', async () => {
  const acts = soundBut({ 'penalty-decided': { on: '2026-03-12' as never } }).slice(0, 10)
  const { printed, status } = await checked(told(acts), '--set statement.term=5')
  expect(status).toBe(1)
  expect(printed).toContain('✗ 10  2026-03-12  作出行政处罚决定  不能成立')
  expect(printed).toContain('「陈述、申辩」到 2026-03-19 才届满')
  expect(printed).toContain('[national/penalty-law/45, national/penalty-law/62')
  expect(printed).toContain('例外不适用: 当事人明确（书面）放弃陈述、申辩权利  [national/penalty-law/62]')
  expect(printed).toMatch(/作出行政处罚决定 {2}等期限届满 最早 2026-03-20/)
})

test('what is not told is not taken for granted: it is unknown, and asked for by name', async () => {
  const { answer } = await checked(
    told(soundBut({ 'site-inspected': { by: [], says: {} as never } })),
    '--set statement.term=5',
  )
  const [found] = answer.acts.filter((one) => one.act === 'site-inspected')
  expect(found?.verdict).toBe('unknown')
  expect(found?.obstacles.map((one) => one.message.zh).join()).toContain('没有写明由谁实施')
})

test.each([
  ['{', /不是 JSON|is not JSON/],
  ['[]', /case\.json/],
  ['{"format":"liuhen-case/1","acts":[],"acts":[]}', /case\.json：.*“acts” 写了两次/],
  [{ format: 'liuhen-case/2', acts: [] }, /format/],
  [{ format: 'liuhen-case/1', acts: [{ act: 'nothing', on: '2026-03-01' }] }, /acts\[0\]\.act/],
  [{ format: 'liuhen-case/1', acts: [{ act: 'case-filed', on: '2026-02-30' }] }, /acts\[0\]\.on/],
  [
    { format: 'liuhen-case/1', acts: [{ act: 'case-filed', on: '2026-03-01', says: { jurisdiction: 'yes' } }] },
    /says\.jurisdiction/,
  ],
  [{ format: 'liuhen-case/1', acts: [{ act: 'case-filed', on: '2026-03-01', saying: {} }] }, /acts\[0\]\.saying/],
  [{ format: 'liuhen-case/1', acts: [{ act: 'case-filed', on: '2026-03-01', by: ['x'] }] }, /people.*x|called x/],
  [{ format: 'liuhen-case/1', acts: [{ act: 'measure-lifted', on: '2026-03-01', of: 'x' }] }, /x/],
  [{ format: 'liuhen-case/1', acts: [{ act: 'questioned', on: '2026-03-01', at: '10:00', until: '09:00' }] }, /09:00/],
  [
    {
      format: 'liuhen-case/1',
      acts: [
        { act: 'case-filed', on: '2026-03-01', id: 'a' },
        { act: 'case-closed', on: '2026-03-02', id: 'a' },
      ],
    },
    /a/,
  ],
])('%j is refused in a sentence that names the place', async (given, words) => {
  const thrown = await checked(given, '').catch((one: unknown) => one)
  expect(thrown).toBeInstanceOf(Malformed)
  expect((thrown as Malformed).obstacles.map((one) => `${one.message.zh} ${one.message.en}`).join()).toMatch(words)
})

test.each([
  [['check'], /Name one file/],
  [['look', 'x'], /has no look/],
  [['check', 'none.json'], /There is no file/],
])('%j is a wrong call', async (call, words) => {
  await expect(outputOf(call)).rejects.toThrow(words)
})

test('packs of two bureaus, an unknown pack and a setting beyond the law are refused before anything is judged', async () => {
  const sound = told(soundActs)
  await expect(checked(sound, '--pack changsha-county-2023 --pack jilin-2017')).rejects.toBeInstanceOf(Refused)
  await expect(checked(sound, '--pack nowhere')).rejects.toBeInstanceOf(Missing)
  await expect(checked(sound, '--pack changsha-county-2023 --set sealing.term=31')).rejects.toThrow()
})

const LIFTED = {
  'lifting-ground': 'not-needed',
  'goods-outcome': 'returned',
  'returned-count': 1,
  goods: '电子秤一台',
  'returned-to': '陈某',
  'party-signed': true,
} as const

const later = (day: string, days: number): CalendarDate => dateOf(numberOf(day as CalendarDate) + days)

const taken = (id: string, on: string, act: 'measure-taken' | 'emergency-measure-taken' = 'measure-taken') =>
  done(act, on, {
    id,
    by: ['a', 'b'],
    at: '10:00',
    until: '10:10',
    recorded: [{ at: '10:00', until: '10:10' }],
    says: {
      ...Object.fromEntries(
        ['certificate-shown', 'rights-told', 'record-made', 'decision-handed-over', 'inventory-handed-over'].map(
          (one) => [one, true],
        ),
      ),
      'party-signed': true,
      'keeper-signed': true,
      'witness-signed': true,
      'daily-necessities': false,
      emergency: true,
      goods: '电子秤一台',
      'goods-count': 1,
    },
    approvals: approvedBy(on, '法制员', '执法队主要负责人', '行政执法机关负责人'),
  })

/** The county, with the term it is asked for decided. */
const county = () => ({
  library,
  ruleSet: { packs: ['national', 'changsha-county-2023'], settings: { ...settings, 'sealing.term': 30 } },
})

test('lifting one measure ends the clock of that one alone, whichever way the others began', () => {
  const lifted = done('measure-lifted', '2026-03-20', { of: 'x', says: LIFTED })
  const acts = [taken('x', '2026-03-02', 'emergency-measure-taken'), taken('y', '2026-03-03'), lifted]
  const { clocks } = checkCase(county(), told(acts))
  const sealing = clocks.filter((one) => one.title.zh.startsWith('查封'))
  expect(sealing.map((one) => [one.startedBy.id, one.state])).toEqual([
    ['x', 'ended'],
    ['y', 'running'],
  ])
})

test('what lengthens a measure sets its last day where the instrument prints no length, and no later one than the law lets', () => {
  const until = (dueOn?: string, on = '2026-04-20') => {
    const more = {
      of: 'x',
      approvals: approvedBy('2026-03-25', '行政执法机关负责人'),
      ...(dueOn && { dueOn: dueOn as CalendarDate }),
    }
    const acts = [
      taken('x', '2026-03-02'),
      done('measure-extended', '2026-03-25', { ...more, id: 'longer' }),
      done('extension-served', '2026-03-26', { of: 'longer', says: { method: 'direct', 'party-signed': true } }),
      done('measure-lifted', on, { of: 'x', says: LIFTED }),
    ]
    const { acts: judged, clocks } = checkCase(county(), told(acts))
    return [clocks.find((one) => one.title.zh.startsWith('查封'))?.last, judged.at(-1)?.verdict]
  }
  expect(until('2026-04-21')).toEqual(['2026-04-21', 'allowed'])
  expect(until('2026-04-19')).toEqual(['2026-04-19', 'late'])
  expect(until('2026-05-31')).toEqual(['2026-04-01', 'late'])
  expect(until()).toEqual([undefined, 'unknown'])
})

test('the days of an appraisal are left out of the county’s term too, as the law has it', () => {
  const acts = [
    taken('x', '2026-03-02'),
    done('appraisal-commissioned', '2026-03-10'),
    done('appraisal-received', '2026-03-19'),
    done('measure-lifted', '2026-04-11', { of: 'x', says: LIFTED }),
  ]
  const { clocks } = checkCase(county(), told(acts))
  expect(clocks.find((one) => one.title.zh.startsWith('查封'))).toMatchObject({ last: '2026-04-11', state: 'ended' })
})

test.each([
  [
    'a waiver from before the notice waives nothing',
    [done('rights-waived', '2026-03-11', { says: { 'party-signed': true } })],
    'step-statement-period',
  ],
  ['a case told as simple is still filed before an ordinary decision', [], 'step-filed-first'],
])('%s', (_, more, code) => {
  const acts = soundBut({ 'penalty-decided': { on: '2026-03-12' as CalendarDate } })
    .slice(0, 10)
    .filter((one) => more.length > 0 || one.act !== 'case-filed')
  const { acts: judged } = check(told([...more, ...acts], more.length > 0 ? {} : { procedure: 'simple' }))
  const decision = judged.find((one) => one.act.act === 'penalty-decided')
  expect([decision?.verdict, decision?.conditions.map((one) => one.code)]).toEqual([
    'refused',
    expect.arrayContaining([code]),
  ])
})

test('an explanation is no recording: it is told beside the mark, and lets the investigation end', () => {
  const excused = { recorded: { excused: '设备故障，已书面说明' } }
  const acts = soundBut({ 'site-inspected': excused as never }).slice(0, 7)
  const { acts: judged } = check(told(acts), ['national', 'changsha-county-2023'])
  const of = (act: Act) => judged.find((one) => one.act.act === act)
  expect(of('site-inspected')?.verdict).toBe('noted')
  expect(
    of('site-inspected')
      ?.conditions.map((one) => one.message.zh)
      .join(),
  ).toContain('说明是：设备故障，已书面说明')
  expect(of('investigation-ended')?.verdict).toBe('allowed')
})

test('every fact and every kind of condition that the format knows is asked for by some rule', () => {
  const steps = library.packs.flatMap((one) =>
    one.rules.filter((rule) => rule.kind === 'step' || rule.kind === 'period' || rule.kind === 'review'),
  )
  const text = JSON.stringify(steps)
  expect([...Fact.options, ...CaseFact.options].filter((one) => !text.includes(`"${one}"`))).toEqual([])
})

test('a case told again gives the same answer, whatever order its acts are listed in from day to day', () => {
  const shuffled = fc.shuffledSubarray([...soundActs.keys()], { minLength: soundActs.length })
  fc.assert(
    fc.property(shuffled, (order) => {
      // Within a day the list is the order of happening, so only acts of different days change places.
      const listed = order.map((at) => soundActs[at] ?? expect.fail())
      const mixed = [...new Set(soundActs.map((one) => one.on))]
        .toSorted((a, b) => listed.findIndex((one) => one.on === a) - listed.findIndex((one) => one.on === b))
        .flatMap((day) => soundActs.filter((one) => one.on === day))
      const verdicts = (acts: typeof soundActs) =>
        check(told(acts)).acts.map((one) => [one.act.act, one.act.on, one.verdict])
      expect(verdicts(mixed)).toEqual(verdicts(soundActs))
    }),
    { numRuns: 100 },
  )
})

test('a whole case moved by days moves the end of what no holiday moves by as many', () => {
  const moved = (days: number): CaseTold =>
    told(
      soundActs.slice(0, 11).map((one) => ({
        ...one,
        on: later(one.on, days),
        approvals: one.approvals?.map((each) => ({ ...each, on: later(each.on, days) })),
      })),
    )
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 250 }), (days) => {
      const found = check(moved(days), ['national', 'changsha-county-2023']).clocks
      const clock = found.find((one) => one.period === 'changsha-county-2023/period-case') ?? expect.fail()
      expect(clock.last).toBe(later('2026-05-04', days))
    }),
    { numRuns: 20 },
  )
})

test('a version that comes later changes no answer about an earlier act', () => {
  const then = check(told(soundActs), ['national', 'changsha-county-2023'])
  const next = library.packs.map((one) => one)
  const county = next.find((one) => one.identity.id === 'changsha-county-2023') ?? expect.fail()
  const stricter = {
    ...county,
    identity: { ...county.identity, version: 99, effectiveFrom: '2026-05-01' as CalendarDate },
    rules: county.rules.map((one) =>
      one.kind === 'step' ? { ...one, needs: { kind: 'says', fact: 'index-complete' } as const } : one,
    ),
  }
  const again = checkCase(
    {
      library: { ...library, packs: [...next, stricter] },
      ruleSet: { packs: ['national', 'changsha-county-2023'], settings },
    },
    told(soundActs),
  )
  expect(again.acts.map((one) => one.verdict)).toEqual(then.acts.map((one) => one.verdict))
})

test('every obstacle of every act has its article, and says in both languages what is missing', () => {
  const asked = {
    ask,
    rulesOn: (day: CalendarDate) => rulesOn(library, { packs: ['national', 'changsha-county-2023'], settings }, day),
  }
  const { acts: _, ...rest } = told([])
  const seen: Condition[] = Act.options.flatMap((act) => {
    const [one] = inOrder({ ...rest, acts: CaseTold.shape.acts.parse([{ act, on: '2026-03-12' }]) })
    return judge({
      ...asked,
      act: one ?? expect.fail(),
      story: { told: rest, effective: [], refused: [] },
      rules: asked.rulesOn('2026-03-12' as CalendarDate),
    }).conditions
  })
  expect(seen.length).toBeGreaterThan(60)
  for (const { message, citations } of seen)
    expect([citations.length > 0, message.zh !== '', message.en !== '']).toEqual([true, true, true])
})

test('the vectors of the format hold, and a case without its fault would not', async () => {
  const url = new URL('../../../../spec/vectors/case.json', import.meta.url)
  const { vectors } = JSON.parse(await readFile(url, 'utf8')) as { vectors: Vector[] }
  expect(vectors.length).toBeGreaterThan(6)
  for (const { name, packs, settings, case: given, acts, due } of vectors) {
    const found = checkCase({ library, ruleSet: { packs, settings } }, CaseTold.parse(given))
    expect([
      name,
      found.acts.map(({ act, verdict, conditions }) => ({
        act: act.act,
        verdict,
        missing: conditions.map((one) => one.code),
      })),
      found.clocks.map(({ period, last, state, startedBy }) => ({ period, last, state, startedBy: startedBy.number })),
    ]).toEqual([name, acts, due])
  }
})

interface Vector {
  readonly name: string
  readonly packs: string[]
  readonly settings: Record<string, unknown>
  readonly case: unknown
  readonly acts: unknown
  readonly due: unknown
}
