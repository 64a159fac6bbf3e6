import type { ActForm, TransferView } from '@liuhen/contract/cases'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { evidenced, filedAs, listedOf } from '../volumes/trial.ts'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import { DECISION, noticedCase, SEIZED } from './trial-ordinary.ts'

/** What leaves the bureau for another authority: item by item, signed for item by item, and awaited until it is. */
let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

type Items = NonNullable<ActForm['materials']>
const STORED = {
  goods: '电子秤一台',
  'goods-count': 1,
  'goods-place': '本队库房',
  'goods-keeper': '王库管',
} as const
const LETTER = { 'receiving-organ': '长沙县公安局', 'transfer-letter': true, 'report-attached': true } as const
const SIGNED = { 'received-by': '民警王某' } as const

const shown = (id: string) => team.officer.showCase({ params: { id } })
const transferOf = async (id: string): Promise<TransferView> =>
  (await shown(id)).transfers.at(-1) ?? expect.fail('there is no transfer')
const toldOf = async (id: string): Promise<string> => (await transferOf(id)).told.map((one) => one.zh).join('；')
const as = (items: Items, role: Items[number]['as']): Items => items.map((one) => ({ ...one, as: role }))
const handOver = (id: string, materials: Items) =>
  team.done(id, 'transferred', { ...team.now(), says: LETTER, materials })
const receive = (id: string, of: string, materials: Items) =>
  team.done(id, 'transfer-received', { of, by: [], says: SIGNED, materials })

/** A case in which a crime is suspected, with a piece of evidence and a stored file, approved for its transfer. */
async function approvedCase(): Promise<string> {
  const id = await noticedCase(team)
  await evidenced(team, id)
  await filedAs(team, id, 'report')
  await team.done(id, 'crime-reported', {})
  await team.approved(id, 'transfer-approved', {}, team.head)
  return id
}

test('a transfer has its list item by item, each by its digest, sealed in its event; what is no part of the case is not on it', async () => {
  const id = await approvedCase()
  const items = await listedOf(team, id)
  expect(items.map((one) => one.kind)).toEqual(expect.arrayContaining(['evidence', 'file', 'recording']))
  const other = await filedAs(team, await noticedCase(team), 'report')
  expect(await refusal(handOver(id, [...items, ...as([other], 'transferred')]))).toEqual({
    'material-unknown': undefined,
  })
  expect(await refusal(handOver(id, as(items, 'other')))).toHaveProperty('material-unknown')
  const act = await handOver(id, items)
  const found = await transferOf(id)
  expect(found).toMatchObject({ act, to: '长沙县公安局', told: [] })
  expect(found.items?.map(({ kind, id: item }) => [kind, item])).toEqual(items.map((one) => [one.kind, one.id]))
  const sealed = (await shown(id)).acts.find((one) => one.id === act)?.materials ?? []
  expect(sealed.map((one) => one.digest)).toEqual(found.items?.map((one) => one.digest))
  for (const { digest, received, returned } of found.items ?? [])
    expect([digest.length, received, returned]).toEqual([64, false, false])
})

test('until the receipt is entered the case says what is awaited, since when and by which article; then the answer of the police with its term', async () => {
  const id = await approvedCase()
  const items = await listedOf(team, id)
  const since = team.today()
  const of = await handOver(id, items)
  await team.later(2)
  const { awaited } = await transferOf(id)
  expect(awaited).toMatchObject({ what: { zh: '等待：受移送机关签收（回执）' }, since, days: 2 })
  expect(awaited?.last).toBeUndefined()
  expect(awaited?.citations.map((one) => one.article)).toEqual(expect.arrayContaining(['crime-transfer/7', '11']))
  const on = team.today()
  await receive(id, of, as(items, 'received'))
  const then = (await transferOf(id)).awaited
  expect(then).toMatchObject({ what: { zh: '等待：公安机关审查移送的案件' }, since: on, days: 0 })
  expect(then?.last).toBeDefined()
  expect(then?.citations.map((one) => one.article)).toEqual(['crime-transfer/8'])
  await team.done(id, 'police-filed', { of, by: [] })
  expect(await transferOf(id)).toMatchObject({ came: { act: 'police-filed' } })
  expect((await transferOf(id)).awaited).toBeUndefined()
})

