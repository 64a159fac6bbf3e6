import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { Browser, Page } from 'playwright-core'
import { decodeQR } from 'qr/decode.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tooHeavy } from '../scripts/page-weight.ts'
import { sampleSite, type Told } from '../scripts/sample-site.ts'
import { anythingOn } from './accessible.ts'
import { DESK, launch, sticksOut, TABLET, takePictures, TELEPHONE } from './chromium.ts'

const SAMPLE = join(import.meta.dirname, '../docs/public-sample')
const WIDTHS = [TELEPHONE, TABLET, DESK]
const EVIL = '<script>document.title="altered"</script>"><img src=x onerror="document.title=1">'
const LONG = '在星沙路占道经营，经责令改正逾期未改。'.repeat(1000)

let browser: Browser
let folder: string
let large: ReadonlyMap<string, Uint8Array>

beforeAll(async () => {
  browser = await launch()
  folder = await mkdtemp(join(tmpdir(), 'liuhen-citizen-'))
  const texts = (n: number, facts: string): Told[2] => [
    ['number', '决定书文号', `青城管罚〔2026〕${n}号`],
    ['party', '当事人', `商户${n}`],
    ['facts', '违法事实', facts],
  ]
  large = await sampleSite([
    ['item-decisions', EVIL, texts(1, EVIL)],
    ['item-decisions', '很长的决定（示例）', texts(2, LONG.slice(0, 10_000))],
    ['item-decisions', '更长的决定（示例）', [...texts(3, LONG), ...texts(4, LONG), ...texts(5, LONG)]],
    ...Array.from({ length: 700 }, (_one, at): Told => [
      'item-decisions',
      `决定之${at}（示例）`,
      texts(100 + at, '占道'),
    ]),
  ])
  for (const [path, bytes] of large) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

const urlOf = (at: string, path: string): string => pathToFileURL(join(at, path)).href
/** A visitor who has the site on a disc, and what their browser complains of. */
async function visitor(how: Parameters<Browser['newContext']>[0] = {}): Promise<{ page: Page; troubles: string[] }> {
  const context = await browser.newContext({ viewport: DESK, locale: 'zh-CN', reducedMotion: 'reduce', ...how })
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
  // Nothing of it is fetched from anywhere else.
  page.on('request', (one) => !one.url().startsWith('file:') && troubles.push(one.url()))
  return { page, troubles }
}
const idOf = async (title: string): Promise<string> => {
  for (const [path, bytes] of large)
    if (path.startsWith('proofs/') && Buffer.from(bytes).includes(title))
      return path.slice('proofs/'.length, -'.json'.length)
  throw new Error(`nothing is called ${title}`)
}

test('every page of the sample weighs at most 100 KiB with all it loads, and at three widths axe finds nothing and nothing sticks out', async () => {
  const paths = (await readdir(SAMPLE, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map((one) => relative(SAMPLE, join(one.parentPath, one.name)).split(sep).join('/'))
  const files = new Map(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(SAMPLE, path))] as const)),
  )
  expect(tooHeavy(files)).toEqual([])
  // It is the sample that is made today: `npm run public-sample` writes it.
  const made = await sampleSite()
  const stale = [...new Set([...made.keys(), ...files.keys()])].filter(
    (path) => Buffer.compare(made.get(path) ?? Buffer.of(), files.get(path) ?? Buffer.of()) !== 0,
  )
  expect(stale).toEqual([])
  const { page, troubles } = await visitor()
  const pages = paths.filter((path) => path.endsWith('.html'))
  expect(pages.length).toBeGreaterThan(20)
  for (const path of pages) {
    await page.goto(urlOf(SAMPLE, path))
    // 320 is a desk of 1280 at four times its size.
    for (const size of [...WIDTHS, { width: 320, height: 256 }]) {
      await page.setViewportSize(size)
      expect([path, size.width, ...(await anythingOn(page)), ...(await page.evaluate(sticksOut))]).toEqual([
        path,
        size.width,
      ])
    }
  }
  const shown = (await readdir(join(SAMPLE, 'proofs'))).map((one) => one.replace('.json', ''))
  const withdrawn = pages.find((path) => path.startsWith('items/') && !shown.includes(path.slice(6, -5))) ?? ''
  for (const [name, path, words] of [
    ['index', 'index.html', '按类别'],
    ['item', `items/${shown[0]}.html`, '钱某某'],
    ['verify', `verify/${shown[0]}.html`, '一字未改'],
    ['withdrawn', withdrawn, '已经撤回'],
    ['board', 'board.html', '示例商行'],
  ] as const) {
    await page.goto(urlOf(SAMPLE, path))
    await page.getByText(words).first().waitFor()
    await takePictures(page, `public-sample-${name}`, 'whole', WIDTHS)
  }
  await page.goto(urlOf(SAMPLE, 'search.html'))
  await page.getByRole('searchbox').fill('示例商行')
  await page.getByText('找到 1 件').waitFor()
  await takePictures(page, 'public-sample-search', 'whole', WIDTHS)
  expect(troubles).toEqual([])
})

