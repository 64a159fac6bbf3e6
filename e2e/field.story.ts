import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ffmpeg } from '../packages/cli/src/demo/footage/programs.ts'
import { daysAgo } from '../packages/cli/src/demo/visitor.ts'
import { CalendarDate, dayOf } from '../packages/core/src/kernel/index.ts'
import { proves, states } from '../scripts/proves.ts'
import { deskOfTheDay, takePictures } from './chromium.ts'
import { beginNewBureau } from './sample-day.ts'

/** Out in the street with a telephone: what is sent in from there, and what a case page says of papers. */
const TELEPHONE = { width: 390, height: 844 }
const under = async (packs: string[]) => {
  const from = CalendarDate.parse(dayOf(daysAgo(2)))
  await (await desk.day.as('suzy')).call.chooseRuleSet({ body: { packs, from } })
}
const desk = deskOfTheDay(async () => undefined, beginNewBureau)

/** A film of so many seconds that is like no other, with what a telephone writes of where it was taken. */
async function film(name: string, seconds: number): Promise<{ readonly file: string; readonly sha256: string }> {
  const file = join(desk.day.folder, name)
  const scene = ['-f', 'lavfi', '-i', `testsrc2=s=320x180:r=10:d=${seconds}`]
  const place = ['-metadata', 'com.apple.quicktime.location.ISO6709=+43.8378+126.5496+210.000/']
  await ffmpeg([...scene, '-c:v', 'libx264', '-preset', 'ultrafast', ...place, '-movflags', '+use_metadata_tags', file])
  return {
    file,
    sha256: createHash('sha256')
      .update(await readFile(file))
      .digest('hex'),
  }
}

async function telephone(user: string): Promise<Page> {
  const page = await desk.at(user)
  await page.setViewportSize(TELEPHONE)
  return page
}

async function sent(page: Page, file: string, count: number): Promise<void> {
  await page.locator('.drop-zone input[type=file]').first().setInputFiles(file)
  await page.getByText(`${count} / ${count} 份已固化`).waitFor()
}

test('whoever brings files in is offered every sort of device, and what they say goes with the file', async () => {
  await under(['jilin-2017'])
  proves('jilin-2017/7.3')
  const page = await telephone('zhoulh')
  await page.goto('/intake')
  const field = page.getByLabel(/^用什么设备录的/)
  await field.waitFor()
  const offered = await field.locator('option').allInnerTexts()
  const kinds = ['执法记录仪', '照相机', '摄像机', '视频监控']
  expect(offered).toEqual(expect.arrayContaining(kinds))
  await takePictures(page, 'intake-kind', 'view')
  await page.setViewportSize(TELEPHONE)
  for (const [i, kind] of kinds.entries()) {
    await field.selectOption({ label: kind })
    await sent(page, (await film(`现场 ${i + 1}.mp4`, i + 1)).file, i + 1)
  }
  const { rows } = await (await desk.day.as('heqh')).call.listRecordings({ query: {} })
  for (const [i, kind] of kinds.entries()) {
    const id = rows.find((one) => one.fileName === `现场 ${i + 1}.mp4`)?.id
    await page.goto(`/recordings/${id}#origin`)
    const origin = page.locator('#origin')
    await origin.getByText('设备种类').waitFor()
    expect(await origin.innerText()).toMatch(new RegExp(`${kind}[\\s\\S]*送来的人所称`))
  }
})

test('what was filmed in the street shows device, time, place and the digest it had there, and that still verifies', async () => {
  await under(['jinzhong-2022-recording'])
  // It was filmed by no app of ours: a file is chosen, as a telephone's camera left it.
  states('jinzhong-2022-recording/10.2')
  const page = await telephone('zhoulh')
  await page.goto('/intake')
  const digits = dayOf(daysAgo(1)).replaceAll('-', '')
  const name = `DSJ0217_021357_${digits}101500_0077.mp4`
  const { file, sha256 } = await film(name, 6)
  await page
    .getByText('收起已固化的')
    .click()
    .catch(() => undefined)
  await sent(page, file, 1)
  const { rows } = await (await desk.day.as('heqh')).call.listRecordings({ query: {} })
  await page.goto(`/recordings/${rows.find((one) => one.fileName === name)?.id}`)
  const facts = page.locator('section', { has: page.getByRole('heading', { name: '时间与来源' }) })
  await facts.getByText('拍摄位置').waitFor()
  const shown = await facts.innerText()
  expect(shown).toContain(dayOf(daysAgo(1)))
  expect(shown).toContain('10:15:00')
  expect(shown).toMatch(/43\.8378/)
  expect(shown).toMatch(/126\.5496/)
  expect(shown.replaceAll(/\s/g, '')).toContain(sha256)
  expect(await page.locator('#origin').innerText()).toContain('DSJ0217')
  await page.getByRole('button', { name: '立即核验' }).click()
  await page.getByText('核验一致').waitFor()
  await takePictures(page, 'field-details')
})

