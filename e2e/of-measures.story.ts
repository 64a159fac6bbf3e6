import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filedCase, SEIZED } from '../packages/server/src/cases/trial-ordinary.ts'
import type { SignedIn } from '../packages/server/src/http/trial.ts'
import { type TrialPapers, trialPapers } from '../packages/server/src/papers/trial.ts'
import { launch, sitDown, takePictures } from './chromium.ts'

/** What is one of several: a notice of one measure, a slip of a block, a camera of a place. Each is said on the page. */
let papers: TrialPapers
let browser: Browser
beforeAll(async () => {
  ;[papers, browser] = await Promise.all([trialPapers(), launch()])
})
afterAll(async () => {
  await browser.close()
  await papers[Symbol.asyncDispose]()
})

async function at(who: SignedIn, path: string): Promise<Page> {
  const { server } = papers.team
  const { page } = await sitDown(browser, server.url, who.cookie)
  await page.clock.setSystemTime(server.clock.now())
  await page.goto(`${server.url}${path}`)
  return page
}

test('of two preservations the page asks for a notice each, and the one that is begun says of which it is', async () => {
  const { team } = papers
  const id = await filedCase(team)
  for (const goods of ['电子秤一台', '烤炉一台']) {
    await team.approved(id, 'evidence-preserved', {}, team.legal, team.leader, team.head)
    await team.done(id, 'evidence-preserved', { ...team.now(), place: '夜市', says: { ...SEIZED, goods } })
  }
  const page = await at(team.officer, `/cases/${id}`)
  const wanted = page.getByRole('listitem').filter({ hasText: '物品处理通知书' })
  await expect.poll(() => wanted.filter({ hasText: '烤炉' }).count(), { timeout: 120_000 }).toBe(1)
  await expect.poll(() => wanted.filter({ hasText: '电子秤' }).count(), { timeout: 120_000 }).toBe(1)
  const clocks = page.locator('.told').filter({ hasText: '先行登记保存期限' })
  await expect.poll(() => clocks.filter({ hasText: '（烤炉一台）' }).count(), { timeout: 120_000 }).toBe(1)
  await takePictures(page, 'two-preservations', 'view')
  await wanted.filter({ hasText: '烤炉' }).getByRole('button').click()
  await page.waitForURL(/\/papers\//u)
  await page.getByText('先行登记保存（烤炉一台）').first().waitFor()
  await takePictures(page, 'notice-of-measure', 'view')
})

test('a slip that was spoiled is made void by the number printed on it, and the next one is told', async () => {
  const { team } = papers
  const rule = 'changsha-county-2023/paper-spot-decision'
  const body = { rule, person: team.officer.person, count: 3, key: crypto.randomUUID() }
  await team.leader.giveNumbers({ body })
  const spot = await papers.begin(await team.lead({ procedure: 'simple' }), 'spot-decision')
  const page = await at(team.officer, `/papers/${spot}`)
  await page.getByText('您手里还有 3 个预定编号').waitFor()
  await page.getByRole('button', { name: '作废下一张' }).click()
  const dialog = page.getByRole('dialog', { name: '作废下一张' })
  await dialog.getByLabel('票上印的顺序号').fill('2')
  await dialog.getByLabel('原因').fill('雨天浸湿，无法使用')
  await dialog.getByRole('button', { name: '作废下一张' }).click()
  await dialog.getByText('您手里下一张是 1 号').waitFor()
  await takePictures(page, 'spoiled-slip', 'view')
  await dialog.getByLabel('票上印的顺序号').fill('1')
  await dialog.getByRole('button', { name: '作废下一张' }).click()
  await page.getByText('您手里还有 2 个预定编号').waitFor()
})

test('a fixed public camera lacks its place and its filing until somebody says them, and is told by its article', async () => {
  const { server, unit } = papers.team
  const centre = await server.as('information-centre')
  const { id } = await centre.registerDevice({ body: { number: 'JK-01', kind: 'surveillance', unit } })
  const page = await at(centre, `/devices/${id}`)
  const sheet = page.locator('#fixed')
  await sheet.getByText('还没有写明安装位置').waitFor()
  await sheet
    .getByText(/公共安全视频图像/u)
    .first()
    .waitFor()
  await takePictures(page, 'fixed-camera', 'view')
  await sheet.getByRole('button', { name: '登记位置、用途和备案' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('安装位置').fill('星沙路与望仙路口')
  await dialog.getByLabel('用途').fill('占道经营易发路段的公共安全')
  await dialog.getByLabel('备案编号').fill('长公备 2026-0017')
  await dialog.getByLabel('备案日期').fill(papers.team.today())
  await dialog.getByRole('button', { name: '保存' }).click()
  await sheet.getByText('星沙路与望仙路口').waitFor()
  await expect.poll(() => sheet.getByText('还没有').count(), { timeout: 120_000 }).toBe(0)
})
