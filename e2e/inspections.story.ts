import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type TrialTeam, trialTeam } from '../packages/server/src/cases/trial.ts'
import type { SignedIn } from '../packages/server/src/http/trial.ts'
import { seriousOn, walkDialog } from './accessible.ts'
import { DESK, launch, type Seat, sitDown, takePictures, TELEPHONE } from './chromium.ts'

let team: TrialTeam
let legal: SignedIn
let browser: Browser
const seats: Seat[] = []

beforeAll(async () => {
  const begun = await Promise.all([trialTeam(), launch()])
  team = begun[0]
  browser = begun[1]
  legal = await team.server.another('legal-section')
})
// A list with a wrong line is refused as malformed, which the browser tells on its own.
afterEach(() => expect(seats.flatMap((one) => one.troubles).filter((one) => !one.includes('400 (Bad'))).toEqual([]))
afterAll(async () => {
  await browser.close()
  await team[Symbol.asyncDispose]()
})

async function at(who: SignedIn): Promise<Page> {
  const seat = await sitDown(browser, team.server.url, who.cookie)
  await seat.page.clock.setSystemTime(team.server.clock.now())
  seats.push(seat)
  return seat.page
}

let id = ''

test('two lists are frozen, the log fixes the seed, and what was drawn is on the page with its file', async () => {
  const page = await at(legal)
  await page.setViewportSize(DESK)
  await page.goto('/inspections')
  await page.getByText('还没有抽取过').waitFor()
  await page.getByRole('button', { name: '设置抽取' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('抽查任务名称').fill('第四季度餐饮油烟抽查')
  await dialog
    .getByLabel('检查对象名录', { exact: true })
    .fill('春雨饭店，A-1，星沙路 1 号\n春雨饭店，A-1\n秋月饭店，A-2')
  await dialog.getByText(/参加抽取的执法人员 \d+ 名/).waitFor()
  expect(await seriousOn(page)).toEqual([])
  expect(await walkDialog(page)).toEqual([])
  await takePictures(page, 'inspection-lists', 'view')
  await dialog.getByRole('button', { name: '冻结名录' }).click()
  await dialog.getByText('第 2 行：与第 1 行是同一个检查对象').waitFor()
  await dialog
    .getByLabel('检查对象名录', { exact: true })
    .fill('春雨饭店，A-1，星沙路 1 号\n秋月饭店，A-2\n冬雪饭店，A-3\n夏荷饭店')
  await dialog.getByRole('button', { name: '冻结名录' }).click()
  await page.getByRole('heading', { level: 1, name: '第四季度餐饮油烟抽查' }).waitFor()
  id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await page.getByText('种子已经定出，可以抽取').waitFor()
  await page.getByRole('button', { name: '抽取', exact: true }).click()
  await page.getByRole('heading', { name: '抽取结果' }).waitFor()
  await page.getByRole('link', { name: '导出抽取文件' }).waitFor()
  await page.getByRole('button', { name: '人员有妨碍' }).last().click()
  const hindered = page.getByRole('dialog', { name: '人员有妨碍' })
  await hindered.getByLabel('原因').fill('与被检查人有亲属关系')
  expect(await walkDialog(page)).toEqual([])
  await hindered.getByRole('button', { name: '人员有妨碍' }).click()
  await page.getByText(/有妨碍，由 .* 递补：与被检查人有亲属关系/).waitFor()
  expect(await seriousOn(page)).toEqual([])
  await takePictures(page, 'inspection-draw')
})

test('one of the drawn officers registers the lead with one click, and the case says from which draw it came', async () => {
  const view = await legal.showInspectionDraw({ params: { id } })
  const [object] = view.drawn.objects
  const who = [team.officer, team.colleague, team.outsider].find((one) => one.person === object?.inspectors[0]?.id)
  const page = await at(who as SignedIn)
  await page.setViewportSize(TELEPHONE)
  await page.goto('/cases')
  await page.getByRole('button', { name: '登记线索' }).click()
  await page.getByRole('dialog').getByRole('link', { name: '打开双随机抽查' }).click()
  await page.getByRole('link', { name: '打开', exact: true }).click()
  const row = page.locator('.task', { hasText: object?.name ?? '' })
  await row.getByRole('button', { name: '登记线索' }).click()
  await page.getByRole('heading', { level: 1, name: `双随机检查：${object?.name}` }).waitFor()
  await page.getByText(/抽中的检查人员/).waitFor()
  expect(await seriousOn(page)).toEqual([])
  await takePictures(page, 'case-drawn')
  await page.getByRole('link', { name: '第四季度餐饮油烟抽查' }).click()
  await page.getByText('还有 1 个抽中的对象没有登记线索').waitFor()
})
