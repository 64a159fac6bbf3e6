import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedRecord, PACK, trialPapers, type TrialPapers } from '../packages/server/src/papers/trial.ts'
import { pictureOf, pngOf } from '../packages/server/src/typesetting/trial.ts'
import { filed } from '../packages/server/src/volumes/trial.ts'
import { launch, type Seat, sitDown, takePictures, TELEPHONE } from './chromium.ts'

/** What a pen leaves: pages that are scanned in, a signature that is refused, a version that corrects another, a paper from elsewhere. */
let papers: TrialPapers
let browser: Browser
let seat: Seat
beforeAll(async () => {
  ;[papers, browser] = await Promise.all([trialPapers(), launch()])
  seat = await sitDown(browser, papers.team.server.url, papers.team.officer.cookie)
  await seat.page.clock.setSystemTime(papers.team.server.clock.now())
  await seat.page.setViewportSize(TELEPHONE)
})
afterAll(async () => {
  await browser.close()
  await papers[Symbol.asyncDispose]()
})

/** A page of a fixed paper as a scanner gives it at 200 dpi, so many quarters of a turn from upright. */
async function scanned(id: string, quarters: number): Promise<Buffer> {
  const answer = await papers.team.officer.send(`${papers.team.server.url}/api/papers/${id}/pdf`)
  const page = pngOf(await pictureOf(new Uint8Array(await answer.arrayBuffer()), 1, 200 / 72))
  const picture = await loadImage(Buffer.from(page))
  const isAside = quarters % 2 === 1
  const canvas = createCanvas(isAside ? picture.height : picture.width, isAside ? picture.width : picture.height)
  const context = canvas.getContext('2d')
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate((quarters * Math.PI) / 2)
  context.drawImage(picture, -picture.width / 2, -picture.height / 2)
  return canvas.toBuffer('image/png')
}

test('a page signed with a pen is scanned in: its code is read off the picture, it is turned upright, and another version is refused', async () => {
  const { page, troubles } = seat
  const { team } = papers
  const [id, other] = [await fixedRecord(papers, await team.lead()), await fixedRecord(papers, await team.lead())]
  await page.goto(`/papers/${id}`)
  const signatures = page.getByRole('region', { name: '签名' })
  await signatures.getByRole('button', { name: '扫描件' }).click()
  const dialog = page.getByRole('dialog', { name: /已在纸上签名/ })
  const bring = (name: string, buffer: Buffer) =>
    dialog.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer })
  const code = dialog.getByLabel('页脚的编码')
  const take = dialog.getByRole('button', { name: '登记', exact: true })

  await bring('另一份.png', await scanned(other, 0))
  await dialog.getByText('已从图片上读出编码').waitFor()
  await dialog.getByLabel('签名人姓名').fill('陈某')
  await take.click()
  await dialog
    .getByText(/签的不是这一版/)
    .first()
    .waitFor()
  await takePictures(page, 'scan-of-another-version', 'view')
  await page.setViewportSize(TELEPHONE)

  await bring('横着.png', await scanned(id, 1))
  await dialog.getByText('扫描件横着，已经转正；编码已读出').waitFor()
  await bring('颠倒.png', await scanned(id, 2))
  await dialog.getByText('扫描件上下颠倒，已经转正；编码已读出').waitFor()
  const wanted = (await papers.shown(id)).frozen?.places[0]?.code ?? ''
  expect(await code.inputValue()).toBe(wanted)
  // Typed wrong it is told from a code of another version.
  await code.fill(`${wanted.slice(0, -1)}${wanted.endsWith('A') ? 'B' : 'A'}`)
  await take.click()
  await dialog
    .getByText(/最后一位校验不符/)
    .first()
    .waitFor()
  await code.fill(wanted)
  await takePictures(page, 'scan-turned', 'view')
  await page.setViewportSize(TELEPHONE)
  await take.click()
  await dialog.waitFor({ state: 'detached' })
  const [mark] = (await papers.shown(id)).frozen?.places ?? []
  expect(mark?.mark).toMatchObject({ is: 'signed', name: '陈某', scan: expect.any(String) })
  const kept = await team.officer.send(`${team.server.url}/api/papers/${id}/scans/${mark?.slot ?? ''}/1`)
  // As it lies in the vault its head is up: its picture is that of the page, and not of one turned over.
  const upright = await loadImage(Buffer.from(await kept.arrayBuffer()))
  const asked = await loadImage(await scanned(id, 0))
  expect([upright.width, upright.height]).toEqual([asked.width, asked.height])
  const ink = (picture: typeof asked, y: number): number => {
    const canvas = createCanvas(picture.width, 200)
    const context = canvas.getContext('2d')
    context.drawImage(picture, 0, -y)
    return context.getImageData(0, 0, picture.width, 200).data.filter((one, at) => at % 4 === 0 && one < 128).length
  }
  for (const y of [0, 400, asked.height - 200]) expect(ink(upright, y)).toBe(ink(asked, y))
  expect(troubles.filter((one) => !/400|409|422/.test(one))).toEqual([])
})

