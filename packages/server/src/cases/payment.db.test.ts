import { randomUUID } from 'node:crypto'
import type { CalendarDate } from '@liuhen/core/kernel'
import { residentCheck } from '@liuhen/core/papers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { papersWith, PRINTED } from '../papers/trial.ts'
import { bare, textOf } from '../typesetting/trial.ts'
import { evidenced, filed } from '../volumes/trial.ts'
import { CHANGSHA, refusal, type TrialTeam, trialTeam } from './trial.ts'
import { DECISION, DEMANDED, ENCLOSED, ended, FINE, noticedCase, PERFORMED, SERVED } from './trial-ordinary.ts'

let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam({ ...CHANGSHA, settings: [...(CHANGSHA.settings ?? []), ...PRINTED] }, { lookSeconds: 1 })
})
afterAll(() => team[Symbol.asyncDispose]())

const shown = (id: string) => team.officer.showCase({ params: { id } })
/** Invented: its last character is the one that the others ask for. */
const RESIDENT = `43012119800501001${residentCheck('43012119800501001')}`
const paid = (id: string, amount: number) =>
  team.done(id, 'fine-paid', { by: [], says: { 'paid-amount': amount, 'proof-kept': true } })
const daysAfter = (day: string): number => (Date.parse(team.today()) - Date.parse(day)) / 86_400_000
const ahead = (days: number): CalendarDate =>
  new Date(Date.parse(team.today()) + days * 86_400_000).toISOString().slice(0, 10) as CalendarDate

/** A fine of two thousand yuan, served today. */
async function finedCase(isPrinted = false): Promise<string> {
  const id = await noticedCase(team)
  if (isPrinted) await evidenced(team, id)
  await team.later(7)
  await team.done(id, 'penalty-decided', DECISION)
  if (isPrinted) await printed(id)
  await team.done(id, 'decision-served', SERVED)
  return id
}

/** The paper of the decision, fixed under its number. */
async function printed(id: string): Promise<void> {
  const { begin, write } = papersWith(team)
  const paper = await begin(id, 'penalty-decision')
  await write(paper, {
    party: { kind: 'citizen', name: '陈某', idNumber: RESIDENT, address: '示范县星沙路 1 号' },
    'violation-facts': '占道堆放建筑材料',
    'penalty-basis': [{ law: '示范县市容管理规定', article: 12, paragraph: 1 }],
    'penalty-performance': '自收到本决定书之日起十五日内到代收机构缴纳',
  })
  await team.officer.freezePaper({ params: { id: paper }, body: {} })
}

test('paid in instalments on an application that is in the file and the head approved, it is performed once they add up', async () => {
  const id = await finedCase()
  const plan = [ahead(30), ahead(60), ahead(90)]
  const granted = {
    dueOn: plan[2] ?? expect.fail(),
    says: { 'written-application': true, instalments: `${plan[0]} 700\n${plan[1]} 700\n${plan[2]} 600` },
  }
  expect(await refusal(team.done(id, 'deferral-granted', granted))).toHaveProperty('act-not-open')
  await team.done(id, 'deferral-applied-for', { by: [] })
  expect(await refusal(team.approved(id, 'deferral-granted', granted))).toEqual({
    'step-deferral-written': 'changsha-county-2023/36',
  })
  await filed(team, id, { rule: 'changsha-county-2023/paper-deferral-application', title: '分期缴纳罚款申请' })
  await team.approved(id, 'deferral-granted', granted, team.head)
  const instalments = async () =>
    (await shown(id)).clocks
      .filter((one) => one.period.includes('period-instalment'))
      .map((one) => [one.last, one.state])
  expect(await instalments()).toEqual(plan.map((on) => [on, 'running']))
  const receipt = { act: 'fine-paid' as const, on: team.today(), by: [], key: randomUUID() }
  const { asks } = await team.officer.checkAct({ params: { id }, body: receipt })
  expect(asks).toEqual(expect.arrayContaining(['paid-amount', 'proof-kept']))
  await paid(id, 700)
  const demand = () => team.done(id, 'demand-served', DEMANDED)
  const suspended = { 'step-demand-after-deferral': 'national/penalty-law/72' }
  await team.later(31)
  expect(await refusal(demand())).toEqual(suspended)
  await team.later(29)
  expect(await refusal(demand())).toEqual(suspended)
  await team.later(1)
  expect(await instalments()).toEqual([
    [plan[0], 'ended'],
    [plan[1], 'overdue'],
    [plan[2], 'running'],
  ])
  await demand()
  proves('changsha-county-2023/36.1')
  await paid(id, 500)
  expect(await refusal(team.done(id, 'performed', PERFORMED))).toEqual({
    'step-performed-paid': 'national/penalty-law/66',
  })
  const { conditions } = await team.officer.checkAct({
    params: { id },
    body: { act: 'performed', on: team.today(), key: randomUUID(), ...PERFORMED },
  })
  expect(conditions.map((one) => one.message.zh).join()).toContain('合计 1200 元，应为 2000 元')
  await paid(id, 800)
  await team.done(id, 'performed', PERFORMED)
})

