import { randomUUID } from 'node:crypto'
import type { DeviceKind } from '@liuhen/core/devices'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import type { CalendarDate } from '@liuhen/core/kernel'
import { residentCheck } from '@liuhen/core/papers'
import { ProblemError } from '@liuhen/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { CHANGSHA, refusal, type TrialTeam, trialTeam } from '../cases/trial.ts'
import { DECISION, noticedCase, PERFORMED } from '../cases/trial-ordinary.ts'
import { at } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { pagesOf } from '../typesetting/trial.ts'
import { papersWith, PRINTED } from '../papers/trial.ts'
import { closedCase, filed, filledVolume } from './trial.ts'

/** What each instrument wants before a case is archived, and what an archived one shows. */
const C = 'changsha-county-2023'
const JINZHONG = ['jinzhong-2022-plan', 'jinzhong-2022-recording', 'jinzhong-2022-legal-review']
/** Invented: its last character is the one that the others ask for. */
const RESIDENT = `43012119800501001${residentCheck('43012119800501001')}`
let team: TrialTeam
let legal: SignedIn
let custodian: SignedIn
beforeAll(async () => {
  team = await trialTeam({ ...CHANGSHA, settings: [...(CHANGSHA.settings ?? []), ...PRINTED] })
  legal = await team.server.as('legal-section')
  await legal.decideSetting({ params: { key: 'custodian.person' }, body: { value: '档案室' } })
  custodian = await team.server.another('custodian')
})
afterAll(() => team[Symbol.asyncDispose]())

/** The bureau runs on these, whatever it was before: what was chosen today may be chosen anew today. */
const under = async (packs: readonly string[], effective?: Record<string, CalendarDate>) => {
  const from = '2020-01-01' as CalendarDate
  await legal.chooseRuleSet({ body: { packs: [...packs], from, ...(effective && { effective }) } })
}
const bind = (id: string) => team.officer.bindVolume({ params: { id }, body: {} })
const shown = (id: string, who = team.officer) => who.showVolume({ params: { id } })
const timeline = (id: string) => team.officer.caseTimeline({ params: { id } })
const lacking = async (id: string, code: string) => (await shown(id)).lacks.filter((one) => one.code === code)

const filled = (id: string) => filledVolume(team, id)
const takeIn = (id: string) => custodian.takeInVolume({ params: { id }, body: { cabinet: '甲柜', shelf: '3' } })

/** What is in the way, in words. */
async function told(act: Promise<unknown>): Promise<string> {
  try {
    await act
  } catch (thrown) {
    if (thrown instanceof ProblemError) return thrown.problem.obstacles.map((one) => one.message.zh).join('\n')
    throw thrown
  }
  throw new Error('it was not refused')
}

/** A camera of the team in the officer's hands. */
async function camera(number: string, kind: DeviceKind = 'body-camera'): Promise<string> {
  const centre = await team.server.as('information-centre')
  return (await centre.registerDevice({ body: { number, kind, unit: team.unit } })).id
}

test('an interruption that nobody has explained keeps the file open, until it is said or written down', async () => {
  proves(`${C}/20.2`)
  const device = await camera('DSJ-20')
  const films = [
    await team.filmed('10:00', '10:05', team.officer, device),
    await team.filmed('10:09', '10:15', team.officer, device),
  ] as const
  const { id } = await closedCase(team, films)
  await filled(id)
  expect(await refusal(bind(id))).toEqual({
    'interruption-open': `${C}/20`,
    'step-archive-gaps': `${C}/20`,
  })
  const [before, after] = films
  await team.officer.explainInterruption({
    params: { id: after },
    body: { form: 'written', gap: { after: before, before: after }, reason: '电量耗尽，更换电池，无法在录像中说明' },
  })
  await bind(id)
})

