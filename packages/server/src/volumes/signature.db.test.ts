import { type CalendarDate, millisecondsOf } from '@liuhen/core/kernel'
import { residentCheck } from '@liuhen/core/papers'
import { expect, test } from 'vitest'
import { states } from '../../../../scripts/proves.ts'
import { CHANGSHA, trialTeam } from '../cases/trial.ts'
import { filedCase, INSPECTION } from '../cases/trial-ordinary.ts'
import { at } from '../coverage/trial.ts'
import { papersWith, PRINTED } from '../papers/trial.ts'

/** Invented. */
const RESIDENT = `43012119800501001${residentCheck('43012119800501001')}`

test('Yanzhou: a paper the party signs five minutes after the picture ends is told of, with the item that wants it filmed; one signed on film is not', async () => {
  await using team = await trialTeam({ ...CHANGSHA, settings: [...(CHANGSHA.settings ?? []), ...PRINTED] })
  // When the picture ends is the test's own word: nothing was docked.
  states('yanzhou-2019/6.7')
  const { officer, server } = team
  const legal = await server.as('legal-section')
  const id = await filedCase(team)
  const day = team.today()
  const { begin, write, signed } = papersWith(team)
  const fixed = async () => {
    const paper = await begin(id, 'questioning')
    await write(paper, {
      'questioning-interval': { from: `${team.today()} 09:00`, until: `${team.today()} 09:40` },
      'questioning-place': '普法询问工作区',
      'questioned-person': { name: '陈某', idNumber: RESIDENT, relation: '当事人' },
      'questions-and-answers': [
        { id: 'l0', who: 'asked', text: '您叫什么名字？' },
        { id: 'l1', who: 'answered', text: '陈某。' },
      ],
      'read-back': true,
    })
    await officer.freezePaper({ params: { id: paper }, body: {} })
    return paper
  }
  const [late, filmed] = [await fixed(), await fixed()]
  const forwardTo = async (clock: string) => {
    server.clock.forward(millisecondsOf(at(clock, day)) - millisecondsOf(server.clock.now()))
    for (const one of [officer, team.colleague, legal]) await one.back()
  }
  await forwardTo('22:40')
  await signed(late)
  await forwardTo('22:45')
  await signed(filmed)
  await forwardTo('23:00')
  const recordings = [await team.filmed('22:30', '22:35'), await team.filmed('22:42', '22:55')]
  await team.done(id, 'site-inspected', { ...INSPECTION, at: '22:30', until: '22:55', recordings })
  const remarks = async () =>
    (await officer.showVolume({ params: { id } })).remarks.filter((one) => one.code === 'signature-unfilmed')
  expect(await remarks()).toEqual([])
  await legal.chooseRuleSet({ body: { packs: ['yanzhou-2019'], from: '2020-01-01' as CalendarDate } })
  const found = await remarks()
  expect(new Set(found.map((one) => one.at?.paper))).toEqual(new Set([late]))
  expect(found[0]).toMatchObject({
    message: { zh: expect.stringMatching(/22:4[0-4] 由陈某签名/) },
    citations: [{ pack: 'yanzhou-2019', article: '6', quote: '当事人在现场检查记录或相关执法文书上签署姓名和意见时' }],
  })
  expect(found.some((one) => one.at?.paper === filmed)).toBe(false)
})
