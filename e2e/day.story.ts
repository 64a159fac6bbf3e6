import { createHash } from 'node:crypto'
import { chmod, copyFile, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { PASSWORD } from '../packages/cli/src/demo/bureau.ts'
import { ffmpeg } from '../packages/cli/src/demo/footage/programs.ts'
import { verify } from '../packages/cli/src/verify/index.ts'
import { inFours, keyMark } from '../packages/core/src/evidence-package/index.ts'
import { sha256 } from '../scripts/node-crypto.ts'
import { proves } from '../scripts/proves.ts'
import { deskOfTheDay, recordingNamed, takePictures, typeIn } from './chromium.ts'
import { drawn } from './states.ts'

const desk = deskOfTheDay()
const { at } = desk

const recording = (fileName: string): Promise<string> => recordingNamed(desk.day, fileName)

/** One of many, found by typing, as people choose officers and units. */
async function choose(page: Page, label: string, words: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(words)
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').first().click()
}

const positionOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelector('video')?.currentTime ?? -1)

/** The figures of the menu together, without that of the workbench, which has them all. */
const inMenu = async (page: Page): Promise<number> => {
  const figures = await page.locator('a.entry:not([href="/"]) b').allInnerTexts()
  return figures.reduce((sum, one) => sum + Number(one.replaceAll(',', '')), 0)
}
const inTitle = async (page: Page): Promise<number> =>
  Number(/\d+/.exec(await page.getByRole('heading', { level: 1 }).innerText())?.[0])

test('the desk says first what waits, and leads to where it is done', async () => {
  const page = await at('heqh')
  await page.goto('/')
  await page.getByRole('heading', { level: 1, name: /今天有 \d+ 件事/ }).waitFor()
  const tasks = await page.locator('.task').allInnerTexts()
  for (const words of ['缺 3 分钟', '缺第 6 号文件', '文件不完整', 'DSJ0405 未采集'])
    expect(
      tasks.some((one) => one.includes(words)),
      words,
    ).toBe(true)
  await takePictures(page, 'workbench')
  expect(await inMenu(page)).toBe(await inTitle(page))
  await page.locator('.task', { hasText: '文件不完整' }).getByRole('link').click()
  await page.getByRole('heading', { level: 1, name: '接入' }).waitFor()
  // What came from a card nobody was asked about waits for whoever can say whose it is.
  const section = await at('suzy')
  await section.goto('/')
  await section.locator('.task', { hasText: '旁观者 手机录像.3gp' }).waitFor()
  // Each thing to do counts at the page of the menu where it is done, and at one of them.
  expect(await inMenu(section)).toBe(await inTitle(section))
})

test('the list is narrowed by officer and by state, and its address can be handed on', async () => {
  const page = await at('heqh')
  await page.getByRole('navigation').getByRole('link', { name: '音像' }).click()
  await page.getByText('共 20 份').waitFor()
  await page.getByRole('checkbox').first().waitFor()
  await takePictures(page, 'recordings', 'view')
  await choose(page, '执法人员', '周立衡')
  await page.getByText(/符合的有 10 份/).waitFor()
  const officers = await page.getByRole('row').locator('.who').allInnerTexts()
  expect(new Set(officers.map((one) => one.split('\n')[0]))).toEqual(new Set(['周立衡']))
  await page.getByRole('button', { name: /^待说明/ }).click()
  await page.getByText(/符合的有 [1-9] 份/).waitFor()
  const address = page.url()
  expect(address).toContain('state=needs-explanation')
  const colleague = await at('suzy')
  await colleague.goto(address)
  await colleague.getByText(/符合的有 [1-9] 份/).waitFor()
  expect(await colleague.getByRole('row').count()).toBe(await page.getByRole('row').count())
  await page.getByLabel('文件名、设备编号、执法人员').fill('没有这个名字')
  await page.getByText('没有符合这些条件的音像').waitFor()
  await takePictures(page, 'recordings-none-found')
})