test.each([
  ['jinzhong-2022-recording/12.2', JINZHONG, '12'],
  ['yanzhou-2019/7.3', ['yanzhou-2019'], '7'],
])(
  '%s: recording that could not go on was reported; until it is written down as well the file stays open',
  async (obligation, packs, article) => {
    proves(obligation)
    await under([C])
    const device = await camera(`DSJ-${article}`)
    const film = await team.filmed('10:00', '10:07', team.officer, device)
    const { id } = await closedCase(team, [film])
    const today = team.today()
    const activity = await team.officer.registerActivity({
      body: { activity: 'site-inspection', start: at('10:00', today), end: at('10:20', today), devices: [device] },
    })
    const report = { fault: '电量耗尽', instead: 'stopped' as const }
    await team.officer.reportFault({ params: { id: device }, body: report })
    await under(packs)
    const [lack] = await lacking(id, 'interruption-unwritten')
    expect(lack).toMatchObject({
      at: { activity: activity.id },
      citations: [expect.objectContaining({ pack: obligation.split('/')[0], article })],
    })
    expect(await refusal(bind(id))).toHaveProperty('interruption-unwritten', obligation.split('.')[0])
    await team.officer.explainActivityGap({
      params: activity,
      body: { form: 'written', from: at('10:07', today), to: at('10:20', today), reason: '设备故障' },
    })
    expect(await lacking(id, 'interruption-unwritten')).toEqual([])
    expect(await told(bind(id)).catch(() => '')).not.toContain('书面说明')
  },
)

test('where the instrument has the handling unit, or its legal section, keep files, an archived case says so', async () => {
  proves('jinzhong-2022-recording/15.1')
  await under([C])
  const { id } = await closedCase(team, [await team.filmed('10:00', '10:15', team.officer, await camera('DSJ-15'))])
  await under(['jinzhong-2022-plan', 'jinzhong-2022-recording'])
  await filled(id)
  await bind(id)
  await takeIn(id)
  const record = await shown(id)
  expect(record).toMatchObject({
    stands: 'archived',
    place: { cabinet: '甲柜', shelf: '3' },
    number: expect.stringMatching(/^\d{4}-\d{4}$/u),
    custodian: { who: '案件承办单位', unit: '一中队', citations: [expect.objectContaining({ article: '15' })] },
  })
  expect(record.bound?.files[0]?.pages).toBeGreaterThan(0)
  proves('yongqing-2022/9.2')
  await under(['yongqing-2022'], { 'yongqing-2022': '2022-09-01' as CalendarDate })
  const legalName = (await legal.whoAmI()).name
  expect(await shown(id)).toMatchObject({
    stands: 'archived',
    custodian: { who: '综合执法局法制室', people: expect.arrayContaining([legalName]) },
  })
})

test('an archived file says in which cabinet it stands and who keeps it; its index is by the classes of written records', async () => {
  proves('jilin-2017/7.2', 'jilin-2017/11.1')
  await under([C])
  const device = await camera('DSJ-13')
  const film = await team.filmed('10:00', '10:15', team.officer, device)
  const { id } = await closedCase(team, [film])
  await under(['jilin-2017'])
  for (const [title, act] of [
    ['当场处罚决定书', 'penalty-on-the-spot'],
    ['现场检查笔录', 'site-inspected'],
    ['送达回证', 'decision-served'],
    ['结案审批表', 'case-closed'],
  ] as const)
    await filed(team, id, { title, act })
  await filled(id)
  await bind(id)
  const { entries } = await shown(id)
  expect(entries.filter((one) => one.title !== '存入的文书').map((one) => [one.section, one.title])).toEqual([
    ['向当事人出具的行政执法文书', '当场处罚决定书'],
    ['调查取证文书', '现场检查笔录'],
    ['送达回证', '送达回证'],
    ['其他书面记录', '结案审批表'],
  ])
  await takeIn(id)
  const { name } = await custodian.whoAmI()
  expect(await shown(id)).toMatchObject({
    stands: 'archived',
    place: { cabinet: '甲柜', shelf: '3' },
    custodian: { who: '办公室（法规科）', where: '专柜（机）', people: expect.arrayContaining([name]) },
  })
  const { kept } = await custodian.listVolumes()
  expect(kept.find((one) => one.case.id === id)).toMatchObject({ cabinet: '甲柜', shelf: '3' })
})

