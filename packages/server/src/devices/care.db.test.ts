import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { proves } from '../../../../scripts/proves.ts'
import { type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'

let trial: TrialDay
let centre: SignedIn
beforeAll(async () => {
  trial = await trialDay()
  centre = await trial.server.as('information-centre')
})
afterAll(() => trial[Symbol.asyncDispose]())

const DAY = 86_400_000
const day = (days = 0) => dayOf(instantOf(millisecondsOf(trial.server.clock.now()) + days * DAY))
const refused = (code: string, article?: string) => ({
  problem: { status: 409, obstacles: [{ code, ...(article && { citation: { article } }) }] },
})
let count = 0
/** A camera of the first unit, in its officer's hands. */
async function camera(more: object = {}): Promise<{ readonly id: string }> {
  const body = { number: `DSJ-7${count++}`, kind: 'body-camera' as const, unit: trial.units.one, ...more }
  const { id } = await centre.registerDevice({ body })
  await trial.leader.issueDevice({ params: { id }, body: { holder: trial.officer.person } })
  return { id }
}
const listed = async (id: string, who = trial.leader) => (await who.listDevices()).find((one) => one.id === id)
const shown = (params: { readonly id: string }, who = trial.officer) => who.showDevice({ params })

test('a device says how it stands and when it was maintained last; what was planned and is past due is marked', async () => {
  proves('jilin-2017/19.1', 'jilin-2017/19.3')
  await trial.under(['jilin-2017'])
  const params = await camera()
  const plan = (due: string) =>
    trial.leader.planMaintenance({ params, body: { due: due as never, what: '清洁镜头，检查接口' } })
  await expect(plan(day(-1))).rejects.toMatchObject(refused('due-past'))
  const done = (body: object) => trial.leader.noteMaintenance({ params, body: body as never })
  await expect(done({ on: day(1), done: '已清洁' })).rejects.toMatchObject(refused('day-future'))
  await plan(day())
  expect((await listed(params.id))?.maintenance).toMatchObject({ due: day(), overdue: false })
  await done({ on: day(-3), done: '已清洁', next: day(-1) })
  expect((await trial.leader.listDevices()).every((one) => one.condition === 'in-use')).toBe(true)
  expect((await listed(params.id))?.maintenance).toMatchObject({ last: day(-3), due: day(-1), overdue: true })
  await done({ on: day(), done: '已检查' })
  const kept = (await listed(params.id))?.maintenance
  expect([kept?.last, kept?.overdue, kept?.due]).toEqual([day(), false, undefined])
})

test.each([
  ['jinzhong-2022-recording', 'device.maintenance-cadence', '13.1', '13'],
  ['yongqing-2022', 'device.maintenance', '20.1', '20'],
] as const)(
  '%s: how often devices are maintained is the bureau’s to say; whichever is over that is marked, with the article',
  async (pack, key, obligation, article) => {
    proves(`${pack}/${obligation}`)
    await trial.under([pack])
    const body = { number: `DSJ-${pack.slice(0, 2)}`, kind: 'camera' as const, unit: trial.units.one }
    const { id } = await centre.registerDevice({ body })
    await trial.leader.noteMaintenance({ params: { id }, body: { on: day(-40), done: '保养' } })
    expect((await listed(id))?.maintenance).toMatchObject({ overdue: false })
    await trial.legal.decideSetting({ params: { key }, body: { value: 'month' } })
    const { maintenance } = (await listed(id)) ?? {}
    expect(maintenance).toMatchObject({
      last: day(-40),
      overdue: true,
      citations: expect.arrayContaining([expect.objectContaining({ pack, article })]),
    })
    await trial.leader.noteMaintenance({ params: { id }, body: { on: day(), done: '保养' } })
    expect((await listed(id))?.maintenance?.overdue).toBe(false)
  },
)

test('how a model is used is there to be read, and nobody gets one before having confirmed it', async () => {
  proves('jilin-2017/20.2', 'jilin-2017/21.2', 'yongqing-2022/21.2')
  const { leader, officer } = trial
  await trial.under(['jilin-2017'])
  const body = { number: 'DSJ-M1', kind: 'body-camera' as const, unit: trial.units.one, model: 'DSJ-A9' }
  const params = await centre.registerDevice({ body })
  const issue = () => leader.issueDevice({ params, body: { holder: officer.person } })
  const text = '开机前检查电量和存储空间；不得私自拆卸；不得用于与执法无关的活动。'
  const manual = await centre.giveManual({ body: { model: 'DSJ-A9', text } })
  expect((await shown(params, officer)).care.manual).toMatchObject({ text, edition: 1, read: false })
  await expect(issue()).rejects.toMatchObject(refused('manual-unread', 'jilin-2017/20'))
  const lend = leader.lendDevice({ params, body: { borrower: officer.person, reason: '替班' } })
  await expect(lend).rejects.toMatchObject(refused('manual-unread', 'jilin-2017/20'))
  await officer.readManual({ params: manual, body: { edition: 1 } })
  await issue()
  expect((await shown(params, officer)).care.manual?.read).toBe(true)
  // Another text is read anew, and nobody confirms one they have not seen.
  await leader.returnDevice({ params })
  expect(await centre.giveManual({ body: { model: 'DSJ-A9', text: `${text}第二版。` } })).toEqual(manual)
  await expect(officer.readManual({ params: manual, body: { edition: 1 } })).rejects.toMatchObject(
    refused('manual-replaced'),
  )
  await expect(issue()).rejects.toMatchObject(refused('manual-unread', 'jilin-2017/20'))
  await officer.readManual({ params: manual, body: { edition: 2 } })
  await issue()
  const deed = { deed: 'against-manual', note: '雨天裸机使用，未按说明书加防水罩' } as const
  await leader.noteDeed({ params, body: deed })
  const [noted] = (await shown(params, officer)).care.deeds
  expect(noted).toMatchObject({ ...deed, person: { id: officer.person }, act: '违反使用说明书要求操作执法记录仪' })
  // Where nothing is printed on it nobody is held up.
  await trial.under(['changsha-county-2023'])
  await leader.returnDevice({ params })
  await leader.issueDevice({ params, body: { holder: leader.person } })
})

test('what was done to a device is held against who had it last, and is settled as the article has it', async () => {
  proves('jilin-2017/21.3', 'jilin-2017/21.4', 'jilin-2017/21.5')
  const { leader, officer: holder } = trial
  const head = await trial.server.as('head')
  await trial.under(['jilin-2017'])
  const body = { number: 'DSJ-D1', kind: 'body-camera' as const, unit: trial.units.one, price: 150_000 }
  const params = await centre.registerDevice({ body })
  await leader.issueDevice({ params, body: { holder: holder.person } })
  await leader.returnDevice({ params })
  const note = (deed: string, words: string) => centre.noteDeed({ params, body: { deed, note: words } as never })
  const deeds = async () => (await shown(params, leader)).care.deeds
  await note('dismantled', '收回时封条破损')
  expect(await deeds()).toMatchObject([
    { deed: 'dismantled', act: '随意拆卸执法记录仪', person: { id: holder.person } },
  ])
  // It stands in the register of what is answered for, by itself and by the rule that forbids it.
  const inspection = await trial.server.as('inspection-section')
  const items = async () =>
    (await inspection.listLiabilities({ query: {} })).filter((one) => one.about.device === params.id)
  expect(await items()).toMatchObject([
    {
      outcome: 'dismantled',
      byItself: true,
      people: [{ id: holder.person }],
      rule: { rule: 'jilin-2017/prohibition-dismantling' },
    },
  ])
  await expect(note('own-repair', '自行换屏')).rejects.toMatchObject(refused('deed-not-forbidden'))

  const settle = (deed: string, outcome: object, who = head) =>
    who.settleDeed({ params: { ...params, deed }, body: outcome })
  await leader.loseDevice({ params, body: { reason: '放在车上被盗' } })
  const careless = await note('careless', '保管不善，放在车上被盗')
  await expect(settle(careless.id, {})).rejects.toMatchObject(refused('compensation-missing', 'jilin-2017/21'))
  await settle(careless.id, { compensation: 80_000 })
  await expect(settle(careless.id, { compensation: 1 })).rejects.toMatchObject(refused('settled-already'))

  // That it was lost by carelessness is one item and not two.
  expect((await items()).map((one) => one.outcome).sort()).toEqual(['device-lost', 'dismantled'])
  const deliberate = await note('deliberate', '与人争执时摔毁')
  expect((await items()).map((one) => one.rule.rule)).toContain('jilin-2017/prohibition-deliberate-damage')
  expect((await deeds())[0]).toMatchObject({ deed: 'deliberate', proposed: 150_000 })
  await expect(settle(deliberate.id, { compensation: 100_000 })).rejects.toMatchObject({
    problem: {
      obstacles: [
        { code: 'below-price', citation: { article: 'jilin-2017/21' } },
        { code: 'handling-missing', citation: { article: 'jilin-2017/21' } },
      ],
    },
  })
  const outcome = { compensation: 150_000, handling: '批评教育，扣发当月奖金' }
  await settle(deliberate.id, outcome)
  const { name } = await head.whoAmI()
  expect((await deeds())[0]?.settled).toMatchObject({ ...outcome, by: name })
})

test('a repair without a report of the fault is unauthorised, and its cost is not reimbursed', async () => {
  proves('yongqing-2022/21.3', 'yongqing-2022/21.4')
  const { leader } = trial
  await trial.under(['yongqing-2022'])
  const body = { number: 'DSJ-R1', kind: 'body-camera' as const, unit: trial.units.one }
  const params = await centre.registerDevice({ body })
  const repair = { on: day(), where: '街边修理店', done: '换屏', cost: 20_000 }
  const own = await leader.noteRepair({ params, body: repair })
  expect(own).toEqual({ unauthorised: true, reimbursable: false })
  await leader.reportFault({ params, body: { fault: '屏幕破裂', instead: 'stopped' } })
  expect(await leader.noteRepair({ params, body: { ...repair, where: '厂家' } })).toEqual({
    unauthorised: false,
    reimbursable: true,
  })
  const { repairs } = (await shown(params, leader)).care
  expect(repairs.map((one) => [one.where, one.unauthorised, one.reimbursable])).toEqual([
    ['厂家', false, true],
    ['街边修理店', true, false],
  ])
})
