import { randomUUID } from 'node:crypto'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import type { CalendarDate } from '@liuhen/core/kernel'
import { ProblemError } from '@liuhen/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { refusal } from '../cases/trial.ts'
import { DECISION, filedCase, FINE, investigatedCase, leadOf, noticedCase } from '../cases/trial-ordinary.ts'
import { type TrialPapers, trialPapers } from './trial.ts'

/** What the instrument wants of single papers, as far as a case goes with them. */
const C = 'changsha-county-2023'
const PARTY = { kind: 'citizen', name: '陈某', address: '示范县星沙路 1 号' } as const
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
  const from = team.today()
  const clock = async () =>
    (await team.officer.showCase({ params: { id } })).clocks.find((one) => one.period === `${C}/period-case`)
  const before = (await clock())?.last
  expect(before).toBe(later(from, 60))
  const commissioned = await team.done(id, 'appraisal-commissioned', {})
  await team.later(19)
  await team.done(id, 'appraisal-received', { of: commissioned, by: [] })
  const counted = await clock()
  expect(counted?.without).toEqual([{ from, to: later(from, 19), why: expect.stringContaining('鉴定') }])
  expect(counted?.last).toBe(later(from, 80))
})

test('a decision that is another than what was approved last, or dated before it, is not made', async () => {
  proves(`${C}/26.5`, `${C}/26.8`)
  const { team } = papers
  const id = await noticedCase(team)
  await team.later(7)
  await team.done(id, 'penalty-decided', { says: { ...DECISION.says, 'fine-amount': 1900 } })
  const paper = await papers.begin(id, 'penalty-decision')
  await papers.write(paper, { party: PARTY })
  expect(await refusedFields(freeze(paper))).toMatchObject({ 'fine-not-approved penalty-content': `${C}/26` })
})

test('a decision says by when it is performed: so many days from the day it is served', async () => {
  proves(`${C}/26.6`)
  const { team } = papers
  const id = await noticedCase(team)
  await team.later(7)
  await team.done(id, 'penalty-decided', DECISION)
  const served = team.today()
  await team.done(id, 'decision-served', { says: { method: 'direct' } })
  const { clocks } = await team.officer.showCase({ params: { id } })
  const performing = clocks.find((one) => one.last === later(served, 15))
  expect(performing?.title.zh).toContain('缴')
})

test('the form for the handling of a case waits for the report of the investigation, and for what each item proves', async () => {
  proves(`${C}/18.3`)
  const { team } = papers
  const id = await investigatedCase(team)
  const form = await papers.begin(id, 'case-handling')
  await papers.write(form, { evidence: [{ id: 'e1', name: '现场照片' }] })
  const refused = await refusedFields(freeze(form))
  expect(refused).toHaveProperty(['field-empty evidence.rows.e1.proves'], `${C}/18`)
})

test('a record of hearing whose investigators are of no team is not fixed', async () => {
  const { team } = papers
  const id = await papers.begin(await team.lead(), 'hearing')
  expect((await papers.shown(id)).fields.find((one) => one.key === 'team')?.words).toBe('一中队')
})
void [randomUUID, refusal, FINE, leadOf]
