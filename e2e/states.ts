import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from '@liuhen/contract'
import type { Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import { PASSWORD } from '../packages/cli/src/demo/bureau.ts'
import { decideSample, paidOnTheSpot } from '../packages/cli/src/demo/cases.ts'
import { liuhen } from '../packages/cli/src/demo/children.ts'
import { noise } from '../packages/cli/src/demo/forgery.ts'
import { People } from '../packages/cli/src/demo/people.ts'
import { SampleTime } from '../packages/cli/src/demo/sample-time.ts'
import type { Told } from '../packages/cli/src/demo/told.ts'
import { daysAgo } from '../packages/cli/src/demo/visitor.ts'
import { readPackFolder } from '../packages/cli/src/packs/index.ts'
import { beijing, CalendarDate, dayOf } from '../packages/core/src/kernel/index.ts'
import { recordingNamed } from './chromium.ts'
import type { SampleDay } from './sample-day.ts'

/** What a page or a dialog needs before it can be looked at: made over HTTP by whoever makes it in a bureau. */

export const callOf = async (day: SampleDay, userName: string): Promise<Client> => (await day.as(userName)).call

/** The identifiers of people, by their user names. */
export async function peopleOf(day: SampleDay, ...userNames: readonly string[]): Promise<readonly string[]> {
  const ids = userNames.map(async (one) => (await (await callOf(day, one)).whoAmI()).id)
  return Promise.all(ids)
}

export const on = (days: number): CalendarDate => dayOf(daysAgo(days))

/** A case of 一中队, and its filing put up for approval. */
export async function openCase(day: SampleDay): Promise<string> {
  const call = await callOf(day, 'zhoulh')
  const today = on(0)
  const body = {
    title: '占道堆放建筑材料',
    procedure: 'ordinary' as const,
    on: today,
    source: '检查',
    discovered: { on: today },
  }
  const { id } = await call.openCase({ body: { ...body, key: randomUUID() } })
  for (const act of ['violation-ended', 'violation-discovered'] as const)
    await call.doAct({ params: { id }, body: { act, on: today, by: [], key: randomUUID() } })
  const says = { jurisdiction: true, 'penalty-due': true, 'suspected-provision': '《示例市容管理办法》第十条' }
  await call.askApproval({ params: { id }, body: { act: 'case-filed', on: today, says, key: randomUUID() } })
  return id
}

export async function beginPaper(day: SampleDay, id: string): Promise<string> {
  const call = await callOf(day, 'zhoulh')
  const body = { rule: 'changsha-county-2023/paper-questioning', key: randomUUID() }
  return (await call.beginPaper({ params: { id }, body })).id
}

/** A card of 一中队's camera, filmed so many days ago, is read by a station that does not ask the camera. */
export async function readCard(day: SampleDay, days: number): Promise<void> {
  const call = await callOf(day, 'heqh')
  const station = (await call.listDevices()).find((one) => one.number === 'CZ-01')?.id ?? ''
  const { key } = await call.issueStationKey({ params: { id: station } })
  const card = join(day.folder, `card-${days}`)
  await mkdir(card)
  const digits = beijing(daysAgo(days)).slice(0, 10).replaceAll('-', '')
  await noise(join(card, `DSJ0217_021357_${digits}160000_0051.mp4`), 3)
  const env = { LIUHEN_SERVER: day.url, LIUHEN_STATION_KEY: key }
  await liuhen(['dock', card, '--state', join(day.folder, `station-${days}`)], env, () => undefined)
  const leader = await callOf(day, 'shenzy')
  await vi.waitUntil(async () => (await leader.cardReadings()).length > 0, { timeout: 240_000, interval: 300 })
}

/** The system administrator asks that somebody's password be reset: it waits for another to confirm it. */
export async function askReset(day: SampleDay, page: Page): Promise<void> {
  const people = await (await callOf(day, 'heqh')).listPeople()
  const id = people.find((one) => one.userName === 'luoxm')?.id
  const status = await page.evaluate(async (path) => {
    const headers = { 'content-type': 'application/json', 'liuhen-request': '1' }
    return (await fetch(path, { method: 'POST', headers, body: JSON.stringify({ reason: '忘记密码' }) })).status
  }, `/api/people/${id}/password`)
  expect(status).toBe(200)
}

const STAGES = ['begun', 'written', 'submitted', 'checked', 'approved', 'published'] as const

/** Figures of a year on their way to the public, as far as told. */
export async function publication(day: SampleDay, stage: (typeof STAGES)[number], year = '2025'): Promise<string> {
  const section = await callOf(day, 'suzy')
  const { id } = await section.beginDisclosure({ body: { key: randomUUID(), rule: 'national/item-annual-figures' } })
  const params = { id }
  const form = { base: 0, title: `${year} 年度行政执法情况`, department: '法制科', subject: 'results' as const }
  const texts = { year, figures: '行政处罚 12 件' }
  const isAt = (one: (typeof STAGES)[number]) => STAGES.indexOf(stage) >= STAGES.indexOf(one)
  if (!isAt('written')) return id
  const seen = await section.writeDisclosure({ params, body: { ...form, texts, cites: [], attachments: [] } })
  if (isAt('submitted')) await section.submitDisclosure({ params, body: seen })
  if (isAt('checked')) await (await callOf(day, 'wuheng')).checkDisclosure({ params, body: seen })
  if (isAt('approved'))
    await (await callOf(day, 'fenglb')).approveDisclosure({ params, body: { ...seen, password: PASSWORD } })
  if (isAt('published')) await section.publishDisclosure({ params, body: seen })
  return id
}

/** A problem that a check of the devices of 一中队 found, answered for by its officer. */
export async function finding(day: SampleDay): Promise<string> {
  const call = await callOf(day, 'liangc')
  const unit = (await call.listUnits()).find((one) => one.name.includes('一中队'))?.id ?? ''
  const [officer] = await peopleOf(day, 'zhoulh')
  const problem = {
    label: 'certificate' as const,
    what: '没有看到亮证',
    article: 'changsha-county-2023/45',
    points: 2,
    due: on(-7),
    ...(officer !== undefined && { officer }),
  }
  const facts = { of: ['devices' as const], unit, firstDay: on(7), lastDay: on(1), result: '抽看设备使用情况' }
  const body = { ...facts, recordings: [], cases: [], devices: [], findings: [problem] }
  return (await call.enterCheck({ body })).findings[0] ?? ''
}

/** A spot check of the last month, drawn and not yet judged. */
export async function drawn(day: SampleDay): Promise<string> {
  const call = await callOf(day, 'liangc')
  const period = { firstDay: on(30), lastDay: on(1) }
  const { id } = await call.freezePopulation({ body: { ...period, by: ['unit'], share: 500, least: 2 } })
  const params = { id }
  await vi.waitUntil(async () => (await call.showDraw({ params })).draw.sealed, { timeout: 120_000, interval: 100 })
  await call.drawSample({ params, body: {} })
  return id
}

/** An item of accountability of which nothing is described yet. */
export async function liability(day: SampleDay): Promise<string> {
  const people = await peopleOf(day, 'zhoulh')
  const call = await callOf(day, 'suzy')
  const rules = await call.liabilityRules()
  const { rule = '', outcomes = [] } = rules.find((one) => one.states === undefined) ?? {}
  const [outcome] = outcomes
  if (outcome === undefined) throw new Error('the instruments in force forbid nothing')
  const [owner = ''] = await peopleOf(day, 'suzy')
  const told = { description: '出勤时没有开机', due: on(-7), owner }
  const body = { rule, outcome, about: {}, people: [...people], leaders: [], ...told }
  return (await call.openLiability({ body })).id
}

/** Two discs of a package: one whose image waits to be burnt, one that is on record as burnt. */
export async function discs(day: SampleDay): Promise<void> {
  const call = await callOf(day, 'suzy')
  const recordings = [await recordingNamed(day, '104000_0006.mp4')]
  const order = { recordings, purpose: '证明现场检查的经过', recipient: '示例人民法院' }
  const made = await call.makePackage({ body: order })
  const disc = { package: made.id, medium: 'dvd' as const, purpose: order.purpose }
  for (const { code, recording } of (await call.planDiscs({ body: disc })).obstacles)
    if (code === 'sound-without-transcript' && recording)
      await call.writeTranscript({ params: { id: recording }, body: { text: '录音内容的文字记录。' } })
  const [kept] = await call.makeDiscs({ body: disc })
  await call.sayDiscBurnt({ params: { id: kept?.id ?? '' }, body: { place: '案卷内', nextCheck: on(-365) } })
  await call.makeDiscs({ body: disc })
}

/** A case of today on the spot, everything of it done but its closing; with the people who do it. */
export async function caseOnTheSpot(day: SampleDay): Promise<{ readonly told: Told; readonly people: People }> {
  const time = new SampleTime(0, (await readPackFolder()).calendar)
  await time.present()
  const people = new People(day.url, time, [])
  await decideSample(await people.as('section'), on(30))
  return { told: await paidOnTheSpot(people), people }
}

/** From now on the bureau runs on these instruments alone, and has decided these of what they leave open. */
export async function under(
  day: SampleDay,
  packs: readonly string[],
  { effective = {}, ...settings }: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const call = await callOf(day, 'suzy')
  const body = { packs: [...packs], from: '2026-01-01' as CalendarDate, effective: effective as never }
  await call.chooseRuleSet({ body })
  for (const [key, value] of Object.entries(settings))
    await call.decideSetting({ params: { key }, body: { value: value as never } })
}
