import { randomUUID } from 'node:crypto'
import type { ActForm } from '@liuhen/contract/cases'
import type { CalendarDate } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignedIn } from '../http/trial.ts'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import { DECISION, filedCase, FILING, INSPECTION, investigatedCase, leadOf } from './trial-ordinary.ts'

let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

type Form = Pick<ActForm, 'act'> & Partial<ActForm>
const form = (told: Form): ActForm => ({ on: team.today(), key: randomUUID(), ...told })
const shown = (id: string) => team.officer.showCase({ params: { id } })
const ask = async (id: string, told: Form, who = team.officer): Promise<string> =>
  (await who.askApproval({ params: { id }, body: form(told) })).id
const sign = (id: string, who: SignedIn, more: object = {}) =>
  who.signApproval({ params: { id }, body: { opinion: 'agreed', password: who.password, ...more } as never })
const requestOf = async (id: string, approval: string) =>
  (await shown(id)).approvals.find((one) => one.id === approval) ?? expect.fail('no such request')
const given = async (person: string, roles: readonly string[]): Promise<void> => {
  const [security, system] = [
    await team.server.as('security-administrator'),
    await team.server.as('system-administrator'),
  ]
  await security.giveRoles({ params: { id: person }, body: { roles: [...roles] as never, reason: '兼任' } })
  await system.confirmProposals({ body: { of: [{ person, kind: 'roles' }] } })
}

test('days and hours that cannot be are refused, and nothing is entered', async () => {
  const id = await leadOf(team)
  const before = (await shown(id)).acts.length
  const at = (on: string, more: object = {}) =>
    team.officer.doAct({ params: { id }, body: form({ act: 'questioned', on: on as CalendarDate, ...more }) })
  expect(await refusal(at('2099-01-01'))).toEqual({ 'act-in-future': undefined })
  expect(await refusal(at(team.today(), { at: '15:00', until: '14:00' }))).toEqual({ 'act-backwards': undefined })
  await expect(at('2026-02-30')).rejects.toMatchObject({ problem: { kind: 'malformed' } })
  await expect(at(team.today(), { at: '25:00' })).rejects.toMatchObject({ problem: { kind: 'malformed' } })
  await expect(at(team.today(), { says: { guesses: true } })).rejects.toMatchObject({ problem: { kind: 'malformed' } })
  expect(await refusal(at(team.today(), { of: randomUUID() }))).toMatchObject({ 'act-about-nothing': undefined })
  expect(await refusal(at('2019-12-31'))).toEqual({ 'no-rules-chosen': undefined })
  expect(await refusal(team.lead({ on: '2099-01-01' as CalendarDate }))).toEqual({ 'act-in-future': undefined })
  expect((await shown(id)).acts).toHaveLength(before)
})

test('a step that is not open says so, and what the law wants first; no approval can be asked for it either', async () => {
  const id = await leadOf(team)
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toMatchObject({
    'act-not-open': undefined,
    'step-filed-first': 'national/penalty-law/54',
    'step-notice-first': 'national/penalty-law/44',
  })
  expect(await refusal(ask(id, { act: 'case-closed' }))).toMatchObject({
    'act-not-open': undefined,
    'step-closing-ended': 'national/penalty-law/57',
  })
  expect((await shown(id)).approvals).toEqual([])
})

test('who has no certificate, only assists, or was suspended that day is not one of two officers', async () => {
  const system = await team.server.as('system-administrator')
  const without = await team.server.another('officer', team.unit)
  await system.changePerson({ params: { id: without.person }, body: { name: '钱无证', unit: team.unit } })
  const auxiliary = await team.server.another('auxiliary', team.unit)
  const leaving = await team.server.another('officer', team.unit)
  const yesterday = team.today()
  await team.later(1)
  await (
    await team.server.as('security-administrator')
  ).suspendPerson({
    params: { id: leaving.person },
    body: { reason: '调离' },
  })
  const id = await leadOf(team)
  const inspect = (other: SignedIn, more: object = {}) =>
    team.done(id, 'site-inspected', { ...INSPECTION, by: [team.officer.person, other.person], ...more })
  const alone = { 'step-two-officers': 'national/penalty-law/42' }
  expect(await refusal(inspect(without))).toEqual(alone)
  expect(await refusal(inspect(auxiliary))).toEqual(alone)
  expect(await refusal(inspect(leaving))).toEqual(alone)
  // What they did the day before they left is theirs.
  await inspect(leaving, { on: yesterday })
  await expect(inspect({ person: randomUUID() } as SignedIn)).rejects.toMatchObject({ problem: { kind: 'missing' } })
  await team.later(6)
})

