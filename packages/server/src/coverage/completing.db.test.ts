import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Activity } from '@liuhen/core/policy'
import { proves, states } from '../../../../scripts/proves.ts'
import { at, cited, DATE, NEXT, type TrialDay, trialDay } from './trial.ts'

let trial: TrialDay
beforeAll(async () => {
  trial = await trialDay()
})
afterAll(() => trial[Symbol.asyncDispose]())

const coverage = async (id: string, who = trial.officer) => (await who.showActivity({ params: { id } })).coverage
const found = async (id: string, code: string) => (await coverage(id)).findings.find((one) => one.code === code)
const tell = (id: string, corrects: object) =>
  trial.officer.annotateActivity({ params: { id }, body: { text: '补充现场情况', corrects } })
const refused = (code: string) => ({ problem: { status: 409, obstacles: [{ code }] } })

/** Ten minutes of the day that no other test has used, as `[from, to]`. */
let used = 0
const free = (): [string, string] => {
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  const from = 5 * 60 + 12 * used++
  return [clock(from), clock(from + 10)]
}

test.each([
  ['changsha-county-2023', 'site-inspection', '19.1', '执法现场环境'],
  ['changsha-county-2023', 'questioning', '19.2', '行政执法人员、当事人、证人'],
  ['changsha-county-2023', 'sealing', '19.4', '采取措施'],
  ['changsha-county-2023', 'site-inspection', '19.5', '出示执法证件'],
  ['jinzhong-2022-recording', 'site-inspection', '9.1', '涉案物品'],
  ['jinzhong-2022-recording', 'sealing', '9.3', '查封后'],
  ['jinzhong-2022-recording', 'forced-demolition', '9.5', '搬离'],
  ['jinzhong-2022-recording', 'service-lien', '9.7', '见证人'],
  ['jinzhong-2022-plan', 'site-inspection', '3-1.2', '主动表明身份'],
  ['yanzhou-2019', 'site-inspection', '6.1', '地点'],
  ['yanzhou-2019', 'site-inspection', '6.2', '执法现场环境'],
  ['yanzhou-2019', 'seizure', '6.3', '涉案物品'],
  ['yanzhou-2019', 'questioning', '6.4', '当事人和证人'],
  ['yanzhou-2019', 'questioning', '6.5', '权利和义务'],
  ['yanzhou-2019', 'investigation', '6.6', '违法工具'],
  ['yanzhou-2019', 'simple-procedure', '6.8', '容易引起争议'],
  ['yanzhou-2019', 'service-lien', '6.9', '收发部门或者住所'],
] as const)(
  '%s: what must be in the picture of a %s (%s) is asked for by itself, until somebody says where it is or why not',
  async (pack, type, obligation, words) => {
    proves(`${pack}/${obligation}`)
    await trial.under([pack])
    const [from, to] = free()
    const id = await trial.activity(type, from, to)
    const recording = await trial.recording(from, to, { error: 0 })
    const article = obligation.split('.')[0]
    const open = await found(id, 'picture-unconfirmed')
    expect(open).toMatchObject({ weight: 'doubt', act: 'complete', message: { zh: expect.stringContaining(words) } })
    expect(cited(open)).toContain(`${pack}/${article}`)
    const [wanted, ...others] = (await coverage(id)).points.toSorted(
      (a, b) => Number(b.point.includes(words)) - Number(a.point.includes(words)),
    )
    const confirm = (point: string, said: object) =>
      trial.officer.confirmPicture({ params: { id }, body: { point, ...said } as never })
    for (const { point } of others) await confirm(point, { notHere: '本次没有涉及' })
    expect((await found(id, 'picture-unconfirmed'))?.message.zh).toContain(words)
    const point = wanted?.point ?? ''
    await expect(confirm(point, { mark: { recording, position: 3_600_000 } })).rejects.toMatchObject(
      refused('mark-outside'),
    )
    await confirm(point, { mark: { recording, position: 61_000 } })
    expect(await found(id, 'picture-unconfirmed')).toBeUndefined()
    const { row } = await trial.officer.showActivity({ params: { id } })
    expect(row.details.pictures).toContainEqual({ point, mark: { recording, position: 61_000 } })
  },
)