test('recordings are archived under the folders of the instrument, and not before all that these are named after is on record', async () => {
  proves('jilin-2017/13.2', 'jilin-2017/13.3')
  await under([C])
  const device = await camera('DSJ-14')
  const [one, other, bare] = [
    await closedCase(team, [await team.filmed('10:00', '10:15', team.officer, device)]),
    await closedCase(team, [await team.filmed('10:00', '10:14', team.officer, device)]),
    await closedCase(team),
  ]
  const day = team.today()
  const { name } = await team.officer.whoAmI()
  const party = async (id: string) => (await team.officer.showCase({ params: { id } })).party?.name ?? ''
  const path = async (id: string) => (await shown(id)).recordings[0]?.path
  await under(['jilin-2017'])
  for (const { id } of [one, other, bare]) await filledVolume(team, id, false)
  // The title of a case is a name somebody gave it, and no cause.
  expect(await refusal(bind(one.id))).toEqual({ 'filing-open': 'jilin-2017/13' })
  expect(await told(bind(one.id))).toContain('没有登记案由')
  expect(await path(one.id)).toBeUndefined()
  const named = (id: string, cause: string) => team.officer.nameCause({ params: { id }, body: { cause } })
  await named(one.id, '占道经营')
  await named(other.id, '乱堆物料')
  await named(bare.id, '占道经营')
  // Of a recording whose device nobody knows there is no such folder.
  expect(await refusal(bind(bare.id))).toEqual({ 'filing-open': 'jilin-2017/13' })
  expect(await told(bind(bare.id))).toContain('没有登记设备')
  // Two cases of one officer on one day: two names under one folder, each of party and cause.
  const folder = ['一中队', 'DSJ-14', name, ...day.split('-')]
  const names = [`${await party(one.id)}_占道经营`, `${await party(other.id)}_乱堆物料`]
  for (const [i, { id }] of [one, other].entries()) {
    await bind(id)
    await takeIn(id)
    const { stands, bound, recordings } = await shown(id)
    expect(stands).toBe('archived')
    for (const of of [bound?.recordings[0], recordings[0]]) expect(of?.path).toEqual([...folder, names[i]])
  }
  expect(await refusal(named(one.id, '另一案由'))).toHaveProperty('volume-archived')
  await under(['yongqing-2022'], { 'yongqing-2022': '2022-09-01' as CalendarDate })
  expect(await path(one.id)).toEqual(['一中队', 'DSJ-14', name, day, await party(one.id), '占道经营'])
})

test('Jinzhong: a clip of which nobody has said the cause is neither gathered nor archived; with it, it bears officer, time, cause and party', async () => {
  // A bureau of its own: its week goes by.
  await using own = await trialTeam({ ...CHANGSHA, settings: [...(CHANGSHA.settings ?? []), ...PRINTED] })
  const { server, officer, leader } = own
  const section = await server.as('legal-section')
  const centre = await server.as('information-centre')
  const { id: device } = await centre.registerDevice({
    body: { number: 'DSJ-16', kind: 'body-camera', unit: own.unit },
  })
  const film = await own.filmed('10:00', '10:15', officer, device)
  await own.filmed('11:00', '11:05', officer, device)
  const recorded = own.today()
  const { id } = await closedCase(own, [film])
  const packs = ['jinzhong-2022-plan', 'jinzhong-2022-recording']
  await section.chooseRuleSet({ body: { packs, from: '2020-01-01' as CalendarDate } })
  await section.decideSetting({ params: { key: 'handover.cut-off' }, body: { value: '23:00' } })
  await own.later(7)
  const lastDay = dateOf(numberOf(recorded) + 7 - (new Date(recorded).getUTCDay() || 7))
  const gather = () => leader.confirmBatch({ body: { unit: own.unit, lastDay } })
  const binding = () => officer.bindVolume({ params: { id }, body: {} })
  const unlabelled = { 'filing-open': 'jinzhong-2022-recording/16' }
  expect(await refusal(gather())).toEqual(unlabelled)
  expect(await told(gather())).toContain('没有登记案由')
  expect((await leader.listBatches()).batches).toEqual([])
  await filledVolume(own, id, false)
  expect(await refusal(binding())).toEqual(unlabelled)
  expect(await told(binding())).toContain('没有登记案由')
  await officer.nameCause({ params: { id }, body: { cause: '占道经营' } })
  // What belongs to no case has no cause and no party to be labelled with.
  expect((await gather()).count).toBe(2)
  await binding()
  const { name } = await officer.whoAmI()
  const party = (await officer.showCase({ params: { id } })).party?.name ?? ''
  expect((await officer.showVolume({ params: { id } })).bound?.recordings).toMatchObject([
    { recording: film, path: [name, recorded, '占道经营', party] },
  ])
  proves('jinzhong-2022-recording/16.2')
})

