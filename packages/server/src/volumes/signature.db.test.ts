import { instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { residentCheck } from '@liuhen/core/papers'
import { expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { CHANGSHA, trialTeam } from '../cases/trial.ts'
import { filedCase, INSPECTION } from '../cases/trial-ordinary.ts'
import { at } from '../coverage/trial.ts'
import { papersWith, PRINTED } from '../papers/trial.ts'
import { TRIAL_MORNING } from '../platform/trial-clock.ts'

/** Invented. */
const RESIDENT = `43012119800501001${residentCheck('43012119800501001')}`
const HOUR = 3_600_000

test('Yanzhou: a paper the party signs five minutes after the picture ends is told of, with the item that wants it filmed; one signed on film is not', async () => {
  const evening = instantOf(millisecondsOf(TRIAL_MORNING) + 11 * HOUR)
  await using team = await trialTeam({ ...CHANGSHA, settings: [...(CHANGSHA.settings ?? []), ...PRINTED] }, {}, evening)
  proves('yanzhou-2019/6.7')
  const { officer, server } = team
  const legal = await server.as('legal-section')
  const id = await filedCase(team)
  const day = team.today()
  const forwardTo = async (clock: string) => {
    server.clock.forward(millisecondsOf(at(clock, day)) - millisecondsOf(server.clock.now()))
    for (const one of [officer, team.colleague, legal]) await one.back()
  }
  const { begin, write, signed } = papersWith(team)
  const signedAt = async (clock: string) => {
    const paper = await begin(id, 'questioning')
    await write(paper, {
      'questioning-interval': { from: `${day} 09:00`, until: `${day} 09:40` },
      'questioning-place': '普法询问工作区',
      'questioned-person': { name: '陈某', idNumber: RESIDENT, relation: '当事人' },
      'questions-and-answers': [
        { id: 'l0', who: 'asked', text: '您叫什么名字？' },
        { id: 'l1', who: 'answered', text: '陈某。' },
      ],
      'read-back': true,
    })
    await officer.freezePaper({ params: { id: paper }, body: {} })
    await forwardTo(clock)
    await signed(paper)
    return paper
  }
  const late = await signedAt('10:20')
  const filmed = await signedAt('10:25')
  await forwardTo('10:40')
  const recordings = [await team.filmed('10:00', '10:15'), await team.filmed('10:22', '10:35')]
  await team.done(id, 'site-inspected', { ...INSPECTION, at: '10:00', until: '10:35', recordings })
  const remarks = async () =>
    (await officer.showVolume({ params: { id } })).remarks.filter((one) => one.code === 'signature-unfilmed')
  expect(await remarks()).toEqual([])
  await legal.chooseRuleSet({ body: { packs: ['yanzhou-2019'], from: day } })
  const found = await remarks()
  expect(new Set(found.map((one) => one.at?.paper))).toEqual(new Set([late]))
  expect(found[0]).toMatchObject({
    message: { zh: expect.stringMatching(/10:20 由陈某签名/) },
    citations: [{ pack: 'yanzhou-2019', article: '6', quote: '当事人在现场检查记录或相关执法文书上签署姓名和意见时' }],
  })
  expect(found.some((one) => one.at?.paper === filmed)).toBe(false)
})