test('a content point is confirmed only in a recording of that activity, and only one that the rules know', async () => {
  await trial.under(['yanzhou-2019'])
  const [from, to] = free()
  const id = await trial.activity('site-inspection', from, to)
  await trial.recording(from, to, { error: 0 })
  const elsewhere = await trial.recording(...free(), { error: 0 })
  const [first] = (await coverage(id)).points
  const confirm = (body: object) => trial.officer.confirmPicture({ params: { id }, body: body as never })
  await expect(confirm({ point: '没有这一项', notHere: '不涉及' })).rejects.toMatchObject(refused('point-unknown'))
  const mark = { recording: elsewhere, position: 0 }
  await expect(confirm({ point: first?.point, mark })).rejects.toMatchObject(refused('mark-outside'))
  const theirs = { recording: randomUUID(), position: 0 }
  await expect(confirm({ point: first?.point, mark: theirs })).rejects.toMatchObject({ problem: { status: 404 } })
  await expect(confirm({ point: first?.point })).rejects.toMatchObject({ problem: { status: 400 } })
})

test('a party who does not cooperate makes filming a duty where there was none', async () => {
  proves('changsha-county-2023/7.4')
  await trial.under(['changsha-county-2023'])
  const id = await trial.activity('patrol', ...free())
  expect(await found(id, 'not-recorded')).toBeUndefined()
  await tell(id, { marks: [{ mark: 'uncooperative' }] })
  const finding = await found(id, 'not-recorded')
  expect(finding).toMatchObject({ weight: 'breach' })
  expect(cited(finding)).toContain('changsha-county-2023/7')
})

test('from the moment a party did not cooperate it is filmed to the end, and what is missing is told to the minute', async () => {
  proves('jinzhong-2022-recording/9.9')
  await trial.under(['jinzhong-2022-recording'])
  const id = await trial.activity('site-inspection', '04:00', '04:30')
  await trial.recording('04:00', '04:15', { error: 0 })
  await tell(id, { marks: [{ mark: 'uncooperative', at: at('04:10') }] })
  const early = await found(id, 'early-stop')
  expect(early).toMatchObject({ weight: 'breach', stretches: [{ from: at('04:15'), to: at('04:30') }] })
  expect(cited(early)).toContain('jinzhong-2022-recording/9')
})

test('Jilin: a party who does not cooperate is warned, on record, and from then on nothing may be missing', async () => {
  proves('jilin-2017/9.6')
  await trial.under(['jilin-2017'])
  const id = await trial.activity('general-violation-scene', '03:00', '03:30')
  await trial.recording('03:00', '03:12', { error: 0 })
  await trial.recording('03:20', '03:30', { error: 0 })
  await tell(id, { marks: [{ mark: 'uncooperative', at: at('03:10') }] })
  expect(cited(await found(id, 'notice-missing'))).toContain('jilin-2017/9')
  const gap = await found(id, 'inner-gap')
  expect(gap).toMatchObject({ weight: 'breach', stretches: [{ from: at('03:12'), to: at('03:20') }] })
  expect(cited(gap)).toContain('jilin-2017/9')
  await tell(id, { notices: [{ of: 'uncooperative', at: at('03:10') }] })
  expect(await found(id, 'notice-missing')).toBeUndefined()
})

test('Jilin: filming counts from the arrival on scene, once that is said', async () => {
  proves('jilin-2017/9.5')
  await trial.under(['jilin-2017'])
  const id = await trial.activity('general-violation-scene', '02:12', '02:30')
  await trial.recording('02:12', '02:30', { error: 0 })
  expect(cited({ citations: (await coverage(id)).asks.arrival ?? [] })).toContain('jilin-2017/9')
  expect(await found(id, 'late-start')).toBeUndefined()
  await tell(id, { arrived: at('02:00') })
  const late = await found(id, 'late-start')
  expect(late).toMatchObject({ stretches: [{ from: at('02:00'), to: at('02:12') }] })
  expect(cited(late)).toContain('jilin-2017/9')
})

test('Jilin: an incident marked as major with one camera only is warned of, until it is said why one was enough', async () => {
  proves('jilin-2017/10.1')
  await trial.under(['jilin-2017'])
  const [from, to] = free()
  const id = await trial.activity('general-violation-scene', from, to)
  await trial.recording(from, to, { error: 0, device: await trial.camera('DSJ1001') })
  await tell(id, { marks: [{ mark: 'sensitive-major-case' }] })
  expect(cited({ citations: (await coverage(id)).asks.oneCamera ?? [] })).toContain('jilin-2017/10')
  expect(cited(await found(id, 'crew-missing'))).toContain('jilin-2017/10')
  await tell(id, { oneCamera: '现场狭小，一台设备已能拍到全部过程' })
  expect(await found(id, 'crew-missing')).toBeUndefined()
})

