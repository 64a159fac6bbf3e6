import { randomUUID } from 'node:crypto'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import type { CalendarDate } from '@liuhen/core/kernel'
import { ProblemError } from '@liuhen/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves, states } from '../../../../scripts/proves.ts'
import { refusal } from '../cases/trial.ts'
import { DECISION, filedCase, investigatedCase, noticedCase } from '../cases/trial-ordinary.ts'
import { samplePdf } from '../volumes/trial.ts'
import { type TrialPapers, trialPapers } from './trial.ts'

/** What the instrument wants of single papers, as far as a case goes with them. */
const C = 'changsha-county-2023'
let papers: TrialPapers
beforeAll(async () => {
  papers = await trialPapers()
})
afterAll(() => papers[Symbol.asyncDispose]())

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

test('a decision that is another than what was approved last, or dated before it, is not made; its paper says what was approved', async () => {
  proves(`${C}/26.5`)
  states(`${C}/26.8`)
  const { team } = papers
  const id = await noticedCase(team)
  const approved = team.today()
  await team.later(7)
  const decide = (more: object) => refusal(team.done(id, 'penalty-decided', { ...DECISION, ...more }))
  expect(await decide({ says: { ...DECISION.says, 'fine-amount': 1900 } })).toMatchObject({
    'step-change-approved': `${C}/22`,
  })
  expect(Object.keys(await decide({ on: later(approved, -1) }))).toContain('step-notice-first')
  const paper = await papers.begin(id, 'penalty-decision')
  const field = async (key: string) => (await papers.shown(paper)).fields.find((one) => one.key === key)
  const printed = async (key: string) => (await field(key))?.words
  expect(await printed('penalty-content')).toContain('2,000.00元')
  expect((await field('decided-on'))?.value).toBe(team.today())
  await team.done(id, 'penalty-decided', DECISION)
  expect(await printed('penalty-content')).toContain('2,000.00元')
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

test('the form for the handling of a case lists evidence, and each item says what it proves', async () => {
  proves(`${C}/18.3`)
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
  const enter = (proved: string) => team.officer.enterEvidence({ params: { id }, body: { ...item, proves: proved } })
  await expect(enter('')).rejects.toMatchObject({ problem: { status: 400, obstacles: [{ field: 'proves' }] } })
  expect(await refusedFields(freeze(form))).toHaveProperty(['field-empty evidence'], `${C}/18`)
  await enter('占道的范围')
  expect(await refusedFields(freeze(form))).not.toHaveProperty(['field-empty evidence'])
})

test('a record of hearing names the team of those who investigated, and nobody can leave it out', async () => {
  // Nobody can leave it out, so nothing is refused for want of it.
  states(`${C}/22.1`)
  const { team } = papers
  const id = await papers.begin(await team.lead(), 'hearing')
  expect(Object.keys(await refusal(papers.write(id, { team: '' })))).toEqual(['field-not-written'])
  expect((await papers.shown(id)).fields.find((one) => one.key === 'team')?.words).toBe('一中队')
  expect(await refusedFields(freeze(id))).toHaveProperty(['field-empty hearing-host'], `${C}/22`)
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
  const file = Buffer.from(samplePdf('sign-in')).toString('base64')
  await team.officer.fileMaterial({
    params: { id },
    body: {
      key: randomUUID(),
      rule: `${C}/paper-expert-attendance`,
      title: '专家论证签到表',
      author: '专家组',
      on: team.today(),
      paperAt: '一中队资料柜',
      file,
    },
  })
  expect(await missing()).toEqual([])
})
