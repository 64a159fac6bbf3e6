import { randomUUID } from 'node:crypto'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import type { CalendarDate } from '@liuhen/core/kernel'
import { ProblemError } from '@liuhen/contract'
import { residentCheck } from '@liuhen/core/papers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { refusal } from '../cases/trial.ts'
import { DECISION, filedCase, FINE, investigatedCase, noticedCase } from '../cases/trial-ordinary.ts'
import { confirmed, filed } from '../volumes/trial.ts'
import { type TrialPapers, trialPapers } from './trial.ts'

/** What the instrument wants of single papers, as far as a case goes with them. */
const C = 'changsha-county-2023'
let papers: TrialPapers
beforeAll(async () => {
  papers = await trialPapers()
})
afterAll(() => papers[Symbol.asyncDispose]())

const RESIDENT = `43012119800501001${residentCheck('43012119800501001')}`
const PARTY = {
  kind: 'citizen',
  name: '陈某',
  idNumber: RESIDENT,
  address: '示范县星沙路 1 号',
} as const
const later = (day: CalendarDate, days: number): CalendarDate => dateOf(numberOf(day) + days)
const freeze = (id: string) => papers.team.officer.freezePaper({ params: { id }, body: {} })

/** What is refused, each field with the article it quotes. */
async function refusedFields(act: Promise<unknown>): Promise<Readonly<Record<string, string | undefined>>> {
  try {
    await act
  } catch (thrown) {
    if (!(thrown instanceof ProblemError)) throw thrown
    return Object.fromEntries(
      thrown.problem.obstacles.map((one) => [`${one.code} ${one.field ?? ''}`, one.citation?.article]),
    )
  }
  throw new Error('it was not refused')
}

test('the days of an appraisal are left out of the time for the case, and shown as left out', async () => {
  proves(`${C}/17.1`)
  const { team } = papers
  const id = await filedCase(team)
  const filedOn = team.today()
  await team.later(1)
  const from = team.today()
  const clock = async () =>
    (await team.officer.showCase({ params: { id } })).clocks.find((one) => one.period === `${C}/period-case`)
  const before = (await clock())?.last
  expect(before).toBe(later(filedOn, 60))
  const commissioned = await team.done(id, 'appraisal-commissioned', {})
  await team.later(19)
  await team.done(id, 'appraisal-received', { of: commissioned, by: [] })
  const counted = await clock()
  expect(counted?.without).toEqual([{ from, to: later(from, 19), why: expect.stringContaining('鉴定') }])
  expect(counted?.last).toBe(later(filedOn, 80))
})

/** The paper of the decision with everything in it that somebody has to write. */
async function wholeDecision(caseId: string): Promise<string> {
  const id = await papers.begin(caseId, 'penalty-decision')
  await papers.write(id, {
    party: PARTY,
    'violation-facts': '占道堆放建筑材料',
    'penalty-basis': [{ law: '示范县市容管理规定', article: 12, paragraph: 1 }],
    'penalty-performance': '自收到本决定书之日起十五日内到代收机构缴纳',
  })
  return id
}

/** An item of evidence that was examined and stands. */
async function withEvidence(id: string): Promise<void> {
  const { team } = papers
  const item = ITEM(team)
  await team.officer.enterEvidence({ params: { id }, body: item })
  await team.legal.examineEvidence({
    params: { id, evidence: item.id },
    body: { found: { authentic: true, lawful: true, relevant: true } },
  })
}

const ITEM = (team: TrialPapers['team']) => ({
  id: randomUUID(),
  kind: 'physical' as const,
  title: '现场照片',
  obtainedOn: team.today(),
  obtainedHow: '现场拍摄',
  by: [team.officer.person],
  form: 'original' as const,
  proves: '占道的范围',
})