test('Jinzhong: a forced demolition with body-worn cameras only is a breach', async () => {
  proves('jinzhong-2022-recording/11.1')
  await trial.under(['jinzhong-2022-recording'])
  const [from, to] = free()
  const id = await trial.activity('forced-demolition', from, to)
  await trial.recording(from, to, { error: 0, device: await trial.camera('DSJ1101') })
  const finding = await found(id, 'crew-missing')
  expect(finding).toMatchObject({ weight: 'breach' })
  expect(cited(finding)).toContain('jinzhong-2022-recording/11')
})

test.each([
  ['changsha-county-2023', 'note', 'changsha-county-2023/6.1'],
  ['jinzhong-2022-recording', 'note', 'jinzhong-2022-recording/2.3'],
  ['yanzhou-2019', 'breach', 'yanzhou-2019/7.4'],
] as const)(
  '%s: what was filmed when it was over may be tied to it, and is said to be later, as a %s',
  async (pack, weight, obligation) => {
    // That no film is missing in between is proven where numbers are counted.
    if (pack === 'yanzhou-2019') states(obligation)
    else proves(obligation)
    await trial.under([pack])
    const [from, to] = free()
    const id = await trial.activity('site-inspection', from, to)
    await trial.recording(from, to, { error: 0 })
    const later = await trial.filmed(at('09:00', NEXT), at('09:05', NEXT), { arrived: at('18:00', NEXT), error: 0 })
    expect(await found(id, 'filmed-later')).toBeUndefined()
    const tie = { recording: later, reason: '当日补拍的现场照片' }
    await trial.officer.tieRecording({ params: { id }, body: tie })
    const finding = await found(id, 'filmed-later')
    expect(finding?.message.zh).toContain('事后补录')
    expect(finding?.weight).toBe(weight)
    if (weight === 'breach') expect(cited(finding)).toContain('yanzhou-2019/7')
    const { tied, history } = await trial.officer.showActivity({ params: { id } })
    expect(tied).toMatchObject([tie])
    expect(history[0]).toMatchObject({ kind: 'RecordingTied/1' })
    await expect(trial.officer.tieRecording({ params: { id }, body: tie })).rejects.toMatchObject(
      refused('tied-already'),
    )
    await trial.officer.untieRecording({ params: { id }, body: { recording: later, reason: '关联有误' } })
    expect(await found(id, 'filmed-later')).toBeUndefined()
  },
)

test('Yanzhou: of files 12, 13 and 15 of one activity the missing 14 is flagged, on the page and among what is to be explained', async () => {
  await trial.under(['yanzhou-2019'])
  const device = await trial.camera('DSJ0704')
  const film = (from: string, to: string, sequence: number) =>
    trial.recording(from, to, { device, sequence, error: 0, arrived: at('23:30') })
  const [first, second, third] = [
    await film('22:00', '22:05', 12),
    await film('22:05', '22:10', 13),
    await film('22:10', '22:15', 15),
  ]
  const { gaps } = await trial.leader.showRecording({ params: { id: first } })
  expect(gaps).toMatchObject([{ kind: 'number', after: second, before: third, missing: [14] }])
  const open = async () => (await trial.leader.workbench()).unexplained.map((one) => one.gap.before)
  expect(await open()).toContain(third)
  // Once it is brought in nothing is missing any more.
  await film('22:10', '22:10', 14)
  expect(await open()).not.toContain(third)
  // What is filmed the next day and tied to it is said to be filmed afterwards.
  const id = await trial.activity('site-inspection', '22:00', '22:15')
  const recording = await trial.filmed(at('10:00', NEXT), at('10:05', NEXT), { arrived: at('18:00', NEXT), error: 0 })
  await trial.officer.tieRecording({ params: { id }, body: { recording, reason: '补拍门牌' } })
  const later = await found(id, 'filmed-later')
  expect(later).toMatchObject({ weight: 'breach', message: { zh: expect.stringContaining('事后补录') } })
  proves('yanzhou-2019/7.4')
})

