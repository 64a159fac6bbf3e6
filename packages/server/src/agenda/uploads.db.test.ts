import { randomUUID } from 'node:crypto'
import { instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { at, cited, DATE, type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { type Mailbox, mailbox, smtp } from './trial.ts'

/** A bureau with a mail server, which looks every second whether something is to be sent. */
let trial: TrialDay
let box: Mailbox
beforeAll(async () => {
  box = await mailbox()
  trial = await trialDay({ smtp: smtp(box.port), lookSeconds: 1, reminders: { days: 1, hour: 0 } })
})
afterAll(async () => {
  await trial[Symbol.asyncDispose]()
  await box[Symbol.asyncDispose]()
})

const DAY = 86_400_000
const wants = (who: SignedIn, address: string) => who.setReminders({ body: { address } })

test('Changsha County: of an upload that is overdue in a case its handlers are told as responsible, and the deputy who supervises the team as supervisor', async () => {
  await trial.under(['changsha-county-2023'])
  const colleague = await trial.server.another('officer', trial.units.one)
  const [deputy, other] = [await trial.server.another('deputy-head'), await trial.server.another('deputy-head')]
  const head = await trial.server.as('head')
  for (const [person, unit] of [
    [deputy.person, trial.units.one],
    [other.person, trial.units.two],
  ] as const)
    await head.fillPost({ body: { post: 'supervising-deputy', unit, person, from: DATE } })
  const opened = {
    title: '占道堆放',
    procedure: 'ordinary' as const,
    on: DATE,
    discovered: { on: DATE },
    source: '检查',
    key: randomUUID(),
  }
  const { id: file } = await trial.officer.openCase({ body: { ...opened, colleagues: [colleague.person] } })
  const by = [trial.officer.person, colleague.person]
  await trial.officer.doAct({
    params: { id: file },
    body: { act: 'violation-discovered', on: DATE, by, key: randomUUID() },
  })
  const centre = await trial.server.as('information-centre')
  const device = await trial.camera('DSJ-801')
  const from = instantOf(millisecondsOf(at('00:00')) - DAY)
  await centre.issueDevice({ params: { id: device }, body: { holder: trial.officer.person, from } })
  await trial.officer.registerActivity({
    body: {
      activity: 'site-inspection',
      start: at('16:00'),
      end: at('16:30'),
      devices: [device],
      colleagues: [colleague.person],
    },
  })
  const shown = async (who: SignedIn) =>
    (await who.workbench()).overdue
      .filter((one) => one.device === device)
      .map((one) => [one.as, one.case?.id, cited(one)?.includes('changsha-county-2023/8')])
  for (const who of [trial.officer, colleague]) expect(await shown(who)).toEqual([['responsible', file, true]])
  expect(await shown(deputy)).toEqual([['supervisor', file, true]])
  expect(await shown(other)).toEqual([])

  const addresses = { officer: trial.officer, colleague, deputy, other, stranger: trial.stranger }
  for (const [name, who] of Object.entries(addresses)) await wants(who, `${name}@cg.example`)
  await expect.poll(() => box.received.length, { timeout: 120_000 }).toBe(3)
  const letters = new Map(box.received.map(({ to, text }) => [to[0], text]))
  const line = /设备 DSJ-801（/u
  for (const name of ['officer', 'colleague']) {
    expect(letters.get(`${name}@cg.example`)).toMatch(line)
    expect(letters.get(`${name}@cg.example`)).toContain('您直接负责')
  }
  expect(letters.get('deputy@cg.example')).toMatch(line)
  expect(letters.get('deputy@cg.example')).toContain('您直接主管')
  expect(new Set(letters.keys())).toEqual(new Set(['officer@cg.example', 'colleague@cg.example', 'deputy@cg.example']))
  // A letter has many readers: which case it is stands on the desk.
  expect([...letters.values()].join()).not.toContain('占道堆放')
  proves('changsha-county-2023/8.1')
})