test('the course of a case is told by the stages of the instrument, each event with who, when and a digest', async () => {
  proves('jinzhong-2022-recording/1.1', 'jinzhong-2022-recording/2.1')
  await under([C])
  const worn = await camera('DSJ-2')
  const fixed = await camera('JK-01', 'surveillance')
  const films = [
    await team.filmed('10:00', '10:15', team.officer, worn),
    await team.filmed('10:00', '10:16', team.officer, fixed),
  ] as const
  const { id, act } = await closedCase(team, films)
  await filed(team, id, { title: '当场处罚决定书', act: 'penalty-on-the-spot', number: 'sample' })
  await under(JINZHONG)
  proves('jinzhong-2022-recording/2.2')
  expect((await shown(id)).entries.map((one) => one.title)).toContain('当场处罚决定书')
  const { stages, steps, order } = await timeline(id)
  expect(stages.map((one) => one.title.zh)).toEqual([
    '现场执法检查',
    '登记立案',
    '调查取证',
    '审查决定',
    '送达执行',
    '行政强制',
    '归档管理',
  ])
  expect(order?.citations).toEqual([expect.objectContaining({ pack: 'jinzhong-2022-recording', article: '2' })])
  const all = stages.flatMap((one) => one.entries)
  const { rows } = await team.server.database.pool.query<{ n: number }>(
    'select count(*)::int as n from journal where stream = $1',
    [`case:${id}`],
  )
  expect(all.length).toBeGreaterThanOrEqual((rows[0]?.n ?? 0) + films.length)
  for (const one of all) {
    expect(one.by).not.toBe('')
    expect(one.at).toMatch(/^\d{4}-\d{2}-\d{2}T/u)
    expect(one.sha256).toMatch(/^[0-9a-f]{64}$/u)
  }
  const decided = stages.find((one) => one.title.zh === '审查决定')?.entries ?? []
  const sources = decided.flatMap((one) => one.source ?? [])
  expect(new Set(sources)).toEqual(new Set(['body-camera', 'surveillance']))
  expect(decided.some((one) => one.form === 'text' && one.about === '当场处罚决定书')).toBe(true)
  const step = steps.find((one) => one.id === act)
  expect(step?.text.map((one) => one.title)).toEqual(['当场处罚决定书'])
  const sides = [
    [films[0], 'body-camera'],
    [films[1], 'surveillance'],
  ]
  expect(step?.media.map((one) => [one.recording, one.source])).toEqual(sides)
})

