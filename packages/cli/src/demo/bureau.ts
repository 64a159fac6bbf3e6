import { roles, type Role } from '@liuhen/core/access'
import { CalendarDate, type Instant } from '@liuhen/core/kernel'
import { CAMERAS } from './footage.ts'
import { daysAgo, setUpPasswordIn, signIn, visitor } from './visitor.ts'

/** Everybody in the sample bureau signs in with this; the sample holds nothing but invented data. */
export const PASSWORD = 'Shili-2026-liuhen'

/** What everybody had before, in the sample's past: a password is changed after ninety days, and no late one is taken again. */
export const PASSWORDS_BEFORE = ['one', 'two', 'three', 'four'].map((nth) => `Shili-earlier-${nth}-1`)

/** An invented bureau; its units are those the sample cameras name. */
export const BUREAU = { name: '星渚县行政执法局（示例）', slug: 'xingzhu-sample', sample: true }

const units = [
  ['ZF02', '综合执法大队', '大队', ''],
  [CAMERAS['card-1'].unitNo, CAMERAS['card-1'].unitName, '中队', 'ZF02'],
  [CAMERAS['card-2'].unitNo, CAMERAS['card-2'].unitName, '中队', 'ZF02'],
  ['XX01', '信息中心', '科室', ''],
  ['FZ01', '法制科', '科室', ''],
  ['DC01', '督察科', '科室', ''],
]

interface Staff {
  readonly name: string
  readonly userName: string
  readonly unit: string
  readonly role: Role
  readonly camera?: string
  /** Fit to review since then. */
  readonly reviewer?: string
}

const [one, two] = [CAMERAS['card-1'], CAMERAS['card-2']]
export const STAFF: readonly Staff[] = [
  { name: one.userName, userName: 'zhoulh', unit: one.unitNo, role: 'officer', camera: one.userNo },
  { name: two.userName, userName: 'chenyq', unit: two.unitNo, role: 'officer', camera: two.userNo },
  { name: '刘文静', userName: 'liuwj', unit: one.unitNo, role: 'officer' },
  { name: '沈知远', userName: 'shenzy', unit: one.unitNo, role: 'team-leader' },
  { name: '罗小满', userName: 'luoxm', unit: one.unitNo, role: 'auxiliary' },
  { name: '何清禾', userName: 'heqh', unit: 'XX01', role: 'information-centre' },
  { name: '苏正言', userName: 'suzy', unit: 'FZ01', role: 'legal-section' },
  { name: '吴衡', userName: 'wuheng', unit: one.unitNo, role: 'legal-officer', reviewer: '2021-06-01' },
  { name: '郑守恒', userName: 'zhengsh', unit: 'ZF02', role: 'deputy-head' },
  { name: '冯立本', userName: 'fenglb', unit: 'ZF02', role: 'head' },
  { name: '梁察', userName: 'liangc', unit: 'DC01', role: 'inspection-section' },
  { name: '汪监督', userName: 'wangjd', unit: 'ZF02', role: 'supervising-authority' },
]

const csv = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.join(',')).join('\r\n')

const people = [
  [
    '姓名',
    '用户名',
    '单位编码',
    '角色',
    '执法证号',
    '执法证有效期起',
    '执法证有效期止',
    '法制审核资格起',
    '记录仪用户编号',
  ],
  ...STAFF.map((each, i) => {
    const certified = each.role === 'officer' || each.role === 'team-leader'
    const certificate = certified
      ? [`43019926${String(i + 1).padStart(4, '0')}`, '2025-01-01', '2029-12-31']
      : ['', '', '']
    return [
      each.name,
      each.userName,
      each.unit,
      roles[each.role].zh,
      ...certificate,
      each.reviewer ?? '',
      each.camera ?? '',
    ]
  }),
]

const devices = [
  ['设备编号', '类别', '单位编码', '型号', '产品识别码', '产品序号', '使用者编号', '单位编号'],
  ...[one, two].map((camera) => [
    camera.serial,
    '执法记录仪',
    camera.unitNo,
    'LH-F2',
    camera.idCode,
    camera.serial,
    camera.userNo,
    camera.unitNo,
  ]),
  ['DSJ0405', '执法记录仪', one.unitNo, 'LH-F2', '', '', '', ''],
  ['CZ-01', '采集站', 'XX01', 'CZ-8', '', '', '', ''],
]

