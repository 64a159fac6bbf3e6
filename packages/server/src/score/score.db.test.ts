import { randomUUID } from 'node:crypto'
import type { BodyOf, Table } from '@liuhen/contract'
import type { BlankSheet } from '@liuhen/contract/score'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import type { CalendarDate } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { refusal, type TrialTeam, trialTeam } from '../cases/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { closedCase } from '../volumes/trial.ts'

const C = 'changsha-county-2023'
const FILING = 'national/score-filing/source'
let team: TrialTeam
let legal: SignedIn
let inspection: SignedIn
beforeAll(async () => {
  team = await trialTeam()
  legal = await team.server.as('legal-section')
  inspection = await team.server.as('inspection-section')
})
afterAll(() => team[Symbol.asyncDispose]())

type Sheet = BodyOf<Table['handInScoreSheet']>
type Verdict = Sheet['verdicts'][number]

const opened = (id: string, who = legal, draw?: string) =>
  who.openScoreSheet({ params: { id }, query: { ...(draw !== undefined && { draw }) } })
const handIn = (id: string, body: Sheet, who = legal) => who.handInScoreSheet({ params: { id }, body })
/** What the system takes, taken by the reviewer too; with other verdicts in the place of some. */
const asComputed = ({ items }: BlankSheet, ...other: readonly Verdict[]): Verdict[] =>
  items.map(({ item, computed: { stands, points } }): Verdict => {
    const own = { item, fails: stands === 'lost', ...(stands === 'lost' && points !== undefined && { points }) }
    return other.find((one) => one.item === item) ?? own
  })
const due = (): CalendarDate => dateOf(numberOf(team.today()) + 2)

test('a sheet has every item of the standard, vetoes first, each with what is reckoned of it or that a person looks', async () => {
  const { id } = await closedCase(team)
  const sheet = await opened(id)
  const { deductions, score, outOf } = await team.officer.scoreCase({ params: { id } })
  expect(sheet.blocks[0]).toMatchObject({ points: 0 })
  expect(sheet.items[0]?.most).toBeUndefined()
  expect([sheet.own.score, sheet.outOf]).toEqual([score, outOf])
  const lost = sheet.items.filter((one) => one.computed.stands === 'lost').map((one) => one.item)
  expect(lost.toSorted()).toEqual([...new Set(deductions.map((one) => one.item))].toSorted())
  const standsOf = (item: string) => sheet.items.find((one) => one.item === item)?.computed.stands
  // The source of the lead is on record; nobody asked for a hearing; whether corrections are signed only a person sees.
  expect(standsOf(FILING)).toBe('kept')
  expect(standsOf('national/score-notice/hearing-chair')).toBe('unasked')
  expect(standsOf('national/score-investigation/corrections')).toBe('unasked')
  expect(sheet.items.every((one) => one.citations.length > 0)).toBe(true)
})

test('it is handed in whole or not at all, after the file was read, and never by who stands in the case', async () => {
  const { id } = await closedCase(team)
  const sheet = await opened(id)
  const whole = { verdicts: asComputed(sheet), findings: [] }
  // Opening the sheet is no look at the file.
  expect(sheet.obstacles.map((one) => one.code)).toEqual(['not-read'])
  expect(await refusal(handIn(id, whole))).toEqual({ 'not-read': undefined })
  await legal.showVolume({ params: { id } })
  const [first, ...rest] = whole.verdicts
  expect(await refusal(handIn(id, { verdicts: rest, findings: [] }))).toEqual({ 'verdict-missing': undefined })
  const but = (verdict: Verdict) => handIn(id, { verdicts: asComputed(sheet, verdict), findings: [] })
  expect(await refusal(but({ item: FILING, fails: true, points: 1 }))).toEqual({ 'reason-missing': undefined })
  const most = sheet.items.find((one) => one.item === FILING)?.most ?? 0
  expect(await refusal(but({ item: FILING, fails: true, points: most + 1, reason: '来源不清' }))).toEqual({
    'points-outside': undefined,
  })
  expect(await refusal(but({ item: first?.item ?? '', fails: true, points: 5, reason: '没有职权' }))).toEqual({
    'points-on-nothing': undefined,
  })
  const elsewhere = { item: FILING, fails: true, points: 1, reason: '来源不清', place: { paper: randomUUID() } }
  expect(await refusal(but(elsewhere))).toEqual({ 'place-elsewhere': undefined })
  // The legal officer signed for it, the officer handles it: neither scores it, whatever they have read.
  await team.legal.showCase({ params: { id } })
  const named = await team.officer.showCase({ params: { id } })
  expect(named.row.officers.map((one) => one.id)).toContain(team.officer.person)
  await expect(handIn(id, whole, team.officer)).rejects.toMatchObject({ problem: { status: 403 } })
  await legal.showCase({ params: { id } })
  const open = await team.lead()
  expect((await opened(open)).obstacles.map((one) => one.code)).toContain('case-open')
})

