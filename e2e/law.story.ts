import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { PASSWORD } from '../packages/cli/src/demo/bureau.ts'
import { startServer } from '../packages/cli/src/demo/children.ts'
import { daysAgo, setUpPasswordIn, signIn } from '../packages/cli/src/demo/visitor.ts'
import { beijing, instantOf, millisecondsOf } from '../packages/core/src/kernel/index.ts'
import { proves, states } from '../scripts/proves.ts'
import { seriousOn } from './accessible.ts'
import { deskOfTheDay, takePictures } from './chromium.ts'

/** A recording of a minor correction, made yesterday. */
let recording: string
const yesterday = beijing(daysAgo(1)).slice(0, 10)

const desk = deskOfTheDay(async (day) => {
  const { rows } = await (await day.as('heqh')).call.listRecordings({ query: { limit: 200 } })
  const row = rows.find((one) => one.fileName.endsWith('104000_0006.mp4'))
  if (!row) throw new Error('the sample day has no recording of 10:40')
  recording = row.id
  const beside = (at: typeof row.start, minutes: number) => instantOf(millisecondsOf(at) + minutes * 60_000)
  const body = { activity: 'minor-correction', start: beside(row.start, -5), end: beside(row.end, 5) } as const
  await (await day.as('zhoulh')).call.registerActivity({ body })
})
const { at } = desk

/** What one line of the recording's rules says, and the addresses of the articles it links to. */
async function line(card: Locator, name: string): Promise<{ says: string; articles: string[] }> {
  const found = card.locator('dt', { hasText: new RegExp(`^${name}$`) }).locator('xpath=following-sibling::dd[1]')
  const links = await found.locator('a.article-link').all()
  const articles = await Promise.all(links.map(async (one) => (await one.getAttribute('href')) ?? ''))
  return { says: await found.innerText(), articles: [...new Set(articles)] }
}

/** Chooses a bureau's regulation as its legal section does, from the day of the recording on. */
async function choose(page: Page, issuer: string, firstDay?: string): Promise<void> {
  await page.goto('/law/rule-set')
  await page.getByRole('button', { name: /选定制度|改选制度/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: issuer }).check()
  await dialog.getByLabel('自哪天起', { exact: true }).fill(yesterday)
  if (firstDay !== undefined) await dialog.getByLabel(/自哪天施行/).fill(firstDay)
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('待定：制度留给本局定的').waitFor()
}

/** Decides what the regulation leaves to the bureau, where it stands open. */
async function decide(page: Page, setting: string, value: string): Promise<void> {
  const one = page.locator('.setting', { hasText: setting }).first()
  await one.getByRole('button', { name: '来定' }).click()
  await one.getByLabel(/^内容/).fill(value)
  await one.getByLabel('自哪天起').fill(yesterday)
  await one.getByRole('button', { name: '保存' }).click()
}

interface Expected {
  readonly issuer: string
  readonly pack: string
  readonly firstDay?: string
  readonly handover: readonly [says: RegExp, article: string]
  readonly path: readonly [says: RegExp, article: string]
  readonly retention: readonly [says: RegExp, article: string]
  /** Whose approval which purpose needs. */
  readonly approver: readonly [purpose: string, says: RegExp, article: string]
}

