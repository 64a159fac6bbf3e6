import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { ffmpeg } from '../packages/cli/src/demo/footage/programs.ts'
import { DESK, deskOfTheDay, pictureOf, recordingNamed, takePictures, TELEPHONE } from './chromium.ts'
import { BORDER, pixelsOf, SIDES, sidesSeen } from './pixels.ts'

const desk = deskOfTheDay()

/** Each frame of a film is as grey as its number says, within a border of four colours. */
const scene = (width: number, height: number): string[] => {
  const source = `color=c=gray:size=${width}x${height}:rate=15:duration=4`
  return ['-f', 'lavfi', '-i', source, '-vf', BORDER, '-pix_fmt', 'yuv420p']
}
const film = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '15']

/** What cameras and telephones hand in besides 16 by 9. */
const shapes = ['竖屏 9比16.mp4', '老相机 4比3.mp4', '方形 1比1.mp4', '照片 4比3.jpg', '元数据旋转.mp4'] as const

async function filmShapes(folder: string): Promise<string[]> {
  const [portrait, old, square, photo, turned] = shapes.map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
    string,
  ]
  const upright = join(folder, 'upright.mp4')
  await ffmpeg([...scene(360, 640), ...film, portrait])
  await ffmpeg([...scene(640, 480), ...film, old])
  await ffmpeg([...scene(480, 480), ...film, square])
  await ffmpeg([...scene(1600, 1200), '-frames:v', '1', '-q:v', '2', photo])
  await ffmpeg([...scene(640, 360), ...film, upright])
  await ffmpeg(['-i', upright, '-c', 'copy', '-metadata:s:v', 'rotate=90', turned])
  return [portrait, old, square, photo, turned]
}

/** Sent in as a person does, from the page; the view copies are made when this ends. */
async function bringIn(page: Page, files: readonly string[]): Promise<void> {
  await page.goto('/intake')
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([...files])
  await page.getByText('全部已固化，回执可取').waitFor()
  const { call } = await desk.day.as('heqh')
  await vi.waitUntil(async () => (await call.workbench()).deriving === 0, { timeout: 240_000, interval: 300 })
}

beforeAll(async () => {
  await bringIn(await desk.at('heqh'), await filmShapes(desk.day.folder))
})

/** The picture as it stands on the screen, decoded or drawn to its end. */
async function shown(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const video = document.querySelector<HTMLVideoElement>('.player video')
    const image = document.querySelector<HTMLImageElement>('.player > img')
    return video ? video.readyState >= 2 && !video.seeking : image?.complete === true && image.naturalWidth > 0
  })
  // What was decoded is on the screen one frame later.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
}

/** The border of a whole picture, seen along its middle lines; turned by quarters clockwise. */
function borderOf(turns: number) {
  const round = ['top', 'right', 'bottom', 'left'] as const
  const side = (i: number) => round[(i - turns + 8) % 4] as keyof typeof SIDES
  return { across: [side(3), side(1)], down: [side(0), side(2)] }
}

const picture = async (page: Page) => sidesSeen(await pixelsOf(await page.locator('.player').screenshot()))

