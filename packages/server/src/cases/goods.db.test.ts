import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { listedOf } from '../volumes/trial.ts'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import { ARCHIVED, filedCase, LIFTED, SEIZED, SERVED } from './trial-ordinary.ts'

let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

const shown = (id: string) => team.officer.showCase({ params: { id } })
const ask = (id: string, act: 'case-closed' | 'case-withdrawn') =>
  team.officer.askApproval({ params: { id }, body: { act, on: team.today(), key: randomUUID() } })

const SEIZURE = {
  place: '夜市',
  at: '09:40',
  until: '09:50',
  says: { ...SEIZED, emergency: true },
}
const STORED = {
  goods: '电子秤一台',
  'goods-count': 1,
  'goods-number': '保-001',
  'goods-place': '本队库房',
  'goods-keeper': '王库管',
}

/** Lifted while all of it is in store, from where it is returned by an act of its own. */
const FROM_STORE = { 'lifting-ground': 'not-needed', 'goods-outcome': 'returned', 'returned-count': 0 } as const
const RETURNED = { 'party-signed': true, 'returned-to': '陈某' } as const
const servedLater = (id: string, of: string) => team.done(id, 'later-paper-served', { ...SERVED, of })

/** Two seizures, each in an emergency that the head approved afterwards. */
async function seizedTwice(id: string): Promise<readonly [string, string]> {
  const one = await team.done(id, 'emergency-measure-taken', SEIZURE)
  const two = await team.done(id, 'emergency-measure-taken', { ...SEIZURE, at: '09:51', until: '09:59' })
  for (const of of [one, two])
    await team.approved(id, 'emergency-measure-approved', { of }, team.legal, team.leader, team.head)
  return [one, two]
}

test('of several measures one that was never approved is not lengthened, while the others may be', async () => {
  const id = await filedCase(team)
  const approved = await team.done(id, 'emergency-measure-taken', SEIZURE)
  await team.approved(id, 'emergency-measure-approved', { of: approved }, team.legal, team.leader, team.head)
  const never = await team.done(id, 'emergency-measure-taken', { ...SEIZURE, at: '09:51', until: '09:59' })
  const lengthened = (of: string) => {
    const body = { act: 'measure-extended' as const, on: team.today(), of, dueOn: team.today(), key: randomUUID() }
    return team.officer.askApproval({ params: { id }, body })
  }
  expect(await refusal(lengthened(never))).toEqual({ 'step-extension-of-approved': 'national/coercion-law/19' })
  await lengthened(approved)
  const { next } = await shown(id)
  const extensions = next.filter((one) => one.act === 'measure-extended')
  expect(extensions.map((one) => [one.of?.id, one.state])).toEqual([
    [approved, 'blocked'],
    [never, 'blocked'],
  ])
  await servedLater(id, await team.done(id, 'measure-lifted', { of: approved, says: LIFTED }))
  expect(await refusal(ask(id, 'case-withdrawn'))).toEqual({ 'step-closing-measures': 'national/coercion-law/27' })
  await team.done(id, 'measure-lifted', { of: never, at: '22:00', says: LIFTED })
})

test('what is stored says what, where and by whom, and from which measure it came', async () => {
  const id = await filedCase(team)
  const [of] = await seizedTwice(id)
  expect(await refusal(team.done(id, 'goods-stored', { says: STORED }))).toEqual({
    'step-goods-whence': 'national/coercion-law/26',
  })
  const { 'goods-keeper': _, ...nobody } = STORED
  expect(await refusal(team.done(id, 'goods-stored', { of, says: nobody }))).toEqual({
    'step-goods-kept': 'national/coercion-law/26',
  })
  // More than the inventory has is not of that seizure.
  expect(await refusal(team.done(id, 'goods-stored', { of, says: { ...STORED, 'goods-count': 2 } }))).toEqual({
    'step-goods-tally': 'national/coercion-law/24',
  })
  await team.done(id, 'goods-stored', { of, says: STORED })
  // A second batch of the same seizure comes up still.
  const { next } = await shown(id)
  expect(next.filter((one) => one.act === 'goods-stored').map((one) => one.of?.id)).toContain(of)
})

