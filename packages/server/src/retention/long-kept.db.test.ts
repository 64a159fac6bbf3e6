import { randomUUID } from 'node:crypto'
import type { CalendarDate } from '@liuhen/core/kernel'
import { expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { CHANGSHA, refusal, trialTeam } from '../cases/trial.ts'
import { PRINTED } from '../papers/trial.ts'
import { closedCase, filledVolume } from '../volumes/trial.ts'

const PACK = 'jinzhong-2022-recording'

test('Jinzhong: six months on, evidence and what was filmed in a sued or difficult case is kept for long; the rest can be listed', async () => {
  await using team = await trialTeam({
    ...CHANGSHA,
    from: '2022-10-01' as CalendarDate,
    settings: [...(CHANGSHA.settings ?? []), ...PRINTED, { key: 'custodian.person', value: '档案室' as never }],
  })
  const { officer } = team
  const legal = await team.server.as('legal-section')
  const custodian = await team.server.another('custodian')
  const centre = await team.server.as('information-centre')
  const body = { number: 'DSJ-17', kind: 'body-camera' as const, unit: team.unit }
  const device = (await centre.registerDevice({ body })).id
  const films = async () => [
    await team.filmed('10:00', '10:15', officer, device),
    await team.filmed('10:01', '10:14', officer, device),
  ]
  const [[used = '', unused = ''], sued, hard] = [await films(), await films(), await films()]
  const [first, second, third] = [
    await closedCase(team, [used, unused], used),
    await closedCase(team, sued),
    await closedCase(team, hard),
  ]
  await legal.chooseRuleSet({ body: { packs: [PACK], from: '2022-10-01' as CalendarDate } })
  await legal.decideSetting({
    params: { key: 'retention.long-term' },
    body: { value: { count: 30, unit: 'year' } as never },
  })
  // What is there already is kept by it, when a case is found to be difficult.
  proves(`${PACK}/17.6`)
  await officer.sayOfCase({
    params: { id: third.id, fact: 'difficult' },
    body: { is: true, reason: '涉及面广，定性有争议' },
  })
  for (const { id } of [first, second, third]) {
    await filledVolume(team, id)
    await officer.bindVolume({ params: { id }, body: {} })
    await custodian.takeInVolume({ params: { id }, body: { cabinet: '甲柜', shelf: '1' } })
  }
  await team.later(200)
  await custodian.back()
  await legal.back()
  const expired = async () => (await custodian.keepingOverview()).expired.map((one) => one.recording)
  const keeping = async (id: string) => (await officer.showKeeping({ params: { id } })).standing
  const list = (recordings: readonly string[]) =>
    custodian.listForDisposal({ body: { key: randomUUID(), recordings: [...recordings], reason: '保管期满' } })
  const held = async (id: string) => {
    expect(await keeping(id)).toMatchObject({
      class: 'long-term',
      citations: expect.arrayContaining([expect.objectContaining({ pack: PACK, article: '17' })]),
    })
    expect(await refusal(list([id]))).toEqual({ 'term-runs': `${PACK}/17` })
  }
  // The disposal runs: what stands nowhere else is proposed, and evidence is not.
  proves(`${PACK}/17.2`)
  const proposed = await expired()
  expect([used, unused, ...sued, ...hard].filter((one) => proposed.includes(one))).toEqual([unused, ...sued])
  for (const one of [used, ...hard]) await held(one)
  // A suit that is registered holds all of its case at once.
  proves(`${PACK}/17.3`)
  const about = { kind: 'case' as const, id: second.id }
  const fact = { key: randomUUID(), trigger: 'litigation' as const, about, of: 'party' as const }
  await legal.registerKeepingFact({ body: { ...fact, reason: '当事人起诉' } })
  for (const one of sued) await held(one)
  expect(await expired()).toEqual([unused])
  await list([unused])
})
