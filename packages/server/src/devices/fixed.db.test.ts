import { randomUUID } from 'node:crypto'
import { type CalendarDate, dayOf, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { openLog } from '../platform/index.ts'
import { serverJournal } from '../capabilities.ts'
import { lawOf, readPacks } from '../packs/index.ts'
import { keepAll } from '../retention/index.ts'

let trial: TrialDay
let centre: SignedIn
beforeAll(async () => {
  trial = await trialDay()
  centre = await trial.server.as('information-centre')
  await trial.under(['jinzhong-2022-recording'])
})
afterAll(() => trial[Symbol.asyncDispose]())

let count = 0
const dayAgo = (days: number): CalendarDate =>
  dayOf(instantOf(millisecondsOf(trial.server.clock.now()) - days * 86_400_000))
const fixed = async (inServiceSince?: CalendarDate) => {
  const facts = { number: `JK-${++count}`, kind: 'surveillance' as const, unit: trial.units.one }
  return centre.registerDevice({ body: { ...facts, ...(inServiceSince && { inServiceSince }) } })
}
const lacks = async (id: string) => {
  const { device } = await centre.showDevice({ params: { id } })
  return (device.fixed?.lacks ?? []).map(({ code, citations: [one] }) => `${code} ${one?.pack}/${one?.article}`)
}
const noted = { place: '人民路与星沙路口', purpose: '看守占道经营易发地段' }
const problems = async (run: Promise<unknown>) => {
  const problem = await run.then(
    () => ({ obstacles: [] }),
    (error: { problem: { obstacles: { code: string; citation?: { article: string } }[] } }) => error.problem,
  )
  return problem.obstacles.map(({ code, citation }) => `${code} ${citation?.article ?? ''}`.trim())
}

test('what is not on record of a fixed public camera is told with its article, until somebody has noted it', async () => {
  const { id } = await fixed(dayAgo(10))
  expect(await lacks(id)).toEqual([
    'fixed-place-missing national/video-regulation/14',
    'fixed-purpose-missing national/video-regulation/17',
    'fixed-unfiled national/video-regulation/14',
  ])
  await centre.noteFixedCamera({ params: { id }, body: noted })
  expect(await lacks(id)).toEqual(['fixed-unfiled national/video-regulation/14'])
  const { device } = await centre.showDevice({ params: { id } })
  expect(device.fixed?.lacks[0]?.message.zh).toContain(dayAgo(-20))
  const later = { ...noted, filing: { number: '公视备〔2026〕1号', on: dayAgo(-1) } }
  expect(await problems(centre.noteFixedCamera({ params: { id }, body: later }))).toEqual(['filed-future'])
  await centre.noteFixedCamera({ params: { id }, body: { ...noted, filing: { ...later.filing, on: dayAgo(2) } } })
  expect(await lacks(id)).toEqual([])
  expect((await centre.showDevice({ params: { id } })).device.fixed?.said).toMatchObject({
    ...noted,
    filing: { number: '公视备〔2026〕1号' },
    by: expect.stringMatching(/./),
  })
})

test('one that was not filed in time says so; what somebody carries has neither a place nor a filing', async () => {
  const { id } = await fixed(dayAgo(31))
  expect(await lacks(id)).toContain('fixed-filing-overdue national/video-regulation/14')
  const camera = await trial.camera('DSJ-NOT-FIXED')
  expect((await centre.showDevice({ params: { id: camera } })).device.fixed).toBeUndefined()
  expect(await problems(centre.noteFixedCamera({ params: { id: camera }, body: noted }))).toEqual(['not-fixed-camera'])
})

test('a fixed camera is neither issued nor lent to anybody, nor is what somebody has in hand made one', async () => {
  const { id } = await fixed()
  const holder = trial.officer.person
  expect(await problems(centre.issueDevice({ params: { id }, body: { holder } }))).toEqual([
    'fixed-camera national/video-regulation/14',
  ])
  const loan = { borrower: holder, reason: '巡查' }
  expect(await problems(centre.lendDevice({ params: { id }, body: loan }))).toEqual([
    'fixed-camera national/video-regulation/14',
  ])
  const camera = await trial.camera('DSJ-IN-HAND')
  await centre.issueDevice({ params: { id: camera }, body: { holder } })
  const facts = { kind: 'surveillance' as const, unit: trial.units.one }
  expect(await problems(centre.changeDevice({ params: { id: camera }, body: facts }))).toEqual(['still-issued'])
})

test('what a fixed camera recorded is kept at least as long as the law prints, and longer where an instrument says so', async () => {
  await trial.under(['jinzhong-2022-disclosure'])
  const { id: device } = await fixed()
  const recording = await trial.recording('09:00', '09:30', { device })
  const { db } = trial.server.database
  const law = lawOf(await readPacks())
  const pass = async () => {
    await db.updateTable('recordings').set({ derived: 'failed' }).where('derived', '=', 'waiting').execute()
    await keepAll({ db, clock: trial.server.clock, log: openLog(() => undefined), journal: serverJournal(law), law })
    return (await trial.legal.showKeeping({ params: { id: recording } })).standing
  }
  const standing = await pass()
  expect(standing).toMatchObject({ class: 'fixed-camera', until: dayAgo(3 - 30) })
  expect(standing?.citations.map((one) => `${one.pack}/${one.article}`)).toEqual(['national/video-regulation/17'])
  await trial.under(['jinzhong-2022-recording'])
  expect(await pass()).toMatchObject({ class: 'everything-else' })
})

test('what a fixed camera recorded is not made public but masked, and the article says so; what was worn may be', async () => {
  await trial.under(['jinzhong-2022-recording'], { 'access.provide.approver': '行政机关主要负责人' })
  const head = await trial.server.as('head')
  const released = async (device: string, clock: string) => {
    const recording = await trial.recording(clock, `${clock.slice(0, 3)}30`, { device })
    const ask = { use: 'publish' as const, whom: 'work' as const, recordings: [recording], reason: '普法宣传' }
    const { id: request } = await trial.legal.askRequest({ body: { ...ask, days: 3, times: 3, key: randomUUID() } })
    const waiting = (await head.listApprovals()).mine.find((one) => one.matter?.id === request)
    const signature = { opinion: 'agreed' as const, password: head.password }
    await head.signApproval({ params: { id: waiting?.id ?? '' }, body: signature })
    const order = { recordings: [recording], purpose: '普法宣传', recipient: '县融媒体中心', request }
    return problems(trial.legal.makePackage({ body: order }))
  }
  expect(await released((await fixed()).id, '10:00')).toEqual(['fixed-camera-unmasked national/video-regulation/22'])
  // The trial has no bytes of it: that is as far as it gets.
  expect(await released(await trial.camera('DSJ-WORN'), '11:00')).not.toContain(
    'fixed-camera-unmasked national/video-regulation/22',
  )
})