test('without a script everything is found and read, and a page that wants one says what to do without', async () => {
  const { page, troubles } = await visitor({ javaScriptEnabled: false })
  await page.goto(urlOf(folder, 'search.html'))
  await page.getByRole('link', { name: '按类别' }).last().click()
  await page.getByRole('link', { name: '行政执法决定文书' }).click()
  await page.getByRole('link', { name: '最后一页' }).click()
  await page.getByRole('link', { name: '决定之699（示例）' }).click()
  await page.getByText('青城管罚〔2026〕799号').waitFor()
  await page.getByRole('link', { name: '核验这一件' }).click()
  await page.getByText('没有脚本时').waitFor()
  await page.getByText('青城管罚〔2026〕799号').waitFor()
  // What is long is read on its own page, over as many as it needs.
  await page.goto(urlOf(folder, `verify/${await idOf('更长的决定')}.html`))
  expect(await page.getByRole('button').count()).toBe(0)
  await page.getByRole('link', { name: '这一件的公示页' }).click()
  await page.getByRole('link', { name: '下一页' }).click()
  await page.getByText('第 2 页').first().waitFor()
  expect(troubles).toEqual([])
})

test('by the keyboard alone the text is one key away, and what was searched is opened', async () => {
  const { page, troubles } = await visitor()
  await page.goto(urlOf(folder, 'search.html'))
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('words')
  // The last of 700: in a file of the list that is loaded only now.
  await page.keyboard.type('〔2026〕799号')
  await page.getByText('找到 1 件').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '决定之699（示例）' }).waitFor()
  await page.goto(urlOf(folder, 'search.html'))
  await page.getByRole('searchbox').fill('商户')
  await page.getByText(/最近公布的里面找到 \d+ 件，列出前 100 件/u).waitFor()
  await page.getByRole('searchbox').fill('没有的')
  await page.getByText('找到 0 件').waitFor()
  await page.getByRole('searchbox').fill('商户')
  await page.getByText('找到 703 件，列出前 100 件').waitFor()
  expect(troubles).toEqual([])
})

test('what somebody wrote is text in the page, in the list and among what is found', async () => {
  const { page, troubles } = await visitor()
  const id = await idOf('document.title=')
  for (const path of ['index.html', 'list/11-1.html', `items/${id}.html`, `verify/${id}.html`, 'board.html']) {
    await page.goto(urlOf(folder, path))
    await page.getByText('onerror=').first().waitFor()
    expect(await page.title()).not.toMatch(/^(?:altered|1)$/u)
  }
  await page.getByText('onerror=').first().waitFor()
  await page.goto(urlOf(folder, `verify/${id}.html`))
  await page.getByText('一字未改').waitFor()
  await page.goto(urlOf(folder, 'search.html'))
  await page.getByRole('searchbox').fill('onerror')
  await page.getByRole('link', { name: /onerror=/u }).waitFor()
  expect(await page.locator('main img').count()).toBe(0)
  expect(tooHeavy(large)).toEqual([])
  expect(troubles).toEqual([])
})