test('what was filmed in H.265 is watched in its view copy, frame by frame, and the original stays as it was', async () => {
  proves('changsha-county-2023/39.3')
  const page = await at('heqh')
  const id = await recording('104000_0006.mp4')
  await page.goto(`/recordings/${id}`)
  await page.getByText('原件 H.265 540p 未改动').waitFor()
  await page.getByRole('button', { name: '播放' }).click()
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.4)
  await page.keyboard.press(' ')
  await page.waitForFunction(() => document.querySelector('video')?.paused === true)
  const before = await positionOf(page)
  await page.keyboard.press('.')
  await page.waitForFunction((from) => (document.querySelector('video')?.currentTime ?? 0) > from, before)
  expect((await positionOf(page)) - before).toBeLessThan(2 / 15)
  await page.keyboard.press('m')
  await page.getByLabel('标记的内容').fill('亮证')
  await page.keyboard.press('Enter')
  await page.locator('.timeline .mark', { hasText: '亮证' }).waitFor()
  const said = page.locator('section', { has: page.getByRole('heading', { name: '谁对它做过什么' }) })
  await said.getByText(/何清禾 查看/).waitFor()

  const { call } = await desk.day.as('heqh')
  const view = await call.showRecording({ params: { id } })
  const copy = view.derivatives.find((one) => one.kind === 'view-copy')
  expect(copy?.original).toBe(view.arrival.sha256)
  await page.getByRole('button', { name: '立即核验' }).click()
  await page.getByText('核验一致').waitFor()
})

test('an interruption stands red and open until its spoken explanation is pointed out', async () => {
  proves('jinzhong-2022-recording/12.1', 'changsha-county-2023/20.1')
  const page = await at('zhoulh')
  await page.goto('/')
  await page.locator('.task', { hasText: '缺 3 分钟' }).getByRole('link', { name: '填写' }).click()
  const gap = page.locator('.timeline .gap', { hasText: '缺 3 分钟' })
  const colour = await gap.locator('rect').evaluate((one) => getComputedStyle(one).fill)
  const [red = 0, green = 255, blue = 255] = (colour.match(/\d+/g) ?? []).map(Number)
  expect(red > 160 && green < 80 && blue < 80, colour).toBe(true)
  await takePictures(page, 'recording')
  await gap.locator('rect').click()
  await page.getByLabel('录音中说明').check()
  await page.getByRole('button', { name: '播放' }).click()
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 1)
  await page.getByRole('button', { name: '以当前位置为起' }).click()
  await page.getByLabel('进 5 秒').click()
  await page.getByRole('button', { name: '以当前位置为止' }).click()
  await page.getByLabel('录音中说的原因').fill('更换电池，恢复时已口述')
  await page.getByRole('button', { name: '提交说明' }).click()
  await page.locator('.said', { hasText: '“更换电池，恢复时已口述”' }).waitFor()
  await page.locator('.timeline .gap.explained').waitFor()
  await page.getByRole('button', { name: /^录音 \d/ }).click()
  await page.goto('/')
  await page.locator('.task').first().waitFor()
  expect(await page.locator('.task', { hasText: '缺 3 分钟' }).count()).toBe(0)
})

test('where nothing was said aloud, it is explained in writing', async () => {
  const page = await at('zhoulh')
  await page.goto('/')
  await page.locator('.task', { hasText: '缺 4 分' }).getByRole('link', { name: '填写' }).click()
  await page.getByRole('button', { name: '说明原因' }).click()
  await page.getByText('请写明原因').waitFor()
  await page.getByLabel('中断原因').fill('当事人外出取证照，等候期间未询问')
  await page.getByRole('button', { name: '提交说明' }).click()
  await page.locator('.said', { hasText: '周立衡，书面说明' }).waitFor()
})

