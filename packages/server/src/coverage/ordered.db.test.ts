import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { readObligations } from '../../../../scripts/obligations.ts'
import { proves } from '../../../../scripts/proves.ts'
import type { SignedIn } from '../http/trial.ts'
import { cited, type TrialDay, trialDay } from './trial.ts'

let trial: TrialDay
beforeAll(async () => {
  trial = await trialDay()
})
afterAll(() => trial[Symbol.asyncDispose]())

const quotes = new Map(readObligations().obligations.map((one) => [one.id, one.quote]))
const MINUTE = 60_000
const now = (plus = 0) => instantOf(millisecondsOf(trial.server.clock.now()) + plus)
const refused = (code: string) => ({ problem: { status: 409, obstacles: [{ code }] } })
const coverage = async (id: string, who: SignedIn = trial.officer) =>
  (await who.showActivity({ params: { id } })).coverage

test('a kind added to the list today is a gap tomorrow where nothing was recorded, and not today', async () => {
  proves('changsha-county-2023/7.5')
  await trial.under(['changsha-county-2023'])
  const decide = (who: SignedIn, body: object) =>
    who.decideMandatory({
      params: { activity: 'patrol' },
      body: { required: true, reason: '近期纠纷较多', ...body } as never,
    })
  const yesterday = await trial.activity('patrol', '10:00', '10:30')
  await expect(decide(trial.leader, {})).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(decide(trial.legal, { from: dayOf(now()) })).rejects.toMatchObject(refused('not-back'))
  const { mandatory, mandatoryBy } = await decide(trial.legal, {})
  expect(mandatory).toMatchObject([{ activity: 'patrol', required: true, reason: '近期纠纷较多' }])
  expect(cited({ citations: mandatoryBy })).toContain('changsha-county-2023/7')
  const begin = now(-10 * MINUTE)
  const today = (await trial.officer.registerActivity({ body: { activity: 'patrol', start: begin, end: now() } })).id
  trial.server.clock.forward(26 * 3_600_000)
  const officer = await trial.server.another('officer', trial.units.one)
  const done = { activity: 'patrol' as const, start: now(-10 * MINUTE), end: now() }
  const { id } = await officer.registerActivity({ body: done })
  trial.server.clock.forward(25 * 3_600_000)
  const later = await trial.server.another('team-leader', trial.units.one)
  const { required, findings } = await coverage(id, later)
  expect(required).toBe('must')
  const gap = findings.find((one) => one.code === 'not-recorded')
  expect(gap).toMatchObject({ weight: 'breach', stretches: [{ from: done.start, to: done.end }] })
  expect(cited(gap)).toContain('changsha-county-2023/7')
  for (const before of [yesterday, today]) expect((await coverage(before, later)).required).toBe('none')
  expect((await later.workbench()).unrecorded.map((one) => one.row.id)).toContain(id)

  // It is dropped again, from a day to come.
  const legal = await trial.server.another('legal-section')
  await decide(legal, { required: false, reason: '专项结束' })
  expect((await coverage(id, later)).required).toBe('must')
})

test('where no instrument leaves other acts to the bureau, none is added and none is ordered', async () => {
  const legal = await trial.server.another('legal-section')
  const from = dayOf(now(30 * 86_400_000))
  await legal.chooseRuleSet({ body: { packs: ['jilin-2017'], from: dayOf(now(86_400_000)) } })
  const body = { required: true, reason: '近期纠纷较多', from }
  await expect(legal.decideMandatory({ params: { activity: 'patrol' }, body })).rejects.toMatchObject(
    refused('no-other-acts'),
  )
  trial.server.clock.forward(2 * 86_400_000)
  const [officer, leader] = [
    await trial.server.another('officer', trial.units.one),
    await trial.server.another('team-leader', trial.units.one),
  ]
  const { id } = await officer.registerActivity({ body: { activity: 'complaint-reception', start: now(-MINUTE) } })
  await expect(leader.orderFilming({ params: { id }, body: { reason: '当事人情绪激动' } })).rejects.toMatchObject(
    refused('no-other-acts'),
  )
})