test('Jilin: what a worn camera and a fixed one recorded of a step stands with its paper under that step, in one course of the case', async () => {
  proves('jilin-2017/7.1')
  await under([C])
  const worn = await camera('DSJ-21')
  const fixed = await camera('JK-21', 'surveillance')
  const films = [
    await team.filmed('10:00', '10:15', team.officer, worn),
    await team.filmed('10:00', '10:16', team.officer, fixed),
  ]
  const { id, act } = await closedCase(team, films)
  await under(['jilin-2017'])
  await filed(team, id, { title: '当场处罚决定书', act: 'penalty-on-the-spot' })
  const { stages, steps } = await timeline(id)
  const course = stages.flatMap((one) => one.entries)
  const media = course.filter((one) => films.includes(one.recording ?? ''))
  expect(new Set(media.map((one) => `${one.form} ${one.source}`))).toEqual(
    new Set(['media body-camera', 'media surveillance']),
  )
  expect(course.some((one) => one.form === 'text' && one.about === '当场处罚决定书')).toBe(true)
  const step = steps.find((one) => one.id === act)
  expect(step?.text.map((one) => one.title)).toEqual(['当场处罚决定书'])
  expect(step?.media.map((one) => one.source)).toEqual(['body-camera', 'surveillance'])
  const centre = await team.server.as('information-centre')
  for (const [i, device] of [worn, fixed].entries())
    expect((await centre.showRecording({ params: { id: films[i] ?? '' } })).row.device?.id).toBe(device)
})

test('Jinzhong: a paper that the file lacks is named when it is archived, and two papers that name another fine are', async () => {
  proves('jinzhong-2022-plan/3-2.2', 'jinzhong-2022-plan/3-2.3')
  await under([C])
  const [{ id }, bare] = [await closedCase(team), await closedCase(team)]
  // Its instruments print no forms of these papers: those of the law stand in.
  await under(JINZHONG)
  const { begin, write, signed } = papersWith(team)
  await team.leader.giveNumbers({
    body: { rule: 'national/paper-spot-decision', person: team.officer.person, count: 2, key: randomUUID() },
  })
  const address = '示范县星沙路 1 号'
  const party = { kind: 'citizen', name: '陈某', idNumber: RESIDENT, address } as const
  const decision = await begin(id, 'spot-decision', team.officer, 'national')
  await write(decision, {
    party,
    'violation-facts': '占道堆放水泥二十袋',
    'penalty-basis': [{ law: '示范县市容管理规定', article: 12, paragraph: 1 }],
    'penalty-kind': '罚款',
    'fine-amount': 100,
    'decided-at': `${team.today()} 10:00`,
    'decided-where': '星沙路',
  })
  const freeze = (paper: string) => team.officer.freezePaper({ params: { id: paper }, body: {} })
  await freeze(decision)
  await signed(decision)
  await team.officer.finishPaper({ params: { id: decision }, body: {} })
  expect((await shown(id)).entries).toContainEqual(expect.objectContaining({ kind: 'paper', id: decision }))
  const closing = await begin(id, 'case-closing', team.officer, 'national')
  await write(closing, {
    'filed-on': team.today(),
    'case-account': '现场查获，当场处罚。',
    'penalty-enforcement': '已缴纳',
    'confiscated-disposal': '无',
  })
  await freeze(closing)
  const archiving = await told(bind(id))
  const plan = 'jinzhong-2022-plan/3-2'
  expect(archiving).toContain('罚款数额前后不一：《当场行政处罚决定书》写“100”，《结案审批表》写“200”')
  expect(await refusal(bind(id))).toMatchObject({ 'papers-disagree': plan })
  const lacks = (await shown(id)).lacks.filter((one) => one.code === 'paper-missing')
  expect(lacks).toEqual([])
  // Without the form that closes it the file is not whole, and that form is named.
  const missing = (await told(bind(bare.id))).split('\n').filter((one) => one.startsWith('缺《'))
  expect(missing.map((one) => /《([^》]+)》/u.exec(one)?.[1])).toEqual(
    expect.arrayContaining(['当场行政处罚决定书', '结案审批表']),
  )
})

