import { randomUUID } from 'node:crypto'
import type { BodyOf, Table } from '@liuhen/contract'
import type { CalendarDate } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import { DECISION, noticedCase, REVOKED } from './trial-ordinary.ts'

/** What a case rests on: entered, examined for its three qualities, and as it was when it was decided. */
let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

type Item = BodyOf<Table['enterEvidence']>
const item = (more: Partial<Item> = {}): Item => ({
  id: randomUUID(),
  kind: 'documentary',
  title: '营业执照复印件',
  proves: '当事人是该门店的经营者',
  obtainedOn: team.today(),
  obtainedHow: '当事人当场提供，复印后核对',
  by: [team.officer.person],
  form: 'copy',
  compared: '周立衡核对，原件存当事人处',
  ...more,
})
const enter = (id: string, body: Item, who = team.officer) => who.enterEvidence({ params: { id }, body })
const examine = (id: string, evidence: string, lawful = true, who = team.legal) =>
  who.examineEvidence({
    params: { id, evidence },
    body: {
      found: { authentic: true, lawful, relevant: true },
      ...(!lawful && { reason: '没有见证人，当事人不在场' }),
    },
  })
const shown = async (id: string) => (await team.officer.showCase({ params: { id } })).evidence

test('a penalty rests on what was examined: each item by itself, and one at least that stands', async () => {
  const id = await noticedCase(team)
  const [first, second] = [item(), item({ title: '现场照片', kind: 'physical', form: 'original' })]
  await enter(id, first)
  await enter(id, second, team.colleague)
  await team.later(7)
  const unverified = { 'step-evidence-verified': 'national/penalty-law/46' }
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual({
    ...unverified,
    'step-evidence-admitted': 'national/penalty-law/46',
  })
  await examine(id, first.id, false)
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual({
    ...unverified,
    'step-evidence-admitted': 'national/penalty-law/46',
  })
  await examine(id, second.id, false)
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual({
    'step-evidence-admitted': 'national/penalty-law/46',
  })
  // Of several who examined it the last counts, and all of them stay to be seen.
  await examine(id, second.id)
  await team.done(id, 'penalty-decided', DECISION)
  const [excluded, admitted] = await shown(id)
  expect(excluded?.examined.map((one) => [one.found.lawful, one.reason, one.own])).toEqual([
    [false, '没有见证人，当事人不在场', false],
  ])
  expect(admitted?.examined.map((one) => one.found.lawful)).toEqual([false, true])
})

test('what a decision rests on stays as it is; what comes in later is marked, and proves nothing of it', async () => {
  const id = await noticedCase(team)
  const first = item()
  await enter(id, first)
  await examine(id, first.id)
  await team.later(7)
  await team.done(id, 'penalty-decided', DECISION)
  expect(await refusal(examine(id, first.id, false))).toEqual({ 'evidence-frozen': 'national/penalty-law/46' })
  const strike = team.leader.strikeEvidence({ params: { id, evidence: first.id }, body: { reason: '录错了' } })
  expect(await refusal(strike)).toEqual({ 'evidence-frozen': 'national/penalty-law/46' })
  const late = item({ title: '事后取得的证言', kind: 'witness-testimony', form: 'original' })
  expect(await enter(id, late)).toMatchObject({ afterDecision: true })
  // What would be refused is not offered.
  expect((await shown(id)).map((one) => [one.afterDecision, one.open])).toEqual([
    [false, false],
    [true, true],
  ])
  expect(await refusal(team.done(id, 'decision-revoked', {}))).toEqual({
    'step-revocation-approved': 'national/penalty-law/57',
    'step-revocation-reasons': 'national/penalty-law/48',
  })
  await team.approved(id, 'decision-revoked', REVOKED, team.head)
  await examine(id, first.id, false)
  // The next decision rests on all there is by then.
  expect(await refusal(team.done(id, 'penalty-decided', DECISION))).toEqual({
    'step-evidence-verified': 'national/penalty-law/46',
    'step-evidence-admitted': 'national/penalty-law/46',
  })
  await examine(id, late.id)
  await team.done(id, 'penalty-decided', DECISION)
})

test('an item is what its form can say of it, entered once, and struck by somebody else only', async () => {
  const id = await noticedCase(team)
  const first = item()
  await enter(id, first)
  // The same form again is the same item; another under its key is not.
  await enter(id, first)
  expect(await refusal(enter(id, { ...first, proves: '别的事实' }))).toEqual({ 'key-taken': undefined })
  expect(await refusal(enter(id, item({ obtainedOn: '2099-01-01' as CalendarDate })))).toEqual({
    'evidence-in-future': undefined,
  })
  expect(await refusal(enter(id, item({ act: 'nothing', recording: randomUUID() })))).toEqual({
    'act-unknown': undefined,
    'recording-not-tied': undefined,
  })
  expect(await refusal(enter(id, item(), team.outsider))).toHaveProperty('case-unknown')
  const excluding = team.legal.examineEvidence({
    params: { id, evidence: first.id },
    body: { found: { authentic: false, lawful: true, relevant: true } },
  })
  expect(await refusal(excluding)).toEqual({ 'excluded-without-reason': 'national/penalty-law/46' })
  const own = item()
  await enter(id, own, team.leader)
  const strike = (evidence: string) =>
    team.leader.strikeEvidence({ params: { id, evidence }, body: { reason: '重复录入' } })
  expect(await refusal(strike(own.id))).toEqual({ 'struck-by-another': undefined })
  await strike(first.id)
  expect((await shown(id)).map((one) => one.struck?.reason)).toEqual(['重复录入', undefined])
})

test('a recording is evidence once it is tied to an act of the case, and once only', async () => {
  const id = await noticedCase(team)
  const { acts } = await team.officer.showCase({ params: { id } })
  const inspected = acts.find((one) => one.act === 'site-inspected')
  const recording = inspected?.recordings[0]?.recording ?? ''
  const film = (): Item =>
    item({ kind: 'audio-visual', title: '现场检查录像', form: 'original', act: inspected?.id ?? '', recording })
  await enter(id, film())
  expect(await refusal(enter(id, film()))).toEqual({ 'evidence-twice': undefined })
  expect((await shown(id))[0]?.file?.name).toMatch(/\.\w+$/)
})
