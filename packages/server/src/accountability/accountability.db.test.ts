import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BodyOf, type Endpoint, type EndpointName, type ProblemError, type Table, table } from '@liuhen/contract'
import { type CalendarDate, dayOf, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { proves } from '../../../../scripts/proves.ts'
import { type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'

let trial: TrialDay
let inspection: SignedIn
let head: SignedIn
beforeAll(async () => {
  trial = await trialDay()
  inspection = await trial.server.as('inspection-section')
  head = await trial.server.as('head')
})
afterAll(() => trial[Symbol.asyncDispose]())

const today = (): CalendarDate => dayOf(trial.server.clock.now())
const yesterday = (): CalendarDate => dayOf(instantOf(millisecondsOf(trial.server.clock.now()) - 86_400_000))
const codesOf = (run: Promise<unknown>): Promise<string[]> =>
  run.then(
    () => [],
    (error: ProblemError) => error.problem.obstacles.map((one) => one.code),
  )
type Opened = BodyOf<Table['openLiability']>
const item = (rule: string, outcome: Opened['outcome'], more: Partial<Opened> = {}): Opened => ({
  rule,
  outcome,
  about: {},
  people: [trial.officer.person],
  leaders: [],
  due: today(),
  owner: inspection.person,
  ...more,
})
const shown = async (id: string, who = inspection) =>
  (await who.listLiabilities({ query: {} })).find((one) => one.id === id)

test.each([
  ['jilin-2017', 'jilin-2017/24.6', 'prohibition-other'],
  ['changsha-county-2023', 'changsha-county-2023/46.6', 'liability-other'],
  ['jinzhong-2022-recording', 'jinzhong-2022-recording/21.7', 'prohibition-other'],
  ['yanzhou-2019', 'yanzhou-2019/17.6', 'prohibition-other'],
  ['yongqing-2022', 'yongqing-2022/24.6', 'prohibition-other'],
] as const)('%s: what is otherwise answered for is not saved without a description', async (pack, obligation, name) => {
  proves(obligation)
  await trial.under([pack])
  const rule = `${pack}/${name}`
  const before = (await inspection.listLiabilities({ query: {} })).length
  const bare = await inspection
    .openLiability({ body: item(rule, 'other') })
    .catch((error: ProblemError) => error.problem)
  expect(bare).toMatchObject({ status: 409, obstacles: [{ code: 'description-missing', field: 'description' }] })
  expect((bare as ProblemError['problem']).obstacles[0]?.citation?.article).toBe(obligation.split('.')[0])
  expect((await inspection.listLiabilities({ query: {} })).length).toBe(before)
  const { id } = await inspection.openLiability({ body: item(rule, 'other', { description: '值勤时关闭设备' }) })
  expect(await shown(id)).toMatchObject({ stands: 'open', description: '值勤时关闭设备' })
  // Under another pack it is no rule of the bureau's.
  await expect(
    codesOf(inspection.openLiability({ body: item('nowhere/rule', 'other', { description: '某事' }) })),
  ).resolves.toContain('rule-unknown')
})

test('bad press is not saved without where it stands, nor destruction without what was destroyed', async () => {
  proves('yanzhou-2019/17.2', 'yongqing-2022/24.5')
  await trial.under(['yanzhou-2019'])
  const press = item('yanzhou-2019/prohibition-bad-press', 'bad-press', { description: '执法视频被剪辑传播' })
  expect(await codesOf(inspection.openLiability({ body: press }))).toEqual(['report-missing'])
  await inspection.openLiability({ body: { ...press, about: { report: '某网站 2026-11-20' } } })
  await trial.under(['yongqing-2022'])
  const broken = item('yongqing-2022/prohibition-destroying', 'destroyed', { description: '故意摔坏' })
  expect(await codesOf(inspection.openLiability({ body: broken }))).toEqual(['object-missing'])
  await inspection.openLiability({ body: { ...broken, about: { object: '移动硬盘一块' } } })
})

test('what is serious is not closed without an outcome the instrument prints, nor without the leaders’ part', async () => {
  proves('jilin-2017/24.7')
  await trial.under(['jilin-2017'])
  const { id } = await inspection.openLiability({
    body: item('jilin-2017/prohibition-altering', 'altered', { description: '删去一段' }),
  })
  const params = { id }
  const body = { severity: 'serious' as const, consequences: [], reason: '查证属实' }
  expect(await codesOf(head.decideLiability({ params, body }))).toEqual(['outcome-missing', 'leaders-missing'])
  const invented = { ...body, consequences: ['罚款二百元'], leaders: '中队长负管理责任' }
  expect(await codesOf(head.decideLiability({ params, body: invented }))).toEqual(['outcome-unprinted'])
  expect(await shown(id)).toMatchObject({ stands: 'open' })
  const right = { ...invented, consequences: ['警告、记过或者记大过处分'] }
  await head.decideLiability({ params, body: right })
  expect(await shown(id)).toMatchObject({ stands: 'decided', decided: { leaders: '中队长负管理责任' } })
  expect(await codesOf(head.decideLiability({ params, body: right }))).toEqual(['liability-closed'])
})

test('what is serious is handed to the supervisory organ, or it is said why not', async () => {
  proves('jinzhong-2022-recording/21.8')
  await trial.under(['jinzhong-2022-recording'])
  const rule = 'jinzhong-2022-recording/prohibition-altering'
  const { id } = await inspection.openLiability({ body: item(rule, 'altered', { description: '删减原始资料' }) })
  const params = { id }
  const body = { severity: 'serious' as const, consequences: ['移交监察机关追究行政责任'], reason: '查证属实' }
  expect(await codesOf(head.decideLiability({ params, body }))).toEqual(['hand-over-missing'])
  await head.decideLiability({ params, body: { ...body, handedOver: { on: today(), to: '县监察委员会' } } })
  expect(await shown(id)).toMatchObject({ stands: 'decided', decided: { handedOver: { to: '县监察委员会' } } })
})

test('an item says what its rule is for and whom it concerns, and nothing follows from what is minor, or before its day', async () => {
  await trial.under(['yongqing-2022'])
  const rule = 'yongqing-2022/prohibition-altering'
  const open = (more: Partial<Opened>) =>
    inspection.openLiability({ body: item(rule, 'altered', { description: '删减原始资料', ...more }) })
  expect(await codesOf(open({ outcome: 'suit-lost' }))).toEqual(['outcome-of-another'])
  const { id: nobody } = await open({ people: [] })
  const decision = { severity: 'minor' as const, consequences: ['批评教育'], reason: '查证属实' }
  expect(await codesOf(head.decideLiability({ params: { id: nobody }, body: decision }))).toContain('nobody-named')
  const { id } = await open({})
  const tomorrow = dayOf(instantOf(millisecondsOf(trial.server.clock.now()) + 86_400_000))
  const handedOver = { on: tomorrow, to: '县监察委员会' }
  expect(await codesOf(head.decideLiability({ params: { id }, body: { ...decision, handedOver } }))).toContain(
    'hand-over-to-come',
  )
  const { minor } = (await inspection.liabilityRules()).find((one) => one.rule === rule) ?? {}
  await head.decideLiability({ params: { id }, body: { ...decision, consequences: [minor?.[0] ?? '批评教育'] } })
  const suspend = { person: trial.officer.person, reason: '情节严重' }
  expect(await codesOf(head.suspendFromDuty({ params: { id }, body: suspend }))).toEqual(['liability-closed'])
})

test('an officer suspended from duty is given no work until it is lifted, by somebody else than whom it concerns', async () => {
  proves('yongqing-2022/24.7')
  await trial.under(['yongqing-2022'])
  const rule = 'yongqing-2022/prohibition-altering'
  const { id } = await inspection.openLiability({ body: item(rule, 'altered', { description: '删减原始声像资料' }) })
  const [params, person] = [{ id }, trial.officer.person]
  const reason = { person, reason: '情节严重' }
  await expect(inspection.suspendFromDuty({ params, body: reason })).rejects.toMatchObject({ problem: { status: 403 } })
  expect(await codesOf(head.suspendFromDuty({ params, body: { ...reason, person: trial.stranger.person } }))).toEqual([
    'not-concerned',
  ])
  await head.suspendFromDuty({ params, body: reason })
  expect(await codesOf(head.suspendFromDuty({ params, body: reason }))).toEqual(['suspended-already'])
  // Nobody is left off duty by an item that is closed.
  expect(await codesOf(head.dropLiability({ params, body: { reason: '查无实据' } }))).toContain('still-suspended')
  const begin = { activity: 'patrol' as const, start: trial.server.clock.now() }
  const own = await trial.officer.registerActivity({ body: begin }).catch((error: ProblemError) => error.problem)
  expect(own).toMatchObject({
    status: 409,
    obstacles: [{ code: 'off-duty', citation: { article: 'yongqing-2022/24' } }],
  })
  const colleague = await trial.server.another('officer', trial.units.one)
  const together = colleague.registerActivity({ body: { ...begin, colleagues: [person] } })
  expect(await codesOf(together)).toContain('off-duty')
  const opened = { title: '占道经营', procedure: 'ordinary' as const, on: today(), source: '检查', key: randomUUID() }
  expect(await codesOf(colleague.openCase({ body: { ...opened, colleagues: [person] } }))).toEqual(['off-duty'])
  await head.restoreToDuty({ params, body: { person, reason: '查明不实' } })
  await trial.officer.registerActivity({ body: begin })
  expect(await shown(id)).toMatchObject({ suspended: [] })
  // Where the instrument knows no suspension nobody is suspended.
  await trial.under(['jilin-2017'])
  const { id: other } = await inspection.openLiability({
    body: item('jilin-2017/prohibition-altering', 'altered', { description: '删去两段' }),
  })
  expect(await codesOf(head.suspendFromDuty({ params: { id: other }, body: reason }))).toEqual(['no-suspension'])
})

test('who is suspended from duty is given no camera, signs nothing and checks nobody until it is lifted', async () => {
  await trial.under(['yongqing-2022'])
  const of = async (who: SignedIn) => {
    const told = item('yongqing-2022/prohibition-altering', 'altered', {
      people: [who.person],
      description: '删减一段',
    })
    return { params: { id: (await inspection.openLiability({ body: told })).id }, person: who.person }
  }
  const legal = await trial.server.another('legal-section', trial.units.one)
  const [officer, section] = [await of(trial.officer), await of(legal)]
  const reason = '情节严重'
  for (const { params, person } of [officer, section]) await head.suspendFromDuty({ params, body: { person, reason } })
  const device = await trial.camera('DSJ-0951')
  const centre = await trial.server.as('information-centre')
  const given = () => centre.issueDevice({ params: { id: device }, body: { holder: trial.officer.person } })
  const checked = () =>
    legal.enterCheck({
      body: {
        of: ['recordings'],
        unit: trial.units.one,
        firstDay: today(),
        lastDay: today(),
        result: '已检查',
        recordings: [],
        cases: [],
        devices: [],
        findings: [],
      },
    })
  const signed = () =>
    legal.signApproval({
      params: { id: randomUUID() },
      body: { password: legal.password, opinion: 'agreed' },
    })
  const frozen = () =>
    legal.freezePopulation({
      body: { firstDay: yesterday(), lastDay: yesterday(), by: [], share: 1000, least: 1 },
    })
  for (const run of [given, checked, frozen, signed]) expect(await codesOf(run())).toEqual(['off-duty'])
  for (const { params, person } of [officer, section])
    await head.restoreToDuty({ params, body: { person, reason: '查明不实' } })
  await given()
  await checked()
})

test('of all that is done under a role, whoever is suspended does what says so of itself, and nothing else', async () => {
  await trial.under(['yongqing-2022'])
  const reason = '情节严重'
  for (const who of [trial.officer, trial.leader]) {
    const told = item('yongqing-2022/prohibition-altering', 'altered', {
      people: [who.person],
      description: '删减两段',
    })
    const params = { id: (await inspection.openLiability({ body: told })).id }
    await head.suspendFromDuty({ params, body: { person: who.person, reason } })
    const { roles } = await who.whoAmI()
    const tried: Record<string, boolean> = {}
    for (const [name, { method, path, allow }] of Object.entries<Endpoint>(table)) {
      if (method === 'HEAD' || !Array.isArray(allow) || !roles.some((role) => allow.includes(role))) continue
      const url = `${trial.server.url}${path.replaceAll(/:[a-z]+/gu, () => randomUUID())}`
      const answer = await who.send(url, { method, ...(method !== 'GET' && { body: '{}' }) })
      tried[name] = (await answer.text()).includes('"off-duty"')
    }
    const wanted = Object.keys(tried).map((name) => {
      const { method, whileSuspended }: Endpoint = table[name as EndpointName]
      return [name, method !== 'GET' && whileSuspended !== true]
    })
    expect(tried).toEqual(Object.fromEntries(wanted))
    expect(Object.values(tried).filter((is) => is).length).toBeGreaterThan(50)
    await head.restoreToDuty({ params, body: { person: who.person, reason: '查明不实' } })
  }
})

test('what is opened by hand has a term and somebody who can decide it, and is opened once', async () => {
  await trial.under(['yongqing-2022'])
  const [deputy, office, custodian] = await Promise.all(
    (['deputy-head', 'office', 'custodian'] as const).map((role) => trial.server.as(role)),
  )
  const rule = 'yongqing-2022/prohibition-altering'
  const opening = (more: Partial<Opened>) =>
    codesOf(inspection.openLiability({ body: item(rule, 'altered', { description: '改动时间', ...more }) }))
  expect(await opening({ due: undefined, owner: undefined })).toEqual(['due-missing', 'owner-missing'])
  expect(await opening({ people: [inspection.person] })).toEqual(['judges-own'])
  expect(await opening({ leaders: [head.person], owner: head.person })).toEqual(['judges-own'])
  expect(await opening({ owner: custodian?.person })).toEqual(['owner-keeps-not'])
  const owed = async (who: SignedIn | undefined) =>
    (await who?.workbench())?.supervisionAt.find((one) => one.page === '/accountability')?.count ?? 0
  const before = await owed(inspection)
  await inspection.openLiability({ body: item(rule, 'altered', { description: '改动时间', owner: office?.person }) })
  expect(await opening({ description: '改动 时间' })).toEqual(['opened-already'])
  expect([await owed(office), (await owed(inspection)) - before]).toEqual([1, 0])
  // Whoever was to decide is off duty: it comes to the section that takes up what is nobody's, beside the other that is its own.
  const person = office?.person ?? ''
  const { id } = await inspection.openLiability({
    body: item(rule, 'altered', { people: [person], description: '另一件' }),
  })
  const suspended = { params: { id }, body: { person, reason: '情节严重' } }
  await head.suspendFromDuty(suspended)
  expect([await owed(office), (await owed(inspection)) - before]).toEqual([0, 2])
  await head.restoreToDuty(suspended)
  expect([await owed(office), (await owed(inspection)) - before]).toEqual([1, 1])
  expect(await owed(deputy)).toBe(0)
})

test('an original that is not what it was opens an item by itself, once; so does a device that is lost', async () => {
  proves('yanzhou-2019/17.4')
  await trial.legal.back()
  await trial.under(['yanzhou-2019'])
  const now = millisecondsOf(trial.server.clock.now())
  const recording = await trial.filmed(instantOf(now - 7_200_000), instantOf(now - 7_100_000))
  const { sha256 } = await trial.server.database.db
    .selectFrom('recordings')
    .select('sha256')
    .where('id', '=', recording)
    .executeTakeFirstOrThrow()
  const place = join(trial.server.data, 'vault', 'sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  await mkdir(dirname(place), { recursive: true })
  await writeFile(place, 'other bytes')
  const custodian = await trial.server.as('custodian')
  const of = async (about: 'recording' | 'device', id: string) =>
    (await inspection.listLiabilities({ query: {} })).filter((one) => one.about[about] === id)
  expect(await of('recording', recording)).toEqual([])
  for (let i = 0; i < 2; i++)
    expect(await custodian.verifyRecording({ params: { id: recording } })).toMatchObject({ same: false })
  expect(await of('recording', recording)).toMatchObject([
    {
      outcome: 'original-broken',
      byItself: true,
      people: [{ id: custodian.person }],
      rule: { rule: 'yanzhou-2019/prohibition-falsifying' },
    },
  ])
  await trial.legal.back()
  await trial.under(['jilin-2017'])
  const device = await trial.camera('DSJ-0901')
  await trial.leader.back()
  await trial.officer.back()
  await trial.leader.issueDevice({ params: { id: device }, body: { holder: trial.officer.person } })
  await trial.leader.loseDevice({ params: { id: device }, body: { reason: '执勤时丢失' } })
  expect(await of('device', device)).toMatchObject([
    { outcome: 'device-lost', people: [{ id: trial.officer.person }], stands: 'open' },
  ])
  expect((await trial.officer.listLiabilities({ query: {} })).map((one) => one.about.device)).toContain(device)
  const [own] = await of('device', device)
  await trial.officer.explainLiability({ params: { id: own?.id ?? '' }, body: { words: '被人抢走' } })
  expect(await of('device', device)).toMatchObject([{ explained: [{ words: '被人抢走' }] }])
})

test('an item past its term is listed with the leader who owes the decision, and on that leader’s workbench', async () => {
  proves('yanzhou-2019/17.7')
  await trial.under(['yanzhou-2019'])
  const body = item('yanzhou-2019/prohibition-other', 'other', { description: '未按规定移交', owner: head.person })
  expect(await codesOf(inspection.openLiability({ body: { ...body, due: yesterday() } }))).toEqual(['due-past'])
  const { id } = await inspection.openLiability({ body: { ...body, due: today() } })
  expect(await shown(id)).toMatchObject({ stands: 'open' })
  trial.server.clock.forward(86_400_000)
  inspection = await trial.server.as('inspection-section')
  head = await trial.server.as('head')
  const { name } = await head.whoAmI()
  expect(await shown(id)).toMatchObject({ stands: 'overdue', owner: { id: head.person, name } })
  expect((await head.workbench()).supervision).toContainEqual(
    expect.objectContaining({ kind: 'liability', overdue: true, to: '/accountability' }),
  )
})
