import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { BodyOf, Table } from '@liuhen/contract'
import { type CalendarDate, dayOf, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { parseVerifierKey } from '@liuhen/core/ledger'
import { checkDraw } from '@liuhen/core/supervision'
import { sha256, sm3, verify } from '../../../../scripts/node-crypto.ts'
import { proves } from '../../../../scripts/proves.ts'
import { at, cited } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { type TrialSupervision, trialSupervision } from './trial.ts'

let trial: TrialSupervision
let inspection: SignedIn
let office: SignedIn
beforeAll(async () => {
  trial = await trialSupervision()
  inspection = await trial.server.as('inspection-section')
  office = await trial.server.as('office')
})
afterAll(() => trial[Symbol.asyncDispose]())

const DAY = 86_400_000
const today = (): CalendarDate => dayOf(trial.server.clock.now())
const day = (ago: number): CalendarDate => dayOf(instantOf(millisecondsOf(trial.server.clock.now()) - ago * DAY))
const refused = (...codes: readonly string[]) => ({
  problem: { status: 409, obstacles: codes.map((code) => expect.objectContaining({ code })) },
})
const denied = { problem: { status: 403 } }

/** A recording of that officer, so many days ago, that can be played. */
async function filmed(ago: number, officer = trial.officer, clock = '09'): Promise<string> {
  const id = await trial.filmed(at(`${clock}:00`, day(ago)), at(`${clock}:10`, day(ago)), { officer })
  await trial.shown(id)
  return id
}
const play = async (who: SignedIn, draw: string, recording: string): Promise<number> => {
  const answer = await who.send(`${trial.server.url}/api/draws/${draw}/items/${recording}/view-copy`)
  await answer.arrayBuffer()
  return answer.status
}
const watch = async (who: SignedIn, recording: string): Promise<number> => {
  const answer = await who.send(`${trial.server.url}/api/recordings/${recording}/view-copy`)
  await answer.arrayBuffer()
  return answer.status
}
type Found = BodyOf<Table['enterCheck']>['findings'][number]
const problem = (article: string, more: Partial<Found> = {}): Found => ({
  label: 'certificate',
  what: '没有亮证',
  article,
  points: 3,
  due: today(),
  ...more,
})
const check = (unit: string, more: Partial<BodyOf<Table['enterCheck']>> = {}) => ({
  of: ['recordings' as const],
  unit,
  firstDay: today(),
  lastDay: today(),
  result: '已检查',
  recordings: [],
  cases: [],
  devices: [],
  findings: [],
  ...more,
})
const owed = async (who: SignedIn, rule: string) =>
  (await who.supervisionPlan()).filter((one) => one.rule.endsWith(`/${rule}`))

test('what the packs have checked is owed by whom they name, day by day, until it is entered; with its article', async () => {
  proves('jilin-2017/22.1')
  await trial.under(['jilin-2017'])
  await filmed(3)
  const mine = async () => (await owed(trial.leader, 'cadence-unit-check')).filter((one) => one.firstDay === day(3))
  expect(await mine()).toMatchObject([{ stands: 'overdue', yours: true, unit: { id: trial.units.one } }])
  expect(cited((await mine())[0])).toEqual(['jilin-2017/22', 'jilin-2017/22'])
  // A day on which the unit did nothing is nobody's duty.
  expect((await owed(trial.leader, 'cadence-unit-check')).some((one) => one.firstDay === day(5))).toBe(false)
  const waiting = async (who: SignedIn) => (await who.workbench()).supervision.filter((one) => one.kind === 'check')
  expect(await waiting(trial.leader)).toMatchObject([{ overdue: true, due: day(3), to: '/supervision' }])
  expect(await waiting(trial.officer)).toEqual([])
  const duty = { rule: 'jilin-2017/cadence-unit-check', office: '各基层执法单位主要负责人' }
  const days = { firstDay: day(3), lastDay: day(3) }
  const other = await trial.server.another('team-leader', trial.units.two)
  await expect(other.enterCheck({ body: check(trial.units.one, { ...duty, ...days }) })).rejects.toMatchObject(denied)
  await expect(inspection.enterCheck({ body: check(trial.units.one, { ...duty, ...days }) })).rejects.toMatchObject(
    denied,
  )
  // What is of other days, of several at once, or of something else, is not that day's.
  await filmed(4)
  for (const more of [
    { firstDay: day(4), lastDay: day(2) },
    { firstDay: day(9), lastDay: day(4) },
    { ...days, of: ['case-files' as const] },
  ])
    await trial.leader.enterCheck({ body: check(trial.units.one, { ...duty, ...more }) })
  expect(await mine()).toMatchObject([{ stands: 'overdue' }])
  await trial.leader.enterCheck({ body: check(trial.units.one, { ...duty, ...days, of: ['devices'] }) })
  expect(await mine()).toMatchObject([{ stands: 'done' }])
  expect(await waiting(trial.leader)).toEqual([])
})

test('two offices that each have to check owe it each for themselves, and both entries stand in the ledger', async () => {
  proves('jilin-2017/23.1', 'jilin-2017/4.1')
  const mine = async (who: SignedIn) => (await owed(who, 'cadence-bureau-check')).filter((one) => one.yours)
  expect(await mine(inspection)).toMatchObject([{ stands: 'open', open: { key: 'supervision.bureau-check' } }])
  await trial.legal.decideSetting({ params: { key: 'supervision.bureau-check' }, body: { value: 'month' } })
  const running = async (who: SignedIn) =>
    (await mine(who)).find((one) => one.lastDay !== undefined && one.lastDay >= today())
  expect((await running(inspection))?.of).toEqual(['case-files', 'recordings', 'devices'])
  const rule = 'jilin-2017/cadence-bureau-check'
  const body = (name: string, result: string) =>
    check(trial.units.one, { rule, office: name, result, of: ['case-files', 'recordings', 'devices'] })
  await inspection.enterCheck({ body: body('市局督察处', '督察处：三项均已检查') })
  expect([(await running(inspection))?.stands, (await running(trial.legal))?.stands]).toEqual(['done', 'running'])
  await trial.legal.enterCheck({ body: body('市局法规处', '法规处：记录设备管理有缺项') })
  const rows = (await inspection.listChecks({ query: { unit: trial.units.one, of: 'devices' } })).filter(
    (one) => one.rule === rule,
  )
  expect(rows.map((one) => [one.office, one.result, one.unit?.name, one.lastDay])).toEqual([
    ['市局法规处', '法规处：记录设备管理有缺项', '一中队', today()],
    ['市局督察处', '督察处：三项均已检查', '一中队', today()],
  ])
  const found = problem('jilin-2017/22', { label: 'time', what: '没有按日检查' })
  const elsewhere = { ...body('市局督察处', '二中队：一项不符合'), unit: trial.units.two, findings: [found] }
  const { findings } = await inspection.enterCheck({ body: elsewhere })
  expect(await inspection.listChecks({ query: { unit: trial.units.two, problems: 'with' } })).toMatchObject([
    { of: ['case-files', 'recordings', 'devices'], unit: { name: '二中队' }, firstDay: today(), findings },
  ])
  const { rows: assessed } = await inspection.indices({ query: { level: 'unit' } })
  const unit = assessed.find((one) => one.id === trial.units.one)
  expect(unit?.checks).toEqual(expect.arrayContaining(rows.map((one) => one.id)))
  const csv = await (await inspection.send(`${trial.server.url}/api/checks.csv?of=devices`)).text()
  expect(csv).toContain('督察处：三项均已检查')
  expect(csv).toMatch(/^检查时间/)
})

test('what footage cleared somebody of is told at a moment within it, and to them as well as to whoever supervises', async () => {
  const [recording, other] = [await filmed(2), await filmed(3)]
  await watch(inspection, recording)
  const disproves = { complaint: '投诉称执法人员推搡', recording, position: 60_000 }
  const enter = (more: object) =>
    inspection.enterCheck({
      body: check(trial.units.one, { recordings: [recording], result: '投诉不实', disproves, ...more }),
    })
  await expect(enter({ disproves: { ...disproves, recording: other } })).rejects.toMatchObject(
    refused('disproof-elsewhere'),
  )
  await expect(enter({ disproves: { ...disproves, position: 600_001 } })).rejects.toMatchObject(
    refused('moment-outside'),
  )
  const { id } = await enter({})
  const told = expect.objectContaining({
    check: id,
    ...disproves,
    officer: expect.objectContaining({ id: trial.officer.person }),
  })
  const stranger = await trial.server.another('team-leader', trial.units.two)
  for (const who of [trial.officer, trial.leader, inspection]) expect(await who.listRefuted()).toContainEqual(told)
  for (const who of [trial.stranger, stranger]) expect(await who.listRefuted()).toEqual([])
})

test('a finding is open until somebody else than who put it right has seen so, and is closed by no other way', async () => {
  proves('jilin-2017/22.2', 'changsha-county-2023/44.2', 'changsha-county-2023/45.4')
  await trial.under(['changsha-county-2023'])
  const recording = await filmed(2)
  const article = 'changsha-county-2023/44'
  const body = check(trial.units.one, {
    recordings: [recording],
    findings: [problem(article, { recording, position: 192_000 })],
  })
  await expect(inspection.enterCheck({ body })).rejects.toMatchObject(refused('not-played'))
  expect(await watch(inspection, recording)).toBe(200)
  for (const [wrong, code] of [
    [{ position: undefined }, 'moment-missing'],
    [{ position: 600_001 }, 'moment-outside'],
    [{ article: 'changsha-county-2023/999' }, 'article-unknown'],
    [{ due: day(1) }, 'due-past'],
  ] as const) {
    const found = { ...problem(article, { recording, position: 192_000 }), ...wrong }
    await expect(inspection.enterCheck({ body: { ...body, findings: [found] } })).rejects.toMatchObject(refused(code))
  }
  expect(await inspection.listFindings({ query: { unit: trial.units.one } })).toEqual([])
  const { findings } = await inspection.enterCheck({ body })
  const params = { id: findings[0] as string }
  const shown = async (who: SignedIn) => (await who.listFindings({ query: {} })).find((one) => one.id === params.id)
  expect(await shown(inspection)).toMatchObject({
    recording,
    position: 192_000,
    stands: 'open',
    officer: { id: trial.officer.person },
    citation: { pack: 'changsha-county-2023', article: '44' },
  })
  expect(await shown(trial.stranger)).toBeUndefined()
  expect((await trial.leader.workbench()).supervision).toMatchObject([{ kind: 'rectify' }])
  const again = { verified: true, words: '已看过' }
  await expect(inspection.recheckFinding({ params, body: again })).rejects.toMatchObject(refused('not-rectified'))
  await trial.leader.reportRectification({ params, body: { measures: '已组织学习并检查' } })
  expect(await shown(inspection)).toMatchObject({ stands: 'reported', may: ['recheck'] })
  // Whoever put it right does not look again, and neither does the team.
  for (const who of [trial.leader, trial.officer])
    await expect(who.recheckFinding({ params, body: again })).rejects.toBeDefined()
  expect(await shown(inspection)).toMatchObject({ stands: 'reported' })
  await inspection.recheckFinding({ params, body: { verified: false, words: '仍未改', due: today() } })
  expect(await shown(inspection)).toMatchObject({ stands: 'open', returned: [{ words: '仍未改' }] })
  await trial.leader.reportRectification({ params, body: { measures: '再次整改' } })
  await inspection.recheckFinding({ params, body: again })
  expect(await shown(inspection)).toMatchObject({
    stands: 'verified',
    reported: { words: '再次整改' },
    verified: { words: '已看过' },
  })
  await expect(trial.leader.reportRectification({ params, body: { measures: '再改' } })).rejects.toMatchObject(
    refused('finding-closed'),
  )
})

test('the officer appeals against what was found, somebody else answers, and where the officer is right it counts no more', async () => {
  const recording = await filmed(1)
  await watch(inspection, recording)
  const body = check(trial.units.one, {
    recordings: [recording],
    findings: [problem('changsha-county-2023/45', { recording, position: 1000, points: 5 })],
  })
  const { findings } = await inspection.enterCheck({ body })
  const params = { id: findings[0] as string }
  const points = async () =>
    (await inspection.indices({ query: { level: 'officer' } })).rows.find((one) => one.id === trial.officer.person)
      ?.points
  expect(await points()).toBe(8)
  await expect(trial.stranger.appealFinding({ params, body: { grounds: '画面有亮证' } })).rejects.toMatchObject({
    problem: { status: 404 },
  })
  await expect(trial.leader.appealFinding({ params, body: { grounds: '画面有亮证' } })).rejects.toMatchObject(denied)
  await trial.officer.appealFinding({ params, body: { grounds: '00:03 画面有亮证' } })
  const answer = { upheld: true, words: '属实，撤销' }
  await expect(inspection.answerAppeal({ params, body: answer })).rejects.toMatchObject(refused('answers-own'))
  await trial.legal.answerAppeal({ params, body: answer })
  expect(await trial.officer.listFindings({ query: {} })).toContainEqual(
    expect.objectContaining({
      id: params.id,
      stands: 'withdrawn',
      appeal: expect.objectContaining({ answer: expect.objectContaining({ upheld: true }) }),
    }),
  )
  expect(await points()).toBe(3)
})

test('a sample is drawn of a frozen population by a seed nobody knew, and anyone draws it again', async () => {
  proves('yanzhou-2019/16.1')
  await trial.under(['yanzhou-2019'], { 'supervision.spot-check': 'week' })
  const inspector = await trial.server.another('officer', trial.units.two)
  for (let i = 0; i < 6; i++) await filmed(12, i % 2 === 0 ? trial.officer : inspector, `1${i}`)
  const rule = { rule: 'yanzhou-2019/cadence-supervision', office: '执法协调处' }
  const week = { firstDay: day(14), lastDay: day(8) }
  const body = { ...rule, ...week, by: ['unit' as const, 'gap-score' as const], share: 500, least: 1 }
  await expect(inspection.freezePopulation({ body: { ...body, lastDay: today() } })).rejects.toMatchObject(
    refused('period-open'),
  )
  await expect(office.freezePopulation({ body })).rejects.toMatchObject(denied)
  const known = { name: '某期开奖号码', on: today() }
  await expect(inspection.freezePopulation({ body: { ...body, outside: known } })).rejects.toMatchObject(
    refused('seed-known'),
  )
  const params = await inspection.freezePopulation({ body })
  await expect(inspection.freezePopulation({ body })).rejects.toMatchObject(refused('frozen-already'))
  await expect(inspection.freezePopulation({ body: { ...body, firstDay: day(13) } })).rejects.toMatchObject(
    refused('frozen-already'),
  )
  await vi.waitUntil(async () => (await inspection.showDraw({ params })).draw.sealed, {
    timeout: 120_000,
    interval: 50,
  })
  await inspection.drawSample({ params, body: {} })
  await expect(inspection.drawSample({ params, body: {} })).rejects.toMatchObject(refused('drawn-already'))

  const { draw, items } = await inspection.showDraw({ params })
  expect(draw).toMatchObject({ count: 6, drawn: { sample: 3 } })
  expect(items).toHaveLength(3)
  expect(JSON.stringify(items)).not.toContain(trial.officer.person)
  // Drawn again from what the ledger exports, without the server.
  const file = await vi.waitUntil(
    async () => {
      const answer = await inspection.send(`${trial.server.url}/api/draws/${params.id}/file`)
      return answer.status === 200 && ((await answer.json()) as { key: string })
    },
    { timeout: 120_000, interval: 50 },
  )
  const { verifierKey } = await inspection.logStatus()
  expect(file.key).toBe(verifierKey)
  const again = await checkDraw(file, { keys: [parseVerifierKey(sha256, verifierKey)], sha256, sm3, verify })
  expect(again.drawing.sample).toEqual(items.map((one) => one.recording))

  const [first, second, third] = items.map((one) => one.recording) as [string, string, string]
  const scores = [{ label: 'bearing' as const, holds: 'yes' as const }]
  const good = { scores, findings: [] }
  await expect(inspection.reviewItem({ params: { ...params, recording: first }, body: good })).rejects.toMatchObject(
    refused('not-played'),
  )
  // Its own page tells who recorded it: until the verdict it is not opened, by nothing that leads there, and the list is silent.
  expect(await watch(inspection, first)).toBe(409)
  const page = (who: SignedIn) => who.showRecording({ params: { id: first } })
  await expect(page(inspection)).rejects.toMatchObject(refused('verdict-owed'))
  const listed = async (query: object = {}) =>
    (await inspection.listRecordings({ query })).rows.find((one) => one.id === first)
  expect(await listed()).toMatchObject({ blind: true, fileName: '' })
  expect(await listed()).not.toHaveProperty('officer')
  expect(await listed()).not.toHaveProperty('device')
  for (const officer of [trial.officer.person, inspector.person]) expect(await listed({ officer })).toBeUndefined()
  // Whoever has no verdict to give on it works with it as before.
  expect(await page(trial.leader)).toMatchObject({ id: first })
  // One byte of a film is no playback, and neither is all but its beginning.
  const part = async (range: string) => {
    const url = `${trial.server.url}/api/draws/${params.id}/items/${first}/view-copy`
    const answer = await inspection.send(url, { headers: { range } })
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(0)
    return (await inspection.showDraw({ params })).items.find((one) => one.recording === first)
  }
  const length = 600_000
  expect(await part('bytes=0-0')).toMatchObject({ played: false, unplayed: [{ to: length }] })
  expect(await part('bytes=100-')).toMatchObject({ played: false, unplayed: [{ from: expect.any(Number) }] })
  await expect(inspection.reviewItem({ params: { ...params, recording: first }, body: good })).rejects.toMatchObject(
    refused('not-played'),
  )
  expect(await part('bytes=1-99')).toMatchObject({ played: true, unplayed: [] })
  const { count } = await trial.server.database.db
    .selectFrom('journal')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('kind', '=', 'RecordingLooked/1')
    .where('actor', '=', `person:${inspection.person}`)
    .where(sql<boolean>`body ->> 'draw' = ${params.id}`)
    .executeTakeFirstOrThrow()
  expect(count).toBe(1)
  await inspection.reviewItem({ params: { ...params, recording: first }, body: good })
  expect(await page(inspection)).toMatchObject({ id: first })
  await play(inspection, params.id, second)
  const bad = { scores: [{ label: 'certificate' as const, holds: 'no' as const }], findings: [] }
  await expect(inspection.reviewItem({ params: { ...params, recording: second }, body: bad })).rejects.toMatchObject(
    refused('problem-without-finding'),
  )
  const found = problem('yanzhou-2019/16', { position: 3000 })
  await inspection.reviewItem({ params: { ...params, recording: second }, body: { ...bad, findings: [found] } })
  expect((await inspection.listChecks({ query: {} })).filter((one) => one.draw === params.id)).toEqual([])
  await play(inspection, params.id, third)
  await inspection.reviewItem({ params: { ...params, recording: third }, body: good })
  const [entry] = (await inspection.listChecks({ query: {} })).filter((one) => one.draw === params.id)
  expect(entry).toMatchObject({ ...week, office: '执法协调处', recordings: items.map((one) => one.recording) })
  expect(entry?.findings).toHaveLength(1)
  const reviewed = (await inspection.showDraw({ params })).items
  expect(reviewed.every((one) => one.review?.officer !== undefined)).toBe(true)
})

test('a period is frozen once for those who draw it: no office that is none, no duty of something else, no second go without a duty', async () => {
  await trial.under(['yanzhou-2019'], { 'supervision.spot-check': 'week' })
  const period = { firstDay: day(14), lastDay: day(8), by: [], share: 500, least: 1 }
  const rule = 'yanzhou-2019/cadence-supervision'
  const invented = { ...period, office: '督查甲组' }
  const asked = (body: BodyOf<Table['freezePopulation']>) => inspection.freezePopulation({ body })
  const before = (await inspection.listDraws()).length
  await expect(asked(invented)).rejects.toMatchObject({ problem: { status: 403, obstacles: [{ field: 'office' }] } })
  await expect(asked({ ...invented, rule })).rejects.toMatchObject(denied)
  // The duty's draw of these days is there; without a duty the same section has no second one.
  await expect(asked(period)).rejects.toMatchObject(refused('frozen-already'))
  await expect(asked({ ...period, firstDay: day(13), by: ['device'] })).rejects.toMatchObject(refused('frozen-already'))
  // The duty is to check footage: it is no leave to draw cases.
  await expect(asked({ ...period, rule, office: '执法协调处', of: 'cases' })).rejects.toMatchObject(
    refused('not-of-duty'),
  )
  expect(await inspection.listDraws()).toHaveLength(before)
  // An invented office neither checks nor tells round.
  const told = { title: '通报', words: '总体较好', firstDay: day(14), lastDay: day(8), office: '督查甲组' }
  await expect(office.issueCircular({ body: told })).rejects.toMatchObject(denied)
  const entered = check(trial.units.one, { office: '督查甲组' })
  await expect(inspection.enterCheck({ body: entered })).rejects.toMatchObject(denied)
})

test('what an office found that the rules name no more is looked at again by whoever oversees', async () => {
  await trial.under(['yanzhou-2019'], { 'supervision.spot-check': 'week' })
  const duty = { rule: 'yanzhou-2019/cadence-supervision', office: '执法协调处' }
  const found = problem('yanzhou-2019/16')
  const { findings } = await inspection.enterCheck({ body: check(trial.units.one, { ...duty, findings: [found] }) })
  const params = { id: findings[0] as string }
  await trial.leader.reportRectification({ params, body: { measures: '已整改' } })
  await trial.under(['changsha-county-2023'])
  const again = { verified: true, words: '已看过' }
  await trial.legal.recheckFinding({ params, body: again })
  expect((await trial.legal.listFindings({ query: {} })).find((one) => one.id === params.id)?.stands).toBe('verified')
})

test('what an appeal strikes after a circular was issued is told in it of nobody any more, and counted as struck', async () => {
  await trial.under(['yanzhou-2019'])
  const recording = await filmed(1, trial.officer, '16')
  await watch(inspection, recording)
  const found = problem('yanzhou-2019/16', { recording, position: 1000, what: '口头禅不文明' })
  const { findings } = await inspection.enterCheck({
    body: check(trial.units.one, { recordings: [recording], findings: [found] }),
  })
  const params = { id: findings[0] as string }
  const { id } = await office.issueCircular({
    body: { title: '当日通报', words: '情况如下', firstDay: today(), lastDay: today() },
  })
  const told = async (who: SignedIn) => (await who.listCirculars()).find((one) => one.id === id)
  expect((await told(office))?.findings.some((one) => one.id === params.id)).toBe(true)
  expect((await told(office))?.withdrawn).toBe(0)
  const row = async () => (await told(office))?.findings.find((one) => one.id === params.id)
  expect(await row()).toMatchObject({ stands: 'open', appealed: false })
  await trial.officer.appealFinding({ params, body: { grounds: '画面不是本人' } })
  expect(await row()).toMatchObject({ stands: 'open', appealed: true })
  await trial.legal.answerAppeal({ params, body: { upheld: true, words: '属实，撤销' } })
  for (const who of [office, trial.stranger, trial.officer]) {
    expect(JSON.stringify(await told(who))).not.toContain('口头禅不文明')
    expect((await told(who))?.withdrawn).toBe(1)
  }
})

test('a sample stratified by device does not tell before the verdict which device it was', async () => {
  const device = await trial.camera('DSJ-0801')
  const id = await trial.filmed(at('14:00', day(40)), at('14:10', day(40)), { device })
  const body = {
    firstDay: day(40),
    lastDay: day(40),
    by: ['device' as const, 'gap-score' as const],
    share: 1000,
    least: 1,
  }
  const params = await trial.legal.freezePopulation({ body })
  const round = () => trial.legal.showDraw({ params })
  await vi.waitUntil(async () => (await round()).draw.sealed, { timeout: 120_000, interval: 50 })
  await trial.legal.drawSample({ params, body: {} })
  const { items, draw } = await round()
  expect(items.map((one) => one.recording)).toEqual([id])
  expect(JSON.stringify({ items, draw })).not.toContain(device)
  expect(items[0]?.stratum).toMatch(/^1\/g[0-3]$/u)
})

test('a population that was changed after it was frozen is not drawn from', async () => {
  const body = { firstDay: day(14), lastDay: day(8), by: [], share: 1000, least: 1 }
  const params = await trial.legal.freezePopulation({ body })
  await vi.waitUntil(async () => (await trial.legal.showDraw({ params })).draw.sealed, {
    timeout: 120_000,
    interval: 50,
  })
  // The application's own role has no right to it: somebody who owns the database does it.
  const owner = new Client({ connectionString: trial.server.database.url('owner') })
  await owner.connect()
  await owner.query(`update draw_population set lines = regexp_replace(lines, '^[^\n]*\n', '') where draw = $1`, [
    params.id,
  ])
  await owner.end()
  await expect(trial.legal.drawSample({ params, body: {} })).rejects.toMatchObject(refused('population-changed'))
})

test('an outside number is not asked for before its day; a replay check is done once what it names was played, and never of one’s own', async () => {
  proves('yongqing-2022/22.2', 'yongqing-2022/3.2')
  await trial.under(['yongqing-2022'], {
    'supervision.conduct-check': 'week',
    'supervision.replay': 'week',
    'supervision.circular': 'month',
  })
  const own = await trial.server.another('legal-officer', trial.units.two)
  const recording = await filmed(20, own)
  const body = {
    firstDay: day(21),
    lastDay: day(15),
    by: [],
    share: 1000,
    least: 1,
    outside: { name: '某期号码', on: day(-1) },
  }
  const params = await trial.legal.freezePopulation({ body })
  await vi.waitUntil(async () => (await trial.legal.showDraw({ params })).draw.sealed, {
    timeout: 120_000,
    interval: 50,
  })
  await expect(trial.legal.drawSample({ params, body: { outside: '03 11' } })).rejects.toMatchObject(
    refused('seed-not-yet'),
  )
  const wrong = { scores: [{ label: 'sound' as const, holds: 'yes' as const }], findings: [] }
  await expect(trial.legal.reviewItem({ params: { ...params, recording }, body: wrong })).rejects.toMatchObject(
    refused('not-in-sample', 'not-played'),
  )
  const replayer = await trial.server.another('legal-officer', trial.units.one)
  const theirs = await filmed(2)
  const replay = check(trial.units.one, {
    rule: 'yongqing-2022/cadence-replay',
    office: '各执法队法制员',
    of: ['case-files', 'recordings', 'devices'],
    recordings: [theirs],
    result: '回放一份，符合要求',
  })
  await expect(replayer.enterCheck({ body: replay })).rejects.toMatchObject({
    problem: { obstacles: [{ code: 'not-played', citation: { article: 'yongqing-2022/22' } }] },
  })
  await expect(replayer.enterCheck({ body: { ...replay, recordings: [] } })).rejects.toMatchObject({
    problem: { obstacles: [{ code: 'nothing-played', citation: { article: 'yongqing-2022/22' } }] },
  })
  const entered = async () =>
    (await replayer.listChecks({ query: { of: 'case-files' } })).filter((one) => one.recordings.includes(theirs))
  expect(await entered()).toEqual([])
  await watch(replayer, theirs)
  await expect(replayer.enterCheck({ body: { ...replay, of: ['uniforms' as never] } })).rejects.toMatchObject({
    problem: { status: 400 },
  })
  await replayer.enterCheck({ body: replay })
  expect(await entered()).toMatchObject([
    { office: '各执法队法制员', recordings: [theirs], of: ['case-files', 'recordings', 'devices'] },
  ])
  // Their own footage is for somebody else.
  const mine = { ...replay, unit: trial.units.two, recordings: [recording], rule: undefined, office: undefined }
  await watch(own, recording)
  await expect(own.enterCheck({ body: mine })).rejects.toMatchObject(refused('own-footage'))
})

test('what footage shows of bearing stands with the officer and the moment, and is told round with how devices were used', async () => {
  proves('yongqing-2022/22.1', 'yongqing-2022/23.1', 'yongqing-2022/23.2')
  const device = await trial.camera('DSJ-0601')
  const id = await trial.filmed(at('14:00', day(9)), at('14:10', day(9)), { device })
  await trial.shown(id)
  const rule = { rule: 'yongqing-2022/cadence-conduct-check', office: '综合执法局办公室' }
  const body = { ...rule, firstDay: day(9), lastDay: day(9), by: [], share: 1000, least: 1 }
  const params = await office.freezePopulation({ body })
  await vi.waitUntil(async () => (await office.showDraw({ params })).draw.sealed, { timeout: 120_000, interval: 50 })
  await office.drawSample({ params, body: {} })
  expect(await play(office, params.id, id)).toBe(200)
  const [label, found] = [
    'bearing' as const,
    problem('yongqing-2022/22', { label: 'bearing', what: '未着制式服装', position: 61_000, points: 4 }),
  ]
  const review = { scores: [{ label, holds: 'no' as const }], findings: [found] }
  const { findings } = await office.reviewItem({ params: { ...params, recording: id }, body: review })
  const of = async () =>
    (await office.listFindings({ query: { officer: trial.officer.person } })).find((one) => one.id === findings[0])
  expect(await of()).toMatchObject({
    label,
    position: 61_000,
    officer: { id: trial.officer.person },
    device: { number: 'DSJ-0601' },
  })
  const assessed = (await office.indices({ query: { level: 'officer' } })).rows.find(
    (one) => one.id === trial.officer.person,
  )
  expect(assessed?.rows).toContain(findings[0])
  const circular = { rule: 'yongqing-2022/cadence-circular', office: '综合执法局办公室' }
  await expect(
    inspection.issueCircular({
      body: { ...circular, title: '通报', words: '总体较好', firstDay: day(10), lastDay: today() },
    }),
  ).rejects.toMatchObject(denied)
  await office.issueCircular({
    body: { ...circular, title: '十一月通报', words: '总体较好', firstDay: day(10), lastDay: today() },
  })
  const [issued] = await trial.officer.listCirculars()
  expect(issued).toMatchObject({
    title: '十一月通报',
    citations: [{ pack: 'yongqing-2022', article: '23' }, { article: '23' }],
  })
  expect(issued?.devices).toContainEqual({ device, number: 'DSJ-0601', recordings: 1, openGaps: 0 })
  expect(issued?.findings).toContainEqual(expect.objectContaining({ id: findings[0], label, what: '未着制式服装' }))
  // Others are not named to the officers.
  expect((await trial.stranger.listCirculars())[0]?.findings.some((one) => one.officer !== undefined)).toBe(false)
})

test('of whom nothing was looked at there is no score, and no share of findings: nothing found is no merit', async () => {
  await trial.under(['changsha-county-2023'])
  const year = today().slice(0, 4)
  await filmed(1, trial.leader)
  const { rows } = await inspection.indices({ query: { period: year, level: 'officer' } })
  const row = rows.find((one) => one.id === trial.leader.person)
  expect(row).toMatchObject({ recordings: 1, checks: [], findings: 0 })
  expect(row?.score).toBeUndefined()
  expect(rows.at(-1)?.score).toBeUndefined()
  // Whoever was looked at, and nothing found, has the whole of it.
  const recording = await filmed(1, trial.leader, '11')
  await watch(inspection, recording)
  await inspection.enterCheck({
    body: check(trial.units.one, { firstDay: day(1), lastDay: day(1), recordings: [recording], findings: [] }),
  })
  const after = (await inspection.indices({ query: { period: year, level: 'officer' } })).rows
  expect(after.find((one) => one.id === trial.leader.person)?.score).toBe(100)
})

test('the figures of a period are of units, leaders and officers, and each leads to the findings behind it', async () => {
  proves('jilin-2017/23.2', 'changsha-county-2023/45.5')
  const year = today().slice(0, 4)
  for (const level of ['unit', 'leader', 'officer'] as const) {
    const { rows } = await inspection.indices({ query: { period: year, level } })
    const key = level === 'officer' ? trial.officer.person : trial.units.one
    const row = rows.find((one) => one.id === key)
    expect(row?.findings).toBeGreaterThan(1)
    expect(row?.score).toBe(Math.max(0, 100 - (row?.points ?? 0)))
    const behind = await inspection.listFindings({ query: level === 'officer' ? { officer: key } : { unit: key } })
    expect(behind.map((one) => one.id)).toEqual(expect.arrayContaining(row?.rows ?? ['none']))
    const csv = await (
      await inspection.send(`${trial.server.url}/api/supervision/indices.csv?period=${year}&level=${level}`)
    ).text()
    expect(csv).toContain(row?.name ?? 'nobody')
    expect(csv).toContain(row?.rows[0] ?? 'none')
  }
  expect(
    (await inspection.indices({ query: { period: year, level: 'leader' } })).rows.find(
      (one) => one.id === trial.units.one,
    )?.name,
  ).toContain('人u')
})

test('长沙县 45: what was filmed in no case is sampled, opened and scored; late hand-overs of a month are listed by team and device', async () => {
  await trial.under(['changsha-county-2023'], {
    'supervision.daily-material-check': 'week',
    'supervision.device-check': 'month',
  })
  proves('changsha-county-2023/45.2')
  const patrol = await filmed(30, trial.officer, '15')
  const { rows: cases } = await trial.legal.listCases({ query: {} })
  expect(cases).toEqual([])
  const office = { rule: 'changsha-county-2023/cadence-daily-material-check', office: '局督查科' }
  const days = { firstDay: day(30), lastDay: day(30), by: [], share: 1000, least: 1 }
  await expect(trial.legal.freezePopulation({ body: { ...office, ...days } })).rejects.toMatchObject(denied)
  const params = await inspection.freezePopulation({ body: { ...office, ...days } })
  await vi.waitUntil(async () => (await inspection.showDraw({ params })).draw.sealed, {
    timeout: 120_000,
    interval: 50,
  })
  await inspection.drawSample({ params, body: {} })
  expect((await inspection.showDraw({ params })).items).toMatchObject([{ recording: patrol, shows: 'audio' }])
  expect(await play(inspection, params.id, patrol)).toBe(200)
  const scores = [
    { label: 'certificate' as const, holds: 'yes' as const },
    { label: 'bearing' as const, holds: 'yes' as const },
  ]
  await inspection.reviewItem({ params: { ...params, recording: patrol }, body: { scores, findings: [] } })
  expect((await inspection.showDraw({ params })).items).toMatchObject([{ review: { scores } }])

  proves('changsha-county-2023/45.3')
  const centre = await trial.server.as('information-centre')
  const [quick, slow] = [await trial.camera('DSJ-0701'), await trial.camera('DSJ-0702')]
  const from = at('09:00', day(33))
  const handed = (device: string, hours: number, minute: number) =>
    trial.filmed(at(`10:${minute}`, day(33)), at(`10:${minute + 2}`, day(33)), {
      device,
      arrived: instantOf(millisecondsOf(from) + hours * 3_600_000),
    })
  await handed(quick, 10, 10)
  const late = [await handed(slow, 40, 20), await handed(slow, 60, 30)]
  const period = day(33).slice(0, 7)
  const of = async (level: 'unit' | 'device', id: string) =>
    (await centre.indices({ query: { period, level } })).rows.find((one) => one.id === id)
  expect(await of('device', quick)).toMatchObject({ late: 0, lates: [] })
  const device = await of('device', slow)
  expect(device).toMatchObject({ name: 'DSJ-0702', late: 2 })
  expect(device?.lates.map((one) => one.recording).toSorted()).toEqual(late.toSorted())
  const team = await of('unit', trial.units.one)
  expect(team?.lates.map((one) => one.recording)).toEqual(expect.arrayContaining(late))
  expect(team?.lates.find((one) => one.recording === late[0])).toMatchObject({ device: 'DSJ-0702' })
  const before = (await centre.indices({ query: { period: '2020-05', level: 'device' } })).rows
  expect(before).toEqual([])
})

test('长沙县 45: a round of case files is drawn, read, scored by somebody who does not handle them, and what was found goes to the team', async () => {
  await trial.under(['changsha-county-2023'], { 'supervision.case-file-review': 'month' })
  proves('changsha-county-2023/45.1')
  const opened = async (title: string): Promise<string> => {
    const party = { kind: 'organisation' as const, name: title }
    const told = {
      title,
      procedure: 'ordinary' as const,
      party,
      colleagues: [colleague.person],
      on: day(2),
      discovered: { on: day(2) },
    }
    const { id } = await trial.officer.openCase({ body: { ...told, source: '检查', key: randomUUID() } as never })
    const act = { act: 'violation-discovered' as const, on: day(2), by: [], key: randomUUID() }
    await trial.officer.doAct({ params: { id }, body: act })
    return id
  }
  const colleague = await trial.server.another('officer', trial.units.one)
  const cases = [await opened('甲商行'), await opened('乙商行')]
  const duty = { rule: 'changsha-county-2023/cadence-case-file-review', office: '局法制科' }
  const body = {
    ...duty,
    of: 'cases' as const,
    firstDay: day(2),
    lastDay: day(2),
    by: ['unit' as const],
    share: 1000,
    least: 1,
  }
  await expect(inspection.freezePopulation({ body })).rejects.toMatchObject(denied)
  const params = await trial.legal.freezePopulation({ body })
  const round = () => trial.legal.showDraw({ params })
  await vi.waitUntil(async () => (await round()).draw.sealed, { timeout: 120_000, interval: 50 })
  await trial.legal.drawSample({ params, body: {} })
  expect(await round()).toMatchObject({ draw: { of: 'cases', count: 2 }, items: [] })
  expect((await round()).cases.map((one) => one.case).toSorted()).toEqual(cases.toSorted())
  const [first, second] = (await round()).cases.map((one) => one.case) as [string, string]
  const good = { standard: '省案卷评查标准', score: 100, findings: [] }
  const score = (of: string, given: BodyOf<Table['reviewCase']>) =>
    trial.legal.reviewCase({ params: { ...params, case: of }, body: given })
  await expect(score(first, good)).rejects.toMatchObject(refused('not-read'))
  for (const id of cases) await trial.legal.showCase({ params: { id } })
  await expect(score(first, { ...good, score: 90 })).rejects.toMatchObject(refused('problem-without-finding'))
  const wrong = { what: '卷内文书没有编页码', article: 'changsha-county-2023/45', points: 10, due: today() }
  const { findings } = await score(first, { ...good, score: 90, findings: [wrong] })
  await expect(score(first, good)).rejects.toMatchObject(refused('reviewed-already'))
  await score(second, good)
  expect((await round()).cases.map((one) => one.review?.score)).toEqual([90, 100])
  expect(await trial.leader.listFindings({ query: {} })).toContainEqual(
    expect.objectContaining({ id: findings[0], case: first, label: 'file', stands: 'open', points: 10 }),
  )
  expect((await trial.leader.workbench()).supervision).toContainEqual(expect.objectContaining({ kind: 'rectify' }))
  const [entry] = (await trial.legal.listChecks({ query: {} })).filter((one) => one.draw === params.id)
  expect(entry).toMatchObject({ office: '局法制科', of: ['case-files'], recordings: [] })
  expect(entry?.cases.toSorted()).toEqual(cases.toSorted())
})

test('晋中 5, 20: the section that supervises opens what any unit did, on record; its spot checks stand in the ledger and in the year', async () => {
  await trial.under(['jinzhong-2022-recording'], { 'supervision.spot-check-cadence': 'month' })
  proves('jinzhong-2022-recording/5.1')
  const unit = await trial.server.another('officer', trial.units.two)
  const { id } = await unit.registerActivity({
    body: { activity: 'patrol', start: at('09:00', day(1)), end: at('09:30', day(1)) },
  })
  const looked = async () =>
    await trial.server.database.db
      .selectFrom('journal')
      .select(['actor', 'body'])
      .where('kind', '=', 'ActivityLooked/1')
      .where(sql<boolean>`body ->> 'activity' = ${id}`)
      .execute()
  await unit.showActivity({ params: { id } })
  expect(await looked()).toEqual([])
  await expect(trial.leader.showActivity({ params: { id } })).rejects.toMatchObject({ problem: { status: 404 } })
  expect(await inspection.showActivity({ params: { id } })).toMatchObject({ row: { id, activity: 'patrol' } })
  expect(await looked()).toEqual([{ actor: `person:${inspection.person}`, body: { activity: id } }])

  proves('jinzhong-2022-recording/20.1')
  const films = [await filmed(36, trial.officer, '11'), await filmed(36, trial.officer, '12')]
  const duty = { rule: 'jinzhong-2022-recording/cadence-spot-check', office: '局政策法规科' }
  const body = { ...duty, firstDay: day(36), lastDay: day(36), by: ['unit' as const], share: 1000, least: 1 }
  const params = await trial.legal.freezePopulation({ body })
  const drawn = () => trial.legal.showDraw({ params })
  await vi.waitUntil(async () => (await drawn()).draw.sealed, { timeout: 120_000, interval: 50 })
  await trial.legal.drawSample({ params, body: {} })
  const found = problem('jinzhong-2022-recording/20', { position: 2000, what: '没有说明告知事项', points: 2 })
  const entry = async () => (await trial.legal.listChecks({ query: {} })).find((one) => one.draw === params.id)
  for (const [i, { recording }] of (await drawn()).items.entries()) {
    expect(await entry()).toBeUndefined()
    expect(await play(trial.legal, params.id, recording)).toBe(200)
    const bad = i === 0
    const scores = [{ label: 'certificate' as const, holds: bad ? ('no' as const) : ('yes' as const) }]
    const review = { scores, findings: bad ? [found] : [] }
    await trial.legal.reviewItem({ params: { ...params, recording }, body: review })
  }
  const ledger = await entry()
  expect(ledger).toMatchObject({ office: '局政策法规科', firstDay: day(36), lastDay: day(36) })
  expect(ledger?.recordings.toSorted()).toEqual(films.toSorted())
  expect(ledger?.findings).toHaveLength(1)
  // What is found of a day belongs to it, however much later it was drawn.
  const of = async (on: CalendarDate) =>
    (await trial.legal.listFindings({ query: { from: on, to: on } })).map((one) => one.id)
  expect(await of(day(36))).toEqual(ledger?.findings)
  expect(await of(today())).not.toContain(ledger?.findings[0])
  const csv = await (await trial.legal.send(`${trial.server.url}/api/checks.csv`)).text()
  expect(csv).toContain('局政策法规科')

  proves('jinzhong-2022-recording/20.2')
  const own = check(trial.units.one, { ...duty, firstDay: day(2), lastDay: day(2), of: ['case-files', 'recordings'] })
  const { id: entered } = await trial.legal.enterCheck({ body: own })
  const year = await trial.legal.indices({ query: { period: day(2).slice(0, 4), level: 'unit' } })
  const row = year.rows.find((one) => one.id === trial.units.one)
  expect(row?.checks).toEqual(expect.arrayContaining([entered, ledger?.id]))
  expect(row?.rows).toContain(ledger?.findings[0])
  expect(row?.score).toBe(Math.max(0, 100 - (row?.points ?? 0)))
  expect(year.asked.map((one) => one.citations.map(({ pack, article }) => `${pack}/${article}`))).toContainEqual([
    'jinzhong-2022-recording/20',
  ])

  // The cases of those days are another population than their footage.
  const both = { ...body, firstDay: day(2), lastDay: day(2) }
  await trial.legal.freezePopulation({ body: both })
  await trial.legal.freezePopulation({ body: { ...both, of: 'cases' } })
  await expect(trial.legal.freezePopulation({ body: { ...both, of: 'cases' } })).rejects.toMatchObject(
    refused('frozen-already'),
  )
})

test('what was found in one quarter is in its figures and not in the next', async () => {
  proves('yanzhou-2019/16.2')
  await trial.under(['yanzhou-2019'])
  const quarter = `${today().slice(0, 4)}-Q4`
  const of = async (period: string) =>
    (await trial.legal.indices({ query: { period, level: 'unit' } })).rows.find((one) => one.id === trial.units.one)
      ?.rows ?? []
  const now = await of(quarter)
  expect(now.length).toBeGreaterThan(0)
  expect(
    (await trial.legal.indices({ query: { period: quarter } })).asked.map((one) => one.citations[0]?.pack),
  ).toEqual(['yanzhou-2019', 'yanzhou-2019', 'yanzhou-2019'])
  trial.server.clock.forward(60 * DAY)
  await trial.legal.back()
  expect(await of(quarter)).toEqual(now)
  expect(await of(`${today().slice(0, 4)}-Q1`)).toEqual([])
})

test('where a paper of outside supervision states no term, what the bureau has set by its province counts, and nothing else', async () => {
  office = await trial.server.as('office')
  const enter = (kind: 'opinion' | 'interview', more: object = {}) =>
    office.enterOutsidePaper({
      body: {
        from: '县司法局',
        title: '关于占道经营的意见书',
        receivedOn: today(),
        owner: office.person,
        kind,
        ...more,
      },
    })
  const missing = { problem: { status: 409, obstacles: [{ code: 'term-missing', field: 'due' }] } }
  await expect(enter('opinion')).rejects.toMatchObject(missing)
  const [count, unit] = [20, 'working-day'] as const
  await trial.legal.back()
  const params = { key: 'supervision.report-term' }
  await trial.legal.decideSetting({ params, body: { value: { count, unit }, from: day(-1) } })
  trial.server.clock.forward(DAY)
  await office.back()
  const { last: due } = await office.computeDeadline({
    body: { pack: 'national', period: 'period-supervision', from: today(), stated: { count, unit } },
  })
  const shown = async ({ id }: { readonly id: string }) =>
    (await office.listOutsidePapers()).find((one) => one.id === id)
  const opinion = await enter('opinion')
  expect(await shown(opinion)).toMatchObject({ due, usual: ['due'] })
  expect(await shown(opinion)).not.toHaveProperty('objectionBy')
  // What the paper states goes before it, and of a talk no law has a term.
  const stated = await shown(await enter('opinion', { due: today(), objectionBy: today() }))
  expect(stated).toMatchObject({ due: today() })
  expect(stated).not.toHaveProperty('usual')
  await expect(enter('interview')).rejects.toMatchObject(missing)
})

test('a paper of outside supervision is due on the day it states, and overdue until it is reported on', async () => {
  office = await trial.server.as('office')
  const owner = await trial.server.another('team-leader', trial.units.one)
  const paper = {
    kind: 'urging-letter' as const,
    from: '县司法局',
    title: '关于占道经营的督办函',
    receivedOn: today(),
    due: today(),
    owner: owner.person,
  }
  await expect(office.enterOutsidePaper({ body: { ...paper, due: day(1) } })).rejects.toMatchObject(
    refused('due-before-received'),
  )
  const params = await office.enterOutsidePaper({ body: paper })
  const shown = async () => (await office.listOutsidePapers()).find((one) => one.id === params.id)
  expect(await shown()).toMatchObject({ stands: 'open', due: today() })
  expect((await owner.workbench()).supervision).toContainEqual(
    expect.objectContaining({ kind: 'outside-paper', overdue: false }),
  )
  trial.server.clock.forward(2 * DAY)
  await office.back()
  await owner.back()
  expect(await shown()).toMatchObject({ stands: 'overdue' })
  const stranger = await trial.server.another('team-leader', trial.units.two)
  const answer = { how: 'objection' as const, on: today(), words: '对事实有异议' }
  await expect(stranger.answerOutsidePaper({ params, body: answer })).rejects.toMatchObject(denied)
  await owner.answerOutsidePaper({ params, body: answer })
  expect(await shown()).toMatchObject({ stands: 'overdue' })
  await owner.answerOutsidePaper({ params, body: { ...answer, how: 'report', words: '已办结' } })
  expect(await shown()).toMatchObject({ stands: 'answered-late', answers: [{ how: 'objection' }, { how: 'report' }] })
  // What is entered once the term is over was in time by nobody’s word but that of who enters it.
  const next = await office.enterOutsidePaper({ body: { ...paper, receivedOn: today(), due: today() } })
  const due = today()
  trial.server.clock.forward(DAY)
  await owner.back()
  await owner.answerOutsidePaper({ params: next, body: { ...answer, how: 'report', on: due, words: '按期答复' } })
  await office.back()
  expect((await office.listOutsidePapers()).find((one) => one.id === next.id)?.stands).toBe('answered-claimed')
})
