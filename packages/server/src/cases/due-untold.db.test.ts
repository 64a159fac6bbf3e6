import type { ProblemError } from '@liuhen/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import { filedCase, SEIZED } from './trial-ordinary.ts'

let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

const shown = (id: string) => team.officer.showCase({ params: { id } })
const daysOn = (days: number) => dateOf(numberOf(team.today()) + days)
const untold = async (id: string) => {
  const { untold: all } = await team.officer.workbench()
  return all.filter((one) => one.case.id === id)
}

test('a clock whose end cannot be told stands on the workbench, in the calendar, in the list and on its case, with why and the article', async () => {
  const id = await filedCase(team)
  expect(await untold(id)).toEqual([])
  await team.done(id, 'appraisal-commissioned')
  const [one] = await untold(id)
  expect(one).toMatchObject({
    title: { zh: '办案期限' },
    why: [{ zh: expect.stringContaining('还没有结束，到期日随之顺延') as string }],
  })
  expect(one?.citations.map((cited) => `${cited.pack}/${cited.article}`)).toContain('changsha-county-2023/27')
  const month = await team.officer.agendaMonth({ params: { month: team.today().slice(0, 7) } })
  expect(month.untold).toContainEqual(one)
  const { rows } = await team.officer.listCases({ query: { limit: 200 } })
  expect(rows.find((row) => row.id === id)?.untold).toMatchObject([{ zh: '办案期限' }])
  // Ninety days later it is still not over: what stops it is not over either, and nobody is told that it is late.
  await team.later(90)
  const clock = (await shown(id)).clocks.find(({ period }) => period.endsWith('/period-case'))
  expect(clock).toMatchObject({ state: 'running', stopped: [{ zh: expect.stringContaining('鉴定') as string }] })
  await team.done(id, 'appraisal-received')
  expect(await untold(id)).toEqual([])
})

test('a suspension that the text does not name stops nothing, is marked so, and its clock says that it runs on', async () => {
  const id = await filedCase(team)
  await team.done(id, 'investigation-suspended', { says: { reasons: '当事人下落不明' } })
  const whole = await shown(id)
  expect(whole.acts.at(-1)?.marks).toMatchObject([{ rule: 'national/step-suspension-stops', effect: 'noted' }])
  const clock = whole.clocks.find(({ period }) => period.endsWith('/period-case'))
  expect(clock?.stopped).toBeUndefined()
  expect(clock?.runsOn?.zh).toContain('检验、检测、检疫、鉴定、认定、听证')
})

test('a measure is lengthened to no day beyond thirty and thirty: both texts say why, and to the last lawful day it is', async () => {
  const id = await filedCase(team)
  const taken = await team.done(id, 'emergency-measure-taken', {
    place: '夜市',
    at: '09:40',
    until: '09:50',
    says: { ...SEIZED, emergency: true },
  })
  await team.approved(id, 'emergency-measure-approved', { of: taken }, team.legal, team.leader, team.head)
  const lengthen = (days: number) =>
    team.approved(id, 'measure-extended', { of: taken, dueOn: daysOn(days) }, team.head)
  expect(await refusal(lengthen(61))).toEqual({ 'step-extension-limit': 'national/coercion-law/25' })
  const said = await lengthen(61).catch((thrown: ProblemError) => thrown.problem.obstacles[0]?.message.zh)
  expect(said).toMatch(/行政强制法第二十五条.*长沙县/u)
  expect(await refusal(team.approved(id, 'measure-extended', { of: taken }, team.head))).toMatchObject({
    'step-extension-limit': 'national/coercion-law/25',
  })
  await lengthen(60)
  const clock = (await shown(id)).clocks.find(
    ({ startedBy, period }) => startedBy === taken && period.endsWith('/period-sealing'),
  )
  expect(clock).toMatchObject({ last: daysOn(60), state: 'running' })
})
