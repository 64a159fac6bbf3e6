import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal, type TrialTeam, trialTeam } from '../cases/trial.ts'
import { closedCase } from '../volumes/trial.ts'

const NAME = '万俟知秋'
const CONTACT = '13700000000 夜间勿打'
let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

const told = { kind: 'report' as const, way: 'phone' as const, name: NAME, contact: CONTACT, confidential: true }

test('who reported is masked to everybody, and shown to who handles the case once they say what for, each time on record', async () => {
  const { id } = await closedCase(team)
  const { id: informant } = await team.officer.nameInformant({ params: { id }, body: told })
  const legal = await team.server.as('legal-section')
  for (const one of [team.officer, team.leader, team.legal, team.head, legal]) {
    const masked = await one.listInformants({ params: { id } })
    expect(masked).toMatchObject({ rows: [{ kind: 'report', hasName: true, hasContact: true, confidential: true }] })
    expect(masked.handles).toBe(one === team.officer)
    expect(JSON.stringify(masked)).not.toContain(NAME)
  }
  const params = { id, informant }
  const body = { purpose: '回访核实违法时间' }
  // Not the leader, not legal review: whoever does not handle it does not see it.
  for (const one of [team.leader, team.legal])
    expect(await refusal(one.lookAtInformant({ params, body }))).toEqual({ 'handlers-alone': undefined })
  await expect(team.head.lookAtInformant({ params, body })).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(team.outsider.lookAtInformant({ params, body })).rejects.toMatchObject({ problem: { status: 404 } })
  for (const one of [team.officer, team.colleague])
    expect(await one.lookAtInformant({ params, body })).toEqual({ name: NAME, contact: CONTACT })
  await team.officer.lookAtInformant({ params, body: { purpose: '告知处理结果' } })
  const looks = await team.server.database.db
    .selectFrom('journal')
    .select(['actor', 'body'])
    .where('kind', '=', 'InformantLooked/1')
    .orderBy('position')
    .execute()
  expect(looks).toEqual([
    { actor: `person:${team.officer.person}`, body: { informant, case: id, ...body } },
    { actor: `person:${team.colleague.person}`, body: { informant, case: id, ...body } },
    { actor: `person:${team.officer.person}`, body: { informant, case: id, purpose: '告知处理结果' } },
  ])
})

test('it lies nowhere that a list, a paper, a volume, a package or a disclosure could be made of', async () => {
  const { db } = team.server.database
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(db)
  const holding: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql`select 1 from ${sql.table(name)} as t where t::text like ${`%${NAME}%`} limit 1`.execute(
      db,
    )
    if (rows.length > 0) holding.push(name)
  }
  expect(holding.toSorted()).toEqual(['informants', 'journal'])
})

test('what was entered of the wrong person is struck with its reason and shown to nobody any more', async () => {
  const { id } = await closedCase(team)
  const secret = { kind: 'report' as const, way: 'writing' as const, confidential: true }
  expect(await refusal(team.officer.nameInformant({ params: { id }, body: secret }))).toEqual({
    'nobody-to-keep-secret': undefined,
  })
  const { id: informant } = await team.officer.nameInformant({ params: { id }, body: told })
  const params = { id, informant }
  await team.colleague.strikeInformant({ params, body: { reason: '登记到了别的案件' } })
  expect((await team.officer.listInformants({ params: { id } })).rows).toEqual([])
  await expect(team.officer.lookAtInformant({ params, body: { purpose: '再看一次' } })).rejects.toMatchObject({
    problem: { status: 404 },
  })
})
