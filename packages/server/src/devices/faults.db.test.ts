import { afterAll, beforeAll, expect, test } from 'vitest'
import { instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { proves } from '../../../../scripts/proves.ts'
import { cited, type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'

let trial: TrialDay
let centre: SignedIn
let office: SignedIn
const fine = { working: true, battery: 90, freeSpace: 20_000, clock: { offset: 0, error: 500 } }
const broken = { fault: '电量耗尽，无法开机', instead: 'stopped' } as const

beforeAll(async () => {
  trial = await trialDay()
  centre = await trial.server.as('information-centre')
  office = await trial.server.as('office')
})
afterAll(() => trial[Symbol.asyncDispose]())

const refused = (code: string, article?: string) => ({
  problem: { status: 409, obstacles: [{ code, ...(article !== undefined && { citation: { article } }) }] },
})
const now = (plus = 0) => instantOf(millisecondsOf(trial.server.clock.now()) + plus)
/** A camera in the officer's hands, checked today. */
async function inHand(number: string, who = trial.officer) {
  const id = await trial.camera(number)
  await centre.issueDevice({ params: { id }, body: { holder: who.person } })
  await who.checkDevice({ params: { id }, body: fine })
  return { id, params: { id } }
}
const tasks = async (who: SignedIn, id: string) => (await who.workbench()).faults.filter((one) => one.device === id)

test('a fault reported while an activity goes on is at once before the leader and whoever repairs, with time, activity and article', async () => {
  proves('jilin-2017/8.3')
  await trial.under(['jilin-2017'])
  const { id, params } = await inHand('DSJ-301')
  const activity = (await trial.officer.registerActivity({ body: { activity: 'patrol', devices: [id] } })).id
  await trial.officer.reportFault({ params, body: broken })
  const [told] = await tasks(trial.leader, id)
  expect(told).toMatchObject({ as: 'leader', acknowledged: false, fault: broken.fault, holder: expect.any(String) })
  expect(cited(told)).toContain('jilin-2017/8')
  // No account here is the finance office of article 20: whoever repairs stands for it.
  expect(await tasks(centre, id)).toMatchObject([{ as: 'keeper' }])
  for (const other of [trial.officer, trial.stranger, office]) expect(await tasks(other, id)).toEqual([])
  const { report } = await trial.leader.showDevice({ params })
  expect(report).toMatchObject({ activity, to: ['上级', '市局财务装备处'], waitsForYou: 'leader' })
  expect(report?.at).toBe(told?.at)
  await trial.officer.endActivity({ params: { id: activity }, body: {} })

  await expect(trial.officer.acknowledgeFault({ params, body: {} })).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(office.acknowledgeFault({ params, body: {} })).rejects.toMatchObject({ problem: { status: 403 } })
  const late = { heard: now(60_000) }
  await expect(trial.leader.acknowledgeFault({ params, body: late })).rejects.toMatchObject(refused('heard-outside'))
  await trial.leader.acknowledgeFault({ params, body: {} })
  expect(await tasks(trial.leader, id)).toEqual([])
  await expect(trial.leader.acknowledgeFault({ params, body: {} })).rejects.toMatchObject(
    refused('acknowledged-already'),
  )
  await centre.acknowledgeFault({ params, body: { note: '送厂家' } })
  // It stays with whoever repairs until it is put right.
  expect(await tasks(centre, id)).toMatchObject([{ acknowledged: true }])
  await centre.endRepair({ params, body: { done: '更换电池' } })
  expect(await tasks(centre, id)).toEqual([])
  expect((await trial.leader.showDevice({ params })).report).toBeUndefined()
})

test('until it is put right a device is neither issued, checked out nor named for an activity, with the article', async () => {
  proves('yongqing-2022/21.1')
  await trial.under(['yongqing-2022'])
  const { id, params } = await inHand('DSJ-302')
  const other = await inHand('DSJ-303')
  const start = now()
  trial.server.clock.forward(60_000)
  await trial.officer.reportFault({ params, body: broken })
  expect(await tasks(office, id)).toMatchObject([{ as: 'keeper' }])
  expect(cited((await tasks(office, id))[0])).toEqual(['yongqing-2022/21'])
  const by = refused('device-condition', 'yongqing-2022/21')
  await expect(trial.officer.checkDevice({ params, body: fine })).rejects.toMatchObject(by)
  await expect(trial.leader.issueDevice({ params, body: { holder: trial.officer.person } })).rejects.toMatchObject(by)
  const register = (body: object) => trial.officer.registerActivity({ body: { activity: 'patrol', ...body } as never })
  const chosen = refused('device-faulty', 'yongqing-2022/21')
  await expect(register({ devices: [id] })).rejects.toMatchObject(chosen)
  await register({ devices: [other.id] })
  // It worked before it failed.
  await register({ devices: [id], start, end: now(-30_000) })
  const foreign = (
    await centre.registerDevice({
      body: { number: 'DSJ-304', kind: 'body-camera', unit: trial.units.two },
    })
  ).id
  await expect(register({ devices: [foreign] })).rejects.toMatchObject(refused('device-other-unit'))
  await office.endRepair({ params, body: { done: '专业维修' } })
  await register({ devices: [id] })
})

test('whoever reports a fault neither acknowledges it nor says that it was put right', async () => {
  await trial.under(['jilin-2017'])
  const { id, params } = await inHand('DSJ-305', trial.leader)
  await trial.leader.reportFault({ params, body: broken })
  expect(await tasks(trial.leader, id)).toEqual([])
  await expect(trial.leader.acknowledgeFault({ params, body: {} })).rejects.toMatchObject(refused('own-report'))
  // Nobody leads the unit besides: it went to whoever repairs alone.
  expect((await centre.showDevice({ params })).report?.to).toEqual(['市局财务装备处'])
  const mine = await trial.camera('DSJ-306')
  await centre.reportFault({ params: { id: mine }, body: broken })
  await expect(centre.endRepair({ params: { id: mine }, body: { done: '好了' } })).rejects.toMatchObject(
    refused('own-report'),
  )
})

test('an office repairs only where the rules name it', async () => {
  await trial.under(['changsha-county-2023'])
  const { id, params } = await inHand('DSJ-307')
  await trial.officer.reportFault({ params, body: broken })
  expect(await tasks(office, id)).toEqual([])
  expect(cited((await tasks(centre, id))[0])).toEqual(['changsha-county-2023/42'])
  await expect(office.endRepair({ params, body: { done: '好了' } })).rejects.toMatchObject({ problem: { status: 403 } })
  await centre.sendToRepair({ params, body: { where: '厂家', reason: '电池' } })
})

test('that a break was reported is believed by the report, and not by who explains it', async () => {
  await trial.under(['jilin-2017'])
  const { id, params } = await inHand('DSJ-308')
  const start = now(-45 * 60_000)
  const minute = (n: number) => instantOf(millisecondsOf(start) + n * 60_000)
  const film = (from: number, to: number) =>
    trial.filmed(minute(from), minute(to), { error: 0, holds: ['sound', 'picture'], device: id, arrived: now() })
  await film(0, 10)
  await film(20, 30)
  const activity = (
    await trial.officer.registerActivity({
      body: { activity: 'general-violation-scene', start, end: minute(30), devices: [id] },
    })
  ).id
  const said = { from: minute(10), to: minute(20), reason: '电量耗尽', did: ['stop-act' as const] }
  const explain = () =>
    trial.officer.explainActivityGap({
      params: { id: activity },
      body: { form: 'written', ...said, reported: { at: minute(11), to: '中队长' } },
    })
  const held = async () => (await trial.leader.showActivity({ params: { id: activity } })).explanations.at(-1)
  await explain()
  expect(await held()).toMatchObject({ accepted: false, lacks: { zh: expect.stringContaining('没有故障报告') } })
  // Written down more than half an hour after the break, it is too late; that it was told aloud is for the leader to say.
  await trial.officer.reportFault({ params, body: { ...broken, since: minute(10) } })
  expect(await held()).toMatchObject({ accepted: false, lacks: { zh: expect.stringContaining('超过 30 分钟') } })
  await trial.leader.acknowledgeFault({ params, body: { heard: minute(11) } })
  expect(await held()).toMatchObject({ accepted: true })
})

test('Jilin: with a device that failed, an activity is completed once it is said whether it was stopped or another taken', async () => {
  proves('jilin-2017/8.4')
  await trial.under(['jilin-2017'])
  const [{ id, params }, other] = [await inHand('DSJ-309'), await inHand('DSJ-310')]
  const activity = (await trial.officer.registerActivity({ body: { activity: 'patrol', devices: [id] } })).id
  trial.server.clock.forward(60_000)
  await trial.officer.reportFault({ params, body: { fault: '死机', instead: 'undecided' } })
  const end = () => trial.officer.endActivity({ params: { id: activity }, body: {} })
  const undecided = refused('fault-undecided', 'jilin-2017/8')
  await expect(end()).rejects.toMatchObject(undecided)
  const answer = (body: object) => trial.officer.answerFault({ params, body: body as never })
  await expect(answer({ instead: 'undecided' })).rejects.toMatchObject({ problem: { status: 400 } })
  await expect(answer({ instead: 'other-device' })).rejects.toMatchObject({ problem: { status: 400 } })
  await expect(answer({ instead: 'other-device', otherDevice: id })).rejects.toMatchObject(refused('same-device'))
  await expect(end()).rejects.toMatchObject(undecided)
  await answer({ instead: 'other-device', otherDevice: other.id })
  await expect(answer({ instead: 'stopped' })).rejects.toMatchObject(refused('fault-answered'))
  await end()
  expect((await trial.leader.showDevice({ params })).report).toMatchObject({ instead: 'other-device' })
  await centre.endRepair({ params, body: { done: '重启' } })
})

test('Yongqing: what runs short while a device records warns whoever tells it, and is kept with the activity', async () => {
  proves('yongqing-2022/20.2')
  await trial.under(['yongqing-2022'])
  const { params, id } = await inHand('DSJ-311')
  const activity = (await trial.officer.registerActivity({ body: { activity: 'patrol', devices: [id] } })).id
  const seen = (battery: number, freeSpace = 9000) => trial.officer.seeCharge({ params, body: { battery, freeSpace } })
  expect(await seen(60)).toEqual({ findings: [], warnings: [] })
  trial.server.clock.forward(60_000)
  const low = await seen(8, 200)
  expect(low.findings).toEqual(['battery-low', 'space-low'])
  expect(low.warnings[0]).toMatchObject({ code: 'battery-low', message: { zh: expect.stringContaining('8%') } })
  expect(cited(low.warnings[0])).toContain('yongqing-2022/20')
  const { history } = await trial.leader.showDevice({ params })
  expect(history[0]).toMatchObject({
    kind: 'ChargeSeen/1',
    body: { battery: 8, freeSpace: 200, findings: low.findings, activity },
  })
  await trial.officer.endActivity({ params: { id: activity }, body: {} })
})