test('what another filmed meanwhile counts once it is tied, and nobody ties what they may not see', async () => {
  await trial.under(['yanzhou-2019'])
  const [from, to] = free()
  const id = await trial.activity('site-inspection', from, to)
  expect(await found(id, 'not-recorded')).toBeDefined()
  const theirs = await trial.filmed(at(from), at(to), { error: 0, officer: trial.leader })
  const tie = { recording: theirs, reason: '队长在场拍摄' }
  await expect(trial.officer.tieRecording({ params: { id }, body: tie })).rejects.toMatchObject({
    problem: { status: 404 },
  })
  await trial.leader.tieRecording({ params: { id }, body: tie })
  expect(await found(id, 'not-recorded')).toBeUndefined()
  expect((await coverage(id)).recordings).toEqual([theirs])
})

test('Jinzhong: what was filmed and not written down is reported, and is whole with text, film and all that must be seen', async () => {
  const own = 'jinzhong-2022-recording'
  proves(`${own}/2.4`, `${own}/3.1`, `${own}/6.1`)
  await trial.under([own], { 'handover.cut-off': '23:00' })
  const [from, to] = free()
  const officer = await trial.server.another('officer', trial.units.one)
  const { id } = await officer.registerActivity({
    body: { activity: 'site-inspection', start: at(from), end: at(to) },
  })
  const left = async () => (await coverage(id, trial.leader)).findings.filter((one) => one.weight !== 'note')
  const codes = async () => (await left()).map((one) => one.code).toSorted()
  expect(await codes()).toEqual(['not-recorded', 'text-missing'])
  const holds = ['sound', 'picture'] as const
  await trial.filmed(at(from), at(to), { error: 0, holds, officer, arrived: at('22:00') })
  expect(await codes()).toEqual(['picture-unconfirmed', 'text-missing'])
  const missing = (await left()).find((one) => one.code === 'text-missing')
  expect([missing?.weight, cited(missing)]).toEqual(['breach', [`${own}/6`, `${own}/7`]])
  for (const { point } of (await coverage(id, trial.leader)).points)
    await officer.confirmPicture({ params: { id }, body: { point, notHere: '本次没有涉及' } })
  expect(await codes()).toEqual(['text-missing'])
  await officer.annotateActivity({ params: { id }, body: { text: '检查门前堆放物，当场劝离，已自行清理' } })
  expect(await codes()).toEqual([])
})

test('that the written record suffices is no excuse for what must be filmed, and the article says so', async () => {
  proves('changsha-county-2023/5.2')
  await trial.under(['changsha-county-2023'])
  const claim = (id: string) =>
    trial.officer.claimExemption({
      params: { id },
      body: { ground: 'text-suffices', reason: '检查笔录已经记录全部过程' },
    })
  const listed = await trial.activity('site-inspection', ...free())
  const grounds = async (id: string) => (await coverage(id)).exemptions.find((one) => one.ground === 'text-suffices')
  expect(await grounds(listed)).toMatchObject({ available: false })
  await expect(claim(listed)).rejects.toMatchObject({
    problem: {
      status: 409,
      obstacles: [
        { code: 'must-be-filmed', citation: { article: 'changsha-county-2023/7' } },
        { code: 'must-be-filmed', citation: { article: 'changsha-county-2023/13' } },
      ],
    },
  })
  const optional = await trial.activity('patrol' satisfies Activity, ...free())
  expect(await grounds(optional)).toMatchObject({ available: true })
  await claim(optional)
  const { exemptions } = await trial.officer.showActivity({ params: { id: optional } })
  expect(exemptions).toMatchObject([{ ground: 'text-suffices', reason: '检查笔录已经记录全部过程' }])
  await trial.under(['yanzhou-2019'])
  await expect(claim(optional)).rejects.toMatchObject(refused('exemption-not-printed'))
})

test('who was not there adds nothing to an activity', async () => {
  const id = await trial.activity('site-inspection', ...free())
  const params = { id }
  const stranger = trial.stranger
  const tries = [
    stranger.confirmPicture({ params, body: { point: '地点', notHere: '不涉及' } }),
    stranger.tieRecording({ params, body: { recording: randomUUID(), reason: '关联' } }),
    stranger.claimExemption({ params, body: { ground: 'text-suffices', reason: '不必录' } }),
  ]
  for (const one of await Promise.allSettled(tries))
    expect(one).toMatchObject({ status: 'rejected', reason: { problem: { status: 404 } } })
  expect((await trial.leader.dayCoverage({ query: { day: DATE } })).judged).toBe(true)
})

