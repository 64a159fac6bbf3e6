import { expect, test } from 'vitest'
import { daysAgo } from '../packages/cli/src/demo/visitor.ts'
import { instantOf, millisecondsOf } from '../packages/core/src/kernel/index.ts'
import { walkDialog } from './accessible.ts'
import { deskOfTheDay, takePictures } from './chromium.ts'
import { beginLateRegister } from './sample-day.ts'

const desk = deskOfTheDay(async (day) => {
  const start = daysAgo(2)
  const end = instantOf(millisecondsOf(start) + 52 * 60_000)
  const { call } = await day.as('zhoulh')
  await call.registerActivity({ body: { activity: 'sealing', start, end, place: '东门街 12 号' } })
}, beginLateRegister)
const { at } = desk

test('52 minutes of an unrecorded sealing stand on the workbench of whoever can say why, with the article and the way there', async () => {
  const page = await at('zhoulh')
  await page.goto('/')
  const task = page.locator('.task', { hasText: '查封' }).first()
  await task.waitFor()
  expect(await task.innerText()).toMatch(/52 分/)
  expect(await task.locator('a.article-link').first().getAttribute('href')).toMatch(/^\/law\/changsha-county-2023\//)
  await takePictures(page, 'workbench-unrecorded')
  const leader = await at('shenzy')
  await leader.goto('/')
  await leader.locator('.task', { hasText: '查封' }).first().waitFor()
  await task.getByRole('link', { name: '填写' }).click()
  await page.getByRole('heading', { level: 1, name: /查封/ }).waitFor()
  expect(new URL(page.url()).hash).toBe('#to-do')
})

test('what was filmed before the camera was issued is proposed in bulk to whose number it carries, and decided at once', async () => {
  const page = await at('shenzy')
  await page.goto('/intake')
  const proposed = page.getByRole('region', { name: '建议认定摄录人' })
  await proposed.waitFor()
  expect(await proposed.innerText()).toMatch(/周立衡/)
  expect(await proposed.innerText()).toContain('021357')
  await takePictures(page, 'ownership')
  const open = proposed.getByRole('button', { name: /^认定这 \d+ 份$/ }).first()
  await open.focus()
  await page.keyboard.press('Enter')
  expect(await walkDialog(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await open.click()
  await page.getByLabel('怎样核对的').fill('当天由他当班，核对过班次表')
  await takePictures(page, 'ownership-decided', 'view')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^认定这 \d+ 份$/ })
    .click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await proposed.waitFor({ state: 'detached' })
  const officer = await at('zhoulh')
  await officer.goto('/recordings')
  await officer.getByText(/共 10 份/).waitFor()
})
