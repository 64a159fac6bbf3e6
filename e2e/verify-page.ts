import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { DESK, launch } from './chromium.ts'
import { makeSamplePackage } from './sample-package.ts'

/** A folder for what a story makes. */
export let folder: string
export let sample: Awaited<ReturnType<typeof makeSamplePackage>>
let browser: Browser
const opened: Page[] = []
/** Why requests of the page that is open came to nothing. */
export const refused: string[] = []

/** A sample package and a browser for the stories of one file, which open its page from disc. */
export function verifyPageStories(): void {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verify-page-'))
    sample = await makeSamplePackage(folder)
    browser = await launch()
  })
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close()
    refused.splice(0)
  })
  afterAll(async () => {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  })
}

/** Opens a package's page from disc, as a double click does; any error on the page or any request elsewhere fails. */
export async function openPage(file = join(sample.path, '打开验证.html')): Promise<Page & { troubles: string[] }> {
  const page = await browser.newPage({ viewport: DESK })
  page.setDefaultTimeout(120_000)
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('ERR_FILE_NOT_FOUND')) troubles.push(message.text())
  })
  page.on('requestfailed', (request) => refused.push(request.failure()?.errorText ?? ''))
  page.on('request', (request) => {
    if (!/^(file|blob|data):/.test(request.url())) troubles.push(request.url())
  })
  // What Chromium 109 does not have yet.
  await page.addInitScript(() => {
    for (const [owner, names] of [
      [String.prototype, ['isWellFormed', 'toWellFormed']],
      [Array.prototype, ['toSorted', 'toReversed', 'toSpliced', 'with']],
      [Promise, ['withResolvers', 'try']],
      [Object, ['groupBy']],
      [Map, ['groupBy']],
      [Array, ['fromAsync']],
      [Set.prototype, ['union', 'difference', 'intersection', 'isSubsetOf']],
      [Uint8Array.prototype, ['toHex', 'toBase64']],
    ] as const)
      for (const name of names) Reflect.deleteProperty(owner, name)
  })
  opened.push(page)
  await page.goto(pathToFileURL(file).href)
  await page
    .locator('html[data-companion]')
    .waitFor({ timeout: 120_000 })
    .catch((thrown: unknown) => {
      throw new Error(`the page did not start: ${troubles.join(' · ')}`, { cause: thrown })
    })
  return Object.assign(page, { troubles })
}

export const choose = (page: Page, id: 'folder' | 'files', paths: string | string[]): Promise<void> =>
  page.setInputFiles(`#${id}`, paths)
export const compare = async (page: Page, key: string): Promise<void> => {
  await page.getByLabel('该局公布的公钥').fill(key)
  await page.getByRole('button', { name: '比对' }).click()
}
export const verdict = (page: Page, seal: string): Promise<void> =>
  page.locator('.seal', { hasText: new RegExp(`^${seal}$`) }).waitFor()
