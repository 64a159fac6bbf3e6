import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lastDayOfMonths, months } from '@liuhen/core/calendar'
import { dayOf, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { proves } from '../../../../scripts/proves.ts'
import type { SignedIn } from '../http/trial.ts'
import { at, BEFORE, cited, DATE, NEXT, type TrialDay, trialDay } from './trial.ts'

let trial: TrialDay
beforeAll(async () => {
  trial = await trialDay()
})
afterAll(() => trial[Symbol.asyncDispose]())

const show = (id: string, who: SignedIn = trial.officer) => who.showActivity({ params: { id } })
const coverage = async (id: string) => (await show(id)).coverage
const found = async (id: string, code: string) => (await coverage(id)).findings.find((one) => one.code === code)
const rulesOf = async (id: string) => (await trial.officer.showRecording({ params: { id } })).rules

test('while no rules are chosen nothing is judged, and a recording says so', async () => {
  const id = await trial.activity('patrol', '07:00', '07:30')
  expect(await coverage(id)).toMatchObject({ judged: false, findings: [], spans: [] })
  expect(await rulesOf(await trial.recording('07:00', '07:30'))).toMatchObject({ chosen: false })
  expect((await trial.leader.dayCoverage({ query: { day: DATE } })).judged).toBe(false)
})

test('two taps are enough: a kind, and it begins now; ended later, once', async () => {
  const { id } = await trial.officer.registerActivity({ body: { activity: 'patrol' } })
  const { row } = await show(id)
  expect(millisecondsOf(trial.server.clock.now()) - millisecondsOf(row.start)).toBeLessThan(10_000)
  expect(row).toMatchObject({ activity: 'patrol', officer: { id: trial.officer.person }, unit: { name: '一中队' } })
  expect(row.end).toBeUndefined()
  trial.server.clock.forward(600_000)
  await trial.officer.endActivity({ params: { id }, body: {} })
  expect((await show(id)).row.end).toBeDefined()
  await expect(trial.officer.endActivity({ params: { id }, body: {} })).rejects.toMatchObject({
    problem: { status: 409, obstacles: [{ code: 'activity-ended' }] },
  })
})

test('times that cannot be are refused, each by its field', async () => {
  const register = (start: string, end?: string) =>
    trial.officer.registerActivity({
      body: { activity: 'patrol', start: start as never, ...(end !== undefined && { end: end as never }) },
    })
  const codes = (...of: string[]) => ({ problem: { status: 409, obstacles: of.map((code) => ({ code })) } })
  const ahead = (milliseconds: number) => instantOf(millisecondsOf(trial.server.clock.now()) + milliseconds)
  await expect(register(at('10:00'), at('09:00'))).rejects.toMatchObject(codes('activity-ends-before'))
  await expect(register(ahead(3_600_000))).rejects.toMatchObject(codes('activity-in-future'))
  await expect(register(at('09:00', BEFORE), at('09:01'))).rejects.toMatchObject(codes('activity-too-long'))
})

test('a mistake is corrected by an annotation, and what was registered stays and is in the journal', async () => {
  const id = await trial.activity('patrol', '08:00', '08:20')
  const corrects = { activity: 'complaint-reception', start: at('08:05') } as const
  await trial.officer.annotateActivity({ params: { id }, body: { text: '实为群众来访', corrects } })
  const { row, registered, annotations, history } = await show(id)
  expect(row).toMatchObject({ activity: 'complaint-reception', start: at('08:05'), corrected: true })
  expect(registered).toMatchObject({ activity: 'patrol', start: at('08:00') })
  expect(annotations).toMatchObject([{ text: '实为群众来访', corrects }])
  expect(history.map((one) => one.kind)).toEqual(['ActivityAnnotated/1', 'ActivityRegistered/1'])
})

test('only those who were there, and the leader of their unit, add to an activity; others do not learn of it', async () => {
  const { id } = await trial.officer.registerActivity({
    body: { activity: 'patrol', start: at('08:00'), end: at('08:10'), colleagues: [trial.leader.person] },
  })
  const annotate = (who: SignedIn) => who.annotateActivity({ params: { id }, body: { text: '补充说明' } })
  await expect(annotate(trial.stranger)).rejects.toMatchObject({ problem: { status: 404 } })
  await expect(show(id, trial.stranger)).rejects.toMatchObject({ problem: { status: 404 } })
  const otherLeader = await trial.server.another('team-leader', trial.units.two)
  await expect(annotate(otherLeader)).rejects.toMatchObject({ problem: { status: 404 } })
  await annotate(trial.leader)
  const mine = await trial.stranger.listActivities({ query: { from: DATE, to: DATE } })
  expect(mine).toEqual({ rows: [], total: 0 })
  const theirs = await trial.leader.listActivities({
    query: { from: DATE, to: DATE, officer: trial.leader.person },
  })
  expect(theirs.rows.map((one) => one.id)).toEqual([id])
})

test('a complaint received in person without a recording is a gap, with the article', async () => {
  proves('yanzhou-2019/4.1')
  await trial.under(['yanzhou-2019'])
  const id = await trial.activity('complaint-reception', '09:00', '09:20')
  const finding = await found(id, 'not-recorded')
  expect(finding).toMatchObject({
    weight: 'breach',
    act: 'explain',
    stretches: [{ from: at('09:00'), to: at('09:20') }],
  })
  expect(cited(finding)).toContain('yanzhou-2019/4')
  await trial.recording('09:00', '09:20')
  expect(await found(id, 'not-recorded')).toBeUndefined()
})

test('a patrol without a recording is a gap under the rules that name it, and none under those that do not', async () => {
  proves('yongqing-2022/6.1')
  const id = await trial.activity('patrol', '09:30', '09:45')
  await trial.under(['yongqing-2022'])
  expect(cited(await found(id, 'not-recorded'))).toContain('yongqing-2022/6')
  await trial.under(['changsha-county-2023'])
  expect(await found(id, 'not-recorded')).toBeUndefined()
})

test('a patrol without a case is an activity of its own, with what was recorded of it and what was written', async () => {
  proves('yongqing-2022/2.1')
  await trial.under(['yongqing-2022'])
  const id = await trial.activity('patrol', '17:20', '17:30')
  const filmed = await trial.recording('17:20', '17:30', { error: 0 })
  const text = '沿南河路巡查，劝离占道经营两处'
  await trial.officer.annotateActivity({ params: { id }, body: { text } })
  const seen = await show(id)
  expect(seen.row).toMatchObject({ activity: 'patrol', start: at('17:20'), end: at('17:30') })
  expect(seen.row).not.toHaveProperty('case')
  expect(seen.coverage.recordings).toEqual([filmed])
  expect(seen.annotations).toMatchObject([{ text }])
})

test('sound alone is a record where any form will do, and lacks the picture where both are asked for', async () => {
  proves('yongqing-2022/6.2')
  await trial.under(['yongqing-2022'])
  const patrol = await trial.activity('patrol', '17:00', '17:10')
  const heard = await trial.recording('17:00', '17:10', { error: 0 })
  const { container } = await trial.officer.showRecording({ params: { id: heard } })
  expect([container?.audio?.codec, container?.video]).toEqual(['pcm', undefined])
  expect(await coverage(patrol)).toMatchObject({ recordings: [heard], spans: [{ kind: 'covered' }] })
  expect(await found(patrol, 'part-missing')).toBeUndefined()
  const investigation = await trial.activity('investigation', '17:00', '17:10')
  const finding = await found(investigation, 'part-missing')
  expect(finding).toMatchObject({ weight: 'breach', stretches: [{ from: at('17:00'), to: at('17:10') }] })
  expect(finding?.message.zh).toContain('没有图像')
  expect(cited(finding)).toContain('yongqing-2022/18')
})

test('a stake-out without a case and without a recording is listed on the day', async () => {
  await trial.under(['jilin-2017'])
  const id = await trial.activity('post-watch', '10:00', '10:30')
  const { lanes, totals } = await trial.leader.dayCoverage({ query: { day: DATE, unit: trial.units.one } })
  const lane = lanes.find((one) => one.officer.id === trial.officer.person)
  const listed = lane?.activities.find((one) => one.row.id === id)
  expect(listed?.coverage).toMatchObject({
    required: 'must',
    spans: [{ kind: 'missing', from: at('10:00'), to: at('10:30') }],
  })
  expect(cited(listed?.coverage.findings[0])).toContain('jilin-2017/9')
  expect(totals.missingMinutes).toBeGreaterThanOrEqual(30)
})

test.each(['general-violation-scene', 'coercive-measure'] as const)(
  'Jilin’s rules judge a %s, and what they find leads to the regulation, the article and its own words',
  async (type) => {
    proves('jilin-2017/notice.1', 'jilin-2017/1.1')
    await trial.under(['jilin-2017'])
    const id = await trial.activity(type, '10:32', '10:35')
    const [cited] = (await found(id, 'not-recorded'))?.citations ?? []
    expect(cited).toMatchObject({
      pack: 'jilin-2017',
      title: { zh: '吉林市城市管理行政执法局行政执法全过程记录制度（试行）' },
    })
    const page = await trial.officer.showArticle({ params: { pack: 'jilin-2017', article: cited?.article ?? '' } })
    expect(page.article.label).toBe(cited?.label)
    expect(page.article.text).toContain(cited?.quote)
    expect(page.instrument).toMatchObject({ title: cited?.title, trial: true, scope: ['行政处罚', '行政强制'] })
  },
)

test('a notice that was posted, of which there is a still and no film, shows a gap under the article that wants it filmed', async () => {
  await trial.under(['changsha-county-2023'])
  const id = await trial.activity('service-notice-posting', '06:00', '06:10')
  const still = { error: 0, holds: ['picture'] as const }
  const second = (ahead: number) => instantOf(millisecondsOf(at('06:03')) + ahead * 1000)
  const photograph = await trial.filmed(second(0), second(1), still)
  const { findings, spans, recordings } = await coverage(id)
  expect(recordings).toEqual([photograph])
  expect(spans).toContainEqual({ kind: 'missing', from: second(1), to: at('06:10') })
  const gap = findings.find((one) => cited(one)?.includes('changsha-county-2023/33'))
  expect(gap).toMatchObject({ weight: 'breach' })
  expect(gap?.citations.map((one) => one.quote).join()).toContain('对公告过程进行音像记录')
  // Filmed from end to end, nothing of it is missing any more.
  await trial.recording('06:00', '06:10', { error: 0, holds: ['sound', 'picture'] })
  expect((await coverage(id)).spans.map((one) => one.kind)).not.toContain('missing')
  proves('changsha-county-2023/33.3')
})

test('a minor correction is to be filmed, and its recording is of the class that names it', async () => {
  proves('jilin-2017/9.3')
  await trial.under(['jilin-2017'])
  const id = await trial.activity('minor-correction', '11:00', '11:10')
  expect(cited(await found(id, 'not-recorded'))).toContain('jilin-2017/9')
  const filmed = await trial.recording('11:00', '11:10')
  expect((await coverage(id)).recordings).toEqual([filmed])
  const { retention, activities } = await rulesOf(filmed)
  expect(activities.map((one) => one.id)).toEqual([id])
  expect(retention).toMatchObject({
    class: 'minor-correction',
    keep: '6 month',
    until: lastDayOfMonths(DATE, months(6)),
  })
  expect(retention?.answer.rules[0]?.citations[0]).toMatchObject({ pack: 'jilin-2017', article: '14' })
})

test('what goes on or may still be docked is awaited, with the term and its article, and is nobody’s fault', async () => {
  await trial.under(['yanzhou-2019'])
  const now = millisecondsOf(trial.server.clock.now())
  const ago = (minutes: number) => instantOf(now - minutes * 60_000)
  const colleague = await trial.server.another('officer', trial.units.one)
  const { id } = await colleague.registerActivity({ body: { activity: 'site-inspection', start: ago(20) } })
  const day = dayOf(ago(20))
  const seen = async () => (await show(id, colleague)).coverage
  const totals = async () => (await colleague.dayCoverage({ query: { day } })).totals
  const going = await seen()
  expect(going).toMatchObject({ awaiting: { running: true }, spans: [{ kind: 'awaited' }] })
  expect(going.findings).toMatchObject([{ code: 'awaited', weight: 'awaited', act: 'explain' }])
  expect(cited(going.findings[0])).toEqual(['yanzhou-2019/9'])
  expect(await totals()).toMatchObject({ required: 1, awaited: 1, missingMinutes: 0, findings: 0 })
  expect((await totals()).awaitedMinutes).toBeGreaterThanOrEqual(20)

  const end = ago(5)
  await colleague.endActivity({ params: { id }, body: { at: end } })
  const over = await seen()
  expect(over.awaiting).toMatchObject({ running: false, until: instantOf(millisecondsOf(end) + 86_400_000) })
  expect(over.findings.map((one) => one.weight)).toEqual(['awaited'])

  // The camera is docked, and lacks the last five minutes: there is nothing left to wait for.
  await trial.filmed(ago(20), ago(10), { arrived: ago(1), error: 0, officer: colleague })
  const docked = await seen()
  expect(docked.awaiting).toBeUndefined()
  expect(docked.findings.map((one) => [one.code, one.weight])).toEqual([
    ['early-stop', 'breach'],
    ['picture-unconfirmed', 'doubt'],
  ])
  expect(await totals()).toMatchObject({ awaited: 0, missingMinutes: 5, awaitedMinutes: 0 })
})

test('a colleague’s recording counts on the day’s picture too, where the viewer may not see it', async () => {
  await trial.under(['yanzhou-2019'])
  const [mine, theirs] = await Promise.all([1, 2].map(() => trial.server.another('officer', trial.units.one)))
  if (!mine || !theirs) throw new Error('two officers were made')
  const { id } = await mine.registerActivity({
    body: { activity: 'site-inspection', start: at('20:00'), end: at('20:30'), colleagues: [theirs.person] },
  })
  await trial.filmed(at('20:00'), at('20:30'), { arrived: at('21:00'), error: 0, officer: theirs })
  const { lanes, totals } = await mine.dayCoverage({ query: { day: DATE } })
  const own = lanes.find((one) => one.officer.id === mine.person)
  expect(own?.activities.find((one) => one.row.id === id)?.coverage.spans).toMatchObject([{ kind: 'covered' }])
  expect(lanes.flatMap((one) => one.recordings)).toEqual([])
  // What is in the picture is still to be said.
  expect(totals).toMatchObject({ missingMinutes: 0, findings: 1 })
})

test('begun two minutes late and stopped two minutes early is told to the minute', async () => {
  proves('yanzhou-2019/5.1')
  await trial.under(['yanzhou-2019'])
  const id = await trial.activity('site-inspection', '12:00', '12:30')
  await trial.recording('12:02', '12:28', { error: 0 })
  const [late, early] = [await found(id, 'late-start'), await found(id, 'early-stop')]
  expect(late).toMatchObject({ stretches: [{ from: at('12:00'), to: at('12:02') }] })
  expect(early).toMatchObject({ stretches: [{ from: at('12:28'), to: at('12:30') }] })
  expect(cited(late)).toContain('yanzhou-2019/5')
})

test('a clock that is known to a minute leaves a minute in doubt, and one never measured all of it', async () => {
  const id = await trial.activity('site-inspection', '12:40', '12:50')
  await trial.recording('12:40', '12:50', { error: 60_000 })
  const { spans } = await coverage(id)
  expect(spans.map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ['uncertain', at('12:40'), at('12:41')],
    ['covered', at('12:41'), at('12:49')],
    ['uncertain', at('12:49'), at('12:50')],
  ])
})

