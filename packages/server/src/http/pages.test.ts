import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pagesIn } from './pages.ts'
import type { Pages } from './pages.ts'

let folder: string
let pages: Pages
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-pages-'))
  await mkdir(join(folder, 'dist', 'assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'outside')
  await writeFile(join(folder, 'dist', 'index.html'), 'plain')
  await writeFile(join(folder, 'dist', 'index.html.br'), 'brotli')
  await writeFile(join(folder, 'dist', 'index.html.gz'), 'gzip')
  await writeFile(join(folder, 'dist', 'assets', 'main-4fG7_a9Z.js'), 'script')
  pages = pagesIn(join(folder, 'dist'))
})
afterAll(() => rm(folder, { recursive: true }))

const get = (path: string, headers: Record<string, string> = {}) => pages(new Request('http://x/', { headers }), path)

test.each([
  ['gzip, deflate, br', 'brotli', 'br'],
  ['gzip;q=1.0', 'gzip', 'gzip'],
  ['', 'plain', null],
])('to a browser that takes "%s" goes the %s', async (accepted, body, encoding) => {
  const response = await get('/', { 'accept-encoding': accepted })
  expect(await response?.text()).toBe(body)
  expect(response?.headers.get('content-encoding')).toBe(encoding)
  expect(response?.headers.get('content-length')).toBe(String(body.length))
  expect(response?.headers.get('cache-control')).toBe('no-cache')
})

test('a name with a digest in it is kept for good', async () => {
  const response = await get('/assets/main-4fG7_a9Z.js')
  expect(response?.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(response?.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  await response?.body?.cancel()
})

test('an address the browser draws itself gets the page, a file that is not there gets nothing', async () => {
  expect(await (await get('/recordings/123'))?.text()).toBe('plain')
  expect(await get('/assets/gone-12345678.js')).toBeUndefined()
})

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '//secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/\0.txt',
])('%j leads nowhere outside', async (path) => {
  expect(await get(path)).toBeUndefined()
})
