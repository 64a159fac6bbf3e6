import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import type { SignedIn } from '../http/trial.ts'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import { DECISION, MEETING, MINUTES, noticedCase } from './trial-ordinary.ts'

const PACK = 'changsha-county-2023'

let team: TrialTeam
/** A second deputy, so that three deliberate. */
let deputy: SignedIn
beforeAll(async () => {
  team = await trialTeam()
  deputy = await team.server.another('deputy-head')
})
afterAll(() => team[Symbol.asyncDispose]())

const three = () => [team.head, team.deputy, deputy]
const meeting = () => ({ ...MEETING, by: three().map((one) => one.person) })
const sign = (who: SignedIn, id: string, opinion: 'agreed' | 'differs' | 'returned' = 'agreed', words?: string) =>
  who.signApproval({
    params: { id },
    body: { opinion, password: who.password, ...(words !== undefined && { words }) },
  })
const deliberations = async (id: string) =>
  (await team.officer.showCase({ params: { id } })).acts.filter((one) => one.act === 'deliberated')

test('a deliberation counts when everybody who took part has signed, in whatever order, each with their own opinion', async () => {
  const id = await noticedCase(team, { complex: true })
  const asked = await team.approved(id, 'deliberated', meeting())
  await sign(deputy, asked, 'differs', '罚款应当减半')
  await sign(team.head, asked)
  expect(await deliberations(id)).toEqual([])
  await team.later(7)
  await deputy.back()
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toMatchObject({
    'step-deliberated-first': 'national/penalty-law/57',
  })
  const [waiting] = (await team.deputy.listApprovals()).mine.filter((one) => one.id === asked)
  expect(waiting?.chain.map((one) => one.signed?.opinion)).toEqual(['agreed', undefined, 'differs'])
  // That all have signed is not told while one has not.
  expect(waiting?.says).toEqual(MINUTES)
  expect((await team.head.listApprovals()).mine.map((one) => one.id)).not.toContain(asked)
  expect(await sign(team.deputy, asked)).toEqual({ stands: 'agreed', done: true })
  const [held] = await deliberations(id)
  expect(held).toMatchObject({ ...MEETING, marks: [] })
  expect(held?.by.map((one) => one.id)).toEqual(three().map((one) => one.person))
  expect(held?.approvals.map((one) => one.opinion)).toEqual(['differs', 'agreed', 'agreed'])
  await team.done(id, 'penalty-decided', DECISION)
  proves(`${PACK}/23.3`)
})

test('minutes without their time, place, chair, course or result are not put up', async () => {
  const id = await noticedCase(team, { complex: true })
  for (const left of ['chair', 'discussion', 'discussion-result'] as const) {
    const { [left]: _, ...says } = MINUTES
    expect(await refusal(team.approved(id, 'deliberated', { ...meeting(), says })), left).toEqual({
      'step-deliberation-recorded': `${PACK}/23`,
    })
  }
  for (const left of ['at', 'until', 'place'] as const) {
    const { [left]: _, ...said } = meeting()
    expect(await refusal(team.approved(id, 'deliberated', said)), left).toEqual({
      'step-deliberation-written': `${PACK}/23`,
    })
  }
  proves(`${PACK}/23.2`)
})

test('nobody says for others that they deliberated and signed', async () => {
  const id = await noticedCase(team, { complex: true })
  const says = { ...MINUTES, minutes: true, 'opinions-signed': true }
  expect(await refusal(team.done(id, 'deliberated', { ...meeting(), says }))).toEqual({ 'signed-by-each': undefined })
  expect(await refusal(team.done(id, 'deliberated', { ...meeting(), says }, team.head))).toEqual({
    'signed-by-each': undefined,
  })
})

test('one head alone, somebody who is no head, and who found the facts do not deliberate', async () => {
  const id = await noticedCase(team, { complex: true })
  const by = (...who: readonly SignedIn[]) => ({ ...meeting(), by: who.map((one) => one.person) })
  expect(await refusal(team.approved(id, 'deliberated', by(team.head)))).toEqual({
    'step-deliberation-several': 'national/penalty-law/57',
  })
  expect(await refusal(team.approved(id, 'deliberated', by(team.head, team.leader)))).toEqual({
    'step-deliberation-leaders': 'national/penalty-law/57',
  })
  const body = { officers: [team.officer.person, team.deputy.person], reason: '分管领导参加办案' }
  await team.head.nameOfficers({ params: { id }, body })
  expect(await refusal(team.approved(id, 'deliberated', by(team.head, team.deputy)))).toEqual({
    'took-part': undefined,
  })
})

test('who was not there, who has signed, and who differs without a word do not sign', async () => {
  const id = await noticedCase(team, { complex: true })
  const asked = await team.approved(id, 'deliberated', { ...meeting(), by: [team.head.person, team.deputy.person] })
  expect(Object.keys(await refusal(sign(deputy, asked)))).toEqual(['post-not-held'])
  expect(Object.keys(await refusal(sign(team.head, asked, 'differs')))).toEqual(['opinion-needs-words'])
  await sign(team.head, asked)
  expect(Object.keys(await refusal(sign(team.head, asked)))).toEqual(['signed-already'])
  const again = { act: 'deliberated' as const, on: team.today(), key: randomUUID(), ...meeting() }
  expect(await refusal(team.officer.askApproval({ params: { id }, body: again }))).toEqual({
    'asked-already': undefined,
  })
  // One who finds the minutes wrong sends them back, and nothing is entered.
  await sign(team.deputy, asked, 'returned', '我没有说过这句话')
  expect(await deliberations(id)).toEqual([])
  await team.officer.askApproval({ params: { id }, body: again })
})

test('minutes that come again under their key with another day or other people are other minutes', async () => {
  const id = await noticedCase(team, { complex: true })
  const again = { act: 'deliberated' as const, on: team.today(), key: randomUUID(), ...meeting() }
  const ask = (more: object) => team.officer.askApproval({ params: { id }, body: { ...again, ...more } })
  await ask({})
  expect(await ask({})).toEqual({ id: again.key })
  for (const other of [{ until: '15:50' }, { by: again.by.slice(1) }])
    expect(await refusal(ask(other))).toEqual({ 'key-taken': undefined })
})

test('a level of approval does not differ: it agrees or returns', async () => {
  const id = await noticedCase(team)
  const change = { 'found-facts': '占道', provision: '某条例第十条第一款', 'penalty-kind': '罚款', 'fine-amount': 900 }
  const asked = await team.approved(id, 'change-approved', { says: change })
  expect(Object.keys(await refusal(sign(team.head, asked, 'differs', '应当更轻')))).toEqual(['differs-in-chain'])
})
