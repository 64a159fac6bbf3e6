import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { base64Of, type CalendarDate } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal, type TrialTeam, trialTeam } from '../cases/trial.ts'
import type { SignedIn } from '../http/trial.ts'

let team: TrialTeam
let legal: SignedIn
beforeAll(async () => {
  team = await trialTeam()
  legal = await team.server.as('legal-section')
})
afterAll(() => team[Symbol.asyncDispose]())

const inBase64 = (words: string): string => base64Of(new TextEncoder().encode(words))
const sample = await readFile(new URL('../../../cli/src/demo/catalogue.yaml', import.meta.url), 'utf8')
const file = { fileName: '示例.yaml', file: inBase64(sample) }
const causes = (on: string, decided = on) =>
  team.officer.listCauses({ query: { on: on as CalendarDate, decided: decided as CalendarDate } })

test('a file is looked at line by line before it is adopted, and then counts from its day', async () => {
  const head = '案由,裁量阶次,当事人,适用情形,下限,上限,文件,起始日期,核对日期'
  const rows = [
    'cooking-fume,轻微,单位,初次,5000,60000,示例,2026/8/15,2026-11-28',
    'no-such,一般,,示例,1,2,示例,2026-08-15,2026-11-28',
  ]
  const wrong = { fileName: '基准.csv', file: inBase64([head, ...rows].join('\n')) }
  for (const check of [true, false]) {
    const report = await legal.adoptCatalogue({ body: { ...wrong, check, reason: '试一试' } })
    expect(report).toMatchObject({ adopted: false, counts: {}, problems: [{ row: 2 }, { row: 3 }] })
    expect(report.problems[0]?.message.zh).toMatch(/^基准\.csv:2：5000–60000 元超出法律规定的幅度/)
  }
  const seen = await legal.adoptCatalogue({ body: { ...file, check: true } })
  expect(seen).toMatchObject({ adopted: false, counts: { causes: 1, benchmarks: 6 }, problems: [] })
  expect((await causes(team.today())).adopted).toEqual([])
  await expect(legal.adoptCatalogue({ body: { ...file, check: false } })).rejects.toMatchObject({
    problem: { status: 400, obstacles: [{ code: 'reason-missing' }] },
  })
  const reason = '示例市裁量基准印发'
  const adopt = { ...file, check: false, from: team.today(), reason }
  await expect(team.officer.adoptCatalogue({ body: adopt })).rejects.toMatchObject({ problem: { status: 403 } })
  expect((await legal.adoptCatalogue({ body: adopt })).adopted).toBe(true)
  const { adopted, causes: all } = await causes(team.today())
  expect(adopted).toMatchObject([{ fileName: '示例.yaml', reason, counts: { designations: 1 } }])
  expect(all.find((one) => one.code === 'sample-stall')).toMatchObject({ generations: [{ invented: true }] })
  expect(all.find((one) => one.code === 'cooking-fume')).toMatchObject({
    benchmarks: [{ grade: '轻微' }, {}, {}],
    designation: expect.stringContaining('示例市人民政府'),
  })
  // Rows of its own it may put others in the place of, the law's it may not.
  expect((await legal.adoptCatalogue({ body: { ...file, check: true } })).problems).toEqual([])
  const over = sample
    .replaceAll('sample-stall', 'posting')
    .replace('from: 2020-01-01\n    source', 'from: 1992-08-01\n    source')
  const refused = await legal.adoptCatalogue({ body: { ...file, file: inBase64(over), check: true } })
  expect(refused.problems.map((one) => one.message.zh).join()).toContain('两代规定同日有效')
})

test('both generations are shown where they differ, and which of them counts', async () => {
  const { causes: all } = await causes('2026-08-10', '2026-09-01')
  expect(all.find((one) => one.code === 'restaurant-forbidden')).toMatchObject({ atAct: 0, atDecision: 1, counts: 0 })
  expect(all.find((one) => one.code === 'waste-dumped')).toMatchObject({
    counts: 0,
    differences: expect.arrayContaining([expect.objectContaining({ zh: '公民：原 100–500 元，现 100–1000 元' })]),
  })
  expect(all.find((one) => one.code === 'light-pollution')?.why.zh).toContain('行为发生时')
})

