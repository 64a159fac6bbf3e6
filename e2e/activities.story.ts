import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { daysAgo } from '../packages/cli/src/demo/visitor.ts'
import { CalendarDate, dayOf, instantOf, millisecondsOf } from '../packages/core/src/kernel/index.ts'
import { proves } from '../scripts/proves.ts'
import { deskOfTheDay, takePictures } from './chromium.ts'

const TELEPHONE = { width: 390, height: 844 }

const desk = deskOfTheDay(async (day) => {
  const from = CalendarDate.parse(dayOf(daysAgo(2)))
  const body = { packs: ['yongqing-2022'], effective: { 'yongqing-2022': CalendarDate.parse('2022-12-01') }, from }
  await (await day.as('suzy')).call.chooseRuleSet({ body })
})
const { at } = desk

const fillOf = (shape: Locator): Promise<string> => shape.evaluate((one) => getComputedStyle(one).fill)
const isRed = (colour: string): boolean => {
  const [red = 0, green = 255, blue = 255] = (colour.match(/\d+/g) ?? []).map(Number)
  return red > 160 && green < 80 && blue < 80
}

test('on a telephone two taps register a patrol that just ended, and it waits, not in red, until its camera is due', async () => {
  const page = await at('zhoulh')
  await page.setViewportSize(TELEPHONE)
  await page.goto('/activities')
  await takePictures(page, 'activities-none')
  await page.setViewportSize(TELEPHONE)
  await page.getByRole('button', { name: '日常巡查' }).click()
  await page.getByRole('button', { name: /^刚刚结束/ }).click()
  await page.getByText('已登记“日常巡查”').waitFor()
  const { rows } = await (await desk.day.as('zhoulh')).call.listActivities({ query: {} })
  const [patrol] = rows
  if (!patrol?.end) throw new Error('the patrol was not registered with its end')
  expect(millisecondsOf(patrol.end) - millisecondsOf(patrol.start)).toBe(15 * 60_000)
  await page.goto(`/activities?day=${dayOf(patrol.start)}`)
  const awaited = page.locator('.day-picture .span.awaited')
  await awaited.waitFor()
  expect(isRed(await fillOf(awaited))).toBe(false)
  expect(await page.locator('.day-picture .span.missing').count()).toBe(0)
  const todo = page.locator('.to-dos', { hasText: '日常巡查' })
  expect(await todo.innerText()).toContain('过期才判断')
  expect(await todo.innerText()).not.toContain('未做到')
  const article = todo.locator('a.article-link').first()
  expect(await article.getAttribute('href')).toBe('/law/yongqing-2022/11')
  await takePictures(page, 'activities-awaited')
  await page.setViewportSize(TELEPHONE)
})

test('an explanation is asked for in the words of the regulation, and stands beside what is awaited', async () => {
  const page = await at('zhoulh')
  const todo = page.locator('.to-dos', { hasText: '日常巡查' })
  await todo.getByRole('button', { name: '说明原因' }).first().click()
  await todo.getByLabel('中断原因').selectOption('设备故障')
  await todo.getByLabel('已报告办公室').check()
  await todo.getByLabel('停用了该设备').check()
  await takePictures(page, 'activities-explain', 'view')
  await page.setViewportSize(TELEPHONE)
  await todo.getByRole('button', { name: '提交说明' }).click()
  await todo.locator('form').waitFor({ state: 'detached' })
  const [row] = (await (await desk.day.as('zhoulh')).call.listActivities({ query: {} })).rows
  await page.goto(`/activities/${row?.id}`)
  const told = page.locator('.told', { hasText: '“设备故障”' })
  await told.waitFor()
  // Nothing was recorded at all: that is no interruption, and no words make up for it.
  expect(await told.innerText()).toContain('没有开始录制的，说明不能补正')
  expect(await told.innerText()).toContain('第二十一条')
})

