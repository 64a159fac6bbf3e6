import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../scripts/proves.ts'
import { trialPapers, type TrialPapers } from '../packages/server/src/papers/trial.ts'
import { seal, sealerOf } from '../packages/server/src/seals/trial-seal.ts'
import { launch, type Seat, sitDown, takePictures, TELEPHONE } from './chromium.ts'
import { type Relay, relayTo } from './relay.ts'

let papers: TrialPapers
let line: Relay
let browser: Browser
let seat: Seat

beforeAll(async () => {
  ;[papers, browser] = await Promise.all([trialPapers(), launch()])
  line = await relayTo(papers.team.server.url)
  seat = await sitDown(browser, line.url, papers.team.officer.cookie)
  await seat.page.clock.setSystemTime(papers.team.server.clock.now())
  await seat.page.setViewportSize(TELEPHONE)
})
afterAll(async () => {
  await browser.close()
  await line.close()
  await papers[Symbol.asyncDispose]()
})

/** A finger that writes: touches of a hand, one after another, over the box. */
async function write(page: Page, pad: Locator): Promise<void> {
  const box = await pad.boundingBox()
  if (!box) throw new Error('there is nothing to write in')
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const
  for (const [from, to] of [
    [at(0.2, 0.3), at(0.5, 0.7)],
    [at(0.6, 0.3), at(0.8, 0.6)],
  ] as const) {
    await page.mouse.move(...from)
    await page.mouse.down()
    await page.mouse.move(...to, { steps: 12 })
    await page.mouse.up()
  }
}