test('where the instrument chosen says nothing of case papers, those of the law stand in, and the page says that it is silent', async () => {
  await under(['yanzhou-2019'])
  proves('yanzhou-2019/1.1')
  const { call } = await desk.day.as('zhoulh')
  const on = CalendarDate.parse(dayOf(daysAgo(0)))
  const { id } = await call.openCase({
    body: {
      title: '占道堆放建筑材料',
      procedure: 'simple',
      party: { kind: 'citizen', name: '陈某', born: CalendarDate.parse('1980-05-01') },
      on,
      source: '检查',
      key: randomUUID(),
    },
  })
  for (const act of ['violation-ended', 'violation-discovered'] as const)
    await call.doAct({ params: { id }, body: { act, on, by: [], key: randomUUID() } })
  const page = await desk.at('zhoulh')
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`/cases/${id}`)
  const papers = page.getByRole('region', { name: '文书' })
  await papers.getByText(/没有规定这些环节的案件文书/).waitFor()
  const shown = await papers.innerText()
  expect(shown).toMatch(/《[^》]*兖州[^》]*》没有规定这些环节的案件文书/)
  expect(shown).toMatch(/当场行政处罚决定书[\s\S]*国家规定/)
  await takePictures(page, 'papers-by-law', 'view')
  await papers.locator('li', { hasText: '当场行政处罚决定书' }).getByRole('button').first().click()
  await page.waitForURL(/\/papers\//)
  await page.getByRole('heading', { name: '当场行政处罚决定书' }).waitFor()
})

test('Jilin: whoever begins an activity on a telephone is shown how that kind is recorded, before it, during it and at its end', async () => {
  await under(['jilin-2017'])
  proves('jilin-2017/3.2')
  const { call } = await desk.day.as('zhoulh')
  const camera = (await call.listDevices()).find((one) => one.number === 'DSJ0217')?.id ?? ''
  // Article 8 has the camera looked at before it goes out that day.
  const clock = { offset: 0, error: 500 }
  await call.checkDevice({ params: { id: camera }, body: { working: true, battery: 90, freeSpace: 30_000, clock } })
  const page = await telephone('zhoulh')
  const running = page.getByRole('region', { name: '正在进行' })
  /** What is shown while it is begun, and what once it goes on, by stage. */
  async function begun(kind: string, name: string): Promise<readonly string[]> {
    await page.goto('/activities')
    await page.getByLabel('其他种类').selectOption(kind)
    const means = page.getByRole('group', { name: '录制要求' })
    const before = await means.innerText()
    await page.getByRole('button', { name: '现在开始' }).click()
    const row = running.locator(':scope > div', { hasText: name })
    await row.getByText('录制要求').click()
    const going = await row.getByRole('group', { name: '录制要求' }).innerText()
    expect(going).toBe(before)
    return going.split(/(?=开始前|过程中|结束时)/).map((stage) => stage.trim())
  }
  const inspection = await begun('site-inspection', '现场检查（勘验）')
  const questioning = await begun('questioning', '询问')
  const at = (stages: readonly string[], stage: string) => stages.find((one) => one.startsWith(stage)) ?? ''
  expect(at(inspection, '开始前')).toMatch(/应当录音录像.*第二条/)
  expect(at(questioning, '开始前')).toMatch(/应当录音录像.*第九条/)
  // Article 9 names questioning among what is recorded with sound and picture; inspection stands in article 2 alone.
  expect(at(questioning, '过程中')).toMatch(/要有声音.*第九条/)
  expect(at(questioning, '过程中')).toMatch(/要有画面.*第九条/)
  expect(at(inspection, '过程中')).not.toMatch(/要有声音|要有画面/)
})
