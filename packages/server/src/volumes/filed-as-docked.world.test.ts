import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ProblemError } from '@liuhen/contract'
import { type CalendarDate, type Instant, millisecondsOf } from '@liuhen/core/kernel'
import { residentCheck } from '@liuhen/core/papers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { filedCase, INSPECTION } from '../cases/trial-ordinary.ts'
import { CHANGSHA, type TrialTeam, trialTeam } from '../cases/trial.ts'
import { at } from '../coverage/trial.ts'
import { docked, filmOf } from '../discs/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { papersWith, PRINTED } from '../papers/trial.ts'
import { closedCase, filledVolume } from './trial.ts'

/** Recordings as stations read them from cameras, filed under the names each instrument wants. */
const FROM = '2020-01-01' as CalendarDate
let team: TrialTeam
let folder: string
let legal: SignedIn
let custodian: SignedIn
let centre: SignedIn
const county = () => trialTeam({ ...CHANGSHA, settings: [...(CHANGSHA.settings ?? []), ...PRINTED] })
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-filed-'))
  team = await county()
  legal = await team.server.as('legal-section')
  custodian = await team.server.another('custodian')
  centre = await team.server.as('information-centre')
})
afterAll(async () => {
  await team?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** A camera that the officer of that team wears. */
async function worn(number: string, { server, unit, officer }: TrialTeam = team): Promise<{ readonly camera: string }> {
  const who = await server.as('information-centre')
  const { id } = await who.registerDevice({ body: { number, kind: 'body-camera', unit } })
  const from = '2020-01-01T00:00:00.000Z' as Instant
  await who.issueDevice({ params: { id }, body: { holder: officer.person, from } })
  return { camera: number }
}

const under = (pack: string) =>
  legal.chooseRuleSet({ body: { packs: [pack], from: FROM, effective: { [pack]: FROM } } })
const shown = (id: string) => team.officer.showVolume({ params: { id } })
const bind = (id: string) => team.officer.bindVolume({ params: { id }, body: {} })
const takeIn = (id: string) => custodian.takeInVolume({ params: { id }, body: { cabinet: '甲柜', shelf: '3' } })
const nameOf = async (who: SignedIn) => (await who.whoAmI()).name
const partyOf = async (id: string) => (await team.officer.showCase({ params: { id } })).party?.name

/** What is in the way, in words. */
async function told(act: Promise<unknown>): Promise<string> {
  try {
    await act
    return ''
  } catch (thrown) {
    if (!(thrown instanceof ProblemError)) throw thrown
    return thrown.problem.obstacles.map((one) => one.message.zh).join('\n')
  }
}

test('Jilin: films of a worn and of a fixed camera, docked, stand in one course of the case, each told by what it is of', async () => {
  proves('jilin-2017/2.1')
  await under('changsha-county-2023')
  await centre.registerDevice({ body: { number: 'JK-21', kind: 'surveillance', unit: team.unit } })
  const own = await docked(team, await filmOf(folder, false, 310), '10:01:00', '巡查.mp4', await worn('DSJ-31'))
  const fixed = await docked(team, await filmOf(folder, false, 320), '10:02:00', '路口监控.mp4', { camera: 'JK-21' })
  // Nobody wears a fixed camera: who stood before it, somebody says.
  await team.leader.annotateOfficer({
    params: { id: fixed },
    body: { officer: team.officer.person, reason: '监控画面内的执法人员' },
  })
  const { id, act } = await closedCase(team, [own, fixed])
  await under('jilin-2017')
  const { stages, steps } = await team.officer.caseTimeline({ params: { id } })
  const media = stages.flatMap((one) => one.entries).filter((one) => one.recording !== undefined)
  const sources = (all: readonly { readonly recording?: string | undefined; readonly source?: string | undefined }[]) =>
    all.map((one) => [one.recording, one.source])
  for (const all of [media, steps.find((one) => one.id === act)?.media ?? []])
    expect(sources(all)).toEqual(
      expect.arrayContaining([
        [own, 'body-camera'],
        [fixed, 'surveillance'],
      ]),
    )
})

test('Jilin: a docked film is archived under unit, device, officer, year, month and day; one of no known device is not', async () => {
  proves('jilin-2017/13.1')
  await under('changsha-county-2023')
  const film = await docked(team, await filmOf(folder, false, 330), '10:03:00', '告知.mp4', await worn('DSJ-33'))
  // Of the other nobody knows with which device it was filmed: no station says so of what it reads.
  const [whole, lacking] = [await closedCase(team, [film]), await closedCase(team)]
  await under('jilin-2017')
  for (const { id } of [whole, lacking]) await filledVolume(team, id)
  expect(await told(bind(lacking.id))).toContain('没有登记设备')
  await bind(whole.id)
  await takeIn(whole.id)
  const { stands, bound } = await shown(whole.id)
  expect(stands).toBe('archived')
  expect(bound?.recordings[0]?.path?.slice(0, 6)).toEqual([
    '一中队',
    'DSJ-33',
    await nameOf(team.officer),
    ...team.today().split('-'),
  ])
})

test('Yongqing: a docked film is filed under team, device, officer, day of use, party and cause, in that order', async () => {
  proves('yongqing-2022/17.1')
  await under('changsha-county-2023')
  const film = await docked(team, await filmOf(folder, false, 350), '10:05:00', '永清.mp4', await worn('DSJ-35'))
  const { id } = await closedCase(team, [film])
  await under('yongqing-2022')
  await filledVolume(team, id, false)
  // Without the cause, the last folder, it is not filed.
  expect(await told(bind(id))).toContain('没有登记案由')
  await team.officer.nameCause({ params: { id }, body: { cause: '占道经营' } })
  await bind(id)
  await takeIn(id)
  const { bound } = await shown(id)
  const path = ['一中队', 'DSJ-35', await nameOf(team.officer), team.today(), await partyOf(id), '占道经营']
  expect(bound?.recordings).toMatchObject([{ recording: film, path }])
})

test('Yanzhou: what was filmed on one day and docked on the next is filed under both days', async () => {
  await using other = await county()
  proves('yanzhou-2019/8.2')
  const { officer, server } = other
  const section = await server.as('legal-section')
  const keeper = await server.another('custodian')
  const recorded = other.today()
  const first = await docked(
    other,
    await filmOf(folder, false, 360),
    '10:06:00',
    '当日.mp4',
    await worn('DSJ-36', other),
  )
  const { id, act } = await closedCase(other, [first])
  await section.chooseRuleSet({ body: { packs: ['yanzhou-2019'], from: FROM } })
  const second = await worn('DSJ-37', other)
  await other.later(1)
  await keeper.back()
  const stored = other.today()
  expect(stored).not.toBe(recorded)
  const later = { ...second, on: recorded }
  const film = await docked(other, await filmOf(folder, false, 370), '10:07:00', '次日.mp4', later)
  await officer.tieToAct({ params: { id, act }, body: { recordings: [first, film] } })
  await filledVolume(other, id)
  await officer.bindVolume({ params: { id }, body: {} })
  await keeper.takeInVolume({ params: { id }, body: { cabinet: '甲柜', shelf: '3' } })
  const { bound, case: kept, stands } = await keeper.showVolume({ params: { id } })
  expect(stands).toBe('archived')
  const name = (await officer.whoAmI()).name
  const party = (await officer.showCase({ params: { id } })).party?.name
  const pathOf = (one: string) => bound?.recordings.find(({ recording }) => recording === one)?.path
  expect(pathOf(first)).toEqual(['一中队', 'DSJ-36', name, kept.title, party, recorded, recorded])
  expect(pathOf(film)).toEqual(['一中队', 'DSJ-37', name, kept.title, party, recorded, stored])
})

test('Yanzhou: a paper signed five minutes after the docked film ends is told of, with the item that wants it filmed', async () => {
  await using other = await county()
  proves('yanzhou-2019/6.7')
  const { officer, colleague, server } = other
  const section = await server.as('legal-section')
  const camera = await worn('DSJ-38', other)
  const id = await filedCase(other)
  const { begin, write, signed } = papersWith(other)
  const number = '43012119800501001'
  const fixed = async () => {
    const paper = await begin(id, 'questioning')
    await write(paper, {
      'questioning-interval': { from: `${other.today()} 09:00`, until: `${other.today()} 09:40` },
      'questioning-place': '普法询问工作区',
      'questioned-person': { name: '陈某', idNumber: number + residentCheck(number), relation: '当事人' },
      'questions-and-answers': [
        { id: 'l0', who: 'asked', text: '您叫什么名字？' },
        { id: 'l1', who: 'answered', text: '陈某。' },
      ],
      'read-back': true,
    })
    await officer.freezePaper({ params: { id: paper }, body: {} })
    return paper
  }
  const [onFilm, late] = [await fixed(), await fixed()]
  const forwardTo = async (clock: string) => {
    server.clock.forward(millisecondsOf(at(clock, other.today())) - millisecondsOf(server.clock.now()))
    for (const one of [officer, colleague, section]) await one.back()
  }
  await forwardTo('22:31')
  await signed(onFilm)
  await forwardTo('22:40')
  await signed(late)
  await forwardTo('23:00')
  const film = await docked(other, await filmOf(folder, false, 380, 300), '22:30:00', '签名.mp4', camera)
  await other.done(id, 'site-inspected', { ...INSPECTION, at: '22:30', until: '22:55', recordings: [film] })
  const remarks = async () =>
    (await officer.showVolume({ params: { id } })).remarks.filter((one) => one.code === 'signature-unfilmed')
  expect(await remarks()).toEqual([])
  await section.chooseRuleSet({ body: { packs: ['yanzhou-2019'], from: FROM } })
  const found = await remarks()
  expect(new Set(found.map((one) => one.at?.paper))).toEqual(new Set([late]))
  expect(found[0]).toMatchObject({
    message: { zh: expect.stringMatching(/22:4[0-4] 由陈某签名/) },
    citations: [{ pack: 'yanzhou-2019', article: '6', quote: '当事人在现场检查记录或相关执法文书上签署姓名和意见时' }],
  })
})
