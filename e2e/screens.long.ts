import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD } from '../packages/cli/src/demo/bureau.ts'
import { type Server, startServer } from '../packages/cli/src/demo/children.ts'
import { seriousOn, squeezedOn } from './accessible.ts'
import { DESK, deskOfTheDay, recordingNamed, settled, TELEPHONE, typeIn } from './chromium.ts'
import { askReset, beginPaper, openCase, publication } from './states.ts'

const PAGES = join(import.meta.dirname, '../packages/web/src/desk')
const desk = deskOfTheDay()
const { at } = desk
let empty: Server | undefined
let activity: string
let opened: string
let paper: string
let figures: string
let system: Page

beforeAll(async () => {
  // A server on which nobody has founded a bureau yet.
  empty = await startServer(join(desk.day.folder, 'empty'), 0)
  activity = (await (await desk.day.as('zhoulh')).call.registerActivity({ body: { activity: 'patrol' } })).id
  opened = await openCase(desk.day)
  paper = await beginPaper(desk.day, opened)
  figures = await publication(desk.day, 'begun')
  const seat = await desk.window()
  system = seat.page
  await typeIn(system, 'xitong', PASSWORD, desk.day.secrets['xitong'])
  await system.locator('nav').first().waitFor()
})
afterAll(() => empty?.stop())

/** An address of the router, who looks at it, and what stands in it for what the address leaves open. */
type Screen = readonly [route: string, userName: string, path?: string]

async function screens(): Promise<readonly Screen[]> {
  const id = (name: string) => recordingNamed(desk.day, name)
  const devices = await (await desk.day.as('heqh')).call.listDevices()
  const device = devices.find((one) => one.number === 'DSJ0405')?.id ?? ''
  return [
    ['/', 'heqh'],
    ['/', 'zhoulh'],
    ['/', 'suzy'],
    ['/', 'liangc'],
    ['/recordings', 'suzy'],
    ['/recordings/$id', 'heqh', `/recordings/${await id('104000_0006.mp4')}`],
    ['/recordings/$id', 'heqh', `/recordings/${await id('_0004.mp4')}`],
    ['/recordings/$id', 'heqh', `/recordings/${await id('_0009.wav')}`],
    ['/recordings/$id', 'heqh', `/recordings/${await id('_0007.jpg')}`],
    ['/recordings/$id/redact', 'heqh', `/recordings/${await id('104000_0006.mp4')}/redact`],
    ['/recordings/$id', 'heqh', '/recordings/00000000-0000-4000-8000-000000000000'],
    ['/intake', 'heqh'],
    ['/activities', 'zhoulh'],
    ['/activities/$id', 'zhoulh', `/activities/${activity}`],
    ['/cases', 'zhoulh'],
    ['/cases/$id', 'zhoulh', `/cases/${opened}`],
    ['/papers/$id', 'zhoulh', `/papers/${paper}`],
    ['/calendar', 'shenzy'],
    ['/approvals', 'zhoulh'],
    ['/requests', 'suzy'],
    ['/disclosures', 'suzy'],
    ['/disclosures/$id', 'suzy', `/disclosures/${figures}`],
    ['/devices', 'heqh'],
    ['/devices/$id', 'heqh', `/devices/${device}`],
    ['/duties', 'suzy'],
    ['/duties', 'shenzy'],
    ['/batches', 'shenzy'],
    ['/volumes', 'suzy'],
    ['/volumes/$id', 'suzy', `/volumes/${opened}`],
    ['/keeping', 'suzy'],
    ['/keeping/$id', 'suzy', '/keeping/00000000-0000-4000-8000-000000000000'],
    ['/discs', 'shenzy'],
    ['/assessment', 'suzy'],
    ['/supervision', 'suzy'],
    ['/supervision/findings', 'suzy'],
    ['/supervision/draws', 'suzy'],
    ['/supervision/draws/$id', 'suzy', '/supervision/draws/00000000-0000-4000-8000-000000000000'],
    ['/supervision/sheets', 'suzy'],
    ['/supervision/sheets/$id', 'suzy', '/supervision/sheets/00000000-0000-4000-8000-000000000000'],
    ['/cases/$id/sheet', 'suzy', `/cases/${opened}/sheet`],
    ['/supervision/indices', 'suzy'],
    ['/supervision/circulars', 'suzy'],
    ['/supervision/outside', 'suzy'],
    ['/accountability', 'suzy'],
    ['/inspections', 'suzy'],
    ['/inspections/$id', 'suzy', '/inspections/00000000-0000-4000-8000-000000000000'],
    ['/oversight', 'wangjd'],
    ['/oversight/cases/$id', 'wangjd', `/oversight/cases/${opened}`],
    ['/oversight/checks', 'wangjd'],
    ['/oversight/figures', 'wangjd'],
    ['/outside', 'suzy'],
    ['/machine', 'heqh'],
    ['/people', 'heqh'],
    ['/deadline', 'zhoulh'],
    ['/law', 'suzy'],
    ['/law/compare', 'suzy'],
    ['/law/diff', 'suzy'],
    ['/law/causes', 'suzy'],
    ['/law/findings', 'suzy'],
    ['/law/rule-set', 'suzy'],
    ['/law/calendar', 'suzy'],
    ['/law/$pack', 'suzy', '/law/changsha-county-2023'],
    ['/law/$pack/$', 'suzy', '/law/changsha-county-2023/41'],
    ['/log', 'heqh'],
    ['/account', 'heqh'],
    ['/no-such-page', 'heqh'],
  ]
}