test('lifted is not returned: no case ends while goods of it are in store, and each is dealt with once', async () => {
  const open = await filedCase(team)
  const [one, two] = await seizedTwice(open)
  const scale = await team.done(open, 'goods-stored', { of: one, says: STORED })
  const fruit = await team.done(open, 'goods-stored', { of: two, says: { ...STORED, goods: '水果三箱' } })
  for (const of of [one, two])
    await servedLater(open, await team.done(open, 'measure-lifted', { of, says: FROM_STORE }))
  const inStore = { 'step-closing-goods': 'national/coercion-law/27' }
  expect(await refusal(ask(open, 'case-withdrawn'))).toEqual(inStore)

  expect(await refusal(team.done(open, 'goods-returned', { says: RETURNED }))).toEqual({
    'step-goods-which': 'national/coercion-law/27',
  })
  await team.done(open, 'goods-returned', { of: scale, says: RETURNED })
  expect(await refusal(team.done(open, 'goods-returned', { of: scale, says: RETURNED }))).toEqual({
    'step-goods-once': 'national/coercion-law/27',
  })
  const sold = { of: fruit, says: { perishable: false, proceeds: 120 } }
  expect(await refusal(team.done(open, 'perishables-disposed', sold))).toEqual({
    'step-perishable': 'national/coercion-law/28',
  })
  await team.done(open, 'perishables-disposed', { of: fruit, says: { ...sold.says, perishable: true } })
  // What they fetched is still to be returned.
  expect(await refusal(ask(open, 'case-withdrawn'))).toEqual(inStore)
  const returned = await team.done(open, 'goods-returned', { of: fruit, says: { ...RETURNED, 'party-signed': false } })
  const { acts, next } = await shown(open)
  expect(acts.find((act) => act.id === returned)?.marks).toMatchObject([
    { rule: 'national/step-goods-returned-signed', effect: 'noted' },
  ])
  expect(next.filter((act) => act.act.startsWith('goods-'))).toEqual([])
  await team.approved(open, 'case-withdrawn', {}, team.legal, team.leader, team.head)
})

test('nothing is forfeited before its decision is served, and nothing destroyed without its provision and a record', async () => {
  const id = await filedCase(team)
  const [one, two] = await seizedTwice(id)
  const of = await team.done(id, 'goods-stored', { of: one, says: STORED })
  expect(await refusal(team.done(id, 'goods-forfeited', { of, says: { 'disposal-basis': '第七十四条' } }))).toEqual({
    'step-goods-forfeited': 'national/penalty-law/74',
  })
  expect(await refusal(team.done(id, 'goods-destroyed', { of, says: { 'record-made': true } }))).toEqual({
    'step-goods-destroyed': 'national/coercion-law/27',
  })
  const lawful = { 'record-made': true, 'disposal-basis': '某条例第二十条：应当销毁' }
  await team.done(id, 'goods-destroyed', { of, says: lawful })
  const destroyed = { ...FROM_STORE, 'goods-outcome': 'destroyed', 'disposal-basis': lawful['disposal-basis'] }
  await servedLater(id, await team.done(id, 'measure-lifted', { of: one, says: destroyed }))
  await servedLater(id, await team.done(id, 'measure-lifted', { of: two, says: LIFTED }))
  await team.approved(id, 'case-withdrawn', {}, team.legal, team.leader, team.head)
})

test('a transfer with two seized items is not over before both are handed on and somebody has signed for it', async () => {
  const id = await filedCase(team)
  const [one, two] = await seizedTwice(id)
  const scale = await team.done(id, 'goods-stored', { of: one, says: STORED })
  const fruit = await team.done(id, 'goods-stored', { of: two, says: { ...STORED, goods: '水果三箱' } })
  const told = { says: { 'party-told': true } }
  expect(await refusal(team.done(id, 'measure-passed-on', { of: one, ...told }))).toEqual({
    'step-measure-passed-on': 'national/coercion-law/21',
  })
  await team.approved(id, 'transfer-approved', {}, team.head)
  const materials = await listedOf(team, id)
  expect(materials.filter((one) => one.kind === 'goods')).toHaveLength(2)
  const of = await team.done(id, 'transferred', { says: { 'receiving-organ': '长沙县公安局' }, materials })
  for (const measure of [one, two]) await team.done(id, 'measure-passed-on', { of: measure, ...told })
  await team.done(id, 'goods-passed-on', { of: scale })
  const over = () => refusal(team.done(id, 'archived', ARCHIVED))
  const unsigned = { 'step-transfer-received': 'changsha-county-2023/11' }
  expect(await over()).toEqual({ ...unsigned, 'step-closing-goods': 'national/coercion-law/27' })
  await team.done(id, 'goods-passed-on', { of: fruit })
  expect(await over()).toEqual(unsigned)
  const signed = materials.map((one) => ({ ...one, as: 'received' as const }))
  await team.done(id, 'transfer-received', { of, by: [], says: { 'received-by': '民警王某' }, materials: signed })
  await team.done(id, 'archived', ARCHIVED)
  proves('changsha-county-2023/11.2')
})

