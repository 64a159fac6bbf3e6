import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { CalendarDate } from '../packages/core/src/kernel/index.ts'
import { type TrialTeam, trialTeam } from '../packages/server/src/cases/trial.ts'
import { CHARGE, REVOKED } from '../packages/server/src/cases/trial-ordinary.ts'
import type { SignedIn } from '../packages/server/src/http/trial.ts'
import { siteAt, tooHeavy } from '../scripts/page-weight.ts'
import { proves } from '../scripts/proves.ts'
import { anythingOn, seriousOn, squeezedOn } from './accessible.ts'
import { DESK, launch, type Seat, settled, sitDown, TABLET, takePictures, TELEPHONE } from './chromium.ts'

let team: TrialTeam
let browser: Browser
let section: SignedIn
let office: SignedIn
let folder: string
const seats: Seat[] = []

beforeAll(async () => {
  const packs = [
    'jinzhong-2022-plan',
    'jinzhong-2022-disclosure',
    'jinzhong-2022-recording',
    'jinzhong-2022-legal-review',
  ]
  const begun = await Promise.all([trialTeam({ packs, from: '2022-03-01' as CalendarDate }), launch()])
  team = begun[0]
  browser = begun[1]
  section = await team.server.another('legal-section')
  office = await team.server.another('office')
  folder = await mkdtemp(join(tmpdir(), 'liuhen-public-'))
})
// What is withdrawn is answered with 410, which the console notes.
afterEach(() => expect(seats.flatMap((one) => one.troubles).filter((one) => !one.includes('410 (Gone)'))).toEqual([]))
afterAll(async () => {
  await browser.close()
  await team[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

async function at(who: SignedIn): Promise<Page> {
  const seat = await sitDown(browser, team.server.url, who.cookie)
  await seat.page.clock.setSystemTime(team.server.clock.now())
  seats.push(seat)
  return seat.page
}
/** How long the site may take to be written on a busy machine. */
const CAUGHT_UP = { timeout: 120_000 }

/** The widths at which the public site is looked at. */
const WIDTHS = [TELEPHONE, TABLET, DESK]
/** Everything axe finds of the page that is open, at each of them. */
async function axe(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const size of WIDTHS) {
    await page.setViewportSize(size)
    for (const one of await anythingOn(page)) found.push(`at ${size.width}: ${one}`)
  }
  return found
}
const SPOT = {
  ...CHARGE,
  'fine-amount': 200,
  'certificate-shown': true,
  'rights-told': true,
  'defence-made': false,
  numbered: true,
  'decision-handed-over': true,
  'party-signed': true,
}

test('a decision is masked beside its plain text, checked, approved and published; its QR is verified offline; withdrawn it says so and nothing else', async () => {
  proves('jinzhong-2022-plan/3-1.3')
  const of = await team.lead({
    procedure: 'simple',
    party: { kind: 'citizen', name: '钱大钊', born: '1980-05-01' as CalendarDate },
  })
  await team.done(of, 'violation-ended', { by: [] })
  await team.done(of, 'violation-discovered', { by: [] })
  const recordings = [await team.filmed('10:00', '10:15')]
  await team.done(of, 'penalty-on-the-spot', { place: '星沙路', at: '10:00', until: '10:15', says: SPOT, recordings })

  const legal = await at(section)
  await legal.goto('/disclosures')
  await legal.getByRole('region', { name: '要办的' }).getByRole('link', { name: '打开' }).click()
  await legal.locator('mark', { hasText: '钱大钊' }).first().waitFor()
  await legal.getByRole('button', { name: '填入遮好的文本' }).click()
  expect(await legal.getByLabel('当事人', { exact: true }).inputValue()).toBe('钱某某')
  await legal.getByLabel('决定书文号').fill('青城管罚〔2026〕1号')
  await takePictures(legal, 'disclosure-form')
  await legal.setViewportSize(DESK)
  await legal.getByRole('button', { name: '保存为新的一版' }).click()
  await legal.getByRole('button', { name: '送复核、审定' }).click()
  await legal.getByRole('dialog').getByRole('button', { name: '送复核、审定' }).click()
  await legal.getByText('待复核').first().waitFor()
  const id = new URL(legal.url()).pathname.split('/').at(-1) as string
  const view = await section.showDisclosure({ params: { id } })
  const { version, digest } = view.versions.at(-1) ?? { version: 0, digest: '' as never }
  await office.checkDisclosure({ params: { id }, body: { version, digest } })

  const head = await at(team.head)
  await head.goto(`/disclosures/${id}`)
  await head.getByRole('button', { name: '审定这一版' }).click()
  await head.getByLabel('您的密码').fill(team.head.password)
  await head.getByRole('dialog').getByRole('button', { name: '审定这一版' }).click()
  await head.getByText('已审定，待公布').first().waitFor()
  await office.publishDisclosure({ params: { id }, body: { version, digest } })
  await expect.poll(async () => (await office.listDisclosures()).site.current, CAUGHT_UP).toBe(true)
  await legal.goto('/disclosures')
  for (const size of [TELEPHONE, DESK]) {
    await legal.setViewportSize(size)
    await settled(legal)
    expect([...(await seriousOn(legal)), ...(await squeezedOn(legal))]).toEqual([])
  }
  await takePictures(legal, 'disclosures')

  const visitor = await sitDown(browser, team.server.url)
  seats.push(visitor)
  const { page } = visitor
  await page.goto('/public/search.html')
  await page.getByRole('searchbox').fill('2026〕1号')
  await page.getByRole('link', { name: /行政执法决定|处罚决定/ }).click()
  await page.getByText('钱某某').first().waitFor()
  expect(await axe(page)).toEqual([])
  await takePictures(page, 'public-item', 'whole', WIDTHS)
  await page.goto(`/public/verify/${id}.html#${digest}`)
  await page.getByText('一字未改').waitFor()
  await page.getByText('是同一版').waitFor()
  expect(await axe(page)).toEqual([])
  for (const path of [
    'index.html',
    'search.html',
    'complaints.html',
    'list/10-1.html',
    'screen.html',
    'board.html',
    'booklet.html',
  ]) {
    await page.goto(`/public/${path}`)
    expect([path, ...(await axe(page))]).toEqual([path])
  }
  const written = await siteAt(`${team.server.url}/public/`)
  expect([written.has(`verify/${id}.html`), written.has('dual-publicity.csv')]).toEqual([true, true])
  expect(tooHeavy(written)).toEqual([])
  await page.goto('/public/')
  await takePictures(page, 'public-site', 'whole', WIDTHS)
  // Carried away on a disc: the same pages, without a server.
  const taken = new URL(page.url())
  for (const path of ['check.js', 'style.css', `verify/${id}.html`]) {
    const text = await (await fetch(new URL(path, taken))).text()
    await mkdir(join(folder, 'verify'), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  const file = pathToFileURL(join(folder, 'verify', `${id}.html`)).href
  await page.goto(`${file}#${digest}`)
  await page.getByText('是同一版').waitFor()
  await page.goto(`${file}#${'0'.repeat(64)}`)
  await page.getByText('与二维码上的摘要不一致').waitFor()
  await page.goto(`${file}#${digest}`)
  await page.getByText('是同一版').waitFor()
  await page.goto(`${file}#${digest.slice(0, -1)}`)
  await page.getByText('与二维码上的摘要不一致').waitFor()

  await team.approved(of, 'decision-revoked', REVOKED, team.head)
  await legal.goto(`/disclosures/${id}`)
  await legal.getByRole('button', { name: '撤回' }).click()
  await legal.getByLabel('公开的理由').fill('认定事实的证据不足，决定已经撤销')
  await legal.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
  await legal.getByText('已撤回').first().waitFor()
  await expect.poll(async () => (await office.listDisclosures()).site.current, CAUGHT_UP).toBe(true)
  const answer = await page.goto(`${team.server.url}/public/items/${id}.html`)
  expect(answer?.status()).toBe(410)
  await page.getByText('认定事实的证据不足').waitFor()
  expect(await page.content()).not.toContain('钱某某')
  expect(await axe(page)).toEqual([])
  await takePictures(page, 'public-withdrawn', 'whole', WIDTHS)
})
