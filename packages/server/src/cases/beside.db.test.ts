import { afterAll, beforeAll, expect, test } from 'vitest'
import { listedOf } from '../volumes/trial.ts'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import { DECISION, DEMANDED, filedCase, leadOf, noticedCase, QUESTIONING, SERVED } from './trial-ordinary.ts'

/** What stands beside the course of a case: who withdraws, whose it is, what becomes of its party, who takes it over. */
let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

const shown = (id: string) => team.officer.showCase({ params: { id } })
const happened = (id: string, act: Parameters<TrialTeam['done']>[1], more: object = {}) =>
  team.done(id, act, { by: [], ...more })
const GROUND = { says: { 'recusal-ground': '当事人的近亲属' } }

test('the head decides who withdraws, and who had to acts in the case no more', async () => {
  const id = await filedCase(team)
  const asked = await happened(id, 'recusal-asked')
  // Until it is decided the investigation goes on: 行政处罚法 art. 43(3).
  await team.done(id, 'questioned', QUESTIONING)
  expect(await refusal(team.done(id, 'investigation-ended', { says: { 'evidence-listed': true } }))).toMatchObject({
    'step-recusal-answered': 'national/penalty-law/43',
  })
  const withdraws = { of: asked, by: [team.colleague.person], ...GROUND }
  expect(await refusal(team.done(id, 'officer-recused', withdraws))).toEqual({
    'step-recusal-decided': 'national/penalty-law/43',
  })
  const form = await team.approved(id, 'officer-recused', withdraws)
  const [seen] = (await team.head.listApprovals()).mine.filter((one) => one.id === form)
  expect(seen?.people?.map((one) => one.id)).toEqual([team.colleague.person])
  await team.head.signApproval({ params: { id: form }, body: { opinion: 'agreed', password: team.head.password } })
  expect(await refusal(team.done(id, 'officer-recused', { ...withdraws, by: [team.officer.person] }))).toEqual({
    'changed-since-approval': 'national/penalty-law/43',
  })
  await team.done(id, 'officer-recused', withdraws)

  const again = { ...QUESTIONING, at: '15:00', until: '15:20' }
  expect(await refusal(team.done(id, 'questioned', again))).toEqual({ 'step-recused-apart': 'national/penalty-law/43' })
  await team.done(id, 'questioned', { ...again, by: [team.officer.person, team.leader.person] })
  const officers = [team.officer.person, team.outsider.person]
  await team.leader.nameOfficers({ params: { id }, body: { officers, reason: '执法人员回避' } })
  expect((await shown(id)).row.officers.map((one) => one.id)).toEqual(officers)
})

test('an approval is worth nothing of somebody who had to withdraw', async () => {
  const id = await filedCase(team)
  const of = await happened(id, 'recusal-asked')
  const withdraws = { of, by: [team.legal.person], ...GROUND }
  await team.approved(id, 'officer-recused', withdraws, team.head)
  await team.done(id, 'officer-recused', withdraws)
  expect(await refusal(team.approved(id, 'case-withdrawn', {}, team.legal))).toHaveProperty('took-part')
  expect((await shown(id)).acts.map((one) => one.act)).not.toContain('case-withdrawn')
})

test('a request to withdraw that is refused is answered too', async () => {
  const id = await filedCase(team)
  const of = await happened(id, 'recusal-asked')
  const refused = { of, says: { 'recusal-ground': '没有利害关系' } }
  await team.approved(id, 'recusal-refused', refused, team.head)
  await team.done(id, 'recusal-refused', refused)
  const { next } = await shown(id)
  expect(next.filter((one) => one.act === 'recusal-refused')).toEqual([])
})

test('whose case it is has to be settled before anybody is punished', async () => {
  const id = await noticedCase(team)
  const of = await happened(id, 'jurisdiction-disputed')
  await team.later(7)
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual({
    'step-jurisdiction-settled': 'national/penalty-law/25',
  })
  const elsewhere = await happened(id, 'jurisdiction-designated', { of, says: { 'designated-here': false } })
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual({
    'step-jurisdiction-here': 'national/penalty-law/25',
  })
  await team.head.strikeAct({ params: { id, act: elsewhere }, body: { reason: '指定文件看错' } })
  await happened(id, 'jurisdiction-designated', { of, says: { 'designated-here': true } })
  await team.done(id, 'penalty-decided', DECISION)
})

