import { afterAll, beforeAll, expect, test } from 'vitest'
import { instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { proves } from '../../../../scripts/proves.ts'
import { at, cited, DATE, NEXT, type TrialDay, trialDay } from './trial.ts'

let trial: TrialDay
beforeAll(async () => {
  trial = await trialDay()
})
afterAll(() => trial[Symbol.asyncDispose]())

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** What was filmed after a break. */
const resumed: string[] = []

test('a quarter in shares: nine of ten recorded, seven of nine unbroken, nineteen of twenty handed over in time', async () => {
  proves('yanzhou-2019/16.3', 'yanzhou-2019/16.4', 'yanzhou-2019/16.5')
  await trial.under(['yanzhou-2019'])
  const film = (from: number, to: number, more: object = {}) =>
    trial.recording(clock(from), clock(to), { error: 0, holds: ['sound', 'picture'], ...more })
  const device = await trial.camera('DSJ-BROKEN-OFF')
  for (let i = 0; i < 10; i++) {
    const start = 6 * 60 + i * 30
    await trial.activity('site-inspection', clock(start), clock(start + 10))
    if (i < 7) await film(start, start + 10)
    if (i === 7 || i === 8) {
      await film(start, start + 4, { device })
      resumed.push(await film(start + 6, start + 10, { device }))
    }
  }
  // Of no activity, and nine of them; one came in later than a day after it ended.
  for (let i = 0; i < 9; i++) {
    const start = 13 * 60 + i * 10
    await film(start, start + 5, i === 0 ? { arrived: at('20:00', NEXT) } : {})
  }
  // What need not be recorded is counted nowhere but among the activities.
  await trial.officer.registerActivity({ body: { activity: 'patrol', start: at('17:00'), end: at('17:10') } })
  const found = await trial.legal.assessment({ query: {} })
  const shares = {
    activities: 11,
    recorded: { value: 9, of: 10, percent: 90 },
    unbroken: { value: 7, of: 9, percent: 77.8 },
    explained: { value: 0, of: 2, percent: 0 },
    handedOver: { value: 19, of: 20, percent: 95 },
  }
  expect(found.units).toEqual([{ unit: { id: trial.units.one, name: '一中队' }, ...shares }])
  expect(found.whole).toEqual(shares)
  expect(found.officers).toMatchObject([{ officer: { id: trial.officer.person }, ...shares }])
  expect(found.asked.map((one) => cited(one)?.[0])).toEqual(found.asked.map(() => 'yanzhou-2019/16'))
  expect(found.asked).toHaveLength(3)
  expect(found.unjudged).toBeGreaterThan(0)
})

test('each share leads to what it is of: what was recorded, broken off or not recorded, and what came in late', async () => {
  const of = async (query: { unit?: string; officer?: string }) => trial.legal.assessmentRows({ query })
  const rows = await of({ unit: trial.units.one })
  expect(rows.activities).toHaveLength(10)
  expect(rows.activities.filter((one) => !one.recorded)).toHaveLength(1)
  const broken = rows.activities.filter((one) => one.recorded && !one.unbroken)
  expect(broken.map(({ interruptions, explained }) => [interruptions, explained])).toEqual([
    [1, 0],
    [1, 0],
  ])
  expect(rows.late).toHaveLength(1)
  expect(await of({ officer: trial.officer.person })).toEqual(rows)
  expect(await of({ unit: trial.units.two })).toEqual({ activities: [], late: [] })
  // An explanation that the rules accept is counted, and the rate says so.
  const [gone] = broken
  const from = instantOf(millisecondsOf(gone?.start ?? at('06:00')) + 4 * 60_000)
  const gap = { from, to: instantOf(millisecondsOf(from) + 120_000), reason: '电量不足' }
  const spoken = { form: 'spoken' as const, recording: resumed[0] ?? '', passage: { from: 2000, to: 9000 } }
  await trial.officer.explainActivityGap({ params: { id: gone?.id ?? '' }, body: { ...gap, ...spoken } })
  expect((await trial.legal.assessment({ query: {} })).whole.explained).toEqual({ value: 1, of: 2, percent: 50 })
})

test('who leads a unit sees its shares alone, an officer none; what may still come in is not counted', async () => {
  const elsewhere = await trial.server.another('team-leader', trial.units.two)
  expect((await elsewhere.assessment({ query: {} })).units).toEqual([])
  expect((await trial.leader.assessment({ query: {} })).units).toHaveLength(1)
  await expect(trial.officer.assessment({ query: {} })).rejects.toMatchObject({ problem: { status: 403 } })
  const { whole: before } = await trial.legal.assessment({ query: {} })
  const end = trial.server.clock.now()
  const start = instantOf(millisecondsOf(end) - 600_000)
  await trial.officer.registerActivity({ body: { activity: 'site-inspection', start, end } })
  const { whole } = await trial.legal.assessment({ query: {} })
  expect([whole.activities, whole.recorded]).toEqual([before.activities + 1, before.recorded])
})

test('what went on long after midnight is recorded by what was filmed then, on every page that tells of it', async () => {
  const night = await trial.server.another('officer', trial.units.two)
  const registered = { activity: 'site-inspection' as const, start: at('22:00'), end: at('03:00', NEXT) }
  const { id } = await night.registerActivity({ body: registered })
  const film = (from: string, to: string, more: object = {}) =>
    trial.filmed(at(from, from > '20:00' ? undefined : NEXT), at(to, NEXT), {
      error: 0,
      holds: ['sound', 'picture'],
      officer: night,
      arrived: at('08:00', NEXT),
      ...more,
    })
  await film('22:00', '00:30')
  await film('00:30', '01:30')
  await film('01:30', '03:00')
  const whole = { value: 1, of: 1, percent: 100 }
  const { units } = await trial.legal.assessment({ query: {} })
  expect(units.find((one) => one.unit.id === trial.units.two)).toMatchObject({ recorded: whole, unbroken: whole })
  const { lanes } = await trial.legal.dayCoverage({ query: { day: DATE } })
  const [lane] = lanes.flatMap((one) => one.activities).filter((one) => one.row.id === id)
  expect(new Set(lane?.coverage.spans.map((one) => one.kind))).toEqual(new Set(['covered']))
})

test('a recording whose clock leaves it in doubt is no unbroken one, and one of another time records nothing', async () => {
  const other = await trial.server.another('officer', trial.units.two)
  const body = { activity: 'site-inspection' as const }
  await other.registerActivity({ body: { ...body, start: at('09:00'), end: at('09:10') } })
  await trial.filmed(at('09:00'), at('09:10'), { error: 120_000, holds: ['sound', 'picture'], officer: other })
  const { id } = await other.registerActivity({ body: { ...body, start: at('11:00'), end: at('11:10') } })
  const later = await trial.filmed(at('15:00'), at('15:05'), { error: 0, holds: ['sound', 'picture'], officer: other })
  await other.tieRecording({ params: { id }, body: { recording: later, reason: '回到现场补录门牌' } })
  const { units } = await trial.legal.assessment({ query: {} })
  // The night before is the third and the only whole one.
  expect(units.find((one) => one.unit.id === trial.units.two)).toMatchObject({
    recorded: { value: 2, of: 3 },
    unbroken: { value: 1, of: 2 },
    // A clock that may be out, and what was not recorded at all, broke nothing off.
    explained: { value: 0, of: 0 },
  })
})