test('a leader has one activity recorded that goes on, from then on and no earlier', async () => {
  await using other = await trialDay()
  proves('changsha-county-2023/7.5')
  await other.under(['changsha-county-2023'])
  const { clock } = other.server
  const at = (plus = 0) => instantOf(millisecondsOf(clock.now()) + plus)
  const start = at(-10 * MINUTE)
  const { id } = await other.officer.registerActivity({ body: { activity: 'patrol', start } })
  const order = (who: SignedIn) => who.orderFilming({ params: { id }, body: { reason: '当事人情绪激动' } })
  await expect(order(other.officer)).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(order(await other.server.another('team-leader', other.units.two))).rejects.toMatchObject({
    problem: { status: 404 },
  })
  await order(other.leader)
  const [running] = (await other.officer.workbench()).running
  expect(running?.ordered).toMatchObject({ reason: '当事人情绪激动', by: expect.stringMatching(/^人/) })
  await expect(order(other.leader)).rejects.toMatchObject(refused('required-anyhow'))
  clock.forward(5 * MINUTE)
  const end = at()
  await other.officer.endActivity({ params: { id }, body: { at: end } })
  await expect(order(other.leader)).rejects.toMatchObject(refused('activity-ended'))
  clock.forward(25 * 3_600_000)
  const later = await other.server.another('team-leader', other.units.one)
  const { coverage: found } = await later.showActivity({ params: { id } })
  const gap = found.findings.find((one) => one.code === 'not-recorded')
  expect(gap?.stretches).toEqual([{ from: running?.ordered?.at, to: end }])
  expect(cited(gap)).toContain('changsha-county-2023/7')
})

test.each([
  ['yanzhou-2019', 'yanzhou-2019/4.12', undefined],
  ['jinzhong-2022-recording', 'jinzhong-2022-recording/8.8', ['direct-contact', 'may-dispute']],
] as const)(
  '%s: a kind of its own that the bureau adds, like what the article names, is a gap where nothing was recorded (%s)',
  async (pack, obligation, attributes) => {
    await using other = await trialDay()
    proves(obligation)
    await other.under([pack])
    const article = obligation.split('.')[0] ?? ''
    const body = { name: '噪声扰民劝导', reason: '近期纠纷较多' }
    const add = (who: SignedIn, more: object = {}) =>
      who.addActivityKind({ body: { key: randomUUID(), ...body, ...more } as never })
    await expect(add(other.leader)).rejects.toMatchObject({ problem: { status: 403 } })
    if (attributes)
      for (const lacking of [{}, { attributes: [attributes[0]] }])
        await expect(add(other.legal, lacking)).rejects.toMatchObject({
          problem: { status: 409, obstacles: [{ code: 'attributes-missing', citation: { article } }] },
        })
    await expect(add(other.legal, { attributes, from: dayOf(other.server.clock.now()) })).rejects.toMatchObject(
      refused('not-back'),
    )
    const { ownKinds } = await add(other.legal, attributes ? { attributes } : {})
    expect(ownKinds).toMatchObject([{ name: body.name, reason: body.reason, by: expect.stringMatching(/^人/) }])
    const ownKind = ownKinds[0]?.kind ?? ''
    await expect(add(other.legal, attributes ? { attributes } : {})).rejects.toMatchObject(refused('kind-there'))
    const { clock } = other.server
    const at = (plus: number) => instantOf(millisecondsOf(clock.now()) + plus)
    const done = (ownKind: string, activity: 'other' | 'patrol' = 'other', [start, end] = [at(-10 * MINUTE), at(0)]) =>
      other.officer.registerActivity({ body: { activity, ownKind, start, end } })
    await expect(done(ownKind)).rejects.toMatchObject({ problem: { status: 404 } })
    clock.forward(26 * 3_600_000)
    await other.officer.back()
    await expect(done(ownKind, 'patrol')).rejects.toMatchObject({ problem: { status: 400 } })
    const [start, end] = [at(-10 * MINUTE), at(0)]
    const { id } = await done(ownKind, 'other', [start, end])
    clock.forward(25 * 3_600_000)
    await other.leader.back()
    const { row, coverage: found } = await other.leader.showActivity({ params: { id } })
    expect(row).toMatchObject({ activity: 'other', ownKind: body.name })
    const gap = found.findings.find((one) => one.code === 'not-recorded')
    expect(gap).toMatchObject({ weight: 'breach', stretches: [{ from: start, to: end }] })
    expect(cited(gap)).toContain(article)
    // In the words of that very item, and with the kind named as the bureau named it.
    expect(gap?.citations.map((one) => one.quote)).toContain(quotes.get(obligation))
  },
)
