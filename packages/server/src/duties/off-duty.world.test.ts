import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import { type CalendarDate, instantOf } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { type TrialTeam, trialTeam } from '../cases/trial.ts'
import { docked, filmOf, withCamera } from '../discs/trial.ts'
import type { SignedIn } from '../http/trial.ts'

/** Real files of a camera, docked: what is found of them when they come in. */
let team: TrialTeam
let legal: SignedIn
let folder: string
beforeAll(async () => {
  team = await trialTeam({ packs: ['jilin-2017'], from: '2022-10-01' as CalendarDate })
  legal = await team.server.as('legal-section')
  folder = await mkdtemp(join(tmpdir(), 'liuhen-off-duty-'))
  await withCamera(team)
})
afterAll(async () => {
  await team[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

const at = (clock: string) => instantOf(Date.parse(`${team.today()}T${clock}:00.000+08:00`))
const under = async (pack: string) => {
  const from = '2022-10-01' as CalendarDate
  await legal.chooseRuleSet({
    body: { packs: [pack], from, ...(pack === 'yongqing-2022' && { effective: { [pack]: from } }) },
  })
}
const refused = (article: string) => ({
  problem: {
    status: 409,
    obstacles: expect.arrayContaining([
      expect.objectContaining({ code: 'outside-duty', citation: expect.objectContaining({ article }) }),
    ]),
  },
})

test.each([
  ['jilin-2017', 'jilin-2017/24.4', 'jilin-2017/24', '20:10'],
  ['jinzhong-2022-recording', 'jinzhong-2022-recording/21.4', 'jinzhong-2022-recording/21', '20:20'],
  ['yongqing-2022', 'yongqing-2022/24.4', 'yongqing-2022/24', '20:30'],
] as const)(
  '%s: what a camera recorded off duty waits in a queue from the moment it is docked, and is filed with nothing unexplained (%s)',
  async (pack, obligation, article, clock) => {
    proves(obligation)
    await under(pack)
    const { officer, leader, unit } = team
    const roster = await leader.listRosters({ query: { from: team.today(), to: team.today(), unit } })
    if (roster.length === 0) {
      await leader.enterRoster({
        body: { unit, day: team.today(), turns: [{ person: officer.person, start: at('08:00'), end: at('17:00') }] },
      })
      // A turn of the day before may reach into this one: that nobody had any is known too.
      await leader.enterRoster({ body: { unit, day: dateOf(numberOf(team.today()) - 1), turns: [] } })
    }
    const film = async (time: string, hertz: number, name: string) =>
      docked(team, await filmOf(folder, true, hertz), `${time}:00`, name)
    const tone = 400 + Number(clock.slice(-2)) * 7
    const off = await film(clock, tone, `${pack}-夜.m4a`)
    const on = await film(`10:${clock.slice(-2)}`, tone + 3, `${pack}-昼.m4a`)
    const queue = async () =>
      (await leader.listRecordings({ query: { state: 'outside-duty' } })).rows.map((one) => one.id)
    expect(await queue()).toContain(off)
    expect(await queue()).not.toContain(on)
    const params = {
      id: (await officer.registerActivity({ body: { activity: 'patrol', start: at('19:00'), end: at('19:05') } })).id,
    }
    const tie = (recording: string) => officer.tieRecording({ params, body: { recording, reason: '夜间处置' } })
    await expect(tie(off)).rejects.toMatchObject(refused(article))
    await tie(on)
    const id = await team.lead({ title: `夜间占道 ${pack}` })
    const done = () =>
      officer.doAct({
        params: { id },
        body: {
          act: 'violation-discovered',
          on: team.today(),
          by: [],
          key: randomUUID(),
          recordings: [off],
          place: '星沙路',
          at: clock,
          until: clock,
        },
      })
    await expect(done()).rejects.toMatchObject(refused(article))
    await officer.explainDuty({ params: { id: off }, body: { as: 'duty', reason: '接群众投诉加班处置' } })
    expect(await queue()).not.toContain(off)
    await tie(off)
  },
)

test('Yanzhou: what a unit docks while it has named nobody to keep it raises an error of how the bureau is set up', async () => {
  proves('yanzhou-2019/8.1')
  await under('yanzhou-2019')
  const custodian = await team.server.another('custodian')
  const before = (await custodian.listVolumes()).unkept.find((one) => one.unit.id === team.unit)?.recordings ?? 0
  await docked(team, await filmOf(folder, true, 901), '11:00:00', '兖州.m4a')
  const unkept = (await custodian.listVolumes()).unkept.filter((one) => one.unit.id === team.unit)
  expect(unkept).toMatchObject([
    {
      recordings: before + 1,
      message: { zh: expect.stringContaining('一中队') },
      citations: [expect.objectContaining({ pack: 'yanzhou-2019', article: '8' })],
    },
  ])
  await team.server.another('custodian', team.unit)
  expect((await custodian.listVolumes()).unkept.filter((one) => one.unit.id === team.unit)).toEqual([])
})
