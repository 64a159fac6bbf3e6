import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { ffmpeg } from '../packages/cli/src/demo/footage/programs.ts'
import { deskOfTheDay, recordingNamed } from './chromium.ts'

/** A picture of three people that comes with the model, and where the middle of each face is, in thousandths. */
const PICTURE = join(
  dirname(
    createRequire(new URL('../packages/web/package.json', import.meta.url)).resolve(
      '@vladmandic/face-api/package.json',
    ),
  ),
  'demo/sample3.jpg',
)
const FACES = [
  [354, 342],
  [617, 269],
  [833, 320],
] as const

const desk = deskOfTheDay()

beforeAll(async () => {
  const film = join(desk.day.folder, '三个人.mp4')
  const scene = ['-loop', '1', '-i', PICTURE, '-t', '2', '-r', '10', '-vf', 'scale=960:676', '-pix_fmt', 'yuv420p']
  await ffmpeg([...scene, '-c:v', 'libx264', '-preset', 'ultrafast', '-g', '10', film])
  const page = await desk.at('heqh')
  await page.goto('/intake')
  await page.locator('input[type=file]').first().setInputFiles(film)
  await page.getByText('全部已固化，回执可取').waitFor()
  const { call } = await desk.day.as('heqh')
  await vi.waitUntil(async () => (await call.workbench()).deriving === 0, { timeout: 240_000, interval: 300 })
})

test('faces are proposed in the page, nothing is covered before a person takes them over, and what was taken over is a plan with reasons', async () => {
  const id = await recordingNamed(desk.day, '三个人.mp4')
  const page = await desk.at('heqh')
  await page.goto(`/recordings/${id}/redact`)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.getByText('模型只是帮手，找不全').waitFor()
  await page.getByRole('button', { name: '提出人脸' }).click()
  await page.getByText(/提出 \d+ 处，等人决定/).waitFor({ timeout: 240_000 })
  // Everything it needed came from this server.
  expect(asked.filter((url) => !url.startsWith(desk.day.url) && !url.startsWith('blob:'))).toEqual([])
  await page.getByText('还没有画。').waitFor()
  expect(await page.locator('button.redact-box').count()).toBe(0)
  expect(await page.locator('.redact-box.proposed').count()).toBeGreaterThan(0)
  await page.getByRole('button', { name: '采纳', exact: true }).first().click()
  expect(await page.locator('button.redact-box').count()).toBe(1)
  await page.getByRole('button', { name: '全部采纳' }).click()
  await page.getByRole('button', { name: '保存遮挡' }).click()
  const { call } = await desk.day.as('heqh')
  const saved = async () => (await call.listRedactions({ params: { id } }))[0]?.plan.boxes ?? []
  await vi.waitUntil(async () => (await saved()).length > 0, { timeout: 120_000, interval: 100 })
  const boxes = await saved()
  for (const [x, y] of FACES)
    expect(
      boxes.some(
        (one) =>
          one.from <= 1000 &&
          one.to >= 1000 &&
          one.x < x &&
          x < one.x + one.width &&
          one.y < y &&
          y < one.y + one.height,
      ),
    ).toBe(true)
  for (const one of boxes) expect(one).toMatchObject({ reason: 'privacy', note: '人脸（模型提出，人采纳）' })
})
