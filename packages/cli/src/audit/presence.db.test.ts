import { streamTypes } from '@liuhen/core/journal'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TrialTeam, trialTeam } from '../../../server/src/cases/trial.ts'
import { filedCase, QUESTIONING } from '../../../server/src/cases/trial-ordinary.ts'
import { connected } from './database.ts'
import { auditedBy } from './trial.ts'

let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

test('who was where, by which a second place is refused, is found again from the cases', async () => {
  const id = await filedCase(team)
  await team.done(id, 'questioned', QUESTIONING)
  const entered = await team.done(id, 'site-inspected', {
    ...QUESTIONING,
    at: '16:00',
    until: '16:20',
    says: { 'certificate-shown': true, 'rights-told': true, 'pages-signed': true },
  })
  await team.head.strikeAct({ params: { id, act: entered }, body: { reason: '录入有误' } })
  const database = await connected(team.server.database.url('super'))
  const found = async () => (await auditedBy(database, streamTypes, team.server.clock.now())).differences
  try {
    expect(await found()).toEqual([])
    const other = '01930f2a-6c00-4000-8000-00000000f0f2'
    for (const tampering of [
      `update case_presence set until = '14:05' where case_id = '${id}'`,
      `update case_presence set place = null where case_id = '${id}'`,
      `delete from case_presence where case_id = '${id}' and person = '${team.colleague.person}'`,
      `insert into case_presence select case_id, act_id, '${other}', act, day, at, until, place from case_presence limit 1`,
    ]) {
      await database.query('begin')
      await database.query(tampering)
      expect(
        (await found()).map((one) => [one.code, one.place]),
        tampering,
      ).toEqual([['presence-differs', `case_presence ${id}`]])
      await database.query('rollback')
    }
  } finally {
    await database.end()
  }
})