test('papers of every stage are bound in the order the bureau chose, with page numbers that go on', async () => {
  proves('yongqing-2022/5.1', 'yongqing-2022/10.1', 'yongqing-2022/4.1')
  await under([C])
  const film = await team.filmed('10:00', '10:15', team.officer, await camera('DSJ-10'))
  const { id, act } = await closedCase(team, [film])
  const each = ['lead-registered', 'penalty-on-the-spot', 'fine-paid', 'case-closed'] as const
  await under(['yongqing-2022'], { 'yongqing-2022': '2022-09-01' as CalendarDate })
  for (const [at, one] of each.entries()) {
    const rule = { 'penalty-on-the-spot': 'spot-decision', 'case-closed': 'case-closing' }[one as string]
    const as = rule === undefined ? { act: one } : { rule: `national/paper-${rule}` }
    await filed(team, id, { title: `材料 ${at + 1}`, pages: at + 1, number: `PAPER${at + 1}`, ...as })
  }
  await team.officer.nameCause({ params: { id }, body: { cause: '占道经营' } })
  const order = (value: string) => legal.decideSetting({ params: { key: 'volume.order' }, body: { value } })
  const bound = async () => {
    await bind(id)
    const { entries, bound: made } = await shown(id)
    const answer = await team.officer.send(`${team.server.url}/api/cases/${id}/volume/pdf?part=main`)
    const pages = await pagesOf(new Uint8Array(await answer.arrayBuffer()))
    // What the sheets say, in the order they lie in, and the number each of them bears.
    const leaves = pages.flatMap((words) => /PAPER(\d)\d/u.exec(words)?.[1] ?? [])
    const cover = pages[0]?.replaceAll(/\s/gu, '') ?? ''
    return { sections: entries.map((one) => one.section), entries, leaves, pages: made?.files[0]?.pages ?? 0, cover }
  }
  await order('construction')
  const first = await bound()
  // The archives give the bureau these numbers: until it has entered them they are left for a pen.
  expect(first.cover).toContain('全宗号目录号')
  for (const [key, value] of [
    ['volume.fonds-number', 'Q0456'],
    ['volume.catalogue-number', 'M12'],
  ] as const)
    await legal.decideSetting({ params: { key }, body: { value } })
  expect(first.sections).toEqual([
    '案件来源和立案',
    '终结报告、告知、决定及送达回证',
    '执行和财物处理',
    '执行和财物处理',
  ])
  await order('result-first')
  const second = await bound()
  expect(second.sections).toEqual(['处罚决定书及送达回证', '立案', '执行', '结案'])
  expect(second.cover).toContain('全宗号Q0456目录号M12')
  for (const { entries, leaves } of [first, second]) {
    expect(entries.map((one) => one.title).toSorted()).toEqual(each.map((_, at) => `材料 ${at + 1}`))
    let page = 0
    for (const one of entries) {
      expect([one.from, one.to]).toEqual([page + 1, page + one.pages])
      page = one.to
    }
    expect(page).toBe(10)
    expect(leaves).toEqual(entries.flatMap((one) => Array(one.pages).fill(one.title.slice(-1))))
  }
  expect(second.pages).toBeGreaterThanOrEqual(13)
  // What was done has its written and its filmed record side by side.
  const step = (await timeline(id)).steps.find((one) => one.id === act)
  expect([step?.text.length, step?.media.length]).toEqual([1, 1])
})

test('a sheet of paper that was scanned says that it is paper, with its scan and where it lies', async () => {
  proves(`${C}/5.1`)
  await under([C])
  const { id } = await closedCase(team)
  await filed(team, id, { title: '当事人手写的情况说明', act: 'penalty-on-the-spot', paperAt: '一中队资料柜 2 层' })
  const [sheet] = (await shown(id)).materials
  expect(sheet).toMatchObject({ form: 'paper', paperAt: '一中队资料柜 2 层', pages: 1 })
  const scan = await team.officer.send(`${team.server.url}/api/cases/${id}/volume/materials/${sheet?.id ?? ''}/pdf`)
  expect([scan.status, scan.headers.get('content-type')]).toEqual([200, 'application/pdf'])
})