test('a receipt says who signed and for which items of the list; one that is not stored is the word of who entered it', async () => {
  const id = await approvedCase()
  const items = await listedOf(team, id)
  const of = await handOver(id, items)
  const bare = { of, by: [], says: SIGNED }
  expect(await refusal(team.done(id, 'transfer-received', bare))).toEqual({
    'step-transfer-received-told': 'national/penalty-law/27',
  })
  const late = await filedAs(team, id, 'other')
  expect(await refusal(receive(id, of, as([late], 'received')))).toHaveProperty('material-unknown')
  const [left, ...signed] = items
  const act = await receive(id, of, as(signed, 'received'))
  const found = await transferOf(id)
  expect(found.receipt).toMatchObject({ by: '民警王某', papers: [], entered: { by: expect.any(String) } })
  expect(found.items?.filter((one) => !one.received).map((one) => one.id)).toEqual([left?.id])
  expect(await toldOf(id)).toMatch(/没有签收/u)
  const marks = (await shown(id)).acts.find((one) => one.id === act)?.marks
  expect(marks).toMatchObject([{ rule: 'national/step-transfer-receipt-kept', effect: 'noted' }])

  const kept = await approvedCase()
  const list = await listedOf(team, kept)
  const to = await handOver(kept, list)
  const paper = await filedAs(team, kept, 'other')
  await receive(kept, to, [...as(list, 'received'), ...as([paper], 'receipt')])
  const whole = await transferOf(kept)
  expect(whole.receipt?.papers.map((one) => one.id)).toEqual([paper.id])
  expect(whole.items?.every((one) => one.received)).toBe(true)
  expect(whole.told).toEqual([])
})

test('what is struck, excluded or comes in after the list was sealed is told, and the list stays as it was', async () => {
  const id = await approvedCase()
  const items = await listedOf(team, id)
  await handOver(id, items)
  const sealed = (await transferOf(id)).items
  const evidence = items.find((one) => one.kind === 'evidence')?.id ?? expect.fail('no evidence')
  const found = { authentic: false, lawful: true, relevant: true }
  await team.legal.examineEvidence({ params: { id, evidence }, body: { found, reason: '与现场不符' } })
  await evidenced(team, id, '后来找到的照片')
  expect(await toldOf(id)).toMatch(/移送以后被排除或者改动/u)
  expect(await toldOf(id)).toContain('证据《后来找到的照片》不在移送清单里')
  expect((await transferOf(id)).items).toEqual(sealed)
})

test('once the police open a case goods are handed over item by item against a receipt, and what is still kept is told until it is gone', async () => {
  const id = await approvedCase()
  const seized = async (at: string, until: string, number: string) => {
    const taken = { place: '夜市', at, until, says: { ...SEIZED, emergency: true } }
    const of = await team.done(id, 'emergency-measure-taken', taken)
    await team.approved(id, 'emergency-measure-approved', { of }, team.legal, team.leader, team.head)
    return team.done(id, 'goods-stored', { of, says: { ...STORED, 'goods-number': number } })
  }
  const [first, second] = [await seized('21:00', '21:09', '保-001'), await seized('21:10', '21:19', '保-002')]
  const of = await handOver(id, await listedOf(team, id))
  expect((await transferOf(id)).goods).toBeUndefined()
  const filed = await team.done(id, 'police-filed', { of, by: [] })
  const kept = async () => (await transferOf(id)).goods?.kept.map((one) => one.id)
  expect(await kept()).toEqual([first, second])
  expect((await transferOf(id)).goods?.citations.map((one) => one.article)).toContain('crime-transfer/12')

  const stated = { of: filed, says: { 'materials-listed': true } }
  expect(await refusal(team.done(id, 'crime-goods-handed-over', stated))).toEqual({
    'step-crime-goods-listed': 'national/crime-transfer/12',
  })
  const receipt = await filedAs(team, id, 'receipt')
  const materials: Items = [{ as: 'handed-over', kind: 'goods', id: first }, receipt]
  await team.done(id, 'crime-goods-handed-over', { of: filed, materials })
  const goods = (await transferOf(id)).goods
  expect(goods?.handed[0]?.items.map((one) => [one.id, one.digest.length])).toEqual([[first, 64]])
  expect(goods?.handed[0]?.papers.map((one) => one.id)).toEqual([receipt.id])
  expect(await kept()).toEqual([second])
  expect(await refusal(team.done(id, 'archived', {}))).toMatchObject({
    'step-crime-goods-kept': 'national/crime-transfer/12',
  })
  await team.done(id, 'goods-passed-on', { of: second, says: { 'received-by': '民警王某' } })
  expect(await kept()).toEqual([])
  expect(await refusal(team.done(id, 'archived', {}))).not.toHaveProperty('step-crime-goods-kept')
})

test('what the police send back goes on in the case, with what came back and their paper', async () => {
  const id = await approvedCase()
  const items = await listedOf(team, id)
  const of = await handOver(id, items)
  await receive(id, of, as(items, 'received'))
  const notice = await filedAs(team, id, 'other')
  await team.done(id, 'transfer-returned', {
    of,
    by: [],
    materials: [...as(items, 'returned'), ...as([notice], 'receipt')],
  })
  const found = await transferOf(id)
  expect(found).toMatchObject({ came: { act: 'transfer-returned', papers: [{ id: notice.id }] } })
  expect(found.items?.every((one) => one.returned)).toBe(true)
  expect(found.awaited).toBeUndefined()
  await team.later(7)
  await team.done(id, 'penalty-decided', DECISION)
})
