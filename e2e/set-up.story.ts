import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TOTP } from 'otpauth'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Server, startServer } from '../packages/cli/src/demo/children.ts'
import { setUpPasswordIn } from '../packages/cli/src/demo/visitor.ts'
import { launch, type Seat, sitDown, takePictures, typeIn } from './chromium.ts'

const PASSWORD = 'Xingzhu-2026-ri'
const KINDS = {
  系统管理员: ['方系统', 'xitong'],
  安全管理员: ['安守全', 'anquan'],
  审计管理员: ['沈计', 'shenji'],
} as const

let folder: string
let server: Server
let browser: Browser
let seat: Seat

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-set-up-'))
  const begun = await Promise.all([startServer(join(folder, 'data'), 0), launch()])
  server = begun[0]
  browser = begun[1]
  seat = await sitDown(browser, server.url)
})
afterEach(() => expect(seat.troubles).toEqual([]))
afterAll(async () => {
  await browser.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

const csv = (...rows: readonly string[]) => ({
  name: '人员.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(rows.join('\r\n')),
})
/** Sets up the second factor that is asked for before anything else; answers its secret. */
async function setFactor(page: Page): Promise<string> {
  const secret = (await page.locator('code.secret').innerText()).replaceAll(' ', '')
  await page.getByLabel('验证器现在显示的 6 位数字').fill(new TOTP({ secret }).generate())
  await page.getByRole('button', { name: '绑定' }).click()
  return secret
}
const values = (form: Locator): Promise<string[]> =>
  form.locator('input:not([type=checkbox])').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))