test('a page that shows another text than the one it proves is found out, and then shows the one it proves', async () => {
  const { page, troubles } = await visitor()
  const path = `verify/${await idOf('青城管罚〔2026〕110号')}.html`
  const text = await readFile(join(folder, path), 'utf8')
  const shown = text.indexOf('<main')
  const altered = [
    ['商户110', '商户111'],
    ['占道', '占道'],
    ['决定之10（示例）</span>', '别的决定</span>'],
    ['<dd>占道</dd>', '<dd>占道<b>两次</b></dd>'],
  ] as const
  for (const [from, to] of altered) {
    expect(text.slice(shown)).toContain(from)
    await writeFile(join(folder, 'verify/altered.html'), text.slice(0, shown) + text.slice(shown).replace(from, to))
    await page.goto(urlOf(folder, 'verify/altered.html'))
    await page.getByText(from === to ? '一字未改' : '不是核验过的内容').waitFor()
    await page.locator('#shown').getByText('商户110').waitFor()
    expect(await page.locator('#shown').textContent()).not.toMatch(/商户111|两次/u)
    expect(await page.locator('#title').textContent()).toBe('决定之10（示例）')
  }
  expect(troubles).toEqual([])
})

test('each paper that is scanned on the same page is compared anew, and the way to the text is no paper', async () => {
  const { page, troubles } = await visitor()
  const url = urlOf(folder, `verify/${await idOf('青城管罚〔2026〕110号')}.html`)
  await page.goto(url)
  await page.getByText('没有带二维码上的摘要').waitFor()
  const digest = (await page.locator('#digest').textContent()) ?? ''
  for (const [printed, words] of [
    [digest, '是同一版'],
    ['0'.repeat(64), '与二维码上的摘要不一致'],
    [digest, '是同一版'],
    [digest.slice(1), '与二维码上的摘要不一致'],
  ]) {
    await page.goto(`${url}#${printed}`)
    await page.getByText(words ?? '').waitFor()
  }
  await page.goto(`${url}#main`)
  await page.getByText('与二维码上的摘要不一致').waitFor()
  expect(troubles).toEqual([])
})

test('a long text is verified too, a very long one once it was asked for', async () => {
  const { page, troubles } = await visitor()
  await page.goto(urlOf(folder, `verify/${await idOf('很长的决定')}.html`))
  await page.getByText('一字未改').waitFor()
  expect(await page.locator('#shown').textContent()).toContain(LONG.slice(0, 10_000))
  await page.goto(urlOf(folder, `verify/${await idOf('更长的决定')}.html`))
  expect(await anythingOn(page)).toEqual([])
  await page.getByRole('button', { name: /取来全文核验（\d+ KiB）/u }).click()
  await page.getByText('一字未改').waitFor()
  expect((await page.locator('#shown').textContent())?.split(LONG)).toHaveLength(4)
  expect(await anythingOn(page)).toEqual([])
  expect(troubles).toEqual([])
})

test('a camera reads the code of every decision on the notice board', async () => {
  const { page } = await visitor({ deviceScaleFactor: 2 })
  await page.goto(urlOf(SAMPLE, 'board.html'))
  const codes = await page.locator('.qr svg').all()
  expect(codes).toHaveLength(2)
  for (const [at, code] of codes.entries()) {
    const image = await loadImage(await code.screenshot())
    const canvas = createCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0)
    const { data, width, height } = context.getImageData(0, 0, image.width, image.height)
    const digest = await page.locator('.qr .digest').nth(at).textContent()
    expect(decodeQR({ data, width, height })).toMatch(new RegExp(`^verify/[0-9a-f-]+\\.html#${digest}$`, 'u'))
  }
})

test('printed, the notice board is of A3 and the booklet of A5, and no way of the site is on them', async () => {
  const { page } = await visitor()
  for (const [path, width, height] of [
    ['board.html', 297, 420],
    ['board-2.html', 297, 420],
    ['booklet.html', 148, 210],
  ] as const) {
    await page.goto(urlOf(folder, path))
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const sizes = [...paper.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/gu)]
    expect(sizes.length).toBeGreaterThan(0)
    const inMillimetres = (points: string | undefined): number => Math.round((Number(points) / 72) * 25.4)
    for (const [, wide, high] of sizes)
      expect([path, inMillimetres(wide), inMillimetres(high)]).toEqual([path, width, height])
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0)
    await page.emulateMedia({ media: null })
  }
})
