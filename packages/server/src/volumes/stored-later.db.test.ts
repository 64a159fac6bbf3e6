import type { CalendarDate } from '@liuhen/core/kernel'
import { expect, test } from 'vitest'
import { states } from '../../../../scripts/proves.ts'
import { CHANGSHA, trialTeam } from '../cases/trial.ts'
import { PRINTED } from '../papers/trial.ts'
import { closedCase, filledVolume } from './trial.ts'

test('Yanzhou: what was recorded on one day and stored on the next is filed under both, with body, device, officer, case and party', async () => {
  await using team = await trialTeam({ ...CHANGSHA, settings: [...(CHANGSHA.settings ?? []), ...PRINTED] })
  // On which days it was recorded and stored is the test's own word: nothing was docked.
  states('yanzhou-2019/8.2')
  const { officer } = team
  const legal = await team.server.as('legal-section')
  const custodian = await team.server.another('custodian', team.unit)
  const centre = await team.server.as('information-centre')
  const body = { number: 'DSJ-08', kind: 'body-camera' as const, unit: team.unit }
  const device = (await centre.registerDevice({ body })).id
  const recorded = team.today()
  const { id, act } = await closedCase(team, [await team.filmed('10:00', '10:15', officer, device)])
  await legal.chooseRuleSet({ body: { packs: ['yanzhou-2019'], from: '2020-01-01' as CalendarDate } })
  await team.later(1)
  await custodian.back()
  const stored = team.today()
  expect(stored).not.toBe(recorded)
  const film = await team.filmed('10:01', '10:14', officer, device, recorded)
  await officer.tieToAct({ params: { id, act }, body: { recordings: [film] } })
  const filed = async () =>
    (await officer.showVolume({ params: { id } })).recordings.find((one) => one.recording === film)
  const { party } = await officer.showCase({ params: { id } })
  const { title } = (await officer.showVolume({ params: { id } })).case
  const path = ['一中队', 'DSJ-08', (await officer.whoAmI()).name, title, party?.name, recorded, stored]
  expect((await filed())?.path).toEqual(path)
  // The index of the file that is kept holds it so.
  await filledVolume(team, id)
  await officer.bindVolume({ params: { id }, body: {} })
  await custodian.takeInVolume({ params: { id }, body: { cabinet: '甲柜', shelf: '3' } })
  const { stands, bound } = await custodian.showVolume({ params: { id } })
  expect(stands).toBe('archived')
  expect(bound?.recordings.find((one) => one.recording === film)?.path).toEqual(path)
})
