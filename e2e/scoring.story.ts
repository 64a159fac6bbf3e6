import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TrialTeam, trialTeam } from '../packages/server/src/cases/trial.ts'
import type { SignedIn } from '../packages/server/src/http/trial.ts'
import { closedCase } from '../packages/server/src/volumes/trial.ts'
import { launch, sitDown, takePictures } from './chromium.ts'

/** 案卷评查: a sheet is filled in item by item, outlives a reload, is handed in, and stands beside the own score. */
let team: TrialTeam
let browser: Browser
let legal: SignedIn
let id: string

beforeAll(async () => {
  ;[team, browser] = await Promise.all([trialTeam(), launch()])
  id = (await closedCase(team)).id
  legal = await team.server.as('legal-section')
})
afterAll(async () => {
  await browser.close()
  await team[Symbol.asyncDispose]()
})

async function seatOf(who: SignedIn): Promise<Page> {
  const { page } = await sitDown(browser, team.server.url, who.cookie)
  await page.clock.setSystemTime(team.server.clock.now())
  return page
}
const verdictOn = (page: Page, item: string) => page.getByRole('group', { name: `您的结论：${item}` })
const SOURCE = '没有写明案件来源'

test('the reviewer reads the file, gives each item a verdict, loses nothing by a reload, and hands in what then stays', async () => {
  const page = await seatOf(legal)
  await page.goto(`${team.server.url}/cases/${id}/sheet`)
  await page.getByText('结案以后您还没有打开过这件案卷').waitFor()
  await page.getByRole('link', { name: '打开案卷' }).click()
  const own = page.getByRole('region', { name: '案卷评查表' })
  await own.getByText('还没有人交评查表').waitFor()
  await own.getByRole('link', { name: '逐项评查' }).click()

  // Vetoes first; what the system cannot tell is said to be for a person.
  const blocks = page.locator('section.sheet[aria-label]')
  expect(await blocks.first().getAttribute('aria-label')).toBe('一票否决')
  await page.getByText('系统没有可算的，由人看').first().waitFor()
  await takePictures(page, 'score-sheet')
  const handIn = page.getByRole('button', { name: '提交评查表' })
  expect(await handIn.getAttribute('aria-disabled')).toBe('true')

  for (const button of await page.getByRole('button', { name: '本块照系统所算' }).all()) await button.click()
  await verdictOn(page, SOURCE).getByRole('radio', { name: '扣分' }).check()
  await verdictOn(page, SOURCE)
    .getByLabel(/^扣几分/u)
    .fill('1')
  await page.reload()
  await page.getByText('系统没有可算的，由人看').first().waitFor()
  expect(
    await verdictOn(page, SOURCE)
      .getByLabel(/^扣几分/u)
      .inputValue(),
  ).toBe('1')

  // What the system could not tell is looked at by hand.
  for (const group of await page.getByRole('group', { name: /^您的结论：/u }).all())
    if ((await group.getByRole('radio', { checked: true }).count()) === 0)
      await group.getByRole('radio', { name: '没有问题' }).check()
  await handIn.click()
  await page.getByText('由您扣分，要写理由').first().waitFor()
  await verdictOn(page, SOURCE).getByLabel('理由（与系统不同，要写）').fill('来源写得不清楚')
  await verdictOn(page, SOURCE).getByRole('checkbox', { name: '要求整改' }).check()
  await handIn.click()

  await page.waitForURL(/\/supervision\/sheets\//u)
  await page.getByText('来源写得不清楚').waitFor()
  await page.getByText('整改问题 1').waitFor()
  await takePictures(page, 'score-sheet-handed-in')
  await page.goto(`${team.server.url}/supervision/sheets`)
  await page.getByRole('cell', { name: '-1' }).first().waitFor()
  await takePictures(page, 'score-sheets')
  await page.getByRole('link', { name: '整改问题 1' }).click()
  await page.getByText(`${SOURCE}：来源写得不清楚`).waitFor()
})

test('the unit sees both scores on its case and objects to what it is to put right', async () => {
  const page = await seatOf(team.leader)
  await page.goto(`${team.server.url}/cases/${id}`)
  const sheets = page.getByRole('region', { name: '案卷评查表' })
  await sheets.getByText('相差 -1').waitFor()
  expect(await sheets.getByRole('link', { name: '逐项评查' }).count()).toBe(0)
  await page.goto(`${team.server.url}/supervision/findings`)
  await page.getByRole('button', { name: '申诉' }).click()
  const dialog = page.getByRole('dialog', { name: '申诉' })
  await dialog.getByRole('textbox').fill('来源见线索登记')
  await dialog.getByRole('button', { name: '申诉' }).click()
  await page.getByText('来源见线索登记').waitFor()
})

test('the sheet reads in English too', async () => {
  const page = await seatOf(legal)
  await page.goto(`${team.server.url}/supervision/sheets`)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Score sheets' }).first().waitFor()
})