test.each(shapes)('all of the picture is seen, at both widths, turned, and in full screen: %s', async (name) => {
  const page = await desk.at('heqh')
  const base = name === '元数据旋转.mp4' ? 3 : 0
  for (const size of [DESK, TELEPHONE]) {
    await page.setViewportSize(size)
    await page.goto(`/recordings/${await recordingNamed(desk.day, name)}`)
    await shown(page)
    // A frame that is decoded is not yet drawn.
    await expect
      .poll(() => picture(page), { interval: 300, message: `${name} at ${size.width}` })
      .toEqual(borderOf(base))
    await page.keyboard.press('r')
    await shown(page)
    await expect
      .poll(() => picture(page), { interval: 300, message: `${name} turned at ${size.width}` })
      .toEqual(borderOf(base + 1))
    for (let turn = 0; turn < 3; turn += 1) await page.keyboard.press('r')
    await page.keyboard.press('f')
    await page.waitForFunction(() => document.fullscreenElement?.querySelector('.player') !== null)
    await page.getByRole('button', { name: '退出全屏' }).waitFor()
    await shown(page)
    await expect
      .poll(() => picture(page), { interval: 300, message: `${name} in full screen at ${size.width}` })
      .toEqual(borderOf(base))
    const frame = await page.locator('.player').boundingBox()
    expect(frame?.width, 'as wide as the screen').toBe(size.width)
    // What moves it and the clock stay below the picture.
    const controls = await page.locator('.controls').boundingBox()
    expect((frame?.y ?? 0) + (frame?.height ?? 0)).toBeLessThanOrEqual((controls?.y ?? 0) + 1)
    expect((controls?.y ?? 0) + (controls?.height ?? 0)).toBeLessThanOrEqual(size.height + 1)
    if (name.endsWith('.mp4')) await page.locator('.controls .clock-line').waitFor()
    await page.keyboard.press('f')
    await page.waitForFunction(() => document.fullscreenElement === null)
  }
  await page.setViewportSize(DESK)
})

const at = (page: Page): Promise<number> => page.evaluate(() => document.querySelector('video')?.currentTime ?? -1)
const plays = (page: Page) => page.waitForFunction(() => document.querySelector('video')?.paused === false)
const stands = (page: Page) => page.waitForFunction(() => document.querySelector('video')?.paused === true)

test('a take plays through its segments, in full screen too; a gap is jumped with a notice of how much is missing', async () => {
  const page = await desk.at('heqh')
  const [first, second] = [
    await recordingNamed(desk.day, '092000_0001.mp4'),
    await recordingNamed(desk.day, '092016_0002.mp4'),
  ]
  await page.goto(`/recordings/${first}?t=14`)
  await shown(page)
  expect(await at(page)).toBeCloseTo(14, 1)
  await page.keyboard.press('f')
  await page.keyboard.press('l')
  // Segments that meet follow one another without a word.
  await page.waitForURL(`**/recordings/${second}**`)
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2)
  expect(await page.evaluate(() => document.fullscreenElement !== null)).toBe(true)
  await page.locator('.controls .clock-line', { hasText: /± \d+ 秒/ }).waitFor()
  await page.keyboard.press('k')
  await page.keyboard.press('f')

  const before = await recordingNamed(desk.day, '100500_0004.mp4')
  const after = await recordingNamed(desk.day, '100816_0005.mp4')
  await page.goto(`/recordings/${before}?t=14`)
  await shown(page)
  await page.keyboard.press('l')
  const notice = page.locator('.passage-note')
  await notice.getByText('缺 3 分钟').waitFor()
  await notice.getByText('尚未说明').waitFor()
  await page.screenshot({ path: pictureOf('recording-gap-jumped'), animations: 'disabled' })
  // Whoever wants to look there stays; whoever does not goes on.
  await notice.getByRole('button', { name: '停在这里' }).click()
  await notice.waitFor({ state: 'detached' })
  expect(page.url()).toContain(before)
  await page.goto(`/recordings/${before}?t=15`)
  await shown(page)
  await page.keyboard.press('l')
  await notice.getByRole('button', { name: '立即继续' }).click()
  await page.waitForURL(`**/recordings/${after}**`)
  await plays(page)
  await page.keyboard.press('k')
})