const DEATH = { says: { 'party-ended-how': '死亡证明，2026 年第 12 号' } }

test('nobody is punished who has died; a successor takes the place, by name, until that is struck', async () => {
  const id = await noticedCase(team)
  expect(await refusal(happened(id, 'party-ended'))).toEqual({ 'step-party-ended-proof': 'national/coercion-law/40' })
  const of = await happened(id, 'party-ended', DEATH)
  await team.later(7)
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual({
    'step-party-there': 'national/penalty-law/44',
  })
  expect(await refusal(team.done(id, 'party-succeeded', { of }))).toEqual({
    'step-succession-basis': 'national/coercion-law/40',
  })
  const before = (await shown(id)).party?.name
  const says = { successor: '陈某之子', 'succession-basis': '继承公证书' }
  const succeeded = await team.done(id, 'party-succeeded', { of, says })
  const { row, party } = await shown(id)
  expect([row.party, party?.name, row.stage]).toEqual(['陈某之子', '陈某之子', 'notice'])
  const { rows } = await team.officer.listCases({ query: { text: '陈某之子' } })
  expect(rows.map((one) => one.id)).toContain(id)
  await team.leader.strikeAct({ params: { id, act: succeeded }, body: { reason: '承受人写错' } })
  expect((await shown(id)).party?.name).toBe(before)
})

test('of one who died after the decision execution ends only with nothing left, and the case closes with it', async () => {
  const id = await noticedCase(team)
  await team.later(7)
  await team.done(id, 'penalty-decided', DECISION)
  await team.done(id, 'decision-served', SERVED)
  await team.done(id, 'execution-suspended', { says: { reasons: '当事人暂无履行能力' } })
  await happened(id, 'party-ended', DEATH)
  await team.later(30)
  expect(await refusal(team.done(id, 'demand-served', DEMANDED))).toEqual({
    'step-execution-party': 'national/coercion-law/40',
  })
  const terminated = (says: object) => team.approved(id, 'execution-terminated', { says }, team.head)
  const reasons = '没有遗产，也没有义务承受人'
  expect(await refusal(terminated({ 'no-estate': false, reasons }))).toEqual({
    'step-execution-end-ground': 'national/coercion-law/40',
  })
  expect(await refusal(terminated({ 'no-estate': true }))).toEqual({
    'step-termination-reasons': 'national/coercion-law/40',
  })
  expect(await refusal(team.done(id, 'execution-terminated', { says: { 'no-estate': true, reasons } }))).toEqual({
    'step-termination-approved': 'national/coercion-law/40',
  })
  await terminated({ 'no-estate': true, reasons })
  await team.approved(id, 'case-closed', {}, team.leader, team.head)
})

const PAPERS = {
  says: {
    'receiving-organ': '长沙县公安局',
    'transfer-letter': true,
    'report-attached': true,
  },
}

