import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { cited, type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { declaredOf } from '../intake/trial.ts'

let trial: TrialDay
let id: string
let [deputy, head, custodian, centre]: SignedIn[] = []
beforeAll(async () => {
  trial = await trialDay()
  id = await trial.recording('09:00', '09:10')
  deputy = await trial.server.as('deputy-head')
  head = await trial.server.as('head')
  custodian = await trial.server.as('custodian')
  centre = await trial.server.as('information-centre')
})
afterAll(() => trial[Symbol.asyncDispose]())
void declaredOf

const form = (more: object = {}) => ({
  use: 'look' as const,
  whom: 'work' as const,
  recordings: [id],
  reason: '核实群众投诉',
  days: 3,
  times: 2,
  key: randomUUID(),
  ...more,
})
test('thin', async () => {
  await trial.under(['yanzhou-2019'], { 'access.copy.leader': '分管负责人' })
  const use = await deputy!.useOfRecording({ params: { id } })
  expect(use.look).toMatchObject({ may: false })
  const asked = await deputy!.askRequest({ body: form() as never })
  const view = await deputy!.showRequest({ params: { id: asked.id } })
  expect(view).toMatchObject({ stands: 'asked' })
  const { mine } = await trial.leader.listApprovals()
  expect(mine[0]).toMatchObject({ matter: { id: asked.id } })
  await trial.leader.signApproval({
    params: { id: mine[0]!.id },
    body: { opinion: 'agreed', password: trial.leader.password },
  })
  expect(await deputy!.showRequest({ params: { id: asked.id } })).toMatchObject({ stands: 'granted' })
  console.log(JSON.stringify((await deputy!.useOfRecording({ params: { id } })).look))
  console.log(
    (await deputy!.send(`${trial.server.url}/api/recordings/${id}/original`)).status,
    (await centre!.send(`${trial.server.url}/api/recordings/${id}/original`)).status,
  )
  void [head, custodian, proves, cited]
})