test('a decision whose fine is another than was approved last is not made; its paper takes it from there, and nobody types another', async () => {
  const { team } = papers
  const id = await noticedCase(team)
  await withEvidence(id)
  await team.later(7)
  const decide = (fine: number) => team.done(id, 'penalty-decided', { says: { ...DECISION.says, 'fine-amount': fine } })
  const unapproved = { 'step-as-approved': 'national/penalty-law/57', 'step-change-approved': `${C}/22` }
  expect(await refusal(decide(1900))).toEqual(unapproved)
  const paper = await wholeDecision(id)
  const printed = async () => (await papers.shown(paper)).fields.find((one) => one.key === 'penalty-content')?.words
  expect(await printed()).toContain('2,000.00元')
  await team.approved(id, 'change-approved', { says: { ...FINE, 'fine-amount': 1500 } }, team.head)
  expect(await printed()).toContain('1,500.00元')
  const typed = papers.write(paper, { 'penalty-content': '罚款人民币2,000.00元' })
  expect(Object.keys(await refusal(typed))).toEqual(['field-not-written'])
  // What was approved first is not what was approved last.
  expect(await refusal(decide(2000))).toEqual({ 'step-as-approved': 'national/penalty-law/57' })
  await decide(1500)
  await freeze(paper)
  expect((await papers.shown(paper)).frozen?.facts.map((one) => one.words).join()).toContain('1,500.00元')
})

test('a decision whose paper prints another fine than was approved last is not generated: neither typed, nor entered, nor ended', async () => {
  const { team } = papers
  const id = await noticedCase(team)
  await withEvidence(id)
  await team.later(7)
  const paper = await wholeDecision(id)
  // Fixed before another sum is approved, it prints what is no longer approved.
  await freeze(paper)
  const printed = async (of: string) => (await papers.shown(of)).frozen?.facts.map((one) => one.words).join()
  expect(await printed(paper)).toContain('2,000.00元')
  await team.approved(id, 'change-approved', { says: { ...FINE, 'fine-amount': 1500 } }, team.head)
  const decided = (fine: number) =>
    team.done(id, 'penalty-decided', { says: { ...DECISION.says, 'fine-amount': fine } })
  expect(await refusal(decided(2000))).toEqual({ 'step-as-approved': 'national/penalty-law/57' })
  const finish = (of: string) => team.officer.finishPaper({ params: { id: of }, body: {} })
  const notApproved = { 'fine-not-approved penalty-content': `${C}/26` }
  expect(await refusedFields(finish(paper))).toEqual(notApproved)
  await decided(1500)
  expect(await refusedFields(finish(paper))).toEqual(notApproved)
  expect((await papers.shown(paper)).row.stands).toBe('signing')
  const { id: fresh } = await team.officer.correctPaper({
    params: { id: paper },
    body: { reason: '罚款数额经二次审批变更', key: randomUUID() },
  })
  const typed = papers.write(fresh, { 'penalty-content': '罚款人民币2,000.00元' })
  expect(Object.keys(await refusal(typed))).toEqual(['field-not-written'])
  await freeze(fresh)
  expect(await printed(fresh)).toContain('1,500.00元')
  await finish(fresh)
  expect((await papers.shown(fresh)).row.stands).toBe('finished')
  proves(`${C}/26.5`)
})

test('a decision to impose no penalty that is dated on the sixty-fifth day says on its paper that it is out of time; on the sixtieth it does not', async () => {
  const { team } = papers
  const decidedOn = async (day: number) => {
    const id = await investigatedCase(team)
    await team.approved(id, 'handling-approved', { says: FINE }, team.legal, team.head)
    await team.later(day)
    const reasons = { reasons: '违法行为轻微并及时改正', 'no-penalty-basis': '行政处罚法第三十三条' }
    const none = { ...(day > 60 && { reason: '当事人长期不在本地' }), says: reasons }
    await team.approved(id, 'no-penalty-decided', none, team.legal, team.leader)
    await team.done(id, 'no-penalty-decided', none)
    const paper = await papers.begin(id, 'no-penalty-decision')
    await papers.write(paper, {
      'no-penalty-facts': '占道堆放建筑材料',
      'no-penalty-reasons': '轻微并及时改正',
      'no-penalty-basis': [{ law: '中华人民共和国行政处罚法', article: 33, paragraph: 1 }],
    })
    await freeze(paper)
    const { row } = await papers.shown(paper)
    const listed = (await team.officer.listPapers({ params: { id } })).papers.find((one) => one.id === paper)
    expect(listed?.late).toEqual(row.late)
    return row.late.map((one) => [one.code, one.message.zh, one.citations.map((of) => `${of.pack}/${of.article}`)])
  }
  expect(await decidedOn(60)).toEqual([])
  expect(await decidedOn(65)).toEqual([
    ['out-of-time', expect.stringMatching(/办案期限/), expect.arrayContaining([`${C}/27`])],
  ])
  proves(`${C}/25.3`)
})