test('a form that is sent twice is entered once, be it a lead, an act or a request, one after the other or at once', async () => {
  const lead = { key: randomUUID() }
  const [one, two] = await Promise.all([team.lead(lead), team.lead(lead)])
  expect([two, await team.lead(lead)]).toEqual([one, one])
  expect((await shown(one)).acts.map((act) => act.act)).toEqual(['violation-discovered', 'lead-registered'])
  const act = form({ act: 'correction-ordered', dueOn: team.today() })
  const send = () => team.officer.doAct({ params: { id: one }, body: act })
  const sent = await Promise.all([send(), send(), send()])
  expect(new Set(sent.map((answer) => answer.id))).toEqual(new Set([act.key]))
  expect((await shown(one)).acts.filter((done) => done.act === 'correction-ordered')).toHaveLength(1)
  const corrected = { ...act, place: '星沙路' }
  expect(await refusal(team.officer.doAct({ params: { id: one }, body: corrected }))).toMatchObject({
    'key-taken': undefined,
  })
  const reused = { ...act, act: 'questioned' as const }
  expect(await refusal(team.officer.doAct({ params: { id: one }, body: reused }))).toEqual({ 'key-taken': undefined })

  await team.done(one, 'violation-ended', { by: [] })
  await team.done(one, 'violation-discovered', { by: [] })
  const request = form({ act: 'case-filed', ...FILING })
  const asked = () => team.officer.askApproval({ params: { id: one }, body: request })
  await Promise.all([asked(), asked()])
  await asked()
  const { approvals } = await shown(one)
  expect(approvals.map((each) => [each.id, each.chain.filter((link) => link.signed).length])).toEqual([
    [request.key, 1],
  ])
  const others = await Promise.allSettled([
    ask(one, { act: 'case-filed', ...FILING }),
    ask(one, { act: 'case-filed', ...FILING }, team.colleague),
  ])
  expect(others.map((each) => each.status)).toEqual(['rejected', 'rejected'])
  expect((await shown(one)).approvals).toHaveLength(1)
})