test('what was found not to be what it claims is no longer spoken of beside an activity, and does not cover it', async () => {
  await trial.under(['yanzhou-2019'])
  const [from, to] = free()
  const id = await trial.activity('site-inspection', from, to)
  const sent = await trial.recording(from, to, { error: 0, sentBy: trial.stranger })
  const covered = async () => (await coverage(id)).spans.some((one) => one.kind === 'covered')
  expect(await found(id, 'origin-unconfirmed')).toMatchObject({ weight: 'note' })
  expect(await covered()).toBe(false)
  await trial.leader.rejectProvenance({ params: { id: sent }, body: { reason: '问过本人，当天没有带记录仪' } })
  expect(await found(id, 'origin-unconfirmed')).toBeUndefined()
  expect(await covered()).toBe(false)
})

test('Changsha County: found unfit to be filmed, it is completed with the reason and who found it, and not before', async () => {
  proves('changsha-county-2023/7.6')
  await trial.under(['changsha-county-2023'])
  const { id } = await trial.officer.registerActivity({ body: { activity: 'site-inspection' } })
  const claim = (more: object) =>
    trial.officer.claimExemption({ params: { id }, body: { ground: 'unsuitable', ...more } })
  const end = () => trial.officer.endActivity({ params: { id }, body: {} })
  const article = { citation: { article: 'changsha-county-2023/7' } }
  const lacking = (...codes: string[]) => ({
    problem: { status: 409, obstacles: codes.map((code) => ({ code, ...article })) },
  })
  trial.server.clock.forward(60_000)
  await claim({})
  await expect(end()).rejects.toMatchObject(lacking('exemption-reason', 'exemption-undecided'))
  await claim({ reason: '涉及国家秘密的场所' })
  await expect(end()).rejects.toMatchObject(lacking('exemption-undecided'))
  await claim({ decidedBy: trial.leader.person })
  await expect(end()).rejects.toMatchObject(lacking('exemption-reason'))
  await claim({ reason: '涉及国家秘密的场所', decidedBy: trial.leader.person })
  await end()
  const { exemptions, row } = await trial.officer.showActivity({ params: { id } })
  expect(row.end).toBeDefined()
  expect(exemptions.at(-1)).toMatchObject({
    reason: '涉及国家秘密的场所',
    decidedBy: { id: trial.leader.person, name: (await trial.leader.whoAmI()).name },
  })
  // What is over is not completed afterwards with half of it.
  await expect(claim({ reason: '涉及国家秘密的场所' })).rejects.toMatchObject(lacking('exemption-undecided'))
})

test('Jinzhong: filmed with other devices only, the worn camera is missed until it is said why another stood in', async () => {
  proves('jinzhong-2022-recording/10.1')
  await trial.under(['jinzhong-2022-recording'])
  // What a telephone took is of no device that the register knows.
  const telephone = await trial.activity('investigation', '02:00', '02:10')
  await trial.recording('02:00', '02:10', { error: 0, holds: ['sound', 'picture'] })
  expect(await found(telephone, 'worn-missing')).toMatchObject({ weight: 'doubt', act: 'complete' })
  const id = await trial.activity('investigation', '01:00', '01:20')
  const photographs = await trial.camera('ZXJ-1001', 'video-camera')
  await trial.recording('01:00', '01:20', { device: photographs, error: 0, holds: ['sound', 'picture'] })
  const missed = await found(id, 'worn-missing')
  expect(missed).toMatchObject({ weight: 'breach', act: 'complete' })
  expect(cited(missed)).toContain('jinzhong-2022-recording/10')
  const fallback = '执法记录仪进水，无法录制'
  await trial.officer.annotateActivity({ params: { id }, body: { text: '现场经过已制作现场笔录' } })
  await tell(id, { fallback })
  expect(await found(id, 'worn-missing')).toBeUndefined()
  // One worn camera that filmed it is enough.
  const worn = await trial.activity('investigation', '01:30', '01:40')
  await trial.recording('01:30', '01:40', { device: await trial.camera('DSJ-2001'), error: 0 })
  expect(await found(worn, 'worn-missing')).toBeUndefined()
})

