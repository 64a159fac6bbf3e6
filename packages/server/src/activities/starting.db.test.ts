import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { at, type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'

let trial: TrialDay
beforeAll(async () => {
  trial = await trialDay()
})
afterAll(() => trial[Symbol.asyncDispose]())

const refused = (code: string, article: string) => ({
  problem: { status: 409, obstacles: [{ code, citation: { article } }] },
})
const change = async (who: SignedIn, given: (number: string) => object) => {
  const system = await trial.server.as('system-administrator')
  const person = (await system.listPeople()).find((one) => one.id === who.person)
  await system.changePerson({
    params: { id: who.person },
    body: { name: person?.name ?? '', unit: trial.units.one, ...given(person?.userName ?? '') },
  })
}
const certified = { validFrom: '2025-01-01', validTo: '2029-12-31' }
const register = (who: SignedIn, more: object = {}) =>
  who.registerActivity({ body: { activity: 'patrol', start: at('09:00'), end: at('09:10'), ...more } })

test('an officer whose certificate is missing or has run out is not taken as the one who acts and records', async () => {
  proves('jilin-2017/5.1')
  await trial.under(['jilin-2017'])
  const officer = await trial.server.another('officer', trial.units.one)
  await register(officer)
  await change(officer, (number) => ({ regular: true, certificate: { number, ...certified, validTo: '2025-12-31' } }))
  await expect(register(officer)).rejects.toMatchObject(refused('recorder-unqualified', 'jilin-2017/5'))
  await change(officer, () => ({ regular: true }))
  await expect(register(officer)).rejects.toMatchObject(refused('recorder-unqualified', 'jilin-2017/5'))
  const named = register(trial.officer, { colleagues: [officer.person] })
  await expect(named).rejects.toMatchObject(refused('recorder-unqualified', 'jilin-2017/5'))
  await change(officer, (number) => ({ regular: true, certificate: { number, ...certified } }))
  await register(officer)
})

test('who is not on the regular staff is not taken as the one who acts and records', async () => {
  proves('yongqing-2022/7.1')
  await trial.under(['yongqing-2022'])
  const officer = await trial.server.another('officer', trial.units.one)
  await change(officer, (number) => ({ regular: false, certificate: { number, ...certified } }))
  await expect(register(officer)).rejects.toMatchObject(refused('recorder-unqualified', 'yongqing-2022/7'))
})

test('an auxiliary registers with a qualified officer beside them, and not alone', async () => {
  proves('jilin-2017/6.1')
  await trial.under(['jilin-2017'])
  const auxiliary = await trial.server.another('auxiliary', trial.units.one)
  await expect(register(auxiliary)).rejects.toMatchObject(refused('auxiliary-alone', 'jilin-2017/6'))
  const { id } = await register(auxiliary, { colleagues: [trial.officer.person] })
  const { row } = await trial.officer.showActivity({ params: { id } })
  expect(row.colleagues.map((one) => one.id)).toEqual([trial.officer.person])
})

test('an auxiliary whom the county did not recruit is not taken as one who assists', async () => {
  proves('yongqing-2022/8.1')
  await trial.under(['yongqing-2022'])
  const auxiliary = await trial.server.another('auxiliary', trial.units.one)
  const assisted = () => register(trial.officer, { colleagues: [auxiliary.person] })
  await change(auxiliary, () => ({ recruited: 'other' }))
  await expect(assisted()).rejects.toMatchObject(refused('auxiliary-source', 'yongqing-2022/8'))
  await change(auxiliary, () => ({ recruited: 'county' }))
  await assisted()
  // Where no source is printed none is asked.
  await trial.under(['jilin-2017'])
  await change(auxiliary, () => ({ recruited: 'other' }))
  await assisted()
})

test('who begins what must be recorded and has no device is warned, and that they were is kept', async () => {
  proves('changsha-county-2023/6.2')
  await trial.under(['changsha-county-2023'])
  const begin = (activity: string, who = trial.officer) =>
    who.registerActivity({ body: { activity: activity as 'hearing' } })
  const { id, warnings } = await begin('site-inspection')
  expect(warnings).toMatchObject([{ code: 'no-device' }])
  expect(warnings[0]?.citations.map((one) => one.article)).toEqual(expect.arrayContaining(['6', '7']))
  expect((await trial.leader.showActivity({ params: { id } })).row.withoutDevice).toBe(true)
  expect((await begin('patrol')).warnings).toEqual([])
  const camera = await trial.camera('DSJ2006')
  await trial.leader.issueDevice({ params: { id: camera }, body: { holder: trial.officer.person } })
  const equipped = await begin('hearing')
  expect(equipped.warnings).toEqual([])
  expect((await trial.leader.showActivity({ params: { id: equipped.id } })).row.withoutDevice).toBe(false)
})

test('where no condition is printed nobody is refused', async () => {
  await trial.under(['changsha-county-2023'])
  const officer = await trial.server.another('officer', trial.units.one)
  await change(officer, () => ({ regular: false }))
  await register(officer)
})

test.each([
  ['jilin-2017', 'jilin-2017/8.1', 'jilin-2017/8'],
  ['jinzhong-2022-recording', 'jinzhong-2022-recording/13.2', 'jinzhong-2022-recording/13'],
] as const)(
  '%s: an activity that begins now waits for today’s check of the device in hand (%s)',
  async (pack, obligation, article) => {
    proves(obligation)
    await trial.under([pack])
    const officer = await trial.server.another('officer', trial.units.one)
    const id = await trial.camera(pack === 'jilin-2017' ? 'DSJ2001' : 'DSJ2002')
    const centre = await trial.server.as('information-centre')
    await centre.issueDevice({ params: { id }, body: { holder: officer.person } })
    const begin = () => officer.registerActivity({ body: { activity: 'patrol' } })
    await expect(begin()).rejects.toMatchObject(refused('check-first', article))
    // What is over already is registered all the same.
    await register(officer)
    const check = (done: object) =>
      officer.checkDevice({
        params: { id },
        body: { working: true, battery: 90, freeSpace: 30_000, clock: { offset: 0, error: 500 }, ...done } as never,
      })
    await check({ battery: 3, clock: { offset: 900_000, error: 500 } })
    await expect(begin()).rejects.toMatchObject(refused('check-first', article))
    await check({})
    await begin()
  },
)

test('a device that failed its last check is not named for an activity, until it passes or another is taken', async () => {
  proves('yongqing-2022/20.3')
  await trial.under(['yongqing-2022'])
  const [id, other] = [await trial.camera('DSJ2004'), await trial.camera('DSJ2005')]
  const check = (done: object) =>
    trial.leader.checkDevice({
      params: { id },
      body: { working: true, battery: 90, freeSpace: 30_000, clock: { offset: 0, error: 500 }, ...done },
    })
  const begin = (...devices: string[]) => trial.officer.registerActivity({ body: { activity: 'patrol', devices } })
  await check({ working: false })
  await expect(begin(id)).rejects.toMatchObject(refused('device-check-failed', 'yongqing-2022/20'))
  await begin(other)
  // What was recorded before it failed was recorded with it.
  await register(trial.officer, { devices: [id] })
  await check({})
  await begin(id)
})

test('yesterday’s check is not today’s', async () => {
  await trial.under(['jilin-2017'])
  const officer = await trial.server.another('officer', trial.units.one)
  const id = await trial.camera('DSJ2003')
  const centre = await trial.server.as('information-centre')
  await centre.issueDevice({ params: { id }, body: { holder: officer.person } })
  const clock = { offset: 0, error: 500 }
  await officer.checkDevice({ params: { id }, body: { working: true, battery: 90, freeSpace: 30_000, clock } })
  const begin = () => officer.registerActivity({ body: { activity: 'patrol' } })
  await begin()
  trial.server.clock.forward(86_400_000)
  await officer.signIn({ body: { userName: officer.userName, password: officer.password, code: officer.code() } })
  await expect(begin()).rejects.toMatchObject(refused('check-first', 'jilin-2017/8'))
})
