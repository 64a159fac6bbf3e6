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
  expect(await refusal(sign(approval, team.outsider))).toHaveProperty('post-not-held')
  const { id: absence } = await away(team.leader, team.outsider)
  const { mine } = await team.outsider.listApprovals()
  expect(mine.map((one) => [one.id, one.inStead !== undefined])).toEqual([[approval, true]])
  await sign(approval, team.outsider)
  await sign(approval, team.head)
  const shown = await team.officer.showCase({ params: { id } })
  const filed = shown.acts.find((one) => one.act === 'case-filed')
  expect(filed?.approvals.map((one) => one.inStead !== undefined)).toEqual([false, false, true, false])
  await team.leader.endAbsence({ params: { id: absence }, body: { reason: '提前返回' } })
  const next = await asked(await leadOf(team))
  await sign(next, team.legal)
  expect(await refusal(sign(next, team.outsider))).toHaveProperty('post-not-held')
})

test('nobody signs through a deputy what they could not sign themselves, nor twice', async () => {
  const id = await leadOf(team)
  // The leader is named for the case, and so is out of it; a deputy of theirs is too.
  await team.leader.nameOfficers({
    params: { id },
    body: { officers: [team.officer.person, team.colleague.person, team.leader.person], reason: '人手不足' },
  })
  await away(team.leader, team.outsider)
  const approval = await asked(id)
  await sign(approval, team.legal)
  expect(await refusal(sign(approval, team.outsider))).toHaveProperty('took-part')
  const other = await asked(await leadOf(team))
  // The legal officer has signed at a level of their own, and signs at no other for somebody else.
  await away(team.leader, team.legal)
  await sign(other, team.legal)
  expect(await refusal(sign(other, team.legal))).toHaveProperty('signed-already')
})

test('where the text wants the head of the team in person nobody signs instead', async () => {
  const id = await filedCase(team)
  await away(team.leader, team.outsider)
  const by = [team.officer.person, team.colleague.person]
  const form = { act: 'evidence-preserved' as const, on: team.today(), key: randomUUID(), by }
  const { id: approval } = await team.officer.askApproval({ params: { id }, body: form })
  await sign(approval, team.legal)
  expect(await refusal(sign(approval, team.outsider))).toEqual({ 'post-not-held': 'changsha-county-2023/15' })
  await sign(approval, team.leader)
})

test('an absence is stated beforehand, by oneself or by the head, and gives nothing to oneself', async () => {
  const yesterday = '2020-01-01' as CalendarDate
  expect(await refusal(away(team.leader, team.leader))).toEqual({ 'own-deputy': undefined })
  expect(await refusal(away(team.leader, team.outsider, { until: yesterday }))).toEqual({
    'absence-backwards': undefined,
  })
  const stated = { from: yesterday, until: team.today() }
  expect(await refusal(away(team.leader, team.outsider, stated))).toEqual({ 'absence-afterwards': undefined })
  expect(await refusal(away(team.leader, team.outsider, { person: team.legal.person }))).toHaveProperty('not-yours')
  await away(team.head, team.outsider, { person: team.legal.person })
  const wrong = { ...team.leader, password: 'wrong password here' }
  expect(await refusal(away(wrong as SignedIn, team.outsider))).toHaveProperty('password-wrong')
})
