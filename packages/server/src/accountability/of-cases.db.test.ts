import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import { dayOf } from '@liuhen/core/kernel'
import { residentCheck } from '@liuhen/core/papers'
import { proves } from '../../../../scripts/proves.ts'
import { at, filmedEvents } from '../coverage/trial.ts'
import { openJournal } from '../ledger/index.ts'
import { keepTakes } from '../recordings/index.ts'
import { type TrialTeam, trialTeam } from '../cases/trial.ts'
import { papersWith } from '../papers/trial.ts'
import { filed } from '../volumes/trial.ts'
import { DECISION, ended, filedCase, FINE, INSPECTION, NOTICE, SERVED } from '../cases/trial-ordinary.ts'

/** What befalls a case, and who may answer for it: head and handlers of the day of the act. */
let team: TrialTeam
let camera: string
beforeAll(async () => {
  team = await trialTeam()
  const centre = await team.server.as('information-centre')
  const body = { number: 'DSJ-901', kind: 'body-camera' as const, unit: team.unit }
  camera = (await centre.registerDevice({ body })).id
})
afterAll(() => team[Symbol.asyncDispose]())

const RESIDENT = `43012119800501001${residentCheck('43012119800501001')}`
const journal = openJournal({ reactions: [keepTakes] })

/** A recording of today by one device, so that what is between two of them is an interruption. */
async function filmed(from: string, to: string, who = team.officer): Promise<string> {
  const id = randomUUID()
  const given = { arrived: team.server.clock.now(), holds: ['sound', 'picture'] as const, device: camera, error: 0 }
  const events = filmedEvents(id, at(from, team.today()), at(to, team.today()), given, team.unit, who.person)
  await team.server.database.db.transaction().execute((trx) => journal.write(trx, events))
  return id
}

/** Inspected on film with a break in it, decided and served. */
async function decidedWithGap(): Promise<{ readonly id: string; readonly recordings: readonly string[] }> {
  const id = await filedCase(team)
  const recordings = [await filmed('09:30', '09:36'), await filmed('09:44', '09:50')]
  await team.done(id, 'site-inspected', { ...INSPECTION, recordings })
  await team.done(id, 'investigation-ended', { says: { 'evidence-listed': true } })
  await team.approved(id, 'handling-approved', { says: FINE }, team.legal, team.head)
  await team.done(id, 'notice-served', NOTICE)
  await team.later(7)
  await team.done(id, 'penalty-decided', DECISION)
  await team.done(id, 'decision-served', SERVED)
  return { id, recordings }
}
const items = async (id: string) => {
  await team.head.back()
  return (await team.head.listLiabilities({ query: {} })).filter((one) => one.about.case === id)
}
const ids = (of: readonly { readonly id: string }[]) => of.map((one) => one.id).toSorted()
const both = () => [team.officer.person, team.colleague.person].toSorted()

/** The decision is annulled on reconsideration, or by a court. */
async function annulled(id: string, how: 'reconsideration' | 'suit'): Promise<void> {
  const received = await team.done(id, how === 'suit' ? 'suit-received' : 'reconsideration-received', { by: [] })
  const of = await team.done(id, how === 'suit' ? 'suit-decided' : 'reconsideration-decided', {
    ...ended('annulled'),
    of: received,
  })
  await team.done(id, 'decision-annulled', { ...ended('annulled'), of })
}

test('Changsha County: a break nobody explained and a decision annulled on reconsideration name head and handlers', async () => {
  proves('changsha-county-2023/46.1')
  const { id } = await decidedWithGap()
  expect(await items(id)).toEqual([])
  await annulled(id, 'reconsideration')
  const [item, ...others] = await items(id)
  expect(others).toEqual([])
  expect(item).toMatchObject({
    outcome: 'decision-changed',
    byItself: true,
    rule: { rule: 'changsha-county-2023/liability-not-recording', citations: [{ article: '46' }, { article: '46' }] },
  })
  expect(ids(item?.people ?? [])).toEqual(both())
  expect(ids(item?.leaders ?? [])).toEqual([team.leader.person])
})