test('an interview is typed on a telephone through a line that is cut, read back, fixed and signed on its screen', async () => {
  const { page, troubles } = seat
  const { team } = papers
  const caseId = await team.lead()
  await page.goto(`/cases/${caseId}`)
  const list = page.getByRole('region', { name: '文书' })
  const wanted = list.getByRole('listitem').filter({ has: page.getByText('询问笔录', { exact: true }) })
  await wanted.getByRole('button', { name: '起草' }).click()
  await page.getByRole('heading', { level: 1, name: '询问笔录' }).waitFor()
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''

  await page.getByRole('button', { name: /开始：现在/ }).click()
  await page.getByLabel('地点').fill('普法询问工作区')
  const first = page.getByLabel('第 1 行 问')
  await first.fill('您叫什么名字？')
  await first.press('Enter')
  await page.keyboard.type('陈某。')
  await page.keyboard.press('Control+Enter')
  await page.keyboard.type('这些材料是谁堆放的？')
  await page.keyboard.press('Enter')
  await page.getByText('已保存', { exact: true }).waitFor()

  // What was kept is slow to be shown again, and the hand types on meanwhile: nothing that it typed goes back.
  const shown = Promise.withResolvers<void>()
  const isShown = (url: URL) => url.pathname === `/api/papers/${id}`
  await page.route(isShown, async (route) => {
    await shown.promise
    await route.continue()
  })
  const asksAgain = page.waitForRequest((one) => isShown(new URL(one.url())))
  await page.keyboard.type('我堆')
  await asksAgain
  await page.keyboard.type('放')
  shown.resolve()
  await page.keyboard.type('的')
  await page.getByText('已保存', { exact: true }).waitFor()
  await page.unroute(isShown)
  expect(await page.getByLabel('第 4 行 答').inputValue()).toBe('我堆放的')

  // The line is cut while the answer is typed; the telephone is put away, and taken out again.
  await line.set('none')
  await page.keyboard.type('，昨天下午运来的。')
  await page.getByText(/已存在这台机器上/).waitFor()
  await line.set('fast')
  await page.reload()
  await page.getByText('已保存', { exact: true }).waitFor()
  await expect.poll(() => page.getByLabel('第 4 行 答').inputValue()).toBe('我堆放的，昨天下午运来的。')

  const freeze = page.getByRole('button', { name: '定稿', exact: true })
  await freeze.click()
  const asked = page.getByRole('dialog', { name: '把《询问笔录》定稿' })
  await asked.getByRole('button', { name: '定稿', exact: true }).click()
  proves('changsha-county-2023/14.4')
  await asked.getByText(/还没有确认：核对无误确认/).waitFor()
  await asked.getByRole('button', { name: '取消' }).click()

  await page.clock.setSystemTime(Date.parse(team.server.clock.now()) + 40 * 60_000)
  await page.getByRole('button', { name: /结束：现在/ }).click()
  const who = page.getByRole('group', { name: '被询问(调查)人情况' })
  await who.getByLabel('姓名').fill('陈某')
  await who.getByLabel('与案件或者当事人的关系').fill('当事人')
  await page.getByLabel(/核对无误确认/).check()
  await page.getByText('没有缺什么，可以定稿。').waitFor()
  expect(await page.getByText(/案件现为/).count()).toBe(0)
  await takePictures(page, 'interview', 'view')
  await page.setViewportSize(TELEPHONE)
  await freeze.click()
  await asked.getByRole('button', { name: '定稿', exact: true }).click()
  await page.getByRole('heading', { level: 3, name: '签名' }).waitFor()

  // What was asked and answered stands there to be read, and nothing has changed in the case meanwhile.
  await page.getByText('问：这些材料是谁堆放的？').waitFor()

  const before = await papers.shown(id)
  const signatures = page.getByRole('region', { name: '签名' })
  await signatures.getByRole('button', { name: '手写签名' }).click()
  const pen = page.getByRole('dialog', { name: /被询问\(调查\)人.*在第 1 页签名/ })
  await pen.getByLabel('签名人姓名').fill('陈某')
  await write(page, pen.getByRole('img', { name: '请在框里写' }))
  await takePictures(page, 'signing-by-hand', 'view')
  await page.setViewportSize(TELEPHONE)
  await pen.getByRole('button', { name: '签名', exact: true }).click()
  await signatures.getByRole('img', { name: '陈某' }).waitFor()
  await signatures.getByRole('button', { name: '我签名（输密码）' }).click()
  const own = page.getByRole('dialog', { name: /在第 1 页签名/ })
  await own.getByLabel('本人密码').fill(team.officer.password)
  await own.getByRole('button', { name: '签名', exact: true }).click()
  await own.waitFor({ state: 'detached' })

  // The other officer has not signed: the record does not end without.
  await page.getByRole('button', { name: '结束签署' }).click()
  await page.getByText(/第 1 页：询问\(调查\)人.*还没有签名/).waitFor()
  await papers.signed(id)
  await page.getByRole('button', { name: '结束签署' }).click()
  await page.getByText('签署完毕').waitFor()
  const after = await papers.shown(id)
  expect(after.row.stands).toBe('finished')
  expect(after.frozen?.sha256).toBe(before.frozen?.sha256)
  expect(after.frozen?.places.map((one) => one.mark?.is)).toEqual(['signed', 'signed', 'signed'])
  // It goes to the seal service as it was fixed; what comes back is kept beside it, and what is no sealed copy of it is not.
  const fixed = await (await team.officer.send(`${team.server.url}/api/papers/${id}/pdf`)).arrayBuffer()
  const seals = page.getByRole('region', { name: '电子印章' })
  await seals.getByRole('button', { name: '取回盖章件' }).click()
  const taking = page.getByRole('dialog', { name: '取回盖章件' })
  const take = taking.getByRole('button', { name: '取回盖章件', exact: true })
  await take.click()
  await taking.getByText('请填写').waitFor()
  const bring = (name: string, buffer: Buffer) =>
    taking.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer })
  await bring('定稿.pdf', Buffer.from(fixed))
  await take.click()
  await taking.getByText('文件里没有电子印章或签名').waitFor()
  await takePictures(page, 'sealed-copy-refused', 'view')
  await page.setViewportSize(TELEPHONE)
  await bring('盖章件.pdf', seal(Buffer.from(fixed), sealerOf('示范县城市管理局').sealer))
  await take.click()
  await taking.waitFor({ state: 'detached' })
  await seals.getByText('签名与文件相符，但证书是谁的，本机没有核对依据').waitFor()
  await takePictures(page, 'sealed-copy')
  await page.setViewportSize(TELEPHONE)

  // A line that is cut says so in the console, and nothing else does.
  expect(troubles.filter((one) => !/ERR_|Failed to (load|fetch)/.test(one))).toEqual([])
})
