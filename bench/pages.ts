import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright-core'
import { PASSWORD } from '../packages/cli/src/demo/index.ts'
import type { Figure } from './measure.ts'

const root = join(import.meta.dirname, '..')
const BROWSER = '/usr/bin/chromium'
const PAGES = ['/', '/recordings', '/intake', '/devices', '/log']

/** How long until the first page after starting on existing data, and how much script a first visit loads. */
export async function pageFigures(data: string): Promise<Figure[]> {
  const figures: Figure[] = []
  const began = performance.now()
  const child = spawn(
    process.execPath,
    [join(root, 'packages/server/src/main.ts'), '--data', data, '--port', '0', '--json'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  try {
    const url = await new Promise<string>((resolve) =>
      createInterface({ input: child.stdout }).once('line', (line) =>
        resolve((JSON.parse(line) as { ready: string }).ready),
      ),
    )
    await (await fetch(url)).text()
    figures.push({
      name: 'first page after starting on existing data',
      value: `${((performance.now() - began) / 1000).toFixed(2)} s`,
      goal: '≤ 3 s',
    })
    if (existsSync(BROWSER)) figures.push(...(await scripts(url)))
  } finally {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('exit', resolve))
  }
  return figures
}

async function scripts(url: string): Promise<Figure[]> {
  const browser = await chromium.launch({
    executablePath: BROWSER,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  const loaded = async (
    path: string,
    cookies: Parameters<Awaited<ReturnType<typeof browser.newContext>>['addCookies']>[0],
  ): Promise<number> => {
    const context = await browser.newContext()
    await context.addCookies(cookies)
    const page = await context.newPage()
    const sizes: Promise<{ responseBodySize: number }>[] = []
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') sizes.push(request.sizes())
    })
    await page.goto(url + path, { waitUntil: 'networkidle' })
    const bytes = (await Promise.all(sizes)).reduce((sum, one) => sum + one.responseBodySize, 0)
    await context.close()
    return bytes
  }
  try {
    const signIn = await loaded('/sign-in', [])
    const context = await browser.newContext()
    await context.request.post(`${url}/api/session`, {
      data: { userName: 'heqh', password: PASSWORD },
      headers: { 'liuhen-request': '1', origin: url },
    })
    const cookies = await context.cookies()
    let [heaviest, where] = [0, '']
    for (const path of PAGES) {
      const bytes = await loaded(path, cookies)
      if (bytes > heaviest) [heaviest, where] = [bytes, path]
    }
    const kib = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KiB`
    return [
      { name: 'script of a first visit to the sign-in page, compressed', value: kib(signIn), goal: '≤ 220 KiB' },
      { name: `script of the heaviest desk page (${where}), compressed`, value: kib(heaviest), goal: '≤ 350 KiB' },
    ]
  } finally {
    await browser.close()
  }
}
