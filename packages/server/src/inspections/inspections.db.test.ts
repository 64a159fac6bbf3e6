import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { checkInspectionDraw } from '@liuhen/core/inspections'
import { parseVerifierKey } from '@liuhen/core/ledger'
import { proves } from '../../../../scripts/proves.ts'
import { sha256, sm3, verify } from '../../../../scripts/node-crypto.ts'
import { refusal, type TrialTeam, trialTeam } from '../cases/trial.ts'
import type { SignedIn } from '../http/trial.ts'

/** 双随机: two lists that are frozen, a seed nobody knew, and inspections that begin from what was drawn. */
let team: TrialTeam
let legal: SignedIn
let fourth: SignedIn
beforeAll(async () => {
  team = await trialTeam()
  legal = await team.server.another('legal-section')
  fourth = await team.server.another('officer')
})
afterAll(() => team[Symbol.asyncDispose]())

const take = { objects: 2, officers: 2 }
const listOf = (street: string, count = 5): string =>
  Array.from({ length: count }, (_, i) => `${street}第${i + 1}饭店,${street}-${i + 1},${street}路 ${i + 1} 号`).join(
    '\n',
  )
const frozen = (objects: string, more: object = {}) =>
  legal.freezeInspectionLists({ body: { title: '餐饮油烟抽查', objects, take, ...more } })
const shown = (id: string, who: SignedIn = legal) => who.showInspectionDraw({ params: { id } })
async function drawn(objects: string, more: object = {}): Promise<string> {
  const params = await frozen(objects, more)
  await vi.waitUntil(async () => (await shown(params.id)).draw.sealed, { timeout: 120_000, interval: 50 })
  await legal.drawInspection({ params, body: {} })
  return params.id
}
const people = (): readonly SignedIn[] => [team.officer, team.colleague, team.outsider, fourth]
const signedInAs = (id: string): SignedIn => people().find((one) => one.person === id) as SignedIn
const begin = (who: SignedIn, id: string, object: string, key: string = randomUUID()) =>
  who.beginInspection({ params: { id, object }, body: { key } })

test('each wrong line of a list is named, and no object is there twice', async () => {
  const wrong = [
    '名称,编号,地址,类型',
    '店,1',
    '春雨饭店,A-1',
    '秋月饭店,a-1,某路,单位',
    '冬雪饭店,A-3,某路,商户',
  ].join('\n')
  const refused = await frozen(wrong).catch(
    (thrown: { problem: { obstacles: { message: { zh: string } }[] } }) => thrown,
  )
  const said = (refused as { problem: { obstacles: { message: { zh: string } }[] } }).problem.obstacles
  expect(said.map((one) => one.message.zh.slice(0, 5))).toEqual(['第 2 行', '第 4 行', '第 5 行'])
  expect(said[1]?.message.zh).toContain('第 3 行')
  expect(await refusal(frozen('独一家饭店'))).toEqual({ 'too-few-objects': undefined })
})

test('who only assists, is suspended, or has no certificate in force is not drawn from, and is named with the reason', async () => {
  const auxiliary = await team.server.appointed('auxiliary')
  const [expired, suspended] = [await team.server.appointed('officer'), await team.server.appointed('officer')]
  const system = await team.server.as('system-administrator')
  await system.changePerson({
    params: { id: expired.person },
    body: {
      name: '钱过期',
      unit: team.unit,
      certificate: { number: '43012021001', validFrom: '2020-01-01' as never, validTo: '2021-01-01' as never },
    },
  })
  await system.suspendPerson({ params: { id: suspended.person }, body: { reason: '调离' } })
  const pool = await legal.inspectionPool({ query: {} })
  const why = new Map(pool.leftOut.map((one) => [one.id, one.why]))
  expect([auxiliary, expired, suspended].map((one) => why.get(one.person))).toEqual([
    'auxiliary',
    'certificate-not-in-force',
    'suspended',
  ])
  expect(pool.officers.map((one) => one.id)).toEqual(expect.arrayContaining(people().map((one) => one.person)))
  for (const one of [auxiliary, expired, suspended]) expect(pool.officers.map(({ id }) => id)).not.toContain(one.person)
  const many = { take: { objects: 2, officers: pool.officers.length + 1 } }
  expect(await refusal(frozen(listOf('星沙'), many))).toEqual({ 'too-few-officers': undefined })
})