test('a gap inside stays open until the reason is said in the recording that follows: in writing is not enough there', async () => {
  proves('yanzhou-2019/7.2')
  await trial.under(['yanzhou-2019'])
  const id = await trial.activity('site-inspection', '13:00', '13:30')
  const device = await trial.camera('DSJ-13')
  await trial.recording('13:00', '13:10', { error: 0, device })
  const after = await trial.recording('13:14', '13:30', { error: 0, device })
  const gap = { from: at('13:10'), to: at('13:14'), reason: '检查场所变化' }
  expect(await found(id, 'inner-gap')).toMatchObject({ stretches: [{ from: gap.from, to: gap.to }], act: 'explain' })
  const explain = (body: object) =>
    trial.officer.explainActivityGap({ params: { id }, body: { ...gap, ...body } as never })
  const written = await explain({ form: 'written' })
  expect(written.findings.find((one) => one.code === 'inner-gap')).toBeDefined()
  const [refused] = (await show(id)).explanations
  expect(refused).toMatchObject({ accepted: false, lacks: { zh: expect.stringContaining('须在恢复录制时语音说明') } })
  expect(refused?.citations?.map((one) => one.label)).toContain('第七条')
  const spoken = await explain({ form: 'spoken', recording: after, passage: { from: 2000, to: 9000 } })
  expect(spoken.findings.find((one) => one.code === 'inner-gap')).toBeUndefined()
  expect(spoken.spans).toContainEqual({ kind: 'explained', from: gap.from, to: gap.to })
  const { explanations } = await show(id)
  expect(explanations.map((one) => [one.accepted, one.lacks?.zh])).toEqual([
    [false, expect.any(String)],
    [true, undefined],
  ])
  expect((await coverage(id)).explanation).toMatchObject({ spoken: true, reportTo: '单位负责人' })
})

