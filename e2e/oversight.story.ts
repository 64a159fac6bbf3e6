import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { daysAgo } from '../packages/cli/src/demo/visitor.ts'
import { CalendarDate, dayOf } from '../packages/core/src/kernel/index.ts'
import { callOf } from './states.ts'
import { deskOfTheDay, takePictures } from './chromium.ts'
import { beginNewBureau } from './sample-day.ts'

/** The supervising authority looks from outside, and the bureau sees that it did. */
const TITLE = '曹德旺占道堆放建筑材料'
const desk = deskOfTheDay(async (day) => {
  const call = await callOf(day, 'zhoulh')
  const today = dayOf(daysAgo(0))
  const body = {
    title: TITLE,
    procedure: 'ordinary' as const,
    party: { kind: 'citizen' as const, name: '曹德旺', born: CalendarDate.parse('1980-05-01') },
    on: today,
    source: '检查',
    discovered: { on: today },
    key: crypto.randomUUID(),
  }
  await call.openCase({ body })
}, beginNewBureau)

test('the supervising authority reads a case with its party covered, takes away what is signed, and the bureau sees both', async () => {
  const page = await desk.at('wangjd')
  await page.goto('/')
  await page.getByRole('heading', { name: '案件全过程' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/oversight')
  // Of the bureau's own pages none is offered.
  expect(await page.getByRole('navigation').getByRole('link', { name: '工作台' }).count()).toBe(0)
  await page.getByRole('link', { name: '曹某某占道堆放建筑材料' }).waitFor()
  await takePictures(page, 'oversight')
  await page.getByRole('link', { name: '曹某某占道堆放建筑材料' }).click()
  await page.getByText('线索登记').first().waitFor()
  expect(await page.getByText('曹德旺').count()).toBe(0)
  await takePictures(page, 'oversight-case')
  await page.goto('/oversight/figures')
  await page.getByRole('heading', { name: '决定' }).waitFor()
  await page.goto('/oversight/checks')
  await page.getByText('所选日期内没有检查').waitFor()
  await page.goto('/oversight')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '导出监督资料' }).click(),
  ])
  expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK')

  const head = await desk.at('fenglb')
  await head.goto('/outside')
  await head.getByText(/^导出 .*案件 1 件/).waitFor()
  await head.getByRole('link', { name: '一个案件的全过程' }).waitFor()
  await takePictures(head, 'outside')
})
