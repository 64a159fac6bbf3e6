import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CalendarDate, dayOf, type Instant, instantOf, millisecondsOf, startOf } from '@liuhen/core/kernel'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import { randomUUID } from 'node:crypto'
import { proves } from '../../../../scripts/proves.ts'
import { cited, type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'

let trial: TrialDay
let head: SignedIn
let centre: SignedIn
beforeAll(async () => {
  trial = await trialDay()
  head = await trial.server.as('head')
  centre = await trial.server.as('information-centre')
})
afterAll(() => trial[Symbol.asyncDispose]())

const now = (plus = 0): Instant => instantOf(millisecondsOf(trial.server.clock.now()) + plus)
const today = (): CalendarDate => dayOf(now())
const day = (ago: number): CalendarDate => dateOf(numberOf(today()) - ago)
const on = (date: CalendarDate, hours: number): Instant => instantOf(millisecondsOf(startOf(date)) + hours * 3_600_000)
const refused = (code: string, article?: string) => ({
  problem: { status: 409, obstacles: [{ code, ...(article !== undefined && { citation: { article } }) }] },
})
const denied = { problem: { status: 403 } }
const ready = (who = head, date?: CalendarDate) => who.readiness({ query: { ...(date && { day: date }) } })
const missing = async (post: string, who = head) =>
  (await ready(who)).posts.filter((one) => one.post === post).map((one) => one.unit?.name)

test('Jilin: a card goes to whom the unit has named, with giver, receiver and time, and to nobody while nobody is named', async () => {
  proves('jilin-2017/12.3')
  await trial.under(['jilin-2017'])
  const id = await trial.camera('DSJ-501')
  const params = { id }
  await trial.leader.issueDevice({ params, body: { holder: trial.officer.person } })
  trial.server.clock.forward(60_000)
  const hand = (receiver: string, who = trial.officer) => who.handCardOver({ params, body: { receiver } })
  const keeper = await trial.server.another('custodian', trial.units.one)
  await expect(hand(keeper.person)).rejects.toMatchObject(refused('keeper-unnamed', 'jilin-2017/12'))
  const facts = { post: 'recordings-keeper' as const, unit: trial.units.one, person: keeper.person, from: today() }
  await expect(trial.officer.fillPost({ body: facts })).rejects.toMatchObject(denied)
  await trial.leader.fillPost({ body: facts })
  await expect(hand(trial.stranger.person)).rejects.toMatchObject(refused('keeper-other', 'jilin-2017/12'))
  await expect(hand(keeper.person, trial.leader)).rejects.toMatchObject(refused('not-holder'))
  await hand(keeper.person)
  const { history } = await trial.leader.showDevice({ params })
  expect(history[0]).toMatchObject({
    kind: 'CardHandedOver/1',
    by: (await trial.officer.whoAmI()).name,
    at: expect.any(String),
    body: { receiver: keeper.person },
  })
})

test('Jilin: a fault goes to the head of the unit as first responsible; a unit without one is reported, with the article', async () => {
  proves('jilin-2017/19.2')
  await trial.under(['jilin-2017'])
  const id = await trial.camera('DSJ-502')
  const params = { id }
  await trial.leader.issueDevice({ params, body: { holder: trial.officer.person } })
  await trial.officer.reportFault({ params, body: { fault: '无法开机', instead: 'stopped' } })
  const responsible = async () => (await head.showDevice({ params })).report?.responsible
  expect(await responsible()).toEqual({ citations: [expect.objectContaining({ article: '19' })] })
  expect(await missing('unit-head')).toContain('一中队')
  const wanting = (await head.workbench()).supervision.find(
    (one) => one.kind === 'post' && one.title.zh.includes('单位负责人'),
  )
  expect(wanting?.title.zh).toContain('一中队')
  expect(cited(wanting)).toContain('jilin-2017/19')
  const leads = await trial.server.another('officer', trial.units.one)
  const facts = { post: 'unit-head' as const, unit: trial.units.one, person: leads.person, from: day(20) }
  await expect(trial.leader.fillPost({ body: facts })).rejects.toMatchObject(denied)
  const { id: held } = await head.fillPost({ body: facts })
  expect(await missing('unit-head')).not.toContain('一中队')
  expect(await responsible()).toMatchObject({ person: { id: leads.person } })
  expect((await leads.workbench()).faults.filter((one) => one.device === id)).toMatchObject([{ as: 'leader' }])
  await leads.acknowledgeFault({ params, body: {} })
  // One head at a time; who was it stays, with the days.
  await expect(head.fillPost({ body: { ...facts, person: trial.leader.person } })).rejects.toMatchObject(
    refused('post-taken'),
  )
  await head.leavePost({ params: { id: held }, body: { to: day(1), reason: '调任' } })
  await head.fillPost({ body: { ...facts, person: trial.leader.person, from: today() } })
  const { held: rows } = await head.listPosts()
  expect(rows.filter((one) => one.post === 'unit-head').map((one) => [one.person.id, one.from, one.to])).toEqual([
    [trial.leader.person, today(), undefined],
    [leads.person, day(20), day(1)],
  ])
})

test('Yongqing: a team without its own person is listed; so are who was never trained and a quarter without inspection', async () => {
  proves('yongqing-2022/17.2', 'yongqing-2022/3.1')
  const effective = { 'yongqing-2022': '2022-09-01' as CalendarDate }
  await trial.legal.back()
  await trial.legal.chooseRuleSet({ body: { packs: ['yongqing-2022'], from: '2026-06-01' as CalendarDate, effective } })
  await trial.under(['yongqing-2022'])
  expect(await missing('recordings-keeper')).toContain('二中队')
  const [open] = (await ready()).posts
  expect(cited(open)).toContain('yongqing-2022/17')
  const untrained = async () =>
    (await ready()).untrained.filter((one) => one.topic === 'recording').map((one) => one.person.id)
  expect(await untrained()).toEqual(expect.arrayContaining([trial.officer.person, trial.stranger.person]))
  expect(cited((await ready()).untrained[0])).toContain('yongqing-2022/3')
  const people = [trial.officer.person, trial.stranger.person]
  const { id } = await trial.legal.planTraining({
    body: { topic: 'recording', title: '全过程记录', on: day(2), content: '设备使用和语音说明', people },
  })
  const attend = (attendance: { person: string; result: 'passed' | 'failed' | 'absent' }[]) =>
    trial.legal.holdTraining({ params: { id }, body: { on: day(2), attendance } })
  await expect(attend([{ person: trial.officer.person, result: 'passed' }])).rejects.toMatchObject(
    refused('attendance-missing'),
  )
  await attend([
    { person: trial.officer.person, result: 'passed' },
    { person: trial.stranger.person, result: 'absent' },
  ])
  expect(await untrained()).not.toContain(trial.officer.person)
  expect(await untrained()).toContain(trial.stranger.person)
  expect((await trial.officer.listTrainings())[0]).toMatchObject({ held: { attendance: [{ result: 'passed' }, {}] } })
  const quarter = { firstDay: '2026-07-01' as CalendarDate, lastDay: '2026-09-30' as CalendarDate }
  const lacking = async () => (await ready()).inspections.filter((one) => one.what.zh === '对执法全过程记录的监督检查')
  expect(await lacking()).toMatchObject([{ office: '综合执法局办公室', ...quarter }])
  expect(cited((await lacking())[0])).toEqual(['yongqing-2022/3'])
  const office = await trial.server.as('office')
  await office.enterCheck({
    body: {
      rule: 'yongqing-2022/cadence-bureau-inspection',
      office: '综合执法局办公室',
      of: ['recordings'],
      ...quarter,
      result: '已检查',
      recordings: [],
      cases: [],
      devices: [],
      findings: [],
    },
  })
  expect(await lacking()).toEqual([])
})

test('Jinzhong: reviewers without training in the time the bureau decided are listed', async () => {
  proves('jinzhong-2022-plan/3-3.3')
  await trial.legal.back()
  await trial.under(['jinzhong-2022-plan'], { 'review.training-cadence': 'quarter' })
  head = await trial.server.as('head')
  const reviewer = await trial.server.another('legal-officer', trial.units.one)
  const listed = async () =>
    (await ready()).untrained.find((one) => one.topic === 'review' && one.person.id === reviewer.person)
  expect(cited(await listed())).toContain('jinzhong-2022-plan/3-3')
  const train = async (ago: number) => {
    const people = [reviewer.person]
    const body = { topic: 'review' as const, title: '法制审核业务', on: day(ago), content: '审核要点', people }
    const { id } = await trial.legal.planTraining({ body })
    const attendance = [{ person: reviewer.person, result: 'passed' as const }]
    await trial.legal.holdTraining({ params: { id }, body: { on: day(ago), attendance } })
  }
  // What is longer ago than the bureau has decided is none of that time.
  await train(200)
  expect(await listed()).toMatchObject({ last: day(200) })
  await train(5)
  expect(await listed()).toBeUndefined()
})

test('Jinzhong: the office of the leading group sees every unit; who left the group stays on record with the days', async () => {
  proves('jinzhong-2022-plan/4-1.1', 'jinzhong-2022-plan/4-1.2')
  await trial.legal.back()
  await trial.under(['jinzhong-2022-plan', 'jinzhong-2022-recording'])
  await trial.leader.back()
  head = await trial.server.as('head')
  const units = async (who: SignedIn) => (await ready(who)).units.map((one) => one.unit.name).toSorted()
  expect(await units(trial.leader)).toEqual(['一中队'])
  const seat = (post: 'leading-group-office' | 'leading-group-member', person: string, from = day(30)) =>
    head.fillPost({ body: { post, person, from } })
  await expect(
    head.fillPost({
      body: { post: 'leading-group-member', person: trial.leader.person, from: today(), unit: trial.units.one },
    }),
  ).rejects.toMatchObject(refused('post-of'))
  await seat('leading-group-office', trial.leader.person)
  expect(await ready(trial.leader)).toMatchObject({ whole: true })
  expect(await units(trial.leader)).toEqual(expect.arrayContaining(['一中队', '二中队']))
  const { id } = await seat('leading-group-member', trial.stranger.person)
  await head.leavePost({ params: { id }, body: { to: day(3), reason: '工作调整' } })
  await expect(head.leavePost({ params: { id }, body: { to: day(2), reason: '再次' } })).rejects.toMatchObject(
    refused('post-left'),
  )
  const { held, wanted } = await head.listPosts()
  expect(held.find((one) => one.id === id)).toMatchObject({
    person: { id: trial.stranger.person },
    from: day(30),
    to: day(3),
    left: { reason: '工作调整' },
  })
  const member = wanted.find((one) => one.post === 'leading-group-member')
  expect(member?.holders).toEqual([])
  expect(cited(member)).toContain('jinzhong-2022-plan/4-1')
})

test('Jinzhong: who is on duty without a device is reported, and how many devices are short; without a roster nobody is', async () => {
  proves('jinzhong-2022-recording/4.1', 'jinzhong-2022-recording/4.2')
  await trial.legal.back()
  await trial.under(['jinzhong-2022-recording'])
  await trial.leader.back()
  head = await trial.server.as('head')
  const system = await trial.server.as('system-administrator')
  const { id: unit } = await system.addUnit({
    body: { code: 'Z3', name: '三中队', kind: 'squadron', parent: trial.server.unit },
  })
  const leader = await trial.server.another('team-leader', unit)
  const officers: string[] = []
  for (let i = 0; i < 10; i++) officers.push((await trial.server.appointed('officer', unit)).person)
  centre = await trial.server.as('information-centre')
  for (const [i, holder] of officers.slice(0, 8).entries()) {
    const body = { number: `DSJ-7${i}0`, kind: 'body-camera' as const, unit }
    const { id } = await centre.registerDevice({ body })
    await centre.issueDevice({ params: { id }, body: { holder, from: on(day(3), 0) } })
  }
  // Two more are there and cannot be used.
  for (const number of ['DSJ-791', 'DSJ-792']) {
    const { id } = await centre.registerDevice({ body: { number, kind: 'body-camera', unit } })
    await centre.reportFault({ params: { id }, body: { fault: '无法开机', instead: 'stopped' } })
  }
  const of = async (date: CalendarDate) => (await ready(head, date)).units.find((one) => one.unit.id === unit)
  expect(await of(today())).toMatchObject({ roster: 'unknown', onDuty: 0, shortfall: 0, withoutDevice: [] })
  const turn = (person: string, date: CalendarDate) => ({ person, start: on(date, 8), end: on(date, 17) })
  const enter = (turns: object[], more: object = {}) =>
    leader.enterRoster({ body: { unit, day: today(), turns, ...more } as never })
  await expect(enter([turn(trial.officer.person, today())])).rejects.toMatchObject(refused('turn-stranger'))
  await expect(enter([turn(officers[0] as string, day(1))])).rejects.toMatchObject(refused('turn-day'))
  await expect(trial.leader.enterRoster({ body: { unit, day: today(), turns: [] } })).rejects.toMatchObject(denied)
  await enter(officers.map((one) => turn(one, today())))
  const found = await of(today())
  expect(found).toMatchObject({ roster: 'entered', onDuty: 10, usable: 8, shortfall: 2 })
  expect(found?.withoutDevice.map((one) => one.id).toSorted()).toEqual(officers.slice(8).toSorted())
  expect(cited({ citations: (await ready()).equipment })).toContain('jinzhong-2022-recording/4')
  // A roster that is there changes with a reason, and what it was stays.
  await expect(enter([])).rejects.toMatchObject(refused('roster-there'))
  await enter(
    officers.slice(0, 8).map((one) => turn(one, today())),
    { reason: '两人请假' },
  )
  expect(await of(today())).toMatchObject({ onDuty: 8, shortfall: 0, withoutDevice: [] })
  expect(await of(day(1))).toMatchObject({ roster: 'unknown', withoutDevice: [] })
  // From a spreadsheet all rows or none.
  const csv = (clock: string) =>
    `日期,单位编码,用户名,上岗时间,下岗时间\n${day(1)},Z3,${leader.userName},${day(1)} 08:00,${day(1)} ${clock}`
  const bring = (clock: string) => leader.importRosters({ body: { csv: csv(clock), check: false } })
  expect(await bring('8点')).toMatchObject({ imported: 0, problems: [{ row: 2 }] })
  expect(await of(day(1))).toMatchObject({ roster: 'unknown' })
  expect(await bring('17:00')).toMatchObject({ imported: 1, problems: [] })
  expect(await of(day(1))).toMatchObject({ roster: 'entered', onDuty: 1 })
})

test.each([
  ['jilin-2017', '24'],
  ['jinzhong-2022-recording', '21'],
  ['yongqing-2022', '24'],
] as const)(
  '%s: what was made off duty is in the queue and filed nowhere until somebody says what it is; without a roster it is not',
  async (pack, article) => {
    await trial.legal.back()
    await trial.under([pack])
    await trial.officer.back()
    await trial.leader.back()
    const unit = trial.units.one
    const date = day(6)
    const unknown = await trial.filmed(on(date, 20), on(date, 20.2), { error: 0, arrived: on(date, 21) })
    const queue = async (who = trial.leader) =>
      (await who.listRecordings({ query: { state: 'outside-duty' } })).rows.map((one) => one.id)
    const isKnown = (await trial.leader.listRosters({ query: { from: date, to: date, unit } })).length > 0
    if (!isKnown) {
      // Nobody entered who was on duty that day: nothing is held against anybody.
      expect(await queue()).toEqual([])
      const person = trial.officer.person
      const body = { unit, day: date, turns: [{ person, start: on(date, 8), end: on(date, 17) }] }
      await trial.leader.enterRoster({ body })
      expect(await queue()).toEqual([])
      await trial.leader.enterRoster({ body: { unit, day: dateOf(numberOf(date) - 1), turns: [] } })
    }
    expect(await queue()).toContain(unknown)
    const within = await trial.filmed(on(date, 9), on(date, 9.2), { error: 0, arrived: on(date, 18) })
    expect(await queue()).not.toContain(within)
    const start = on(date, 19)
    const activity = (
      await trial.officer.registerActivity({ body: { activity: 'patrol', start, end: on(date, 19.5) } })
    ).id
    const tie = (recording: string) =>
      trial.officer.tieRecording({ params: { id: activity }, body: { recording, reason: '夜间处置' } })
    await expect(tie(unknown)).rejects.toMatchObject(refused('outside-duty', `${pack}/${article}`))
    await tie(within)
    const key = randomUUID()
    const opened = { title: '占道', procedure: 'ordinary' as const, on: today(), source: '检查', key }
    const { id: file } = await trial.officer.openCase({ body: opened })
    const act = { act: 'violation-discovered' as const, on: date, by: [trial.officer.person], key: randomUUID() }
    const filing = trial.officer.doAct({ params: { id: file }, body: { ...act, recordings: [unknown] } })
    await expect(filing).rejects.toMatchObject({
      problem: { obstacles: expect.arrayContaining([expect.objectContaining({ code: 'outside-duty' })]) },
    })
    const shown = async () => (await trial.officer.showRecording({ params: { id: unknown } })).rules.duty
    expect(await shown()).toMatchObject({ outside: true, citations: [{ pack, article }] })
    const say = (id: string, as: 'duty' | 'unrelated') =>
      trial.officer.explainDuty({ params: { id }, body: { as, reason: '接群众投诉加班处置' } })
    await expect(say(within, 'duty')).rejects.toMatchObject(refused('not-outside-duty'))
    await say(unknown, 'duty')
    expect(await queue()).not.toContain(unknown)
    await tie(unknown)
    // What has nothing to do with duty somebody answers for.
    const personal = await trial.filmed(on(date, 22), on(date, 22.1), { error: 0, arrived: on(date, 23) })
    await say(personal, 'unrelated')
    const inspection = await trial.server.as('inspection-section')
    const items = (await inspection.listLiabilities({ query: {} })).filter((one) => one.about.recording === personal)
    expect(items).toMatchObject([{ outcome: 'unrelated-filming', people: [{ id: trial.officer.person }] }])
  },
)

test('Jinzhong: an officer whose certificate has run out is given no case', async () => {
  proves('jinzhong-2022-plan/4-2.1')
  await trial.legal.back()
  await trial.under(['jinzhong-2022-plan', 'jinzhong-2022-recording'])
  await trial.officer.back()
  await trial.leader.back()
  const late = await trial.server.another('officer', trial.units.one)
  const system = await trial.server.as('system-administrator')
  const certificate = { number: 'A0000404', validFrom: '2019-01-01' as CalendarDate, validTo: day(1) }
  const body = { name: '钱过期', unit: trial.units.one, certificate }
  await system.changePerson({ params: { id: late.person }, body })
  const opened = { title: '占道', procedure: 'ordinary' as const, on: today(), source: '检查' }
  const expired = refused('officer-uncertified', 'jinzhong-2022-plan/4-2')
  const open = (colleagues: string[]) => trial.officer.openCase({ body: { ...opened, colleagues, key: randomUUID() } })
  await expect(open([late.person])).rejects.toMatchObject(expired)
  const { id } = await open([])
  const officers = [trial.officer.person, late.person]
  const name = () => trial.leader.nameOfficers({ params: { id }, body: { officers, reason: '增加人手' } })
  await expect(name()).rejects.toMatchObject(expired)
  await system.changePerson({
    params: { id: late.person },
    body: { ...body, certificate: { ...certificate, validTo: '2029-12-31' as CalendarDate } },
  })
  await name()
})

test('Jilin: footage by a colleague whom nobody lent the device is said to be lent, by article 20; no other unit is given one', async () => {
  proves('jilin-2017/20.3')
  await trial.legal.back()
  await trial.under(['jilin-2017'])
  await trial.leader.back()
  const id = await trial.camera('DSJ-801')
  const params = { id }
  await expect(trial.leader.issueDevice({ params, body: { holder: trial.stranger.person } })).rejects.toMatchObject(
    refused('other-unit'),
  )
  await trial.leader.issueDevice({ params, body: { holder: trial.officer.person, from: on(day(4), 0) } })
  const colleague = await trial.server.another('officer', trial.units.one)
  const filmed = await trial.filmed(on(day(3), 9), on(day(3), 9.1), { device: id, arrived: on(day(3), 10), error: 0 })
  const lent = async () => (await trial.leader.showRecording({ params: { id: filmed } })).rules.lent
  expect(await lent()).toBeUndefined()
  await trial.leader.annotateOfficer({
    params: { id: filmed },
    body: { officer: colleague.person, reason: '当天由同事佩戴' },
  })
  expect(await lent()).toMatchObject({
    holder: (
      await trial.officer.whoAmI().catch(async () => {
        await trial.officer.back()
        return trial.officer.whoAmI()
      })
    ).name,
    recorder: (await colleague.whoAmI()).name,
    citations: [{ pack: 'jilin-2017', article: '20' }],
  })
})

test('Changsha County: what the rules on recordings have to lay down and the bureau has not is listed, and is not once it has', async () => {
  proves('changsha-county-2023/40.1')
  await trial.legal.back()
  await trial.under(['changsha-county-2023'])
  const areas = async () => (await ready()).areas
  head = await trial.server.as('head')
  expect((await areas()).map((one) => one.name.zh)).toEqual(['设备配备', '使用规范'])
  expect(cited((await areas())[0])).toEqual(['changsha-county-2023/40'])
  await trial.legal.decideSetting({ params: { key: 'device.provision' }, body: { value: '每人一台执法记录仪' } })
  expect((await areas()).map((one) => one.name.zh)).toEqual(['使用规范'])
})