test('J, K and L shuttle, the address keeps the position, and next and previous walk the day', async () => {
  const page = await desk.at('heqh')
  const id = await recordingNamed(desk.day, '100816_0005.mp4')
  await page.goto(`/recordings/${id}?t=5`)
  await shown(page)
  // Two presses before anything is drawn: both count.
  await page.evaluate(() => {
    for (const key of ['l', 'l']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  })
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 5.5)
  expect(await page.getByLabel('速度').inputValue()).toBe('1.5')
  await page.keyboard.press('k')
  await stands(page)
  const stood = await at(page)
  await page.keyboard.press('j')
  await page.waitForFunction((from) => (document.querySelector('video')?.currentTime ?? 99) < from - 0.3, stood)
  await page.keyboard.press('k')
  await page.waitForFunction(
    (position) =>
      Math.abs(
        Number(new URL(location.href).searchParams.get('t')) - (document.querySelector('video')?.currentTime ?? 0),
      ) < 0.1 && position > 0,
    stood,
  )
  await page.getByLabel('音量').press('ArrowLeft')
  expect(await page.evaluate(() => document.querySelector('video')?.volume)).toBeLessThan(1)
  await page.keyboard.press('v')
  expect(await page.evaluate(() => document.querySelector('video')?.muted)).toBe(true)
  await page.keyboard.press('v')
  await page.locator('h1').click()
  await page.keyboard.press('p')
  await page.waitForURL(`**/recordings/${await recordingNamed(desk.day, '100500_0004.mp4')}**`)
  await page.keyboard.press('n')
  await page.waitForURL(`**/recordings/${id}**`)
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: '键盘快捷键' }).getByText('倒放，再按更快').waitFor()
  await page.keyboard.press('Escape')
})

test('a still is taken from the original and stands with its digest; scrubbing shows what is there', async () => {
  const page = await desk.at('heqh')
  const id = await recordingNamed(desk.day, '104000_0006.mp4')
  await page.goto(`/recordings/${id}?t=3`)
  await shown(page)
  await page.keyboard.press('s')
  const still = page.locator('#stills li', { hasText: '0:03.033' })
  await still.getByText('何清禾 截取').waitFor()
  await still.getByText('960×540').waitFor()
  const said = page.locator('section', { has: page.getByRole('heading', { name: '谁对它做过什么' }) })
  await said.getByText('何清禾 截取画面').waitFor()
  await page.locator('.scrubber').hover()
  await page.waitForFunction(
    () => getComputedStyle(document.querySelector('.glimpse i') ?? document.body).backgroundImage !== 'none',
  )
  await page.screenshot({ path: pictureOf('recording-still'), animations: 'disabled' })
  await still.getByRole('button').first().click()
  expect(await at(page)).toBeCloseTo(3, 0)
})

test('a day with long pauses is on one picture in which each file can still be hit, and one can look closer', async () => {
  const page = await desk.at('heqh')
  await page.goto(`/recordings/${await recordingNamed(desk.day, '100816_0005.mp4')}`)
  await shown(page)
  await page.getByRole('button', { name: '当日全部' }).click()
  const segments = page.locator('.timeline .segment')
  await expect.poll(() => segments.count()).toBeGreaterThan(6)
  const own = page.locator('.timeline .segment.own rect')
  const wide = async () => (await own.boundingBox())?.width ?? 0
  const before = await wide()
  // Eighteen seconds of two hours would be two pixels.
  expect(before).toBeGreaterThan(30)
  await page.locator('.timeline').scrollIntoViewIfNeeded()
  await page.screenshot({ path: pictureOf('recording-day'), animations: 'disabled' })
  await page.getByRole('button', { name: '放大' }).click()
  await page.getByRole('button', { name: '放大' }).click()
  expect(await wide()).toBeGreaterThan(before * 2)
  await page.getByRole('button', { name: '全程' }).click()
  expect(await wide()).toBeCloseTo(before, 0)
})

test('the list is a wall of pictures too, and Shift selects everything in between', async () => {
  const page = await desk.at('suzy')
  await page.goto('/recordings')
  const boxes = page.getByRole('checkbox')
  await boxes.nth(1).check()
  await boxes.nth(4).click({ modifiers: ['Shift'] })
  await page.getByText(/已选 4 份/).waitFor()
  await boxes.nth(3).focus()
  await page.keyboard.press('Shift+Space')
  await page.getByText(/已选 2 份/).waitFor()
  await page.getByRole('button', { name: '图墙' }).click()
  await page.locator('.grid-of-recordings .card').nth(5).waitFor()
  expect(await page.locator('.grid-of-recordings .card.chosen').count()).toBe(2)
  await takePictures(page, 'recordings-grid', 'view')
  await page.getByRole('button', { name: '列表', exact: true }).click()
  await page.getByRole('table').waitFor()
})
