import { afterAll, beforeAll, expect, test } from 'vitest'
import type { QueryOf, Table } from '@liuhen/contract'
import type { SignedIn } from '../http/trial.ts'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import { filedCase } from './trial-ordinary.ts'

let team: TrialTeam
let filed: string
let simple: string
beforeAll(async () => {
  team = await trialTeam(undefined, { savedFilters: 2 })
  filed = await filedCase(team)
  simple = await team.lead({ title: '沿街晾晒', procedure: 'simple' })
})
afterAll(() => team[Symbol.asyncDispose]())

const found = async (query: QueryOf<Table['listCases']>, who: SignedIn = team.officer) =>
  (await who.listCases({ query })).rows.map((one) => one.id)
const names = async (who: SignedIn) => (await who.listCaseFilters()).filters.map((one) => one.name)

test('the list is narrowed to a procedure, to who handles it, and to the provision that is said to be violated', async () => {
  expect(await found({ procedure: 'simple' })).toEqual([simple])
  expect(await found({ procedure: 'ordinary' })).toEqual([filed])
  expect(await found({ officer: team.legal.person }, team.legal)).toEqual([])
  const { acts } = await team.officer.showCase({ params: { id: filed } })
  const provision = String(acts.find((one) => one.act === 'case-filed')?.says['suspected-provision'])
  expect(provision.length).toBeGreaterThan(3)
  expect(await found({ text: provision.slice(1, 4) })).toEqual([filed])
  expect(await found({ text: '%' })).toEqual([])
})

test('it is narrowed to what ends within so many days, and what is over is no longer among that', async () => {
  const due = async (within: number) => (await found({ within })).includes(filed)
  expect([await due(59), await due(60)]).toEqual([false, true])
  await team.later(58)
  expect([await due(1), await due(2)]).toEqual([false, true])
  await team.later(3)
  expect([await due(7), (await found({ overdue: 'true' })).includes(filed)]).toEqual([false, true])
})

test('a filter is kept by its name for whoever made it, and replaced by another of that name', async () => {
  const first = await team.officer.keepCaseFilter({ body: { name: '快到期', filter: { within: 7, mine: 'true' } } })
  const again = await team.officer.keepCaseFilter({ body: { name: '快到期', filter: { within: 3 } } })
  expect(again).toEqual(first)
  expect(await team.officer.listCaseFilters()).toEqual({
    filters: [{ id: first.id, name: '快到期', filter: { within: 3 } }],
    most: 2,
  })
  expect(await names(team.leader)).toEqual([])
})

test('nobody forgets what is another’s, nor keeps more than the bureau lets one keep, nor what is no filter', async () => {
  const { id } = await team.leader.keepCaseFilter({ body: { name: '一', filter: {} } })
  expect(await refusal(team.officer.dropCaseFilter({ params: { id } }))).toEqual({ 'filter-unknown': undefined })
  await team.leader.keepCaseFilter({ body: { name: '二', filter: { stage: 'investigation' } } })
  expect(await refusal(team.leader.keepCaseFilter({ body: { name: '三', filter: {} } }))).toEqual({
    'filters-full': undefined,
  })
  await team.leader.dropCaseFilter({ params: { id } })
  await team.leader.keepCaseFilter({ body: { name: '三', filter: {} } })
  expect(await names(team.leader)).toEqual(['三', '二'])
  const wrong = { name: '四', filter: { everything: 'true' } }
  await expect(team.officer.keepCaseFilter({ body: wrong as never })).rejects.toMatchObject({
    problem: { status: 400 },
  })
})
