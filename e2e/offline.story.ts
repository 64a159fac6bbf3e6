import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pagesIn } from '../packages/server/src/http/pages.ts'
import { answeredAfter, AT_ONCE, launch, type Seat, sitDown, takePictures } from './chromium.ts'
import { PASSWORD } from '../packages/cli/src/demo/bureau.ts'
import { type Relay, relayTo } from './relay.ts'
import { beginNewBureau, type SampleDay } from './sample-day.ts'

let day: SampleDay
let line: Relay
let browser: Browser

beforeAll(async () => {
  ;[day, browser] = await Promise.all([beginNewBureau(), launch()])
  line = await relayTo(day.url)
})
afterAll(async () => {
  await browser.close()
  await line.close()
  await day.end()
})

/** Somebody whose browser keeps the program: the worker is in charge of the page. */
async function keeping(userName: string): Promise<Seat> {
  const seat = await sitDown(browser, line.url, (await day.as(userName)).cookie(), 'allow')
  await seat.page.goto('/')
  await seat.page.getByRole('heading', { level: 1 }).waitFor()
  await inCharge(seat.page)
  return seat
}
const inCharge = (page: Page) => page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')

/** What the browser keeps of the program: the addresses, and everything that stands in it. */
const kept = (page: Page): Promise<{ paths: string[]; words: string }> =>
  page.evaluate(async () => {
    const paths: string[] = []
    let words = ''
    for (const name of await caches.keys()) {
      const store = await caches.open(name)
      for (const request of await store.keys()) {
        paths.push(new URL(request.url).pathname)
        words += await (await store.match(request))?.text()
      }
    }
    return { paths, words }
  })

test('a reload without a line opens the desk, which says what is the matter and goes on by itself when the line is back', async () => {
  const { page, context } = await keeping('zhoulh')
  await line.set('none')
  await page.reload()
  await page.getByText('连接不上服务器，请检查网络后再试').first().waitFor()
  await page.getByRole('button', { name: '再试一次' }).first().waitFor()
  expect(await page.title()).toBe('留痕')
  await takePictures(page, 'offline-reload', 'view')
  await line.set('fast')
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByText('连接不上服务器').count()).toBe(0)
  await context.close()
})

test('an address that was never opened is no error page of the browser either', async () => {
  const { page, context } = await keeping('zhoulh')
  await line.set('none')
  await page.goto('/law/compare')
  await page.getByRole('button', { name: '再试一次' }).first().waitFor()
  expect(page.url()).toBe(`${line.url}/law/compare`)
  await page.goto('/sign-in')
  await page.getByRole('button', { name: '再试一次' }).first().waitFor()
  await line.set('fast')
  await context.close()
})

test('the program is kept and nothing else: no answer of the server, no name, nothing of whoever signed out', async () => {
  const { page, context } = await keeping('zhoulh')
  await page.getByRole('link', { name: '音像' }).first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  const { paths, words } = await kept(page)
  expect(paths).toContain('/')
  expect(paths.filter((path) => !/^\/($|seal\.svg$|assets\/)/.test(path))).toEqual([])
  expect(words).not.toContain('周立衡')
  expect(words).not.toContain('星渚县')
  await page.getByRole('button', { name: '退出' }).click()
  await page.waitForURL(/sign-in/)
  await page.getByLabel('用户名').waitFor()
  await line.set('none')
  await page.goto('/recordings')
  await page.getByRole('button', { name: '再试一次' }).first().waitFor()
  expect(await page.locator('body').innerText()).not.toContain('周立衡')
  await line.set('fast')
  await context.close()
})

test('a new version of the pages takes over at the next visit, and the files of the old one go', async () => {
  const folder = join(day.folder, 'pages')
  await cp(join(import.meta.dirname, '../packages/web/dist'), folder, { recursive: true })
  let pages = pagesIn(folder)
  const server = createServer((request, response) => {
    const asked = new Request(`http://pages${request.url ?? '/'}`)
    void pages(asked, new URL(asked.url).pathname).then(async (page) => {
      response.writeHead(page?.status ?? 404, Object.fromEntries(page?.headers ?? []))
      response.end(Buffer.from((await page?.arrayBuffer()) ?? new ArrayBuffer(0)))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { page, context } = await sitDown(
    browser,
    `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    undefined,
    'allow',
  )
  await page.goto('/')
  await inCharge(page)
  await page.reload()
  // Each part of the program is kept once it was fetched, which may be a moment after the page stands.
  const partOf = async () => (await kept(page)).paths.find((path) => /^\/assets\/(frame|page)-/.test(path)) ?? ''
  await expect.poll(partOf, { timeout: 120_000 }).not.toBe('')
  const old = await partOf()
  // The next version: another page, and one file fewer.
  for (const [name, from, to] of [
    ['index.html', '<title>留痕</title>', '<title>留痕，新版</title>'],
    ['service-worker.js', old, '/assets/renamed-AAAAAAAA.js'],
  ] as const)
    await writeFile(join(folder, name), (await readFile(join(folder, name), 'utf8')).replaceAll(from, to))
  for (const ending of ['br', 'gz']) await rm(join(folder, `service-worker.js.${ending}`))
  pages = pagesIn(folder)
  await page.reload()
  expect(await page.title()).toBe('留痕，新版')
  // The browser looks for a new worker a while after the page was opened.
  await expect.poll(async () => (await kept(page)).paths.includes(old), { timeout: 120_000 }).toBe(false)
  expect((await kept(page)).paths).toContain('/')
  await context.close()
  server.closeAllConnections()
  server.close()
})

const answered = (page: Page, name: string) => answeredAfter(page, 'button', name)

test('on a slow line every press is answered within a tenth of a second', async () => {
  const { id } = await (await day.as('zhoulh')).call.registerActivity({ body: { activity: 'patrol' } })
  const seat = await sitDown(browser, line.url, undefined, 'allow')
  const { page, context } = seat
  await page.goto('/sign-in')
  await page.getByLabel('用户名').fill('zhoulh')
  await page.getByLabel('密码').fill(PASSWORD)
  await line.set('slow')
  expect(await answered(page, '登录')).toBeLessThanOrEqual(AT_ONCE)
  await page.getByRole('navigation').first().waitFor()
  await line.set('fast')
  await page.goto(`/activities/${id}`)
  await page.getByRole('button', { name: '补充或更正' }).click()
  await page.getByLabel('说明', { exact: true }).fill('线路很慢')
  await line.set('slow')
  expect(await answered(page, '保存')).toBeLessThanOrEqual(AT_ONCE)
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await answered(page, '结束')).toBeLessThanOrEqual(AT_ONCE)
  await page.getByRole('button', { name: '结束' }).waitFor({ state: 'detached' })
  expect(await answered(page, '退出')).toBeLessThanOrEqual(AT_ONCE)
  await page.waitForURL(/sign-in/)
  await line.set('fast')
  await context.close()
})
