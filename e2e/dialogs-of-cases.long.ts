import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type CalendarDate, dayOf, instantOf, millisecondsOf } from '../packages/core/src/kernel/index.ts'
import { serverJournal } from '../packages/server/src/capabilities.ts'
import { type TrialDay, trialDay } from '../packages/server/src/coverage/trial.ts'
import type { SignedIn, TrialServer } from '../packages/server/src/http/trial.ts'
import { filedCase } from '../packages/server/src/cases/trial-ordinary.ts'
import { lawOf, readPacks } from '../packages/server/src/packs/index.ts'
import { fixedRecord, PACK, trialPapers, type TrialPapers } from '../packages/server/src/papers/trial.ts'
import { openLog } from '../packages/server/src/platform/index.ts'
import { keepAll } from '../packages/server/src/retention/index.ts'
import { filed } from '../packages/server/src/volumes/trial.ts'
import { launch, type Seat, sitDown } from './chromium.ts'
import { type Door, walk } from './walk.ts'

/** The dialogs that want what a sample day has not: a paper to sign, a term that is over, a draw of cases. */

const DAY = 86_400_000
let browser: Browser
let papers: TrialPapers
let trial: TrialDay
const seats: Seat[] = []
const seen = new Map<string, Set<string>>()

beforeAll(async () => {
  ;[papers, trial, browser] = await Promise.all([trialPapers(), trialDay(), launch()])
})
afterEach(() => expect(seats.flatMap((one) => one.troubles)).toEqual([]))
afterAll(async () => {
  await browser.close()
  await papers[Symbol.asyncDispose]()
  await trial[Symbol.asyncDispose]()
})

/** Walks through these dialogs at a window of that person's, whose clock is the server's; what is wrong with them. */
async function walked(server: TrialServer, who: SignedIn, doors: readonly Door[]): Promise<string[]> {
  const seat = await sitDown(browser, server.url, who.cookie)
  seats.push(seat)
  await seat.page.clock.setSystemTime(server.clock.now())
  return walk(seat.page, doors, seen)
}

test('every dialog by which a paper is signed, refused, taken in and sealed is walked through with the keyboard alone', async () => {
  const { team } = papers
  const id = await fixedRecord(papers, await team.lead())
  const path = `/papers/${id}`
  const dialog = 'papers/signing.tsx'
  const wrong = await walked(team.server, team.officer, [
    ...['手写签名', '拒绝签名', '我签名（输密码）'].map((press) => ({ dialog, path, press: [press] })),
    { dialog: 'papers/scan.tsx', path, press: ['扫描件'] },
    { dialog: 'seals/of-paper.tsx', path, press: ['取回盖章件'] },
  ])
  const spot = await papers.begin(await team.lead({ procedure: 'simple' }), 'spot-decision')
  wrong.push(
    ...(await walked(team.server, team.leader, [
      { dialog: 'papers/give-numbers.tsx', path: `/papers/${spot}`, press: ['发放预定编号'] },
    ])),
  )
  const given = { rule: `${PACK}/paper-spot-decision`, person: team.officer.person, count: 2, key: randomUUID() }
  await team.leader.giveNumbers({ body: given })
  wrong.push(
    ...(await walked(team.server, team.officer, [
      { dialog: 'papers/give-numbers.tsx', path: `/papers/${spot}`, press: ['作废下一张'] },
    ])),
  )
  expect(wrong).toEqual([])
})

test('whether an act was not recorded for the reason told is found with the keyboard alone', async () => {
  const { team } = papers
  const id = await filedCase(team)
  const says = { 'certificate-shown': true, 'pages-signed': true, 'work-area': true }
  const act = await team.done(id, 'questioned', { at: '18:00', until: '18:20', place: '办案区', says })
  await team.officer.excuseAct({ params: { id, act }, body: { reason: '记录仪电池损坏，当场报告了队长' } })
  const wrong = await walked(team.server, team.leader, [
    { dialog: 'cases/judge-excuse.tsx', path: `/cases/${id}`, press: ['确认说明'] },
  ])
  expect(wrong).toEqual([])
})

test('who the party is, is said with the keyboard alone', async () => {
  const { team } = papers
  const id = await team.lead()
  const doors = [{ dialog: 'cases/identify-party.tsx', path: `/cases/${id}`, press: ['认定身份'] }]
  expect(await walked(team.server, team.officer, doors)).toEqual([])
})

test('what a stored file is said to be is confirmed with the keyboard alone', async () => {
  const { team } = papers
  const id = await team.lead()
  await filed(team, id, { rule: `${PACK}/paper-case-closing`, title: '结案审批表', pages: 2, claimed: true })
  const doors = [{ dialog: 'volumes/brought.tsx', path: `/cases/${id}`, press: ['逐页核对'] }]
  expect(await walked(team.server, team.colleague, doors)).toEqual([])
})