test('what is drawn was fixed by a seed nobody knew, is drawn once, and anyone draws it again', async () => {
  const params = await frozen(listOf('湘龙'))
  expect(await refusal(begin(team.officer, params.id, (await shown(params.id)).objects[0]?.id ?? ''))).toEqual({
    'not-drawn': 'changsha-county-2023/12',
  })
  await vi.waitUntil(async () => (await shown(params.id)).draw.sealed, { timeout: 120_000, interval: 50 })
  await legal.drawInspection({ params, body: {} })
  expect(await refusal(legal.drawInspection({ params, body: {} }))).toEqual({ 'drawn-already': undefined })
  const view = await shown(params.id)
  expect(view.drawn.objects).toHaveLength(2)
  expect(view.drawn.officers).toHaveLength(2)
  const file = await vi.waitUntil(
    async () => {
      const answer = await legal.send(`${team.server.url}/api/inspection-draws/${params.id}/file`)
      return answer.status === 200 && ((await answer.json()) as { key: string; population: string })
    },
    { timeout: 120_000, interval: 50 },
  )
  const check = { keys: [parseVerifierKey(sha256, file.key)], sha256, sm3, verify }
  const again = await checkInspectionDraw(file, check)
  expect(again.drawing.sample).toEqual([...view.drawn.objects, ...view.drawn.officers].map((one) => one.id))
  expect(again.freezing.objects).toHaveLength(5)
  const [first = ''] = file.population.split('\n')
  const fewer = { ...file, population: file.population.replace(`${first}\n`, '') }
  await expect(checkInspectionDraw(fewer, check)).rejects.toMatchObject({ obstacles: [{ code: 'population-changed' }] })
})

test('who was drawn sees on the workbench what for, by which article, until its inspection has begun or another is drawn', async () => {
  const id = await drawn(listOf('松雅'))
  const view = await shown(id)
  const [first, second] = view.drawn.objects
  const inspector = signedInAs(first?.inspectors[0]?.id ?? '')
  const other = people().find(
    (one) => !view.drawn.officers.some(({ id: drawnOne }) => drawnOne === one.person),
  ) as SignedIn
  const tasks = async (who: SignedIn) => (await who.workbench()).drawn.filter((one) => one.draw.id === id)
  expect((await tasks(inspector)).map((one) => one.object.id)).toEqual([first?.id, second?.id])
  const [task] = await tasks(inspector)
  expect(task?.with).toHaveLength(1)
  expect(task?.citations.map((one) => `${one.pack}/${one.article}`)).toEqual(['changsha-county-2023/12'])
  expect(await tasks(other)).toEqual([])
  expect(await tasks(legal)).toEqual([])
  await begin(inspector, id, first?.id ?? '')
  expect((await tasks(inspector)).map((one) => one.object.id)).toEqual([second?.id])
  await drawn(listOf('松雅'), { again: '抽查范围写错，重新抽取' })
  expect(await tasks(inspector)).toEqual([])
})

test('an inspection begins from what was drawn, by who was drawn, once; and its case says from which draw', async () => {
  const id = await drawn(listOf('泉塘'))
  const { drawn: sample, objects } = await shown(id)
  const [object, other] = sample.objects
  if (!object || !other) throw new Error('nothing was drawn')
  const [one = '', two = ''] = object.inspectors.map((each) => each.id)
  const stranger = people().find((each) => ![one, two].includes(each.person)) as SignedIn
  const article = 'changsha-county-2023/12'
  expect(await refusal(begin(stranger, id, object.id))).toEqual({ 'inspector-not-drawn': article })
  const undrawn = objects.find((each) => !sample.objects.some(({ id: drawnId }) => drawnId === each.id))
  expect(await refusal(begin(signedInAs(one), id, undrawn?.id ?? ''))).toEqual({ 'object-not-drawn': article })
  const key = randomUUID()
  await begin(signedInAs(one), id, object.id, key)
  expect(await begin(signedInAs(one), id, object.id, key)).toEqual({ id: key })
  expect(await refusal(begin(signedInAs(two), id, object.id))).toEqual({ 'object-begun': article })

  const view = await signedInAs(two).showCase({ params: { id: key } })
  expect(view.drawn).toMatchObject({ draw: id, object: object.id, name: object.name })
  expect(view.row.officers.map((each) => each.id).toSorted()).toEqual([one, two].toSorted())
  const act = view.acts.find((each) => each.act === 'inspection-drawn')
  expect(act?.says['inspection-object']).toBe(object.name)
  expect(act?.says['inspection-manner']).toContain('从 5 个检查对象中抽取 2 个')
  expect(act?.by.map((each) => each.id).toSorted()).toEqual([one, two].toSorted())
  const strike = team.leader.strikeAct({ params: { id: key, act: act?.id ?? '' }, body: { reason: '想换一户' } })
  expect(await refusal(strike)).toEqual({ 'draw-stands': undefined })
  proves('changsha-county-2023/12.1')
})

