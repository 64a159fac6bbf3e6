import { randomUUID } from 'node:crypto'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import type { CalendarDate } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { refusal, type TrialTeam, trialTeam } from '../cases/trial.ts'
import { closedCase } from '../volumes/trial.ts'

let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

const C = 'changsha-county-2023'
const daysOn = (day: CalendarDate, days: number): CalendarDate => dateOf(numberOf(day) + days)

test('another term for archiving counts only with the law that sets it; and nothing is disposed of while no term is set', async () => {
  const { id, film } = await closedCase(team)
  const closed = team.today()
  const archive = async () =>
    (await team.officer.showCase({ params: { id } })).clocks.find((one) => one.period === `${C}/period-archive`)
  expect(await archive()).toMatchObject({ last: daysOn(closed, 30) })
  expect(await archive()).not.toHaveProperty('instead')

  const key = 'archive.other-term'
  const term = { count: 60, unit: 'calendar-day' } as const
  const decide = async (value: object) => {
    const legal = await team.server.as('legal-section')
    return legal.decideSetting({ params: { key }, body: { value: value as never } })
  }
  expect(await refusal(decide(term))).toEqual({ 'setting-unsourced': `${C}/39` })
  expect(await refusal(decide({ ...term, source: '  ' }))).toEqual({ 'setting-unsourced': `${C}/39` })
  expect(await archive()).toMatchObject({ last: daysOn(closed, 30) })
  const source = '《某市城建档案管理规定》第十条'
  const saved = await decide({ ...term, source })
  expect(saved.current?.says.zh).toMatch(/^60 ?日历?日?（《某市城建档案管理规定》第十条）$/u)
  const clock = await archive()
  expect(clock).toMatchObject({ last: daysOn(closed, 60), state: 'running' })
  expect(clock?.instead?.zh).toMatch(/^《某市城建档案管理规定》第十条另有规定，期限为60.*；本局制度写的是30/u)
  expect(clock?.citations.map((one) => `${one.pack}/${one.article}`)).toContain(`${C}/39`)
  const custodian = await team.server.as('custodian')
  const due = async () => {
    await custodian.back()
    return (await custodian.listVolumes()).due.find((one) => one.case.id === id)
  }
  expect(await due()).toMatchObject({ last: daysOn(closed, 60), overdue: false })
  await team.later(45)
  expect(await due()).toMatchObject({ overdue: false })
  await team.later(16)
  expect(await due()).toMatchObject({ overdue: true })

  // Years later still nothing may go: how long a file is kept, and what is no evidence, nobody has said.
  await team.later(1500)
  await custodian.back()
  const loose = await team.filmed('08:00', '08:05')
  await team.later(1500)
  await custodian.back()
  expect((await custodian.keepingOverview()).expiredCount).toBe(0)
  const listed = (recording: string) =>
    custodian.listForDisposal({ body: { key: randomUUID(), recordings: [recording], reason: '保存期限届满' } })
  for (const one of [film, loose]) expect(await refusal(listed(one))).toHaveProperty('term-undecided')
  proves(`${C}/39.6`)
})
