import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PASSWORD } from '../packages/cli/src/demo/bureau.ts'
import { forge, noise } from '../packages/cli/src/demo/forgery.ts'
import { daysAgo } from '../packages/cli/src/demo/visitor.ts'
import { beijing, dayOf } from '../packages/core/src/kernel/index.ts'
import { liuhen, type Server, startServer } from '../packages/cli/src/demo/children.ts'
import { beginsAnew, leavesBehind, seriousOn, squeezedOn, walkDialog } from './accessible.ts'
import { DESK, deskOfTheDay, recordingNamed, settled, TELEPHONE, typeIn } from './chromium.ts'

const PAGES = join(import.meta.dirname, '../packages/web/src/desk')
const desk = deskOfTheDay()
const { at } = desk
let empty: Server | undefined
let activity: string
let opened: string
let paper: string
let publication: string
let system: Page

beforeAll(async () => {
  // A server on which nobody has founded a bureau yet.
  empty = await startServer(join(desk.day.folder, 'empty'), 0)
  activity = (await (await desk.day.as('zhoulh')).call.registerActivity({ body: { activity: 'patrol' } })).id
  opened = await openCase()
  const { call } = await desk.day.as('zhoulh')
  const begin = { rule: 'changsha-county-2023/paper-questioning', key: randomUUID() }
  paper = (await call.beginPaper({ params: { id: opened }, body: begin })).id
  publication = await begun()
  const seat = await desk.window()
  system = seat.page
  await typeIn(system, 'xitong', PASSWORD, desk.day.secrets['xitong'])
  await system.locator('nav').first().waitFor()
})
afterAll(() => empty?.stop())

/** Something to be made public, of which nothing is written yet. */
async function begun(): Promise<string> {
  const { call } = await desk.day.as('suzy')
  const body = { key: randomUUID(), rule: 'national/item-annual-figures' }
  return (await call.beginDisclosure({ body })).id
}

/** A case of 一中队, and its filing put up for approval. */
async function openCase(): Promise<string> {
  const { call } = await desk.day.as('zhoulh')
  const on = dayOf(daysAgo(0))
  const body = { title: '占道堆放建筑材料', procedure: 'ordinary' as const, on, source: '检查' }
  const { id } = await call.openCase({ body: { ...body, key: randomUUID() } })
  for (const act of ['violation-ended', 'violation-discovered'] as const)
    await call.doAct({ params: { id }, body: { act, on, by: [], key: randomUUID() } })
  const says = { jurisdiction: true, 'penalty-due': true, 'suspected-provision': '《示例市容管理办法》第十条' }
  await call.askApproval({ params: { id }, body: { act: 'case-filed', on, says, key: randomUUID() } })
  return id
}

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
    ['/disclosures/$id', 'suzy', `/disclosures/${publication}`],
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
    ['/supervision/indices', 'suzy'],
    ['/supervision/circulars', 'suzy'],
    ['/supervision/outside', 'suzy'],
    ['/accountability', 'suzy'],
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

/** A card of 一中队's camera is read by a station that does not ask the camera. */
async function readCard(): Promise<void> {
  const { call } = await desk.day.as('heqh')
  const station = (await call.listDevices()).find((one) => one.number === 'CZ-01')?.id ?? ''
  const { key } = await call.issueStationKey({ params: { id: station } })
  const card = join(desk.day.folder, 'card-alone')
  await mkdir(card)
  const digits = beijing(daysAgo(1)).slice(0, 10).replaceAll('-', '')
  await noise(join(card, `DSJ0217_021357_${digits}160000_0051.mp4`), 3)
  const env = { LIUHEN_SERVER: desk.day.url, LIUHEN_STATION_KEY: key }
  await liuhen(['dock', card, '--state', join(desk.day.folder, 'station-alone')], env, () => undefined)
  const leader = await desk.day.as('shenzy')
  await vi.waitUntil(async () => (await leader.call.cardReadings()).length > 0, { timeout: 240_000, interval: 300 })
}

