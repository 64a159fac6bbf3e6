import { randomUUID } from 'node:crypto'
import type { CalendarDate } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal, type TrialTeam, trialTeam } from '../cases/trial.ts'
import { filedCase, FILING, leadOf } from '../cases/trial-ordinary.ts'
import type { SignedIn } from '../http/trial.ts'

/** Who signs while somebody is away: said beforehand, shown on the signature, and never more than they could do themselves. */
let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

const away = (
  who: SignedIn,
  deputy: SignedIn,
  more: { readonly until?: CalendarDate; readonly person?: string } = {},
) =>
  who.stateAbsence({
    body: {
      deputy: deputy.person,
      from: team.today(),
      until: team.today(),
      reason: '外出培训',
      password: who.password,
      key: randomUUID(),
      ...more,
    },
  })
const back = (who: SignedIn, { id }: { readonly id: string }) =>
  who.endAbsence({ params: { id }, body: { reason: '提前返回' } })
const asked = async (id: string) => {
  const by = [team.officer.person, team.colleague.person]
  const form = { act: 'case-filed' as const, on: team.today(), key: randomUUID(), by, ...FILING }
  return (await team.officer.askApproval({ params: { id }, body: form })).id
}
const sign = (id: string, who: SignedIn) =>
  who.signApproval({ params: { id }, body: { opinion: 'agreed', password: who.password } })

test('a deputy signs while somebody is away, and the case says in whose stead', async () => {
  const id = await leadOf(team)
  const approval = await asked(id)
  await sign(approval, team.legal)
  expect(await refusal(sign(approval, team.deputy))).toHaveProperty('post-not-held')
  const { id: absence } = await away(team.leader, team.deputy)
  const { mine } = await team.deputy.listApprovals()
  expect(mine.map((one) => [one.id, one.inStead !== undefined])).toEqual([[approval, true]])
  await sign(approval, team.deputy)
  await sign(approval, team.head)
  const shown = await team.officer.showCase({ params: { id } })
  const filed = shown.acts.find((one) => one.act === 'case-filed')
  expect(filed?.approvals.map((one) => one.inStead !== undefined)).toEqual([false, false, true, false])
  await back(team.leader, { id: absence })
  const next = await asked(await leadOf(team))
  await sign(next, team.legal)
  expect(await refusal(sign(next, team.deputy))).toHaveProperty('post-not-held')
})

test('nobody signs through a deputy what they could not sign themselves, nor twice', async () => {
  const id = await leadOf(team)
  // The leader is named for the case, and so is out of it; a deputy of theirs is too.
  await team.leader.nameOfficers({
    params: { id },
    body: { officers: [team.officer.person, team.colleague.person, team.leader.person], reason: '人手不足' },
  })
  const gone = await away(team.leader, team.deputy)
  const approval = await asked(id)
  await sign(approval, team.legal)
  expect(await refusal(sign(approval, team.deputy))).toHaveProperty('took-part')
  const other = await asked(await leadOf(team))
  const both = await away(team.head, team.deputy)
  await sign(other, team.legal)
  await sign(other, team.deputy)
  expect(await refusal(sign(other, team.deputy))).toHaveProperty('signed-already')
  await back(team.leader, gone)
  await back(team.head, both)
})

test('where the text wants the head of the team in person nobody signs instead', async () => {
  const id = await filedCase(team)
  const gone = await away(team.leader, team.deputy)
  const by = [team.officer.person, team.colleague.person]
  const form = { act: 'evidence-preserved' as const, on: team.today(), key: randomUUID(), by }
  const { id: approval } = await team.officer.askApproval({ params: { id }, body: form })
  await sign(approval, team.legal)
  expect(await refusal(sign(approval, team.deputy))).toEqual({ 'post-not-held': 'changsha-county-2023/15' })
  await sign(approval, team.leader)
  await back(team.leader, gone)
})

test('an absence is stated beforehand, by oneself or by the head, and gives nothing to oneself', async () => {
  const yesterday = '2020-01-01' as CalendarDate
  expect(await refusal(away(team.leader, team.leader))).toEqual({ 'own-deputy': undefined })
  expect(await refusal(away(team.leader, team.deputy, { until: yesterday }))).toEqual({
    'absence-backwards': undefined,
  })
  const stated = { from: yesterday, until: team.today() }
  expect(await refusal(away(team.leader, team.deputy, stated))).toEqual({ 'absence-afterwards': undefined })
  expect(await refusal(away(team.leader, team.deputy, { person: team.legal.person }))).toHaveProperty('not-yours')
  // Who signs instead is fit for it, for some days, and one at a time.
  expect(await refusal(away(team.head, team.outsider))).toEqual({ 'deputy-unfit': undefined })
  expect(await refusal(away(team.head, team.outsider, { person: team.legal.person }))).toEqual({
    'deputy-unfit': undefined,
  })
  const long = { until: '2099-12-31' as CalendarDate }
  expect(await refusal(away(team.leader, team.deputy, long))).toEqual({ 'absence-too-long': undefined })
  await away(team.head, await team.server.another('legal-section'), { person: team.legal.person })
  await away(team.leader, team.deputy)
  expect(await refusal(away(team.leader, team.head))).toEqual({ 'away-already': undefined })
  const wrong = { ...team.leader, password: 'wrong password here' }
  expect(await refusal(away(wrong as SignedIn, team.deputy))).toHaveProperty('password-wrong')
})
