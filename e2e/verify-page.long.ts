import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { takePictures } from './chromium.ts'
import { choose, compare, folder, openPage, sample, verdict, verifyPageStories } from './verify-page.ts'

verifyPageStories()

test('everything is on the screen from side to side, on a telephone and on a desk', async () => {
  const page = await openPage()
  await choose(page, 'folder', sample.path)
  await verdict(page, '待核')
  await takePictures(page, 'verify-uncompared')
})

test('the originals alone suffice beside manifest.js, and what was not given is said', async () => {
  const page = await openPage()
  const originals = ['0001_0217-0001.mp4', '0002_0217-0002.mp4', '0003.wav'].map((name) =>
    join(sample.path, 'data/originals', name),
  )
  const [first = '', ...rest] = originals
  await choose(page, 'files', originals)
  await verdict(page, '待核')
  await page.getByText('只交来了原件').waitFor()
  await compare(page, sample.key)
  await verdict(page, '原件')
  await choose(page, 'files', rest)
  await verdict(page, '不全')
  expect(await page.locator('.problems').innerText()).toContain('0001_0217-0001.mp4')
  // Under another name it is still known by its size, and bytes appended to it are found out.
  const renamed = join(folder, '案卷里的名字.mp4')
  await writeFile(renamed, await readFile(first))
  await choose(page, 'files', [renamed, ...rest])
  await verdict(page, '待核')
  expect(page.troubles).toEqual([])
})

test('files that have nothing to do with it, and folders that are no package, get a sentence', async () => {
  const stranger = join(folder, '无关.txt')
  await writeFile(stranger, 'nothing')
  const page = await openPage()
  await choose(page, 'files', [stranger])
  await page.getByText('这些文件与本包的原件无关：无关.txt').waitFor()
  // A page by itself, with no manifest.js beside it, takes a whole folder and nothing less.
  const alone = join(folder, 'alone.html')
  await writeFile(alone, await readFile(join(sample.path, '打开验证.html')))
  const other = await openPage(alone)
  await choose(other, 'folder', sample.path)
  await verdict(other, '待核')
  await choose(other, 'folder', join(sample.path, 'data'))
  await other.getByText('没有 bagit.txt').waitFor()
})

test('a folder dropped on the page is read with everything inside it', async () => {
  const page = await openPage()
  // Chromium lets a test drop files, not folders: the entries a folder would give stand in for it.
  await page.evaluate(() => {
    const file = (name: string, words: string) => ({
      isFile: true,
      isDirectory: false,
      fullPath: `/disc/${name}`,
      file: (done: (file: File) => void) => done(new File([words], name)),
    })
    const inside = [file('bagit.txt', 'BagIt-Version: 1.0\n'), file('manifest-sha256.txt', '')]
    const folder = {
      isFile: false,
      isDirectory: true,
      fullPath: '/disc',
      createReader: () => ({ readEntries: (done: (some: unknown[]) => void) => done(inside.splice(0, 1)) }),
    }
    const event = new Event('drop', { cancelable: true })
    Object.defineProperty(event, 'dataTransfer', { value: { items: [{ webkitGetAsEntry: () => folder }], files: [] } })
    document.dispatchEvent(event)
  })
  await page.locator('.seal').waitFor()
  const problems = await page.locator('.problems').innerText()
  expect(problems).toContain('data/index.json')
  expect(problems).not.toContain('\nmanifest-sha256.txt 应当有')
})
