import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TrialTeam, trialTeam } from '../packages/server/src/cases/trial.ts'
import { launch, type Seat, sitDown, takePictures, TELEPHONE } from './chromium.ts'
import { type Relay, relayTo } from './relay.ts'

let team: TrialTeam
let line: Relay
let browser: Browser
let seat: Seat

beforeAll(async () => {
  ;[team, browser] = await Promise.all([trialTeam(), launch()])
  line = await relayTo(team.server.url)
  const system = await team.server.as('system-administrator')
  const certificate = { number: 'A0002', validFrom: '2010-01-01', validTo: '2029-12-31' } as never
  await system.changePerson({
    params: { id: team.colleague.person },
    body: { name: '钱二川', unit: team.unit, certificate },
  })
  seat = await sitDown(browser, line.url, team.officer.cookie)
  await seat.page.clock.setSystemTime(team.server.clock.now())
  await seat.page.setViewportSize(TELEPHONE)
})
afterAll(async () => {
  await browser.close()
  await line.close()
  await team[Symbol.asyncDispose]()
})

/** What a hand does: taps, and characters typed. */
const hand = { taps: 0, characters: 0 }
/** Seconds of a tap with looking for where, and of a character on the keyboard of a telephone: generous to neither. */
const [TAP, CHARACTER] = [1.8, 0.6]

async function tap(on: Locator): Promise<void> {
  hand.taps++
  await on.click()
}
async function type(into: Locator, words: string): Promise<void> {
  hand.taps++
  hand.characters += words.length
  await into.fill(words)
}
async function choose(from: Locator, label: string): Promise<void> {
  hand.taps += 2
  await from.selectOption({ label })
}
const yes = (form: Locator, fact: string): Promise<void> =>
  tap(form.getByRole('group', { name: fact, exact: true }).getByRole('button', { name: '是', exact: true }))
const no = (form: Locator, fact: string): Promise<void> =>
  tap(form.getByRole('group', { name: fact, exact: true }).getByRole('button', { name: '否', exact: true }))
const enter = (form: Locator): Promise<void> => tap(form.getByRole('button', { name: '记入' }))
const formOf = (page: Page, name: string): Locator => page.getByRole('dialog', { name })

/** What is under way in the case leads on, or is one of what may be done besides. */
async function open(page: Page, act: string): Promise<Locator> {
  const now = page.getByRole('region', { name: '现在可以做' })
  const leading = now.locator('.leading', { hasText: act }).getByRole('link', { name: '办理' })
  await tap(leading.or(now.getByRole('link', { name: act, exact: true })).first())
  return formOf(page, act)
}

test('a fine on the spot is entered on a telephone from the stop to the receipt in under three minutes, through a line that is cut', async () => {
  const { page, troubles } = seat
  await page.goto('/cases')
  await tap(page.getByRole('button', { name: '登记线索' }))
  const lead = formOf(page, '登记线索')
  await type(lead.getByLabel('案件名称'), '流动摊贩占道')
  await choose(lead.getByLabel('程序'), '简易程序')
  await choose(lead.getByLabel('当事人是'), '公民')
  await type(lead.getByLabel('姓名（名称）'), '陈某')
  await type(lead.getByLabel(/出生日期/), '1980-05-01')
  await type(lead.getByRole('combobox', { name: /同办人员/ }), '钱')
  await tap(page.locator('.ant-select-item-option', { hasText: '钱二川' }))
  await type(lead.getByLabel('线索来源'), '检查')
  await tap(lead.getByRole('button', { name: '登记线索' }))
  await page.getByRole('heading', { level: 1, name: /流动摊贩占道/ }).waitFor()
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''

  await choose(page.getByLabel('登记发生的事'), '违法行为发生（终了）')
  await enter(formOf(page, '违法行为发生（终了）'))
  await page.getByText('已记入：违法行为发生（终了）').waitFor()

  const spot = await open(page, '当场作出行政处罚决定')
  await tap(spot.getByRole('button', { name: '开始：现在' }))
  await tap(spot.getByRole('button', { name: '结束：现在' }))
  await type(spot.getByLabel('地点'), '星沙路')
  await type(spot.getByLabel(/罚款数额/), '100')
  for (const fact of [
    '出示执法证件',
    '告知权利义务',
    '预定格式、编有号码',
    '当场交付决定书（通知书）',
    '当事人签名（拒签的已注明）',
  ])
    await yes(spot, fact)
  await no(spot, '当事人当场提出申辩')
  await spot
    .getByText(/可以记入|没有什么挡着/)
    .first()
    .waitFor()
  await takePictures(page, 'on-the-spot', 'view')
  await page.setViewportSize(TELEPHONE)
  await line.set('none')
  await enter(spot)
  await spot.getByText('连接不上服务器，请检查网络后再试').first().waitFor()
  // The telephone is put away, and taken out again: what was typed is there, and is the same act.
  await line.set('fast')
  await page.reload()
  const again = formOf(page, '当场作出行政处罚决定')
  await again.getByText(/已恢复/).waitFor()
  await enter(again)
  await page.getByText(/已记入：当场作出行政处罚决定/).waitFor()

  await enter(await open(page, '当场处罚报所属机关备案'))
  await page.getByText('已记入：当场处罚报所属机关备案').waitFor()
  const cash = await open(page, '当场收缴罚款')
  await type(cash.getByLabel(/罚款数额/), '100')
  await yes(cash, '出具法定专用票据')
  await enter(cash)
  await page.getByText(/已记入：当场收缴罚款/).waitFor()

  const view = await team.officer.showCase({ params: { id } })
  expect(view.acts.map((one) => one.act)).toEqual([
    'violation-discovered',
    'lead-registered',
    'violation-ended',
    'penalty-on-the-spot',
    'on-the-spot-reported',
    'fine-collected',
  ])
  expect(hand.taps * TAP + hand.characters * CHARACTER).toBeLessThan(180)
  // A line that is cut says so in the console, and nothing else does.
  expect(troubles.filter((one) => !/ERR_|Failed to (load|fetch)/.test(one))).toEqual([])
})