/** The system administrator asks that somebody's password be reset: it waits for another to confirm it. */
async function askReset(page: Page): Promise<void> {
  const people = await (await desk.day.as('heqh')).call.listPeople()
  const id = people.find((one) => one.userName === 'luoxm')?.id
  const status = await page.evaluate(async (path) => {
    const headers = { 'content-type': 'application/json', 'liuhen-request': '1' }
    return (await fetch(path, { method: 'POST', headers, body: JSON.stringify({ reason: '忘记密码' }) })).status
  }, `/api/people/${id}/password`)
  expect(status).toBe(200)
}

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
  await askReset(system)
  for (const path of administered) found.push(...(await look(system, path)))
  found.push(...(await look((await desk.window()).page, '/sign-in')))
  found.push(...(await look((await desk.window(empty?.url)).page, '/set-up')))
  expect(found).toEqual([])
  // Something was weighed at all.
  expect(heaviest).toBeGreaterThan(100)
}, 600_000)

/** A dialog: the file that draws it, where, and the buttons that lead to it, the last of which opens it. */
interface Door {
  readonly dialog: string
  readonly path: string
  readonly press: readonly (string | RegExp)[]
  readonly before?: (page: Page) => Promise<void>
}

/** Those that need what the sample day has not: what it is, or the story that opens them. */
const elsewhere: Readonly<Record<string, string>> = {
  'recordings/handover.tsx': 'a recording that was handed over late',
  'intake/ownership.tsx': 'unrecorded.story.ts',
  'cases/open-case.tsx': 'cases.story.ts',
  'cases/act-form.tsx': 'cases.story.ts',
  'cases/sign.tsx': 'cases.story.ts',
  'cases/recordings-of-act.tsx': 'cases.story.ts',
  'papers/signing.tsx': 'papers.story.ts',
  'papers/give-numbers.tsx': 'a paper whose number is printed beforehand',
  'consolidation/page.tsx': 'a period that is over, with what was recorded in it',
}

const walked = new Map<string, number>()

/** Presses with the keyboard alone; where several carry the name, the first. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  const scope = (await page.locator('dialog[open]').count()) > 0 ? page.locator('dialog[open]').last() : page
  const button = scope.getByRole('button', { name, exact: true }).first()
  await button.focus()
  await page.keyboard.press('Enter')
}
const heading = (page: Page) => page.locator('dialog[open] h2').last().innerText()

/** Opens each dialog from the keyboard, walks through it, leaves it with Escape, and comes back to what was typed. */
async function walk(page: Page, doors: readonly Door[]): Promise<string[]> {
  const wrong: string[] = []
  for (const { dialog, path, press: buttons, before } of doors) {
    const say = (words: string) => wrong.push(`${dialog} (${path} ${buttons.map(String).join(' → ')}): ${words}`)
    await page.goto(path)
    await page.locator('h1').first().waitFor()
    await settled(page)
    await before?.(page)
    const last = buttons.at(-1) ?? ''
    for (const name of buttons) await press(page, name)
    await page.locator('dialog[open]').last().waitFor()
    await settled(page)
    const name = await heading(page)
    for (const one of await walkDialog(page)) say(one)
    for (const one of await seriousOn(page)) say(one)
    const typed = await leavesBehind(page)
    await page.keyboard.press('Escape')
    const gone = await page
      .waitForFunction((was) => [...document.querySelectorAll('dialog[open] h2')].at(-1)?.textContent !== was, name, {
        timeout: 5000,
      })
      .then(
        () => true,
        () => false,
      )
    if (!gone) say('Escape does not close it')
    if (buttons.length === 1) {
      const back = await page
        .waitForFunction(() => document.activeElement?.matches('button, a'))
        .then((one) => one.jsonValue())
      const names = await page.evaluate(() => {
        const one = document.activeElement
        return [one?.getAttribute('aria-label') ?? '', one?.textContent?.trim() ?? '']
      })
      const opener = names.some((one) => (typeof last === 'string' ? one === last : last.test(one)))
      if (!back || !opener) say(`the focus goes to “${names.join(' ')}” and not back`)
    }
    if (typed !== undefined) {
      await press(page, last)
      await page.locator('dialog[open]').last().waitFor()
      const trouble = await beginsAnew(page, typed)
      if (trouble) say(trouble)
    }
    walked.set(dialog, (walked.get(dialog) ?? 0) + 1)
  }
  return wrong
}

