import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createClient } from '@liuhen/contract'
import { type CalendarDate, dayOf, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { proves } from '../../../../scripts/proves.ts'
import { type SignedIn, trialServer, type TrialServer } from '../http/trial.ts'

let server: TrialServer
let centre: SignedIn
let leader: SignedIn
let wang: SignedIn
let li: SignedIn
let stranger: SignedIn
const units = { one: '', two: '' }

beforeAll(async () => {
  server = await trialServer()
  const system = await server.as('system-administrator')
  const unit = async (code: string, name: string) =>
    (await system.addUnit({ body: { code, name, kind: 'squadron', parent: server.unit } })).id
  units.one = await unit('Z1', '一中队')
  units.two = await unit('Z2', '二中队')
  centre = await server.as('information-centre')
  leader = await server.another('team-leader', units.one)
  wang = await server.another('officer', units.one)
  li = await server.another('officer', units.one)
  stranger = await server.another('officer', units.two)
})
afterAll(() => server.stop())

let count = 0
const register = async (unit = units.one, kind: 'body-camera' | 'docking-station' = 'body-camera') => {
  const number = `DSJ-${++count}`
  const { id } = await centre.registerDevice({ body: { number, kind, unit } })
  return { id, number, params: { id } }
}
const refused = (...codes: string[]) => ({ problem: { status: 409, obstacles: codes.map((code) => ({ code })) } })
const condition = async (id: string) => (await centre.showDevice({ params: { id } })).device.condition
const fine = { working: true, battery: 90, freeSpace: 20_000, clock: { offset: 1000, error: 500 } }
const at = (milliseconds: number) => instantOf(millisecondsOf(server.clock.now()) + milliseconds)

test('a device is registered once by its number, in a unit that exists', async () => {
  const { number } = await register()
  const again = { number, kind: 'camera' as const, unit: units.two }
  await expect(centre.registerDevice({ body: again })).rejects.toMatchObject(refused('number-taken'))
  const nowhere = { ...again, number: 'N-1', unit: '01994f3e-7c00-7000-8000-000000000001' }
  await expect(centre.registerDevice({ body: nowhere })).rejects.toMatchObject({ problem: { status: 404 } })
})

test('since when a device is in service is registered, changed, shown and listed, and is no day to come', async () => {
  const body = { number: 'DSJ-SINCE', kind: 'body-camera' as const, unit: units.one }
  const today = dayOf(server.clock.now())
  const late = { ...body, inServiceSince: dayOf(at(86_400_000)) }
  await expect(centre.registerDevice({ body: late })).rejects.toMatchObject(refused('service-future'))
  const { id } = await centre.registerDevice({ body: { ...body, inServiceSince: today } })
  const since = async () => (await centre.showDevice({ params: { id } })).device.inServiceSince
  expect(await since()).toBe(today)
  const { number: _number, ...facts } = body
  await expect(
    centre.changeDevice({ params: { id }, body: { ...facts, inServiceSince: late.inServiceSince } }),
  ).rejects.toMatchObject(refused('service-future'))
  const earlier = '2020-02-29' as CalendarDate
  await centre.changeDevice({ params: { id }, body: { ...facts, inServiceSince: earlier } })
  expect(await since()).toBe(earlier)
  // What was recorded while somebody had it is not made impossible by a later day.
  await leader.issueDevice({ params: { id }, body: { holder: wang.person, from: at(-2 * 86_400_000) } })
  await expect(
    centre.changeDevice({ params: { id }, body: { ...facts, inServiceSince: today } }),
  ).rejects.toMatchObject(refused('service-after-issue'))
  expect(await since()).toBe(earlier)
})

test('two who register the same number at once: one is told it is taken', async () => {
  const body = { number: 'DSJ-AT-ONCE', kind: 'body-camera' as const, unit: units.one }
  const both = await Promise.allSettled([centre.registerDevice({ body }), centre.registerDevice({ body })])
  expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject(refused('number-taken'))
})

test('a device is issued to people of its own unit only', async () => {
  const { id, params } = await register()
  await expect(centre.issueDevice({ params, body: { holder: stranger.person } })).rejects.toMatchObject(
    refused('other-unit'),
  )
  await leader.issueDevice({ params, body: { holder: wang.person } })
  expect((await centre.showDevice({ params: { id } })).device.holder?.id).toBe(wang.person)
})

test('a device is lent within the unit only and goes back to whom it was borrowed from', async () => {
  const { id, params, number } = await register()
  await leader.issueDevice({ params, body: { holder: wang.person } })
  const reason = '替班'
  await expect(leader.lendDevice({ params, body: { borrower: stranger.person, reason } })).rejects.toMatchObject(
    refused('other-unit'),
  )
  await leader.lendDevice({ params, body: { borrower: li.person, reason } })
  expect((await centre.showDevice({ params })).device).toMatchObject({ onLoan: true, holder: { id: li.person } })
  await expect(leader.lendDevice({ params, body: { borrower: wang.person, reason } })).rejects.toMatchObject(
    refused('device-condition'),
  )
  await leader.endLoan({ params })
  expect((await centre.showDevice({ params: { id } })).device).toMatchObject({
    onLoan: false,
    number,
    holder: { id: wang.person },
  })
})

test('what was lent out of the store goes back into the store', async () => {
  const { params } = await register()
  await leader.issueDevice({ params, body: { holder: wang.person } })
  await leader.returnDevice({ params })
  await leader.lendDevice({ params, body: { borrower: li.person, reason: '临时任务' } })
  await leader.endLoan({ params })
  expect((await centre.showDevice({ params })).device.holder).toBeUndefined()
})

test('a device in somebody’s hands is not moved to another unit', async () => {
  const { params } = await register()
  const moved = { kind: 'body-camera' as const, unit: units.two }
  await leader.issueDevice({ params, body: { holder: wang.person } })
  await expect(centre.changeDevice({ params, body: moved })).rejects.toMatchObject(refused('still-issued'))
  await leader.returnDevice({ params })
  await centre.changeDevice({ params, body: moved })
  expect((await centre.showDevice({ params })).device.unit.id).toBe(units.two)
})

test('for every moment gone by exactly one holder answers for a device, or the store', async () => {
  proves('jilin-2017/21.1')
  const { params } = await register()
  const HOUR = 3_600_000
  await leader.issueDevice({ params, body: { holder: wang.person, from: at(-10 * HOUR) } })
  await leader.issueDevice({ params, body: { holder: li.person, from: at(-5 * HOUR) } })
  await leader.returnDevice({ params })
  const held = async (milliseconds: number) => {
    const { store, holder } = await leader.deviceHolder({ params, query: { at: at(milliseconds) } })
    expect(store).toBe(holder === undefined)
    return holder?.id
  }
  const asked = [await held(-11 * HOUR), await held(-9 * HOUR), await held(-6 * HOUR), await held(-4 * HOUR)]
  expect(asked).toEqual([undefined, wang.person, wang.person, li.person])
  expect([await held(-HOUR), await held(1000)]).toEqual([li.person, undefined])
  const over = { holder: wang.person, from: at(-4 * HOUR) }
  await expect(leader.issueDevice({ params, body: over })).rejects.toMatchObject(refused('time-taken'))
  const coming = { holder: wang.person, from: at(HOUR) }
  await expect(leader.issueDevice({ params, body: coming })).rejects.toMatchObject(refused('from-future'))
})

test('the check before a shift finds what is wrong and keeps the result with the device', async () => {
  const { params } = await register()
  expect(await wang.checkDevice({ params, body: fine })).toEqual({ passed: true, findings: [] })
  const poor = { working: false, battery: 5, freeSpace: 100 }
  const findings = ['not-working', 'battery-low', 'space-low', 'clock-unmeasured']
  expect(await wang.checkDevice({ params, body: poor })).toEqual({ passed: false, findings })
  expect((await centre.showDevice({ params })).device.lastCheck).toMatchObject({ passed: false, findings, battery: 5 })
})

test('a clock three minutes slow fails the check against five seconds, and passes once it is set', async () => {
  proves('jilin-2017/8.2')
  const { params } = await register()
  const slow = { ...fine, clock: { offset: -180_000, error: 300 } }
  expect(await wang.checkDevice({ params, body: slow })).toEqual({ passed: false, findings: ['clock-off'] })
  const set = { ...fine, clock: { offset: -1500, error: 300 } }
  expect((await wang.checkDevice({ params, body: set })).passed).toBe(true)
  const { history } = await centre.showDevice({ params })
  const checks = history.filter((one) => one.kind === 'PreShiftChecked/1').map((one) => one.body)
  expect(checks).toMatchObject([{ passed: true, clock: { offset: -1500 } }, { passed: false }])
  // Five seconds that might be more are not five seconds.
  const edge = { ...fine, clock: { offset: 4900, error: 200 } }
  expect((await wang.checkDevice({ params, body: edge })).passed).toBe(false)
})

test('a fault report says what was done instead, and names the device that took over', async () => {
  const { params } = await register()
  const other = await register()
  const foreign = await register(units.two)
  const fault = '无法开机'
  const call = (body: object) => wang.reportFault({ params, body: { fault, ...body } as never })
  await expect(call({})).rejects.toMatchObject({ problem: { status: 400 } })
  await expect(call({ instead: 'other-device' })).rejects.toMatchObject({ problem: { status: 400 } })
  await expect(call({ instead: 'other-device', otherDevice: params.id })).rejects.toMatchObject(refused('same-device'))
  await expect(call({ instead: 'other-device', otherDevice: foreign.id })).rejects.toMatchObject(refused('other-unit'))
  await call({ instead: 'other-device', otherDevice: other.id })
  const { history, device } = await centre.showDevice({ params })
  expect(device.condition).toBe('faulty')
  expect(history[0]).toMatchObject({
    kind: 'FaultReported/1',
    body: { fault, instead: 'other-device', otherDevice: other.id },
  })
})

test('a faulty device goes to the information centre, and is neither issued nor lent nor checked out until then', async () => {
  proves('changsha-county-2023/42.2')
  const { params } = await register()
  await wang.reportFault({ params, body: { fault: '镜头破损', instead: 'stopped' } })
  const taking = [
    () => leader.issueDevice({ params, body: { holder: wang.person } }),
    () => leader.lendDevice({ params, body: { borrower: li.person, reason: '替班' } }),
    () => wang.checkDevice({ params, body: fine }),
  ]
  for (const take of taking) await expect(take()).rejects.toMatchObject(refused('device-condition'))
  const repair = leader.sendToRepair({ params, body: { where: '自行送修', reason: '更换镜头' } })
  await expect(repair).rejects.toMatchObject({ problem: { status: 403 } })
  await centre.sendToRepair({ params, body: { where: '信息中心', reason: '更换镜头' } })
  for (const take of taking) await expect(take()).rejects.toMatchObject(refused('device-condition'))
  await centre.endRepair({ params, body: { done: '已更换' } })
  await leader.issueDevice({ params, body: { holder: wang.person } })
  expect(await condition(params.id)).toBe('in-use')
})

test('a faulty device says whom the bureau’s rules have it reported to, with the article, until it is settled', async () => {
  proves('jilin-2017/20.4', 'jilin-2017/20.5')
  const legal = await server.as('legal-section')
  const { params } = await register()
  await wang.reportFault({ params, body: { fault: '无法开机', instead: 'stopped' } })
  const told = async () => (await wang.showDevice({ params })).fault
  expect(await told()).toBeUndefined()
  await legal.chooseRuleSet({ body: { packs: ['jilin-2017'], from: dayOf(at(-86_400_000)) } })
  expect(await told()).toMatchObject({
    to: ['市局财务装备处'],
    citations: expect.arrayContaining([
      expect.objectContaining({ pack: 'jilin-2017', article: '20', quote: expect.stringContaining('财务装备处') }),
    ]),
  })
  // A district settles repairs for itself.
  await legal.decideSetting({ params: { key: 'device.fault-to' }, body: { value: '区局装备科' } })
  expect((await told())?.to).toEqual(['区局装备科'])
  const issue = () => leader.issueDevice({ params, body: { holder: wang.person } })
  // By the article on faults, while the rules have one.
  await expect(issue()).rejects.toMatchObject({
    problem: { obstacles: [{ code: 'device-condition', citation: { article: 'jilin-2017/20' } }] },
  })
  await centre.endRepair({ params, body: { done: '已更换电池' } })
  await issue()
  expect(await told()).toBeUndefined()
})

test('a device that broke while it was lent is still lent when it comes back', async () => {
  const { params } = await register()
  await leader.issueDevice({ params, body: { holder: wang.person } })
  await leader.lendDevice({ params, body: { borrower: li.person, reason: '替班' } })
  await li.reportFault({ params, body: { fault: '死机', instead: 'stopped' } })
  await centre.endRepair({ params, body: { done: '重启' } })
  expect((await centre.showDevice({ params })).device).toMatchObject({ onLoan: true, holder: { id: li.person } })
  await leader.endLoan({ params })
  expect((await centre.showDevice({ params })).device.holder?.id).toBe(wang.person)
})

test('what is lost may be found, and what is retired with an approver is done with', async () => {
  proves('jilin-2017/20.1')
  const { params } = await register()
  await wang.loseDevice({ params, body: { reason: '执勤途中遗失' } })
  expect(await condition(params.id)).toBe('lost')
  // Lost is no fault: here its condition alone stands in the way.
  const issuing = leader.issueDevice({ params, body: { holder: wang.person } })
  await expect(issuing).rejects.toMatchObject(refused('device-condition'))
  await leader.findDevice({ params, body: { reason: '群众送回' } })
  await expect(leader.findDevice({ params, body: { reason: '再次' } })).rejects.toMatchObject(
    refused('device-condition'),
  )
  const unapproved = { reason: '超期' } as { reason: string; approver: string }
  await expect(centre.retireDevice({ params, body: unapproved })).rejects.toMatchObject({ problem: { status: 400 } })
  await centre.retireDevice({ params, body: { reason: '超过使用年限', approver: '周局长' } })
  const { history } = await centre.showDevice({ params })
  expect(history[0]).toMatchObject({ kind: 'DeviceRetired/1', body: { approver: '周局长' } })
  await expect(wang.checkDevice({ params, body: fine })).rejects.toMatchObject(refused('device-condition'))
})

test('a device of another unit is not there for a leader or an officer, nor can they act upon it', async () => {
  const { params, number } = await register(units.two)
  expect((await leader.listDevices()).map((one) => one.number)).not.toContain(number)
  const acts = [
    () => leader.showDevice({ params }),
    () => leader.issueDevice({ params, body: { holder: stranger.person } }),
    () => wang.checkDevice({ params, body: fine }),
    () => wang.loseDevice({ params, body: { reason: '遗失' } }),
  ]
  for (const act of acts) await expect(act()).rejects.toMatchObject({ problem: { status: 404 } })
})

test('a station calls with its key alone; a wrong, a replaced or a retired station’s key opens nothing', async () => {
  const { params, id } = await register(units.one, 'docking-station')
  const camera = await register()
  const calls = (key: string): Client => createClient(server.url, fetch, () => ({ authorization: `Bearer ${key}` }))
  const dock = (key: string) => calls(key).beginDocking({ body: { files: 0, deviceNumber: camera.number } })
  await expect(centre.issueStationKey({ params: camera.params })).rejects.toMatchObject(refused('not-a-station'))
  const first = (await centre.issueStationKey({ params })).key
  expect((await dock(first)).device?.number).toBe(camera.number)
  const closed = { problem: { status: 401 } }
  await expect(dock(`${first}x`)).rejects.toMatchObject(closed)
  await expect(dock('')).rejects.toMatchObject(closed)
  const second = (await centre.issueStationKey({ params })).key
  await expect(dock(first)).rejects.toMatchObject(closed)
  await dock(second)
  await centre.retireDevice({ params, body: { reason: '报废', approver: '周局长' } })
  await expect(dock(second)).rejects.toMatchObject(closed)
  const rows = await server.database.db
    .selectFrom('journal')
    .select('body')
    .where('stream', '=', `device:${id}`)
    .execute()
  for (const key of [first, second]) expect(JSON.stringify(rows)).not.toContain(key)
})

test('devices come in from a spreadsheet all together or not at all, and go out as they came', async () => {
  const head = '设备编号,类别,单位编码,型号,启用日期,使用人用户名'
  const bring = (lines: readonly string[], check = false) =>
    centre.importCsv({ params: { what: 'devices' }, body: { csv: [head, ...lines].join('\n'), check } })
  const numbers = async () => (await centre.listDevices()).map((one) => one.number)
  const before = await numbers()
  const report = await bring([
    `C-1,执法记录仪,Z1,DSJ-A9,2024-03-01,${wang.userName}`,
    'C-2,飞机,Z1,,,',
    'C-3,照相机,Z9,,,',
    'C-1,照相机,Z1,,,',
    `C-4,录音笔,Z1,,,${stranger.userName}`,
    'C-5,录音笔,Z1,,,nobody',
    'C-6,录音笔,Z1,,2026-02-30,',
    'C-7,录音笔,Z1,,9999-12-31,',
  ])
  expect(report.imported).toBe(0)
  expect(report.problems.map(({ row }) => row)).toEqual([3, 4, 5, 6, 7, 8, 9])
  expect(await numbers()).toEqual(before)
  const right = [`C-1,执法记录仪,Z1,DSJ-A9,2024-03-01,${wang.userName}`, 'C-2,采集站,Z2,,,']
  expect(await bring(right)).toMatchObject({ imported: 2, problems: [] })
  const found = (await centre.listDevices()).find((one) => one.number === 'C-1')
  expect(found).toMatchObject({
    kind: 'body-camera',
    model: 'DSJ-A9',
    inServiceSince: '2024-03-01',
    holder: { id: wang.person },
  })
  const exported = await (await centre.send(`${server.url}/api/export/devices`)).text()
  for (const line of right) expect(exported).toContain(line.split(',').slice(0, 3).join(','))
  expect(exported).toContain(`2024-03-01,${wang.userName}`)
})