test('an activity begun now is going on until a tap ends it, and nothing that was registered is overwritten', async () => {
  const page = await at('zhoulh')
  await page.setViewportSize(TELEPHONE)
  await page.goto('/activities')
  await page.getByRole('button', { name: '轻微违法劝阻纠正' }).click()
  await page.getByRole('button', { name: '现在开始' }).click()
  const running = page.getByRole('region', { name: '正在进行' })
  await running.getByText('轻微违法劝阻纠正').waitFor()
  await page.getByRole('link', { name: '补充地点和同行人员' }).click()
  await page.getByRole('button', { name: '补充或更正' }).click()
  await page.getByLabel('地点').fill('东门街 12 号')
  await page.getByLabel('说明', { exact: true }).fill('补登地点')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByText('东门街 12 号', { exact: true }).waitFor()
  await page.getByText('补登地点').waitFor()
  await takePictures(page, 'activity')
  await page.setViewportSize(TELEPHONE)
  await page.goto('/activities')
  await running.getByRole('button', { name: '结束' }).click()
  await running.waitFor({ state: 'detached' })
})

test('an end before the start is refused with a sentence, and what was typed stays', async () => {
  const page = await at('zhoulh')
  await page.goto('/activities')
  await page.getByRole('button', { name: '日常巡查' }).click()
  await page.getByText('填写起止时间').click()
  await page.getByLabel('开始').fill('2026-01-05 10:00')
  await page.getByLabel(/^结束/).fill('2026/1/5 9:00')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByText('结束时间不能早于或等于开始时间').waitFor()
  expect(await page.getByLabel('开始').inputValue()).toBe('2026-01-05 10:00')
})

test('the leader sees yesterday as lanes: activities outlined, recordings filled, gaps red with their article', async () => {
  proves('yongqing-2022/6.1')
  const { rows } = await (await desk.day.as('heqh')).call.listRecordings({ query: { limit: 200 } })
  const own = rows.filter((one) => one.officer?.name === '周立衡').toSorted((a, b) => (a.start < b.start ? -1 : 1))
  const [first, last] = [own[0], own.at(-1)]
  if (!first || !last) throw new Error('the sample day has no recordings of the officer')
  const beside = (at: typeof first.start, minutes: number) => instantOf(millisecondsOf(at) + minutes * 60_000)
  const officer = await desk.day.as('zhoulh')
  for (const [activity, start, end] of [
    ['patrol', beside(first.start, -10), beside(first.end, 25)],
    ['road-duty', beside(last.start, -20), beside(last.end, 10)],
  ] as const)
    await officer.call.registerActivity({ body: { activity, start, end, place: '东门街' } })
  const page = await at('shenzy')
  await page.goto('/activities')
  const chosen = page.getByLabel('日期')
  await chosen.fill(dayOf(first.start).replaceAll('-', '/'))
  await page.locator('.day-picture .film-bar').first().waitFor()
  await chosen.blur()
  expect(await chosen.inputValue()).toBe(dayOf(first.start))
  const calendar = page.locator('.day-choice .calendar-of-browser')
  await calendar.fill(dayOf(daysAgo(3)))
  await page.waitForURL(/day=/)
  expect(await chosen.inputValue()).toBe(dayOf(daysAgo(3)))
  await calendar.fill(dayOf(first.start))
  await page.locator('.day-picture .film-bar').first().waitFor()
  expect(await page.locator('.day-picture .activity.asked').count()).toBe(2)
  const gaps = page.locator('.day-picture .span.missing')
  expect(await gaps.count()).toBeGreaterThan(2)
  expect(isRed(await fillOf(gaps.first().locator('rect')))).toBe(true)
  const todo = page.locator('.to-dos', { hasText: '日常巡查' })
  expect(await todo.innerText()).toContain('未做到')
  expect(await todo.locator('a.article-link').first().getAttribute('href')).toMatch(/^\/law\/yongqing-2022\//)
  await page.getByText('要处理的').waitFor()
  await takePictures(page, 'activities')
  await page.getByRole('button', { name: '前一天' }).click()
  await page.getByText('这一天没有活动，也没有音像').waitFor()
})