test('of three thousand with receipts for two nobody says that it is performed', async () => {
  const amount = { 'fine-amount': 3000 }
  const id = await noticedCase(team, {}, { says: amount })
  await team.later(7)
  await team.done(id, 'penalty-decided', { says: { ...DECISION.says, ...amount } })
  await team.done(id, 'decision-served', SERVED)
  await paid(id, 2000)
  expect(await refusal(team.done(id, 'performed', PERFORMED))).toEqual({
    'step-performed-paid': 'national/penalty-law/66',
  })
  proves('changsha-county-2023/37.1')
})

test('an additional fine is three per cent a day, not while a remedy is sought, and never more than the fine', async () => {
  const id = await finedCase()
  const { clocks } = await shown(id)
  const last = clocks.find((one) => one.period.endsWith('/period-payment'))?.last ?? expect.fail('no time to pay')
  await team.later(10 - daysAfter(last))
  expect(daysAfter(last)).toBe(10)
  const demand = (amount: number) =>
    team.done(id, 'demand-served', { says: { ...DEMANDED.says, 'additional-fine': amount } })
  const tooMuch = { 'step-additional-fine': 'national/penalty-law/72' }
  expect(await refusal(demand(601))).toEqual(tooMuch)
  await team.done(id, 'reconsideration-received', { by: [] })
  await team.later(7)
  // From the day of the papers on nothing is added: nine days are left.
  expect(await refusal(demand(541))).toEqual(tooMuch)
  await team.done(id, 'reconsideration-decided', ended('upheld'))
  await team.later(70)
  expect(await refusal(demand(FINE['fine-amount'] + 1))).toEqual(tooMuch)
  await demand(FINE['fine-amount'])
})