test('a decision dated before its last approval is not made; on the day of that approval it is', async () => {
  const { team } = papers
  const decided = async (daysBefore: number): Promise<string> => {
    const id = await noticedCase(team)
    await withEvidence(id)
    await team.later(8)
    // The same fine, approved once more: nothing but the day is another.
    await team.approved(id, 'change-approved', { says: FINE }, team.head)
    await team.done(id, 'penalty-decided', { ...DECISION, on: later(team.today(), -daysBefore) })
    return wholeDecision(id)
  }
  const early = await decided(1)
  expect((await papers.shown(early)).fields.find((one) => one.key === 'decided-on')?.value).toBe(
    later(team.today(), -1),
  )
  expect(await refusal(freeze(early))).toEqual({ 'decided-before-approval': `${C}/26` })
  expect((await papers.shown(early)).frozen).toBeUndefined()
  await freeze(await decided(0))
  proves(`${C}/26.8`)
})

test('a decision says by when it is performed: fifteen days from the day it is served', async () => {
  proves(`${C}/26.6`)
  const { team } = papers
  const id = await noticedCase(team)
  await team.later(7)
  await team.done(id, 'penalty-decided', DECISION)
  const served = team.today()
  await team.done(id, 'decision-served', { says: { method: 'direct' } })
  const { clocks } = await team.officer.showCase({ params: { id } })
  const performing = clocks.filter((one) => one.period.endsWith('/period-payment'))
  expect(performing.map((one) => one.last)).toEqual([later(served, 15)])
})

test('the form for the handling of a case lists evidence, and is not submitted while an item of it does not say what it proves', async () => {
  const { team } = papers
  const id = await investigatedCase(team)
  const form = await papers.begin(id, 'case-handling')
  expect(await refusedFields(freeze(form))).toHaveProperty(['field-empty evidence'], `${C}/18`)
  // Nobody writes an item into the form by hand, and none comes into the list without its object of proof.
  const byHand = papers.write(form, { evidence: [{ id: 'e1', name: '现场照片' }] })
  expect(Object.keys(await refusal(byHand))).toEqual(['field-not-written'])
  const item = {
    id: randomUUID(),
    kind: 'physical' as const,
    title: '现场照片',
    obtainedOn: team.today(),
    obtainedHow: '现场拍摄',
    by: [team.officer.person],
    form: 'original' as const,
  }
  const enter = (proved?: string) =>
    team.officer.enterEvidence({ params: { id }, body: { ...item, ...(proved !== undefined && { proves: proved }) } })
  for (const nothing of ['', '  '])
    await expect(enter(nothing)).rejects.toMatchObject({ problem: { status: 400, obstacles: [{ field: 'proves' }] } })
  expect(await refusedFields(freeze(form))).toHaveProperty(['field-empty evidence'], `${C}/18`)
  // Taken in before it was said what it proves: the form lists it and is refused, and so is putting its handling up for approval.
  await enter()
  const unproved = `field-empty evidence.rows.${item.id}.proves`
  expect(await refusedFields(freeze(form))).toHaveProperty([unproved], `${C}/18`)
  const submit = () => team.approved(id, 'handling-approved', { says: FINE }, team.legal, team.head)
  expect(await refusal(submit())).toEqual({ 'step-handling-proves': `${C}/18` })
  const found = { authentic: true, lawful: true, relevant: true }
  const examine = (more: { proves?: string } = {}) =>
    team.legal.examineEvidence({ params: { id, evidence: item.id }, body: { found, ...more } })
  await examine()
  expect(await refusal(submit())).toEqual({ 'step-handling-proves': `${C}/18` })
  await examine({ proves: '占道的范围' })
  expect(await refusal(examine({ proves: '另一件事' }))).toHaveProperty('proves-told')
  expect(await refusedFields(freeze(form))).not.toHaveProperty([unproved])
  const listed = (await papers.shown(form)).fields.find((one) => one.key === 'evidence')?.value
  expect(listed).toMatchObject([{ name: '现场照片', proves: '占道的范围' }])
  await submit()
  proves(`${C}/18.3`)
})

