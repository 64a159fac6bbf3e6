import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { PASSWORD } from '../packages/cli/src/demo/bureau.ts'
import { forge } from '../packages/cli/src/demo/forgery.ts'
import { samplePdf } from '../packages/server/src/volumes/trial.ts'
import { deskOfTheDay, recordingNamed, settled, takePictures, typeIn } from './chromium.ts'
import * as state from './states.ts'
import { askReset, beginPaper, callOf, on, openCase, peopleOf, readCard } from './states.ts'
import { type Door, press, walk } from './walk.ts'

const PAGES = join(import.meta.dirname, '../packages/web/src/desk')
const desk = deskOfTheDay()
const { at } = desk
let activity: string
let opened: string
let paper: string
let system: Page

beforeAll(async () => {
  activity = (await (await callOf(desk.day, 'zhoulh')).registerActivity({ body: { activity: 'patrol' } })).id
  opened = await openCase(desk.day)
  paper = await beginPaper(desk.day, opened)
  system = (await desk.window()).page
  await typeIn(system, 'xitong', PASSWORD, desk.day.secrets['xitong'])
  await system.locator('nav').first().waitFor()
})

/** Those that need what the sample day has not: the file in which they are walked through instead. */
const elsewhere: Readonly<Record<string, string>> = {
  'intake/ownership.tsx': 'unrecorded.story.ts',
  'inspections/set-up.tsx': 'inspections.story.ts',
  'inspections/draw.tsx': 'inspections.story.ts',
  'cases/open-case.tsx': 'cases.story.ts',
  'cases/act-form.tsx': 'cases.story.ts',
  'cases/sign.tsx': 'cases.story.ts',
  'informants/of-case.tsx': 'informants.story.ts',
  'cases/recordings-of-act.tsx': 'cases.story.ts',
  ...Object.fromEntries(
    [
      'recordings/handover.tsx',
      'papers/signing.tsx',
      'papers/scan.tsx',
      'volumes/brought.tsx',
      'seals/of-paper.tsx',
      'papers/give-numbers.tsx',
      'cases/judge-excuse.tsx',
      'cases/identify-party.tsx',
      'supervision/drawn-cases.tsx',
      'devices/charge.tsx',
      'consolidation/page.tsx',
      'retention/page.tsx',
      'retention/list.tsx',
      'retention/appraise.tsx',
      'retention/sign.tsx',
    ].map((one) => [one, 'dialogs-of-cases.long.ts']),
  ),
}

const seen = new Map<string, Set<string>>()
/** What is wrong with these dialogs, each opened, walked through and left with the keyboard alone. */
const walked = (page: Page, doors: readonly Door[]): Promise<string[]> => walk(page, doors, seen)

/** Nothing sticks out of the page at either width; its pictures are kept where they are wanted. */
async function look(userName: string, path: string, screen: string): Promise<void> {
  const page = await at(userName)
  await page.goto(path)
  await page.locator('h1').first().waitFor()
  await settled(page)
  await takePictures(page, screen)
}

const tick = (page: Page) => page.getByRole('checkbox').first().check()

