import { cp, open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { launch } from './chromium.ts'
import { STRANGER } from '../scripts/package-in-memory.ts'
import { makeSamplePackage, MORNING } from './sample-package.ts'

import { choose, compare, folder, openPage, refused, sample, verdict, verifyPageStories } from './verify-page.ts'

const SCREENS = join(import.meta.dirname, '../docs/screens')

verifyPageStories()

test('opened from disc, it holds a whole folder together in amber, and says it is proven only once the key was compared', async () => {
  const page = await openPage()
  await page.getByText('3 个音像文件，6.3 MB').waitFor()
  expect(await page.locator('tbody tr').count()).toBe(3)
  await page.screenshot({ path: join(SCREENS, 'verify-open-1440.png') })
  await choose(page, 'folder', sample.path)
  await verdict(page, '待核')
  expect(await page.locator('h1').innerText()).toBe('前后一致，是谁做的还没有核对')
  expect(await page.locator('.verdict').innerText()).toContain('包内自称（没有核对）')
  expect(await page.locator('.qing').count()).toBe(0)
  expect(await page.locator('tbody').innerText()).toContain('之前缺 10 分 4 秒，有说明')
  // One number, one place: the error of the corrected time, not that of the measurement.
  expect(await page.locator('tbody').innerText()).toContain('2026-11-20 09:20:00 ± 6 秒')
  await page.getByText('谁都能自造一把').first().waitFor()
  await page.screenshot({ path: join(SCREENS, 'verify-1440.png'), fullPage: true })
  await compare(page, sample.key)
  await verdict(page, '符')
  await page.getByText('与您提供的公钥一致').waitFor()
  expect(await page.locator('h1').innerText()).toBe('整个证据包与封存时一致，3 个原件都在')
  expect(await page.getByText(sample.sha256.slice(0, 8)).count()).toBe(1)
  await page.screenshot({ path: join(SCREENS, 'verify-proven-1440.png'), fullPage: true })
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByText('The whole package is as sealed, with its 3 originals').waitFor()
  expect(page.troubles).toEqual([])
})

test('a package made anew by somebody else has another mark, and is red from edge to edge once the key was compared', async () => {
  const forged = await makeSamplePackage(folder, MORNING, STRANGER, 'forged')
  const page = await openPage(join(forged.path, '打开验证.html'))
  await choose(page, 'folder', forged.path)
  await verdict(page, '待核')
  const marks = async (one: Page): Promise<string> => await one.locator('.mark b').first().innerText()
  const theirs = await marks(page)
  await page.screenshot({ path: join(SCREENS, 'verify-forged-uncompared-1440.png'), fullPage: true })
  const own = await openPage()
  await choose(own, 'folder', sample.path)
  await verdict(own, '待核')
  expect(await marks(own)).not.toBe(theirs)
  await compare(page, sample.key)
  await verdict(page, '他人')
  expect(await page.locator('h1').innerText()).toBe('这个证据包是别人做的')
  expect(await page.locator('tbody .tag.zhu', { hasText: '他人所做' }).count()).toBe(3)
  expect(await page.locator('.mark').count()).toBe(2)
  expect(await page.locator('.key h2').innerText()).toBe('不是同一把密钥：签名的不是您提供的')
  expect(await page.locator('.qing').count()).toBe(0)
  await page.screenshot({ path: join(SCREENS, 'verify-forged-1440.png'), fullPage: true })
  // What is seen at a glance: the ground of the page itself is no longer paper.
  const ground = (one: Page) => one.evaluate(() => getComputedStyle(document.body).backgroundImage)
  expect([await ground(page), await ground(own)]).toEqual([expect.stringContaining('gradient'), 'none'])
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await page.screenshot({ path: join(SCREENS, 'verify-forged-390.png'), fullPage: true })
  expect(page.troubles).toEqual([])
})

test('whatever is written into manifest.js runs without the rights of the page and changes nothing on it', async () => {
  const path = join(folder, 'hostile')
  await cp(sample.path, path, { recursive: true })
  const script = join(path, 'manifest.js')
  const hostile = `
    try { top.document.body.innerHTML = '<h1>TAKEN</h1>' } catch {}
    try { parent.taken = 1 } catch {}
    try { top.location = 'https://example.invalid/' } catch {}
    try { parent.document.querySelector('#page').remove() } catch {}
    try { localStorage.taken = 1 } catch {}
    window.open('about:blank'); alert(1);
    new Image().src = 'https://example.invalid/x';
    parent.postMessage({ 'data/index.json': '<h1>TAKEN</h1>', verdict: 'sound' }, '*');
    for (let i = 0; i < 100; i++) parent.postMessage('<img src=x onerror=alert(1)>', '*');
  `
  await writeFile(script, `${await readFile(script, 'utf8')}${hostile}`)
  const page = await openPage(join(path, '打开验证.html'))
  expect(await page.locator('body').innerText()).not.toContain('TAKEN')
  expect(await page.evaluate(() => 'LIUHEN_PACKAGE' in window || 'taken' in window)).toBe(false)
  expect(await page.locator('iframe').count()).toBe(0)
  expect(page.url()).toContain('hostile')
  expect(page.context().pages()).toHaveLength(1)
  await choose(page, 'folder', path)
  await verdict(page, '不符')
  expect(await page.locator('.problems').innerText()).toContain('manifest.js')
  await compare(page, sample.key)
  await verdict(page, '不符')
  // The frame is told off for what it tried; nothing of it reached the network.
  expect(refused.length).toBeGreaterThan(0)
  expect(refused.every((one) => one === 'csp')).toBe(true)
  expect(page.troubles.filter((one) => one.startsWith('http'))).toHaveLength(refused.length)
})

test('where a browser takes the page and its frame for one origin, nothing of manifest.js is run and the folder is asked for', async () => {
  const path = join(folder, 'one-origin')
  await cp(sample.path, path, { recursive: true })
  const script = join(path, 'manifest.js')
  const hostile = `try { parent.document.body.innerHTML = '<h1>TAKEN</h1>' } catch {}`
  await writeFile(script, `${await readFile(script, 'utf8')}${hostile}`)
  const lax = await launch(['--allow-file-access-from-files'])
  try {
    const page = await lax.newPage()
    page.setDefaultTimeout(120_000)
    await page.goto(pathToFileURL(join(path, '打开验证.html')).href)
    await expect.poll(() => page.locator('iframe').count()).toBe(0)
    expect(await page.locator('body').innerText()).not.toContain('TAKEN')
    await choose(page, 'folder', sample.path)
    await verdict(page, '待核')
  } finally {
    await lax.close()
  }
})

test('one flipped byte in an original shows as 不符 and names the file', async () => {
  const file = join(sample.path, 'data/originals/0002_0217-0002.mp4')
  const handle = await open(file, 'r+')
  const byte = Buffer.alloc(1)
  await handle.read(byte, 0, 1, 1_234_567)
  await handle.write(Buffer.of((byte[0] as number) ^ 1), 0, 1, 1_234_567)
  const page = await openPage()
  await choose(page, 'folder', sample.path)
  await verdict(page, '不符')
  expect(await page.locator('h1').innerText()).toContain('证据包有改动')
  expect(await page.locator('.problems').innerText()).toContain('data/originals/0002_0217-0002.mp4')
  expect(await page.locator('tbody tr').nth(1).innerText()).toContain('不符')
  await page.screenshot({ path: join(SCREENS, 'verify-altered-1440.png'), fullPage: true })
  await handle.write(byte, 0, 1, 1_234_567)
  await handle.close()
})

test('a keyboard reaches every control, and the verdict takes the focus', async () => {
  const page = await openPage()
  const reached: unknown[] = []
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press('Tab')
    reached.push(
      await page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent?.slice(0, 20)),
    )
  }
  expect(reached).toEqual(['English', 'folder', 'files'])
  await choose(page, 'folder', sample.path)
  await verdict(page, '待核')
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
})