test('whatever it was recorded with, a recording is taken in and says so', async () => {
  await under(['jilin-2017'])
  const kinds = ['body-camera', 'camera', 'video-camera', 'surveillance'] as const
  const films: string[] = []
  for (const kind of kinds)
    films.push(await team.filmed('10:00', '10:15', team.officer, await camera(`SB-${kind}`, kind)))
  await under([C])
  const { id, act } = await closedCase(team, films)
  await under(['jilin-2017'])
  const step = (await timeline(id)).steps.find((one) => one.id === act)
  expect(step?.media.map((one) => one.source)).toEqual(kinds)
  const centre = await team.server.as('information-centre')
  const listed = (await centre.listDevices()).filter((one) => one.number.startsWith('SB-'))
  expect(new Set(listed.map((one) => one.kind))).toEqual(new Set<DeviceKind>(kinds))
})

test('a unit whose recordings come in and that has named nobody to keep them is told so', async () => {
  await under([C])
  await team.filmed('08:00', '08:05')
  const told = async () => (await custodian.listVolumes()).unkept.filter((one) => one.unit.id === team.unit)
  expect(await told()).toEqual([])
  await under(['yanzhou-2019'])
  expect(await told()).toMatchObject([
    {
      message: { zh: expect.stringContaining('一中队') },
      citations: [expect.objectContaining({ pack: 'yanzhou-2019', article: '8' })],
    },
  ])
  await team.server.another('custodian', team.unit)
  expect(await told()).toEqual([])
  await under([C])
})

test('a case that was decided and not served is neither executed nor archived, and the stage is named', async () => {
  proves(`${C}/3.1`)
  await under([C])
  const id = await noticedCase(team)
  await team.later(7)
  await team.done(id, 'penalty-decided', DECISION)
  const archiving = await told(bind(id))
  expect(archiving).toContain('“送达执行”环节没有记录：决定没有送达')
  for (const act of ['performed', 'demand-served'] as const)
    expect(await told(team.done(id, act, act === 'performed' ? PERFORMED : { says: { method: 'direct' } }))).toContain(
      '送达',
    )
})

test('an inspection of which no archived record tells thirty days after its end is listed, whether a case has it or none; archived, it is not', async () => {
  await team.later(1)
  const today = team.today()
  const inspected = async (from: string, to: string, isFilmed = true) => {
    const film = isFilmed ? await team.filmed(from, to) : ''
    const body = { activity: 'site-inspection', start: at(from, today), end: at(to, today) } as const
    return { ...(await team.officer.registerActivity({ body })), film }
  }
  const [bare, kept] = [await inspected('08:30', '08:50'), await inspected('10:00', '10:15')]
  const { id: without } = await inspected('07:00', '07:20', false)
  const [lead, followed] = [await team.lead(), await team.lead()]
  await team.done(followed, 'violation-ended', { by: [] })
  await team.done(followed, 'not-filed', { says: { reasons: '没有违法事实' } })
  const { id: held } = await closedCase(team, [kept.film])
  const orphans = async () => {
    await custodian.back()
    return (await custodian.listVolumes()).orphans
  }
  const listed = async (id: string) => (await orphans()).activities.find((one) => one.id === id)
  const leads = async () => (await orphans()).leads.map((one) => one.case.id)
  const ids = [bare.id, kept.id, without]
  for (const id of ids) expect(await listed(id)).toBeUndefined()
  await team.later(29)
  for (const id of ids) expect(await listed(id)).toBeUndefined()
  expect(await leads()).not.toContain(lead)
  await team.later(1)
  for (const id of [bare.id, without]) expect(await listed(id)).toMatchObject({ why: { zh: '没有任何案件有它的记录' } })
  // That a case has it is not that it is archived.
  expect(await listed(kept.id)).toMatchObject({ case: { id: held }, why: { zh: '记录所在的案件还没有归档' } })
  expect(await leads()).toContain(lead)
  expect(await leads()).not.toContain(followed)
  await filled(held)
  await bind(held)
  await takeIn(held)
  expect(await listed(kept.id)).toBeUndefined()
  expect(await listed(bare.id)).toBeDefined()
  proves(`${C}/39.5`)
})