export interface Founded {
  /** The key of docking station CZ-01. */
  readonly stationKey: string
  /** TOTP secrets of the three administrators, by user name. */
  readonly secrets: Readonly<Record<string, string>>
}

/** When a bureau is founded, if not now, and with which password everybody begins. */
export interface Founding {
  readonly now?: () => number
  readonly from?: CalendarDate
  readonly password?: string
}

/**
 * Sets up the sample bureau as its people would: through the first-run page, the CSV imports and the device register, in
 * which the cameras are entered as issued from that moment on.
 */
export async function foundBureau(
  { url: base, data }: { readonly url: string; readonly data: string },
  say: (zh: string, en: string) => void,
  issued: Instant = daysAgo(30),
  { now = Date.now, from = CalendarDate.parse('2026-01-01'), password = PASSWORD }: Founding = {},
): Promise<Founded> {
  const administrator = (name: string, userName: string) => ({ name, userName, password })
  await visitor(base).call.setUp({
    body: {
      setUpPassword: await setUpPasswordIn(data),
      bureau: BUREAU,
      administrators: {
        system: administrator('方系统', 'xitong'),
        security: administrator('安守全', 'anquan'),
        audit: administrator('沈计', 'shenji'),
      },
      // As in Changsha County; what its regulation leaves open stays open, so that it is seen.
      rules: { packs: ['changsha-county-2023'], from },
    },
  })
  say(`设立${BUREAU.name}和三名相互独立的管理员`, 'Founded the sample bureau with its three separate administrators')
  const secrets: Record<string, string> = {}
  const system = await signIn(base, 'xitong', password, undefined, now)
  if (system.secret !== undefined) secrets['xitong'] = system.secret
  const security = await signIn(base, 'anquan', password, undefined, now)
  if (security.secret !== undefined) secrets['anquan'] = security.secret
  const { secret } = await signIn(base, 'shenji', password, undefined, now)
  if (secret !== undefined) secrets['shenji'] = secret
  await system.call.importCsv({
    params: { what: 'units' },
    body: { csv: csv([['单位编码', '单位名称', '类别', '上级单位编码'], ...units]), check: false },
  })
  const report = await system.call.importCsv({ params: { what: 'people' }, body: { csv: csv(people), check: false } })
  if (report.problems.length > 0) throw new Error(JSON.stringify(report.problems))
  const proposed = await security.call.listProposals()
  await security.call.confirmProposals({
    body: { of: proposed.map(({ person, kind }) => ({ person: person.id, kind })) },
  })
  say(
    `从 CSV 导入 ${units.length} 个单位、${report.imported} 名人员，角色由安全管理员复核`,
    `Imported ${units.length} units and ${report.imported} people from CSV; the security administrator confirmed their roles`,
  )
  for (const each of report.passwords) await signIn(base, each.userName, each.password, password)
  const stationKey = await registerDevices(base, issued, password)
  say(
    `登记 ${devices.length - 1} 台设备，执法记录仪已配发到人`,
    `Registered ${devices.length - 1} devices and issued the cameras`,
  )
  return { stationKey, secrets }
}

async function registerDevices(base: string, from: Instant, password: string): Promise<string> {
  const centre = await signIn(base, 'heqh', password)
  const report = await centre.call.importCsv({ params: { what: 'devices' }, body: { csv: csv(devices), check: false } })
  if (report.problems.length > 0) throw new Error(JSON.stringify(report.problems))
  const [list, colleagues] = await Promise.all([centre.call.listDevices(), centre.call.listColleagues()])
  const device = (number: string) => list.find((each) => each.number === number)?.id ?? ''
  const person = (name: string) => colleagues.find((each) => each.name === name)?.id ?? ''
  for (const [number, holder] of [
    [one.serial, one.userName],
    [two.serial, two.userName],
    ['DSJ0405', '罗小满'],
  ] as const)
    await centre.call.issueDevice({
      params: { id: device(number) },
      body: { holder: person(holder), from },
    })
  return (await centre.call.issueStationKey({ params: { id: device('CZ-01') } })).key
}