test('transferred with its list, received against a receipt, sent back by the police, the case goes on to its decision', async () => {
  const id = await noticedCase(team)
  await team.done(id, 'crime-reported', {})
  await team.approved(id, 'transfer-approved', {}, team.head)
  // That there is a list is not said: it is there, item by item.
  const bare = { ...team.now(), says: { ...PAPERS.says, 'materials-listed': true, materials: '案卷一册' } }
  expect(await refusal(team.done(id, 'transferred', bare))).toEqual({
    'step-transfer-papers': 'national/crime-transfer/6',
    'step-transfer-list': 'changsha-county-2023/11',
  })
  const materials = await listedOf(team, id)
  const of = await team.done(id, 'transferred', { ...team.now(), ...PAPERS, materials })
  const ended = async () => (await shown(id)).clocks.find((one) => one.period.endsWith('/period-case'))?.state
  expect(await ended()).toBe('ended')
  expect(await refusal(team.done(id, 'archived', {}))).toMatchObject({
    'step-transfer-receipt': 'national/crime-transfer/7',
  })
  const received = materials.map((one) => ({ ...one, as: 'received' as const }))
  await happened(id, 'transfer-received', { of, says: { 'received-by': '民警王某' }, materials: received })
  const examined = (await shown(id)).clocks.find((one) => one.period === 'national/period-crime-examination')
  expect(examined?.state).toBe('running')
  await team.later(7)
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual({
    'step-not-instead-of-transfer': 'national/penalty-law/27',
  })
  const back = await happened(id, 'transfer-returned', { of })
  expect(await ended()).toBe('running')
  expect((await shown(id)).clocks.map((one) => one.period)).not.toContain('changsha-county-2023/period-archive')
  expect(await refusal(team.done(id, 'archived', {}))).toHaveProperty('act-not-open')
  await team.later(4)
  expect(await refusal(team.done(id, 'refusal-contested', { of: back }))).toEqual({
    'late-without-reason': 'national/crime-transfer/9',
  })
  await team.done(id, 'penalty-decided', DECISION)
})

test('the head decides in person against a transfer, with the reasons on record, within three days or late, and the case goes on', async () => {
  const id = await noticedCase(team)
  const report = await team.done(id, 'crime-reported', {})
  const clock = async () => (await shown(id)).clocks.find((one) => one.startedBy === report)?.state
  expect(await clock()).toBe('running')
  await team.later(8)
  expect(await clock()).toBe('overdue')
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual({
    'step-not-instead-of-reported-crime': 'national/crime-transfer/5',
  })
  const reason = '等待司法鉴定意见'
  const why = { reason, says: { reasons: '情节显著轻微' } }
  expect(await refusal(team.approved(id, 'transfer-declined', { reason }, team.head))).toEqual({
    'step-crime-declined-reasons': 'national/crime-transfer/5',
  })
  expect(await refusal(team.done(id, 'transfer-declined', why))).toHaveProperty('step-crime-declined-by-head')
  // Put up once: the deputy does not sign it, the head does.
  const asked = await team.approved(id, 'transfer-declined', why)
  const sign = (who: typeof team.head) =>
    who.signApproval({ params: { id: asked }, body: { opinion: 'agreed', password: who.password } })
  await expect(sign(team.deputy)).rejects.toThrow()
  await sign(team.head)
  const declined = (await shown(id)).acts.find((one) => one.act === 'transfer-declined')
  expect(declined?.says.reasons).toBe('情节显著轻微')
  expect(declined?.marks.map((one) => [one.rule, one.effect])).toContainEqual([
    'national/step-transfer-decided-in-time',
    'late',
  ])
  expect(await clock()).toBe('ended-late')
  await team.done(id, 'penalty-decided', DECISION)
})

test('where the police open a case, goods and papers follow within three days, or late and marked', async () => {
  const id = await leadOf(team)
  await team.done(id, 'crime-reported', {})
  await team.approved(id, 'transfer-approved', {}, team.head)
  const materials = await listedOf(team, id)
  const of = await team.done(id, 'transferred', { ...team.now(), ...PAPERS, materials })
  const filed = await happened(id, 'police-filed', { of })
  const clock = async () => (await shown(id)).clocks.find((one) => one.startedBy === filed)?.state
  expect(await clock()).toBe('running')
  await team.later(4)
  expect(await clock()).toBe('overdue')
  const late = {
    of: filed,
    reason: '物品在外地库房',
    materials: materials.map((one) => ({ ...one, as: 'handed-over' as const })),
  }
  const handed = await team.done(id, 'crime-goods-handed-over', late)
  const marks = (await shown(id)).acts.find((one) => one.id === handed)?.marks
  expect(marks?.map((one) => [one.rule, one.effect])).toEqual(
    expect.arrayContaining([
      ['national/step-crime-goods-in-time', 'late'],
      ['national/step-crime-goods-receipt', 'noted'],
    ]),
  )
})
