import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import { FILING } from './trial-ordinary.ts'

let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

/** The codes with which the server refuses it. */
const refused = async (act: Promise<unknown>): Promise<readonly string[]> => Object.keys(await refusal(act))

test('a case is not filed before everybody in the chain has agreed, and is filed on the day the head does', async () => {
  const id = await team.lead()
  await team.done(id, 'violation-ended', { by: [] })
  await team.done(id, 'violation-discovered', { by: [] })
  expect(await refused(team.done(id, 'case-filed', FILING))).toEqual(['step-filing-approved'])
  const asked = await team.approved(id, 'case-filed', FILING, team.legal, team.leader)
  const before = await team.officer.showCase({ params: { id } })
  expect(before.acts.map((one) => one.act)).not.toContain('case-filed')
  expect(before.approvals[0]).toMatchObject({ id: asked, stands: 'open' })
  await team.head.signApproval({ params: { id: asked }, body: { opinion: 'agreed', password: team.head.password } })
  const after = await team.officer.showCase({ params: { id } })
  expect(after.acts.at(-1)).toMatchObject({ act: 'case-filed', on: team.today(), marks: [] })
})

test('who is outside the case sees nothing of it and adds nothing to it', async () => {
  const id = await team.lead()
  const key = randomUUID()
  expect(await refused(team.outsider.showCase({ params: { id } }))).toEqual(['case-unknown'])
  expect(
    await refused(team.outsider.doAct({ params: { id }, body: { act: 'questioned', on: team.today(), key } })),
  ).toEqual(['case-unknown'])
})

test('an officer who is written down in another case at that time, elsewhere, is refused in this one', async () => {
  const [one, two] = [await team.lead(), await team.lead()]
  const told = { says: { 'certificate-shown': true, 'pages-signed': true } }
  await team.done(one, 'site-inspected', { ...told, at: '08:30', until: '09:10', place: '星沙路' })
  const overlapping = { ...told, at: '09:00', until: '09:20', place: '望仙路' }
  expect(await refused(team.done(two, 'site-inspected', overlapping))).toEqual(['step-one-place'])
  await team.done(two, 'site-inspected', { ...overlapping, at: '09:10' })
})

test('that somebody looked at a case is on record, once for as long as they look', async () => {
  const id = await team.lead()
  const looks = async () => {
    const rows = await team.server.database.db
      .selectFrom('journal')
      .select(['actor', 'body'])
      .where('kind', '=', 'CaseLooked/1')
      .execute()
    return rows.filter((one) => (one.body as { readonly case: string }).case === id).map((one) => one.actor)
  }
  for (const who of [team.legal, team.legal]) await who.showCase({ params: { id } })
  expect(await looks()).toEqual([`person:${team.legal.person}`])
})