const SPOT = {
  'found-facts': '在禁止的区域摆摊（示例）',
  provision: '《示例市市容管理办法》第四十条第一款',
  'penalty-kind': '罚款',
  cause: 'sample-stall',
  clauses: '《示例市市容管理办法（示例）》第十条第一款、第四十条第一款',
  grade: '轻微',
  'fine-amount': 100,
  'certificate-shown': true,
  'rights-told': true,
  'defence-made': false,
  numbered: true,
  'decision-handed-over': true,
  'party-signed': true,
}

test('a penalty on the spot by a cause of the bureau’s own: wrong provisions and a fine outside its band are refused', async () => {
  const id = await team.lead({ procedure: 'simple' })
  await team.done(id, 'violation-ended', { by: [] })
  await team.done(id, 'violation-discovered', { by: [] })
  const film = await team.filmed('10:00', '10:15')
  const spot = (says: object) =>
    team.done(id, 'penalty-on-the-spot', {
      place: '星沙路',
      at: '10:00',
      until: '10:15',
      says: { ...SPOT, ...says },
      recordings: [film],
    })
  const cited = { clauses: '《示例市市容管理办法（示例）》第四十条第一款' }
  expect(await refusal(spot(cited))).toEqual({ 'step-clauses-sound': 'national/penalty-law/38' })
  expect(await refusal(spot({ 'fine-amount': 40 }))).toEqual({
    'step-fine-within-law': 'national/penalty-law/38',
    'step-benchmark-reasons': 'national/penalty-law/34',
  })
  expect(await refusal(spot({ 'fine-amount': 150 }))).toEqual({ 'step-benchmark-reasons': 'national/penalty-law/34' })
  expect(await refusal(spot({ grade: undefined }))).toEqual({ 'step-benchmark-reasons': 'national/penalty-law/34' })
  const act = await spot({ 'fine-amount': 150, reasons: '一日内再次，劝导后仍不离开（示例）' })
  const { acts } = await team.officer.showCase({ params: { id } })
  expect(acts.find((one) => one.id === act)?.marks).toMatchObject([
    { rule: 'national/step-benchmark-departed', effect: 'noted' },
  ])
})

test('what is put up for approval is held against the law of the day before anybody signs', async () => {
  const asked = async (ended: string) => {
    const id = await team.lead()
    await team.done(id, 'violation-ended', { by: [], on: ended as CalendarDate })
    await team.done(id, 'violation-discovered', { by: [] })
    const says = { jurisdiction: true, 'penalty-due': true, 'suspected-provision': '示例', cause: 'light-pollution' }
    const filing = { act: 'case-filed', on: team.today(), key: randomUUID(), says } as const
    return team.officer.askApproval({ params: { id }, body: filing })
  }
  expect(await refusal(asked('2026-08-14'))).toEqual({ 'step-cause-in-force': 'national/penalty-law/37' })
  await expect(asked('2026-08-15')).resolves.toMatchObject({ id: expect.any(String) })
})

test('and again on the day of the last signature: what the law gave up meanwhile is not filed', async () => {
  const part = sample.split('\n\n').find((one) => one.startsWith('causes:')) ?? ''
  const ends = part.replaceAll('sample-stall', 'sample-kiosk')
  const until = ends.replace('    from: 2020-01-01\n', `    from: 2020-01-01\n    until: ${team.today()}\n`)
  const rows = { fileName: '到期.yaml', file: inBase64(until), check: false, reason: '示例：明日失效' }
  expect(await legal.adoptCatalogue({ body: rows })).toMatchObject({ adopted: true, problems: [] })
  const id = await team.lead()
  await team.done(id, 'violation-ended', { by: [] })
  await team.done(id, 'violation-discovered', { by: [] })
  const says = { jurisdiction: true, 'penalty-due': true, 'suspected-provision': '示例', cause: 'sample-kiosk' }
  const filing = { act: 'case-filed', on: team.today(), key: randomUUID(), says } as const
  const asked = await team.officer.askApproval({ params: { id }, body: filing })
  await team.later(1)
  for (const one of [team.legal, team.leader, team.head])
    await one.signApproval({ params: { id: asked.id }, body: { opinion: 'agreed', password: one.password } })
  const { acts } = await team.officer.showCase({ params: { id } })
  expect(acts.map((one) => one.act)).not.toContain('case-filed')
  expect(await refusal(team.done(id, 'case-filed', { says, at: '09:00', until: '09:10' }))).toMatchObject({
    'step-cause-in-force': 'national/penalty-law/37',
  })
})
