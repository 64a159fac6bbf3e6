import { type CalendarDate, dayOf, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { periodAround } from '@liuhen/core/supervision'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'

let trial: TrialDay
let head: SignedIn
beforeAll(async () => {
  trial = await trialDay()
  head = await trial.server.as('head')
  await trial.under(['changsha-county-2023'])
})
afterAll(() => trial[Symbol.asyncDispose]())

const DAY = 86_400_000
const today = (): CalendarDate => dayOf(trial.server.clock.now())
const source = '局考评办法第三条'
const refused = {
  problem: { status: 409, obstacles: [expect.objectContaining({ code: 'goal-backdated', field: 'from' })] },
}

/** One of two recordings of that day is handed over three days later. */
async function halfLate(day: CalendarDate): Promise<void> {
  await trial.filmed(at('09:00', day), at('09:10', day), { arrived: at('18:00', day) })
  const late = instantOf(millisecondsOf(at('10:00', day)) + 3 * DAY)
  await trial.filmed(at('10:00', day), at('10:10', day), { arrived: late })
}

test('a goal counts for periods to come, and that it was missed is said once its days of grace are over', async () => {
  const goal = { index: 'late' as const, goal: 200, graceDays: 5, from: today(), source }
  const before = dayOf(instantOf(millisecondsOf(trial.server.clock.now()) - DAY))
  await expect(head.setIndexGoal({ body: { ...goal, from: before } })).rejects.toMatchObject(refused)
  await expect(trial.leader.setIndexGoal({ body: goal })).rejects.toMatchObject({ problem: { status: 403 } })
  await head.setIndexGoal({ body: goal })
  expect(await trial.leader.listIndexGoals()).toMatchObject([{ ...goal, by: expect.stringMatching(/.+/) }])

  // The month it is set in had begun before.
  const now = today().slice(0, 7)
  expect((await head.indices({ query: { period: now, level: 'unit' } })).goals).toEqual(
    today().endsWith('-01') ? [expect.objectContaining({ index: 'late' })] : [],
  )

  // The next one is judged by it.
  const { lastDay: over } = periodAround('month', today())
  const first = dayOf(instantOf(millisecondsOf(at('12:00', over)) + DAY))
  const month = periodAround('month', first)
  const until = (day: CalendarDate) =>
    trial.server.clock.forward(Math.max(0, millisecondsOf(at('12:00', day)) - millisecondsOf(trial.server.clock.now())))
  until(first)
  await halfLate(first)
  until(month.lastDay)
  await head.back()
  await trial.leader.back()
  const shown = async (who: SignedIn) => who.indices({ query: { period: first.slice(0, 7), level: 'unit' } })
  const stands = async (who = head) => {
    const { rows, goals } = await shown(who)
    return [goals.map((one) => [one.goal, one.source]), rows.find((one) => one.id === trial.units.one)?.goals]
  }
  const waiting = [[[200, source]], [{ index: 'late', figure: 500, stands: 'waiting' }]]
  expect(await stands()).toEqual(waiting)
  expect(await stands(trial.leader)).toEqual(waiting)
  const last = dayOf(instantOf(millisecondsOf(at('12:00', month.lastDay)) + 5 * DAY))
  until(last)
  await head.back()
  expect((await shown(head)).goals).toMatchObject([{ graceEnds: last }])
  expect(await stands()).toEqual(waiting)
  trial.server.clock.forward(DAY)
  await head.back()
  expect((await stands())[1]).toEqual([{ index: 'late', figure: 500, stands: 'missed' }])
  const trend = (await shown(head)).trend.map((one) => one.goals)
  expect(trend.at(-1)).toEqual([{ index: 'late', figure: 500, goal: 200 }])
  expect(trend.at(0)?.[0]).not.toHaveProperty('goal')

  const csv = await (
    await head.send(`${trial.server.url}/api/supervision/indices.csv?period=${first.slice(0, 7)}&level=unit`)
  ).text()
  const [heads = '', ...lines] = csv.trim().split(/\r?\n/)
  const cells = (line: string) => line.split(',')
  const of = (title: string) => cells(lines.find((one) => one.includes('一中队')) ?? '')[cells(heads).indexOf(title)]
  expect(['逾期移交率', '逾期移交率目标', '逾期移交率宽限至', '逾期移交率结论', '逾期移交率目标依据'].map(of)).toEqual([
    '50',
    '≤20',
    last,
    '未达到',
    source,
  ])

  // What is set later reaches no period that has begun; nothing is wanted of the next one any more.
  await head.setIndexGoal({ body: { index: 'late', graceDays: 0, from: today(), source: '局考评办法修订' } })
  expect((await stands())[1]).toEqual([{ index: 'late', figure: 500, stands: 'missed' }])
})

test('a figure that meets its goal says so at once, and one of nothing says nothing', async () => {
  await head.setIndexGoal({ body: { index: 'interruptions', goal: 0, graceDays: 0, from: today(), source } })
  const { lastDay } = periodAround('month', today())
  const next = dayOf(instantOf(millisecondsOf(at('12:00', lastDay)) + DAY))
  trial.server.clock.forward(millisecondsOf(at('12:00', next)) - millisecondsOf(trial.server.clock.now()))
  await trial.filmed(at('09:00', next), at('09:10', next), { arrived: at('11:00', next) })
  await head.back()
  const { rows } = await head.indices({ query: { period: next.slice(0, 7), level: 'unit' } })
  expect(rows.find((one) => one.id === trial.units.one)?.goals).toEqual([
    { index: 'interruptions', figure: 0, stands: 'met' },
  ])
})

test('what had to be recorded and was not is a figure with its goal, also of a unit that has no recording at all; so are look-ups without a purpose', async () => {
  for (const index of ['recorded', 'lookups'] as const)
    await head.setIndexGoal({
      body: { index, goal: index === 'recorded' ? 900 : 0, graceDays: 0, from: today(), source },
    })
  const { lastDay } = periodAround('month', today())
  const next = dayOf(instantOf(millisecondsOf(at('12:00', lastDay)) + DAY))
  trial.server.clock.forward(millisecondsOf(at('12:00', next)) - millisecondsOf(trial.server.clock.now()))
  for (const who of [head, trial.officer, trial.stranger]) await who.back()
  for (const [who, from, to] of [
    [trial.officer, '09:00', '09:10'],
    [trial.officer, '10:00', '10:10'],
    [trial.stranger, '11:00', '11:10'],
  ] as const)
    await who.registerActivity({ body: { activity: 'site-inspection', start: at(from, next), end: at(to, next) } })
  await trial.filmed(at('09:00', next), at('09:10', next), { arrived: at('11:30', next) })
  // What may still be docked is awaited.
  trial.server.clock.forward(5 * DAY)
  await head.back()
  const shown = await head.indices({ query: { period: next.slice(0, 7), level: 'unit' } })
  const of = (unit: string) => shown.rows.find((one) => one.id === unit)?.goals
  expect(of(trial.units.one)).toContainEqual({ index: 'recorded', figure: 500, stands: 'waiting' })
  expect(of(trial.units.two)).toContainEqual({ index: 'recorded', figure: 0, stands: 'waiting' })
  expect(of(trial.units.one)?.some((one) => one.index === 'lookups')).toBe(false)
  expect(shown.trend.at(-1)?.goals).toContainEqual({ index: 'recorded', figure: 333, goal: 900 })
  // Nobody checked anything of that month: no number of findings is told of it.
  expect(shown.trend.at(-1)).not.toHaveProperty('findings')
  const officers = await head.indices({ query: { period: next.slice(0, 7), level: 'officer' } })
  expect(officers.rows.find((one) => one.id === trial.stranger.person)?.goals).toMatchObject([
    { index: 'recorded', figure: 0 },
  ])
})
