import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type TrialTeam, trialTeam } from '../packages/server/src/cases/trial.ts'
import { DECISION, ended, FINE, noticedCase, SERVED } from '../packages/server/src/cases/trial-ordinary.ts'
import { evidenced, filedAs } from '../packages/server/src/volumes/trial.ts'
import { seriousOn } from './accessible.ts'
import { DESK, launch, type Seat, sitDown, takePictures, TELEPHONE } from './chromium.ts'

/** What a late fine grows by, and what goes to another authority: both on the case page, by the officer who handles it. */
let team: TrialTeam
let browser: Browser
const seats: Seat[] = []
beforeAll(async () => {
  ;[team, browser] = await Promise.all([trialTeam(), launch()])
})
afterEach(() => expect(seats.flatMap((one) => one.troubles)).toEqual([]))
afterAll(async () => {
  await browser.close()
  await team[Symbol.asyncDispose]()
})

/** The case before the officer, at a window whose clock is the server's. */
async function opened(id: string, search = ''): Promise<Page> {
  const seat = await sitDown(browser, team.server.url, team.officer.cookie)
  seats.push(seat)
  await seat.page.clock.setSystemTime(team.server.clock.now())
  await seat.page.goto(`/cases/${id}${search}`)
  await seat.page.getByRole('heading', { level: 1 }).waitFor()
  return seat.page
}

test('a fine that is late says what it has grown by today, why it stands still, and its demand begins with that sum', async () => {
  const id = await noticedCase(team)
  await team.later(7)
  await team.done(id, 'penalty-decided', DECISION)
  await team.done(id, 'decision-served', SERVED)
  const { clocks } = await team.officer.showCase({ params: { id } })
  const last = clocks.find((one) => one.period.endsWith('/period-payment'))?.last ?? expect.fail('no time to pay')
  await team.later(10 - (Date.parse(team.today()) - Date.parse(last)) / 86_400_000)
  const sum = String(FINE['fine-amount'] * 0.3)

  const page = await opened(id)
  const clocksOf = page.getByRole('region', { name: '期限' })
  await clocksOf.getByText('每日在增加').waitFor()
  expect(await clocksOf.innerText()).toContain(`逾期 10 日，计 10 日，加处 ${sum} 元`)
  expect(await clocksOf.innerText()).toContain('行政处罚法第七十二条')
  await page.goto(`/cases/${id}?act=demand-served`)
  const demand = page.getByRole('dialog')
  expect(await demand.getByLabel('加处罚款数额（元）').inputValue()).toBe(sum)
  await demand.getByLabel('加处罚款数额（元）').fill(`${sum}1`)
  await demand.getByText(/至多 \d+ 元；写的是/u).waitFor()
  expect(await seriousOn(page)).toEqual([])

  const received = await team.done(id, 'reconsideration-received', { by: [] })
  await team.later(3)
  const still = await opened(id)
  await still.getByRole('region', { name: '期限' }).getByText('暂不计算').waitFor()
  await still.locator('#surcharge').scrollIntoViewIfNeeded()
  await takePictures(still, 'additional-fine')
  expect(await seriousOn(still)).toEqual([])

  await team.done(id, 'reconsideration-decided', { ...ended('upheld'), of: received })
  await team.done(id, 'fine-paid', { by: [], says: { 'paid-amount': FINE['fine-amount'], 'proof-kept': true } })
  await team.later(2)
  const paid = await opened(id)
  const told = paid.getByRole('region', { name: '期限' })
  await told.getByText('不再增加').first().waitFor()
  expect(await told.innerText()).toMatch(/先抵罚款：加处还差 \d+ 元/u)
})

test('a transfer is ticked item by item, waits for its receipt with the article, and is signed for item by item on a telephone', async () => {
  const id = await noticedCase(team)
  await evidenced(team, id)
  await filedAs(team, id, 'report')
  const receipt = await filedAs(team, id, 'other')
  await team.done(id, 'crime-reported', {})
  await team.approved(id, 'transfer-approved', {}, team.head)

  const page = await opened(id, '?act=transferred')
  const form = page.getByRole('dialog')
  await form.getByText('逐件勾选').waitFor()
  await form
    .getByText(/没有写明移送给哪个机关|没有附材料和物品清单/u)
    .first()
    .waitFor()
  await form.getByRole('button', { name: '全选' }).click()
  await form.getByLabel('其他材料').uncheck()
  await form.getByLabel('接收机关').fill('长沙县公安局')
  for (const name of ['附移送书', '附调查（审查）终结报告'])
    await form.getByRole('group', { name }).getByRole('button', { name: '是', exact: true }).click()
  await form.getByRole('button', { name: '开始：现在' }).click()
  expect(await seriousOn(page)).toEqual([])
  await takePictures(page, 'transfer-list', 'view')
  await page.setViewportSize(DESK)
  await form.getByRole('button', { name: '记入' }).click()
  const transfer = page.getByRole('region', { name: '移送' })
  await transfer.getByText('等待：受移送机关签收（回执）').waitFor()
  expect(await transfer.innerText()).toContain('移送涉嫌犯罪案件规定第七条')
  expect(await transfer.getByText('待签收').count()).toBeGreaterThan(2)
  await takePictures(page, 'transfer-awaited')

  await page.setViewportSize(TELEPHONE)
  await transfer.getByRole('link', { name: '受移送机关签收（回执）' }).click()
  const signing = page.getByRole('dialog')
  await signing.getByLabel('签收人（姓名、职务）').fill('民警王某')
  await signing.getByRole('group', { name: '已签收' }).getByRole('button', { name: '全选' }).click()
  await signing.getByRole('group', { name: '对方的回执、文书' }).getByLabel('其他材料').check()
  expect(await seriousOn(page)).toEqual([])
  await takePictures(page, 'transfer-receipt', 'view')
  await page.setViewportSize(TELEPHONE)
  await signing.getByRole('button', { name: '记入' }).click()
  await transfer.getByText('等待：公安机关审查移送的案件').waitFor()
  expect(await transfer.innerText()).toContain('民警王某 签收')
  expect(await transfer.getByText('待签收').count()).toBe(0)
  const { transfers } = await team.officer.showCase({ params: { id } })
  expect(transfers[0]?.receipt?.papers.map((one) => one.id)).toEqual([receipt.id])
})
