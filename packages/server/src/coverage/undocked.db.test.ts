import { afterAll, beforeAll, expect, test } from 'vitest'
import { instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { proves } from '../../../../scripts/proves.ts'
import type { SignedIn } from '../http/trial.ts'
import { at, cited, DATE, type TrialDay, trialDay } from './trial.ts'

let trial: TrialDay
let centre: SignedIn
beforeAll(async () => {
  trial = await trialDay()
  centre = await trial.server.as('information-centre')
})
afterAll(() => trial[Symbol.asyncDispose]())

/** A camera issued to the officer before the day that is looked at. */
async function issued(number: string, who = trial.officer): Promise<string> {
  const id = await trial.camera(number)
  const from = instantOf(millisecondsOf(at('00:00')) - 86_400_000)
  await centre.issueDevice({ params: { id }, body: { holder: who.person, from } })
  return id
}
const overdue = async (who: SignedIn, device: string) =>
  (await who.workbench()).overdue.filter((one) => one.device === device)
const findings = async (id: string, code: string) =>
  (await trial.leader.showActivity({ params: { id } })).coverage.findings.filter((one) => one.code === code)
const dock = async (deviceNumber: string) => {
  const { reads } = await trial.server.station()
  await reads({ number: deviceNumber, files: 0 })
}

test.each([
  ['jilin-2017', 'general-violation-scene', '12.1', '12'],
  ['jinzhong-2022-recording', 'site-inspection', '16.1', '16'],
  ['yongqing-2022', 'patrol', '11.1', '11'],
] as const)(
  '%s: what stays on the card is overdue for its officer and the leader before anything is docked, and until it is',
  async (pack, kind, obligation, article) => {
    proves(`${pack}/${obligation}`)
    const number = `DSJ-${pack.slice(0, 4).toUpperCase()}`
    await trial.under([pack], { 'handover.cut-off': '18:00' })
    const officer = await trial.server.another('officer', trial.units.one)
    const device = await issued(number, officer)
    const id = await trial.activity(kind, '10:00', '10:30', officer)
    for (const who of [officer, trial.leader, centre]) {
      const [found] = await overdue(who, device)
      expect(found).toMatchObject({ activity: { id }, due: at('18:00') })
      expect(cited(found)).toEqual([`${pack}/${article}`])
    }
    expect(await overdue(trial.stranger, device)).toEqual([])
    // Counted once: overdue, and not besides as a camera that was not docked for a day.
    const { undocked } = await officer.workbench()
    expect(undocked.map((one) => one.device)).not.toContain(device)
    expect(await findings(id, 'docking-overdue')).toMatchObject([{ weight: 'doubt' }])
    await dock(number)
    expect(await overdue(officer, device)).toEqual([])
    expect(await findings(id, 'docking-overdue')).toEqual([])
  },
)

test('of several cameras in hand that one counts which was named; where none was, one docked is enough', async () => {
  await trial.under(['jinzhong-2022-recording'], { 'handover.cut-off': '18:00' })
  const [one, two] = [await issued('DSJ-501'), await issued('DSJ-502')]
  const { id } = await trial.officer.registerActivity({
    body: { activity: 'site-inspection', start: at('11:00'), end: at('11:30'), devices: [one] },
  })
  expect(await overdue(trial.officer, two)).toEqual([])
  await dock('DSJ-502')
  // Nor does what the other one brought in stand for it.
  await trial.recording('11:00', '11:30', { device: two, arrived: at('17:30') })
  expect(await overdue(trial.officer, one)).toMatchObject([{ activity: { id } }])
  await trial.activity('site-inspection', '12:00', '12:30')
  await dock('DSJ-501')
  for (const device of [one, two]) expect(await overdue(trial.officer, device)).toEqual([])
})

test('that it came late stays told once it is docked', async () => {
  await trial.under(['jinzhong-2022-recording'], { 'handover.cut-off': '18:00' })
  const device = await issued('DSJ-503')
  const { id } = await trial.officer.registerActivity({
    body: { activity: 'site-inspection', start: at('14:00'), end: at('14:30'), devices: [device] },
  })
  expect(await overdue(trial.officer, device)).toHaveLength(1)
  const arrived = trial.server.clock.now()
  await trial.recording('14:00', '14:30', { error: 0, holds: ['sound', 'picture'], device, arrived })
  expect(await overdue(trial.officer, device)).toEqual([])
  expect(await findings(id, 'docking-overdue')).toEqual([])
  const { lanes } = await trial.leader.dayCoverage({ query: { day: DATE } })
  const late = lanes.flatMap((lane) => lane.findings).filter((one) => one.code === 'handover-late')
  expect(late).toHaveLength(1)
  expect(cited(late[0])).toContain('jinzhong-2022-recording/16')
})

test('what need not be recorded leaves nothing on a card that anybody asks for', async () => {
  await trial.under(['changsha-county-2023'])
  const device = await issued('DSJ-504')
  await trial.officer.registerActivity({
    body: { activity: 'patrol', start: at('15:00'), end: at('15:30'), devices: [device] },
  })
  expect(await overdue(trial.officer, device)).toEqual([])
})