const bureaus: readonly Expected[] = [
  {
    issuer: '长沙县行政执法局',
    pack: 'changsha-county-2023',
    handover: [/24小时/, '41'],
    path: [/制度没有规定层级/, '40'],
    retention: [/未作规定[\s\S]*待定/, '39'],
    approver: ['当事人查阅', /须经审批，未写明由谁审批[\s\S]*待定/, '44'],
  },
  {
    issuer: '吉林市城市管理行政执法局',
    pack: 'jilin-2017',
    handover: [/每天工作结束后及时（.* 17:30 以前）/, '12'],
    path: [/一中队 \/ DSJ0217 \/ 周立衡 \/ \d{4} \/ \d\d \/ \d\d \//, '13'],
    retention: [/轻微违法纠正：6个月，至少到 \d{4}-\d\d-\d\d/, '14'],
    approver: ['有权机关查阅', /市局主要领导审批/, '18'],
  },
  {
    issuer: '晋中市城市管理综合行政执法局',
    pack: 'jinzhong-2022-recording',
    handover: [/每天工作结束后及时（.* 17:30 以前）/, '16'],
    path: [/周立衡 \/ \d{4}-\d\d-\d\d \/ 轻微违法劝阻纠正/, '16'],
    retention: [/其他：6个月，至少到 \d{4}-\d\d-\d\d/, '17'],
    approver: ['查阅', /单位负责人审批/, '18'],
  },
  {
    issuer: '济宁市兖州区综合行政执法局',
    pack: 'yanzhou-2019',
    handover: [/24小时/, '9'],
    path: [/一中队 \/ DSJ0217 \/ 周立衡 \/ 轻微违法劝阻纠正 \//, '8'],
    retention: [/其他：3年，至少到 \d{4}-\d\d-\d\d/, '10'],
    approver: ['查阅', /承办机构主要负责人审批/, '12'],
  },
  {
    issuer: '永清县城市管理综合行政执法局',
    pack: 'yongqing-2022',
    firstDay: '2022-12-01',
    handover: [/每天工作结束后及时（.* 17:30 以前）/, '11'],
    path: [/一中队 \/ DSJ0217 \/ 周立衡 \/ \d{4}-\d\d-\d\d \//, '17'],
    retention: [/未作规定[\s\S]*待定/, '12'],
    approver: ['查阅', /须经审批，未写明由谁审批[\s\S]*待定/, '16'],
  },
]

test('one recording under five bureaus’ regulations: five answers, each with its own articles', async () => {
  proves('changsha-county-2023/41.2', 'yanzhou-2019/9.2')
  states('jilin-2017/14.2', 'jinzhong-2022-recording/17.1', 'yanzhou-2019/10.2')
  const legal = await at('suzy')
  const centre = await at('heqh')
  const told = new Set<string>()
  for (const one of bureaus) {
    await choose(legal, one.issuer, one.firstDay)
    if (one.pack === 'jilin-2017') {
      await decide(legal, '每天工作结束后，几点还没有存储算迟', '17:30')
      await legal.locator('.setting', { hasText: '17:30' }).waitFor()
    }
    await centre.goto(`/recordings/${recording}`)
    const card = centre.locator('.rules-card', { hasText: '制度怎么说' })
    await card.locator('dt', { hasText: '移交' }).waitFor()
    // Settings that are open bring their articles a moment later.
    await centre.waitForFunction(() => document.querySelector('.bones, [aria-busy=true]') === null)
    const lines = { 移交: one.handover, 归类: one.path, 保存: one.retention, [one.approver[0]]: one.approver.slice(1) }
    for (const [name, [says, article]] of Object.entries(lines) as [string, readonly [RegExp, string]][]) {
      const address = `/law/${one.pack}/${article}`
      await card.locator(`dd:has(a.article-link[href="${address}"])`).first().waitFor()
      const found = await line(card, name)
      expect(found.says, `${one.issuer} ${name}`).toMatch(says)
      expect(found.articles, `${one.issuer} ${name}`).toContain(address)
    }
    told.add(await card.innerText())
    if (one.pack !== 'yanzhou-2019') continue
    // Who may not look at it is told why, and is given no keys that move nothing.
    await centre.getByText('这份音像须经批准才能查看', { exact: true }).waitFor()
    expect(await centre.getByRole('button', { name: '播放' }).count()).toBe(0)
    expect(await seriousOn(centre)).toEqual([])
    await takePictures(centre, 'recording-rules')
  }
  expect(told.size).toBe(5)
})

test('the link leads to the article: its words, what the system does about it, the numbers of this week', async () => {
  await choose(await at('suzy'), '长沙县行政执法局')
  const page = await at('heqh')
  await page.goto(`/recordings/${recording}`)
  await page.locator('.rules-card a.article-link', { hasText: '第四十一条' }).first().click()
  await page.getByRole('heading', { level: 1, name: '第四十一条' }).waitFor()
  const words = await page.locator('.article-text').innerText()
  expect(words).toContain('不得自行保管')
  expect(await page.locator('#obligation-41\\.2 .does').innerText()).toMatch(/返回单位后24小时内/)
  await page.locator('.live', { hasText: '移交晚于时限' }).waitFor()
  await page.locator('mark', { hasText: '不得自行保管' }).click()
  await page.locator('#obligation-41\\.3.chosen').waitFor()
  await takePictures(page, 'article')
  await page.getByRole('link', { name: /下一条/ }).click()
  await page.getByRole('heading', { level: 1, name: '第四十二条' }).waitFor()
})

test('the same topic stands side by side in all bureaus, and one under another on a telephone', async () => {
  const page = await at('suzy')
  await page.goto('/law/compare')
  await page.getByLabel('事项').selectOption('保存期限')
  await page.locator('td', { hasText: '至少保存3年' }).first().waitFor()
  expect(await page.locator('table.compare thead th').count()).toBe(6)
  await takePictures(page, 'law-compare')
})

test('a setting laxer than the law is refused with the article; within the bound it is decided', async () => {
  states('changsha-county-2023/15.4')
  const page = await at('suzy')
  await page.goto('/law/rule-set')
  const setting = page.locator('.setting', { hasText: '证据先行登记保存的期限' }).first()
  await decide(page, '证据先行登记保存的期限', '9')
  await setting.getByRole('alert').getByRole('link', { name: '行政处罚法第五十六条' }).waitFor()
  expect(await setting.getByLabel(/^内容/).inputValue()).toBe('9')
  await takePictures(page, 'law-setting-refused', 'view')
  await setting.getByLabel(/^内容/).fill('7')
  await setting.getByRole('button', { name: '保存' }).click()
  await page.locator('.setting', { hasText: '证据先行登记保存的期限' }).getByText('7个工作日').first().waitFor()
  await takePictures(page, 'law-rule-set', 'view')
  // What governs cases stands apart, and is not called open.
  const later = page.locator('section', { has: page.getByRole('heading', { name: '以后再定' }) })
  await later.getByText('办理案件时再问').first().waitFor()
  expect(await later.getByText('待定', { exact: true }).count()).toBe(0)
  // An officer sees what is open and whose it is to decide.
  const officer = await at('zhoulh')
  await officer.goto('/law/rule-set')
  await officer.getByText('这一步由').first().waitFor()
  expect(await officer.getByRole('button', { name: '改选制度' }).getAttribute('aria-disabled')).toBe('true')
})

test('any officer learns the last day to pay, and why each day was skipped', async () => {
  const page = await at('zhoulh')
  await page.goto('/')
  await page.getByRole('navigation', { name: '页面', exact: true }).getByRole('link', { name: '期限计算器' }).click()
  await page.getByLabel('名称、条文').fill('缴纳罚款')
  await page
    .getByRole('radio', { name: /^缴纳罚款/ })
    .first()
    .check()
  await page.getByLabel('起算日').fill('2026-09-18')
  await page.locator('.last-day', { hasText: '2026年10月8日' }).waitFor()
  await page.getByText('本应 2026-10-03，遇休息日顺延').waitFor()
  expect(await page.locator('.skipped').innerText()).toMatch(/2026-10-03 – 10-07[\s\S]*国庆节/)
  expect(await page.getByText('暂定').count()).toBe(0)
  await takePictures(page, 'deadline')
  await page.getByLabel('起算日').fill('2027-09-18')
  await page.getByText('暂定').first().waitFor()
  await page.getByLabel('名称、条文').fill('')
  await page.getByRole('radio', { name: /申请法院强制执行的窗口/ }).check()
  await page.getByLabel('当事人收到决定书').fill('2026-01-12')
  await page.getByLabel('与哪个制度的条文比').selectOption('长沙县行政执法局行政执法全过程记录制度')
  await page.locator('.reading', { hasText: '按法律' }).waitFor()
  await page.locator('.reading', { hasText: '按条文字面' }).waitFor()
  await takePictures(page, 'deadline-court', 'view')
})

test('the calculator asks what only the bureau knows: how long the paper says, who prolonged it, against what', async () => {
  const page = await at('zhoulh')
  const last = (day: string) => page.locator('.last-day', { hasText: day }).first().waitFor()
  const fill = async (label: string, words: string) => {
    await page
      .locator('input:not([type=radio])')
      .and(page.getByLabel(label, { exact: true }))
      .fill(words)
    await page.keyboard.press('Tab')
  }
  await page.goto('/deadline?pack=national&period=period-case-construction&from=2026-09-01')
  await last('2026年11月30日')
  await page.getByRole('checkbox', { name: /已批准延长：.*30/ }).check()
  await last('2026年12月30日')
  await page.getByRole('checkbox', { name: /又经机关负责人集体讨论批准再次延长，最多60/ }).check()
  await last('2027年2月28日')
  await page.getByRole('button', { name: '加一段' }).click()
  await fill('从', '2026-09-19')
  await fill('到', '2026-09-10')
  await page.getByText('止日不能早于起日').waitFor()
  await fill('从', '2026-09-10')
  await fill('到', '2026-09-19')
  await page.getByLabel('事由').selectOption('中止调查')
  await last('2027年3月10日')
  await takePictures(page, 'deadline-extended', 'view')

  // Against what was decided on the spot there is no direct suit: the article is quoted, and nothing is reckoned.
  await page.goto('/deadline?pack=national&period=period-suit&from=2026-09-01')
  await last('2027年3月1日')
  await page.getByLabel('针对哪种决定').selectOption({ index: 1 })
  await page.getByText(/复议前置：先申请行政复议/).waitFor()
  await page
    .getByText(/行政复议法第二十三条/)
    .first()
    .waitFor()
  expect(await page.locator('.last-day').count()).toBe(0)
  await takePictures(page, 'deadline-reconsideration-first', 'view')

  await page.goto('/deadline?pack=national&period=period-supervision&from=2026-09-01')
  await page.getByText('督办函、意见书或者决定书写明的期限').first().waitFor()
  expect(await page.locator('.last-day').count()).toBe(0)
  await fill('文书写明的期限', '0')
  expect(await page.locator('.last-day').count()).toBe(0)
  await fill('文书写明的期限', '15')
  await page.getByLabel('单位', { exact: true }).selectOption('calendar-day')
  await last('2026年9月16日')
})

test('the year is a picture; a notice with a wrong row loads nothing and says which, mended it is used', async () => {
  const page = await at('suzy')
  await page.goto('/law/calendar?year=2026')
  await page.locator('.day.make-up[title^="2026-10-10"]').waitFor()
  await page.locator('.day.holiday[title^="2026-10-01"]').waitFor()
  await takePictures(page, 'law-calendar')
  await page.goto('/law/calendar?year=2028')
  await page.getByText('2028 年的放假通知还没有装入').waitFor()
  const rows = ['日期,安排,节日,法定', '2028-01-01,放假,元旦,是', '2028-02-30,放假,春节,']
  await page.getByRole('button', { name: '装入放假通知' }).click()
  const dialog = page.getByRole('dialog')
  const file = (lines: readonly string[]) => ({
    name: '2028.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\r\n')),
  })
  await dialog.getByLabel('通知文件').setInputFiles(file(rows))
  await dialog.getByLabel('放假通知的名称').fill('国务院办公厅关于2028年部分节假日安排的通知')
  await dialog.getByLabel('公布日期').fill('2027-11-10')
  await dialog.getByRole('button', { name: '检查' }).click()
  await dialog.getByText('一天也没有装入').waitFor()
  expect(await dialog.locator('tbody').innerText()).toBe('第 3 行的“日期”："2028-02-30" 不是真实的日期')
  await takePictures(page, 'law-calendar-refused', 'view')
  await dialog.getByLabel('通知文件').setInputFiles(file(rows.slice(0, 2)))
  await dialog.getByRole('button', { name: '检查' }).click()
  await dialog.getByText('检查通过：2028 年，放假 1 天').waitFor()
  await dialog.getByRole('button', { name: '装入放假通知' }).click()
  await dialog.getByText('已装入 2028 年').waitFor()
  await dialog.getByRole('button', { name: '关闭' }).click()
  await page.locator('.day.holiday[title^="2028-01-01"]').waitFor()
  await page.getByText('本局装入').waitFor()
})

test('the list, the slips that were found, and what differs between two regulations', async () => {
  const page = await at('suzy')
  await page.goto('/law')
  await page.getByRole('region', { name: '本局适用' }).getByText('长沙县行政执法局行政执法全过程记录制度').waitFor()
  await takePictures(page, 'law')
  await page.goto('/law/findings?pack=changsha-county-2023')
  await page.locator('.finding').first().waitFor()
  const stricter = page.getByRole('region', { name: '比上位法严，允许' })
  expect(await stricter.locator('.finding').count()).toBe(1)
  expect(await page.getByRole('region', { name: '有疑问' }).innerText()).not.toContain('比上位法严')
  const unnamed = page.locator('.finding', { hasText: 'approver-unnamed/access-provide' })
  await unnamed.getByRole('link', { name: '《长沙县行政执法局行政执法全过程记录制度》第四十六条' }).waitFor()
  expect(await unnamed.locator('.says').innerText()).toContain('未写明由谁审批')
  await takePictures(page, 'law-findings', 'view')
  await page.goto('/law/diff?pack=jilin-2017&against=yongqing-2022')
  await page.locator('ins').first().waitFor()
  await takePictures(page, 'law-diff', 'view')
})

test('at the first set-up the regulation is chosen among five bureaus’, and what is left blank stays open', async () => {
  const server = await startServer(join(desk.day.folder, 'founding'), 0)
  try {
    const { page, context } = await desk.window(server.url)
    await page.goto('/set-up')
    const bureaus = page.getByRole('radiogroup', { name: '本局的制度' })
    await bureaus.getByRole('radio').first().waitFor()
    expect(await bureaus.getByRole('radio').count()).toBe(6)
    expect(await bureaus.getByRole('radio', { name: '以后再选' }).isChecked()).toBe(true)
    await page.getByLabel('安装口令').fill(await setUpPasswordIn(server.data))
    await page.getByLabel('单位全称').fill('星渚县行政执法局')
    await page.getByLabel('日志名称').fill('xingzhu-law')
    for (const [kind, userName] of Object.entries({ 系统: 'xitong', 安全: 'anquan', 审计: 'shenji' })) {
      const form = page.getByRole('group', { name: `${kind}管理员` })
      await form.getByLabel('姓名').fill(`${kind}员`)
      await form.getByLabel('用户名').fill(userName)
      await form.getByLabel('密码', { exact: true }).fill(PASSWORD)
    }
    await bureaus.getByRole('radio', { name: '永清县城市管理综合行政执法局' }).check()
    await page.getByRole('button', { name: '完成设置' }).click()
    await page.getByText('还有未填好的内容').waitFor()
    await page.getByLabel(/自哪天施行/).fill('2022-12-01')
    await page.getByText(/制度留给本局定的 \d+ 项/).click()
    await page.getByLabel('每天工作结束后，几点还没有存储算迟').fill('18:00')
    await takePictures(page, 'set-up-rules')
    await page.getByRole('button', { name: '完成设置' }).click()
    await page.getByText('星渚县行政执法局已建立').waitFor()
    const ruleSet = await (await signIn(server.url, 'xitong', PASSWORD)).call.ruleSet({ query: {} })
    expect(ruleSet.packs.map((one) => one.id)).toContain('yongqing-2022')
    const decided = (key: string) => ruleSet.settings.find((one) => one.key === key)?.current?.value
    expect([decided('handover.cut-off'), decided('retention.gap')]).toEqual(['18:00', undefined])
    await context.close()
  } finally {
    await server.stop()
  }
})
