import { randomUUID } from 'node:crypto'
import { residentCheck } from '@liuhen/core/papers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal } from '../cases/trial.ts'
import { filedCase, LIFTED, SEIZED } from '../cases/trial-ordinary.ts'
import { bare, textOf } from '../typesetting/trial.ts'
import { filed } from '../volumes/trial.ts'
import { PACK, type TrialPapers, trialPapers } from './trial.ts'

let papers: TrialPapers
beforeAll(async () => {
  papers = await trialPapers()
})
afterAll(() => papers[Symbol.asyncDispose]())

const HANDLING = `${PACK}/paper-preservation-handling`
/** Invented: its last character is the one that the others ask for. */
const RESIDENT = `43012119800501001${residentCheck('43012119800501001')}`
const WRITTEN = {
  party: { kind: 'citizen' as const, name: '陈某', idNumber: RESIDENT, address: '示范县星沙路 1 号' },
  'preserved-disposal': '返还当事人',
  'paper-content': '登记保存的物品已经核实，全部返还。',
}

async function preservedTwice(id: string): Promise<readonly [string, string]> {
  const { team } = papers
  const preserved = async (goods: string) => {
    await team.approved(id, 'evidence-preserved', {}, team.legal, team.leader, team.head)
    return team.done(id, 'evidence-preserved', { ...team.now(), place: '夜市', says: { ...SEIZED, goods } })
  }
  return [await preserved('电子秤一台'), await preserved('烤炉一台')]
}

test('of two preservations each has its own notice: a paper says of which it is, and is the notice of no other', async () => {
  const { team, begin, write, shown } = papers
  const id = await filedCase(team)
  const [scales, stove] = await preservedTwice(id)
  const beginOf = (about?: string) =>
    team.officer.beginPaper({
      params: { id },
      body: { rule: HANDLING, key: randomUUID(), ...(about !== undefined && { about }) },
    })
  const disposed = (of: string) =>
    team.officer.doAct({
      params: { id },
      body: {
        act: 'preservation-disposed',
        on: team.today(),
        by: [team.officer.person, team.colleague.person],
        of,
        says: { ...LIFTED, 'preservation-outcome': 'returned' },
        key: randomUUID(),
      },
    })
  expect(await refusal(begin(id, 'preservation-handling'))).toEqual({ 'measure-untold': `${PACK}/15` })
  expect(await refusal(beginOf(randomUUID()))).toEqual({ 'measure-unknown': `${PACK}/15` })
  const wanted = async () =>
    (await team.officer.listPapers({ params: { id } })).calledFor
      .filter((one) => one.rule === HANDLING && one.papers.length === 0)
      .map((one) => one.measure?.id)
  expect(await wanted()).toEqual([scales, stove])

  const { id: notice } = await beginOf(stove)
  expect(await wanted()).toEqual([scales])
  await write(notice, WRITTEN)
  await team.officer.freezePaper({ params: { id: notice }, body: {} })
  await papers.signed(notice)
  await team.officer.finishPaper({ params: { id: notice }, body: {} })
  expect((await shown(notice)).row.measure?.zh).toContain('烤炉一台')
  const bytes = await (await team.officer.send(`${team.server.url}/api/papers/${notice}/pdf`)).arrayBuffer()
  const text = bare(await textOf(Buffer.from(bytes)))
  expect(text).toContain(bare('烤炉一台'))
  expect(text).not.toContain(bare('电子秤一台'))

  // The notice of the one is not that of the other.
  expect(await refusal(disposed(scales))).toEqual({ 'step-preservation-notice': `${PACK}/15` })
  await disposed(stove)
  // Of those left there is one, and a stored notice is of that.
  await filed(team, id, { rule: HANDLING, title: '处理通知书' })
  await disposed(scales)
})

test('where a case has one preservation nobody is asked of which a notice is', async () => {
  const { team, begin, shown } = papers
  const id = await filedCase(team)
  await team.approved(id, 'evidence-preserved', {}, team.legal, team.leader, team.head)
  await team.done(id, 'evidence-preserved', { ...team.now(), place: '夜市', says: SEIZED })
  const notice = await begin(id, 'preservation-handling')
  expect((await shown(notice)).row.measure?.zh).toContain('证据先行登记保存')
})

test('two stored notices of one preservation leave the volume without that of the other', async () => {
  const { team } = papers
  const id = await filedCase(team)
  const [scales, stove] = await preservedTwice(id)
  const rule = `${PACK}/paper-preservation-notice`
  const missing = async () =>
    (await team.officer.showVolume({ params: { id } })).lacks
      .filter((one) => one.code === 'paper-missing' && one.at?.rule === rule)
      .map((one) => one.message.zh)
  await filed(team, id, { rule, title: '登记保存通知书', about: stove })
  await filed(team, id, { rule, title: '登记保存通知书（又一份）', about: stove })
  expect(await missing()).toEqual([expect.stringContaining('只有 1 份，案件里有 2 项')])
  await filed(team, id, { rule, title: '登记保存通知书', about: scales })
  expect(await missing()).toEqual([])
})
