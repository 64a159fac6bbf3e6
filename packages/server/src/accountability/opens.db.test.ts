import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { proves } from '../../../../scripts/proves.ts'
import { type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'

let trial: TrialDay
let inspection: SignedIn
beforeAll(async () => {
  trial = await trialDay()
  inspection = await trial.server.as('inspection-section')
})
afterAll(() => trial[Symbol.asyncDispose]())

test('Yanzhou: a complaint about an activity without a recording opens an item; about one that was recorded it opens none', async () => {
  proves('yanzhou-2019/17.1')
  await trial.legal.back()
  await trial.under(['yanzhou-2019'])
  await trial.officer.back()
  const now = millisecondsOf(trial.server.clock.now())
  const [from, to] = [instantOf(now - 40 * 3_600_000), instantOf(now - 39 * 3_600_000)]
  const register = async (start = from, end = to) =>
    (await trial.officer.registerActivity({ body: { activity: 'site-inspection', start, end } })).id
  const bare = await register()
  const complain = async (id: string) =>
    inspection.registerKeepingFact({
      body: {
        key: randomUUID(),
        about: { kind: 'activity', id },
        trigger: 'complaint',
        of: 'party',
        reason: '投诉态度粗暴',
      },
    })
  const of = async (id: string) =>
    (await inspection.listLiabilities({ query: {} })).filter((one) => one.about.activity === id)
  inspection = await trial.server.as('inspection-section')
  await complain(bare)
  expect(await of(bare)).toMatchObject([
    {
      outcome: 'complaint',
      byItself: true,
      people: [{ id: trial.officer.person }],
      rule: { rule: 'yanzhou-2019/prohibition-not-recording' },
    },
  ])
  const [start, end] = [instantOf(now - 30 * 3_600_000), instantOf(now - 29 * 3_600_000)]
  const whole = await register(start, end)
  await trial.filmed(start, end, { error: 0, holds: ['sound', 'picture'], arrived: end })
  await complain(whole)
  expect(await of(whole)).toEqual([])
})

test('Yanzhou: what is lost before it was handed over opens an item that names who had it', async () => {
  proves('yanzhou-2019/17.5')
  await trial.legal.back()
  await trial.under(['yanzhou-2019'])
  await trial.officer.back()
  await trial.leader.back()
  inspection = await trial.server.as('inspection-section')
  const device = await trial.camera('DSJ-0905')
  await trial.leader.issueDevice({ params: { id: device }, body: { holder: trial.officer.person } })
  trial.server.clock.forward(60_000)
  const { id } = await trial.leader.registerActivity({
    body: { activity: 'patrol', colleagues: [trial.officer.person] },
  })
  const body = { reason: '存储卡进水，读不出', device }
  await expect(
    trial.stranger.back().then(() => trial.stranger.loseActivityRecording({ params: { id }, body })),
  ).rejects.toMatchObject({
    problem: { status: 404 },
  })
  await trial.officer.loseActivityRecording({ params: { id }, body })
  const found = (await inspection.listLiabilities({ query: {} })).filter((one) => one.about.activity === id)
  expect(found).toMatchObject([
    {
      outcome: 'recording-lost',
      people: [{ id: trial.officer.person }],
      rule: { rule: 'yanzhou-2019/prohibition-losing', citations: [{ article: '17' }, { article: '17' }] },
    },
  ])
  expect((await trial.officer.showActivity({ params: { id } })).losses).toMatchObject([
    { reason: body.reason, device: 'DSJ-0905' },
  ])
})

test('Jinzhong: what is not stored for longer than the bureau allows opens an item, once, and nothing does before', async () => {
  proves('jinzhong-2022-recording/21.6')
  await trial.legal.back()
  await trial.under(['jinzhong-2022-recording'], { 'handover.cut-off': '20:00' })
  await trial.officer.back()
  await trial.leader.back()
  const device = await trial.camera('DSJ-0906')
  const now = millisecondsOf(trial.server.clock.now())
  const [start, end] = [instantOf(now - 7_200_000), instantOf(now - 3_600_000)]
  await trial.leader.issueDevice({ params: { id: device }, body: { holder: trial.officer.person, from: start } })
  const body = { activity: 'site-inspection' as const, start, end, devices: [device] }
  const { id } = await trial.officer.registerActivity({ body })
  const found = async (of = id) =>
    (await (await trial.server.as('inspection-section')).listLiabilities({ query: {} })).filter(
      (one) => one.outcome === 'not-stored' && one.about.activity === of,
    )
  trial.server.clock.forward(3 * 86_400_000)
  // Until the bureau says how long is too long nothing opens by itself.
  // The server looks at every start and each half hour; ending it waits for a look that goes on.
  const looked = async () => {
    await trial.server.again()
    await trial.server.again()
  }
  await looked()
  expect(await found()).toEqual([])
  await trial.legal.back()
  const grace = { params: { key: 'handover.grace' }, body: { value: { count: 1, unit: 'calendar-day' as const } } }
  await trial.legal.decideSetting(grace)
  // Nobody starts the pass: it follows what was decided, and at the next start opens nothing twice.
  await vi.waitUntil(async () => (await found()).length > 0, { timeout: 120_000, interval: 100 })
  await looked()
  expect(await found()).toMatchObject([
    {
      byItself: true,
      people: [{ id: trial.officer.person }],
      about: { device },
      rule: { rule: 'jinzhong-2022-recording/prohibition-not-storing' },
    },
  ])
  // What is put on record long after it was opens its own at once.
  await trial.officer.back()
  const other = await trial.camera('DSJ-0907')
  await trial.leader.back()
  await trial.leader.issueDevice({ params: { id: other }, body: { holder: trial.officer.person, from: start } })
  const late = { ...body, devices: [other] }
  const { id: second } = await trial.officer.registerActivity({ body: late })
  expect(await found(second)).toHaveLength(1)
})