test('a lifting says on which ground, what goes back, to whom and signed for, and what does not go back is in store', async () => {
  const id = await filedCase(team)
  const [one, two] = await seizedTwice(id)
  const lifted = (of: string, says: object) => team.done(id, 'measure-lifted', { of, says })
  expect(await refusal(lifted(one, {}))).toEqual({
    'step-lifting-ground': 'national/coercion-law/28',
    'step-lifting-outcome': 'national/coercion-law/27',
    'step-lifting-returned': 'national/coercion-law/28',
    'step-lifting-tally': 'national/coercion-law/27',
  })
  const { 'returned-to': _to, ...nobody } = LIFTED
  const returned = { 'step-lifting-returned': 'national/coercion-law/28' }
  expect(await refusal(lifted(one, nobody))).toEqual(returned)
  expect(await refusal(lifted(one, { ...LIFTED, 'party-signed': false }))).toEqual(returned)
  // Nothing goes back and nothing is in store: where is it?
  const gone = { ...LIFTED, 'goods-outcome': 'forfeited', 'returned-count': 0, 'disposal-basis': '行政处罚决定书' }
  expect(await refusal(lifted(one, gone))).toEqual({ 'step-lifting-tally': 'national/coercion-law/27' })
  await team.done(id, 'goods-stored', { of: one, says: STORED })
  const { 'disposal-basis': _basis, ...unfounded } = gone
  expect(await refusal(lifted(one, unfounded))).toEqual({ 'step-lifting-kept': 'national/coercion-law/27' })
  await servedLater(id, await lifted(one, gone))
  expect(await refusal(ask(id, 'case-withdrawn'))).toEqual({
    'step-closing-goods': 'national/coercion-law/27',
    'step-closing-measures': 'national/coercion-law/27',
  })
  const last = await lifted(two, LIFTED)
  expect(await refusal(ask(id, 'case-withdrawn'))).toEqual({
    'step-closing-goods': 'national/coercion-law/27',
    'step-lifting-served': 'changsha-county-2023/16',
  })
  expect(await refusal(team.done(id, 'later-paper-served', { of: last }))).toMatchObject({
    'step-service-proof': 'national/civil-procedure-law/87',
  })
  await servedLater(id, last)
  expect(await refusal(ask(id, 'case-withdrawn'))).toEqual({ 'step-closing-goods': 'national/coercion-law/27' })
  proves('changsha-county-2023/16.5')
})

test('what was preserved is decided on within seven days, and says what, on which basis and to whom', async () => {
  const id = await filedCase(team)
  await team.approved(id, 'evidence-preserved', {}, team.legal, team.leader, team.head)
  const of = await team.done(id, 'evidence-preserved', { ...team.now(), place: '夜市', says: SEIZED })
  const disposed = (says: object, more: object = {}) => team.done(id, 'preservation-disposed', { of, says, ...more })
  expect(await refusal(disposed({}))).toMatchObject({ 'step-preservation-outcome': 'national/penalty-law/56' })
  expect(await refusal(disposed({ 'preservation-outcome': 'forfeited', 'returned-count': 0 }))).toEqual({
    'step-preservation-basis': 'national/penalty-law/56',
    'step-preservation-tally': 'national/penalty-law/56',
  })
  const seized = { 'preservation-outcome': 'seized', 'disposal-basis': '扣押决定书', 'returned-count': 0 }
  expect(await refusal(disposed(seized))).toEqual({ 'step-preservation-seized': 'national/penalty-law/56' })
  await team.done(id, 'goods-stored', { of, says: STORED })
  await team.officer.sayOfCase({ params: { id, fact: 'construction' }, body: { is: true, reason: '住建案件' } })
  await team.later(14)
  const { clocks } = await shown(id)
  expect(clocks.flatMap((one) => (one.startedBy === of ? [one.lapse?.zh] : []))).toContain(
    '七个工作日内没有处理的，先行登记保存措施自动解除',
  )
  const late = { reason: '遗漏' }
  const forfeited = { 'preservation-outcome': 'forfeited', 'disposal-basis': '第五十六条', 'returned-count': 0 }
  expect(await refusal(disposed(forfeited, late))).toEqual({
    'step-preservation-lapsed': 'national/penalty-procedure-rules/19',
  })
  await disposed({ 'preservation-outcome': 'returned', 'returned-count': 0 }, late)
})