test('Jinzhong: where another device stood in, it is completed once something is written down, and not before', async () => {
  proves('jinzhong-2022-recording/10.3')
  await trial.under(['jinzhong-2022-recording'])
  const { id } = await trial.officer.registerActivity({ body: { activity: 'investigation' } })
  const camera = await trial.camera('ZXJ-1003', 'video-camera')
  const { start } = (await trial.officer.showActivity({ params: { id } })).row
  trial.server.clock.forward(300_000)
  await trial.filmed(start, trial.server.clock.now(), { device: camera, arrived: trial.server.clock.now(), error: 0 })
  await tell(id, { fallback: '执法记录仪镜头损坏，改用摄像机' })
  const end = () => trial.officer.endActivity({ params: { id }, body: {} })
  await expect(end()).rejects.toMatchObject({
    problem: {
      status: 409,
      obstacles: [{ code: 'fallback-unwritten', citation: { article: 'jinzhong-2022-recording/10' } }],
    },
  })
  await trial.officer.annotateActivity({ params: { id }, body: { text: '制作现场检查笔录，当事人签字' } })
  await end()
  // Registered when it is over, a fallback comes with what was written.
  const over = await trial.activity('investigation', '02:40', '02:50')
  await expect(tell(over, { fallback: '镜头损坏' })).rejects.toMatchObject(refused('fallback-unwritten'))
})

test('Jinzhong: that filming was restricted is saved with how it hindered the act, and else refused', async () => {
  proves('jinzhong-2022-recording/14.1')
  await trial.under(['jinzhong-2022-recording'])
  const id = await trial.activity('site-inspection', '00:20', '00:40')
  const bare = tell(id, { restricted: { at: at('00:30') } })
  await expect(bare).rejects.toMatchObject({
    problem: {
      status: 409,
      obstacles: [{ code: 'restriction-unfounded', citation: { article: 'jinzhong-2022-recording/14' } }],
    },
  })
  const details = async () => (await trial.officer.showActivity({ params: { id } })).row.details
  expect((await details()).restricted).toBeUndefined()
  await tell(id, { restricted: { at: at('00:30'), hindered: '镜头抵近面部，挡住查验' } })
  expect((await details()).restricted).toMatchObject({ hindered: '镜头抵近面部，挡住查验' })
  const body = { activity: 'site-inspection' as const, start: at('00:50'), end: at('00:55'), restricted: {} }
  await expect(trial.officer.registerActivity({ body })).rejects.toMatchObject(refused('restriction-unfounded'))
})

test.each([
  ['changsha-county-2023', 'changsha-county-2023/19.3', 2, '23:00'],
  ['jinzhong-2022-recording', 'jinzhong-2022-recording/9.2', 5, '23:20'],
] as const)(
  '%s: of the things that were seized the one without a moment in the picture is named (%s)',
  async (pack, obligation, count, clock) => {
    proves(obligation)
    await trial.under([pack])
    const [from, to] = [clock, clock.replace(':00', ':10').replace(':20', ':30')]
    const id = await trial.activity('seizure', from, to)
    const recording = await trial.recording(from, to, { error: 0, arrived: at('23:59') })
    const named = Array.from({ length: count }, (_, i) => `电子秤${i + 1}号`)
    const mark = (position: number) => ({ recording, position })
    const goods = named.map((name, i) => ({ name, ...(i < count - 1 && { mark: mark(i * 1000) }) }))
    await tell(id, { goods })
    const open = await found(id, 'goods-unmarked')
    expect(open?.message.zh).toBe(`以下物品没有标出在录像中的位置：${named.at(-1)}`)
    expect(cited(open)).toContain(obligation.split('.')[0])
    // A moment outside its recordings marks nothing.
    const last = named.at(-1) ?? ''
    await tell(id, { goods: [...goods.slice(0, -1), { name: last, mark: { recording: randomUUID(), position: 0 } }] })
    expect(await found(id, 'goods-unmarked')).toBeDefined()
    await tell(id, { goods: [...goods.slice(0, -1), { name: last, mark: mark(30_000) }] })
    expect(await found(id, 'goods-unmarked')).toBeUndefined()
  },
)