test('one byte flipped in the vault is found by “verify now”, and said as plainly as it gets', async () => {
  const page = await at('heqh')
  const id = await recording('_0004.ts')
  const { arrival } = await (await desk.day.as('heqh')).call.showRecording({ params: { id } })
  const digest = arrival.sha256
  const blob = join(desk.day.data, 'vault/sha256', digest.slice(0, 2), digest.slice(2, 4), digest)
  await page.goto(`/recordings/${id}`)
  await flip(blob)
  await page.getByRole('button', { name: '立即核验' }).click()
  await page.getByRole('alert').getByText('核验不一致').waitFor()
  await page.getByText('请停止使用这份文件').waitFor()
  await page.locator('.tag', { hasText: '核验不一致' }).waitFor()
  await takePictures(page, 'recording-altered')
  await flip(blob)
  await page.getByRole('button', { name: '立即核验' }).click()
  await page.locator('.verification', { hasText: '核验一致' }).waitFor()
  await page.locator('.tag', { hasText: '已固化 · 可验证' }).waitFor()
})

async function flip(file: string): Promise<void> {
  await chmod(file, 0o644)
  const handle = await open(file, 'r+')
  const byte = Buffer.alloc(1)
  await handle.read(byte, 0, 1, 1000)
  await handle.write(Buffer.of((byte[0] as number) ^ 1), 0, 1, 1000)
  await handle.close()
  await chmod(file, 0o444)
}

test('a file dropped on the page is followed to its receipt; the same content under another name is known', async () => {
  const page = await at('heqh')
  const file = join(desk.day.folder, '东门 补拍.mp4')
  const scene = ['-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=15:duration=3', '-pix_fmt', 'yuv420p']
  await ffmpeg([...scene, '-c:v', 'libx264', '-preset', 'ultrafast', file])
  await page.goto('/intake')
  await drop(page, file)
  await page.getByText('全部已固化，回执可取').waitFor()
  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载回执' }).click()
  const receipt = JSON.parse(await readFile(await (await waiting).path(), 'utf8')) as Record<string, unknown>
  const sha256 = createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
  expect(receipt).toMatchObject({ format: 'liuhen-receipt/1', fileName: '东门 补拍.mp4', sha256 })
  expect(String(receipt['proof'])).toContain('c2sp.org/tlog-proof')

  const copy = join(desk.day.folder, '东门 补拍（副本）.mp4')
  await copyFile(file, copy)
  await drop(page, copy)
  await page.getByText('同样的内容以前已经入库').waitFor()
  await page.getByText('2 / 2 份已固化').waitFor()
  await takePictures(page, 'intake')
})

/** Drops a file of this machine on the page, as Chromium itself reports a drop to it. */
async function drop(page: Page, file: string): Promise<void> {
  const zone = page.locator('.drop-zone')
  const box = await zone.boundingBox()
  if (!box) throw new Error('there is no place to drop a file on')
  const chromium = await page.context().newCDPSession(page)
  const [x, y] = [box.x + box.width / 2, box.y + 20]
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await chromium.send('Input.dispatchDragEvent', {
      type,
      x,
      y,
      data: { items: [], files: [file], dragOperationsMask: 1 },
    })
  await chromium.detach()
}

test('a damaged file waits in quarantine until somebody answers for taking it as it is', async () => {
  const page = await at('heqh')
  const entry = page.locator('.quarantine-entry', { hasText: '文件不完整' })
  await entry.getByRole('button', { name: '处理' }).click()
  await page.getByRole('radio', { name: /按原样接收/ }).check()
  await page.getByText('请选择怎样处理，并写明理由').waitFor()
  await page.getByLabel('理由').fill('原卡上也是这样，断电所致，现场唯一一段')
  await takePictures(page, 'quarantine', 'view')
  await page.getByRole('button', { name: '记下处理' }).click()
  await page.getByText('已处理的 1 份').click()
  await page.getByText('“原卡上也是这样，断电所致，现场唯一一段”').waitFor()
  await page.goto('/recordings?search=133300_0006')
  await page.getByText('由隔离区接收').waitFor()
})

