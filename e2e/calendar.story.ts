import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type TrialTeam, trialTeam } from '../packages/server/src/cases/trial.ts'
import { filedCase } from '../packages/server/src/cases/trial-ordinary.ts'
import type { SignedIn } from '../packages/server/src/http/trial.ts'
import { seriousOn, squeezedOn } from './accessible.ts'
import { DESK, launch, type Seat, settled, sitDown, takePictures, TELEPHONE } from './chromium.ts'

let team: TrialTeam
let browser: Browser
const seats = new Map<SignedIn, Seat>()
/** One whose time is over, one that was filed since. */
let late: string
let running: string

beforeAll(async () => {
  const begun = await Promise.all([trialTeam(), launch()])
  team = begun[0]
  browser = begun[1]
  late = await filedCase(team)
  await team.later(62)
  running = await filedCase(team)
})
afterEach(() => expect([...seats.values()].flatMap((one) => one.troubles)).toEqual([]))
afterAll(async () => {
  await browser.close()
  await team[Symbol.asyncDispose]()
})

/** The window of one of the team, signed in; its clock is the server's. */
async function at(who: SignedIn): Promise<Page> {
  const known = seats.get(who)
  if (known) return known.page
  const seat = await sitDown(browser, team.server.url, who.cookie)
  await seat.page.clock.setSystemTime(team.server.clock.now())
  seats.set(who, seat)
  return seat.page
}
/** Everything wrong with the page, at both widths. */
async function wrongOn(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const size of [TELEPHONE, DESK]) {
    await page.setViewportSize(size)
    await settled(page)
    found.push(...(await seriousOn(page)), ...(await squeezedOn(page)))
  }
  return found
}

test('a month shows what ends on which day over the days of rest, what is late above it, and leads to the case by keyboard', async () => {
  const page = await at(team.leader)
  await page.goto('/')
  await page.getByRole('navigation').getByRole('link', { name: '日历' }).click()
  const over = page.getByRole('region', { name: '已经逾期' })
  await over.locator(`a[href="/cases/${late}"]`, { hasText: '办案期限' }).waitFor()
  expect(await over.innerText()).toMatch(/逾期 2 天/)
  const { clocks } = await team.officer.showCase({ params: { id: running } })
  const day = clocks.find((one) => one.title.zh === '办案期限')?.last ?? ''
  await page.goto(`/calendar?month=${day.slice(0, 7)}`)
  const cell = page.locator('.agenda-grid td', { has: page.locator(`a[href="/cases/${running}"]`) })
  await cell.waitFor()
  expect(await cell.locator('.date b').innerText()).toBe(String(Number(day.slice(8))))
  const shade = (kind: string) =>
    page
      .locator(`.agenda-grid td.${kind}`)
      .first()
      .evaluate((one) => getComputedStyle(one).backgroundColor)
  expect(await shade('weekend')).not.toBe(await shade('workday'))
  expect(await wrongOn(page)).toEqual([])
  await takePictures(page, 'calendar')
  await page.setViewportSize(DESK)
  await page.goto('/calendar?month=2026-10')
  await page.locator('.agenda-grid td.holiday').first().waitFor()
  expect(await shade('holiday')).not.toBe(await shade('weekend'))
  await page.goBack()
  await cell.getByRole('link').focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/cases/${running}`)
})

test('on a telephone the month is a list, and nobody is offered more than their role reaches', async () => {
  const page = await at(team.officer)
  await page.setViewportSize(TELEPHONE)
  await page.goto('/calendar')
  await page.getByRole('region', { name: '已经逾期' }).waitFor()
  expect(await page.locator('.agenda-grid').isVisible()).toBe(false)
  expect(await page.locator('.agenda-list').isVisible()).toBe(true)
  expect(await page.getByRole('navigation', { name: '看谁的' }).count()).toBe(0)
  const head = await at(team.head)
  await head.goto('/calendar')
  const whose = head.getByRole('navigation', { name: '看谁的' })
  await whose.waitFor()
  expect(await whose.getByRole('link').allInnerTexts()).toEqual(['我承办的', '本单位', '全局'])
  await whose.getByRole('link', { name: '我承办的' }).click()
  await head.getByRole('region', { name: '已经逾期' }).waitFor({ state: 'detached' })
})

test('an address for other calendars is told once, is read without signing in, and ends when it is revoked', async () => {
  const page = await at(team.officer)
  await page.setViewportSize(DESK)
  await page.goto('/account')
  await page.getByRole('button', { name: '开通订阅' }).click()
  const told = page.locator('.note code')
  await told.waitFor()
  const address = await told.innerText()
  const read = async () => fetch(address)
  expect(await (await read()).text()).toContain('SUMMARY:逾期：办案期限（一中队）')
  expect(await wrongOn(page)).toEqual([])
  await page.reload()
  await page.getByText(/最近一次读取/).waitFor()
  expect(await page.locator('.note code').count()).toBe(0)
  await page.getByRole('button', { name: '作废', exact: true }).click()
  await page.getByRole('button', { name: '开通订阅' }).waitFor()
  expect((await read()).status).toBe(403)
})

test('what the list of cases is narrowed to is kept by a name, and taken up again in another window', async () => {
  const page = await at(team.officer)
  await page.setViewportSize(DESK)
  await page.goto('/cases?overdue=true')
  await page.getByRole('link', { name: /占道/ }).first().waitFor()
  expect(await page.getByRole('row').filter({ hasText: '逾期 2 天' }).count()).toBe(1)
  await page.getByRole('button', { name: '保存这个筛选' }).click()
  await page.getByLabel('筛选的名称').fill('该催的')
  await page.keyboard.press('Enter')
  const kept = page.getByRole('button', { name: '该催的', exact: true })
  await expect.poll(() => kept.getAttribute('aria-pressed')).toBe('true')
  await page.goto('/cases')
  await kept.click()
  await expect.poll(() => page.url()).toContain('overdue')
  await expect.poll(() => page.getByRole('row').filter({ hasText: '还剩' }).count()).toBe(0)
  await takePictures(page, 'case-list')
  await page.setViewportSize(DESK)
  await page.getByRole('button', { name: '删去“该催的”' }).click()
  await kept.waitFor({ state: 'detached' })
})

test('the calendar speaks English when it is asked to', async () => {
  const page = await at(team.leader)
  await page.goto('/calendar')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('region', { name: 'Overdue' }).waitFor()
  const own = page.locator('main h1, main h3, main th, main .button, main .date, .agenda-clocks .zhu')
  expect((await own.allInnerTexts()).filter((one) => /\p{Script=Han}/u.test(one))).toEqual([])
  await page.getByRole('button', { name: '中文' }).click()
})