test('nobody says of a lead that it was drawn: it is, or it is refused', async () => {
  for (const source of ['双随机', '“双 随机、一公开”抽查', '随机抽取'])
    expect(await refusal(team.lead({ source }))).toEqual({ 'drawn-by-nobody': 'changsha-county-2023/12' })
  const id = await team.lead({ source: '检查' })
  const says = { 'inspection-object': '某餐饮店', 'inspection-manner': '从 120 户名录中抽取 6 户' }
  expect(await refusal(team.done(id, 'inspection-drawn', { says }))).toEqual({
    'drawn-by-nobody': 'changsha-county-2023/12',
  })
  const view = await team.officer.showCase({ params: { id } })
  expect(view.drawn).toBeUndefined()
  expect(view.next.map((one) => one.act)).not.toContain('inspection-drawn')
})

test('an officer who is hindered is replaced by the next in the order of the draw, and the reason stays', async () => {
  const id = await drawn(listOf('黄兴'))
  const [object] = (await shown(id)).drawn.objects
  const officer = object?.inspectors[0]?.id ?? ''
  const params = { id, object: object?.id ?? '' }
  const outside = people().find((each) => !object?.inspectors.some((one) => one.id === each.person)) as SignedIn
  expect(
    await refusal(legal.replaceInspector({ params, body: { officer: outside.person, reason: '想换一个人' } })),
  ).toEqual({ 'inspector-not-drawn': 'changsha-county-2023/12' })
  const { instead } = await legal.replaceInspector({ params, body: { officer, reason: '与被检查人有亲属关系' } })
  expect(instead).not.toBe(officer)
  const after = (await shown(id)).drawn.objects[0]
  expect(after?.inspectors.map((one) => one.id)).toEqual([instead, object?.inspectors[1]?.id])
  expect(after?.replaced).toMatchObject([{ reason: '与被检查人有亲属关系' }])
  expect(await refusal(begin(signedInAs(officer), id, params.object))).toEqual({
    'inspector-not-drawn': 'changsha-county-2023/12',
  })
})

test('to draw the same objects again while drawn ones wait takes a reason, and the earlier draw stays to be seen', async () => {
  const id = await drawn(listOf('长龙'))
  const article = 'changsha-county-2023/12'
  expect(await refusal(frozen(listOf('长龙', 7)))).toEqual({ 'again-without-reason': article })
  expect(await refusal(frozen(listOf('北山'), { again: '名录有误' }))).toEqual({ 'again-of-nothing': undefined })
  const second = await frozen(listOf('长龙', 7), { again: '两户已经注销，名录更新' })
  const [object] = (await shown(id)).drawn.objects
  const who = signedInAs(object?.inspectors[0]?.id ?? '')
  expect(await refusal(begin(who, id, object?.id ?? ''))).toEqual({ 'draw-superseded': article })
  const rows = await team.officer.listInspectionDraws()
  expect(rows.find((one) => one.id === id)?.superseded?.id).toBe(second.id)
  expect(rows.find((one) => one.id === second.id)?.again).toMatchObject({ draws: [{ id }] })
})

test('who may be drawn sets no draw up, and who sets it up begins none', async () => {
  const body = { title: '餐饮油烟抽查', objects: listOf('果园'), take }
  for (const who of [team.officer, team.leader])
    await expect(who.freezeInspectionLists({ body })).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(begin(legal, randomUUID(), randomUUID())).rejects.toMatchObject({ problem: { status: 403 } })
})

test('whoever cannot act that day is passed over in the order of the draw, and is named', async () => {
  const id = await drawn(listOf('安沙'))
  const [object, other] = (await shown(id)).drawn.objects
  const replaced = (which: typeof object) =>
    legal.replaceInspector({
      params: { id, object: which?.id ?? '' },
      body: { officer: which?.inspectors[0]?.id ?? '', reason: '因病住院' },
    })
  const { instead: first } = await replaced(object)
  const system = await team.server.as('system-administrator')
  await system.suspendPerson({ params: { id: first }, body: { reason: '调离' } })
  const left = object?.inspectors.find((one) => one.id !== object.inspectors[0]?.id)?.id ?? ''
  expect(await refusal(begin(signedInAs(left), id, object?.id ?? ''))).toEqual({ 'inspector-unfit': undefined })
  const { instead: second } = await replaced(other)
  expect(second).not.toBe(first)
  const after = (await shown(id)).drawn.objects[1]
  expect(after?.replaced[0]?.passed).toMatchObject([{ id: first, why: 'suspended' }])
})