test('an explanation outside the activity, or with a passage outside its recording, is refused', async () => {
  const id = await trial.activity('site-inspection', '14:00', '14:10')
  const filmed = await trial.recording('14:00', '14:05')
  const explain = (body: object) => trial.officer.explainActivityGap({ params: { id }, body: body as never })
  const gap = { from: at('14:05'), to: at('14:10'), reason: '电量不足' }
  await expect(explain({ ...gap, to: at('14:20'), form: 'written' })).rejects.toMatchObject({
    problem: { status: 409, obstacles: [{ code: 'stretch-outside' }] },
  })
  const passage = { from: 0, to: 900_000 }
  await expect(explain({ ...gap, form: 'spoken', recording: filmed, passage })).rejects.toMatchObject({
    problem: { status: 409, obstacles: [{ code: 'passage-outside' }] },
  })
})

test('a questioning without the notice that it is filmed is a breach, until it is said when it was given', async () => {
  proves('yongqing-2022/19.1')
  await trial.under(['yongqing-2022'])
  const id = await trial.activity('questioning', '14:30', '14:40')
  await trial.recording('14:30', '14:40')
  const finding = await found(id, 'notice-missing')
  expect(finding).toMatchObject({ weight: 'breach', act: 'complete' })
  expect(cited(finding)).toContain('yongqing-2022/19')
  const corrects = { notices: [{ at: at('14:30') }] }
  await trial.officer.annotateActivity({ params: { id }, body: { text: '开始前已告知', corrects } })
  expect(await found(id, 'notice-missing')).toBeUndefined()
})

