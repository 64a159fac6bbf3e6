import type { CDPSession, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { daysAgo } from '../packages/cli/src/demo/visitor.ts'
import { CalendarDate, dayOf } from '../packages/core/src/kernel/index.ts'
import { answeredAfter, AT_ONCE, deskOfTheDay, takePictures } from './chromium.ts'
import { beginNewBureau } from './sample-day.ts'

const desk = deskOfTheDay(async (day) => {
  const from = CalendarDate.parse(dayOf(daysAgo(2)))
  const body = { packs: ['yongqing-2022'], effective: { 'yongqing-2022': CalendarDate.parse('2022-12-01') }, from }
  await (await day.as('suzy')).call.chooseRuleSet({ body })
}, beginNewBureau)

type Line = 'fast' | 'slow' | 'none'
const wires = new WeakMap<Page, CDPSession>()
/** 50 KB/s with 400 ms each way is a telephone at the edge of town. */
async function line(page: Page, how: Line): Promise<void> {
  // What one session has set, another cannot lift.
  const wire = wires.get(page) ?? (await page.context().newCDPSession(page))
  wires.set(page, wire)
  await wire.send('Network.emulateNetworkConditions', {
    offline: how === 'none',
    latency: how === 'slow' ? 400 : 0,
    downloadThroughput: how === 'slow' ? 50_000 : -1,
    uploadThroughput: how === 'slow' ? 50_000 : -1,
  })
}
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim())

test('what is typed into a form outlives Escape and a reload, the focus goes back, and a draft waits on the workbench', async () => {
  const page = await desk.at('zhoulh')
  const { id } = await (await desk.day.as('zhoulh')).call.registerActivity({ body: { activity: 'patrol' } })
  await page.goto(`/activities/${id}`)
  const open = page.getByRole('button', { name: '补充或更正' })
  await open.click()
  await page.getByLabel('地点').fill('东门街 12 号')
  await page.getByLabel('说明', { exact: true }).fill('补登地点')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => focused(page)).toBe('补充或更正')
  await page.reload()
  await open.click()
  expect(await page.getByLabel('地点').inputValue()).toBe('东门街 12 号')
  expect(await page.getByLabel('说明', { exact: true }).inputValue()).toBe('补登地点')
  await page.getByText('还没有提交的内容已恢复').waitFor()
  await takePictures(page, 'draft-restored', 'view')
  await page.keyboard.press('Escape')
  await page.goto('/')
  await page.getByRole('region', { name: '填了还没有提交的' }).waitFor()
  await takePictures(page, 'workbench-unsent')
  await page.getByRole('button', { name: '接着填' }).click()
  await open.click()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByText('补登地点').waitFor()
  await open.click()
  expect(await page.getByLabel('说明', { exact: true }).inputValue()).toBe('')
  await page.keyboard.press('Escape')
})

test('what is typed outlives the end of the session, and is there for its writer after signing in again', async () => {
  const { page, context } = await desk.signIn('zhoulh')
  const { id } = await (await desk.day.as('zhoulh')).call.registerActivity({ body: { activity: 'patrol' } })
  await page.goto(`/activities/${id}`)
  await page.getByRole('button', { name: '补充或更正' }).click()
  await page.getByLabel('说明', { exact: true }).fill('群众围观，改在路口处置')
  const cookies = await context.cookies()
  await context.clearCookies()
  await page.getByRole('button', { name: '保存' }).click()
  await page.waitForURL(/sign-in/)
  await context.addCookies(cookies)
  await page.goto(`/activities/${id}`)
  await page.getByRole('button', { name: '补充或更正' }).click()
  expect(await page.getByLabel('说明', { exact: true }).inputValue()).toBe('群众围观，改在路口处置')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('群众围观，改在路口处置').waitFor()
})

test('an answer that did not arrive is asked for again, and what was done is not done twice', async () => {
  const { page, troubles } = await desk.signIn('zhoulh')
  const { call } = await desk.day.as('zhoulh')
  const { id } = await call.registerActivity({ body: { activity: 'patrol' } })
  await page.goto(`/activities/${id}`)
  await page.getByRole('button', { name: '补充或更正' }).click()
  await page.getByLabel('说明', { exact: true }).fill('现场已清理')
  let cut = true
  await page.route('**/annotations', async (route) => {
    // The server did it; the line broke before it could say so.
    await route.fetch()
    if (cut) await route.abort('connectionreset')
    else await route.fallback()
  })
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('连接不上服务器，请检查网络后再试').waitFor()
  await page.reload()
  cut = false
  await page.getByRole('button', { name: '补充或更正' }).click()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  const { annotations } = await call.showActivity({ params: { id } })
  expect(annotations.map((one) => one.text)).toEqual(['现场已清理'])
  troubles.length = 0
})

test('without a line every page says so in its own words and comes by itself when the line is back', async () => {
  const { page, troubles } = await desk.signIn('zhoulh')
  await page.goto('/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await line(page, 'none')
  await page.getByRole('link', { name: '期限计算器' }).click()
  await page.getByText('这一页还没有取来').waitFor()
  expect(page.url()).toMatch(/\/deadline/)
  await page.getByText('连不上服务器。已填的内容保存在本机').waitFor()
  await takePictures(page, 'offline', 'view')
  await page.getByRole('link', { name: '工作台' }).first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByRole('link', { name: '期限计算器' }).click()
  await line(page, 'fast')
  await page.getByRole('heading', { name: '期限计算器' }).waitFor()
  await page.getByText('连不上服务器。').waitFor({ state: 'detached' })
  troubles.length = 0
})

test('on a slow line something is seen within a tenth of a second of every step', async () => {
  const { page, troubles } = await desk.signIn('shenzy')
  await page.goto('/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await line(page, 'slow')
  for (const name of ['音像', '期限计算器', '制度']) {
    expect(await answeredAfter(page, 'nav a', name), name).toBeLessThanOrEqual(AT_ONCE)
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
  await line(page, 'fast')
  troubles.length = 0
})