test('every dialog of the recordings and the intake is walked through with the keyboard alone', async () => {
  const id = await recordingNamed(desk.day, '104000_0006.mp4')
  const { recording: claimed } = await forge(desk.day.url, desk.day.folder, on(1), PASSWORD, () => undefined)
  await readCard(desk.day, 1)
  const mark = async (page: Page) => {
    await press(page, '标记')
    await page.getByLabel('标记的内容').fill('亮证')
    await page.keyboard.press('Enter')
    await page.locator('.timeline .mark', { hasText: '亮证' }).waitFor()
  }
  const wrong = await walked(await at('heqh'), [
    { dialog: 'recordings/shortcuts.tsx', path: `/recordings/${id}`, press: ['快捷键'] },
    { dialog: 'recordings/officer.tsx', path: `/recordings/${id}`, press: ['标注使用人'] },
    { dialog: 'recordings/markers.tsx', path: `/recordings/${id}`, press: ['撤回'], before: mark },
    { dialog: 'intake/quarantine.tsx', path: '/intake', press: ['处理'] },
  ])
  wrong.push(
    ...(await walked(await at('suzy'), [
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
  wrong.push(...(await walked(await at('shenzy'), [cards])))
  expect(wrong).toEqual([])
})

test('every dialog of the activities and the regulations is walked through with the keyboard alone', async () => {
  const wrong = await walked(await at('zhoulh'), [
    { dialog: 'activities/amend-dialog.tsx', path: `/activities/${activity}`, press: ['补充或更正'] },
  ])
  wrong.push(
    ...(await walked(await at('suzy'), [
      { dialog: 'law/choose-packs.tsx', path: '/law/rule-set', press: [/^(选定制度|改选制度)$/] },
      { dialog: 'causes/import-file.tsx', path: '/law/causes', press: ['导入案由、基准'] },
      { dialog: 'law/load-calendar.tsx', path: '/law/calendar', press: ['装入放假通知'] },
    ])),
  )
  expect(wrong).toEqual([])
})

test('every dialog of the devices is walked through with the keyboard alone', async () => {
  const centre = (await desk.day.as('heqh')).call
  const [unit] = await centre.listUnits()
  await centre.registerDevice({ body: { number: 'JK-01', kind: 'surveillance', unit: unit?.id ?? '' } })
  const devices = await centre.listDevices()
  const path = (number: string) => `/devices/${devices.find((one) => one.number === number)?.id}`
  const dialog = 'devices/dialogs.tsx'
  const wrong = await walked(await at('heqh'), [
    { dialog: 'devices/form.tsx', path: '/devices', press: ['登记设备'] },
    { dialog: 'import/import-dialog.tsx', path: '/devices', press: ['导入 CSV'] },
    { dialog: 'devices/form.tsx', path: path('DSJ0405'), press: ['修改登记'], complete: true },
    { dialog: 'devices/fixed.tsx', path: path('JK-01'), press: ['登记位置、用途和备案'] },
    { dialog, path: path('DSJ0405'), press: ['配发'] },
    { dialog, path: path('DSJ0405'), press: ['出勤前检查'] },
    { dialog, path: path('DSJ0405'), press: ['报故障'] },
    { dialog, path: path('DSJ0405'), press: ['报废'] },
    { dialog, path: path('DSJ0217'), press: ['收回'], complete: true },
    ...['安排维护', '登记维护', '登记维修'].map((press) => ({
      dialog: 'devices/care-dialogs.tsx',
      path: path('DSJ0405'),
      press: [press],
    })),
  ])
  expect(wrong).toEqual([])
})

test('every dialog of the people is walked through with the keyboard alone', async () => {
  const unit = async (page: Page) => press(page, /^信息中心/)
  const sheet = 'people/person-sheet.tsx'
  const wrong = await walked(system, [
    { dialog: 'people/unit-form.tsx', path: '/people', press: ['新增单位'] },
    { dialog: 'people/unit-form.tsx', path: '/people', press: ['修改'], before: unit, complete: true },
    { dialog: 'people/person-form.tsx', path: '/people', press: ['新增人员'] },
    { dialog: 'import/import-dialog.tsx', path: '/people', press: ['导入 CSV'] },
    { dialog: sheet, path: '/people', press: ['周立衡'] },
    { dialog: 'people/person-form.tsx', path: '/people', press: ['周立衡', '修改资料'], complete: true },
    { dialog: sheet, path: '/people', press: ['周立衡', '给临时密码'] },
    { dialog: sheet, path: '/people', press: ['周立衡', '停用'] },
  ])
  await askReset(desk.day, system)
  const security = await desk.window()
  await typeIn(security.page, 'anquan', PASSWORD, desk.day.secrets['anquan'])
  await security.page.locator('nav').first().waitFor()
  wrong.push(
    ...(await walked(security.page, [
      { dialog: sheet, path: '/people', press: ['周立衡', '给角色'] },
      { dialog: sheet, path: '/people', press: ['方系统', '清除动态口令'] },
      { dialog: 'people/proposals.tsx', path: '/people/proposals', press: ['复核同意'], complete: true },
      { dialog: 'people/proposals.tsx', path: '/people/proposals', press: ['不同意'] },
    ])),
  )
  expect(wrong).toEqual([])
})

test('every dialog of a case is walked through with the keyboard alone', async () => {
  const path = `/cases/${opened}`
  const wrong = await walked(await at('zhoulh'), [
    { dialog: 'cases/about-case.tsx', path, press: ['认定'] },
    { dialog: 'cases/approvals.tsx', path, press: ['撤回'] },
    { dialog: 'papers/page.tsx', path: `/papers/${paper}`, press: ['作废'] },
  ])
  wrong.push(
    ...(await walked(await at('shenzy'), [
      { dialog: 'cases/about-case.tsx', path, press: ['指定承办人'] },
      { dialog: 'cases/acts.tsx', path, press: ['注销'] },
    ])),
  )
  expect(wrong).toEqual([])
})

test('every dialog of what a case rests on, and of who signs for whom, is walked through with the keyboard alone', async () => {
  const path = `/cases/${opened}`
  const officer = await callOf(desk.day, 'zhoulh')
  const [self = '', deputy = ''] = await peopleOf(desk.day, 'zhoulh', 'zhengsh')
  const body = {
    id: randomUUID(),
    kind: 'scene-record' as const,
    title: '现场检查笔录',
    proves: '堆放的地点和数量',
    obtainedOn: on(0),
    obtainedHow: '当场制作',
    by: [self],
    form: 'original' as const,
  }
  await officer.enterEvidence({ params: { id: opened }, body })
  const away = { deputy, from: on(-1), until: on(-3), reason: '外出培训', password: PASSWORD, key: randomUUID() }
  await (await callOf(desk.day, 'shenzy')).stateAbsence({ body: away })
  const within = '#evidence'
  const wrong = await walked(await at('zhoulh'), [
    { dialog: 'cases/enter-evidence.tsx', path, press: ['录入证据'] },
    { dialog: 'cases/examine-evidence.tsx', path, press: ['审查'], within },
  ])
  wrong.push(
    ...(await walked(await at('shenzy'), [
      { dialog: 'cases/evidence.tsx', path, press: ['注销'], within },
      { dialog: 'cases/relations.tsx', path, press: ['并案、分案'] },
      { dialog: 'cases/absences.tsx', path: '/approvals', press: ['写明外出期间由谁代签'] },
      { dialog: 'cases/absences.tsx', path: '/approvals', press: ['结束'] },
    ])),
  )
  expect(wrong).toEqual([])
})

test('every dialog of disclosure is walked through with the keyboard alone', async () => {
  const { day } = desk
  const [written, submitted, checked] = [
    await state.publication(day, 'written', '2021'),
    await state.publication(day, 'submitted', '2022'),
    await state.publication(day, 'checked', '2023'),
  ]
  const [approved, published] = [
    await state.publication(day, 'approved', '2024'),
    await state.publication(day, 'published', '2025'),
  ]
  const [assigned = ''] = await peopleOf(day, 'suzy')
  const asked = { key: randomUUID(), sort: 'explanation' as const, from: '市民', words: '怎样统计的？', assigned }
  await (await callOf(day, 'suzy')).askDisclosureQuestion({ params: { id: published }, body: asked })
  const page = (id: string) => `/disclosures/${id}`
  const acts = 'disclosures/acts.tsx'
  const dialogs = 'disclosures/dialogs.tsx'
  const complete = true as const
  const wrong = await walked(await at('suzy'), [
    { dialog: 'disclosures/list.tsx', path: '/disclosures', press: ['起一件公示'] },
    { dialog: 'disclosures/law-change.tsx', path: '/disclosures', press: ['法律变动'] },
    { dialog: 'disclosures/questions.tsx', path: '/disclosures', press: ['答复'] },
    { dialog: acts, path: page(written), press: ['送复核、审定'], complete },
    { dialog: dialogs, path: page(written), press: ['不予公开'] },
    { dialog: acts, path: page(approved), press: ['在网站公布'], complete },
    { dialog: dialogs, path: page(published), press: ['登记其他形式'] },
    { dialog: dialogs, path: page(published), press: ['登记疑问'] },
    { dialog: dialogs, path: page(published), press: ['停止公示'] },
  ])
  wrong.push(
    ...(await walked(await at('wuheng'), [
      { dialog: acts, path: page(submitted), press: ['复核无误'], complete },
      { dialog: acts, path: page(submitted), press: ['退回'] },
    ])),
    ...(await walked(await at('fenglb'), [
      { dialog: acts, path: page(checked), press: ['审定这一版'] },
      { dialog: acts, path: page(published), press: ['撤回'] },
    ])),
  )
  expect(wrong).toEqual([])
})

test('every dialog of supervision and accountability is walked through with the keyboard alone', async () => {
  const { day } = desk
  await state.finding(day)
  const [officer, inspector] = [await callOf(day, 'zhoulh'), await callOf(day, 'liangc')]
  const findings = '/supervision/findings'
  const [of, forms] = ['supervision/findings.tsx', 'accountability/forms.tsx']
  const wrong = await walked(await at('zhoulh'), [
    { dialog: of, path: findings, press: ['报告整改'] },
    { dialog: of, path: findings, press: ['申诉'] },
  ])
  const [reported = ''] = (await officer.listFindings({ query: {} })).map((one) => one.id)
  await officer.reportRectification({ params: { id: reported }, body: { measures: '已补充学习' } })
  const draw = await state.drawn(day)
  const [owner = ''] = await peopleOf(day, 'suzy')
  const paper = {
    kind: 'opinion' as const,
    from: '示例县司法局',
    title: '执法监督意见书',
    receivedOn: on(1),
    due: on(-9),
  }
  await inspector.enterOutsidePaper({ body: { ...paper, owner } })
  wrong.push(
    ...(await walked(await at('liangc'), [
      { dialog: of, path: findings, press: ['未到位，退回'] },
      { dialog: of, path: findings, press: ['属实，销号'] },
      { dialog: 'supervision/check-form.tsx', path: '/supervision', press: ['另登记一次检查'] },
      { dialog: 'supervision/draws.tsx', path: '/supervision/draws', press: ['冻结一期总体'], complete: true },
      { dialog: 'supervision/draw.tsx', path: `/supervision/draws/${draw}`, press: ['评查'] },
      { dialog: 'supervision/circulars.tsx', path: '/supervision/circulars', press: ['印发通报'] },
      { dialog: 'supervision/goals.tsx', path: '/supervision/indices', press: ['设定目标'] },
      { dialog: 'supervision/outside.tsx', path: '/supervision/outside', press: ['登记文书'] },
      { dialog: 'supervision/outside.tsx', path: '/supervision/outside', press: ['登记答复'] },
    ])),
  )
  const appealed = await state.finding(day)
  await officer.appealFinding({ params: { id: appealed }, body: { grounds: '画面开头已经亮证' } })
  await state.liability(day)
  const items = '/accountability'
  wrong.push(
    ...(await walked(await at('zhengsh'), [
      { dialog: of, path: findings, press: ['申诉不成立'] },
      { dialog: of, path: findings, press: ['申诉成立，撤销问题'] },
    ])),
    ...(await walked(await at('zhoulh'), [{ dialog: 'accountability/page.tsx', path: items, press: ['本人说明'] }])),
    ...(await walked(await at('suzy'), [
      { dialog: forms, path: items, press: ['建立事项'] },
      { dialog: 'accountability/leak.tsx', path: items, press: ['报告外泄'] },
      { dialog: forms, path: items, press: ['办结'] },
      { dialog: 'accountability/page.tsx', path: items, press: ['不予追究'] },
    ])),
  )
  await look('liangc', '/supervision', 'supervision')
  await look('liangc', findings, 'supervision-findings')
  await look('liangc', `/supervision/draws/${draw}`, 'supervision-draw')
  await look('liangc', '/supervision/indices', 'supervision-indices')
  await look('suzy', items, 'accountability')
  expect(wrong).toEqual([])
})

test('every dialog of discs and redactions is walked through with the keyboard alone', async () => {
  const { day } = desk
  await state.discs(day)
  const of = 'discs/acts.tsx'
  const wrong = await walked(await at('suzy'), [
    { dialog: 'discs/make-dialog.tsx', path: '/recordings', press: ['证据包', '制作光盘'], complete: true },
    { dialog: of, path: '/discs', press: ['移放'], complete: true },
    ...['登记已刻录', '登记检查', '遗失或损坏', '重新制作'].map((press) => ({
      dialog: of,
      path: '/discs',
      press: [press],
    })),
  ])
  const id = await recordingNamed(day, '104000_0006.mp4')
  const officer = await callOf(day, 'zhoulh')
  const box = { from: 0, to: 2000, x: 0, y: 0, width: 500, height: 500, reason: 'privacy' as const }
  const version = await officer.drawRedaction({ params: { id }, body: { boxes: [box], mutes: [] } })
  await officer.renderRedaction({ params: { id: version.id } })
  const isRendered = async () =>
    (await officer.listRedactions({ params: { id } })).some((one) => one.copy && one.rendering === undefined)
  await vi.waitUntil(isRendered, { timeout: 240_000, interval: 300 })
  const plain = { reason: '法院要求提供原样', recipient: '示例人民法院' }
  await officer.askPlainCopy({ params: { id: version.id }, body: plain })
  const path = `/recordings/${id}/redact`
  wrong.push(
    ...(await walked(
      await at('suzy'),
      ['退回', '申请不遮挡的副本', '准予', '不准'].map((press) => ({
        dialog: 'redactions/versions.tsx',
        path,
        press: [press],
      })),
    )),
  )
  await look('suzy', '/discs', 'discs')
  await look('suzy', path, 'redaction')
  expect(wrong).toEqual([])
})

test('every dialog of a volume is walked through with the keyboard alone', async () => {
  const { told, people } = await state.caseOnTheSpot(desk.day)
  const params = { id: told.id }
  await told.approved('case-closed', {}, 'leader', 'head')
  await told.filed()
  const [officer, keeper] = [await people.as('officer'), await people.as('section')]
  const file = samplePdf('Receipt').toString('base64')
  const brought = { title: '银行代收回单', author: '代收银行', on: on(0), file, key: randomUUID() }
  await officer.fileMaterial({ params, body: brought })
  const path = `/cases/${told.id}`
  const [dialogs, keeping] = ['volumes/dialogs.tsx', 'volumes/keeping.tsx']
  const wrong = await walked(await at('zhoulh'), [
    { dialog: dialogs, path, press: ['存入材料'] },
    { dialog: dialogs, path, press: ['立卷'], complete: true },
    { dialog: 'volumes/of-case.tsx', path, press: ['撤出'], within: '#volume' },
  ])
  await officer.bindVolume({ params, body: {} })
  const volume = `/volumes/${told.id}`
  wrong.push(
    ...(await walked(await at('suzy'), [
      { dialog: keeping, path: volume, press: ['接收归档'] },
      { dialog: keeping, path: volume, press: ['退回'] },
      { dialog: 'volumes/packages.tsx', path: volume, press: ['制作归档证据包'] },
    ])),
  )
  await keeper.takeInVolume({ params, body: { cabinet: '甲柜', shelf: '1' } })
  wrong.push(
    ...(await walked(await at('suzy'), [
      { dialog: keeping, path: volume, press: ['移动位置'] },
      { dialog: keeping, path: volume, press: ['出借'] },
      { dialog: keeping, path: volume, press: ['延长保管'] },
    ])),
  )
  const loan = { key: randomUUID(), borrower: { name: '钱法官', organ: '县人民法院' }, reason: '应诉', due: on(-9) }
  await keeper.lendVolume({ params, body: loan })
  wrong.push(...(await walked(await at('suzy'), [{ dialog: keeping, path: volume, press: ['归还'] }])))
  await look('suzy', '/volumes', 'volumes')
  await look('suzy', volume, 'volume')
  expect(wrong).toEqual([])
})

// From here on the bureau runs on other instruments, which know what that of the sample day does not.

test('every dialog of the requests is walked through with the keyboard alone', async () => {
  const { day } = desk
  await state.under(day, ['yongqing-2022'], { effective: { 'yongqing-2022': '2022-09-01' } })
  const id = await recordingNamed(day, '100816_0005.mp4')
  const [leader, section, centre] = [await callOf(day, 'shenzy'), await callOf(day, 'suzy'), await callOf(day, 'heqh')]
  const order = { recordings: [id], days: 10, times: 9 }
  const work = { ...order, use: 'look' as const, whom: 'work' as const, reason: '核实群众投诉' }
  await leader.askRequest({ body: { ...work, key: randomUUID() } })
  const letter = { name: '来函.pdf', mediaType: 'application/pdf' as const, bytes: btoa('%PDF-1.7 letter') }
  const outsider = { organisation: '县人民法院', name: '钱法官' }
  const court = { ...order, use: 'provide' as const, whom: 'court' as const, reason: '行政诉讼举证', outsider }
  const asked = await section.askRequest({ body: { ...court, document: letter, key: randomUUID() } })
  const handed = { recordings: [id], purpose: court.reason, recipient: outsider.organisation, request: asked.id }
  const made = await section.makePackage({ body: handed })
  for (const one of [section, centre]) await one.confirmHandOut({ params: { id: made.id } })
  const path = `/recordings/${id}`
  const [of, use] = ['requests/request.tsx', 'recordings/use.tsx']
  const wrong = await walked(await at('shenzy'), [
    { dialog: of, path: '/requests', press: ['撤回'] },
    { dialog: 'requests/ask.tsx', path, press: ['提出申请'], byLink: true },
    { dialog: use, path, press: ['紧急调阅'] },
  ])
  const rush = { recordings: [id], reason: '现场发生冲突', key: randomUUID() }
  await leader.lookInEmergency({ body: rush })
  // Who entered what nobody had to approve does not serve it as well.
  const atCounter = { dialog: 'requests/serve.tsx', path: '/requests', press: ['在柜台出示'] }
  wrong.push(...(await walked(await at('heqh'), [atCounter])))
  const secret = { kind: 'business' as const, reason: '拍到账册', readers: [...(await peopleOf(day, 'suzy'))] }
  await (await callOf(day, 'zhengsh')).markSecret({ params: { id }, body: secret })
  const within = '[aria-label=查看与使用]'
  wrong.push(
    ...(await walked(await at('suzy'), [
      ...['有正当理由', '没有正当理由', '终止', '不予批准'].map((press) => ({
        dialog: of,
        path: '/requests',
        press: [press],
      })),
      { dialog: 'requests/make-package.tsx', path: '/requests', press: ['制作证据包'], complete: true },
      { dialog: 'requests/hand-outs.tsx', path: '/requests', press: ['登记签收'] },
      { dialog: 'requests/mark-secret.tsx', path, press: ['标记'], within },
      { dialog: use, path, press: ['解除'], within },
    ])),
  )
  await look('suzy', '/requests', 'requests')
  expect(wrong).toEqual([])
})

test('every dialog of the keeping of a recording is walked through with the keyboard alone', async () => {
  const { day } = desk
  await state.under(day, ['jinzhong-2022-recording'], { 'retention.long-term': { count: 30, unit: 'year' } })
  const id = await recordingNamed(day, '104000_0006.mp4')
  const about = { kind: 'recording' as const, id }
  const fact = { trigger: 'complaint' as const, about, of: 'party' as const, reason: '当事人来电投诉' }
  await (await callOf(day, 'suzy')).registerKeepingFact({ body: { key: randomUUID(), ...fact } })
  await (await callOf(day, 'zhengsh')).placeHold({ params: { id }, body: { key: randomUUID(), reason: '等候诉讼' } })
  const path = `/recordings/${id}`
  const wrong = await walked(await at('heqh'), [{ dialog: 'retention/carrier.tsx', path, press: ['登记载体'] }])
  wrong.push(
    ...(await walked(await at('suzy'), [
      { dialog: 'retention/fact.tsx', path, press: ['登记情形'] },
      { dialog: 'retention/section.tsx', path, press: ['暂停处置'] },
      { dialog: 'retention/section.tsx', path, press: ['解除'], within: '#keeping' },
    ])),
  )
  await look('suzy', '/keeping', 'keeping')
  expect(wrong).toEqual([])
})

test('every dialog of the duties is walked through with the keyboard alone', async () => {
  const wrong = await walked(await at('shenzy'), [
    { dialog: 'duties/posts.tsx', path: '/duties', press: ['确定岗位人员'] },
    { dialog: 'duties/rosters.tsx', path: '/duties', press: ['登记排班'] },
    { dialog: 'duties/rosters.tsx', path: '/duties', press: ['由表格导入'] },
    { dialog: 'duties/trainings.tsx', path: '/duties', press: ['安排培训'] },
  ])
  expect(wrong).toEqual([])
})

test('no dialog of the desk is left out', async () => {
  const files = (await readdir(PAGES, { recursive: true })).filter((one) => one.endsWith('.tsx'))
  const missed: string[] = []
  for (const file of files) {
    const drawn = (await readFile(join(PAGES, file), 'utf8')).match(/<(Dialog|FormDialog|Confirm)\b/g)?.length ?? 0
    if (drawn > 0 && !seen.has(file) && elsewhere[file] === undefined) missed.push(file)
  }
  for (const [dialog, walker] of Object.entries(elsewhere)) {
    const source = await readFile(join(import.meta.dirname, walker), 'utf8')
    if (!source.includes(dialog) && !source.includes('walkDialog(page)')) missed.push(dialog)
  }
  expect(missed).toEqual([])
})
