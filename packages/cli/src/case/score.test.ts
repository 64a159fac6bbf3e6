import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CalendarDate } from '@liuhen/core/kernel'
import { scoreCase } from '@liuhen/core/score'
import { beforeAll, expect, test } from 'vitest'
import { soundActs, soundBut, told } from '../../../core/src/case/trial.ts'
import { readPackFolder } from '../packs/index.ts'
import { scoreLines, scoreWritten } from './score.ts'
import { outputOf } from './trial.ts'

let library: Awaited<ReturnType<typeof readPackFolder>>
beforeAll(async () => {
  library = await readPackFolder()
})

const settings = { 'statement.term': 5, 'approval.case-handling.approver': ['法制员', '行政执法机关负责人'] }
const scored = (acts: typeof soundActs, packs: readonly string[] = ['national'], on?: string) =>
  scoreWritten(
    scoreCase({ library, ruleSet: { packs: [...packs], settings } }, told(acts), on as CalendarDate | undefined),
  )

test('a sound case loses nothing; what a file of acts cannot tell of its papers is said to be unknown and costs nothing', () => {
  const answer = scored(soundActs)
  expect(answer).toMatchObject({ band: 'excellent', score: 100, outOf: 100, vetoes: [], deductions: [] })
  expect(answer.unsure.map((one) => one.item)).toEqual(
    expect.arrayContaining(['national/score-filing-away/papers', 'national/score-filing-away/signatures']),
  )
})

test('a decision before the time for statement is over fails the file, whatever else it is worth, and says at which act', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-score-'))
  try {
    const file = join(folder, 'case.json')
    const early = told(soundBut({ 'penalty-decided': { on: '2026-03-12' as CalendarDate } }))
    await writeFile(file, JSON.stringify(early))
    const [said, status] = await outputOf(['score', file, '--set', 'statement.term=5', '--json'])
    const answer = JSON.parse(said) as ReturnType<typeof scored>
    expect([answer.format, answer.band, status]).toEqual(['liuhen-score/1', 'failed', 1])
    const veto = answer.vetoes.find((one) => one.item === 'national/score-veto/procedure')
    expect(veto).toMatchObject({ at: { number: 10 }, why: { zh: expect.stringContaining('2026-03-19') } })
    expect(veto?.articles).toContain('national/penalty-law/45')
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a record without certificates and unsigned pages costs its points, and a block no more than it is worth', () => {
  const says = { 'certificate-shown': false, 'rights-told': false, 'pages-signed': false }
  const poor = soundBut({ 'site-inspected': { says } as never })
  const answer = scored(poor)
  expect(answer.deductions.map((one) => [one.item, 'points' in one ? one.points : undefined, one.at?.number])).toEqual([
    ['national/score-investigation/certificate', 3, 4],
    ['national/score-investigation/rights', 2, 4],
    ['national/score-investigation/pages', 1, 4],
  ])
  expect([answer.score, answer.band]).toEqual([94, 'excellent'])
  const inspected = poor.find((one) => one.act === 'site-inspected') ?? expect.fail()
  const ten = scored([...poor, ...Array.from({ length: 9 }, () => inspected)])
  expect(ten.blocks.find((one) => one.id === 'national/score-investigation')).toMatchObject({ points: 30, lost: 30 })
})

test('a file in which nothing is decided has no band, however little it lost', async () => {
  const begun = soundActs.filter((one) => one.act === 'violation-ended')
  expect(scored(begun)).not.toHaveProperty('band')
  const lines = scoreLines(scoreCase({ library, ruleSet: { packs: ['national'], settings } }, told(begun)), 'zh')
  expect(lines[0]).toContain('还没有处理决定，评不出等次')
})

test('what would fail the file is read before anything else, answered or not', () => {
  // How long a statement may take is not set: whether the decision came too early is not known.
  const one = scoreCase({ library, ruleSet: { packs: ['national'], settings: {} } }, told(soundActs))
  const open = one.unsure.filter((each) => each.veto)
  expect(open.length).toBeGreaterThan(0)
  const lines = scoreLines(one, 'zh')
  expect(lines[1]).toBe('一票否决，不能确定')
  expect(lines[2]).toContain(open[0]?.say.zh)
})

test('a period that ran out costs its points under the instrument that sets it', () => {
  const until = soundActs.filter((one) => one.act !== 'archived')
  const answer = scored(until, ['national', 'changsha-county-2023'], '2026-12-01')
  expect(answer.deductions.find((one) => one.item === 'national/score-filing-away/late')).toMatchObject({
    points: 2,
    articles: expect.arrayContaining(['changsha-county-2023/39']),
  })
})
