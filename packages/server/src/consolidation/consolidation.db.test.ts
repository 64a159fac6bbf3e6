import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CalendarDate, dayOf, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { proves } from '../../../../scripts/proves.ts'
import { at, cited, type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'

let trial: TrialDay
let office: SignedIn
beforeAll(async () => {
  trial = await trialDay()
  office = await trial.server.as('office')
})
afterAll(() => trial[Symbol.asyncDispose]())

const DAY = 86_400_000
const today = (): CalendarDate => dayOf(trial.server.clock.now())
const before = (day: CalendarDate, days = 1): CalendarDate =>
  dayOf(instantOf(millisecondsOf(at('12:00', day)) - days * DAY))
/** The last day of the last period that is over, as a calendar on the wall has it. */
const lastSunday = (): CalendarDate => {
  const weekday = new Date(today()).getUTCDay()
  return before(today(), weekday === 0 ? 7 : weekday)
}
const lastHalf = (): CalendarDate => {
  const [month, date] = [today().slice(0, 8), Number(today().slice(8))]
  return date > 15 ? (`${month}15` as CalendarDate) : before(`${month}01` as CalendarDate)
}
const lastMonth = (): CalendarDate => before(`${today().slice(0, 8)}01` as CalendarDate)
const refused = (code: string) => ({ problem: { status: 409, obstacles: [{ code }] } })
const film = (day: CalendarDate, from: string, to: string, arrived = at('17:00', day)) =>
  trial.filmed(at(from, day), at(to, day), { error: 0, arrived })
const tasks = async (who: SignedIn) => (await who.workbench()).batches
const found = async (day: CalendarDate, code: string) => {
  const { lanes } = await trial.legal.dayCoverage({ query: { day } })
  return lanes.flatMap((lane) => lane.findings).filter((one) => one.code === code)
}

test.each([
  ['jilin-2017', '12.2', '12', lastHalf, 'legal'],
  ['jinzhong-2022-recording', '16.3', '16', lastSunday, 'leader'],
  ['yongqing-2022', '11.2', '11', lastMonth, 'leader'],
] as const)(
  '%s: what nobody confirmed to be gathered when its period is over is overdue for whom the article names, and told until somebody does',
  async (pack, obligation, article, lastDay, named) => {
    proves(`${pack}/${obligation}`)
    await trial.under([pack], { 'handover.cut-off': '18:00' })
    const [last, who] = [lastDay(), trial[named]]
    const day = before(last, 2)
    const recording = await film(day, '09:00', '09:10')
    // Handed over in time only after the last day: it goes with the next period.
    await film(last, '19:00', '19:10', at('23:00', last))
    const own = async () => (await tasks(who)).filter((one) => one.lastDay === last && one.unit.id === trial.units.one)
    const [due] = await own()
    expect(due).toMatchObject({ overdue: true, later: false })
    expect(cited(due)).toEqual([`${pack}/${article}`])
    const n = due?.count as number
    for (const other of [trial.officer, trial.stranger, trial.server.as('custodian')])
      expect(await tasks(await other)).toEqual([])
    const overdue = await found(day, 'consolidation-overdue')
    expect(overdue).not.toEqual([])
    expect(cited(overdue[0])).toEqual([`${pack}/${article}`])

    const body = { unit: trial.units.one, lastDay: last }
    const other = named === 'legal' ? trial.leader : trial.legal
    await expect(other.confirmBatch({ body })).rejects.toMatchObject({ problem: { status: 403 } })
    const { custody: unitKept } = (await trial.leader.showRecording({ params: { id: recording } })).rules
    const { id, count } = await who.confirmBatch({ body })
    expect(count).toBe(n)
    const event = await trial.server.database.db
      .selectFrom('journal')
      .select('body')
      .where('stream', '=', `consolidation:${id}`)
      .executeTakeFirstOrThrow()
    expect((event.body as { recordings: object[] }).recordings).toContainEqual({
      recording,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(await own()).toEqual([])
    // From then on it is kept where the instrument has it kept; before, by the unit.
    if (pack === 'yongqing-2022') {
      proves('yongqing-2022/9.1')
      const custody = async () => (await trial.leader.showRecording({ params: { id: recording } })).rules.custody
      expect(unitKept).toMatchObject({ who: '一中队' })
      expect(await custody()).toMatchObject({
        who: '综合执法局数字化城管办公室',
        since: expect.any(String),
        answer: { rules: [{ citations: [{ pack, article: '9' }] }] },
      })
    }
    expect(await found(day, 'consolidation-overdue')).toEqual([])
    expect(await found(day, 'consolidation-late')).not.toEqual([])
    await expect(who.confirmBatch({ body })).rejects.toMatchObject(refused('nothing-to-gather'))

    // What comes in afterwards is no part of it, and the batch says so.
    await film(day, '10:00', '10:10', trial.server.clock.now())
    expect(await own()).toMatchObject([{ count: 1, later: true, overdue: true }])
    const batch = async () => (await who.listBatches()).batches.find((one) => one.id === id)
    expect(await batch()).toMatchObject({ count: n, late: true, later: 1 })
    expect(await who.confirmBatch({ body })).toMatchObject({ count: 1 })
    expect(await batch()).toMatchObject({ count: n, later: 0 })
  },
)

test('a leader gathers for their own units and no other, and where nothing is asked nobody gathers', async () => {
  await trial.under(['jinzhong-2022-recording'], { 'handover.cut-off': '18:00' })
  const last = lastSunday()
  await film(before(last), '11:00', '11:10')
  const elsewhere = await trial.server.another('team-leader', trial.units.two)
  const body = { unit: trial.units.one, lastDay: last }
  await expect(elsewhere.confirmBatch({ body })).rejects.toMatchObject({ problem: { status: 403 } })
  expect(await tasks(elsewhere)).toEqual([])
  await trial.under(['changsha-county-2023'])
  for (const who of [trial.leader, trial.legal, office]) expect(await tasks(who)).toEqual([])
  await expect(trial.leader.confirmBatch({ body })).rejects.toMatchObject(refused('nothing-to-gather'))
})