test('Changsha County: an item on an act of a time gone by names who led and handled then, whoever does now', async () => {
  proves('changsha-county-2023/46.7')
  const { id } = await decidedWithGap()
  const acted = dateOf(numberOf(team.today()) - 7)
  await team.later(20)
  const next = await team.server.another('officer', team.unit)
  await team.leader.nameOfficers({ params: { id }, body: { officers: [next.person], reason: '岗位调整' } })
  const successor = await team.server.another('team-leader', team.unit)
  const post = { post: 'unit-head' as const, unit: team.unit }
  const { id: held } = await team.head.fillPost({ body: { ...post, person: team.leader.person, from: acted } })
  await team.head.leavePost({ params: { id: held }, body: { to: dateOf(numberOf(team.today()) - 1), reason: '调任' } })
  await team.head.fillPost({ body: { ...post, person: successor.person, from: team.today() } })
  const received = { act: 'reconsideration-received' as const, on: team.today(), by: [], key: randomUUID() }
  const entered = await next.doAct({ params: { id }, body: received })
  const says = { 'remedy-outcome': 'annulled' }
  const decided = { ...received, act: 'reconsideration-decided' as const, says, of: entered.id, key: randomUUID() }
  const ruled = await next.doAct({ params: { id }, body: decided })
  const body = { ...received, act: 'decision-annulled' as const, says, of: ruled.id, key: randomUUID() }
  await next.doAct({ params: { id }, body })
  const [item] = await items(id)
  expect(ids(item?.people ?? [])).toEqual(both())
  expect(ids(item?.leaders ?? [])).toEqual([team.leader.person])
})

test('Changsha County: an original that is gone is put on record when it is checked, with the case and who keeps it', async () => {
  const id = await filedCase(team)
  const recording = await team.filmed('09:30', '09:50')
  await team.done(id, 'site-inspected', { ...INSPECTION, recordings: [recording] })
  // Only the journal knows of it: its bytes are on no disk.
  const custodian = await team.server.as('custodian')
  expect(await custodian.verifyRecording({ params: { id: recording } })).toMatchObject({ same: false, bytes: 0 })
  const [item] = await items(id)
  expect(item).toMatchObject({
    outcome: 'original-broken',
    about: { recording, case: id },
    rule: { rule: 'changsha-county-2023/liability-loss' },
  })
  expect(ids(item?.people ?? [])).toEqual([...both(), custodian.person].toSorted())
})

test('what was entered ten days later than it bears is listed, with the article, the latest first', async () => {
  const id = await filedCase(team)
  const on = team.today()
  await team.later(10)
  await team.done(id, 'correction-ordered', { on, dueOn: dateOf(numberOf(team.today()) + 5) })
  await team.head.back()
  const late = async (atLeast: number) => {
    const { rows, citations } = await team.head.lateEntries({ query: { atLeast } })
    return { rows: rows.filter((one) => one.case.id === id), citations }
  }
  const { rows, citations } = await late(10)
  expect(rows).toMatchObject([{ kind: 'act', on, days: 10, by: (await team.officer.whoAmI()).name }])
  expect(dayOf(rows[0]?.at ?? team.server.clock.now())).toBe(team.today())
  expect(citations.map((one) => `${one.pack}/${one.article}`)).toContain('changsha-county-2023/46')
  expect((await late(11)).rows).toEqual([])
})

test('a document that tells of ten days before it was entered is listed, whether it was made here or stored', async () => {
  const id = await filedCase(team)
  const on = team.today()
  const papers = papersWith(team)
  await team.later(10)
  const notice = await papers.begin(id, 'questioning')
  await papers.write(notice, {
    'questioning-interval': { from: `${on} 09:00`, until: `${on} 09:40` },
    'questioning-place': '普法询问工作区',
    'questioned-person': { name: '陈某', idNumber: RESIDENT, relation: '当事人' },
    'questions-and-answers': [
      { id: 'l0', who: 'asked', text: '您叫什么名字？' },
      { id: 'l1', who: 'answered', text: '陈某。' },
    ],
    'read-back': true,
  })
  await team.officer.freezePaper({ params: { id: notice }, body: {} })
  await filed(team, id, { title: '现场照片说明', on })
  await filed(team, id, { title: '今天的材料' })
  await team.head.back()
  const late = async (atLeast: number) =>
    (await team.head.lateEntries({ query: { atLeast } })).rows
      .filter((one) => one.case.id === id)
      .map((one) => [one.kind, one.what.zh, one.on, one.days])
  const found = await late(10)
  expect(found).toHaveLength(2)
  expect(found).toEqual(
    expect.arrayContaining([
      ['material', '现场照片说明', on, 10],
      ['paper', '询问笔录', on, 10],
    ]),
  )
  expect(await late(11)).toEqual([])
  proves('changsha-county-2023/46.4')
})

test('Jilin: a break nobody explained and a lost suit open an item under article 24', async () => {
  proves('jilin-2017/24.1')
  const { id } = await decidedWithGap()
  const legal = await team.server.as('legal-section')
  await legal.chooseRuleSet({ body: { packs: ['jilin-2017'], from: dateOf(numberOf(team.today()) + 1) } })
  await team.later(1)
  await annulled(id, 'suit')
  expect(await items(id)).toMatchObject([
    {
      outcome: 'suit-lost',
      byItself: true,
      rule: { rule: 'jilin-2017/prohibition-not-recording', citations: [{ article: '24' }, { article: '24' }] },
    },
  ])
})