test('the register shows who answers for each device, and a device stays within its unit', async () => {
  const page = await at('heqh')
  await page.goto('/devices')
  await page.getByRole('link', { name: 'DSJ0405' }).click()
  await page.getByRole('button', { name: '配发' }).click()
  await page.getByRole('combobox', { name: '人员' }).click()
  const offered = await page.locator('.ant-select-item-option').allInnerTexts()
  expect(offered).toContain('沈知远')
  expect(offered).not.toContain('陈砚秋')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '取消' }).click()

  await page.getByRole('button', { name: '出勤前检查' }).click()
  await page.getByLabel('电量（%）').fill('8')
  await page.getByLabel('剩余空间（MiB）').fill('20000')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('dialog').getByText('电量不足').waitFor()
  await page.getByRole('button', { name: '关闭' }).click()
  await page.getByRole('button', { name: '报故障' }).click()
  await page.getByLabel('故障情况').fill('镜头进水，画面发白')
  await choose(page, '换用的设备', 'DSJ0217')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('报故障：镜头进水，画面发白').waitFor()
  await page.getByText('换用另一台设备 DSJ0217').waitFor()
  await takePictures(page, 'device')

  await page.goto('/devices')
  await choose(page, '单位', '综合执法大队一中队')
  const row = page.getByRole('row', { name: /DSJ0405/ })
  await row.getByText('故障', { exact: true }).waitFor()
  await row.getByText('电量不足').waitFor()
  expect(await page.getByRole('row', { name: /DSJ0342/ }).count()).toBe(0)
  await takePictures(page, 'devices')
})

test('the log says in plain words what it proves, and openly that nobody outside watches it yet', async () => {
  const page = await at('heqh')
  await page.goto('/log')
  await page.getByText('目前没有外部见证方').waitFor()
  await page.getByText('没有可信时间戳').waitFor()
  const checkpoint = await (await fetch(`${desk.day.url}/log/checkpoint`)).text()
  // What is compared with a package, its paper and the offline page.
  const line = (await (await fetch(`${desk.day.url}/log/key`)).text()).trim()
  const { characters } = keyMark(sha256, line)
  expect(await page.locator('.key-mark b').innerText()).toBe(inFours(characters))
  await page.getByRole('img', { name: '公钥二维码' }).waitFor()
  const shown = await page.locator('pre.checkpoint').innerText()
  expect(shown.split('\n')[0]).toBe(checkpoint.split('\n')[0])
  await takePictures(page, 'log')
})

test('the legal section takes recordings out as a package that verifies without the server', async () => {
  const page = await at('suzy')
  await page.goto('/recordings?search=DSJ0217_021357')
  for (const file of ['_0004.mp4', '_0005.mp4']) await page.getByRole('checkbox', { name: new RegExp(file) }).check()
  await page.getByText(/已选 2 份/).waitFor()
  await page.getByRole('button', { name: '制作证据包' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('证明对象').fill('证明现场检查和询问的过程')
  await dialog.getByLabel('接收单位').fill('示例人民法院')
  await takePictures(page, 'package', 'view')
  await dialog.getByRole('button', { name: '制作证据包' }).click()
  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: /下载 .zip/ }).click()
  const zip = join(desk.day.folder, 'package.zip')
  await (await waiting).saveAs(zip)
  const silent = { write: () => true }
  const to = { stdout: silent, stderr: silent }
  // Whole and unaltered, but by whom is told only against a key from elsewhere.
  expect(await verify([zip, '--json'], to)).toBe(3)
  const key = join(desk.day.data, 'keys', 'log.pub')
  expect(await verify([zip, '--json', '--key', key], to)).toBe(0)
})