const tick = (page: Page) => page.getByRole('checkbox').first().check()

test('every dialog of the recordings and the intake is walked through with the keyboard alone', async () => {
  const id = await recordingNamed(desk.day, '104000_0006.mp4')
  const yesterday = beijing(daysAgo(1)).slice(0, 10)
  const { recording: claimed } = await forge(desk.day.url, desk.day.folder, yesterday, PASSWORD, () => undefined)
  await readCard()
  const mark = async (page: Page) => {
    await press(page, '标记')
    await page.getByLabel('标记的内容').fill('亮证')
    await page.keyboard.press('Enter')
    await page.locator('.timeline .mark', { hasText: '亮证' }).waitFor()
  }
  const wrong = await walk(await at('heqh'), [
    { dialog: 'recordings/shortcuts.tsx', path: `/recordings/${id}`, press: ['快捷键'] },
    { dialog: 'recordings/officer.tsx', path: `/recordings/${id}`, press: ['标注使用人'] },
    { dialog: 'recordings/markers.tsx', path: `/recordings/${id}`, press: ['撤回'], before: mark },
    { dialog: 'intake/quarantine.tsx', path: '/intake', press: ['处理'] },
  ])
  wrong.push(
    ...(await walk(await at('suzy'), [
      { dialog: 'recordings/packages.tsx', path: '/recordings', press: ['证据包'] },
      { dialog: 'recordings/packages.tsx', path: '/recordings', press: ['制作证据包'], before: tick },
      { dialog: 'recordings/confirm-origin.tsx', path: `/recordings/${claimed}`, press: ['确认来源'] },
      { dialog: 'recordings/reject-origin.tsx', path: `/recordings/${claimed}`, press: ['来源不属实'] },
    ])),
  )
  const cards = {
    dialog: 'recordings/card-readings.tsx',
    path: '/recordings?state=unconfirmed',
    press: [/^确认这 1 份/],
  }
  wrong.push(...(await walk(await at('shenzy'), [cards])))
  expect(wrong).toEqual([])
})

test('every dialog of the activities and the regulations is walked through with the keyboard alone', async () => {
  const wrong = await walk(await at('zhoulh'), [
    { dialog: 'activities/amend-dialog.tsx', path: `/activities/${activity}`, press: ['补充或更正'] },
  ])
  wrong.push(
    ...(await walk(await at('suzy'), [
      { dialog: 'law/choose-packs.tsx', path: '/law/rule-set', press: [/^(选定制度|改选制度)$/] },
      { dialog: 'causes/import-file.tsx', path: '/law/causes', press: ['导入案由、基准'] },
      { dialog: 'law/load-calendar.tsx', path: '/law/calendar', press: ['装入放假通知'] },
    ])),
  )
  expect(wrong).toEqual([])
})

test('every dialog of the devices is walked through with the keyboard alone', async () => {
  const devices = await (await desk.day.as('heqh')).call.listDevices()
  const path = (number: string) => `/devices/${devices.find((one) => one.number === number)?.id}`
  const dialog = 'devices/dialogs.tsx'
  const wrong = await walk(await at('heqh'), [
    { dialog: 'devices/form.tsx', path: '/devices', press: ['登记设备'] },
    { dialog: 'import/import-dialog.tsx', path: '/devices', press: ['导入 CSV'] },
    { dialog: 'devices/form.tsx', path: path('DSJ0405'), press: ['修改登记'] },
    { dialog, path: path('DSJ0405'), press: ['配发'] },
    { dialog, path: path('DSJ0405'), press: ['出勤前检查'] },
    { dialog, path: path('DSJ0405'), press: ['报故障'] },
    { dialog, path: path('DSJ0405'), press: ['报废'] },
    { dialog, path: path('DSJ0217'), press: ['收回'] },
    ...['安排维护', '登记维护', '登记维修'].map((press) => ({
      dialog: 'devices/care-dialogs.tsx',
      path: path('DSJ0405'),
      press: [press],
    })),
  ])
  expect(wrong).toEqual([])
})