test('whoever examined evidence of a case finds why they do not score its file', async () => {
  const item = {
    id: randomUUID(),
    kind: 'physical' as const,
    title: '现场照片',
    proves: '占道的范围',
    obtainedOn: team.today(),
    obtainedHow: '现场拍摄',
    by: [team.officer.person],
    form: 'original' as const,
  }
  const lead = await team.lead()
  await team.officer.enterEvidence({ params: { id: lead }, body: item })
  const found = { authentic: true, lawful: true, relevant: true }
  await team.legal.examineEvidence({ params: { id: lead, evidence: item.id }, body: { found } })
  const sheet = await opened(lead, team.legal)
  expect(sheet.obstacles.find((one) => one.code === 'in-the-case')?.message.zh).toContain('登记、认定过事项')
})

test('handed in it stays as it is, beside the own score and beside a second one; each figure leads to its rows', async () => {
  const { id, film } = await closedCase(team)
  await legal.showVolume({ params: { id } })
  await inspection.showCase({ params: { id } })
  const blank = await opened(id)
  const byHand: Verdict = {
    item: FILING,
    fails: true,
    points: 1,
    reason: '来源写得不清楚',
    place: { recording: film, position: 1000 },
  }
  const given = {
    verdicts: asComputed(blank, byHand),
    findings: [{ item: FILING, officer: team.officer.person, due: due() }],
  }
  expect(
    await refusal(handIn(id, { ...given, findings: [{ item: 'national/score-veto/subject', due: due() }] })),
  ).toEqual({
    'nothing-to-rectify': undefined,
  })
  const { id: sheet, findings } = await handIn(id, given)
  expect(await refusal(handIn(id, given))).toEqual({ 'handed-in-already': undefined })
  const second = await handIn(id, { verdicts: asComputed(await opened(id, inspection)), findings: [] }, inspection)

  const rows = await team.officer.scoreSheetsOfCase({ params: { id } })
  expect(rows.map((one) => [one.id, one.difference, one.differing])).toEqual([
    [second.id, 0, 0],
    [sheet, -1, 1],
  ])
  expect(rows.every((one) => one.own.score === blank.own.score)).toBe(true)
  const shown = await team.officer.showScoreSheet({ params: { id: sheet } })
  expect(shown.items.map((one) => one.item)).toEqual(blank.items.map((one) => one.item))
  expect(shown.items.find((one) => one.item === FILING)).toMatchObject({
    differs: true,
    computed: { stands: 'kept' },
    verdict: { fails: true, points: 1, reason: '来源写得不清楚', place: { recording: film, position: 1000 } },
  })
  const { units, rows: all } = await team.leader.listScoreSheets({ query: {} })
  const own = units.find((one) => one.unit.id === team.unit)
  expect(own).toMatchObject({ sheets: all.length, cases: 1, differing: 1 })
  expect(all.map((one) => one.id)).toEqual([second.id, sheet])
  const system = await team.server.as('system-administrator')
  const squadron = { code: 'Z2', name: '二中队', kind: 'squadron' as const, parent: team.server.unit }
  const elsewhere = await team.server.another('team-leader', (await system.addUnit({ body: squadron })).id)
  expect(await elsewhere.listScoreSheets({ query: {} })).toMatchObject({ rows: [], units: [] })
  const other = `${Number(team.today().slice(0, 4)) - 1}`
  expect((await legal.listScoreSheets({ query: { period: other } })).rows).toEqual([])

  // What is to be put right is a finding like any other; its officer objects, and somebody else answers.
  const [finding = ''] = findings
  const [told] = await team.officer.listFindings({ query: { sheet } })
  expect(told).toMatchObject({ id: finding, case: id, label: 'file', points: 1, officer: { id: team.officer.person } })
  const params = { id: finding }
  await team.officer.appealFinding({ params, body: { grounds: '来源见举报登记' } })
  await expect(legal.answerAppeal({ params, body: { upheld: true, words: '属实' } })).rejects.toThrow()
  await inspection.answerAppeal({ params, body: { upheld: true, words: '属实' } })
  const after = await team.officer.showScoreSheet({ params: { id: sheet } })
  expect(after.findings).toEqual([{ id: finding, stands: 'withdrawn', appealed: false }])
  expect(after.score).toBe(shown.score)
})

