import { afterAll, beforeAll, expect, test } from 'vitest'
import { trialServer } from '../http/trial.ts'
import type { SignedIn, TrialServer } from '../http/trial.ts'

let server: TrialServer
let system: SignedIn
beforeAll(async () => {
  server = await trialServer()
  system = await server.as('system-administrator')
})
afterAll(() => server.stop())

const importing = (what: 'units' | 'people', csv: string, check = false) =>
  system.importCsv({ params: { what }, body: { csv, check } })
const exported = async (what: 'units' | 'people') => {
  const response = await system.send(`${server.url}/api/export/${what}`)
  expect(response.headers.get('content-type')).toMatch(/^text\/csv/)
  return Buffer.from(await response.arrayBuffer()).toString('utf8')
}
const codes = async () => (await system.listUnits()).map((unit) => unit.code)

test('units come in by rows that may stand on the rows before them, and are reported as a spreadsheet counts', async () => {
  const csv = '单位编码,单位名称,类别,上级单位编码\nD1,一大队,大队,qingxi\nD1-1,一中队,中队,D1\n\nK1,法制科,科室,\n'
  expect(await importing('units', csv)).toEqual({ rows: 3, imported: 3, problems: [], passwords: [] })
  const units = await system.listUnits()
  const parent = units.find((unit) => unit.code === 'D1')
  expect(units.find((unit) => unit.code === 'D1-1')).toMatchObject({ kind: 'squadron', parent: parent?.id })
})

test('one wrong row keeps all rows out, and every wrong row is named with its column', async () => {
  const before = await codes()
  const csv =
    'code,name,kind,parent code\nE1,好的,brigade,\nE1,重复,brigade,\nE2,没有类别,飞船,\nE3,没有上级,大队,NOWHERE\n'
  const report = await importing('units', csv)
  expect(report.imported).toBe(0)
  expect(report.problems.map(({ row, field }) => [row, field])).toEqual([
    [3, '单位编码'],
    [4, '类别'],
    [5, '上级单位编码'],
  ])
  expect(await codes()).toEqual(before)
})

test('checking reports the same and keeps nothing', async () => {
  const before = await codes()
  const report = await importing('units', '单位编码,单位名称,类别\nF1,试一试,大队\n', true)
  expect(report).toEqual({ rows: 1, imported: 0, problems: [], passwords: [] })
  expect(await codes()).toEqual(before)
})

test('people come in with a password each that opens nothing by itself, and an officer without a certificate is shown so', async () => {
  const csv = [
    '\uFEFF姓名,用户名,单位编码,角色,执法证号,执法证有效期起,执法证有效期止,记录仪用户编号',
    '赵一,zhaoyi,D1,执法人员,HN0001234,2024/1/5,2099年12月31日,000017',
    '钱二,qianer,D1-1,执法人员；执法队负责人,,,,',
    '孙三,sunsan,D1-1,协管人员,,,,',
  ].join('\r\n')
  const report = await importing('people', csv)
  expect(report).toMatchObject({ rows: 3, imported: 3, problems: [] })
  const people = await system.listPeople()
  const named = (name: string) => people.find((one) => one.name === name)
  expect(named('赵一')).toMatchObject({
    roles: [],
    proposed: ['roles'],
    certificateInForce: true,
    certificate: { validFrom: '2024-01-05' },
  })
  expect(named('钱二')).toMatchObject({ certificateInForce: false, roles: [] })
  // Each password is half of what opens the account; the other halves are the security administrator's to hand over.
  for (const { userName, password } of report.passwords)
    await expect(server.anyone.signIn({ body: { userName, password } })).rejects.toMatchObject({
      problem: { obstacles: [{ code: 'sign-in-failed' }] },
    })
  const security = await server.as('security-administrator')
  const of = (await security.listProposals()).map(({ person, kind }) => ({ person: person.id, kind }))
  const { codes } = await security.confirmProposals({ body: { of } })
  for (const { userName, password } of report.passwords) {
    const enrolment = codes.find((one) => one.userName === userName)?.code
    expect(await server.anyone.signIn({ body: { userName, password } })).toEqual({ state: 'enrolment-needed' })
    const { me } = await server.anyone.signIn({ body: { userName, password, enrolment } })
    expect(me).toMatchObject({ userName, next: 'change-password' })
  }
  expect(report.passwords).toHaveLength(3)
})

