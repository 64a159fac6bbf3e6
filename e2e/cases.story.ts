import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type TrialTeam, trialTeam } from '../packages/server/src/cases/trial.ts'
import { filedCase, noticedCase, SEIZED } from '../packages/server/src/cases/trial-ordinary.ts'
import type { SignedIn } from '../packages/server/src/http/trial.ts'
import { seriousOn, walkDialog } from './accessible.ts'
import { launch, type Seat, sitDown, takePictures, TELEPHONE, DESK } from './chromium.ts'

let team: TrialTeam
let browser: Browser
const seats = new Map<SignedIn, Seat>()

beforeAll(async () => {
  const begun = await Promise.all([trialTeam(), launch()])
  team = begun[0]
  browser = begun[1]
  const system = await team.server.as('system-administrator')
  const names = { officer: '赵一鸣', colleague: '钱二川', leader: '沈知远', head: '冯时雨', deputy: '顾明远' } as const
  for (const [who, name] of Object.entries(names)) {
    const { person: of, userName } = team[who as keyof typeof names]
    const unit = who === 'head' || who === 'deputy' ? team.server.unit : team.unit
    const certificate = { number: userName, validFrom: '2010-01-01', validTo: '2029-12-31' } as never
    await system.changePerson({ params: { id: of }, body: { name, unit, certificate } })
  }
})
afterEach(() => expect([...seats.values()].flatMap((one) => one.troubles)).toEqual([]))
afterAll(async () => {
  await browser.close()
  await team[Symbol.asyncDispose]()
})

/** The window of one of the team, signed in; its clock is the server's. */
async function at(who: SignedIn): Promise<Page> {
  const known = seats.get(who)
  if (known) return known.page
  const seat = await sitDown(browser, team.server.url, who.cookie)
  await seat.page.clock.setSystemTime(team.server.clock.now())
  seats.set(who, seat)
  return seat.page
}

const now = (page: Page) => page.getByRole('region', { name: '现在可以做' })
const acts = (page: Page) => page.getByRole('region', { name: '办案经过' })
const isRed = (colour: string): boolean => {
  const [red = 0, green = 255, blue = 255] = (colour.match(/\d+/g) ?? []).map(Number)
  return red > 160 && green < 80 && blue < 80
}
let id = ''