test('before a package is made the dialog says what it would leave open, and it can still be left', async () => {
  const { call } = await desk.day.as('suzy')
  const open = (await (await desk.day.as('heqh')).call.workbench()).unexplained[0]?.gap
  const { row } = await call.showRecording({ params: { id: open?.after ?? '' } })
  const page = await at('suzy')
  await page.goto(`/recordings?search=${row.fileName}`)
  await page.getByRole('checkbox', { name: new RegExp(row.fileName) }).check()
  await page.getByRole('button', { name: '制作证据包' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('做之前请看').waitFor()
  expect(await dialog.getByRole('status').innerText()).toMatch(/有 \d 处中断没有说明/)
  await takePictures(page, 'package-warned', 'view')
  await dialog.getByRole('button', { name: '取消' }).click()
  await dialog.waitFor({ state: 'detached' })
})

test('an officer sees what an officer filmed, and of other recordings not even that they are there', async () => {
  const page = await at('zhoulh')
  await page.goto('/recordings')
  await page.getByText('共 10 份').waitFor()
  const devices = await page.getByRole('row').locator('.device').allInnerTexts()
  expect(new Set(devices)).toEqual(new Set(['DSJ0217']))
  await page.goto(`/recordings/${await recording('_0007.mp4')}`)
  await page.getByText('没有这份音像，或者您无权查看').waitFor()
  await takePictures(page, 'recording-refused')
})

test('the audit administrator reads the journal and sees no recording', async () => {
  const { page } = await desk.window()
  await typeIn(page, 'shenji', PASSWORD, desk.day.secrets['shenji'])
  await page.getByRole('heading', { name: '不经手音像' }).waitFor()
  expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).not.toContain('音像')
  await page.goto('/log')
  const looked = page.getByRole('cell', { name: / 查看 / })
  await looked.first().scrollIntoViewIfNeeded()
  await takePictures(page, 'log-journal', 'view')
  // The look that was refused above is on record, though not what it was at.
  await page.getByLabel('事件', { exact: true }).selectOption('被拒绝的尝试')
  await looked.first().waitFor({ state: 'detached' })
  await page.getByRole('row', { name: /周立衡 对 .* 的一次操作被拒绝/ }).waitFor()
  await page.goto('/recordings')
  await page.getByText('您的角色不能进行此操作').waitFor()
  expect(await page.locator('.recording-row').count()).toBe(0)
})

test('every page speaks English when it is asked to, and remembers it', async () => {
  const page = await at('heqh')
  await page.goto('/account')
  await page.getByRole('heading', { level: 1, name: '何清禾' }).waitFor()
  await takePictures(page, 'account')
  await page.goto('/people')
  await page.getByRole('button', { name: '周立衡' }).waitFor()
  await takePictures(page, 'people')
  await page.goto('/')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { level: 1, name: /things to do today/ }).waitFor()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: /things to do today/ }).waitFor()
  const chrome = await page.getByRole('navigation').innerText()
  expect(chrome.replace('中文', '').replace('痕', '')).not.toMatch(/\p{Script=Han}/u)
  await takePictures(page, 'workbench-english')
  await page.getByRole('button', { name: '中文' }).click()
})

test('a drawn film is played to its end in the browser, nameless, and then its verdict is given', async () => {
  const page = await at('liangc')
  await page.goto(`/supervision/draws/${await drawn(desk.day)}`)
  const waiting = page.getByRole('button', { name: '评查' })
  await waiting.first().waitFor()
  const all = await waiting.count()
  // Whatever of the sample is shown as a film.
  const film = page.locator('dialog video')
  for (const button of await waiting.all()) {
    await button.click()
    if ((await film.count()) > 0) break
    await page.keyboard.press('Escape')
  }
  const dialog = page.getByRole('dialog')
  const verdict = dialog.getByRole('button', { name: '下结论' })
  await dialog.getByRole('button', { name: '其余各项都没有问题' }).click()
  expect(await verdict.getAttribute('aria-disabled')).toBe('true')
  await dialog.getByText('还没有播放到').waitFor()
  await film.evaluate(async (video: HTMLVideoElement) => {
    video.muted = true
    video.playbackRate = 8
    const ended = new Promise((done) => video.addEventListener('ended', done))
    await video.play()
    await ended
  })
  await dialog.getByText('已完整播放').waitFor()
  await takePictures(page, 'draw-item', 'view')
  await verdict.click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText('已评').first().waitFor()
  expect(await waiting.count()).toBe(all - 1)
})