/** JavaScript that a first visit may fetch, compressed, in KiB. */
const MOST = { '/sign-in': 220, other: 350 } as const

let heaviest = 0

/** Everything that is wrong with the page: what a screen reader or a keyboard stumbles over, and a weight beyond its budget. */
async function look(page: Page, path: string): Promise<string[]> {
  const found: string[] = []
  const wire = await page.context().newCDPSession(page)
  await wire.send('Network.enable')
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true })
  const sizes: Promise<{ readonly responseBodySize: number }>[] = []
  const weigh = (request: Request): void => {
    if (request.resourceType() === 'script') sizes.push(request.sizes())
  }
  page.on('requestfinished', weigh)
  await page.goto(path)
  await page.locator('h1, h3').first().waitFor()
  await settled(page)
  page.off('requestfinished', weigh)
  await wire.detach()
  const kib = (await Promise.all(sizes)).reduce((sum, one) => sum + one.responseBodySize, 0) / 1024
  heaviest = Math.max(heaviest, kib)
  if (kib > (path === '/sign-in' ? MOST[path] : MOST.other)) found.push(`${path}: ${Math.round(kib)} KiB of script`)
  for (const size of [DESK, TELEPHONE]) {
    await page.setViewportSize(size)
    await settled(page)
    for (const one of [...(await seriousOn(page)), ...(await squeezedOn(page))])
      found.push(`${path} at ${size.width}: ${one}`)
  }
  await page.setViewportSize(DESK)
  return found
}

test('nothing serious stands in the way of a screen reader or a keyboard, on any page, at both widths, and none is too heavy', async () => {
  const all = await screens()
  const source = await readFile(join(PAGES, 'routes.tsx'), 'utf8')
  // In that file every text that begins with a slash is an address.
  const routes = new Set([...source.matchAll(/'(\/[^']*)'/g)].map((one) => one[1]))
  expect(routes.size).toBeGreaterThan(20)
  const administered = ['/', '/people', '/people/proposals', '/log']
  const looked = new Set([...all.map(([route]) => route), ...administered, '/sign-in', '/set-up'])
  expect([...routes].filter((one) => !looked.has(one ?? ''))).toEqual([])

  const found: string[] = []
  for (const [route, userName, path = route] of all) found.push(...(await look(await at(userName), path)))
  await askReset(desk.day, system)
  for (const path of administered) found.push(...(await look(system, path)))
  found.push(...(await look((await desk.window()).page, '/sign-in')))
  found.push(...(await look((await desk.window(empty?.url)).page, '/set-up')))
  expect(found).toEqual([])
  // Something was weighed at all.
  expect(heaviest).toBeGreaterThan(100)
}, 600_000)
