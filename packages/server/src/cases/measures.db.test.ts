import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import { filedCase, LIFTED, SEIZED, SERVED } from './trial-ordinary.ts'

let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

const shown = (id: string) => team.officer.showCase({ params: { id } })
const clocks = async (id: string, act: string) =>
  Object.fromEntries(
    (await shown(id)).clocks.filter((one) => one.startedBy === act).map((one) => [one.period, [one.state, one.last]]),
  )
const overdue = async (id: string) =>
  (await team.leader.listCases({ query: { overdue: 'true' } })).rows.find((one) => one.id === id)?.due
const due = (id: string) =>
  team.server.database.db.selectFrom('due').select(['period', 'last_at']).where('case_id', '=', id).execute()
const after = (days: number): string =>
  new Date(Date.parse(`${team.today()}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
const SEIZURE = { place: '夜市', at: '09:40', until: '09:50', says: { ...SEIZED, emergency: true } }
const URGENT = 'changsha-county-2023/period-urgent-approval'
const SEALING = 'changsha-county-2023/period-sealing'

const unserved = { 'step-lifting-served': 'changsha-county-2023/16' }
const servedLater = (id: string, of: string) => team.done(id, 'later-paper-served', { ...SERVED, of })

const approve = (id: string, of: string, act: 'emergency-measure-approved' | 'measure-extended', more: object = {}) =>
  team.approved(id, act, { of, ...more }, ...(act === 'measure-extended' ? [] : [team.legal, team.leader]), team.head)

test('seized in an emergency: approved within twenty-four hours, lengthened once, lifted, and nothing closes over it', async () => {
  const id = await filedCase(team)
  const calm = { ...SEIZURE, says: { ...SEIZURE.says, emergency: false } }
  expect(await refusal(team.done(id, 'emergency-measure-taken', calm))).toEqual({
    'step-emergency': 'national/coercion-law/19',
  })
  const taken = await team.done(id, 'emergency-measure-taken', SEIZURE)
  expect(await clocks(id, taken)).toEqual({
    [URGENT]: ['running', expect.stringContaining('T01:40')],
    [SEALING]: ['running', after(30)],
  })
  await approve(id, taken, 'emergency-measure-approved')
  expect((await clocks(id, taken))[URGENT]?.[0]).toBe('ended')
  expect(await due(id)).toEqual(
    expect.arrayContaining([expect.objectContaining({ period: SEALING, last_at: expect.any(String) })]),
  )
  expect(await overdue(id)).toBeUndefined()

  await team.later(21)
  const until = after(30)
  await approve(id, taken, 'measure-extended', { dueOn: until })
  expect((await clocks(id, taken))[SEALING]).toEqual(['running', until])
  const again = { act: 'measure-extended' as const, on: team.today(), of: taken, dueOn: after(40) as never }
  expect(await refusal(team.officer.askApproval({ params: { id }, body: { ...again, key: randomUUID() } }))).toEqual({
    'step-extension-limit': 'national/coercion-law/25',
  })

  for (const act of ['case-closed', 'case-withdrawn'] as const)
    expect(
      await refusal(team.officer.askApproval({ params: { id }, body: { act, on: team.today(), key: randomUUID() } })),
    ).toMatchObject({ 'step-closing-measures': 'national/coercion-law/27' })
  expect(await refusal(team.done(id, 'measure-lifted', { says: LIFTED }))).toEqual({
    'step-lifting-there': 'national/coercion-law/28',
  })
  const longer = (await shown(id)).acts.findLast((one) => one.act === 'measure-extended')
  await team.done(id, 'extension-served', { ...SERVED, of: longer?.id ?? '' })
  await team.later(7)
  const lifted = await team.done(id, 'measure-lifted', { of: taken, says: LIFTED })
  const whole = await shown(id)
  expect(whole.acts.find((one) => one.id === lifted)?.marks).toEqual([])
  expect(whole.clocks.find((one) => one.startedBy === taken && one.period === SEALING)?.state).toBe('ended')
})

test('not approved within twenty-four hours it is overdue, is lengthened by nobody, and is lifted', async () => {
  const id = await filedCase(team)
  const taken = await team.done(id, 'emergency-measure-taken', SEIZURE)
  await team.later(1)
  expect((await clocks(id, taken))[URGENT]?.[0]).toBe('overdue')
  expect(await overdue(id)).toMatchObject({ overdue: true, title: { zh: '紧急行政强制措施补办批准' } })
  expect(await refusal(approve(id, taken, 'measure-extended', { dueOn: after(20) }))).toEqual({
    'step-extension-of-approved': 'national/coercion-law/19',
  })
  const late = { of: taken, at: '22:00', says: LIFTED }
  expect(await refusal(team.done(id, 'measure-lifted', { of: taken, says: LIFTED }))).toMatchObject({
    'hour-untold': 'national/coercion-law/19',
  })
  expect(await refusal(team.done(id, 'measure-lifted', late))).toEqual({
    'late-without-reason': 'national/coercion-law/19',
  })
  const lifted = await team.done(id, 'measure-lifted', { ...late, reason: '负责人出差，没有及时报告' })
  expect((await shown(id)).acts.find((one) => one.id === lifted)?.marks).toMatchObject([
    { rule: 'national/step-emergency-lifted-at-once', effect: 'late' },
  ])
  expect(await overdue(id)).toBeUndefined()
  await team.later(6)
})

test('after its term a seizure is overdue, is not lengthened, and is lifted late with a mark', async () => {
  const id = await filedCase(team)
  await team.approved(id, 'measure-taken', {}, team.legal, team.leader, team.head)
  const taken = await team.done(id, 'measure-taken', { ...SEIZURE, ...team.now(), says: SEIZED })
  await team.later(30)
  expect((await clocks(id, taken))[SEALING]?.[0]).toBe('running')
  expect(await overdue(id)).toBeUndefined()
  await team.later(1)
  expect((await clocks(id, taken))[SEALING]?.[0]).toBe('overdue')
  expect(await overdue(id)).toMatchObject({ overdue: true, title: { zh: '查封(扣押)期限' } })
  expect(await refusal(approve(id, taken, 'measure-extended', { dueOn: after(10) }))).toMatchObject({
    'step-extension-in-time': 'national/coercion-law/25',
  })
  const lifted = await team.done(id, 'measure-lifted', { of: taken, says: LIFTED, reason: '值守人员遗漏' })
  expect((await shown(id)).acts.find((one) => one.id === lifted)?.marks).toMatchObject([
    { rule: 'national/step-lifting-in-time', effect: 'late' },
  ])
  await team.later(4)
})

test('two seizures are lifted one by one, and evidence preserved is disposed of', async () => {
  const id = await filedCase(team)
  const [one, two] = [
    await team.done(id, 'emergency-measure-taken', SEIZURE),
    await team.done(id, 'emergency-measure-taken', { ...SEIZURE, at: '09:51', until: '09:59' }),
  ]
  for (const of of [one, two]) await approve(id, of, 'emergency-measure-approved')
  await team.approved(id, 'evidence-preserved', {}, team.legal, team.leader, team.head)
  const kept = await team.done(id, 'evidence-preserved', { ...team.now(), place: '夜市', says: SEIZED })
  const first = await team.done(id, 'measure-lifted', { of: one, says: LIFTED })
  const closing = () =>
    refusal(
      team.officer.askApproval({
        params: { id },
        body: { act: 'case-withdrawn', on: team.today(), key: randomUUID() },
      }),
    )
  expect(await closing()).toEqual({
    ...unserved,
    'step-closing-measures': 'national/coercion-law/27',
    'step-closing-preserved': 'national/penalty-law/56',
  })
  const second = await team.done(id, 'measure-lifted', { of: two, says: LIFTED })
  expect(await closing()).toEqual({ ...unserved, 'step-closing-preserved': 'national/penalty-law/56' })
  await team.done(id, 'preservation-disposed', { of: kept, says: { ...LIFTED, 'preservation-outcome': 'returned' } })
  // Lifted and returned: the party still has no decision of it in hand.
  await servedLater(id, first)
  expect(await closing()).toEqual(unserved)
  await servedLater(id, second)
  await team.approved(id, 'case-withdrawn', {}, team.legal, team.leader, team.head)
  expect(await refusal(team.done(id, 'emergency-measure-taken', SEIZURE))).toEqual({ 'act-not-open': undefined })
})
