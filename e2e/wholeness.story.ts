import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { liuhen } from '../packages/cli/src/demo/children.ts'
import { ffmpeg } from '../packages/cli/src/demo/footage/programs.ts'
import { CAMERAS } from '../packages/cli/src/demo/footage.ts'
import { daysAgo } from '../packages/cli/src/demo/visitor.ts'
import { introduceTo } from '../packages/cli/src/dock/index.ts'
import { beijing } from '../packages/core/src/kernel/index.ts'
import { deskOfTheDay, recordingNamed, takePictures } from './chromium.ts'
import { beginNewBureau, CAMERA } from './sample-day.ts'

/** A film with two microphones of which a second in the middle was never written to the card. */
async function torn(folder: string): Promise<string> {
  const whole = join(folder, 'whole.mp4')
  const tone = (hertz: number) => ['-f', 'lavfi', '-i', `sine=f=${hertz}:r=16000:d=12`]
  await ffmpeg([
    '-f',
    'lavfi',
    '-i',
    'testsrc2=s=640x360:r=15:d=12',
    ...tone(300),
    ...tone(900),
    '-map',
    '0:v',
    '-map',
    '1:a',
    '-map',
    '2:a',
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-g',
    '15',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
    whole,
  ])
  const bytes = await readFile(whole)
  await rm(whole)
  // Inside the pictures and sounds, not in the table of them.
  bytes.fill(0xff, Math.round(bytes.length * 0.45), Math.round(bytes.length * 0.55))
  const card = join(folder, 'torn')
  await mkdir(card)
  const digits = beijing(daysAgo(1)).slice(0, 10).replaceAll('-', '')
  await writeFile(join(card, `DSJ0217_021357_${digits}150000_0041.mp4`), bytes)
  return card
}

const desk = deskOfTheDay(async (day) => {
  const env = { LIUHEN_SERVER: day.url, LIUHEN_STATION_KEY: day.stationKey ?? '' }
  const card = await torn(day.folder)
  const camera = join(day.folder, 'torn.camera.json')
  await writeFile(camera, JSON.stringify(CAMERAS['card-1']))
  const told = ['--camera', `"${process.execPath}" "${CAMERA}" "${camera}"`]
  const state = join(day.folder, 'station')
  await introduceTo((await day.as('liangc')).call, { url: day.url, key: day.stationKey ?? '', state })
  await liuhen(['dock', card, ...told, '--state', state], env, () => undefined)
  const { call } = await day.as('heqh')
  await vi.waitUntil(async () => (await call.workbench()).deriving === 0, { timeout: 120_000, interval: 300 })
}, beginNewBureau)

test('what of a film cannot be decoded is said with its place, a press leads there, and every microphone is named', async () => {
  const page = await desk.at('zhoulh')
  await page.goto(`/recordings/${await recordingNamed(desk.day, '_0041.mp4')}`)
  const sheet = page.locator('section', { has: page.getByRole('heading', { name: '画面、声音与完整性' }) })
  await sheet.waitFor()
  const words = await sheet.innerText()
  expect(words).toMatch(/声音 1.*可在播放器中单独选择/)
  expect(words).toMatch(/声音 2.*可在播放器中单独选择/)
  expect(words).toContain('解码程序报告')
  // What starts the decoder of a sound before its beginning is no damage.
  expect(words).not.toContain('0:00 至 0:00')
  const damaged = sheet.getByRole('button', { name: /无法解码/ }).first()
  const from = /(\d+):(\d+)(?:\.(\d+))?/.exec(await damaged.innerText())
  const seconds = Number(from?.[1]) * 60 + Number(from?.[2])
  expect(seconds).toBeGreaterThan(2)
  expect(seconds).toBeLessThan(10)
  await damaged.click()
  await expect
    .poll(() => page.evaluate(() => document.querySelector('video')?.currentTime ?? -1), { timeout: 120_000 })
    .toBeGreaterThan(seconds - 1)
  await takePictures(page, 'recording-torn', 'view')
})