test('a record of hearing names the team of those who investigated, or is not fixed', async () => {
  const { team } = papers
  const written = (id: string) =>
    papers.write(
      id,
      {
        'hearing-at': { from: `${team.today()} 09:00`, until: `${team.today()} 10:00` },
        'hearing-place': '三楼会议室',
        'hearing-host': { name: '丙局长' },
        'hearing-recorder': { name: '丁记录' },
        interpreter: { none: '不需要翻译' },
        party: PARTY,
        agent: { none: '没有委托代理人' },
        'hearing-course': '双方陈述、质证。',
      },
      team.outsider,
    )
  // Of a case that a team handles it follows from the register, and nobody writes another.
  const ofTeam = await papers.begin(await team.lead(), 'hearing')
  expect(Object.keys(await refusal(papers.write(ofTeam, { team: '' })))).toEqual(['field-not-written'])
  expect((await papers.shown(ofTeam)).fields.find((one) => one.key === 'team')?.words).toBe('一中队')

  // One who is of the bureau and of no team handles this one: which team it was is not known, and has to be said.
  const { outsider } = team
  const { id } = await outsider.openCase({
    body: {
      title: '占道堆放建筑材料',
      procedure: 'ordinary',
      party: { kind: 'citizen', name: '陈某', born: '1980-05-01' as CalendarDate },
      colleagues: [team.colleague.person],
      on: team.today(),
      discovered: { on: team.today() },
      source: '检查',
      key: randomUUID(),
    },
  })
  const without = await papers.begin(id, 'hearing', outsider)
  const fix = () => outsider.freezePaper({ params: { id: without }, body: {} })
  await written(without)
  expect(await refusedFields(fix())).toEqual({ 'field-empty team': `${C}/22` })
  expect((await papers.shown(without, outsider)).frozen).toBeUndefined()
  await papers.write(without, { team: '二中队' }, outsider)
  await fix()
  expect((await papers.shown(without, outsider)).frozen?.facts.map((one) => one.words)).toContain('二中队')
  proves(`${C}/22.1`)
})

test('a form is filled with what the case says already', async () => {
  proves('jinzhong-2022-plan/1.1')
  const { team } = papers
  const id = await filedCase(team)
  const form = await papers.shown(await papers.begin(id, 'case-closing'))
  const filled = form.fields.filter((one) => one.words !== undefined).map((one) => [one.key, one.from?.zh])
  expect(Object.fromEntries(filled)).toMatchObject({
    'case-source': '线索登记',
    'party-name': '案件',
    'filed-on': '立案审批',
    'case-officers': '人员登记',
  })
  expect(form.fields.find((one) => one.key === 'case-cause')?.value).toBe('占道堆放建筑材料')
})

test('the opinion of experts is not fixed while minutes or the sheet of who was there are missing', async () => {
  proves(`${C}/24.1`)
  const { team } = papers
  const id = await filedCase(team)
  const [opinion, minutes] = [await papers.begin(id, 'expert-opinion'), await papers.begin(id, 'expert-minutes')]
  await papers.write(opinion, { 'expert-opinion': '事实清楚，裁量适当。' })
  await papers.write(minutes, { 'expert-minutes': '三位专家逐项发表意见。' })
  const missing = async () => {
    const found = await freeze(opinion).then(
      () => [],
      (thrown: unknown) => (thrown instanceof ProblemError ? thrown.problem.obstacles : []),
    )
    return found.map((one) => [one.code, one.message.zh, one.citation?.article])
  }
  const without = (title: string) => ['paper-beside-missing', expect.stringContaining(`《${title}》`), `${C}/24`]
  expect(await missing()).toEqual([without('专家论证会议记录'), without('专家论证签到表')])
  await freeze(minutes)
  expect(await missing()).toEqual([without('专家论证签到表')])
  const sheet = { rule: `${C}/paper-expert-attendance`, title: '专家论证签到表', paperAt: '一中队资料柜' }
  const attendance = await filed(team, id, { ...sheet, claimed: true })
  expect(await missing()).toEqual([without('专家论证签到表')])
  await confirmed(team, id, attendance, team.colleague)
  expect(await missing()).toEqual([])
})
