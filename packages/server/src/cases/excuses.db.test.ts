import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import { filedCase } from './trial-ordinary.ts'

let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

const shown = (id: string) => team.officer.showCase({ params: { id } })
const WORDS = { reason: '记录仪电池损坏，当场报告了队长' }
const SO = { is: true, reason: '送修单已核对' }
const SAID = {
  at: '18:00',
  until: '18:20',
  place: '办案区',
  says: { 'certificate-shown': true, 'pages-signed': true, 'work-area': true },
}

test('why an act was not recorded counts once somebody who took no part confirms it: nobody their own, and one who leads is asked', async () => {
  const id = await filedCase(team)
  const act = await team.done(id, 'questioned', SAID)
  const params = { id, act }
  const ended = () => team.done(id, 'investigation-ended', { says: { 'evidence-listed': true } })
  expect(await refusal(team.leader.judgeExcuse({ params, body: SO }))).toHaveProperty('excuse-missing')
  await team.officer.excuseAct({ params, body: WORDS })
  const open = await ended().catch((thrown: { problem: { obstacles: readonly { message: { zh: string } }[] } }) =>
    thrown.problem.obstacles.map((one) => one.message.zh).join(),
  )
  expect(open).toContain('还没有经另一人确认')
  expect((await shown(id)).acts.find((one) => one.id === act)?.excused).toMatchObject({ counts: false, mine: false })
  for (const who of [team.officer, team.colleague, team.outsider])
    await expect(who.judgeExcuse({ params, body: SO })).rejects.toThrow()
  expect((await team.leader.workbench()).excuses).toMatchObject([
    { case: { id }, act: { id: act }, reason: WORDS.reason },
  ])
  expect((await team.officer.workbench()).excusesCount).toBe(0)

  await team.leader.judgeExcuse({ params, body: { is: false, reason: '设备当天没有报修' } })
  expect(await refusal(ended())).toHaveProperty('step-investigation-recorded')
  expect((await team.leader.workbench()).excusesCount).toBe(0)
  await team.head.judgeExcuse({ params, body: SO })
  expect((await shown(id)).acts.find((one) => one.id === act)?.excused).toMatchObject({
    counts: true,
    judged: { is: true, reason: SO.reason },
  })
  await ended()
})

test('an act without hours takes them from its recordings: whoever is in them is nowhere else; without either nobody can tell', async () => {
  const [one, other] = [await filedCase(team), await filedCase(team)]
  const film = await team.filmed('18:30', '18:50')
  const served = await team.done(one, 'sampled', {
    place: '星沙路',
    says: { 'certificate-shown': true },
    recordings: [film],
  })
  expect((await shown(one)).acts.find((each) => each.id === served)?.untimed).toBe(false)
  const there = { at: '18:35', until: '18:45', place: '板仓路', says: SAID.says }
  expect(await refusal(team.done(other, 'questioned', there))).toHaveProperty('step-one-place')
  const bare = await team.done(other, 'sampled', { says: { 'certificate-shown': true } })
  expect((await shown(other)).acts.find((each) => each.id === bare)?.untimed).toBe(true)
})

test('a case is not archived over a gap beside its recordings that nobody has explained', async () => {
  const id = await filedCase(team)
  const film = await team.filmed('18:52', '18:58')
  await team.done(id, 'sampled', { place: '星沙路', says: { 'certificate-shown': true }, recordings: [film] })
  const gaps = (n: number) =>
    team.server.database.db.updateTable('recordings').set({ open_gaps: n }).where('id', '=', film).execute()
  await gaps(1)
  expect(await refusal(team.done(id, 'archived'))).toMatchObject({ 'step-archive-gaps': 'changsha-county-2023/20' })
  expect(await refusal(team.done(id, 'case-closed'))).not.toHaveProperty('step-archive-gaps')
  await gaps(0)
  expect(await refusal(team.done(id, 'archived'))).not.toHaveProperty('step-archive-gaps')
})