test('the day is a picture cut to the viewer: an officer sees the own lane, a leader those of the unit', async () => {
  await trial.under(['yanzhou-2019'])
  const colleague = await trial.server.another('officer', trial.units.one)
  const theirs = await trial.activity('site-inspection', '16:00', '16:10', colleague)
  await trial.activity('site-inspection', '16:00', '16:10', trial.stranger)
  const lanesOf = async (who: SignedIn) =>
    (await who.dayCoverage({ query: { day: DATE } })).lanes.map((one) => one.officer.id)
  expect(await lanesOf(colleague)).toEqual([colleague.person])
  const unit = await lanesOf(trial.leader)
  expect(unit).toEqual(expect.arrayContaining([trial.officer.person, colleague.person]))
  expect(unit).not.toContain(trial.stranger.person)
  expect(await lanesOf(trial.legal)).toContain(trial.stranger.person)
  const one = await trial.legal.dayCoverage({ query: { day: DATE, unit: trial.units.two } })
  expect(one.lanes.map((lane) => lane.officer.id)).toEqual([trial.stranger.person])
  const nowhere = trial.legal.dayCoverage({ query: { unit: randomUUID() } })
  await expect(nowhere).rejects.toMatchObject({ problem: { status: 404 } })
  expect((await show(theirs, trial.leader)).row.officer.id).toBe(colleague.person)
})

test('the article a bureau runs on shows this week’s number, as far as the viewer sees', async () => {
  await trial.under(['yanzhou-2019'])
  const number = async (who: SignedIn) =>
    (await who.showArticle({ params: { pack: 'yanzhou-2019', article: '9' } })).live.find(
      (one) => one.key === 'late-handovers',
    )
  const before = await number(trial.legal)
  await trial.recording('06:00', '06:10', { arrived: at('12:00', NEXT) })
  const inThisWeek = (before?.from ?? '') <= DATE
  expect((await number(trial.legal))?.value).toBe((before?.value ?? 0) + (inThisWeek ? 1 : 0))
  expect((await number(trial.stranger))?.value).toBe(0)
  expect(await number(await trial.server.as('audit-administrator'))).toBeUndefined()
})