test('who would not sign is noted with the reason and a witness, and a wrong paper is corrected by a version beside it', async () => {
  const { page } = seat
  const { team } = papers
  const id = await fixedRecord(papers, await team.lead())
  await page.goto(`/papers/${id}`)
  const signatures = page.getByRole('region', { name: '签名' })
  await signatures.getByRole('button', { name: '拒绝签名' }).click()
  const refusal = page.getByRole('dialog', { name: /拒绝签名/ })
  const note = refusal.getByRole('button', { name: '记入拒签' })
  await note.click()
  await refusal.getByText('请填写').first().waitFor()
  await refusal.getByLabel('姓名', { exact: true }).fill('陈某')
  await refusal.getByLabel('原因').fill('认为记录与陈述不符')
  await refusal.getByLabel('见证人姓名').fill('社区网格员 王某')
  await note.click()
  await signatures.getByText('陈某拒绝签名：认为记录与陈述不符（见证人 社区网格员 王某）').waitFor()
  await takePictures(page, 'signature-refused')
  await page.setViewportSize(TELEPHONE)
  await papers.signed(id, () => false)
  const before = (await papers.shown(id)).frozen?.sha256

  await page.getByRole('button', { name: '另做更正的新版本' }).click()
  const correction = page.getByRole('dialog', { name: '另做更正的新版本' })
  await correction.getByRole('textbox').fill('询问地点写错')
  await correction.getByRole('button', { name: '另做更正的新版本' }).click()
  await page.getByText('这是更正的版本，原来的一份').waitFor()
  const successor = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  expect(successor).not.toBe(id)
  await takePictures(page, 'correction')
  await page.setViewportSize(TELEPHONE)
  await page.getByRole('link', { name: '这是更正的版本，原来的一份' }).click()
  await page.getByText('询问地点写错').waitFor()
  expect((await papers.shown(id)).frozen?.sha256).toBe(before)
})

test('a paper brought in from elsewhere waits on its page for a second person, who opens each page and confirms it', async () => {
  const { team } = papers
  const id = await team.lead()
  const closing = { rule: `${PACK}/paper-case-closing`, title: '结案审批表', pages: 2 }
  const { key } = await filed(team, id, { ...closing, claimed: true })
  const second = await sitDown(browser, team.server.url, team.colleague.cookie)
  const { page } = second
  await page.clock.setSystemTime(team.server.clock.now())
  await page.setViewportSize(TELEPHONE)
  await page.goto(`/cases/${id}#volume`)
  const volume = page.getByRole('region', { name: '案卷' })
  await volume.getByText('待第二人核对').waitFor()
  await takePictures(page, 'paper-brought-in', 'view')
  await page.setViewportSize(TELEPHONE)
  await volume.getByRole('button', { name: '逐页核对' }).click()
  const dialog = page.getByRole('dialog', { name: '逐页核对' })
  await dialog.getByLabel('凭什么认定是这份文书').fill('与纸质原件一致，签名齐全')
  const confirm = dialog.getByRole('button', { name: '逐页核对', exact: true })
  await confirm.click()
  await dialog.getByText('第 1、2 页您还没有打开看过：逐页看过才能核对').waitFor()
  await takePictures(page, 'paper-confirmed', 'view')
  await page.setViewportSize(TELEPHONE)
  const address = (n: number) => dialog.getByRole('link', { name: `打开第 ${n} 页` }).getAttribute('href')
  for (const n of [1, 2]) {
    // What the link opens, asked for by the page itself: a headless browser shows no PDF.
    const status = await page.evaluate(async (url) => (await fetch(url)).status, (await address(n)) ?? '')
    expect(status).toBe(200)
  }
  await dialog.getByText('看过', { exact: true }).nth(1).waitFor()
  await confirm.click()
  await dialog.waitFor({ state: 'detached' })
  await volume.getByText(/逐页核对：与纸质原件一致，签名齐全/).waitFor()
  const found = (await team.officer.showVolume({ params: { id } })).materials.find((one) => one.id === key)
  expect(found?.confirmed?.reason).toBe('与纸质原件一致，签名齐全')
})