test('every dialog of the duties is walked through with the keyboard alone', async () => {
  const wrong = await walk(await at('shenzy'), [
    { dialog: 'duties/posts.tsx', path: '/duties', press: ['确定岗位人员'] },
    { dialog: 'duties/rosters.tsx', path: '/duties', press: ['登记排班'] },
    { dialog: 'duties/rosters.tsx', path: '/duties', press: ['由表格导入'] },
    { dialog: 'duties/trainings.tsx', path: '/duties', press: ['安排培训'] },
  ])
  expect(wrong).toEqual([])
})

test('every dialog of the people is walked through with the keyboard alone', async () => {
  const unit = async (page: Page) => press(page, /^信息中心/)
  const sheet = 'people/person-sheet.tsx'
  const wrong = await walk(system, [
    { dialog: 'people/unit-form.tsx', path: '/people', press: ['新增单位'] },
    { dialog: 'people/unit-form.tsx', path: '/people', press: ['修改'], before: unit },
    { dialog: 'people/person-form.tsx', path: '/people', press: ['新增人员'] },
    { dialog: 'import/import-dialog.tsx', path: '/people', press: ['导入 CSV'] },
    { dialog: sheet, path: '/people', press: ['周立衡'] },
    { dialog: 'people/person-form.tsx', path: '/people', press: ['周立衡', '修改资料'] },
    { dialog: sheet, path: '/people', press: ['周立衡', '给临时密码'] },
    { dialog: sheet, path: '/people', press: ['周立衡', '停用'] },
  ])
  await askReset(system)
  const security = await desk.window()
  await typeIn(security.page, 'anquan', PASSWORD, desk.day.secrets['anquan'])
  await security.page.locator('nav').first().waitFor()
  wrong.push(
    ...(await walk(security.page, [
      { dialog: sheet, path: '/people', press: ['周立衡', '给角色'] },
      { dialog: sheet, path: '/people', press: ['方系统', '清除动态口令'] },
      { dialog: 'people/proposals.tsx', path: '/people/proposals', press: ['复核同意'] },
      { dialog: 'people/proposals.tsx', path: '/people/proposals', press: ['不同意'] },
    ])),
  )
  expect(wrong).toEqual([])
})

test('every dialog of a case is walked through with the keyboard alone', async () => {
  const path = `/cases/${opened}`
  const wrong = await walk(await at('zhoulh'), [
    { dialog: 'cases/about-case.tsx', path, press: ['认定'] },
    { dialog: 'cases/approvals.tsx', path, press: ['撤回'] },
    { dialog: 'papers/page.tsx', path: `/papers/${paper}`, press: ['作废'] },
  ])
  wrong.push(
    ...(await walk(await at('shenzy'), [
      { dialog: 'cases/about-case.tsx', path, press: ['指定承办人'] },
      { dialog: 'cases/acts.tsx', path, press: ['注销'] },
    ])),
  )
  expect(wrong).toEqual([])
})

test('no dialog of the desk is left out', async () => {
  const files = (await readdir(PAGES, { recursive: true })).filter((one) => one.endsWith('.tsx'))
  const missed: string[] = []
  for (const file of files) {
    const drawn = (await readFile(join(PAGES, file), 'utf8')).match(/<(Dialog|FormDialog|Confirm)\b/g)?.length ?? 0
    if (drawn > 0 && !walked.has(file) && elsewhere[file] === undefined) missed.push(file)
  }
  expect(missed).toEqual([])
})
