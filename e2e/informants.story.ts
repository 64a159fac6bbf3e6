import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TrialTeam, trialTeam } from '../packages/server/src/cases/trial.ts'
import type { SignedIn } from '../packages/server/src/http/trial.ts'
import { launch, sitDown, takePictures } from './chromium.ts'
import { walk } from './walk.ts'

/** Who reported is entered by who handles the case, masked on every page, and shown once it is said what for. */
let team: TrialTeam
let browser: Browser
let id: string

beforeAll(async () => {
  ;[team, browser] = await Promise.all([trialTeam(), launch()])
  id = await team.lead()
})
afterAll(async () => {
  await browser.close()
  await team[Symbol.asyncDispose]()
})

async function caseOf(who: SignedIn): Promise<Page> {
  const { page } = await sitDown(browser, team.server.url, who.cookie)
  await page.clock.setSystemTime(team.server.clock.now())
  await page.goto(`${team.server.url}/cases/${id}`)
  return page
}
const section = (page: Page) => page.getByRole('region', { name: '投诉举报人' })

test('the officer enters who reported, and sees them again only by saying what for', async () => {
  const page = await caseOf(team.officer)
  await section(page).getByRole('button', { name: '登记投诉举报人' }).click()
  const form = page.getByRole('dialog', { name: '登记投诉举报人' })
  await form.getByLabel(/^姓名/u).fill('万俟知秋')
  await form.getByLabel(/^联系方式/u).fill('13700000000')
  await form.getByRole('checkbox', { name: '要求保密' }).check()
  await takePictures(page, 'informant', 'view')
  await form.getByRole('button', { name: '登记投诉举报人' }).click()
  await section(page).getByText('已遮挡：姓名、联系方式').waitFor()
  expect(await page.getByText('万俟知秋').count()).toBe(0)
  await section(page).getByRole('button', { name: '查看' }).click()
  const ask = page.getByRole('dialog', { name: '查看投诉举报人' })
  await ask.getByRole('textbox').fill('回访核实违法时间')
  await ask.getByRole('button', { name: '查看' }).click()
  await section(page).getByText('万俟知秋 · 13700000000').waitFor()
})

test('its dialogs are walked through with the keyboard alone', async () => {
  const page = await caseOf(team.officer)
  const path = `${team.server.url}/cases/${id}`
  const [dialog, within] = ['informants/of-case.tsx', '#informants']
  const doors = ['登记投诉举报人', '查看', '划去'].map((one) => ({ dialog, path, within, press: [one] }))
  doors.reverse()
  const wrong = await walk(
    page,
    doors.map((one) => (one.press[0] === '登记投诉举报人' ? { ...one, complete: true as const } : one)),
    new Map(),
  )
  expect(wrong).toEqual([])
})

test('their leader sees that there is somebody, and no way to see who', async () => {
  const page = await caseOf(team.leader)
  await section(page).getByText('已遮挡：姓名、联系方式').waitFor()
  expect(await section(page).getByRole('button').count()).toBe(0)
  expect(await page.getByText('万俟知秋').count()).toBe(0)
})