test('what a person may not be is refused by its row', async () => {
  const csv = [
    '姓名,用户名,单位编码,角色,执法证号,执法证有效期起,执法证有效期止',
    '甲,jia-a,D1,系统管理员,,,',
    '乙,yi-b,D1,执法人员；协管人员,,,',
    '丙,bing-c,D9,执法人员,,,',
    '丁,zhaoyi,D1,执法人员,,,',
    '戊,wu-d,D1,执法人员,HN0001234,2024-01-01,2027-01-01',
    '己,ji-e,D1,执法人员,4.30E+15,2024-01-01,2027-01-01',
    '庚,geng-f,D1,执法人员,HN0009999,2027-01-01,2024-01-01',
    '辛,Not A Name,D1,执法人员,HN0009998,,',
    '壬,ren-h,D1,执法人员；队长,,,',
  ].join('\n')
  const { problems, imported } = await importing('people', csv)
  expect(imported).toBe(0)
  expect(problems.map(({ row, field }) => [row, field])).toEqual([
    [2, '角色'],
    [3, '角色'],
    [4, '单位编码'],
    [5, '用户名'],
    [6, '执法证号'],
    [7, '执法证号'],
    [8, '执法证有效期止'],
    [9, '用户名'],
    [9, '执法证有效期起'],
    [9, '执法证有效期止'],
    [10, '角色'],
  ])
  expect(problems.at(-1)?.message.zh).toMatch(/^这里不能填“队长”，可填：执法人员、协管人员/)
})

/** 单位编码,单位名称,类别 ⏎ G1,镇街中队,中队 in GB18030, as a spreadsheet here saves it. */
const GB18030 = 'taXOu7HgwusstaXOu8P7s8YswOCx8A0KRzEs1fK91tbQttMs1tC20w0K'

test('a file as a spreadsheet here saves it, in GB18030, is read', async () => {
  const bytes = Buffer.from(GB18030, 'base64')
  expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow(TypeError)
  const csv = new TextDecoder('gb18030').decode(bytes)
  const report = await system.importCsv({ params: { what: 'units' }, body: { file: GB18030, check: true } })
  expect({ csv, report }).toMatchObject({ report: { rows: 1, problems: [] } })
})

test.each([
  ['neither encoding', { file: Buffer.from([0xff, 0xff, 0x30, 0xff]).toString('base64') }, 'csv-encoding'],
  ['unmatched quotation marks', { csv: '单位编码,单位名称,类别\n"G2,没有收尾,中队\n' }, 'csv-malformed'],
  ['a missing column', { csv: '单位编码,类别\nG2,中队\n' }, 'csv-column-missing'],
  ['an unknown column', { csv: '单位编码,单位名称,类别,星座\nG2,二,中队,白羊\n' }, 'csv-column-unknown'],
  ['the same column twice', { csv: '单位编码,单位名称,类别,code\nG2,二,中队,G3\n' }, 'csv-column-twice'],
  ['nothing', {}, 'csv-missing'],
])('a file with %s is turned down whole, saying why', async (_, file, code) => {
  const call = system.importCsv({ params: { what: 'units' }, body: { ...file, check: false } })
  await expect(call).rejects.toMatchObject({ problem: { status: 400, obstacles: [{ code }] } })
})

test('what is exported runs no formula in a spreadsheet, and comes in again as it was', async () => {
  const names = ['=HYPERLINK("http://x")', '+1', '-2', '@SUM(A1)', "'=3", '"引号",逗号']
  for (const [i, name] of names.entries()) await system.addUnit({ body: { code: `X${i}`, name, kind: 'section' } })
  const csv = await exported('units')
  expect(csv.startsWith('\uFEFF单位编码')).toBe(true)
  for (const line of csv.split('\r\n')) for (const cell of line.split(',')) expect(cell).not.toMatch(/^"?[=+@-]/)
  const again = csv
    .replace(/^(.*\r\n)([^]*)$/, (_, head: string, rows: string) => head + rows.replaceAll(/^X/gm, 'Y'))
    .split('\r\n')
    .filter((line, i) => i === 0 || line.startsWith('Y'))
    .join('\r\n')
  expect(await importing('units', again)).toMatchObject({ imported: names.length, problems: [] })
  const units = await system.listUnits()
  expect(names.map((_, i) => units.find((unit) => unit.code === `Y${i}`)?.name)).toEqual(names)
})

test('the information centre does not import people', async () => {
  const centre = await server.as('information-centre')
  const call = centre.importCsv({ params: { what: 'people' }, body: { csv: '', check: true } })
  await expect(call).rejects.toMatchObject({ problem: { status: 403 } })
})

test('an import is in the journal row by row, by the one who made it', async () => {
  const rows = await server.database.db
    .selectFrom('journal')
    .select(['actor', 'body'])
    .where('kind', '=', 'PersonAdded/2')
    .execute()
  const imported = rows.find(({ body }) => (body as { userName: string }).userName === 'zhaoyi')
  expect(imported?.actor).toBe(`person:${system.person}`)
})