const day = (ago: number): CalendarDate => dayOf(instantOf(millisecondsOf(trial.server.clock.now()) - ago * DAY))
/** A recording of the officer's of so many days ago, ten minutes long and docked an hour later; its id. */
function filmed(ago: number): Promise<string> {
  const from = millisecondsOf(trial.server.clock.now()) - ago * DAY
  const until = instantOf(from + 10 * 60_000)
  return trial.filmed(instantOf(from), until, { arrived: instantOf(from + 60 * 60_000) })
}

test('the check of a camera at work, a batch and a late handing over are walked through with the keyboard alone', async () => {
  await trial.under(['yongqing-2022'], { 'handover.cut-off': '18:00' })
  const camera = await trial.camera('DSJ0901')
  const late = await trial.filmed(
    instantOf(Date.parse(`${day(40)}T09:00:00.000+08:00`)),
    instantOf(Date.parse(`${day(40)}T09:10:00.000+08:00`)),
    { arrived: instantOf(Date.parse(`${day(36)}T09:10:00.000+08:00`)) },
  )
  const { leader, officer } = trial
  const wrong = await walked(trial.server, leader, [
    { dialog: 'devices/charge.tsx', path: `/devices/${camera}`, press: ['录制中检查电量、空间'] },
    { dialog: 'consolidation/page.tsx', path: '/batches', press: ['确认已归集'], complete: true },
  ])
  wrong.push(
    ...(await walked(trial.server, officer, [
      { dialog: 'recordings/handover.tsx', path: `/recordings/${late}`, press: ['说明为什么不能及时移交'] },
    ])),
  )
  expect(wrong).toEqual([])
})

test('every dialog of a draw of case files is walked through with the keyboard alone', async () => {
  await trial.under([PACK])
  const colleague = await trial.server.another('officer', trial.units.one)
  const told = {
    title: '占道经营',
    procedure: 'ordinary' as const,
    source: '检查',
    on: day(2),
    discovered: { on: day(2) },
  }
  const { id } = await trial.officer.openCase({
    body: { ...told, colleagues: [colleague.person], key: randomUUID() } as never,
  })
  const period = { of: 'cases' as const, firstDay: day(2), lastDay: day(2), by: ['unit' as const] }
  const duty = { rule: `${PACK}/cadence-case-file-review`, office: '局法制科' }
  const params = await trial.legal.freezePopulation({ body: { ...duty, ...period, share: 1000, least: 1 } })
  await vi.waitUntil(async () => (await trial.legal.showDraw({ params })).draw.sealed, {
    timeout: 120_000,
    interval: 50,
  })
  await trial.legal.drawSample({ params, body: {} })
  await trial.legal.showCase({ params: { id } })
  const wrong = await walked(trial.server, trial.legal, [
    { dialog: 'supervision/drawn-cases.tsx', path: `/supervision/draws/${params.id}`, press: ['打分'] },
  ])
  expect(wrong).toEqual([])
})

test('every dialog of the disposal of recordings is walked through with the keyboard alone', async () => {
  const { server, legal } = trial
  await trial.under(['jinzhong-2022-recording'])
  await legal.decideSetting({
    params: { key: 'disposal.undo-window' },
    body: { value: { count: 1, unit: 'calendar-day' } },
  })
  const [one, other] = [await filmed(900), await filmed(910)]
  const { db } = server.database
  // What was filmed for the trial is not waited for.
  await db.updateTable('recordings').set({ derived: 'failed' }).where('derived', '=', 'waiting').execute()
  const law = lawOf(await readPacks())
  await keepAll({ db, clock: server.clock, log: openLog(() => undefined), journal: serverJournal(law), law })
  const [custodian, head] = [await server.as('custodian'), await server.as('head')]
  const wrong = await walked(server, custodian, [
    { dialog: 'retention/page.tsx', path: '/keeping', press: ['全选', /^列入清单/] },
  ])
  const body = { key: randomUUID(), recordings: [one, other], reason: '保管期满' }
  const params = await custodian.listForDisposal({ body })
  const path = `/keeping/${params.id}`
  wrong.push(...(await walked(server, custodian, [{ dialog: 'retention/appraise.tsx', path, press: ['鉴定'] }])))
  const items = [one, other].map((recording) => ({ recording, opinion: 'dispose' as const, words: '逐件看过' }))
  await custodian.appraiseItems({ params, body: { items } })
  wrong.push(
    ...(await walked(server, head, [
      { dialog: 'retention/sign.tsx', path, press: ['批准销毁'] },
      { dialog: 'retention/sign.tsx', path, press: ['退回'] },
      { dialog: 'retention/list.tsx', path, press: ['撤销清单'] },
      { dialog: 'retention/list.tsx', path, press: ['撤下'] },
    ])),
  )
  for (const who of [head, legal])
    await who.signDisposal({ params, body: { password: who.password, opinion: 'agreed' } })
  server.clock.forward(2 * DAY)
  wrong.push(
    ...(await walked(server, await server.as('custodian'), [
      { dialog: 'retention/list.tsx', path, press: ['销毁'], complete: true },
    ])),
  )
  expect(wrong).toEqual([])
})