test('the first visit founds the bureau, and a wrong entry costs nothing that was typed', async () => {
  const { page } = seat
  await page.goto('/')
  await page.getByRole('heading', { name: '首次设置' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/set-up')
  const form = page.locator('form')
  const admin = (kind: string) => page.getByRole('group', { name: kind })
  await page.getByLabel('安装口令').fill('not-what-was-written')
  await page.getByLabel('单位全称').fill('星渚县行政执法局')
  await page.getByLabel('日志名称').fill('星渚')
  for (const [kind, [name, userName]] of Object.entries(KINDS)) {
    await admin(kind).getByLabel('姓名').fill(name)
    await admin(kind).getByLabel('用户名').fill(userName)
    await admin(kind).getByLabel('密码', { exact: true }).fill(PASSWORD)
  }
  await admin('系统管理员').getByLabel('密码', { exact: true }).fill('123')
  await admin('安全管理员').getByLabel('用户名').fill('xitong')
  const typed = await values(form)
  await page.getByRole('button', { name: '完成设置' }).click()
  await page.getByText('还有未填好的内容').waitFor()
  await page.getByText('2 至 41 个小写字母、数字或短横线').waitFor()
  expect(await page.getByText('三人的用户名不能相同').count()).toBe(2)
  expect(await admin('系统管理员').locator('.rules .unmet').allInnerTexts()).toContain('密码至少 10 个字符')
  expect(await values(form)).toEqual(typed)
  await takePictures(page, 'set-up')

  await page.getByLabel('日志名称').fill('xingzhu')
  await admin('系统管理员').getByLabel('密码', { exact: true }).fill(PASSWORD)
  await admin('安全管理员').getByLabel('用户名').fill('anquan')
  // Whoever is not told the password founds nothing, is told where it lies, and types nothing twice.
  const right = await values(form)
  await page.getByRole('button', { name: '完成设置' }).click()
  await page.getByText('安装口令不对').first().waitFor()
  expect(await values(form)).toEqual(right)
  await takePictures(page, 'set-up-password')
  await page.getByLabel('安装口令').fill(await setUpPasswordIn(server.data))
  await page.getByRole('button', { name: '完成设置' }).click()
  await page.getByText('星渚县行政执法局已建立').waitFor()
  await expect(setUpPasswordIn(server.data)).rejects.toMatchObject({ code: 'ENOENT' })
  await takePictures(page, 'set-up-done')
  await page.getByRole('link', { name: '去登录' }).click()
  await page.getByRole('heading', { name: '星渚县行政执法局' }).waitFor()
  await takePictures(page, 'sign-in')
})

test('an administrator is let in only with a second factor, set up from the secret that is shown', async () => {
  const { page, context } = seat
  await typeIn(page, 'xitong', 'not the password')
  await page.getByRole('alert').waitFor()
  expect(await page.getByLabel('用户名').inputValue()).toBe('xitong')
  await takePictures(page, 'sign-in-refused')

  await typeIn(page, 'xitong', PASSWORD)
  await page.getByRole('heading', { name: '绑定动态口令' }).waitFor()
  await takePictures(page, 'second-factor')
  await page.getByLabel('验证器现在显示的 6 位数字').fill('000000')
  await page.getByRole('button', { name: '绑定' }).click()
  await page.locator('.wrong').waitFor()
  const secret = await setFactor(page)
  await page.getByRole('heading', { name: '不经手音像' }).waitFor()

  await page.getByRole('button', { name: '退出' }).click()
  await page.getByLabel('用户名').waitFor()
  // The session is gone; that this browser is known stays, and opens nothing.
  const left = await context.cookies()
  expect(left.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).toEqual([
    ['liuhen-device', true, 'Strict'],
  ])
  await typeIn(page, 'xitong', PASSWORD, secret)
  await page.getByText('看不到音像内容').waitFor()
  await takePictures(page, 'workbench-administrator')
})

test('until a regulation is chosen nothing is judged, and it is said so', async () => {
  const { page } = seat
  await page.goto('/law')
  await page.getByText('本局还没有选定制度').waitFor()
  await page.goto('/law/rule-set')
  await page.getByText('一律标为待定').waitFor()
  await page.goto('/')
})

test('a CSV file with two wrong rows brings in nobody and says which; mended, it brings in all, and another administrator confirms them', async () => {
  const { page } = seat
  await page.getByRole('main').getByRole('link', { name: '人员' }).click()
  await page.getByRole('button', { name: '新增单位' }).click()
  await page.getByLabel('单位名称').fill('综合执法大队')
  await page.getByLabel('单位编码').fill('ZF02')
  await page.getByLabel('类别').selectOption('大队')
  await page.getByRole('button', { name: '保存' }).click()
  await page.locator('.units').getByText('综合执法大队').waitFor()

  const heads = '姓名,用户名,单位编码,角色,执法证号,执法证有效期起,执法证有效期止,记录仪用户编号'
  const right = '周立衡,zhoulh,ZF02,执法人员,430199260001,2025-01-01,2029-12-31,021357'
  const wrong = ['罗小满,luoxm,ZF99,协管人员,,,,', '沈知远,shenzy,ZF02,执法队负责人,4.30E+11,2025-01-01,2029-12-31,']
  await page.getByRole('button', { name: '导入 CSV' }).click()
  await page.getByLabel('CSV 文件').setInputFiles(csv(heads, right, ...wrong))
  await page.getByText('一行也没有导入').waitFor()
  const report = await page.locator('dialog tbody').innerText()
  expect(report).toContain('ZF99')
  expect(report).toContain('4.30E+11')
  expect(await page.locator('dialog tbody tr td:first-child').allInnerTexts()).toEqual(['第 3 行', '第 4 行'])
  expect(await page.getByRole('button', { name: /^导入 \d/ }).count()).toBe(0)
  await takePictures(page, 'import-report', 'view')
  await page.getByRole('button', { name: '取消' }).click()
  await page.reload()
  await page.getByText('3 人，2 个单位').waitFor()

  await page.getByRole('button', { name: '导入 CSV' }).click()
  await page.getByLabel('CSV 文件').setInputFiles(csv(heads, right, '罗小满,luoxm,ZF02,协管人员,,,,'))
  await page.getByRole('button', { name: '导入 2 行' }).click()
  await page.getByText('已导入 2 行').waitFor()
  const password = /zhoulh\t(\S+)/.exec(await page.locator('dialog pre').innerText())?.[1] ?? ''
  // On paper stand the slips and nothing else; without a printer in the story, it is looked at as it would be printed.
  await page.evaluate(() => (window.print = () => undefined))
  await page.getByRole('button', { name: '打印成条' }).click()
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.slip').count()).toBe(2)
  expect(await page.locator('.slip', { hasText: '周立衡' }).innerText()).toContain(password)
  expect(await page.locator('dialog').isVisible()).toBe(false)
  await takePictures(page, 'password-slips', 'view')
  await page.emulateMedia({ media: null })
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await page.locator('.slip').first().waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '关闭' }).click()
  await page.getByText('5 人，2 个单位').waitFor()

  // By itself the temporary password opens nothing: the roles wait for the security administrator, who has the other half.
  const other = await sitDown(browser, server.url)
  await typeIn(other.page, 'zhoulh', password)
  await other.page.getByRole('alert').waitFor()

  const security = await sitDown(browser, server.url)
  await typeIn(security.page, 'anquan', PASSWORD)
  await security.page.getByRole('heading', { name: '绑定动态口令' }).waitFor()
  await setFactor(security.page)
  await security.page.getByRole('link', { name: '去复核' }).click()
  await security.page.getByText('您可以复核').waitFor()
  await takePictures(security.page, 'accounts-to-confirm')
  await security.page.getByRole('button', { name: '全部同意（2 件）' }).click()
  await security.page.locator('dialog').getByRole('button', { name: '复核同意' }).click()
  await security.page.getByText('已复核 2 件').waitFor()
  const code = /zhoulh\t(\S+)/.exec(await security.page.locator('dialog pre').innerText())?.[1] ?? ''
  await takePictures(security.page, 'enrolment-codes', 'view')
  expect(security.troubles).toEqual([])

  await typeIn(other.page, 'zhoulh', password)
  await other.page.getByLabel('开通码').fill(code.toLowerCase())
  await takePictures(other.page, 'enrolment')
  await other.page.getByRole('button', { name: '验证并登录' }).click()
  await other.page.getByRole('heading', { name: '先修改密码' }).waitFor()
  await other.page.goto('/recordings')
  await other.page.getByRole('heading', { name: '先修改密码' }).waitFor()
  await takePictures(other.page, 'change-password')
  await other.page.getByLabel('现在的密码').fill(password)
  await other.page.getByLabel('新密码', { exact: true }).fill(PASSWORD)
  await other.page.getByLabel('再输一遍新密码').fill(PASSWORD)
  await other.page.getByRole('button', { name: '修改密码' }).click()
  await other.page.getByRole('heading', { name: '绑定动态口令' }).waitFor()
  await setFactor(other.page)
  await other.page.getByText('还没有音像').waitFor()
  await takePictures(other.page, 'recordings-none')
  expect(other.troubles).toEqual([])
})