test('a fine that nobody pays goes to the court with what art. 55 wants; its window is told of a month before it closes, and once it has with whose case it was', async () => {
  const published = async (isPrinted = false) => {
    const id = await finedCase(isPrinted)
    await team.done(id, 'decision-published', {})
    return id
  }
  const [applying, missing, remedied] = [await published(true), await published(), await published()]
  const clock = async (id: string, name: string) =>
    (await shown(id)).clocks.find((one) => one.period === `national/period-${name}`) ?? expect.fail(`no ${name}`)
  const { last: sued = '' } = await clock(missing, 'suit')
  const { last: closes = '' } = await clock(missing, 'court-application')
  const counted = { pack: 'national', period: 'period-court-application', from: sued as CalendarDate }
  expect((await team.officer.computeDeadline({ body: counted })).last).toBe(closes)
  // Three months to the day, which is a Friday: nothing moves it.
  expect([sued, closes]).toEqual(['2027-12-10', '2028-03-10'])

  // A demand and its ten working days are over; while the party may sue, or has asked for reconsideration, no court is asked.
  await team.later(20)
  for (const id of [applying, remedied]) await team.done(id, 'demand-served', DEMANDED)
  await team.later(20)
  expect(await refusal(team.done(applying, 'court-applied', ENCLOSED))).toEqual({
    'step-court-remedies-over': 'national/coercion-law/53',
  })
  await team.done(remedied, 'reconsideration-received', { by: [] })
  await team.later(-daysAfter(sued) + 1)
  expect(await refusal(team.done(remedied, 'court-applied', ENCLOSED))).toMatchObject({
    'step-court-remedies-pending': 'national/coercion-law/53',
  })
  expect(await refusal(team.done(applying, 'court-applied', {}))).toEqual({
    'step-court-annexes': 'national/coercion-law/55',
  })
  const applied = await team.done(applying, 'court-applied', ENCLOSED)
  const paper = { rule: 'changsha-county-2023/paper-court-application', key: randomUUID() }
  const { id } = await team.officer.beginPaper({ params: { id: applying }, body: paper })
  await team.officer.freezePaper({ params: { id }, body: {} })
  const bytes = await (await team.officer.send(`${team.server.url}/api/papers/${id}/pdf`)).arrayBuffer()
  const { papers } = await team.officer.listPapers({ params: { id: applying } })
  const decision =
    papers.find((one) => one.rule.endsWith('/paper-penalty-decision'))?.number ?? expect.fail('no number')
  const application = bare(await textOf(Buffer.from(bytes)))
  // 行政强制法 art. 55: the application, the decision with its facts and basis, what the party says and the demand, what is to be enforced.
  for (const words of ['强制执行申请书', '行政决定书', decision, '催告', '执行标的'])
    expect(application).toContain(bare(words))
  // The case waits for the court, from its being asked to its ruling.
  expect(await clock(applying, 'court-acceptance')).toMatchObject({ startedBy: applied, state: 'running' })
  const accepted = await team.done(applying, 'court-accepted', { by: [], of: applied })
  expect(await clock(applying, 'court-acceptance')).toMatchObject({ endedBy: accepted, state: 'ended' })
  expect(await clock(applying, 'court-ruling')).toMatchObject({ startedBy: accepted, state: 'running' })

  // Both readings stand side by side; the one that counts starts where the law has it start.
  const { acts } = await shown(missing)
  const received = acts.find((one) => one.act === 'decision-served')?.on ?? expect.fail('not served')
  const { steps } = await team.officer.courtWindow({ body: { received } })
  const last = (step: string) => steps.find((one) => one.step === step)
  expect(last('application')).toMatchObject({ last: closes, rule: { citations: [{ article: 'coercion-law/53' }, {}] } })
  expect(last('printed')).toMatchObject({ rule: { pack: 'changsha-county-2023', citations: [{ article: '37' }] } })
  // Three months from there end on a Saturday, and so on the Monday after.
  expect([last('performance')?.last, last('printed')?.last]).toEqual(['2027-06-25', '2027-09-27'])

  const told = async (who = team.officer) =>
    (await who.workbench()).clocks.filter((one) => one.case.id === missing && one.title.zh === '申请法院强制执行')
  await team.later(-daysAfter(closes) - 31)
  expect(await told()).toEqual([])
  await team.later(1)
  for (const who of [team.officer, team.colleague, team.leader])
    expect(await told(who)).toMatchObject([{ overdue: false, left: expect.anything() }])
  proves('changsha-county-2023/37.3')
  const missed = async (id: string) => {
    await team.head.back()
    const all = await team.head.listLiabilities({ query: {} })
    return all.filter((one) => one.about.case === id && one.outcome === 'window-missed')
  }
  await team.later(30)
  expect(await missed(missing)).toEqual([])
  await team.later(1)
  await expect.poll(async () => (await missed(missing)).length, { timeout: 120_000 }).toBe(1)
  const [item] = await missed(missing)
  expect(item).toMatchObject({
    byItself: true,
    stands: 'open',
    rule: { rule: 'changsha-county-2023/liability-court-missed' },
    leaders: [{ id: team.leader.person }],
  })
  expect(item?.rule.citations.map((one) => one.article)).toContain('37')
  expect(item?.people.map((one) => one.id).toSorted()).toEqual([team.officer.person, team.colleague.person].toSorted())
  expect(await missed(applying)).toEqual([])
  proves('changsha-county-2023/37.4')
})