test('against what names no officer the unit objects, and nobody of another unit', async () => {
  const { id } = await closedCase(team)
  await legal.showVolume({ params: { id } })
  const byHand: Verdict = { item: FILING, fails: true, points: 1, reason: '来源写得不清楚' }
  const body = { verdicts: asComputed(await opened(id), byHand), findings: [{ item: FILING, due: due() }] }
  const { findings } = await handIn(id, body)
  const params = { id: findings[0] ?? '' }
  await expect(team.officer.appealFinding({ params, body: { grounds: '不属实' } })).rejects.toThrow()
  await team.leader.appealFinding({ params, body: { grounds: '来源见举报登记' } })
  expect((await inspection.listFindings({ query: {} })).find((one) => one.id === params.id)?.may).toContain('answer')
})

test('长沙县 45: of cases that were drawn the sheet is the review; with the last one the check is in the ledger', async () => {
  const before = { id: (await closedCase(team)).id, day: team.today() }
  await team.later(1)
  await Promise.all([legal.back(), inspection.back()])
  const duty = { rule: `${C}/cadence-case-file-review`, office: '局法制科' }
  const body = {
    ...duty,
    of: 'cases' as const,
    firstDay: before.day,
    lastDay: before.day,
    by: [],
    share: 1000,
    least: 1,
  }
  const params = await legal.freezePopulation({ body })
  const round = () => legal.showDraw({ params })
  await vi.waitUntil(async () => (await round()).draw.sealed, { timeout: 120_000, interval: 50 })
  await legal.drawSample({ params, body: {} })
  const draw = params.id
  const cases = (await round()).cases.map((one) => one.case)
  expect(cases).toContain(before.id)
  await expect(opened(before.id, inspection, draw)).rejects.toMatchObject({ problem: { status: 403 } })
  const lower: string[] = []
  for (const id of cases) {
    // A look before the draw does not count.
    expect((await opened(id, legal, draw)).obstacles.map((one) => one.code)).toEqual(['not-read'])
    await legal.showCase({ params: { id } })
    const sheet = await opened(id, legal, draw)
    // By a standard of one's own, what the system takes points for is not passed over without a word.
    const full = { standard: '本局评查标准', score: 100, findings: [] }
    if (sheet.own.score < sheet.outOf) {
      await expect(legal.reviewCase({ params: { id: draw, case: id }, body: full })).rejects.toMatchObject({
        problem: { status: 409, obstacles: [{ code: 'better-than-reckoned', field: 'words' }] },
      })
      lower.push(id)
    }
    await handIn(id, { draw, verdicts: asComputed(sheet), findings: [] })
  }
  expect(lower).not.toEqual([])
  const { draw: drawn, cases: scored } = await round()
  expect(drawn.reviewed).toBe(cases.length)
  for (const one of scored) {
    const sheets = await legal.scoreSheetsOfCase({ params: { id: one.case } })
    const sheet = sheets.find((each) => each.draw === draw)
    const [score, own] = [sheet?.score, sheet?.own.score].map((each) => Math.round(each ?? 0))
    expect(one.review).toMatchObject({ sheet: sheet?.id, score, own: { score: own } })
  }
  expect((await legal.listChecks({ query: {} })).filter((one) => one.draw === draw)).toMatchObject([
    { office: '局法制科', of: ['case-files'] },
  ])
  proves(`${C}/45.1`)
})
