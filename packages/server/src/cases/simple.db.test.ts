import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import { ARCHIVED, CHARGE, DEMANDED, ENCLOSED, PERFORMED } from './trial-ordinary.ts'

let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

const shown = (id: string) => team.officer.showCase({ params: { id } })
const SPOT = {
  ...CHARGE,
  'fine-amount': 200,
  'certificate-shown': true,
  'rights-told': true,
  'defence-made': false,
  numbered: true,
  'decision-handed-over': true,
  'party-signed': true,
}
const RECEIPT = { 'fine-amount': 100, 'lawful-receipt': true }
const onTheSpot = (id: string, says: object = {}, recordings: readonly string[] = []) =>
  team.done(id, 'penalty-on-the-spot', {
    place: '星沙路',
    at: '10:00',
    until: '10:15',
    says: { ...SPOT, ...says },
    recordings: [...recordings],
  })
const stopped = async (party?: object): Promise<string> => {
  const id = await team.lead({ procedure: 'simple', ...(party && { party: party as never }) })
  await team.done(id, 'violation-ended', { by: [] })
  await team.done(id, 'violation-discovered', { by: [] })
  return id
}

test('on the spot: two officers, a numbered form, a small fine, filed, collected with a receipt, banked and closed', async () => {
  const id = await stopped()
  const film = await team.filmed('10:00', '10:15')
  expect(await refusal(onTheSpot(id, { 'fine-amount': 300 }))).toEqual({
    'step-spot-amount': 'national/penalty-law/51',
  })
  expect(await refusal(onTheSpot(id, { 'rights-told': false }))).toEqual({
    'step-spot-told': 'national/penalty-law/44',
  })
  expect(await refusal(onTheSpot(id, { numbered: false }))).toEqual({ 'step-spot-form': 'national/penalty-law/52' })
  expect(await refusal(onTheSpot(id, { 'defence-made': true }))).toEqual({
    'step-spot-defence': 'changsha-county-2023/28',
  })
  const spot = await onTheSpot(id, {}, [film])
  const whole = await shown(id)
  expect(whole.acts.find((one) => one.id === spot)?.marks).toEqual([])
  expect(whole.clocks.find((one) => one.startedBy === spot && one.period.endsWith('simple-filing'))).toMatchObject({
    state: 'running',
    citations: expect.arrayContaining([expect.objectContaining({ article: 'penalty-procedure-rules/14' })]),
  })
  expect(await refusal(onTheSpot(id))).toMatchObject({ 'step-once': 'national/penalty-law/29' })
  await team.done(id, 'on-the-spot-reported', {})

  const cash = { at: '10:16', until: '10:18', says: { ...RECEIPT, 'lawful-receipt': false } }
  // Fined two hundred: that the receipt speaks of a hundred makes it no smaller.
  expect(await refusal(team.done(id, 'fine-collected', cash))).toEqual({
    'step-collection-receipt': 'national/penalty-law/70',
    'step-collection-grounds': 'national/penalty-law/68',
  })
  const more = { ...cash, says: { ...RECEIPT, 'fine-amount': 200, 'hard-to-enforce': false, 'party-asked': false } }
  expect(await refusal(team.done(id, 'fine-collected', more))).toEqual({
    'step-collection-grounds': 'national/penalty-law/68',
  })
  const collected = { ...more.says, 'hard-to-enforce': true }
  expect(
    await refusal(team.done(id, 'fine-collected', { ...cash, says: { ...collected, 'paid-amount': 250 } })),
  ).toEqual({
    'step-collection-amount': 'national/penalty-law/68',
  })
  await team.done(id, 'fine-collected', { ...cash, says: collected })
  await team.done(id, 'fine-handed-over', {})
  await team.later(3)
  expect(await refusal(team.done(id, 'fine-banked', {}))).toEqual({ 'late-without-reason': 'national/penalty-law/71' })
  await team.done(id, 'fine-banked', { reason: '银行系统停机' })
  await team.done(id, 'performed', PERFORMED)
  await team.approved(id, 'case-closed', {}, team.leader, team.head)
  await team.done(id, 'archived', ARCHIVED)
  const closed = await shown(id)
  expect(closed.row).toMatchObject({ open: false, procedure: 'simple' })
  expect(closed.acts.flatMap((one) => one.marks.map(({ rule }) => rule))).toEqual(['national/step-cash-banked'])
})

test('a child is not fined, one officer fines nobody, and a bureau fines an organisation up to its own amount', async () => {
  const child = await stopped({ kind: 'citizen', name: '小陈', born: '2014-01-01' })
  expect(await refusal(onTheSpot(child))).toEqual({ 'step-age': 'national/penalty-law/30' })
  const alone = await stopped()
  const one = { at: '10:00', until: '10:15', says: SPOT, by: [team.officer.person] }
  expect(await refusal(team.done(alone, 'penalty-on-the-spot', one))).toEqual({
    'step-two-officers': 'national/penalty-law/42',
  })
  const shop = await stopped({ kind: 'organisation', name: '某商行' })
  expect(await refusal(onTheSpot(shop, { 'fine-amount': 3001 }))).toEqual({
    'step-spot-amount': 'national/penalty-law/51',
  })
  await onTheSpot(shop, { 'fine-amount': 3000 })
})

test('on the spot nothing but a warning or a fine is decided, and of whoever was fifteen it is said that it is lighter', async () => {
  const kind = { 'step-spot-kind': 'national/penalty-law/51' }
  const shop = await stopped({ kind: 'organisation', name: '某餐馆' })
  expect(await refusal(onTheSpot(shop, { 'penalty-kind': '责令停产停业' }))).toEqual(kind)
  expect(await refusal(onTheSpot(shop, { 'penalty-kind': '罚款、吊销许可证件' }))).toEqual(kind)
  await onTheSpot(shop, { 'penalty-kind': '警告、罚款' })

  const grounds = { 'step-grounds': 'national/penalty-law/30' }
  const young = await stopped({ kind: 'citizen', name: '小李', born: `${Number(team.today().slice(0, 4)) - 15}-01-01` })
  expect(await refusal(onTheSpot(young))).toEqual(grounds)
  await onTheSpot(young, { grounds: 'minor', 'fine-amount': 50 })
  const grown = await stopped({ kind: 'citizen', name: '老李', born: '1970-01-01' })
  expect(await refusal(onTheSpot(grown, { grounds: 'minor' }))).toEqual(grounds)
  await onTheSpot(grown)
})

test('a fine decided on the spot that nobody pays goes to the court once the time to ask for reconsideration and the demand are over', async () => {
  const id = await stopped()
  await onTheSpot(id)
  const due = async (name: string): Promise<number> => {
    const clock = (await shown(id)).clocks.find((one) => one.period === `national/period-${name}`)
    return (Date.parse(clock?.last ?? '') - Date.parse(team.today())) / 86_400_000
  }
  await team.later((await due('payment')) + 1)
  await team.done(id, 'demand-served', DEMANDED)
  await team.later(15)
  expect(await refusal(team.done(id, 'court-applied', ENCLOSED))).toEqual({
    'step-court-remedies-over': 'national/coercion-law/53',
  })
  await team.later((await due('reconsideration')) + 1)
  expect(await refusal(team.done(id, 'court-applied', {}))).toEqual({
    'step-court-annexes': 'national/coercion-law/55',
  })
  await team.done(id, 'court-applied', ENCLOSED)
})