test('a decision that a court annulled is neither served, published, collected, demanded nor executed, until a new one is made and served', async () => {
  const id = await finedCase()
  await team.later(20)
  await team.done(id, 'demand-served', DEMANDED)
  const sued = await team.done(id, 'suit-received', { by: [] })
  expect(await refusal(team.done(id, 'suit-decided', { by: [], of: sued }))).toEqual({
    'step-remedy-outcome': 'national/litigation-law/71',
  })
  const of = await team.done(id, 'suit-decided', { ...ended('ordered-anew'), of: sued })
  // What the court took away is not enforced, even before anybody enters that it is gone.
  expect(await refusal(team.done(id, 'court-applied', ENCLOSED))).toMatchObject({
    'step-annulled-halts': 'national/coercion-law/34',
  })
  const sum = ended('annulled', { 'fine-amount': 500 })
  expect(await refusal(team.done(id, 'decision-annulled', { ...sum, of }))).toEqual({
    'step-remedy-sum': 'national/coercion-law/53',
  })
  const said = ended('ordered-anew', { 'annulled-for-procedure': true })
  await team.done(id, 'decision-annulled', { ...said, of })
  await team.later(15)
  const enforced = { 'step-execution-decision-stands': 'national/coercion-law/34' }
  const collected = { 'step-collection-stands': 'national/penalty-law/66' }
  const shownToAll = { 'step-served-stands': 'national/penalty-law/48' }
  expect(await refusal(team.done(id, 'demand-served', DEMANDED))).toMatchObject(enforced)
  expect(await refusal(team.done(id, 'court-applied', ENCLOSED))).toMatchObject(enforced)
  expect(await refusal(team.done(id, 'execution-decided', {}))).toMatchObject(enforced)
  expect(await refusal(team.done(id, 'fine-collected', {}))).toMatchObject(collected)
  expect(await refusal(team.done(id, 'performed', PERFORMED))).toMatchObject(collected)
  expect(await refusal(team.done(id, 'decision-served', SERVED))).toMatchObject(shownToAll)
  expect(await refusal(team.done(id, 'decision-published', {}))).toMatchObject(shownToAll)
  const payment = async () =>
    (await shown(id)).clocks.filter((one) => one.period.endsWith('/period-payment')).map((one) => one.state)
  expect(await payment()).toEqual(['ended-late'])

  await team.done(id, 'penalty-decided', DECISION)
  const unserved = { 'step-served-anew': 'national/penalty-law/61' }
  expect(await refusal(team.done(id, 'demand-served', DEMANDED))).toMatchObject(unserved)
  expect(await refusal(team.done(id, 'performed', PERFORMED))).toMatchObject(unserved)
  await team.done(id, 'decision-served', SERVED)
  const early = { 'step-demand-after-performance-period': 'national/coercion-law/35' }
  expect(await refusal(team.done(id, 'demand-served', DEMANDED))).toEqual(early)
  await team.later(20)
  expect(await refusal(team.done(id, 'execution-decided', {}))).toMatchObject({
    'step-execution-demand': 'national/coercion-law/35',
  })
  await team.done(id, 'demand-served', DEMANDED)
})