test('a lead is registered on a telephone; what is missing is said at its field, and nothing typed is lost by closing it', async () => {
  const page = await at(team.officer)
  await page.setViewportSize(TELEPHONE)
  await page.goto('/cases')
  await page.getByRole('button', { name: '登记线索' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('案件名称').fill('星沙路某餐饮店超标排放油烟')
  await dialog.getByRole('button', { name: '登记线索' }).click()
  expect(await dialog.locator('.field', { hasText: '线索来源' }).innerText()).toContain('请填写')
  expect(await seriousOn(page)).toEqual([])
  expect(await walkDialog(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '登记线索' }).click()
  expect(await dialog.getByLabel('案件名称').inputValue()).toBe('星沙路某餐饮店超标排放油烟')
  await dialog.getByLabel('当事人是').selectOption({ label: '法人或者其他组织' })
  await dialog.getByLabel('姓名（名称）').fill('某餐饮店')
  await dialog.getByLabel('线索来源').fill('投诉')
  await dialog.getByRole('button', { name: '登记线索' }).click()
  await page.getByRole('heading', { level: 1, name: /星沙路某餐饮店/ }).waitFor()
  id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const view = await team.officer.showCase({ params: { id } })
  expect(view.acts.map((one) => one.act)).toEqual(['violation-discovered', 'lead-registered'])
  const reason = '两名执法人员办案'
  const officers = [team.officer.person, team.colleague.person]
  await team.leader.nameOfficers({ params: { id }, body: { officers, reason } })
})

test('a case is not filed while nobody said when it happened: the article is quoted, and one click leads to what clears it', async () => {
  const page = await at(team.officer)
  await page.setViewportSize(DESK)
  await page.goto(`/cases/${id}`)
  const leading = now(page).locator('.leading')
  await leading.getByText('立案', { exact: true }).waitFor()
  const missing = leading.locator('.condition', { hasText: '处罚时效' })
  expect(await missing.locator('a.article-link').first().getAttribute('href')).toBe('/law/national/penalty-law/36')
  await missing.getByRole('link', { name: '违法行为发生（终了）' }).click()
  const dialog = page.getByRole('dialog', { name: '违法行为发生（终了）' })
  await dialog.getByRole('button', { name: '记入' }).click()
  await page.getByText('已记入：违法行为发生（终了）').waitFor()
  await acts(page).getByText('发现违法行为').waitFor()
})

test('a form says beside each field what the law wants of it, and keeps what was typed through a reload', async () => {
  const page = await at(team.officer)
  await page.setViewportSize(TELEPHONE)
  await page.goto(`/cases/${id}?act=site-inspected`)
  const dialog = page.getByRole('dialog', { name: '现场检查（勘验）' })
  const shown = dialog.getByRole('group', { name: '出示执法证件' })
  await shown.getByText('行政处罚法第五十五条').waitFor()
  await shown.getByRole('button', { name: '是', exact: true }).click()
  await shown.getByText('行政处罚法第五十五条').waitFor({ state: 'detached' })
  await dialog.getByLabel('地点').fill('星沙路 12 号')
  await dialog.getByLabel('开始', { exact: true }).fill('830')
  await page.reload()
  await dialog.getByText(/已恢复/).waitFor()
  expect(await dialog.getByLabel('地点').inputValue()).toBe('星沙路 12 号')
  expect(await seriousOn(page)).toEqual([])
  expect(await walkDialog(page)).toEqual([])
  await takePictures(page, 'case-act', 'view')
  await page.setViewportSize(TELEPHONE)
  await dialog.getByLabel('结束', { exact: true }).fill('09:10')
  for (const fact of await dialog.getByRole('group').filter({ hasText: '否' }).all())
    await fact.getByRole('button', { name: '是', exact: true }).click()
  await dialog.getByRole('button', { name: '记入' }).click()
  await page.getByText(/已记入：现场检查（勘验）/).waitFor()
  const view = await team.officer.showCase({ params: { id } })
  expect(view.acts.at(-1)).toMatchObject({ act: 'site-inspected', at: '08:30', until: '09:10', place: '星沙路 12 号' })
})

test('an act is put up for approval, read whole and signed with one’s own password; with the last signature it is entered', async () => {
  const page = await at(team.officer)
  await page.setViewportSize(DESK)
  await page.goto(`/cases/${id}`)
  await now(page).locator('.leading').getByRole('link', { name: '送审批' }).click()
  const form = page.getByRole('dialog', { name: '立案' })
  await form.getByText(/依次签署/).waitFor()
  for (const fact of ['属于本机关管辖', '依法应当给予行政处罚'])
    await form.getByRole('group', { name: fact }).getByRole('button', { name: '是', exact: true }).click()
  await form.getByLabel('涉嫌违反的规定').fill('大气污染防治法第八十一条')
  await form.getByText('只差审批，可以送审批').waitFor()
  await form.getByLabel('给审批人的说明').fill('当事人已到场')
  await form.getByRole('button', { name: '送审批' }).click()
  await page.getByText(/已送审批/).waitFor()
  await now(page).locator('.leading').getByText('等 法制人员 签署').waitFor()

  const legal = await at(team.legal)
  await legal.goto('/')
  await legal.getByRole('link', { name: '看了再签' }).click()
  const paper = legal.getByRole('article', { name: '立案' })
  expect(await paper.innerText()).toMatch(/星沙路某餐饮店.*依法应当给予行政处罚 是.*“当事人已到场”/s)
  expect(await seriousOn(legal)).toEqual([])
  await takePictures(legal, 'approvals')
  await paper.getByRole('button', { name: '同意' }).click()
  const sign = legal.getByRole('dialog')
  expect(await walkDialog(legal)).toEqual([])
  await sign.getByLabel(/^意见/).fill('事实清楚')
  await sign.getByLabel('您的登录密码').fill('不是这个密码')
  await sign.getByRole('button', { name: '同意' }).click()
  await sign.getByText(/密码/).and(sign.locator('.wrong, .note.zhu *')).first().waitFor()
  expect(await sign.getByLabel(/^意见/).inputValue()).toBe('事实清楚')
  await sign.getByLabel('您的登录密码').fill(team.legal.password)
  await sign.getByRole('button', { name: '同意' }).click()
  await legal.getByText('已签署，转下一级。').waitFor()
  for (const who of [team.leader, team.head]) {
    const { mine } = await who.listApprovals()
    const body = { opinion: 'agreed', password: who.password } as const
    await who.signApproval({ params: { id: mine[0]?.id ?? '' }, body })
  }
  await page.reload()
  const filed = acts(page).locator('ol.acts > li').filter({ hasText: '依法应当给予行政处罚' })
  expect(await filed.innerText()).toMatch(/法制人员 .* → .*行政执法机关负责人/)
  await now(page).locator('.leading').getByText('调查终结', { exact: true }).waitFor()
})

test('what had to be recorded and was not is red and stops the investigation from ending; explained it is hatched', async () => {
  const page = await at(team.officer)
  await page.setViewportSize(DESK)
  await page.goto(`/cases/${id}`)
  const picture = page.getByRole('figure', { name: '全过程' })
  const red = picture.locator('.item.missing rect')
  await red.waitFor()
  expect(isRed(await red.evaluate((one) => getComputedStyle(one).fill))).toBe(true)
  const leading = now(page).locator('.leading')
  expect(await leading.innerText()).toMatch(/音像记录缺失.*应当进行全过程音像记录 第十三条/s)
  expect(await leading.getByRole('link', { name: '办理' }).count()).toBe(0)
  expect(await seriousOn(page)).toEqual([])
  await takePictures(page, 'case')
  await page.setViewportSize(DESK)
  await picture.getByText('看成表格').click()
  await picture.getByRole('row', { name: /现场检查（勘验）.*应录未录/ }).waitFor()
  await page.setViewportSize(DESK)
  await now(page).getByRole('button', { name: '找音像或说明' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('没有找到这些人这个时间的音像').waitFor()
  expect(await walkDialog(page)).toEqual([])
  await dialog.getByLabel('没有音像，说明原因').fill('记录仪电池损坏，当场报告了队长')
  await dialog.getByRole('button', { name: '提交说明' }).click()
  await acts(page).getByText('待另一人确认').waitFor()
  expect(await picture.locator('.item.missing').count()).toBe(1)
  const leader = await at(team.leader)
  await leader.goto('/')
  await leader.getByRole('link', { name: '去确认' }).click()
  await leader.getByRole('button', { name: '确认说明' }).click()
  const judging = leader.getByRole('dialog')
  expect(await walkDialog(leader)).toEqual([])
  await judging.getByRole('button', { name: '是', exact: true }).click()
  await judging.getByLabel('怎样核实的').fill('当场报告过，设备已经送修')
  await judging.getByRole('button', { name: '记下' }).click()
  await acts(leader).getByText('已确认').waitFor()
  await page.reload()
  await picture.locator('.item.excused').waitFor()
  expect(await picture.locator('.item.missing').count()).toBe(0)
  await leading.getByRole('link', { name: '办理' }).waitFor()
})

test('the heads who deliberated sign the minutes one by one; one who differs says in what, and nobody enters it for them', async () => {
  const complex = await noticedCase(team, { complex: true })
  const page = await at(team.officer)
  await page.setViewportSize(DESK)
  await page.goto(`/cases/${complex}?act=deliberated`)
  const form = page.getByRole('dialog', { name: '负责人集体讨论' })
  for (const name of ['冯时雨', '顾明远']) {
    await form.getByRole('combobox', { name: /另加一人/ }).fill(name)
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').first().click()
  }
  await form.getByLabel('开始', { exact: true }).fill('1500')
  await form.getByLabel('结束', { exact: true }).fill('1540')
  await form.getByLabel('地点').fill('三楼会议室')
  await form.getByLabel('主持人').fill('冯时雨')
  await form.getByLabel('讨论过程').fill('各自发表意见')
  await form.getByText(/还差 1 项/).waitFor()
  await form.getByLabel('讨论结果').fill('同意拟处理意见')
  await form.getByText('没有什么挡着，可以送签。').waitFor()
  expect(await seriousOn(page)).toEqual([])
  await form.getByRole('button', { name: '送各人签署' }).click()
  await page.getByText(/已送签/).waitFor()

  const { mine } = await team.deputy.listApprovals()
  const asked = mine.find((one) => one.case?.id === complex)?.id ?? ''
  const body = { opinion: 'differs', words: '罚款应当减半', password: team.deputy.password } as const
  await team.deputy.signApproval({ params: { id: asked }, body })
  const head = await at(team.head)
  await head.setViewportSize(TELEPHONE)
  await head.goto('/approvals')
  const minutes = head.getByRole('article', { name: '负责人集体讨论' })
  expect(await minutes.innerText()).toMatch(/15:00–15:40.*三楼会议室.*顾明远\s*保留不同意见.*“罚款应当减半”/s)
  await takePictures(head, 'deliberation')
  await head.setViewportSize(TELEPHONE)
  await minutes.getByRole('button', { name: '签署，同意' }).click()
  const sign = head.getByRole('dialog')
  expect(await seriousOn(head)).toEqual([])
  await sign.getByLabel('您的登录密码').fill(team.head.password)
  await sign.getByRole('button', { name: '签署，同意' }).click()
  await head.getByText(/已全部签署，已记入案件/).waitFor()
  await page.reload()
  const held = acts(page).locator('ol.acts > li').filter({ hasText: '同意拟处理意见' })
  expect(await held.innerText()).toMatch(/顾明远 .*保留不同意见、.*冯时雨/)
})

test('a seizure is lifted on its form: each thing the law wants is asked beside its field, and what does not add up is refused there', async () => {
  const seized = await filedCase(team)
  const says = { ...SEIZED, goods: '电子秤两台', 'goods-count': 2, emergency: true }
  await team.done(seized, 'emergency-measure-taken', { place: '夜市', at: '12:10', until: '12:20', says })
  const page = await at(team.officer)
  await page.setViewportSize(DESK)
  await page.goto(`/cases/${seized}?act=measure-lifted`)
  const form = page.getByRole('dialog', { name: '解除查封、扣押' })
  await form.getByLabel('关于哪一项').selectOption({ index: 1 })
  const ground = form.locator('.field', { hasText: '解除的情形' })
  await ground.getByText('行政强制法第二十八条').waitFor()
  await form.getByLabel('解除的情形').selectOption({ label: '其他不再需要采取的情形' })
  await ground.getByText('行政强制法第二十八条').waitFor({ state: 'detached' })
  await form.getByLabel('物品去向').selectOption({ label: '全部退还' })
  const back = form.locator('.field', { hasText: '这次退还（解除）的件数' })
  await form.getByLabel(/这次退还（解除）的件数/).fill('1')
  await back.getByText(/清单 2 件，入库 0 件，这次 1 件/).waitFor()
  await form.getByLabel(/这次退还（解除）的件数/).fill('2')
  await back.getByText(/清单 2 件/).waitFor({ state: 'detached' })
  await form.getByLabel('物品（名称、规格、数量）').fill('电子秤两台')
  await form.getByLabel('退还给谁').fill('陈某')
  await form.getByRole('group', { name: '当事人签名' }).getByRole('button', { name: '是', exact: true }).click()
  await form.getByText('没有什么挡着，可以记入。').waitFor()
  expect(await seriousOn(page)).toEqual([])
  await takePictures(page, 'case-lifting', 'view')
  await page.setViewportSize(DESK)
  await form.getByRole('button', { name: '记入' }).click()
  await page.getByText('已记入：解除查封、扣押').waitFor()
  const lifted = acts(page).locator('ol.acts > li').filter({ hasText: '退还给谁' })
  expect(await lifted.innerText()).toMatch(/其他不再需要采取的情形.*全部退还.*陈某/s)
  await now(page).getByText('送达后续文书').waitFor()
})

test('the whole of a case speaks English when it is asked to', async () => {
  const page = await at(team.officer)
  await page.goto(`/cases/${id}`)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('region', { name: 'To do now' }).waitFor()
  const own = page.locator('h2, h3, dt, summary, .item text, .lane-name, .button, .muted.small label')
  const texts = (await own.allInnerTexts()).filter((one) => /\p{Script=Han}/u.test(one))
  // Names of people and units are as they are.
  expect(texts.filter((one) => !/中文|一中队|赵一鸣|钱二川/u.test(one))).toEqual([])
  await page.goto('/cases')
  await page.getByRole('button', { name: 'Register a lead' }).waitFor()
  await page.getByRole('button', { name: '中文' }).click()
})