test('of two who ask for the same at once one is heard, and of two who sign at once one signs', async () => {
  const id = await leadOf(team)
  const told: Form = { act: 'case-filed', ...FILING }
  const asked = await Promise.allSettled([ask(id, told), ask(id, told, team.colleague)])
  expect(asked.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const [approval] = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const another = await team.server.another('legal-officer', team.unit)
  const both = await Promise.allSettled([sign(approval as string, team.legal), sign(approval as string, another)])
  expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const [lost] = both.flatMap((one) => (one.status === 'rejected' ? [Promise.reject(one.reason as Error)] : []))
  expect(await refusal(lost as Promise<never>)).toEqual({ 'post-not-held': 'changsha-county-2023/9' })
  await sign(approval as string, team.leader)
  const second = await team.server.another('head')
  const heads = await Promise.allSettled([sign(approval as string, team.head), sign(approval as string, second)])
  expect(heads.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const { acts, approvals } = await shown(id)
  expect(acts.filter((one) => one.act === 'case-filed')).toHaveLength(1)
  expect(approvals[0]?.chain.map((one) => one.signed !== undefined)).toEqual([true, true, true, true])
})

test('a wrong password signs nothing; nobody approves what they asked for, nor signs at two levels, nor for a post of another unit', async () => {
  const id = await leadOf(team)
  const approval = await ask(id, { act: 'case-filed', ...FILING }, team.leader)
  await sign(approval, team.officer)
  await expect(sign(approval, team.legal, { password: 'Wrong-Horse-7' })).rejects.toMatchObject({
    problem: { obstacles: [{ code: expect.stringContaining('password') }] },
  })
  expect((await requestOf(id, approval)).chain.map((one) => one.signed !== undefined)).toEqual([
    true,
    false,
    false,
    false,
  ])
  const elsewhere = await team.server.another('legal-officer', await unitBeside())
  expect(await refusal(sign(approval, elsewhere))).toEqual({ 'post-not-held': 'changsha-county-2023/9' })
  const twofold = await team.server.another('legal-officer', team.unit)
  await given(twofold.person, ['legal-officer', 'team-leader'])
  await twofold.back()
  await sign(approval, twofold)
  expect(await refusal(sign(approval, team.leader))).toEqual({ 'own-proposal': 'changsha-county-2023/9' })
  expect(await refusal(sign(approval, twofold))).toEqual({ 'signed-already': 'changsha-county-2023/9' })
  expect((await shown(id)).acts.map((one) => one.act)).not.toContain('case-filed')
})

async function unitBeside(): Promise<string> {
  const system = await team.server.as('system-administrator')
  const code = randomUUID().slice(0, 6)
  return (await system.addUnit({ body: { code, name: `队${code}`, kind: 'squadron', parent: team.server.unit } })).id
}

test('a request that was taken back or returned is not signed any more, and is asked for anew', async () => {
  const id = await leadOf(team)
  const told: Form = { act: 'case-filed', ...FILING }
  const back = await ask(id, told)
  const withdraw = (who: SignedIn) => who.withdrawApproval({ params: { id: back }, body: { reason: '材料有误' } })
  expect(await refusal(withdraw(team.colleague))).toEqual({ 'approval-of-another': undefined })
  await withdraw(team.officer)
  expect(await refusal(sign(back, team.legal))).toEqual({ 'approval-ended': undefined })
  const returned = await ask(id, told)
  expect(await refusal(sign(returned, team.legal, { opinion: 'returned' }))).toEqual({
    'opinion-needs-words': undefined,
  })
  await sign(returned, team.legal, { opinion: 'returned', words: '核查情况没有写明' })
  expect(await refusal(sign(returned, team.leader))).toEqual({ 'approval-ended': undefined })
  expect(await refusal(team.done(id, 'case-filed', FILING))).toEqual({
    'step-filing-approved': 'changsha-county-2023/9',
  })
  await team.approved(id, 'case-filed', FILING, team.legal, team.leader, team.head)
  const { approvals, acts } = await shown(id)
  expect(approvals.map((one) => one.stands).toSorted()).toEqual(['agreed', 'returned', 'withdrawn'])
  expect(acts.at(-1)?.act).toBe('case-filed')
})

test('what is changed after it was approved takes another approval, and what came in its way meanwhile keeps it from being done', async () => {
  const id = await filedCase(team)
  await team.approved(
    id,
    'measure-taken',
    { place: '夜市', says: { 'found-facts': '电子秤一台' } },
    team.legal,
    team.leader,
    team.head,
  )
  const changed = { place: '早市', at: '09:00', until: '09:10', says: { 'found-facts': '电子秤两台' } }
  expect(await refusal(team.done(id, 'measure-taken', changed))).toMatchObject({
    'changed-since-approval': 'changsha-county-2023/16',
  })

  const major = await investigatedCase(team)
  const approval = await ask(major, { act: 'handling-approved' })
  await sign(approval, team.legal)
  const said = { params: { id: major, fact: 'major' as const }, body: { is: true, reason: '涉案金额较大' } }
  await team.officer.sayOfCase(said)
  expect(await sign(approval, team.head)).toEqual({ stands: 'agreed', done: false })
  expect(await refusal(team.done(major, 'handling-approved', {}))).toEqual({
    'step-handling-reviewed': 'changsha-county-2023/18',
  })
})

test('a wrong entry is struck by somebody else, stays to be seen, counts for nothing, and never takes its ground from another', async () => {
  const id = await investigatedCase(team)
  const strike = (act: string, who: SignedIn) => who.strikeAct({ params: { id, act }, body: { reason: '录入有误' } })
  const wrong = await team.done(id, 'correction-ordered', { dueOn: team.today() })
  await expect(strike(wrong, team.officer)).rejects.toMatchObject({ problem: { kind: 'denied' } })
  const own = await team.done(id, 'rechecked', { of: wrong }, team.leader)
  expect(await refusal(strike(own, team.leader))).toEqual({ 'struck-by-another': undefined })
  expect(await refusal(strike(wrong, team.leader))).toEqual({ 'act-rests-on-it': undefined })
  await strike(own, team.head)
  await strike(wrong, team.leader)
  expect(await refusal(strike(wrong, team.leader))).toEqual({ 'act-struck': undefined })
  const { acts } = await shown(id)
  expect(acts.find((one) => one.id === wrong)).toMatchObject({
    act: 'correction-ordered',
    struck: { reason: '录入有误', by: expect.any(String) },
  })
  const filed = acts.find((one) => one.act === 'case-filed')?.id ?? ''
  expect(await refusal(strike(filed, team.leader))).toEqual({ 'act-rests-on-it': undefined })
  // Without the day of the violation nobody could say that the case was filed in time.
  const ended = acts.find((one) => one.act === 'violation-ended')?.id ?? ''
  expect(await refusal(strike(ended, team.leader))).toEqual({ 'act-rests-on-it': undefined })
})