test('the case page says what was added to a late fine by today, why it stands still, what each demand claimed and what was paid', async () => {
  const id = await finedCase()
  const surcharge = async () => (await shown(id)).surcharge ?? expect.fail('nothing is said of it')
  const says = async () => (await surcharge()).says.map((one) => one.zh).join('；')
  const last = (await shown(id)).clocks.find((one) => one.period.endsWith('/period-payment'))?.last ?? expect.fail()
  expect(await surcharge()).toMatchObject({ state: 'not-due', sums: { fine: FINE['fine-amount'], added: 0 } })
  expect(await says()).toContain(`到 ${last} 缴清的，不加处`)
  await team.later(10 - daysAfter(last))
  const ten = FINE['fine-amount'] * 0.3
  expect(await surcharge()).toMatchObject({ state: 'growing', sums: { added: ten, most: FINE['fine-amount'] } })
  const { claimedBy, citations } = await surcharge()
  expect(claimedBy).toEqual(['demand-served', 'court-applied'])
  expect(citations.map((one) => one.article)).toEqual(expect.arrayContaining(['penalty-law/72', 'penalty-law/73']))
  await team.done(id, 'demand-served', { says: { ...DEMANDED.says, 'additional-fine': ten } })
  const received = await team.done(id, 'reconsideration-received', { by: [] })
  await team.later(7)
  expect(await surcharge()).toMatchObject({ state: 'stopped', sums: { added: ten - FINE['fine-amount'] * 0.03 } })
  expect(await says()).toMatch(/自当日起不计算，还没有结束.*写明加处 \d+ 元/u)
  await team.done(id, 'reconsideration-decided', { ...ended('upheld'), of: received })
  await paid(id, FINE['fine-amount'] * 2)
  await team.later(5)
  expect(await surcharge()).toMatchObject({ state: 'settled' })
  expect(await says()).toContain(`多缴 ${FINE['fine-amount'] - (ten - FINE['fine-amount'] * 0.03)} 元`)
})

test('a demand prints what is still owed of the fine and what was added to it, and how that is made up, and nobody types it', async () => {
  const id = await finedCase(true)
  const last = (await shown(id)).clocks.find((one) => one.period.endsWith('/period-payment'))?.last ?? expect.fail()
  await paid(id, 500)
  await team.later(10 - daysAfter(last))
  const { begin, write, shown: paperShown } = papersWith(team)
  const demand = await begin(id, 'demand')
  const sum = async () =>
    (await paperShown(demand)).fields.find((one) => one.key === 'demand-sum') ?? expect.fail('no sum is on it')
  expect(await sum()).toMatchObject({ kind: 'derived', label: { zh: '涉及金钱给付的，金额' } })
  expect(bare((await sum()).words ?? '')).toContain(bare('合计人民币2,100.00元（大写：贰仟壹佰元整）'))
  expect(await refusal(write(demand, { 'demand-sum': '罚款五百元' }))).toHaveProperty('field-not-written')
  // Another day is another sum: it is the draft's own no more than anybody's.
  await team.later(1)
  expect((await sum()).words).toContain('合计人民币2,160.00元')
  await write(demand, {
    party: { kind: 'citizen', name: '陈某', idNumber: RESIDENT, address: '示范县星沙路 1 号' },
    'duty-to-perform': '缴纳罚款和加处罚款',
    'demand-until': ahead(10),
    'demand-manner': '到示范银行缴纳',
    'demand-payment': '转账',
  })
  await team.officer.freezePaper({ params: { id: demand }, body: {} })
  const bytes = await (await team.officer.send(`${team.server.url}/api/papers/${demand}/pdf`)).arrayBuffer()
  const printedText = bare(await textOf(Buffer.from(bytes)))
  for (const words of [
    '合计人民币2,160.00元',
    '罚款2,000.00元',
    '加处罚款660.00元',
    '计11日',
    '已缴500.00元',
    '尚欠罚款1,500.00元',
  ])
    expect(printedText).toContain(bare(words))
})
