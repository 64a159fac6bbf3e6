import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { FILING, INSPECTION } from '../cases/trial-ordinary.ts'
import { CHANGSHA, type TrialTeam, trialTeam } from '../cases/trial.ts'
import { PRINTED } from '../papers/trial.ts'
import { filed } from './trial.ts'

const C = 'changsha-county-2023'
let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam({ ...CHANGSHA, settings: [...(CHANGSHA.settings ?? []), ...PRINTED] })
})
afterAll(() => team[Symbol.asyncDispose]())

test('Changsha: a step of which no recording is wanted stands on its paper alone; one of which it is wanted does not', async () => {
  proves(`${C}/3.2`)
  const id = await team.lead()
  await team.done(id, 'violation-ended', { by: [] })
  await team.done(id, 'violation-discovered', { by: [] })
  await team.approved(id, 'case-filed', FILING, team.legal, team.leader, team.head)
  await team.done(id, 'site-inspected', INSPECTION)
  const acts = async () => (await team.officer.showCase({ params: { id } })).acts
  const [filing, inspected] = ['case-filed', 'site-inspected'].map(
    (act) => async () => (await acts()).find((one) => one.act === act),
  )
  const ids = { filing: (await filing?.())?.id, inspected: (await inspected?.())?.id }
  const lacking = async (act: string | undefined, rule: string) =>
    (await team.officer.showVolume({ params: { id } })).lacks
      .filter(({ at }) => (at?.act !== undefined && at.act === act) || at?.rule === `${C}/${rule}`)
      .map((one) => one.code)
  // While neither form is there, both steps lack something.
  expect(await lacking(ids.filing, 'paper-case-filing')).toEqual(['paper-missing'])
  expect((await lacking(ids.inspected, 'paper-site-inspection')).toSorted()).toEqual([
    'paper-missing',
    'recording-missing',
  ])
  await filed(team, id, { rule: `${C}/paper-case-filing`, title: '立案审批表', pages: 1 })
  await filed(team, id, { rule: `${C}/paper-site-inspection`, title: '现场检查（勘验）笔录', pages: 1 })
  expect(await lacking(ids.filing, 'paper-case-filing')).toEqual([])
  expect((await filing?.())?.mustRecord).toBeUndefined()
  expect((await filing?.())?.marks).toEqual([])
  expect(await lacking(ids.inspected, 'paper-site-inspection')).toEqual(['recording-missing'])
  expect((await inspected?.())?.mustRecord?.map((one) => `${one.pack}/${one.article}`)).toContain(`${C}/13`)
})
